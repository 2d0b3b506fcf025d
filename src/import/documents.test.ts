import { describe, expect, it } from 'vitest'
import { createGrouper } from './documents.ts'
import type { ShopLine } from './shop-line.ts'

const line = (number: number, orderId: string, at: number, more: Partial<ShopLine> = {}): ShopLine => ({
  line: number,
  kind: 'sale',
  orderId,
  userId: 'ann',
  productId: 'p',
  lineId: null,
  quantity: 1,
  amount: 100,
  at,
  ofOrder: null,
  ...more,
})

/** Feeds lines one by one, the reader going on `after` lines beyond the last. */
function leave(lines: readonly ShopLine[], inTimeOrder: boolean, after = 0) {
  const grouper = createGrouper({ inTimeOrder, dropRepeated: false })
  const early: string[] = []
  const codes: unknown[] = []
  for (const one of lines) {
    codes.push(grouper.add(one))
    early.push(...grouper.ready(one.line).map((document) => document.id))
  }
  early.push(...grouper.ready((lines.at(-1)?.line ?? 0) + after).map((document) => document.id))
  return { early, rest: grouper.rest().map((document) => document.id), codes, backwards: grouper.backwards() }
}

describe('orders out of lines', () => {
  it('TASK-3: a file in any order leaves oldest first, at its end', () => {
    const lines = [line(1, 'c', 30), line(2, 'a', 10), line(3, 'b', 20), line(4, 'a', 40)]
    expect(leave(lines, false, 100_000)).toMatchObject({ early: [], rest: ['a', 'b', 'c'], backwards: 0 })
  })

  it('a file in time order lets go of what is complete', () => {
    const lines = [line(1, 'a', 10), line(2, 'b', 20), line(30_000, 'c', 30)]
    expect(leave(lines, true)).toMatchObject({ early: ['a', 'b'], rest: ['c'] })
  })

  it('one wrong date delays nothing and is taken at its own time', () => {
    const future = [line(1, 'a', 10), line(2, 'typo', 999), line(3, 'b', 20), line(30_000, 'c', 30)]
    expect(leave(future, true)).toMatchObject({ early: ['a', 'b'], rest: ['c', 'typo'], backwards: 0 })
    const past = [line(1, 'a', 10), line(30_000, 'b', 20), line(60_000, 'typo', 1), line(90_000, 'c', 30)]
    expect(leave(past, true)).toMatchObject({ early: ['a', 'typo', 'b'], rest: ['c'], backwards: 1 })
  })

  it('lines of one order may stand apart, but not for ever', () => {
    expect(leave([line(1, 'a', 10), line(9_000, 'b', 10), line(10_000, 'a', 11)], true).rest).toEqual(['a', 'b'])
    expect(leave([line(1, 'a', 10), line(30_000, 'b', 10), line(60_000, 'a', 11)], true).codes).toEqual([
      null,
      null,
      'order_closed',
    ])
  })

  it('an order has one customer; a return of the same number is another document', () => {
    const lines = [line(1, 'a', 10), line(2, 'a', 10, { userId: 'bob' }), line(3, 'a', 11, { kind: 'return' })]
    expect(leave(lines, false)).toMatchObject({ codes: [null, 'other_customer', null], rest: ['a', 'a'] })
  })
})
