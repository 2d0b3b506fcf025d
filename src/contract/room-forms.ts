import { z } from 'zod'
import { id } from './forms.ts'

/** What an owner can connect (PLT-2). The word is also the middle of the address `/hooks/{platform}/{connectionId}`. */
export const platforms = ['douyinLive', 'bilibiliLive', 'doudianShop'] as const
export type Platform = (typeof platforms)[number]

/** Real-time window of a signed timestamp, seconds on both sides; 0 switches the check off. */
const toleranceSeconds = z.int().min(0).max(3_600).default(300)

export const douyinSettings = z.object({
  /** 1 抖币 = 0.1 yuan = 10 fen (public code and articles agree; the official page gives `gift_value` in fen only) */
  fenPerCoin: z.int().min(1).max(10_000).default(10),
  toleranceSeconds,
})
export type DouyinSettings = z.infer<typeof douyinSettings>

export const bilibiliSettings = z.object({
  /** The platform's own words beside `price`: 1000 = 1 yuan = 10 电池 */
  coinsPerYuan: z.int().min(1).max(1_000).default(10),
  toleranceSeconds,
})
export type BilibiliSettings = z.infer<typeof bilibiliSettings>

const tag = z.string().regex(/^\d{1,6}$/)

export const doudianSettings = z.object({
  appKey: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  /** Self-use apps (自用型应用): the shop whose access token is fetched when none was given */
  shopId: id.optional(),
  /**
   * Which tags mean what. Paid is 101 in two independent Go clients and 110 in the documentation's example, whose page is also numbered 110:
   * both are taken, the order id keeps them from counting twice.
   */
  tags: z
    .object({
      paid: z.array(tag).min(1).max(8).default(['101', '110']),
      refunded: z.array(tag).min(1).max(8).default(['206']),
    })
    .prefault({}),
  /** `recorded` answers order details from made-up orders; only where the server runs as a sandbox */
  orderDetail: z.enum(['live', 'recorded']).default('live'),
  signMethod: z.enum(['hmac-sha256', 'md5']).default('hmac-sha256'),
  /** Authors (主播) whose rooms are the owner's own; others' orders carry no live session. Empty: every room is */
  authorIds: z.array(id).max(100).default([]),
})
export type DoudianSettings = z.infer<typeof doudianSettings>

/** Data types of the Douyin push; each has its own secret in the developer console. */
export const douyinTypes = [
  'live_comment',
  'live_like',
  'live_gift',
  'live_fansclub',
  'live_follow',
  'live_enter_room',
] as const
export type DouyinType = (typeof douyinTypes)[number]

/** A secret that the platform made and the owner pastes here. */
export const givenSecret = z
  .string()
  .min(6)
  .max(256)
  .regex(/^[\x21-\x7e]+$/)
/** Secrets by name: a Douyin data type; `signing` (Bilibili forwarder); `appSecret`, `accessToken` (Doudian). Clear only in memory. */
export type Secrets = Readonly<Record<string, string>>

/** One broadcast of a room whose room id does not change (Bilibili). UTC milliseconds; `endedAt` null while on air. */
export interface Broadcast {
  readonly sessionId: string
  readonly startedAt: number
  readonly endedAt: number | null
}

/** What an adapter may know of a connection. Secrets are not among it: they are for verifying only. */
export interface Connection {
  readonly connectionId: string
  readonly ownerId: string
  /** null: every room that the signature vouches for */
  readonly roomId: string | null
  /** Latest first, at most `maxBroadcasts` */
  readonly broadcasts: readonly Broadcast[]
}
export const maxBroadcasts = 10

/** One HTTP delivery as it came. Header names are lower case. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>
  readonly rawBody: Uint8Array
}

/** An event of api.md "Events in", as `App.ingest` takes it. */
export interface PlatformEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  /** RFC 3339 UTC */
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A message of the platform's own club: somebody joined or left it. */
export interface MembershipChange {
  readonly messageId: string
  readonly userId: string
  /** UTC milliseconds */
  readonly at: number
}

/** Why a message of a genuine delivery made nothing. */
export const dropReasons = [
  'testMessage',
  'unknownType',
  'otherRoom',
  'noUser',
  'unreadable',
  'belowOneCoin',
  'priceMissing',
  'notPaid',
  'giftToGuest',
  'levelUp',
  'nothingRefunded',
  'cashOnDelivery',
] as const
export type DropReason = (typeof dropReasons)[number]

export interface Dropped {
  readonly messageId: string | null
  readonly type: string | null
  readonly reason: DropReason
}

/** A Doudian message that names no buyer: the order detail must say who it was. Amounts in fen, times in UTC milliseconds. */
export type OrderMessage =
  | {
      readonly kind: 'paid'
      /** `paid:{orderId}` */
      readonly key: string
      readonly orderId: string
      readonly shopId: string | null
      readonly at: number
    }
  | {
      readonly kind: 'refunded'
      /** `refund:{aftersaleId}` */
      readonly key: string
      readonly orderId: string
      readonly lineId: string | null
      readonly refundId: string
      /** goods only: freight is taken off */
      readonly refundFen: number
      readonly shopId: string | null
      readonly at: number
    }

/** What one delivery means. */
export interface Mapped {
  readonly events: readonly PlatformEvent[]
  readonly joins: readonly MembershipChange[]
  readonly leaves: readonly MembershipChange[]
  readonly orders: readonly OrderMessage[]
  readonly dropped: readonly Dropped[]
  /** Set where the delivery opened or closed a broadcast */
  readonly broadcasts?: readonly Broadcast[]
}

/** A genuine delivery whose body could not be read at all. */
export interface Unreadable {
  readonly unreadable: string
}

export const nothing: Mapped = { events: [], joins: [], leaves: [], orders: [], dropped: [] }
