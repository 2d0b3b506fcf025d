import { expect, test } from 'vitest'
import { readCursor, stretchOf, writeCursor } from './cursor.ts'

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

test('API: a cursor alone says which way a page goes on, within the bound of that way; one that is none says nothing', () => {
  const [before, after] = [writeCursor(['before', 7]), writeCursor(['after', 7])]
  expect(stretchOf({ after: 0, cursor: before, limit: 2 })).toEqual({ after: null, before: 7, limit: 3 })
  expect(stretchOf({ before: 9, cursor: before, limit: 2 })).toEqual({ after: null, before: 7, limit: 3 })
  expect(stretchOf({ before: 9, cursor: after, limit: 2 })).toEqual({ after: 7, before: 9, limit: 3 })
  expect(stretchOf({ after: 3, before: 9, cursor: 'x', limit: 2 })).toEqual({ after: 3, before: 9, limit: 3 })
})
