import { goodsOf, reductionOf } from '../../../src/coupon/apply.ts'
import type { EntitlementView } from '../data/benefit-views.ts'

/** A coupon that fits an order, and what it takes off it in minor units. */
export interface Fitting {
  readonly entitlementId: string
  readonly name: string
  readonly off: number
}

/** The fan's coupons that fit an order of one product in an owner's shop, what takes off most in front (BEN-6). `total` before the coupon. */
export function fittingCoupons(
  owned: readonly EntitlementView[],
  order: {
    readonly ownerId: string
    readonly productId: string
    readonly total: { readonly value: number; readonly currency: string }
  },
): Fitting[] {
  const { ownerId, productId, total } = order
  return owned
    .flatMap(({ entitlementId, name, coupon, state, attached, ...one }) => {
      if ((attached?.ownerId ?? one.ownerId) !== ownerId || state !== 'claimed' || coupon === undefined) return []
      const goods = goodsOf(coupon, { amount: total, lines: [{ productId, amount: total }] }) ?? 0
      const off = coupon.minimum.currency === total.currency ? reductionOf(coupon, goods) : 0
      return off > 0 ? [{ entitlementId, name, off }] : []
    })
    .sort((one, other) => other.off - one.off)
}
