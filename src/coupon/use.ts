import type { BenefitKind, CouponTerms, EntitlementState } from '../contract/benefits.ts'
import { reservedUntil, standingOf } from '../contract/coupon-rules.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { toInstant } from '../lib/time.ts'
import { takenOff, type CheckoutOrder } from './apply.ts'

/** The two steps of using a coupon (BEN-6), as pure rules: what an order may do to an entitlement that stands so. Instants are UTC ms. */

/** What of an entitlement the steps read and change. */
export interface Coupon {
  readonly kind: BenefitKind
  /** null: not a coupon */
  readonly terms: CouponTerms | null
  /** the owner's */
  readonly currency: string
  readonly expiresAt: number | null
  readonly use: CouponUse
}

/** The part that the steps change. */
export interface CouponUse {
  readonly state: EntitlementState
  readonly reservedAt: number | null
  readonly usedAt: number | null
  readonly orderId: string | null
  /** the order's amount before the coupon, and what the coupon takes off, minor units */
  readonly orderAmount: number | null
  readonly off: number | null
}

/** What an order wishes; `redeem` is reserve and confirm in one. */
export type Step =
  | { readonly do: 'reserve' | 'redeem'; readonly orderId: string; readonly order: CheckoutOrder }
  | { readonly do: 'confirm' | 'release'; readonly orderId: string }

/** What is known of the order itself. */
export interface Circumstances {
  readonly now: number
  /** all its money went back already */
  readonly refunded: boolean
}

/**
 * Decides one step. The same step of the same order again changes nothing and gives the same answer.
 * @returns the use as it stands afterwards (the given one where nothing changes); or `not_a_coupon` | `not_claimed` | `already_used` |
 *   `expired` | `order_refunded` | `not_reserved` | `amount_invalid` | `malformed` | `below_minimum`
 * @rule BEN-6
 */
export function decideStep(coupon: Coupon, step: Step, circumstances: Circumstances): CouponUse | Rejection {
  const { use, terms } = coupon
  if (terms === null) return reject('not_a_coupon')
  if (use.state === 'claimable' || use.state === 'lapsed' || use.state === 'locked') return reject('not_claimed')
  if (use.state === 'used') return afterUse(coupon, terms, step)
  switch (step.do) {
    case 'reserve':
      return hold(coupon, terms, step, circumstances)
    case 'redeem': {
      const held = hold(coupon, terms, step, circumstances)
      return isRejection(held) ? held : used(held, circumstances.now)
    }
    case 'confirm':
      return confirm(coupon, step.orderId, circumstances)
    case 'release':
      return release(coupon, step.orderId, circumstances.now)
  }
}

const used = (use: CouponUse, now: number): CouponUse => ({ ...use, state: 'used', usedAt: now })

/** No order holds it. */
export const freed: CouponUse = {
  state: 'claimed',
  reservedAt: null,
  usedAt: null,
  orderId: null,
  orderAmount: null,
  off: null,
}

/** Used for good, but for the order that used it and asks the same once more: with another basket it would be told what that one does not get. */
function afterUse({ use, currency }: Coupon, terms: CouponTerms, step: Step): CouponUse | Rejection {
  const again =
    use.orderId === step.orderId &&
    (step.do === 'confirm' || (step.do === 'redeem' && isSame(use, step.order, takenOff(terms, step.order, currency))))
  return again ? use : reject('already_used')
}

/** The basket that the coupon was reserved or used for. */
const isSame = (use: CouponUse, order: CheckoutOrder, off: number | Rejection): boolean =>
  use.off === off && use.orderAmount === order.amount.value

function hold(
  { use, currency, expiresAt }: Coupon,
  terms: CouponTerms,
  { orderId, order }: { readonly orderId: string; readonly order: CheckoutOrder },
  { now, refunded }: Circumstances,
): CouponUse | Rejection {
  const standing = standingOf({ ...use, expiresAt }, now)
  if (standing === 'reserved' && use.orderId !== orderId) return heldByAnother(use)
  if (standing === 'expired') return reject('expired')
  if (refunded) return reject('order_refunded')
  const off = takenOff(terms, order, currency)
  if (isRejection(off)) return off
  // the same call again: the reservation runs on as it was; a changed basket begins a new one, though not past the coupon's own end
  if (standing === 'reserved' && isSame(use, order, off)) return use
  const isOver = expiresAt !== null && now >= expiresAt
  return {
    ...freed,
    state: 'reserved',
    reservedAt: isOver ? use.reservedAt : now,
    orderId,
    orderAmount: order.amount.value,
    off,
  }
}

/** Until when is told, so that a shop can say it. */
const heldByAnother = (use: CouponUse): Rejection =>
  reject('already_used', undefined, { retryAt: toInstant(reservedUntil(use.reservedAt ?? 0)) })

/** A confirmation that comes after the reservation's end still counts while nobody else took the coupon and it is valid: the money was paid. */
function confirm({ use, expiresAt }: Coupon, orderId: string, { now, refunded }: Circumstances): CouponUse | Rejection {
  if (refunded) return reject('order_refunded')
  const standing = standingOf({ ...use, expiresAt }, now)
  if (standing === 'expired') return reject('expired')
  return use.state === 'reserved' && use.orderId === orderId ? used(use, now) : reject('not_reserved')
}

/** Releasing what no order holds changes nothing. */
function release({ use, expiresAt }: Coupon, orderId: string, now: number): CouponUse | Rejection {
  if (use.state !== 'reserved') return use
  if (use.orderId === orderId) return freed
  return standingOf({ ...use, expiresAt }, now) === 'reserved' ? reject('not_reserved') : use
}
