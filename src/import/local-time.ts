import { Temporal } from 'temporal-polyfill'

/** How the file writes times. */
export interface TimeStyle {
  /** `iso` (RFC 3339 with an offset), `unixSeconds`, `unixMilliseconds`, or letters: yyyy MM M dd d HH H mm ss SSS, other characters as they are */
  readonly format: string
  /** IANA zone of times without an offset; null with the three named formats */
  readonly timeZone: string | null
  /** which of the two instants a time means that comes twice, when clocks go back */
  readonly ambiguous: 'earlier' | 'later'
}

const fields = {
  yyyy: ['year', '(\\d{4})'],
  MM: ['month', '(\\d{2})'],
  M: ['month', '(\\d{1,2})'],
  dd: ['day', '(\\d{2})'],
  d: ['day', '(\\d{1,2})'],
  HH: ['hour', '(\\d{2})'],
  H: ['hour', '(\\d{1,2})'],
  mm: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
  SSS: ['millisecond', '(\\d{3})'],
} as const
type Field = (typeof fields)[keyof typeof fields][0]

const LETTERS = /yyyy|MM|M|dd|d|HH|H|mm|ss|SSS|[^]/g
const KEPT_MOST = 20_000

/** Whether a format has what makes a day, and each part at most once. */
export function isTimeFormat(format: string): boolean {
  if (format === 'iso' || format === 'unixSeconds' || format === 'unixMilliseconds') return true
  const found = (format.match(LETTERS) ?? []).flatMap((token) =>
    token in fields ? [fields[token as keyof typeof fields][0]] : [],
  )
  return (
    new Set(found).size === found.length && ['year', 'month', 'day'].every((field) => found.includes(field as Field))
  )
}

/**
 * Builds a reader of times → UTC milliseconds, or null for what is no time. A local time that clocks skip in spring means the same distance
 * after the change (as RFC 5545 says); one that comes twice in autumn means what `ambiguous` says.
 */
export function timeReader(style: TimeStyle): (text: string) => number | null {
  const read = readerOf(style)
  // lines of one order share their time, and the zone's arithmetic is the dearest part of a line
  const kept = new Map<string, number | null>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const at = read(text)
    if (kept.size >= KEPT_MOST) kept.clear()
    kept.set(text, at)
    return at
  }
}

function readerOf({ format, timeZone, ambiguous }: TimeStyle): (text: string) => number | null {
  if (format === 'iso') return readIso
  if (format === 'unixSeconds' || format === 'unixMilliseconds') {
    const unit = format === 'unixSeconds' ? 1_000 : 1
    return (text) =>
      /^-?\d{1,14}$/.test(text) && Number.isSafeInteger(Number(text) * unit) ? Number(text) * unit : null
  }
  const order: Field[] = []
  const pattern = (format.match(LETTERS) ?? []).map((token) => {
    const field = token in fields ? fields[token as keyof typeof fields] : null
    if (field === null) return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    order.push(field[0])
    return field[1]
  })
  const expression = new RegExp(`^${pattern.join('')}$`)
  return (text) => {
    const match = expression.exec(text)
    if (match === null) return null
    const part: Partial<Record<Field, number>> = {}
    order.forEach((field, index) => (part[field] = Number(match[index + 1])))
    return toUtc(part, timeZone ?? 'UTC', ambiguous)
  }
}

function readIso(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)$/.test(text)) return null
  const at = Date.parse(text.replace(' ', 'T'))
  return Number.isNaN(at) ? null : at
}

function toUtc(part: Partial<Record<Field, number>>, timeZone: string, ambiguous: 'earlier' | 'later'): number | null {
  const { year = 0, month = 0, day = 0, ...time } = part
  try {
    const local = Temporal.PlainDateTime.from({ year, month, day, ...time }, { overflow: 'reject' })
    const earlier = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
    if (ambiguous === 'earlier') return earlier.epochMilliseconds
    const later = local.toZonedDateTime(timeZone, { disambiguation: 'later' })
    // in a gap both meanings are guesses, and the usual one stays
    return later.toPlainDateTime().equals(local) ? later.epochMilliseconds : earlier.epochMilliseconds
  } catch {
    return null
  }
}
