import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ShopDocument } from './documents.ts'
import { createMatcher } from './match-returns.ts'
import type { ShopLine } from './shop-line.ts'

const document = (
  kind: ShopLine['kind'],
  id: string,
  lines: readonly (readonly [string, number, number])[],
): ShopDocument => ({
  kind,
  id,
  userId: 'ann',
  at: 0,
  firstLine: 1,
  lastLine: 1,
  lines: lines.map(([productId, quantity, amount]) => ({
    line: 1,
    kind,
    orderId: id,
    userId: 'ann',
    productId,
    lineId: null,
    quantity,
    amount,
    at: 0,
    ofOrder: null,
  })),
})

describe('TASK-8: returns that name no order', () => {
  it('newest first, split, and the rest told', () => {
    const matcher = createMatcher()
    matcher.bought(document('sale', '1', [['tea', 2, 200]]))
    matcher.bought(
      document('sale', '2', [
        ['tea', 1, 100],
        ['tea', 1, 90],
      ]),
    )
    const [first] = matcher.returned(document('return', 'R', [['tea', 3, 300]]))
    expect(first?.refunds).toEqual([
      { orderId: '2', amount: 90 },
      { orderId: '2', amount: 100 },
      { orderId: '1', amount: 100 },
    ])
    expect(first).toMatchObject({ overpaid: 10, unmatched: null })
    const [second] = matcher.returned(document('return', 'S', [['tea', 3, 300]]))
    expect(second).toMatchObject({
      refunds: [{ orderId: '1', amount: 100 }],
      unmatched: { code: 'return_more_than_bought', quantity: 2, amount: 200 },
    })
    const [third] = matcher.returned(document('return', 'T', [['cup', 1, 50]]))
    expect(third).toMatchObject({ refunds: [], unmatched: { code: 'return_not_bought', quantity: 1, amount: 50 } })
  })

  it('an order never gives back more than it was paid, and every penny of a return is told', () => {
    const item = fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 999 }))
    const step = fc.record({ isReturn: fc.boolean(), lines: fc.array(item, { minLength: 1, maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const matcher = createMatcher()
        const left = new Map<string, number>()
        steps.forEach(({ isReturn, lines }, index) => {
          const id = String(index)
          if (!isReturn) {
            matcher.bought(document('sale', id, lines))
            left.set(
              id,
              lines.reduce((sum, [, , amount]) => sum + amount, 0),
            )
            return
          }
          for (const { line, refunds, unmatched, overpaid } of matcher.returned(document('return', id, lines))) {
            const given = refunds.reduce((sum, refund) => sum + refund.amount, 0)
            expect(given + overpaid + (unmatched?.amount ?? 0)).toBe(line.amount)
            for (const { orderId, amount } of refunds) left.set(orderId, (left.get(orderId) ?? 0) - amount)
          }
        })
        for (const rest of left.values()) expect(rest).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
