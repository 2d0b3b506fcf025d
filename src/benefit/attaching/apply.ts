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

/** A benefit that may be let out of the owner's hands, as far as that is judged. */
interface Letting {
  readonly club_no: number
  readonly currency: string
  /** null: it is no coupon */
  readonly coupon: object | null
  /** it is another owner's coupon already */
  readonly attached: boolean
  readonly withdraw_at: number | null
}

/**
 * Why another owner may not attach it.
 * @returns `not_a_coupon` (or another owner's) | `benefit_withdrawn` | `amount_invalid` (another currency) | `malformed` (oneself) | null
 * @rule BEN-6
 */
export function refusalOfGrant(
  coupon: Letting,
  creator: { readonly club_no: number; readonly currency: string },
): Rejection | null {
  if (coupon.coupon === null) return reject('not_a_coupon')
  if (coupon.attached) return reject('not_a_coupon', 'It is another owner’s coupon')
  if (coupon.withdraw_at !== null) return reject('benefit_withdrawn')
  if (coupon.currency !== creator.currency)
    return reject('amount_invalid', `The coupon is in ${coupon.currency}, the other club in ${creator.currency}`)
  if (coupon.club_no === creator.club_no)
    return reject('malformed', undefined, {
      errors: [{ path: 'params/creatorId', message: 'Another owner: one’s own coupon is offered as it is' }],
    })
  return null
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
