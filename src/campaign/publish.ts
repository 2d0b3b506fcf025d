import { webhookData } from '../contract/webhooks.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'

/** What a draw brought, as it is told outside: the platform ships prizes and pays orders back. */
export const campaignOutward: readonly OutwardRule[] = [
  outward<'campaign.drawn'>({
    type: 'campaign.drawn',
    topic: 'club',
    kind: 'campaign.drawn',
    data(topic, body) {
      if (topic.kind !== 'club') return null
      const told = webhookData['campaign.drawn'].safeParse({ ...body, ownerId: topic.ownerId })
      return told.success ? told.data : null
    },
  }),
]
