import { expect, test } from 'vitest'
import { member } from '../../dev/fixtures.ts'
import { purchasePoints } from './points.ts'

test.each([
  [14_999, 299],
  [49, 0],
  [50, 1],
  [0, 0],
  [22_500, 450],
  [45_900, 450],
])('TASK-7: %i fen would earn %i', (fen, points) => {
  expect(purchasePoints(member('luo', 'u', 'n', 0, false, {}), fen)).toBe(points)
})

test('TASK-4: no more is promised than today has left', () => {
  expect(purchasePoints(member('luo', 'u', 'n', 0, false, { purchase: 299 }), 14_999)).toBe(151)
  expect(purchasePoints(member('luo', 'u', 'n', 0, false, { purchase: 450 }), 14_999)).toBe(0)
})

test('TASK-5: without a purchase task nothing is promised', () => {
  expect(purchasePoints(member('xingchen', 'u', 'n', 0, false), 9_900)).toBeNull()
  expect(purchasePoints(null, 9_900)).toBeNull()
})
