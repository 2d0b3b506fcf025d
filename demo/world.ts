import { makeCast, type Fan } from '../sim/cast.ts'
import { clubPlans } from '../sim/clubs.ts'
import { HOUR, DAY, MINUTE, createCalendar, type Calendar } from '../src/lib/time.ts'

/** Decision days of history before the show. */
export const PAST_DAYS = 15
const EVENING = 19 * HOUR + 30 * MINUTE

/** The cast of a seed: the same after every restart. */
export const castOf = (seed: string): readonly Fan[] => makeCast(seed, clubPlans, PAST_DAYS)

/** The evening of the business day of an instant, or of the next day where that is over. UTC ms. */
export function eveningAfter(calendar: Calendar, at: number): number {
  const day = calendar.dayOf(at)
  const evening = calendar.startOf(day) + EVENING
  return evening >= at ? evening : calendar.startOf(calendar.plusDays(day, 1)) + EVENING
}

/** The evening of the business day of an instant, past or to come. UTC ms. */
export const eveningOf = (calendar: Calendar, at: number): number => calendar.startOf(calendar.dayOf(at)) + EVENING

/** When the clubs of a show are registered. */
export const openedAt = (showStart: number): number => showStart - PAST_DAYS * DAY - 10 * HOUR

/** Hour of the day in a zone. */
export function hourIn(timeZone: string): (at: number) => number {
  const calendar = createCalendar(timeZone)
  return (at) => Math.floor((at - calendar.startOf(calendar.dayOf(at))) / HOUR) % 24
}
