import { Temporal } from 'temporal-polyfill'

/** Milliseconds in the units the rules speak of. */
export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** Every zone's offset and every change of it falls on a quarter of an hour, so one quarter has one offset. */
const QUARTER = 900_000
const OFFSETS_KEPT = 10_000

/** The business calendar of one time zone (rules.md "Business day / natural month"). Days are 'YYYY-MM-DD', months 'YYYY-MM', instants UTC ms. */
export interface Calendar {
  readonly timeZone: string
  /** The business day an instant falls on. */
  dayOf(at: number): string
  /** The natural month an instant falls on. */
  monthOf(at: number): string
  /** The instant a business day begins. */
  startOf(day: string): number
  /** The day `count` days after (or before). */
  plusDays(day: string, count: number): string
  /** The day before, the day, the day after. */
  around(day: string): readonly [string, string, string]
}

/** Whether a name is an IANA zone to all that reckons with zones here; `CST` and its like stand for several, and are none. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The one name of a zone that has several (`PRC`, `Asia/Shanghai`). @param name a zone (`isTimeZone`) */
export const zoneName = (name: string): string =>
  new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone

/** Builds the calendar of an IANA zone; throws RangeError for an unknown zone. */
export function createCalendar(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  const offsets = new Map<number, number>()
  const days = new Map<number, string>()
  const sums = new Map<string, string>()
  const neighbours = new Map<string, readonly [string, string, string]>()

  const offsetAt = (at: number): number => {
    const quarter = Math.floor(at / QUARTER)
    const known = offsets.get(quarter)
    if (known !== undefined) return known
    const start = quarter * QUARTER
    const part: Record<string, number> = {}
    for (const { type, value } of format.formatToParts(start)) part[type] = Number(value)
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'] ?? 1,
      part['hour'] ?? 0,
      part['minute'] ?? 0,
      part['second'] ?? 0,
    )
    const offset = local - start
    if (offsets.size >= OFFSETS_KEPT) offsets.clear()
    offsets.set(quarter, offset)
    return offset
  }

  const dayOf = (at: number): string => {
    const number = Math.floor((at + offsetAt(at)) / DAY)
    const known = days.get(number)
    if (known !== undefined) return known
    const day = new Date(number * DAY).toISOString().slice(0, 10)
    if (days.size >= OFFSETS_KEPT) days.clear()
    days.set(number, day)
    return day
  }

  const plusDays = (day: string, count: number): string => {
    const key = `${day}${count}`
    const known = sums.get(key)
    if (known !== undefined) return known
    const sum = new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10)
    if (sums.size >= OFFSETS_KEPT) sums.clear()
    sums.set(key, sum)
    return sum
  }

  return {
    timeZone,
    dayOf,
    monthOf: (at) => dayOf(at).slice(0, 7),
    startOf: (day) => Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds,
    plusDays,
    around(day) {
      const known = neighbours.get(day)
      if (known !== undefined) return known
      const made = [plusDays(day, -1), day, plusDays(day, 1)] as const
      if (neighbours.size >= OFFSETS_KEPT) neighbours.clear()
      neighbours.set(day, made)
      return made
    },
  }
}

/** RFC 3339 UTC of UTC milliseconds. */
export const toInstant = (at: number): string => new Date(at).toISOString()

/** UTC milliseconds of an RFC 3339 text; NaN if it is none. */
export const fromInstant = (text: string): number => Date.parse(text)
