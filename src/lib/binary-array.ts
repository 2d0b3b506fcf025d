/**
 * PostgreSQL's binary forms of values, bound as arrays to `$n::type[]` or sent as rows to `copy … from stdin (format binary)`: a batch
 * without building or reading text. Against array literals it costs a third on this side and saves the server the parsing (docs/adr/0007).
 */

/** PostgreSQL counts from 2000-01-01. */
const EPOCH_MS = 946_684_800_000
const EPOCH_DAY = 10_957
const DAY_MS = 86_400_000
const TWO_32 = 2 ** 32
const ARRAY_HEADER = 20

/** How values of one SQL type are written. */
export interface Kind<V> {
  /** name of the SQL type */
  readonly sql: string
  /** pg_type.oid */
  readonly oid: number
  /** bytes of every value, or of this one at most */
  readonly width: number | ((value: V) => number)
  /** Writes a value; returns how many bytes it took. */
  put(buffer: Buffer, value: V, at: number): number
}

/** Bytes that grow as they are written; `at` is where the next go. */
interface Sheet {
  buffer: Buffer
  at: number
}

/** Makes room for `more` bytes. */
function room(sheet: Sheet, more: number): Buffer {
  const needed = sheet.at + more
  if (needed > sheet.buffer.length) {
    const grown = Buffer.allocUnsafe(Math.max(sheet.buffer.length * 2, needed))
    sheet.buffer.copy(grown, 0, 0, sheet.at)
    sheet.buffer = grown
  }
  return sheet.buffer
}

function putInt8(buffer: Buffer, value: number, at: number): number {
  const high = Math.floor(value / TWO_32)
  buffer.writeInt32BE(high, at)
  buffer.writeUInt32BE(value - high * TWO_32, at + 4)
  return 8
}

function putInstant(buffer: Buffer, value: number, at: number): number {
  const micros = (value - EPOCH_MS) * 1_000
  // beyond the year 2255 microseconds are no safe integers
  if (Number.isSafeInteger(micros)) return putInt8(buffer, micros, at)
  buffer.writeBigInt64BE(BigInt(value - EPOCH_MS) * 1_000n, at)
  return 8
}

function putHex(buffer: Buffer, hex: string, at: number): number {
  buffer.write(hex, at, 16, 'hex')
  return 16
}

function putBool(buffer: Buffer, value: boolean, at: number): number {
  buffer[at] = value ? 1 : 0
  return 1
}

function putDate(buffer: Buffer, day: string, at: number): number {
  buffer.writeInt32BE(Date.parse(day) / DAY_MS - EPOCH_DAY, at)
  return 4
}

function putInt2(buffer: Buffer, value: number, at: number): number {
  buffer.writeInt16BE(value, at)
  return 2
}

function putInt4(buffer: Buffer, value: number, at: number): number {
  buffer.writeInt32BE(value, at)
  return 4
}

/** Most texts are short and plain ASCII: written unit by unit they cost a fraction of a call into the runtime. */
const PLAIN_MOST = 64

function putText(buffer: Buffer, text: string, at: number): number {
  const { length } = text
  if (length > PLAIN_MOST) return buffer.write(text, at)
  for (let index = 0; index < length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) return buffer.write(text, at)
    buffer[at + index] = unit
  }
  return length
}

/** jsonb is its version, 1, and the JSON text. */
function putJsonb(buffer: Buffer, json: string, at: number): number {
  buffer[at] = 1
  return 1 + buffer.write(json, at + 1)
}

// UTF-8 needs three bytes for a UTF-16 unit at most
const utf8Most = (text: string): number => text.length * 3

/** The kinds our tables are made of. Safe integers; instants in UTC ms; days 'YYYY-MM-DD'; `hex`: a uuid as 32 hex digits. */
export const kinds = {
  bool: { sql: 'bool', oid: 16, width: 1, put: putBool } satisfies Kind<boolean>,
  int2: { sql: 'int2', oid: 21, width: 2, put: putInt2 } satisfies Kind<number>,
  int4: { sql: 'int4', oid: 23, width: 4, put: putInt4 } satisfies Kind<number>,
  int8: { sql: 'int8', oid: 20, width: 8, put: putInt8 } satisfies Kind<number>,
  date: { sql: 'date', oid: 1082, width: 4, put: putDate } satisfies Kind<string>,
  instant: { sql: 'timestamptz', oid: 1184, width: 8, put: putInstant } satisfies Kind<number>,
  hex: { sql: 'uuid', oid: 2950, width: 16, put: putHex } satisfies Kind<string>,
  uuid: {
    sql: 'uuid',
    oid: 2950,
    width: 16,
    put: (buffer, uuid, at) => putHex(buffer, uuid.replaceAll('-', ''), at),
  } satisfies Kind<string>,
  text: { sql: 'text', oid: 25, width: utf8Most, put: putText } satisfies Kind<string>,
  jsonb: { sql: 'jsonb', oid: 3802, width: (json) => 1 + utf8Most(json), put: putJsonb } satisfies Kind<string>,
} as const

/** A value's length and bytes, or the length -1 for null. */
function putField<V>(sheet: Sheet, { width, put }: Kind<V>, value: V | null): void {
  const { at } = sheet
  if (value === null) {
    room(sheet, 4).writeInt32BE(-1, at)
    sheet.at = at + 4
    return
  }
  const buffer = room(sheet, 4 + (typeof width === 'number' ? width : width(value)))
  const took = put(buffer, value, at + 4)
  buffer.writeInt32BE(took, at)
  sheet.at = at + 4 + took
}

/** Bytes a value takes, as a guess from which to grow. */
const likely = <V>({ width }: Kind<V>): number => 4 + (typeof width === 'number' ? width : 24)

/** An array of `count` values that `fill` writes, in the form in which it is bound. */
function arrayFilled<V>(kind: Kind<V>, count: number, fill: (sheet: Sheet) => boolean): Buffer {
  if (count === 0) {
    // an empty array has no dimension
    const buffer = Buffer.alloc(12)
    buffer.writeInt32BE(kind.oid, 8)
    return buffer
  }
  const sheet: Sheet = { buffer: Buffer.allocUnsafe(ARRAY_HEADER + likely(kind) * count), at: ARRAY_HEADER }
  const hasNull = fill(sheet)
  const { buffer } = sheet
  buffer.writeInt32BE(1, 0)
  buffer.writeInt32BE(hasNull ? 1 : 0, 4)
  buffer.writeInt32BE(kind.oid, 8)
  buffer.writeInt32BE(count, 12)
  buffer.writeInt32BE(1, 16)
  return buffer.subarray(0, sheet.at)
}

/** One value a row as an array. */
export const arrayOf = <R, V>(kind: Kind<V>, rows: readonly R[], of: (row: R) => V | null): Buffer =>
  arrayFilled(kind, rows.length, (sheet) => {
    let hasNull = false
    for (const row of rows) {
      const value = of(row)
      if (value === null) hasNull = true
      putField(sheet, kind, value)
    }
    return hasNull
  })

/** `most` values a row as one array, row after row. @param of gives exactly `most` values */
export const listsOf = <R, V>(kind: Kind<V>, rows: readonly R[], most: number, of: (row: R) => readonly V[]): Buffer =>
  arrayFilled(kind, rows.length * most, (sheet) => {
    for (const row of rows) for (const value of of(row)) putField(sheet, kind, value)
    return false
  })

type ArrayOf<V> = <R>(rows: readonly R[], of: (row: R) => V | null) => Buffer
const arrays =
  <V>(kind: Kind<V>): ArrayOf<V> =>
  (rows, of) =>
    arrayOf(kind, rows, of)

/** `$n::int2[]` */
export const int2s: ArrayOf<number> = arrays(kinds.int2)
/** `$n::int4[]` */
export const int4s: ArrayOf<number> = arrays(kinds.int4)
/** `$n::int8[]`; safe integers */
export const int8s: ArrayOf<number> = arrays(kinds.int8)
/** `$n::bool[]` */
export const bools: ArrayOf<boolean> = arrays(kinds.bool)
/** `$n::date[]` of 'YYYY-MM-DD' */
export const dates: ArrayOf<string> = arrays(kinds.date)
/** `$n::timestamptz[]` of UTC milliseconds */
export const instants: ArrayOf<number> = arrays(kinds.instant)
/** `$n::text[]` */
export const texts: ArrayOf<string> = arrays(kinds.text)

/** A column of rows to be appended. */
export interface Column<R> {
  readonly name: string
  readonly sql: string
  /** the column's values as an array */
  array(rows: readonly R[]): Buffer
  /** Writes a row's value. */
  put(sheet: Sheet, row: R): void
}

/** A column, its kind, and how a row gives its value. */
export const column = <R, V>(name: string, kind: Kind<V>, of: (row: R) => V | null): Column<R> => ({
  name,
  sql: kind.sql,
  array: (rows) => arrayOf(kind, rows, of),
  put: (sheet, row) => putField(sheet, kind, of(row)),
})

const COPY_HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')

/** Rows as `copy … from stdin (format binary)` reads them. */
export function copyRows<R>(rows: readonly R[], columns: readonly Column<R>[]): Buffer {
  const sheet: Sheet = { buffer: Buffer.allocUnsafe(Math.max(1_024, rows.length * columns.length * 16)), at: 0 }
  sheet.at = COPY_HEADER.copy(sheet.buffer)
  for (const row of rows) {
    room(sheet, 2).writeInt16BE(columns.length, sheet.at)
    sheet.at += 2
    for (const each of columns) each.put(sheet, row)
  }
  room(sheet, 2).writeInt16BE(-1, sheet.at)
  return sheet.buffer.subarray(0, sheet.at + 2)
}
