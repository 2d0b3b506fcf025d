import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settle, type PointsNews } from './apply.ts'

const newsOf = (changes: readonly number[], more: Partial<PointsNews> = {}): PointsNews => {
  let running = 0
  let lowest = 0
  for (const change of changes) {
    running += change
    lowest = Math.min(lowest, running)
  }
  const sum = (kept: (change: number) => boolean) =>
    changes.filter(kept).reduce((all, change) => all + Math.abs(change), 0)
  return {
    userNo: 1,
    clubNo: 1,
    member: true,
    epoch: 1,
    ledgerSeq: 9,
    seq: 0,
    balance: 0,
    earned: 0,
    spent: 0,
    lapsed: 0,
    news: { earned: sum((change) => change > 0), wanted: sum((change) => change < 0), lowest },
    ...more,
  }
}

test('BEN-10: taken over at once is as taken over entry by entry: down to 0 and no further', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 40 }), fc.nat(500), (changes, before) => {
      const { book, lines } = settle(newsOf(changes, { balance: before, earned: before }))
      const stepwise = changes.reduce((balance, change) => Math.max(0, balance + change), before)
      expect(book.balance).toBe(stepwise)
      expect(book.balance).toBe(book.earned - book.spent)
      expect(lines.at(-1)?.balance ?? before).toBe(book.balance)
      expect(lines.reduce((balance, line) => balance + line.delta, before)).toBe(book.balance)
      for (const line of lines) expect(line.balance).toBeGreaterThanOrEqual(0)
    }),
    { seed: 10, numRuns: 1_000 },
  )
})

test('BEN-10: looking often or once makes no difference', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 30 }), fc.nat(30), (changes, cut) => {
      const once = settle(newsOf(changes)).book
      const first = settle(newsOf(changes.slice(0, cut))).book
      const then = settle(newsOf(changes.slice(cut), { balance: first.balance, earned: first.earned })).book
      expect(then.balance).toBe(once.balance)
    }),
    { seed: 11, numRuns: 1_000 },
  )
})

test('BEN-10: what a refund could not take is told and not owed', () => {
  const { book, lines } = settle(newsOf([100, -250, 30], { balance: 50, earned: 50 }))
  expect(book.balance).toBe(30)
  expect(lines).toMatchObject([
    { kind: 'earned', delta: 130, balance: 180, shortfall: 0 },
    { kind: 'taken', delta: -150, balance: 30, shortfall: 100, reason: 'refund' },
  ])
})

test('BEN-10 MEM-3: points of an earlier membership go first, and nothing else of it counts', () => {
  const { book, lines } = settle(newsOf([5], { lapsed: 40, seq: 7 }))
  expect(lines).toMatchObject([
    { seq: 8, kind: 'taken', delta: -40, balance: 0, reason: 'left' },
    { seq: 9, kind: 'earned', delta: 5, balance: 5 },
  ])
  expect(book).toMatchObject({ balance: 5, earned: 5, spent: 0, seq: 9 })
})

test('BEN-10: where nothing happened nothing is written', () => {
  expect(settle(newsOf([], { balance: 5, earned: 5 })).lines).toEqual([])
})
