import { z } from 'zod'
import { amount, id, instant, listOf, mode, page, text, uuid, wishedInstant } from './forms.ts'
import { mediaView } from './media.ts'
import {
  askedForms,
  benefitCard,
  noticeCodes,
  packetCard,
  pollKinds,
  pollView,
  productCard,
  reviewCallView,
} from './polls.ts'

/** Messages of fan groups (GRP-7, 8, 10): each written once for all who may read it (ADR 0012). */

export const messageLimits = {
  textMost: 2_000,
  /** of one member in a group */
  perMinute: 20,
  /** the same one after another, of one member in a group within a minute */
  sameMost: 3,
  mentionsMost: 20,
} as const

/** What only the owner's side sends (GRP-8); fans send the rest. */
export const ownersKinds = ['notice', 'product', 'coupon', 'livePreview', ...pollKinds, 'reviewCall', 'video'] as const
/** What is posted with what it tells of, in its transaction: a red packet opened for a group, a session that starts, a new video. */
export const postedKinds = ['redPacket', 'liveStarted', 'newVideo'] as const
export const messageKinds = ['text', 'picture', 'screenshot', ...ownersKinds, ...postedKinds] as const
export type MessageKind = (typeof messageKinds)[number]

const words = text(messageLimits.textMost)
const sent = {
  /** the fan's user id; the owner's id for the owner's side */
  from: id,
  /** one sub-group alone; a fan's message goes to his own (GRP-10) */
  subGroupId: z.string().max(200).optional(),
  /** to all groups of the owner: named once, it is one row (ADR 0012) */
  to: z.enum(['group', 'allGroups']).optional(),
  /** chosen by the sender, one for each message: sent again, it is answered as the first time and not said twice */
  sendId: z
    .string()
    .regex(/^[\x21-\x7e]{1,64}$/, 'An id of a send is 1 to 64 printable ASCII characters')
    .optional(),
}
const mentions = z.array(id).max(messageLimits.mentionsMost).optional()

export const messageInput = z.discriminatedUnion('kind', [
  z.strictObject({ ...sent, kind: z.literal('text'), text: words, mentions }),
  z.strictObject({ ...sent, kind: z.literal('notice'), text: words }),
  z.strictObject({ ...sent, kind: z.literal('product'), ...productCard, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('coupon'), benefitId: uuid, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('livePreview'), startsAt: wishedInstant, text: words }),
  z.strictObject({ ...sent, kind: z.literal('poll'), ...askedForms.poll }),
  z.strictObject({ ...sent, kind: z.literal('productVote'), ...askedForms.productVote }),
  z.strictObject({ ...sent, kind: z.literal('topicCall'), ...askedForms.topicCall }),
  z.strictObject({ ...sent, kind: z.literal('musicCall'), ...askedForms.musicCall }),
  z.strictObject({ ...sent, kind: z.literal('reviewCall'), ...askedForms.reviewCall }),
  z.strictObject({ ...sent, kind: z.literal('picture'), mediaId: uuid, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('screenshot'), mediaId: uuid, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('video'), mediaId: uuid, text: words.optional() }),
])
export type MessageInput = z.output<typeof messageInput>

/** A message as one reader sees it. `seq` rises with every message of the owner; what one reads may leave numbers out. */
export const messageView = z.object({
  messageId: z.string(),
  seq: z.int(),
  at: instant,
  /** a user's id, or the owner's */
  from: z.string(),
  /** `imitates`: a fan whose name passes for the owner's side (GRP-11) */
  sender: z.object({
    kind: z.enum(['fan', 'owner']),
    name: z.string().nullable(),
    imitates: z.boolean().optional(),
  }),
  kind: z.enum([...messageKinds, 'autoReply', 'deleted']),
  scope: z.enum(['allGroups', 'group', 'subGroup', 'self']),
  text: z.string().optional(),
  mentions: z.array(z.string()).optional(),
  productId: z.string().optional(),
  benefitId: z.string().optional(),
  packetId: z.string().optional(),
  startsAt: instant.optional(),
  /** of a picture, a screenshot, a video */
  media: mediaView.optional(),
  /** of the product, as its sender described it */
  name: z.string().optional(),
  imageUrl: z.string().optional(),
  price: amount.optional(),
  /** live started; `title` also of a new video */
  sessionId: z.string().optional(),
  videoId: z.string().optional(),
  title: z.string().nullable().optional(),
  /** a notice of ours: the page words it by its code and what it names */
  code: z.enum(noticeCodes).optional(),
  change: z
    .object({ id: z.string(), to: mode.optional(), effectiveAt: instant.optional(), carries: z.int().optional() })
    .optional(),
  /** the benefit that a notice of ours names; until when it can be taken */
  withdrawing: z.object({ benefitId: z.string(), name: z.string(), withdrawAt: instant.optional() }).optional(),
  pollId: z.string().optional(),
  reviewCallId: z.string().optional(),
  /** what stands on the card, as the reader sees it now */
  poll: pollView.optional(),
  reviewCall: reviewCallView.optional(),
  packet: packetCard.optional(),
  benefit: benefitCard.optional(),
})
export type MessageView = z.infer<typeof messageView>

export const messageList = listOf(messageView)
/** `after`: what came after that `seq`; `before`: history, the newest page before it; `cursor`: further the same way. Oldest first in any case. */
export const messagesQuery = page.extend({
  userId: id.optional(),
  subGroupId: z.string().max(200).optional(),
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
})

/** The same as once: reading up to what was read before moves nothing. */
export const readInput = z.strictObject({ userId: id, upTo: z.int().min(0) })

/** What a notice says, as its message has it. */
const saidNotice = messageView.pick({ at: true, text: true, code: true, change: true, withdrawing: true })
export type SaidNotice = z.infer<typeof saidNotice>

/** A group among those of a member (GRP-7), the one that last spoke first. */
export const memberGroup = z.object({
  groupId: z.string(),
  subGroupId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  name: z.string(),
  number: z.int(),
  unread: z.int(),
  notice: z.string().nullable(),
  /** when it was set or taken away: what was said before it is no notice any more; null: there never was one */
  noticeAt: instant.nullable(),
  readUpTo: z.int(),
  lastSeq: z.int(),
  /** the last one that was said to him and stands (GRP-7); as the message says it. null: none since he joined */
  saidNotice: saidNotice.nullable(),
  /** he may not write */
  muted: z.boolean(),
  /** when that ends by itself; null: he writes, or until it is lifted */
  mutedUntil: instant.nullable(),
  /** he wants no push of it but notices */
  silent: z.boolean(),
  joinedAt: instant,
  /** what was said last to him, the auto-reply at first; null: nothing yet. `text`: its first 100 characters */
  last: messageView
    .pick({ at: true, from: true, sender: true, kind: true })
    .extend({ text: z.string().nullable() })
    .nullable(),
})
export type MemberGroup = z.infer<typeof memberGroup>
export const memberGroups = listOf(memberGroup)

export const muteInput = z.strictObject({ until: wishedInstant.nullable() })
export const muteView = z.object({
  groupId: z.string(),
  userId: z.string(),
  until: instant.nullable(),
  muted: z.boolean(),
})
