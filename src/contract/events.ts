import { z } from 'zod'
import { amount, id, instant, isStorableText, text } from './forms.ts'
import type { EventType } from './words.ts'

/** Events in (api.md "Events in"): CloudEvents 1.0 JSON. One schema per type; `parseEvent` in flow/ingest.ts turns one into an `Incoming`. */

const seconds = z.int().min(1).max(86_400)
const count = z.int().min(1).max(1_000_000)
const owner = { ownerId: id }
const live = { ownerId: id, sessionId: id }
const optionalTitle = z.string().max(200).refine(isStorableText).optional()

/** A shop's biggest order in the data we have seen has 1 114 lines. */
export const orderLinesMost = 2_000

export const orderLine = z.object({ lineId: id, productId: id, quantity: z.int().min(1).max(1_000_000_000), amount })

/** `data` by type. Unknown members are allowed and ignored. */
export const eventData = {
  'live.started': z.object({ ...live, title: optionalTitle }),
  'live.ended': z.object({ ...live, title: optionalTitle }),
  'live.entered': z.object(live),
  'live.watched': z.object({ ...live, seconds }),
  'live.commented': z.object({ ...live, text: z.string().max(2_000).refine(isStorableText).optional() }),
  'live.liked': z.object({ ...live, count }),
  'live.shared': z.object(live),
  'live.gifted': z.object({ ...live, coins: z.int().min(1).max(1_000_000_000) }),
  'live.lightBadge': z.object({ ...owner, sessionId: id.optional(), count: count.default(1) }),
  'product.viewed': z.object({ ...owner, productId: id }),
  'product.carted': z.object({ ...owner, productId: id }),
  'order.paid': z.object({
    ...owner,
    orderId: id,
    amount,
    lines: z.array(orderLine).max(orderLinesMost),
    sessionId: id.optional(),
  }),
  'order.refunded': z.object({ ...owner, orderId: id, refundId: id, amount }),
  'order.reviewed': z.object({ ...owner, orderId: id, lineId: id }),
  'order.shipped': z.object({ ...owner, orderId: id }),
  'order.delivered': z.object({ ...owner, orderId: id }),
  'group.visited': z.object({ ...owner, groupId: id }),
  'video.published': z.object({ ...owner, videoId: id, title: optionalTitle }),
  'user.followed': z.object(owner),
  'user.unfollowed': z.object(owner),
  'user.profiled': z.object({
    age: z.int().min(0).max(150).optional(),
    gender: z.enum(['female', 'male', 'other']).optional(),
    cityTier: z.int().min(1).max(6).optional(),
    spending: z.enum(['low', 'middle', 'high']).optional(),
    married: z.boolean().optional(),
    children: z.boolean().optional(),
    name: text(64).optional(),
  }),
} as const satisfies Record<EventType, z.ZodType>

/** Types whose envelope has no `subject`. */
export const subjectless: ReadonlySet<EventType> = new Set<EventType>(['live.started', 'live.ended', 'video.published'])

/** The envelope as documented; `data` is checked by type. */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(256).refine(isStorableText),
  source: z.string().min(1).max(256).refine(isStorableText),
  type: z.string().min(1).max(128),
  subject: id.optional(),
  time: instant,
  datacontenttype: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
})

export type EventData = { readonly [T in EventType]: z.infer<(typeof eventData)[T]> }

/** A parsed, valid event. `at` is UTC milliseconds; `bodyHash` covers type, subject, time and data (canonical JSON, SHA-256, first 16 bytes, hex). */
export type Incoming<T extends EventType = EventType> = {
  readonly [K in T]: {
    readonly type: K
    readonly id: string
    readonly source: string
    /** null for a subjectless type */
    readonly userId: string | null
    readonly at: number
    /** when it first came, of one that was kept and is sent again (UTC ms): its age is reckoned from then */
    readonly cameAt?: number
    readonly bodyHash: string
    readonly data: EventData[K]
  }
}[T]

export const eventStatuses = ['applied', 'duplicate', 'ignored', 'rejected', 'waiting'] as const
export type EventStatus = (typeof eventStatuses)[number]

/** One line of the answer. `points` is what the event changed (negative for a refund). */
export interface EventResult {
  readonly id: string | null
  readonly status: EventStatus
  readonly code?: string
  readonly points?: number
}

export const eventResult = z.object({
  id: z.string().nullable(),
  status: z.enum(eventStatuses),
  code: z.string().optional(),
  points: z.int().optional(),
})

export const eventAnswer = z.object({
  applied: z.int(),
  duplicates: z.int(),
  ignored: z.int(),
  rejected: z.int(),
  waiting: z.int(),
  results: z.array(eventResult),
})
export type EventAnswer = z.infer<typeof eventAnswer>
