import { expect, test } from 'vitest'
import { levels, member } from '../../dev/fixtures.ts'
import { progressOf } from './progress.ts'

test.each([
  [0, 0],
  [50, 0.5],
  [100, 0],
  [299, 0.995],
  [300, 0],
  [280_000, 1],
  [500_000, 1],
])('LVL-2: the ring at %i points shows %d of the way', (intimacy, share) => {
  expect(progressOf(member('luo', 'u', 'n', intimacy, true), levels('shopping'))).toBeCloseTo(share, 5)
})
