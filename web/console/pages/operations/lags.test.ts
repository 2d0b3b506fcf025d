import { expect, test } from 'vitest'
import type { Say } from '../../text.ts'
import { isBehind, lagRows, shortTime } from './lags.ts'

const none = {
  outbox: 0,
  dueOverdue: 0,
  dueLate: 0,
  dueFailed: 0,
  webhooksWaiting: 0,
  webhooksLate: 0,
  webhooksUnread: 0,
  pushesUnread: 0,
}
const say = ((key: string, values?: { n: number }) => `${values?.n}${key.split('.').at(-1)}`) as unknown as Say

test('operations: work is behind from its bound on, not before', () => {
  expect(isBehind(none)).toBe(false)
  expect(isBehind({ ...none, dueOverdue: 9, dueLate: 9_999 })).toBe(false)
  expect(isBehind({ ...none, dueLate: 10_000 })).toBe(true)
  const behind = (lag: Partial<typeof none>) =>
    lagRows({ ...none, ...lag }).flatMap(({ key, bad }) => (bad ? [key] : []))
  expect(behind({ outbox: 5_000 })).toEqual(['outbox'])
  expect(behind({ webhooksLate: 300_000 })).toEqual(['webhooks'])
  expect(behind({ dueFailed: 1 })).toEqual(['failed'])
  expect(behind({ webhooksUnread: 29_999, pushesUnread: 29_999 })).toEqual([])
  expect(behind({ webhooksUnread: 30_000 })).toEqual(['unread'])
  expect(behind({ pushesUnread: 30_000 })).toEqual(['unread'])
})

test('operations: a length of time is told in its own unit, on both sides of each bound', () => {
  const told = [-1, 0, 999, 1_000, 59_949, 60_000, 3_599_999, 3_600_000, 86_399_999, 86_400_000]
  expect(told.map((length) => shortTime(length, say))).toEqual([
    '0ms',
    '0ms',
    '999ms',
    '1s',
    '59.9s',
    '1min',
    '59min',
    '1h',
    '23h',
    '1d',
  ])
})
