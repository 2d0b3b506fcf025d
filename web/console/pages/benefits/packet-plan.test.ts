import { describe, expect, test } from 'vitest'
import { evenTotals, planPacket } from './packet-plan.ts'

describe('BEN-8: what a red packet will do is told before it is sent', () => {
  test.each([
    ['lucky', 10_000, 30, { smallest: 1, expected: 333, exact: false }],
    ['lucky', 10_000, 100, { smallest: 1, expected: 100, exact: true }],
    ['lucky', 30, 30, { smallest: 1, expected: 1, exact: true }],
    ['lucky', 29, 30, null],
    ['lucky', 500, 1, { smallest: 500, expected: 500, exact: true }],
    ['equal', 9_000, 30, { smallest: 300, expected: 300, exact: true }],
    ['equal', 10_000, 30, null],
    ['equal', 100, 0, null],
  ] as const)('BEN-8: %s, %i in %i', (split, total, count, plan) =>
    expect(planPacket(split, total, count)).toEqual(plan),
  )

  test('BEN-8: a total that does not come out even has two neighbours that do', () => {
    expect(evenTotals(10_000, 30)).toEqual({ below: 9_990, above: 10_020 })
    expect(evenTotals(20, 30)).toEqual({ below: null, above: 30 })
  })
})
