import { expect, test } from 'vitest'
import { minorUnitsOf } from './amount.ts'

test.each([
  ['149.99', 14_999],
  ['1.1', 110],
  ['0.07', 7],
  [' 20 ', 2_000],
  ['0', 0],
  ['', null],
  ['1.234', null],
  ['-1', null],
  ['1e3', null],
  ['abc', null],
])('TASK-8: the refund field reads %j as %j fen', (text, fen) => {
  expect(minorUnitsOf(text)).toBe(fen)
})
