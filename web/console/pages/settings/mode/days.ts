import { createCalendar, DAY, HOUR, type Calendar } from '../../../../../src/lib/time.ts'
import type { ModeChange } from '../../../../../src/contract/views.ts'

/** A day of the month shown: what it is for the plan of a mode change (CLUB-3, CLUB-4). */
export interface PlanDay {
  /** YYYY-MM-DD */
  readonly day: string
  readonly state: 'open' | 'tooSoon' | 'monthUsed' | 'change'
  readonly today: boolean
}

/** The months a change can be planned in: this one and the next five. */
export const monthsAhead = 5

/** The rules' part in a plan: hours of notice, changes a natural month. */
export interface PlanLimits {
  readonly modeNoticeHours: number
  readonly modeChangesPerMonth: number
}

/** Days of a natural month (YYYY-MM) for the plan; `now` is UTC milliseconds. */
export function planMonth(
  calendar: Calendar,
  month: string,
  now: number,
  changes: readonly ModeChange[],
  limits: PlanLimits,
): PlanDay[] {
  const days: PlanDay[] = []
  const used = changesIn(calendar, month, changes) >= limits.modeChangesPerMonth
  const earliest = earliestStart(now, limits)
  const today = calendar.dayOf(now)
  const changeDays = new Set(counted(changes).map((change) => calendar.dayOf(Date.parse(change.effectiveAt))))
  for (let day = `${month}-01`; day.startsWith(month); day = calendar.plusDays(day, 1)) {
    const ends = calendar.startOf(calendar.plusDays(day, 1))
    const state = changeDays.has(day) ? 'change' : used ? 'monthUsed' : ends <= earliest ? 'tooSoon' : 'open'
    days.push({ day, state, today: day === today })
  }
  return days
}

/** The first instant that keeps the notice, on the next full quarter of an hour. UTC milliseconds. */
export function earliestStart(now: number, limits: PlanLimits): number {
  const quarter = 15 * 60_000
  return Math.ceil((now + limits.modeNoticeHours * HOUR + 60_000) / quarter) * quarter
}

/** Changes that count for a month: those that take or took effect in it (CLUB-3). */
export function changesIn(calendar: Calendar, month: string, changes: readonly ModeChange[]): number {
  return counted(changes).filter((change) => calendar.monthOf(Date.parse(change.effectiveAt)) === month).length
}

const counted = (changes: readonly ModeChange[]) => changes.filter((change) => change.status !== 'withdrawn')

/** YYYY-MM, `count` months on. */
export function plusMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const index = year * 12 + number - 1 + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Quarter hours of a day (HH:MM) that keep the notice, as instants. Clock changes are followed: a day may have 23 or 25 hours. */
export function timesOf(calendar: Calendar, day: string, earliest: number, stepMinutes = 30): number[] {
  const start = calendar.startOf(day)
  const end = calendar.startOf(calendar.plusDays(day, 1))
  const times: number[] = []
  for (let at = start; at < end; at += stepMinutes * 60_000) if (at >= earliest) times.push(at)
  return times.length === 0 && end > earliest ? [earliest] : times
}

/** The platform's calendar. */
export const calendarOf = (timeZone: string): Calendar => createCalendar(timeZone)

/** Monday = 0 … Sunday = 6 of a YYYY-MM-DD. */
export const weekdayOf = (day: string): number => (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY) + 3) % 7

/** YYYY-MM as people say it: 2026年3月, March 2026. */
export function monthWords(month: string, language: string): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return format.format(new Date(`${month}-01T00:00:00Z`))
}
