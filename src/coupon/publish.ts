import { amount } from '../contract/forms.ts'
import type { Topic } from '../contract/topics.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'

/** What is told outside of coupons and issues, from the member's own topic, which names him. */

type Body = Readonly<Record<string, unknown>>

const holderOf = (topic: Topic, body: Body) =>
  topic.kind === 'member'
    ? {
        ownerId: topic.ownerId,
        userId: topic.userId,
        benefitId: String(body['benefitId']),
        entitlementId: String(body['entitlementId']),
      }
    : null

export const couponOutward: readonly OutwardRule[] = [
  outward<'coupon.redeemed'>({
    type: 'coupon.redeemed',
    topic: 'member',
    kind: 'coupon.redeemed',
    data(topic, body) {
      const holder = holderOf(topic, body)
      const off = amount.safeParse(body['off'])
      return holder === null || !off.success ? null : { ...holder, orderId: String(body['orderId']), off: off.data }
    },
  }),
  outward<'coupon.returned'>({
    type: 'coupon.returned',
    topic: 'member',
    kind: 'coupon.returned',
    data(topic, body) {
      const holder = holderOf(topic, body)
      return holder === null ? null : { ...holder, orderId: String(body['orderId']) }
    },
  }),
  outward<'benefit.issued'>({
    type: 'benefit.issued',
    topic: 'member',
    kind: 'benefit.issued',
    data(topic, body) {
      const holder = holderOf(topic, body)
      return holder === null ? null : { ...holder, kind: String(body['kind']) }
    },
  }),
]
