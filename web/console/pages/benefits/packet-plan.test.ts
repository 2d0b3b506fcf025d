import { describe, expect, test } from 'vitest'
import { evenTotals, maySend, packetWish, planPacket } from './packet-plan.ts'

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

describe('BEN-8: a packet goes to the session for which it was filled in, or nowhere', () => {
  const filled = { sessionId: 's-1', split: 'lucky', value: 500, count: 5, level: 0, greeting: ' ' } as const

  test('BEN-8: what is sent names that session, whatever is on air when it is pressed', () =>
    expect(packetWish('luo', 'CNY', filled)).toEqual({
      ownerId: 'luo',
      sessionId: 's-1',
      split: 'lucky',
      total: { value: 500, currency: 'CNY' },
      count: 5,
    }))

  test.each([
    ['on air', 's-1', false, true],
    ['over', null, false, false],
    ['over, the next has begun', 's-2', false, false],
    ['over, but an answer was lost', null, true, true],
    ['over, the next has begun, but an answer was lost', 's-2', true, true],
  ])('BEN-8: %s', (_, live, lost, may) => expect(maySend('s-1', live, lost)).toBe(may))
})
