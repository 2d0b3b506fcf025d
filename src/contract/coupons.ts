import { z } from 'zod'
import { entitlementView, honours, honourStyles, issueView } from './benefits.ts'
import { instant, listOf } from './forms.ts'

/** Coupons at a checkout, by id or by code (BEN-6), honours as a room plays them (BEN-1), and issues of a benefit (BEN-13). */

/** A coupon as a checkout sees it. */
export const couponView = entitlementView
  .pick({
    entitlementId: true,
    benefitId: true,
    ownerId: true,
    userId: true,
    kind: true,
    name: true,
    state: true,
    claimedAt: true,
    expiresAt: true,
    orderId: true,
    off: true,
    code: true,
    coupon: true,
    attached: true,
  })
  .extend({
    /** when the order stops holding it by itself; null unless `reserved` */
    reservedUntil: instant.nullable(),
  })
export type CouponView = z.infer<typeof couponView>

/** The honours a member has claimed, of each kind the one claimed last. */
export const honoursView = z.object({
  userId: z.string(),
  items: z.array(
    z.object({
      honour: z.enum(honours),
      style: z.enum(honourStyles),
      benefitId: z.string(),
      name: z.string(),
      claimedAt: instant,
    }),
  ),
})

export const issueList = listOf(issueView)
