import type { WebhookType } from '../../../../src/contract/webhooks.ts'

/** In which part of the picker a type stands: a type that is not here does not compile. */
const groupOf = {
  'member.joined': 'members',
  'member.left': 'members',
  'member.moved': 'members',
  'session.started': 'live',
  'session.ended': 'live',
  'video.published': 'live',
  'mode.announced': 'club',
  'mode.withdrawn': 'club',
  'mode.changed': 'club',
  'badge.renamed': 'club',
  'club.changed': 'club',
  'benefit.claimed': 'benefits',
  'benefit.issued': 'benefits',
  'coupon.redeemed': 'benefits',
  'coupon.returned': 'benefits',
  'packet.claimed': 'benefits',
  'payout.requested': 'benefits',
  'campaign.drawn': 'benefits',
  'group.joined': 'members',
  'group.left': 'members',
  'group.noticePosted': 'members',
  'group.messagePosted': 'members',
  'review.submitted': 'review',
  'review.decided': 'review',
  'erasure.requested': 'members',
  'user.erased': 'members',
  'webhook.stopped': 'system',
} as const satisfies Record<WebhookType, string>

export type EventGroup = (typeof groupOf)[WebhookType]
export const eventGroups: readonly EventGroup[] = ['members', 'live', 'benefits', 'club', 'review', 'system']
export const eventTypes = Object.keys(groupOf) as WebhookType[]

/** The types of one part, in order. */
export const typesOf = (group: EventGroup): WebhookType[] => eventTypes.filter((type) => groupOf[type] === group)

/** A type as a key of the texts: dots part keys there. */
export const textOf = <T extends WebhookType>(type: T) => `webhooks.event.${type.replace('.', '_')}` as EventText<T>
type EventText<T extends WebhookType> = T extends `${infer Noun}.${infer Verb}`
  ? `webhooks.event.${Noun}_${Verb}`
  : never
