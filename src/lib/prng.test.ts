import { expect, test } from 'vitest'
import { createRandom } from './prng.ts'

test('the same seed gives the same stream, another seed or fork another', () => {
  const take = (seed: string) => {
    const random = createRandom(seed)
    return Array.from({ length: 50 }, () => random.next())
  }
  expect(take('a')).toEqual(take('a'))
  expect(take('a')).not.toEqual(take('b'))
  const random = createRandom('a')
  const before = random.fork('x').next()
  random.next()
  expect(random.fork('x').next()).toBe(before)
  expect(random.fork('y').next()).not.toBe(before)
})

test('numbers fill their range evenly', () => {
  const random = createRandom('even')
  const counts = Array.from({ length: 10 }, () => 0)
  for (let n = 0; n < 100_000; n += 1) {
    const at = random.below(10)
    counts[at] = (counts[at] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  const ends = new Set(Array.from({ length: 1_000 }, () => random.between(3, 5)))
  expect([...ends].sort()).toEqual([3, 4, 5])
})

test('waits have their mean, and nothing to pick from is said', () => {
  const random = createRandom('wait')
  let sum = 0
  for (let n = 0; n < 50_000; n += 1) sum += random.wait(7)
  expect(sum / 50_000).toBeCloseTo(7, 0)
  expect(() => random.pick([])).toThrow(RangeError)
})
