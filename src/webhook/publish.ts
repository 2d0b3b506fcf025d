import { outward, type OutwardRule } from '../ports/outward.ts'

/** That an owner's endpoint was switched off, told to his other endpoints and the platform's. */
export const webhookOutward: readonly OutwardRule[] = [
  outward<'webhook.stopped'>({
    type: 'webhook.stopped',
    topic: 'club',
    kind: 'webhook.stopped',
    data(topic, body) {
      const reason = (['gone', 'failing', 'behind'] as const).find((known) => known === body['reason'])
      if (topic.kind !== 'club' || reason === undefined) return null
      return { ownerId: topic.ownerId, webhookId: String(body['webhookId']), reason }
    },
  }),
]
