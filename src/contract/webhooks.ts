import { z } from 'zod'
import { campaignKinds } from './campaigns.ts'
import { id, instant, listOf, mode, money, page, points, text, wishedInstant } from './forms.ts'

/** Webhooks out (PLT-4), in the Standard Webhooks form: what is told, and the forms of the calls that look after endpoints. */

const badge = z.object({ name: z.string(), lit: z.boolean() })
const member = z.object({ ownerId: id, userId: id })
const session = z.object({ ownerId: id, sessionId: id, title: z.string().nullable() })
const groupPost = z.object({
  ownerId: id,
  groupId: z.string().nullable(),
  subGroupId: z.string().nullable(),
  messageId: z.string(),
  text: z.string().nullable(),
})
const modeChange = z.object({ ownerId: id, modeChangeId: z.string(), from: mode, to: mode, effectiveAt: instant })

/**
 * The outward event types and their `data`. A type never changes its meaning and only gains members. Names are `noun.pastVerb`; ids are the
 * platform's own or UUIDs.
 */
export const webhookData = {
  /** MEM-1 */
  'member.joined': member.extend({ scene: z.string() }),
  /** MEM-3 */
  'member.left': member,
  /** His intimacy changed; `intimacy` and `level` are what holds afterwards, so the latest message is enough. TASK-7, LVL-1 */
  'member.moved': member.extend({ intimacy: points, level: z.int(), delta: z.int(), leveledUp: z.boolean(), badge }),
  /** LIVE-1 */
  'session.started': session,
  'session.ended': session,
  'video.published': z.object({ ownerId: id, videoId: id, title: z.string().nullable() }),
  /** CLUB-4 */
  'mode.announced': modeChange,
  'mode.withdrawn': z.object({ ownerId: id, modeChangeId: z.string() }),
  'mode.changed': modeChange,
  /** BADGE-3 */
  'review.submitted': z.object({ ownerId: id, reviewId: z.string() }),
  'review.decided': z.object({ ownerId: id, reviewId: z.string(), approved: z.boolean() }),
  'badge.renamed': z.object({ ownerId: id, name: z.string() }),
  /** Something of the club's face or settings changed: fetch it anew. */
  'club.changed': z.object({ ownerId: id }),
  /**
   * BEN-7, BEN-10: who won; at most 200 of them, the rest at `GET /v1/campaigns/{campaignId}/winners`. A free order's winner is to get `worth` of
   * his order back. Who was erased since the closing is counted and not named.
   */
  'campaign.drawn': z.object({
    ownerId: id,
    campaignId: z.string(),
    campaignKind: z.enum(campaignKinds),
    winnersCount: z.int(),
    winners: z.array(z.object({ userId: id, prize: z.int(), orderId: z.string().nullable(), worth: money })),
    cost: money,
  }),
  /** BEN-3 */
  'benefit.claimed': member.extend({ benefitId: z.string(), entitlementId: z.string(), kind: z.string() }),
  /** BEN-6: an order used a coupon. */
  'coupon.redeemed': member.extend({ benefitId: z.string(), entitlementId: z.string(), orderId: id, off: money }),
  /** BEN-6: its order was refunded in full: he has the coupon again. */
  'coupon.returned': member.extend({ benefitId: z.string(), entitlementId: z.string(), orderId: id }),
  /** BEN-13: given to him by the owner, without his asking. */
  'benefit.issued': member.extend({ benefitId: z.string(), entitlementId: z.string(), kind: z.string() }),
  /** BEN-8: a user took a share of a red packet. */
  'packet.claimed': member.extend({ packetId: z.string(), amount: money }),
  /** BEN-8: told to the platform's endpoints alone, which pays and answers with `POST /v1/payouts/{payoutId}/decision`. */
  'payout.requested': z.object({ payoutId: z.string(), userId: id, amount: money }),
  /** PLT-6, to the platform's endpoints alone: these ids name one user, whose data are about to go. The message itself is kept for an hour. */
  'erasure.requested': z.object({ erasureId: z.string(), userIds: z.array(id) }),
  /** PLT-6, to the platform's endpoints alone: nothing is left by which this user could be told. */
  'user.erased': z.object({ erasureId: z.string(), erasedAt: instant }),
  /** GRP-2: a user took a seat in a group. */
  'group.joined': member.extend({ groupId: z.string(), subGroupId: z.string() }),
  /** MEM-6, GRP-9: his seat ended: he left, was removed, or left the club, or the group was closed. */
  'group.left': member.extend({ groupId: z.string(), how: z.string() }),
  /**
   * GRP-7: the owner's side posted a notice, to be pushed strongly, past a muted group. Its readers are who sits there: null stands for all groups of
   * the owner, all sub-groups of the group.
   */
  'group.noticePosted': groupPost,
  /** GRP-8: anything else that the owner's side said in groups; what fans say is not told outside. */
  'group.messagePosted': groupPost.extend({ kind: z.string() }),
  /** An endpoint of this club was switched off by us: told to the others. */
  'webhook.stopped': z.object({ ownerId: id, webhookId: z.string(), reason: z.enum(['gone', 'failing', 'behind']) }),
} as const
export type WebhookType = keyof typeof webhookData
export const webhookTypes = Object.keys(webhookData) as [WebhookType, ...WebhookType[]]
export type WebhookData<T extends WebhookType> = z.output<(typeof webhookData)[T]>

/** The whole body of a message of a type; `timestamp` is when it happened. */
export const webhookMessage = (type: WebhookType) =>
  z.object({ type: z.literal(type), timestamp: instant, data: webhookData[type] })

/** The type of a trial message; nobody subscribes to it. */
export const webhookTestType = 'webhook.tested'

/** Why an endpoint is off: by hand, it answered 410, it was dead for days, or it fell too far behind. */
export const webhookOffReasons = ['manual', 'gone', 'failing', 'behind'] as const
export type WebhookOffReason = (typeof webhookOffReasons)[number]

/**
 * Why an attempt failed. `status`: an answer outside 200 to 299; `blocked`: the address leads where we may not call;
 * `secret`: the deployment's key is another one since, so that nothing can be signed until the secret is rotated.
 */
export const webhookErrors = [
  'status',
  'redirect',
  'gone',
  'timeout',
  'unreachable',
  'unknownHost',
  'tls',
  'blocked',
  'broken',
  'secret',
] as const
export type WebhookError = (typeof webhookErrors)[number]

export const webhookLimits = {
  urlCharacters: 2_048,
  descriptionCharacters: 200,
  /** Endpoints of one owner, and of the platform. */
  endpointsMost: 20,
  /** Of an answer, this much is kept. */
  snippetCharacters: 1_024,
  graceHoursMost: 168,
  /** Messages and deliveries are kept so long (real time). */
  keptDays: 7,
  /** Deliveries that one replay call queues. */
  replayMost: 5_000,
} as const

const types = z
  .array(z.enum(webhookTypes))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'Each type at most once')
const url = z.string().min(1).max(webhookLimits.urlCharacters)
const description = z.union([z.literal(''), text(webhookLimits.descriptionCharacters)])

export const webhookInput = z.object({ url, types, description: description.default('') })
export const webhookPatch = z.object({
  url: url.optional(),
  types: types.optional(),
  description: description.optional(),
  /** `on` also forgets that it was failing; what waits goes out */
  status: z.enum(['on', 'off']).optional(),
})
export const webhookRotation = z.object({
  /** Messages carry signatures of both secrets for so long (real time); 0 after a leak */
  graceHours: z.int().min(0).max(webhookLimits.graceHoursMost).default(24),
})

export const webhookView = z.object({
  webhookId: z.string(),
  /** null: the platform's, told of all owners */
  ownerId: z.string().nullable(),
  url: z.string(),
  description: z.string(),
  types: z.array(z.enum(webhookTypes)),
  status: z.enum(['on', 'off']),
  off: z.object({ reason: z.enum(webhookOffReasons), at: instant }).nullable(),
  /** Since when every attempt has failed, and on how many days */
  failing: z.object({ since: instant, days: z.int() }).nullable(),
  lastDeliveredAt: instant.nullable(),
  /** Deliveries that wait; counted up to 1 000 */
  waiting: z.int(),
  /** Deliveries given up within the kept days; counted up to 1 000 */
  failed: z.int(),
  previousSecretUntil: instant.nullable(),
  createdAt: instant,
  createdBy: z.string(),
})
export type WebhookView = z.infer<typeof webhookView>
export const webhookList = listOf(webhookView)
/** `secret` is shown only now. */
export const webhookMade = webhookView.extend({ secret: z.string() })
export const webhookRotated = z.object({ secret: z.string(), previousSecretUntil: instant.nullable() })

export const webhookDeliveryStates = ['waiting', 'delivered', 'failed'] as const
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number]
const attempt = z.object({
  at: instant,
  milliseconds: z.int(),
  /** HTTP status of the answer, if there was one */
  status: z.int().nullable(),
  error: z.enum(webhookErrors).nullable(),
  /** The beginning of the answer, without our secrets */
  response: z.string(),
})
export const webhookDelivery = z.object({
  /** The message's `webhook-id` */
  deliveryId: z.string(),
  type: z.enum(webhookTypes),
  ownerId: z.string(),
  /** When it happened */
  at: instant,
  status: z.enum(webhookDeliveryStates),
  attempts: z.int(),
  last: attempt.nullable(),
  nextAttemptAt: instant.nullable(),
  /** The exact text that is signed and sent */
  body: z.string(),
})
export type WebhookDelivery = z.infer<typeof webhookDelivery>
export const webhookDeliveryList = listOf(webhookDelivery)
export const webhookDeliveryQuery = page.extend({ status: z.enum(webhookDeliveryStates).optional() })

export const webhookTrial = z.object({
  delivered: z.boolean(),
  milliseconds: z.int(),
  status: z.int().nullable(),
  error: z.enum(webhookErrors).nullable(),
  response: z.string(),
})
export const webhookReplayInput = z.object({
  /** Of messages that happened at this instant or later, as far as they are kept */
  since: wishedInstant,
  /** `undelivered`: failed ones, and those that came while the endpoint was off; `all`: delivered ones too */
  include: z.enum(['undelivered', 'all']).default('undelivered'),
  /** Goes on where an earlier call ended */
  cursor: z.string().max(512).optional(),
})
/** How many deliveries were queued; `nextCursor` while there are more. */
export const webhookReplayed = z.object({ queued: z.int(), nextCursor: z.string().nullable() })
export const webhookRemoved = z.object({ webhookId: z.string() })
