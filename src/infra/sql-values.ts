import { types } from 'pg'
import type { SqlValue } from '../ports/db.ts'

// PostgreSQL's fixed type numbers (pg_type.oid), as both stores send them in a row description.
const OID = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  float4: 700,
  float8: 701,
  json: 114,
  jsonb: 3802,
  date: 1082,
  timestamptz: 1184,
  boolArray: 1000,
  int2Array: 1005,
  int4Array: 1007,
  textArray: 1009,
  varcharArray: 1015,
  int8Array: 1016,
  dateArray: 1182,
  timestamptzArray: 1185,
  numericArray: 1231,
  uuidArray: 2951,
} as const

type Parser = (text: string) => unknown
// pg knows how to read an array literal; its type list has no name for text[].
const arrayOfStrings = types.getTypeParser(
  OID.textArray as number as Parameters<typeof types.getTypeParser>[0],
  'text',
) as (text: string) => (string | null)[]

function arrayOf(parse: Parser): Parser {
  return (text) => arrayOfStrings(text).map((item) => (item === null ? null : parse(item)))
}

/** int8 → a safe integer; a sum beyond 2^53 is our bug, never silently rounded. */
export function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of the safe range: ${text}`)
  return value
}

const digits = (text: string, from: number, to: number): number => Number(text.slice(from, to))

/**
 * timestamptz in ISO style → UTC milliseconds (microseconds are cut). Sessions run in UTC, so the fixed-width form is the rule;
 * it costs a tenth of what Date.parse does on PostgreSQL's format. Infinity and years outside 1…9999 are refused: we never write them.
 */
export function parseInstant(text: string): number {
  // Date.UTC takes years below 100 for those of the last century, so a leading zero goes the long way.
  const shaped =
    text.charCodeAt(0) !== 48 && text.charCodeAt(4) === 45 && text.charCodeAt(10) === 32 && text.endsWith('+00')
  if (!shaped) {
    const parsed = Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
    if (Number.isNaN(parsed)) throw new RangeError(`timestamptz not understood: ${text}`)
    return parsed
  }
  const whole = Date.UTC(
    digits(text, 0, 4),
    digits(text, 5, 7) - 1,
    digits(text, 8, 10),
    digits(text, 11, 13),
    digits(text, 14, 16),
    digits(text, 17, 19),
  )
  const fraction = text.charCodeAt(19) === 46 ? text.slice(20, -3).slice(0, 3).padEnd(3, '0') : '0'
  return whole + Number(fraction)
}

// A view of its own memory: pg's Buffer may be a slice of a larger pool.
const parseBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.slice(2), 'hex'))
const parseBool = (text: string): boolean => text === 't'
const parseJson = (text: string): unknown => JSON.parse(text)
const asText: Parser = (text) => text

const parsers = new Map<number, Parser>([
  [OID.bool, parseBool],
  [OID.bytea, parseBytes],
  [OID.int8, parseInt8],
  [OID.int2, Number],
  [OID.int4, Number],
  [OID.oid, Number],
  [OID.float4, Number],
  [OID.float8, Number],
  [OID.json, parseJson],
  [OID.jsonb, parseJson],
  [OID.timestamptz, parseInstant],
  [OID.boolArray, arrayOf(parseBool)],
  [OID.int2Array, arrayOf(Number)],
  [OID.int4Array, arrayOf(Number)],
  [OID.int8Array, arrayOf(parseInt8)],
  [OID.timestamptzArray, arrayOf(parseInstant)],
  [OID.textArray, arrayOfStrings],
  [OID.varcharArray, arrayOfStrings],
  [OID.dateArray, arrayOfStrings],
  [OID.numericArray, arrayOfStrings],
  [OID.uuidArray, arrayOfStrings],
])

/** Per-pool type parsers for pg: the JavaScript values promised in ports/db.ts; every other type stays text (numeric, date, uuid, text). */
export const typeParsers = {
  getTypeParser: (oid: number): Parser => parsers.get(oid) ?? asText,
}

const quote = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

function arrayItem(value: SqlValue): string {
  if (value === null) return 'NULL'
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return arrayLiteral(value as readonly SqlValue[])
  if (value instanceof Uint8Array) return quote(`\\x${Buffer.from(value).toString('hex')}`)
  if (value instanceof Date) return quote(value.toISOString())
  return String(toWire(value as number | bigint | boolean))
}

function arrayLiteral(values: readonly SqlValue[]): string {
  return `{${values.map(arrayItem).join(',')}}`
}

/**
 * A bound value in the form that pg sends as it is: text, bytes or null. Arrays become array literals (one pass; a batch binds
 * columns of thousands of items), Dates ISO text in UTC.
 * @throws RangeError for NaN and infinite numbers, which no column of ours holds
 */
export function toWire(value: SqlValue): string | Buffer | null {
  if (value === null) return null
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`)
      return String(value)
    case 'bigint':
    case 'boolean':
      return String(value)
    default:
      if (value instanceof Date) return value.toISOString()
      if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      return arrayLiteral(value)
  }
}
