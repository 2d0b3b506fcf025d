import { z } from 'zod'
import { id, instant, text } from './forms.ts'
import { bilibiliSettings, doudianSettings, douyinSettings, douyinTypes, givenSecret, platforms } from './room-forms.ts'

/** Request and answer forms of the connections. A secret is in an answer once: when we made it. */

export const ownerParams = z.object({ ownerId: id })
export const roomParams = z.object({ ownerId: id, roomConnectionId: id })
export const deliveryParams = z.object({ ownerId: id, roomConnectionId: id, deliveryId: id })

const named = { name: text(80), roomId: id.optional() }

export const roomInput = z.discriminatedUnion('platform', [
  z.object({
    platform: z.literal('douyinLive'),
    ...named,
    settings: douyinSettings.prefault({}),
    /** Secrets set in the developer console; the types without one get one from us, to paste there */
    secrets: z.partialRecord(z.enum(douyinTypes), givenSecret).optional(),
  }),
  z.object({ platform: z.literal('bilibiliLive'), ...named, settings: bilibiliSettings.prefault({}) }),
  z.object({
    platform: z.literal('doudianShop'),
    name: named.name,
    settings: doudianSettings,
    secrets: z.object({ appSecret: givenSecret, accessToken: givenSecret.optional() }),
  }),
])

export const roomPatch = z.object({
  name: text(80).optional(),
  /** null: every room that the signature vouches for */
  roomId: id.nullable().optional(),
  status: z.enum(['on', 'off']).optional(),
  /** The whole settings of the platform; what is left out gets its default */
  settings: z.record(z.string().max(64), z.unknown()).optional(),
})

export const secretsInput = z.object({
  /** New secrets of the platform, by name; without any, we make new ones where they are ours to make */
  secrets: z.record(z.string().max(32), givenSecret).optional(),
  /** The secrets before stay good for so long; 0 after a leak */
  graceHours: z.int().min(0).max(168).default(24),
})

const madeSecrets = z.record(z.string(), z.string())

export const roomView = z.object({
  roomConnectionId: z.string(),
  ownerId: z.string(),
  platform: z.enum(platforms),
  name: z.string(),
  roomId: z.string().nullable(),
  status: z.enum(['on', 'off']),
  /** What to paste at the platform */
  address: z.string(),
  path: z.string(),
  settings: z.record(z.string(), z.unknown()),
  createdAt: instant,
  /** The secrets before the last change are good until then */
  previousSecretsUntil: instant.nullable(),
  deliveries: z.int(),
  lastDeliveryAt: instant.nullable(),
  /** Refused deliveries that were listed (at most one a second) */
  refusals: z.int(),
  lastRefusalAt: instant.nullable(),
  /** Orders whose detail is still asked for, and those given up on */
  waitingOrders: z.int(),
  failedOrders: z.int(),
  /** Messages so far by what became of them: applied, duplicate, ignored:…, rejected:…, dropped:…, join, leave */
  codes: z.record(z.string(), z.int()),
})
export type RoomView = z.infer<typeof roomView>

export const roomList = z.object({ items: z.array(roomView), nextCursor: z.null() })
export const roomWithSecrets = roomView.extend({ secrets: madeSecrets })
export const secretsView = z.object({ secrets: madeSecrets, previousSecretsUntil: instant.nullable() })

export const deliveryView = z.object({
  deliveryId: z.string(),
  receivedAt: instant,
  status: z.enum(['accepted', 'pending', 'unavailable', 'unreadable', 'refused']),
  /** Why, where the status says less than that */
  note: z.string().nullable(),
  codes: z.record(z.string(), z.int()),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  bodyBytes: z.int(),
  truncated: z.boolean(),
})
export const deliveryList = z.object({ items: z.array(deliveryView), nextCursor: z.null() })

export const pendingView = z.object({
  key: z.string(),
  orderId: z.string(),
  kind: z.enum(['paid', 'refunded']),
  status: z.enum(['waiting', 'failed']),
  attempts: z.int(),
  receivedAt: instant,
  nextAttemptAt: instant.nullable(),
  lastError: z.string().nullable(),
})
export const pendingList = z.object({ items: z.array(pendingView), nextCursor: z.null() })

export const replayView = z.object({ status: z.enum(['accepted', 'pending']), codes: z.record(z.string(), z.int()) })
export const retryView = z.object({ asked: z.int(), waitingOrders: z.int(), failedOrders: z.int() })

export const testInput = z.object({
  /** A Douyin data type, a Bilibili command without its prefix, `paid` or `refunded`; the platform's first unless said */
  type: z.string().max(32).optional(),
  /** Doudian: a real order of the shop, to try the order detail with */
  orderId: id.optional(),
})

const membershipView = z.object({ messageId: z.string(), userId: z.string(), at: instant })
export const testView = z.object({
  /** The sample, signed with the stored secret, was recognised */
  verified: z.boolean(),
  /** Events it would have become; nothing was applied */
  events: z.array(z.record(z.string(), z.unknown())),
  joins: z.array(membershipView),
  leaves: z.array(membershipView),
  dropped: z.array(z.object({ messageId: z.string().nullable(), type: z.string().nullable(), reason: z.string() })),
  orderDetail: z.object({ status: z.enum(['notAsked', 'answered', 'failed']), reason: z.string().optional() }),
})
