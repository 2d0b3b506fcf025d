import { Temporal } from 'temporal-polyfill'

/** `2026-03-01T18:30`, as a field for date and time holds it, in a zone → UTC milliseconds; null for what is no time. */
export function instantOf(wall: string, timeZone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).epochMilliseconds
  } catch {
    return null
  }
}

/** UTC milliseconds → `2026-03-01T18:30` in a zone; seconds are left out. */
export function wallOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .round({ smallestUnit: 'minute', roundingMode: 'floor' })
    .toString({ smallestUnit: 'minute' })
}

/** The next full quarter of an hour at or after an instant: what a form proposes. UTC milliseconds. */
export function nextQuarter(at: number): number {
  const quarter = 15 * 60_000
  return Math.ceil(at / quarter) * quarter
}
