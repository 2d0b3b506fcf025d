import type { ServiceWindow } from '../contract/service.ts'
import { DAY, MINUTE, type Calendar } from '../lib/time.ts'

/** Service hours: when somebody answers (GRP-14). `null` stands for any hour. Pure. */
export type Hours = readonly ServiceWindow[] | null

type Span = readonly [from: number, until: number]

/** A wait longer than this is measured by its last part. */
const DAYS_MEASURED_MOST = 366

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
/** 1 Monday … 7 Sunday; the day 0 of the epoch was a Thursday. */
const weekdayOf = (day: string): number => ((Math.floor(Date.parse(day) / DAY) + 3) % 7) + 1

/** The stretches that begin on a business day, which may end on the next. */
function spansOf(hours: readonly ServiceWindow[], calendar: Calendar, day: string): Span[] {
  const weekday = weekdayOf(day)
  return hours
    .filter(({ days }) => days.includes(weekday))
    .map(({ from, until }) => {
      const [opens, closes] = [minutesOf(from), minutesOf(until)]
      const lastDay = closes > opens ? day : calendar.plusDays(day, 1)
      return [calendar.startOf(day) + opens * MINUTE, calendar.startOf(lastDay) + closes * MINUTE]
    })
}

/** The stretches that begin on so many days before a day up to so many after, in order, overlaps joined. */
function spansAround(
  hours: readonly ServiceWindow[],
  calendar: Calendar,
  day: string,
  before: number,
  after: number,
): Span[] {
  const spans: Span[] = []
  for (let n = -before; n <= after; n += 1) spans.push(...spansOf(hours, calendar, calendar.plusDays(day, n)))
  spans.sort((a, b) => a[0] - b[0])
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last !== undefined && span[0] <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], span[1])]
    else joined.push(span)
  }
  return joined
}

/**
 * How the desk stands at an instant. `opensAt`: when it opens again, `closedSince`: when it closed; both null while it is open.
 * @rule GRP-14
 */
export function standingAt(
  hours: Hours,
  calendar: Calendar,
  at: number,
): { readonly open: boolean; readonly opensAt: number | null; readonly closedSince: number | null } {
  const open = { open: true, opensAt: null, closedSince: null }
  if (hours === null) return open
  const spans = spansAround(hours, calendar, calendar.dayOf(at), 8, 8)
  if (spans.some(([from, until]) => from <= at && at < until)) return open
  return {
    open: false,
    opensAt: spans.find(([from]) => from > at)?.[0] ?? null,
    closedSince: spans.findLast(([, until]) => until <= at)?.[1] ?? null,
  }
}

/** How much of a wait lay within service hours, ms. @param from UTC ms @param until UTC ms, not before `from` */
export function servedWithin(hours: Hours, calendar: Calendar, from: number, until: number): number {
  if (hours === null) return until - from
  const start = Math.max(from, until - DAYS_MEASURED_MOST * DAY)
  const days = Math.ceil((until - start) / DAY) + 1
  const spans = spansAround(hours, calendar, calendar.dayOf(until), days, 0)
  return spans.reduce((sum, [opens, closes]) => sum + Math.max(0, Math.min(closes, until) - Math.max(opens, start)), 0)
}
