import type { BenefitPatch } from '../../contract/benefits.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'

/** Coupons of one owner in another one's hands (BEN-6), as pure rules. Instants UTC ms. */

/** What an owner lets another attach of a coupon, read while it is held. */
export interface Grant {
  readonly stock: number
  /** what the other's benefits hold of it, all together */
  readonly attached: number
  readonly endedAt: number | null
  /** announced, or done */
  readonly couponWithdrawAt: number | null
}

/** How many may still be attached. */
export const leftOf = ({ stock, attached }: Pick<Grant, 'stock' | 'attached'>): number => Math.max(0, stock - attached)

const isOver = ({ endedAt, couponWithdrawAt }: Grant): boolean => endedAt !== null || couponWithdrawAt !== null

/**
 * How many a new benefit takes.
 * @param wanted absent: all that is left
 * @returns `coupon_not_granted` | `attachment_limit`
 * @rule BEN-6
 */
export function stockOf(grant: Grant | null, wanted: number | undefined): number | Rejection {
  if (grant === null || isOver(grant)) return reject('coupon_not_granted')
  const left = leftOf(grant)
  const stock = wanted ?? left
  return stock < 1 || stock > left ? reject('attachment_limit', undefined, { left }) : stock
}

/**
 * What a change of an attached benefit may not: hold more than is left, or come back once its coupon is on its way out.
 * @param before stock of the benefit; `withdrawAt` as announced
 * @returns `coupon_not_granted` | `attachment_limit` | null
 * @rule BEN-6 BEN-11
 */
export function refusalOfAttached(
  grant: Grant,
  before: { readonly stock: number | null; readonly withdraw_at: number | null },
  patch: BenefitPatch,
): Rejection | null {
  const more = patch.stock === undefined ? 0 : (patch.stock ?? Infinity) - (before.stock ?? 0)
  const stays = patch.withdrawAt !== undefined && isLater(patch.withdrawAt, before.withdraw_at)
  if (isOver(grant) && (more > 0 || stays)) return reject('coupon_not_granted')
  return more > leftOf(grant) ? reject('attachment_limit', undefined, { left: leftOf(grant) }) : null
}

/** Taken back, or put off. */
const isLater = (wish: string | null, announced: number | null): boolean =>
  announced !== null && (wish === null || Date.parse(wish) > announced)
