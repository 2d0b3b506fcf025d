import type { BenefitInput } from '../../contract/benefits.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import type { Queryable } from '../../ports/db.ts'
import type { Offered } from '../apply.ts'
import type { ClubRow } from '../store.ts'
import { stockOf } from './apply.ts'
import { findCoupon, holdGrants, readGrant, type CouponRow } from './store.ts'

/**
 * An offer with its terms: another owner's where it attaches his coupon, as they are when it is made, and as many of what he grants. Holds the grant until
 * the commit, so that two that attach at once meet.
 * @returns `coupon_not_granted` | `attachment_limit` | `malformed` (a budget: it is not this owner's money)
 * @rule BEN-6
 */
export async function withTerms(
  tx: Queryable,
  club: ClubRow,
  input: BenefitInput,
): Promise<{ readonly input: Offered; readonly attached: CouponRow | null } | Rejection> {
  if (input.kind !== 'coupon') return { input, attached: null }
  const { coupon } = input
  if (!('attached' in coupon)) return { input: { ...input, coupon }, attached: null }
  if (input.budget !== undefined)
    return reject('malformed', undefined, {
      errors: [{ path: 'body/budget', message: 'Only what costs this owner money has a budget' }],
    })
  const found = await findCoupon(tx, coupon.attached.ownerId, coupon.attached.benefitId)
  if (found === null) return reject('coupon_not_granted')
  await holdGrants(tx, found.benefit_no, club.club_no)
  const stock = stockOf(await readGrant(tx, found.benefit_no, club.club_no), input.stock)
  if (isRejection(stock)) return stock
  if (found.coupon === null) return reject('coupon_not_granted')
  return { input: { ...input, stock, coupon: found.coupon }, attached: found }
}
