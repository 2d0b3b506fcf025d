import { expect, test } from 'vitest'
import { clockOf } from './duration.ts'

test.each([
  [-1, '00:00'],
  [0.9, '00:00'],
  [59.9, '00:59'],
  [60, '01:00'],
  [3_599, '59:59'],
  [3_600, '1:00:00'],
  [36_005, '10:00:05'],
])('GRP-8: %s s of a call read %s', (seconds, text) => {
  expect(clockOf(seconds)).toBe(text)
})
