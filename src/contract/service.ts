import { z } from 'zod'
import { businessDay, id, instant, listOf, money, page, text, tier, uuid } from './forms.ts'

/** Private messages between a fan and an owner's service desk (GRP-14; docs/service.md). */

export const serviceLimits = {
  textMost: 2_000,
  noteMost: 2_000,
  autoReplyMost: 300,
  reasonMost: 200,
  /** of a fan in one thread */
  perMinute: 20,
  quickRepliesMost: 200,
  quickReplyMost: 1_000,
  /** without the stroke before it */
  shortcutMost: 16,
  windowsMost: 7,
  /** business days that reply times are asked for at once */
  figureDaysMost: 31,
} as const

/** `fan`: the user's; `desk`: the owner's side; `inner`: what the desk alone sees. */
export const serviceSides = ['fan', 'desk', 'inner'] as const
export type ServiceSide = (typeof serviceSides)[number]

/** For whom a platform speaks or reads; everybody else is what he is. */
const side = z.enum(['fan', 'desk']).optional()
const words = text(serviceLimits.textMost)
const sent = {
  /** chosen by the sender, one for each message: sent again, it is answered as the first time and not said twice */
  sendId: z.string().regex(/^[\x21-\x7e]{1,64}$/, 'An id of a send is 1 to 64 printable ASCII characters'),
  side,
}

/** `product` and `note` are the desk's. An order is one of the fan's with this owner, whoever names it. */
export const serviceMessageInput = z.discriminatedUnion('kind', [
  z.strictObject({ ...sent, kind: z.literal('text'), text: words }),
  z.strictObject({ ...sent, kind: z.literal('product'), productId: id, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('order'), orderId: id, text: words.optional() }),
  z.strictObject({ ...sent, kind: z.literal('note'), text: text(serviceLimits.noteMost) }),
])
export type ServiceMessageInput = z.output<typeof serviceMessageInput>
export const serviceSaid = z.object({ seq: z.int(), at: instant })

/** An order as it stands when it is looked at. */
export const orderStates = ['paid', 'shipped', 'delivered', 'refunded'] as const
export const serviceOrder = z.object({
  orderId: z.string(),
  at: instant,
  paid: money,
  refunded: money,
  state: z.enum(orderStates),
})
export type ServiceOrder = z.infer<typeof serviceOrder>

/** A fan's last orders with an owner, newest first. */
export const serviceOrders = z.object({ items: z.array(serviceOrder) })

/** What was done with a thread, told in it to the desk alone. */
export const serviceDeeds = ['assigned', 'resolved', 'reopened', 'blocked', 'unblocked'] as const
export type ServiceDeed = (typeof serviceDeeds)[number]

export const serviceMessageKinds = ['text', 'product', 'order', 'note', 'autoReply', 'deed'] as const

/** `seq` rises over all private messages of an owner; a thread leaves numbers out. `agentId` and what is `inner` are shown to the desk alone. */
export const serviceMessage = z.object({
  seq: z.int(),
  at: instant,
  side: z.enum(serviceSides),
  kind: z.enum(serviceMessageKinds),
  /** the sub-account, or the owner's id; null: nobody (an auto-reply, a fan) */
  agentId: z.string().nullable().optional(),
  sendId: z.string().nullable(),
  text: z.string().optional(),
  productId: z.string().optional(),
  orderId: z.string().optional(),
  /** null: there is no such order of his any more */
  order: serviceOrder.nullable().optional(),
  deed: z.enum(serviceDeeds).optional(),
  /** to whom it was assigned */
  to: z.string().nullable().optional(),
})
export type ServiceMessage = z.infer<typeof serviceMessage>
export const serviceMessages = listOf(serviceMessage)
/** `after`: what came after that number; `before`: history, the newest page before it; neither: the newest; `cursor`: further the same way. Oldest first in any case. */
export const serviceMessagesQuery = page.extend({
  side,
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
})

/** The last thing said that the fan may read. */
const lastSaid = z.object({
  side: z.enum(['fan', 'desk']),
  kind: z.enum(serviceMessageKinds),
  text: z.string().nullable(),
})

/** A thread as its fan sees it; one that nobody has written in yet is empty. */
export const fanThread = z.object({
  ownerId: z.string(),
  ownerName: z.string(),
  userId: z.string(),
  unread: z.int(),
  lastSeq: z.int(),
  lastAt: instant.nullable(),
  last: lastSaid.nullable(),
  blocked: z.boolean(),
  /** service hours: whether somebody answers now, else when he does again (null: no hours are kept) */
  openNow: z.boolean(),
  opensAt: instant.nullable(),
})
export type FanThread = z.infer<typeof fanThread>
export const fanThreads = listOf(fanThread)

export const threadStates = ['open', 'resolved'] as const
/** A thread as the desk sees it. */
export const deskThread = z.object({
  ownerId: z.string(),
  userId: z.string(),
  name: z.string().nullable(),
  state: z.enum(threadStates),
  assignedTo: z.string().nullable(),
  unread: z.int(),
  /** since when the fan's words stand unanswered */
  waitingSince: instant.nullable(),
  openedAt: instant,
  lastSeq: z.int(),
  lastAt: instant,
  last: lastSaid.nullable(),
  blocked: z.boolean(),
  /** null: no member of the running mode */
  member: z.object({ level: z.int(), tier }).nullable(),
})
export type DeskThread = z.infer<typeof deskThread>

export const threadViews = ['unassigned', 'mine', 'all', 'waiting', 'resolved'] as const
export type ThreadView = (typeof threadViews)[number]
/** `q`: the beginning of a user's id or name. */
export const threadsQuery = page.extend({
  view: z.enum(threadViews).default('all'),
  q: text(64).optional(),
})
export const deskThreads = listOf(deskThread)

export const threadQuery = z.object({ side })
/** One or the other, as who asks is. */
export const threadView = z.union([deskThread, fanThread])

export const serviceReadInput = z.strictObject({ upTo: z.int().min(0), side })
export const serviceReadView = z.object({ upTo: z.int(), unread: z.int() })

/**
 * `to` a sub-account or the owner's id; null: released. `expected` who has it as far as the caller knows (null: nobody): where somebody else has, it is
 * refused.
 */
export const assignmentInput = z.strictObject({ to: id.nullable(), expected: id.nullable().optional() })
/** `seenSeq`: the last number seen: a thread in which the fan wrote after it is not resolved. */
export const resolveInput = z.strictObject({ seenSeq: z.int().min(0).optional() })
export const blockInput = z.strictObject({ reason: text(serviceLimits.reasonMost).optional() })

/** Who the fan is, for the desk that answers him. */
export const serviceCard = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  member: z
    .object({
      level: z.int(),
      tier,
      title: z.string(),
      intimacy: z.int(),
      joinedAt: instant,
      badge: z.object({ name: z.string(), lit: z.boolean() }),
    })
    .nullable(),
  blocked: z.object({ at: instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  /** the last five */
  orders: z.array(serviceOrder),
  /** claimed and not used yet, what ends first first; at most ten */
  benefits: z.array(z.object({ name: z.string(), kind: z.string(), expiresAt: instant.nullable() })),
  /** the last five notes of the desk */
  notes: z.array(z.object({ at: instant, agentId: z.string(), text: z.string() })),
})
export type ServiceCard = z.infer<typeof serviceCard>

// ── the desk itself ───────────────────────────────────────────────────────────────────────────────────────────────
/** HH:MM of the platform's time zone; 24:00 is the end of the day. */
const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'HH:MM')
/** Days of the week (1 Monday … 7 Sunday) on which the desk opens at `from` and closes at `until`, on the next day where that is not later. */
export const serviceWindow = z.strictObject({
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'Each day at most once'),
  from: wallTime.refine((at) => at !== '24:00', 'Before 24:00'),
  until: wallTime,
})
export type ServiceWindow = z.infer<typeof serviceWindow>

export const serviceSettingsInput = z.strictObject({
  /** null: at any hour */
  hours: z.array(serviceWindow).min(1).max(serviceLimits.windowsMost).nullable(),
  /** said once in each stretch of closed hours; it is no answer */
  autoReply: text(serviceLimits.autoReplyMost).nullable(),
  /** a fan who waits goes to whoever is on duty and has the fewest open threads */
  autoAssign: z.boolean(),
})
export type ServiceSettings = z.infer<typeof serviceSettingsInput>
export const serviceSettingsView = serviceSettingsInput.extend({ openNow: z.boolean(), opensAt: instant.nullable() })

/** Who may answer. `ended`: once a sub-account, or without the permission now. */
export const serviceAgent = z.object({
  agentId: z.string(),
  name: z.string(),
  kind: z.enum(['owner', 'staff']),
  ended: z.boolean(),
  onDutySince: instant.nullable(),
  /** open threads assigned to him */
  open: z.int(),
})
export type ServiceAgent = z.infer<typeof serviceAgent>
/** `me`: under which id the caller answers. */
export const serviceAgents = z.object({ me: z.string(), items: z.array(serviceAgent) })
export const dutyInput = z.strictObject({ onDuty: z.boolean() })
export const dutyView = z.object({ agentId: z.string(), onDutySince: instant.nullable() })

/** `{name}`: what the fan is called; `{order}`: the number of his last order. */
export const quickReplyInput = z.strictObject({
  shortcut: z
    .string()
    .min(1)
    .max(serviceLimits.shortcutMost)
    .regex(/^[\p{L}\p{N}_-]+$/u, 'Letters and digits, without the stroke before them'),
  text: text(serviceLimits.quickReplyMost),
})
export const quickReply = quickReplyInput.extend({ replyId: z.string(), updatedAt: instant })
export type QuickReply = z.infer<typeof quickReply>
export const quickReplies = z.object({ items: z.array(quickReply) })
export const quickReplyParams = z.object({ ownerId: id, replyId: uuid })

// ── reply times ───────────────────────────────────────────────────────────────────────────────────────────────────
const seconds = z.int().min(0)
/** Median and 90th percentile of waits that ended in an answer; `served…` leaves out what lay outside service hours. null: none. */
const times = z.object({
  replies: z.int(),
  medianSeconds: seconds.nullable(),
  p90Seconds: seconds.nullable(),
  servedMedianSeconds: seconds.nullable(),
  servedP90Seconds: seconds.nullable(),
})
/** `first`: the first answer since a thread was opened, or opened again; `later`: the others; `closed`: resolved without an answer. */
const figures = z.object({ all: times, first: times, later: times, closed: z.int() })
/** Business days of the answers, both counted in; the last seven unless said. */
export const replyTimesQuery = z.object({ from: businessDay.optional(), until: businessDay.optional() })
export const replyTimes = figures.extend({
  from: businessDay,
  until: businessDay,
  agents: z.array(figures.extend({ agentId: z.string() })),
  days: z.array(figures.extend({ day: businessDay })),
  /** fans whose words stand unanswered at this moment; `count` 1 000 stands for that many and more */
  waitingNow: z.object({ count: z.int(), since: instant.nullable() }),
})
export type ReplyTimes = z.infer<typeof replyTimes>
