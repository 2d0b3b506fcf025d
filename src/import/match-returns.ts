import { mulDivFloor } from '../lib/integers.ts'
import type { ShopDocument } from './documents.ts'
import type { ShopLine } from './shop-line.ts'
import type { LineCode } from './words.ts'

/** Pieces of one order line that were not returned yet. */
interface Bought {
  readonly orderId: string
  left: number
  /** minor units that were paid for the line and not given back */
  leftAmount: number
}

/** What a return gives back, by order, and what of it found no order. Amounts in minor units. */
export interface MatchedLine {
  readonly line: ShopLine
  readonly refunds: readonly { readonly orderId: string; readonly amount: number }[]
  readonly unmatched: { readonly code: LineCode; readonly quantity: number; readonly amount: number } | null
  /** more than was paid for these lines: never given back */
  readonly overpaid: number
}

/**
 * Remembers what each customer bought and finds the orders of returns that name none: the newest earlier lines of the same product that are not
 * returned yet, split over as many orders as it takes. What is given back is what the return says, and at most what was paid for the line it is
 * matched to, so an order never gives back more than it was paid. Memory grows with the sale lines of the file.
 */
export function createMatcher() {
  const byCustomer = new Map<string, Map<string, Bought[]>>()

  const take = (line: ShopLine): MatchedLine => {
    const stack = byCustomer.get(line.userId)?.get(line.productId)
    const refunds: { orderId: string; amount: number }[] = []
    let returned = 0
    let overpaid = 0
    for (
      let last = stack?.at(-1);
      stack !== undefined && last !== undefined && returned < line.quantity;
      last = stack.at(-1)
    ) {
      const pieces = Math.min(last.left, line.quantity - returned)
      // shares of the return's amount, so that any split of it adds up to all of it
      const share =
        mulDivFloor(line.amount, returned + pieces, line.quantity) - mulDivFloor(line.amount, returned, line.quantity)
      const amount = Math.min(share, last.leftAmount)
      overpaid += share - amount
      returned += pieces
      last.left -= pieces
      last.leftAmount -= amount
      if (amount > 0) refunds.push({ orderId: last.orderId, amount })
      if (last.left === 0) stack.pop()
    }
    const missing = line.quantity - returned
    const code = stack === undefined ? 'return_not_bought' : 'return_more_than_bought'
    const amount = line.amount - mulDivFloor(line.amount, returned, line.quantity)
    return { line, refunds, overpaid, unmatched: missing === 0 ? null : { code, quantity: missing, amount } }
  }

  return {
    /** An order went by: its lines can be returned from now on. */
    bought(order: ShopDocument): void {
      const products = byCustomer.get(order.userId) ?? new Map<string, Bought[]>()
      byCustomer.set(order.userId, products)
      for (const line of order.lines) {
        const stack = products.get(line.productId) ?? []
        products.set(line.productId, stack)
        stack.push({ orderId: order.id, left: line.quantity, leftAmount: line.amount })
      }
    },
    /** Finds the orders of a return's lines; a line that names its order goes there as it is. */
    returned(document: ShopDocument): MatchedLine[] {
      return document.lines.map((line) =>
        line.ofOrder === null
          ? take(line)
          : { line, refunds: [{ orderId: line.ofOrder, amount: line.amount }], unmatched: null, overpaid: 0 },
      )
    },
  }
}
