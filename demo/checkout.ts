import { answerOf, type TiefenClient } from '../sdk/client.ts'
import { rejections, type RejectionCode } from '../src/contract/rejections.ts'
import { refusal } from './refusal.ts'

/** What a guest buys, before any coupon. */
export interface Basket {
  readonly ownerId: string
  readonly userId: string
  readonly orderId: string
  readonly productId: string
  readonly amount: { readonly value: number; readonly currency: string }
}

/** A coupon that an order holds. */
export interface HeldCoupon {
  /** fen */
  readonly off: number
  /** once the order is paid */
  confirm(): Promise<unknown>
  /** where it was not */
  release(): Promise<unknown>
}

/** Member-only goods are sold to whom they are for (BEN-9). @throws a refusal `not_a_member` | `level_too_low` | `not_open` */
export async function mayBuy(client: TiefenClient, { ownerId, userId, productId }: Basket): Promise<void> {
  const params = { path: { ownerId, userId }, query: { products: productId } }
  const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/members/{userId}/eligibility', { params }))
  const refused = items.find(({ allowed }) => !allowed)
  if (refused === undefined) return
  const code = refused.code ?? 'level_too_low'
  throw refusal(code in rejections ? (code as RejectionCode) : 'level_too_low')
}

/** Reserves a guest's own coupon for his order (BEN-6). @throws a refusal `not_found` for what is not his, and the product's own */
export async function holdCoupon(client: TiefenClient, entitlementId: string, basket: Basket): Promise<HeldCoupon> {
  const { ownerId, userId, orderId, productId, amount } = basket
  const params = { path: { entitlementId } }
  const coupon = await answerOf(client.GET('/v1/entitlements/{entitlementId}', { params }))
  if (coupon.userId !== userId || coupon.ownerId !== ownerId) throw refusal('not_found')
  const body = { orderId, amount, lines: [{ productId, amount }] }
  const held = await answerOf(client.POST('/v1/entitlements/{entitlementId}/reserve', { params, body }))
  const decide = (how: 'confirm' | 'release') =>
    answerOf(client.POST(`/v1/entitlements/{entitlementId}/${how}`, { params, body: { orderId } }))
  return { off: held.off?.value ?? 0, confirm: () => decide('confirm'), release: () => decide('release') }
}
