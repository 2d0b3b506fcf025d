import { createHash, timingSafeEqual } from 'node:crypto'

/** Reading fields of platform messages: keys and types vary (number or text, missing, empty), so each reader says what it accepts. */

export type Fields = Readonly<Record<string, unknown>>

/** A JSON object, or null. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

/** The first of `names` that holds non-empty text or a number, as text; null where none does. Big integers are text already. */
export function textOf(fields: Fields, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  }
  return null
}

/** As `textOf`, for ids that are kept: null unless it is 1 to 200 printable ASCII characters (the store takes no NUL, no lone surrogate). */
export function idTextOf(fields: Fields, ...names: readonly string[]): string | null {
  const value = textOf(fields, ...names)
  return value !== null && /^[\x21-\x7e]{1,200}$/.test(value) ? value : null
}

/** The first of `names` that holds a safe integer, as number or as decimal text; null where none does. */
export function integerOf(fields: Fields, ...names: readonly string[]): number | null {
  for (const name of names) {
    const value = fields[name]
    const integer = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value
    if (typeof integer === 'number' && Number.isSafeInteger(integer)) return integer
  }
  return null
}

/** Below it a timestamp is in seconds: as milliseconds it would lie in 1973, as seconds in 5138. */
const secondsLimit = 100_000_000_000
/** 9999-12-31: the last instant RFC 3339 can write. */
const lastInstant = 253_402_300_799_999

/** A platform timestamp, in seconds or milliseconds, as UTC milliseconds; null where it is neither (platforms.md 5.1: documents mix both). */
export function instantOf(fields: Fields, ...names: readonly string[]): number | null {
  const value = integerOf(fields, ...names)
  if (value === null || value <= 0) return null
  const at = value < secondsLimit ? value * 1_000 : value
  return at <= lastInstant ? at : null
}

/** UTC milliseconds → RFC 3339. */
export function instantText(at: number): string {
  return new Date(at).toISOString()
}

/** What a viewer typed, so that it can be stored: no NUL, no lone surrogates, at most 2 000 units. Null when nothing is left. */
export function spokenText(value: string | null): string | null {
  const text = (value ?? '').replaceAll('\u0000', '').slice(0, 2_000).toWellFormed()
  return text === '' ? null : text
}

const ours = /^[A-Za-z0-9._:@-]{1,128}$/

/**
 * A platform's id as one of ours (api.md: `^[A-Za-z0-9._:@-]{1,128}$`): unchanged where it fits, else `x:` and the text with each other
 * character as `:hex.` per UTF-16 unit, else `h:` and its SHA-256. Different ids stay different. Doudian's `doudian_open_id`
 * (`1@#VrtJ…/RJTQ`) needs this.
 */
export function platformId(raw: string): string {
  if (ours.test(raw) && !raw.startsWith('x:') && !raw.startsWith('h:')) return raw
  const escaped = `x:${raw.replace(/[^A-Za-z0-9_@-]/g, (unit) => `:${unit.charCodeAt(0).toString(16)}.`)}`
  return escaped.length <= 128 ? escaped : `h:${createHash('sha256').update(raw, 'utf16le').digest('hex')}`
}

/** Compares two texts without telling by time where they differ. */
export function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}
