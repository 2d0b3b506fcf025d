import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInstant, parseInt8, toWire, typeParsers } from './sql-values.ts'

const TEXT_ARRAY = 1009

test('an array literal reads back as what was written, whatever the words hold', () => {
  const words = fc.array(
    fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', 'NULL', '"', '\\', '{}', ',', ' a '))),
  )
  fc.assert(
    fc.property(words, (items) => {
      expect(typeParsers.getTypeParser(TEXT_ARRAY)(toWire(items) as string)).toEqual(items)
    }),
  )
})

test('an instant in the form of PostgreSQL is cut to milliseconds', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      const text = date.toISOString().replace('T', ' ').replace('Z', '456+00')
      expect(parseInstant(text)).toBe(date.getTime())
    }),
  )
  expect(parseInstant('2026-03-01 12:00:00+00')).toBe(Date.UTC(2026, 2, 1, 12))
  expect(parseInstant('2026-03-01 12:00:00.5+00')).toBe(Date.UTC(2026, 2, 1, 12, 0, 0, 500))
  expect(parseInstant('2026-03-01 20:00:00+08')).toBe(Date.UTC(2026, 2, 1, 12))
  for (const text of ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC', '12026-03-01 00:00:00+00']) {
    expect(() => parseInstant(text)).toThrow(RangeError)
  }
})

test('an int8 is a safe integer or refused', () => {
  expect(parseInt8('-9007199254740991')).toBe(Number.MIN_SAFE_INTEGER)
  expect(() => parseInt8('9007199254740992')).toThrow(RangeError)
})

test('values go out as text or bytes', () => {
  expect(toWire([[1, 2], [3]])).toBe('{{1,2},{3}}')
  expect(toWire([new Date(0), new Uint8Array([255]), true, 5n])).toBe('{"1970-01-01T00:00:00.000Z","\\\\xff",true,5}')
  expect(() => toWire([1, Number.POSITIVE_INFINITY])).toThrow(RangeError)
})
