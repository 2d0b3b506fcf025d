import { expect, test } from 'vitest'
import { below, BITS_RANGE } from './fair.ts'
import { createRandom } from './prng.ts'

test('BEN-8: below takes what it is given, and draws again what would favour the small', () => {
  const from = (...bits: number[]) => {
    const queue = [...bits]
    return { bits: () => queue.shift() ?? -1, left: () => queue.length }
  }
  const plain = from(0, 7, 11, BITS_RANGE - 1)
  expect([below(plain.bits, 10), below(plain.bits, 10), below(plain.bits, 10)]).toEqual([0, 7, 1])
  // 2^48 is no multiple of 10: its last 6 numbers are thrown away
  const rest = BITS_RANGE % 10
  const rejected = from(BITS_RANGE - rest, BITS_RANGE - 1, BITS_RANGE - rest - 1)
  expect(below(rejected.bits, 10)).toBe(9)
  expect(rejected.left()).toBe(0)
  // a power of two throws nothing away
  expect(below(from(BITS_RANGE - 1).bits, 2 ** 20)).toBe(2 ** 20 - 1)
  expect(below(from(BITS_RANGE - 1).bits, BITS_RANGE)).toBe(BITS_RANGE - 1)
  expect(below(from(12_345).bits, 1)).toBe(0)
})

test.each([0, -1, 1.5, BITS_RANGE + 1, Number.NaN])('BEN-8: a range of %s is our bug', (count) => {
  expect(() => below(() => 0, count)).toThrow('assertion failed')
})

test('BEN-8: every number is as likely as another (χ², fixed seed)', () => {
  const random = createRandom('fair')
  const bits = () => random.below(2 ** 24) * 2 ** 24 + random.below(2 ** 24)
  const counts = Array<number>(7).fill(0)
  const drawn = 70_000
  for (let turn = 0; turn < drawn; turn += 1) {
    const number = below(bits, 7)
    counts[number] = (counts[number] ?? 0) + 1
  }
  const expected = drawn / 7
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 6 degrees of freedom, p = 0.001
  expect(chi).toBeLessThan(22.46)
})
