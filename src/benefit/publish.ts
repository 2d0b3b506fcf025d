import { outward, type OutwardRule } from '../ports/outward.ts'

/** What is told outside of benefits. */
export const benefitOutward: readonly OutwardRule[] = [
  outward<'benefit.claimed'>({
    type: 'benefit.claimed',
    topic: 'member',
    kind: 'benefit.claimed',
    data: (topic, body) =>
      topic.kind === 'member'
        ? {
            ownerId: topic.ownerId,
            userId: topic.userId,
            benefitId: String(body['benefitId']),
            entitlementId: String(body['entitlementId']),
            kind: String(body['kind']),
          }
        : null,
  }),
]
