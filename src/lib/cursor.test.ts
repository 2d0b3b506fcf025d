import { expect, test } from 'vitest'
import { readCursor, writeCursor } from './cursor.ts'

test.each([
  ['2026-02-28T23:59:59.999Z', true],
  ['0001-01-01T00:00:00.000Z', true],
  ['2026-02-30T00:00:00.000Z', false],
  ['2025-02-29T00:00:00.000Z', false],
  ['2026-01-01T24:00:00.000Z', false],
  ['0000-01-01T00:00:00.000Z', false],
  ['2026-01-01T00:00:60.000Z', false],
])('API: a cursor with the instant %s is read: %s', (instant, read) => {
  expect(readCursor(writeCursor([instant, 1]), 'instant', 'integer')).toEqual(read ? [instant, 1] : null)
})
