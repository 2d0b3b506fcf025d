import { expect, test } from 'vitest'
import { bestOf, goalsOf } from './goals.ts'
import type { Kind, Summary } from './measure.ts'
import { tableOf, withSection } from './page.ts'

const summaryOf = (kind: Kind, eventsPerSecond: number, rest: Partial<Summary> = {}): Summary => ({
  kind,
  name: kind,
  eventsPerSecond,
  rowsPerSecond: null,
  p50: 1,
  p99: 2,
  statementsPerEvent: 1,
  walPerEvent: null,
  cpuMicrosPerEvent: 1,
  storeCpuMicrosPerEvent: null,
  memory: 0,
  storeMemory: null,
  ...rest,
})

test('benchmark: a part writes its own section of the page and leaves the others, in one order', () => {
  const club = withSection('# Performance\n\nold words', 'club', 'the club')
  expect(club).not.toContain('old words')
  const both = withSection(club, 'speed', 'fast')
  expect(both.indexOf('fast')).toBeLessThan(both.indexOf('the club'))
  const again = withSection(both, 'speed', 'faster')
  expect(again).toContain('faster')
  expect(again).not.toMatch(/fast\n/)
  expect(again).toContain('the club')
  expect(withSection(again, 'speed', 'faster')).toBe(again)
})

test('benchmark: a table stands in columns', () => {
  const lines = tableOf(
    ['way', 'events/s'],
    [
      ['slow', '1'],
      ['a faster one', '1 000'],
    ],
  ).split('\n')
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
})

test('benchmark: goals compare the best of each kind; what did not run has no goal', () => {
  const summaries = [
    summaryOf('a', 100),
    summaryOf('a', 200),
    summaryOf('e', 6_000),
    summaryOf('d', 30_000, { rowsPerSecond: 10_000 }),
    summaryOf('fOne', 400, { p99: 9 }),
    summaryOf('aHttp', 100, { p99: 10 }),
  ]
  expect(bestOf(summaries, 'a')?.eventsPerSecond).toBe(200)
  const goals = goalsOf(summaries, [summaryOf('a', 10), summaryOf('eOne', 20), summaryOf('e', 900)])
  expect(goals.map(({ measured, reached }) => [measured, reached])).toEqual([
    [30, true],
    [0.6, true],
    [0.6, false],
    [4, true],
    [10 / 9, true],
    [45, false],
  ])
})
