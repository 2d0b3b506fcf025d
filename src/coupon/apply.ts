import type { BenefitKind, CouponTerms } from '../contract/benefits.ts'
import { windowOf, type ClaimWindow } from '../contract/coupon-rules.ts'
import { reject, type Rejection } from '../contract/rejections.ts'

/** What a coupon does to an order, as pure rules. Amounts are minor units (fen). */

/** An order as a checkout tells it, before the coupon. */
export interface CheckoutOrder {
  readonly amount: Money
  /** what it consists of; needed where the coupon is for some goods */
  readonly lines?: readonly { readonly productId: string; readonly amount: Money }[]
}
interface Money {
  readonly value: number
  readonly currency: string
}

/**
 * How much of an order counts for a coupon: all of it, or the lines of the coupon's goods, never more than the order's own amount.
 * @returns minor units, or null: the coupon is for some goods and no lines say what the order holds
 * @rule BEN-6
 */
export function goodsOf(terms: CouponTerms, order: CheckoutOrder): number | null {
  const { products } = terms
  const all = order.amount.value
  if (products === undefined) return all
  if (order.lines === undefined) return null
  const wanted = new Set(products)
  // a sum of safe integers that leaves the safe ones is above `all` in any case
  return order.lines.reduce(
    (sum, line) => (wanted.has(line.productId) ? Math.min(all, sum + line.amount.value) : sum),
    0,
  )
}

/**
 * What a coupon takes off goods of this worth: the full reduction from the minimum on; or the percentage, half a minor unit and less rounded
 * down and more rounded up, and no more than the maximum.
 * @param goods minor units
 * @returns minor units, never more than `goods`; 0: below the minimum, or too little for the percentage to be a minor unit
 * @rule BEN-6
 */
export function reductionOf(terms: CouponTerms, goods: number): number {
  if (goods < terms.minimum.value) return 0
  if ('off' in terms) return Math.min(terms.off.value, goods)
  // the nearest minor unit, half down: floor((2 · goods · percent + 99) / 200) is ceil(x − 1/2) of x = goods · percent / 100
  const nearest = Number((BigInt(goods) * BigInt(terms.percentOff) * 2n + 99n) / 200n)
  return Math.min(nearest, terms.atMost.value, goods)
}

/**
 * What a coupon takes off an order.
 * @param currency the owner's
 * @returns minor units above 0; or `amount_invalid` (another currency) | `malformed` (lines are needed) | `below_minimum` (or it would take off nothing)
 * @rule BEN-6
 */
export function takenOff(terms: CouponTerms, order: CheckoutOrder, currency: string): number | Rejection {
  const amounts = [order.amount, ...(order.lines ?? []).map((line) => line.amount)]
  if (amounts.some((each) => each.currency !== currency)) return reject('amount_invalid')
  const goods = goodsOf(terms, order)
  if (goods === null)
    return reject('malformed', undefined, {
      errors: [{ path: 'lines', message: 'This coupon is for some goods only' }],
    })
  const off = reductionOf(terms, goods)
  return off > 0
    ? off
    : reject('below_minimum', undefined, { minimum: terms.minimum, goods: { value: goods, currency } })
}

/** A coupon as an issue finds it. */
export interface Issuable extends ClaimWindow {
  readonly kind: BenefitKind
  /** the club's issues that are not finished */
  readonly running: number
}

/** Issues of one club under way at once: each goes through all its members. */
export const ISSUES_AT_ONCE = 5

/**
 * Whether a coupon may be issued now: within its window, as if members claimed it (BEN-5).
 * @returns `not_a_coupon` | `not_open` | `issues_running` | null
 * @rule BEN-13
 */
export function refusalOfIssue(coupon: Issuable, now: number) {
  if (coupon.kind !== 'coupon') return 'not_a_coupon'
  if (windowOf(coupon, now) !== 'open') return 'not_open'
  return coupon.running >= ISSUES_AT_ONCE ? 'issues_running' : null
}
