import type { BenefitResult, EntitlementView } from '../../src/contract/benefits.ts'
import type { CouponView } from '../../src/contract/coupons.ts'
import type { World } from './club.ts'

/** What a shop and an owner do with benefits, in short. */

export const yuan = (value: number, currency = 'CNY') => ({ value, currency })

/** 20 off from 100 on, for a week. */
export const fullReduction = { minimum: yuan(10_000), off: yuan(2_000), validDays: 7 }

type Terms = Readonly<Record<string, unknown>>

/** Builds it over a world; the owner is `luo` and the member `ann` unless said. */
export function shopOf(w: World) {
  const path = (id: string, step: string) => `/v1/entitlements/${id}/${step}`
  const order = (orderId: string, value = 10_000, lines?: readonly Terms[]) => ({
    orderId,
    amount: yuan(value),
    ...(lines === undefined ? {} : { lines }),
  })
  const made = async (body: Terms, owner: string): Promise<string> =>
    (await w.must<{ benefitId: string }>('POST', `/v1/clubs/${owner}/benefits`, body)).benefitId
  const step = (id: string, name: string, body: unknown, as?: string) =>
    w.must<CouponView>('POST', path(id, name), body, as === undefined ? {} : { as })
  const shop = {
    order,
    /** A coupon for everybody from level 1 on. @returns its benefit id */
    offer: (coupon: Terms = fullReduction, more: Terms = {}, owner = 'luo') =>
      made({ kind: 'coupon', name: 'coupon', audience: { minLevel: 1 }, coupon, ...more }, owner),
    /** Any other benefit. */
    give: (kind: string, more: Terms = {}, owner = 'luo') =>
      made({ kind, name: kind, audience: { minLevel: 1 }, ...more }, owner),
    claim: (benefitId: string, user = 'ann', owner = 'luo') =>
      w.must<EntitlementView>('POST', `${w.memberPath(user, owner)}/benefits/${benefitId}/claim`),
    /** A claimed coupon of a user who joins for it. @returns its entitlement id */
    async coupon(coupon: Terms = fullReduction, user = 'ann'): Promise<string> {
      await w.join(user)
      return (await shop.claim(await shop.offer(coupon), user)).entitlementId
    },
    step,
    refused: (id: string, name: string, body: unknown, as?: string) =>
      w.refusal('POST', path(id, name), body, as === undefined ? {} : { as }),
    reserve: (id: string, orderId = 'A', value = 10_000) => step(id, 'reserve', order(orderId, value)),
    confirm: (id: string, orderId = 'A') => step(id, 'confirm', { orderId }),
    release: (id: string, orderId = 'A') => step(id, 'release', { orderId }),
    redeem: (id: string, orderId = 'A', value = 10_000) => step(id, 'redeem', order(orderId, value)),
    /** `state order off` as they stand now */
    async stateOf(id: string): Promise<string> {
      const view = await w.must<EntitlementView>('GET', `/v1/entitlements/${id}`)
      return [view.state, view.orderId, view.off?.value].filter((part) => part != null).join(' ')
    },
    /** BEN-12, as the owner sees it; money in minor units */
    async result(benefitId: string, owner = 'luo'): Promise<Readonly<Record<keyof BenefitResult, number>>> {
      const { result } = await w.must<{ result: BenefitResult }>('GET', `/v1/clubs/${owner}/benefits/${benefitId}`)
      return { ...result, cost: result.cost.value, sales: result.sales.value }
    },
  }
  return shop
}
