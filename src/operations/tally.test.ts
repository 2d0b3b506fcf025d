import { expect, test } from 'vitest'
import type { EventResult } from '../contract/events.ts'
import { durationBounds, sizeBounds } from '../contract/operations.ts'
import { countResults, createTally, percentile, sumBuckets } from './tally.ts'

const T = Date.UTC(2026, 0, 1, 12)
const results: EventResult[] = [
  { id: '1', status: 'applied', points: 5 },
  { id: '2', status: 'rejected', code: 'event_too_old' },
  { id: '3', status: 'duplicate' },
  { id: '4', status: 'rejected', code: 'event_too_old' },
  { id: '5', status: 'ignored', code: 'account_excluded' },
]
const counts = countResults(results)
const batch = { events: 5, counts, milliseconds: 4, waitMilliseconds: 2 }

test('operations: results are counted by status and code', () => {
  expect(Object.fromEntries(counts)).toEqual({
    applied: 1,
    'rejected event_too_old': 2,
    duplicate: 1,
    'ignored account_excluded': 1,
  })
})

test('operations: a minute holds what was committed in it, and only rejections by code', () => {
  const tally = createTally()
  tally.batch(batch, T)
  tally.batch({ ...batch, milliseconds: 20_000 }, T + 59_999)
  tally.queue(7, T)
  tally.queue(3, T)
  tally.batch(batch, T + 60_000)
  const [first, second] = tally.take(T + 60_000)
  expect(first).toMatchObject({ minute: T, events: 10, batches: 2, queueMost: 7 })
  expect(Object.fromEntries(first?.byStatus ?? [])).toEqual({ applied: 2, rejected: 4, duplicate: 2, ignored: 2 })
  expect(Object.fromEntries(first?.byCode ?? [])).toEqual({ event_too_old: 4 })
  expect(first?.commit[durationBounds.indexOf(5)]).toBe(1)
  expect(first?.commit.at(-1)).toBe(1)
  expect(first?.wait[durationBounds.indexOf(2)]).toBe(2)
  expect(first?.size[sizeBounds.indexOf(5)]).toBe(2)
  expect(second).toMatchObject({ minute: T + 60_000, events: 5 })
})

test('operations: a minute is taken again only when it changed', () => {
  const tally = createTally()
  tally.batch(batch, T)
  expect(tally.take(T)).toHaveLength(1)
  expect(tally.take(T)).toEqual([])
  tally.batch(batch, T + 1)
  expect(tally.take(T + 1)).toMatchObject([{ events: 10 }])
})

test('operations: minutes that could not be written are taken again, for an hour and with what came meanwhile', () => {
  const tally = createTally()
  for (const at of [T, T + 240_000]) {
    tally.batch(batch, at)
    tally.giveBack(tally.take(at), at)
  }
  tally.batch(batch, T + 240_001)
  const owed = tally.take(T + 300_000)
  expect(owed).toMatchObject([
    { minute: T, events: 5 },
    { minute: T + 240_000, events: 10 },
  ])
  expect(tally.take(T + 300_000)).toEqual([])
  tally.giveBack(owed, T + 3_600_000)
  expect(tally.take(T + 3_600_000)).toMatchObject([{ minute: T + 240_000 }])
})

test('operations: the rate is that of the last ten whole seconds', () => {
  const tally = createTally()
  tally.batch({ ...batch, events: 1_000 }, T)
  expect(tally.rates(T + 999)).toEqual({ events: 0, batches: 0 })
  expect(tally.rates(T + 1_000)).toEqual({ events: 100, batches: 0.1 })
  expect(tally.rates(T + 10_999)).toEqual({ events: 100, batches: 0.1 })
  expect(tally.rates(T + 11_000)).toEqual({ events: 0, batches: 0 })
})

test('operations: memory does not grow with time', () => {
  const tally = createTally()
  for (let minute = 0; minute < 600; minute += 1) {
    tally.batch(batch, T + minute * 60_000)
    tally.take(T + minute * 60_000)
  }
  expect(tally.recentCommits(T + 599 * 60_000).reduce((a, b) => a + b)).toBe(2)
  expect(tally.recentCommits(T).reduce((a, b) => a + b, 0)).toBe(0)
})

test('operations: a percentile is the bound of its bucket, on both sides of the share', () => {
  const of = (...pairs: [number, number][]) => {
    const buckets = new Array<number>(durationBounds.length + 1).fill(0)
    for (const [at, count] of pairs) buckets[at] = count
    return buckets
  }
  expect(percentile(of(), 0.99)).toBeNull()
  expect(percentile(of([0, 99], [5, 1]), 0.99)).toBe(1)
  expect(percentile(of([0, 98], [5, 2]), 0.99)).toBe(10)
  expect(percentile(of([0, 1], [durationBounds.length, 9]), 0.5)).toBe(10_000)
  expect(sumBuckets([[1, 2], [3, 4], []])).toEqual([4, 6])
})
