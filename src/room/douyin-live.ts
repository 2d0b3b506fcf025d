import { createHash } from 'node:crypto'
import { parseBigJson, parseBigJsonBytes } from '../lib/big-json.ts'
import {
  fieldsOf,
  idTextOf,
  instantOf,
  instantText,
  integerOf,
  platformId,
  sameText,
  spokenText,
  textOf,
  type Fields,
} from './fields.ts'
import type {
  Connection,
  Delivery,
  DouyinSettings,
  DropReason,
  Mapped,
  MembershipChange,
  PlatformEvent,
  Secrets,
  Unreadable,
} from '../contract/room-forms.ts'

/**
 * Douyin 直播玩法 data push (research/platforms.md 5.1): one POST per data type, the room and the type in headers, the body an array.
 * https://developer.open-douyin.com/docs/resource/zh-CN/interaction/develop/server/live-room-scope/data-open/data-open-desc
 */

const signedHeaders = ['x-msg-type', 'x-nonce-str', 'x-roomid', 'x-timestamp'] as const

/** base64(md5(`k=v` of the signed headers, sorted, joined with `&`, then body, then secret)). */
export function douyinSignature(headers: Delivery['headers'], rawBody: Uint8Array, secret: string): string {
  const joined = signedHeaders
    .flatMap((name) => (headers[name] === undefined ? [] : [`${name}=${headers[name]}`]))
    .join('&')
  return createHash('md5').update(joined).update(rawBody).update(secret).digest('base64')
}

/**
 * True when one of the secrets made the signature and `x-timestamp` (milliseconds, the time of sending) is within the window of real time.
 * The platform never sends a failed push again (it drops it; gifts and club messages can be asked for), so a narrow window loses nothing.
 * A secret belongs to one data type; a delivery without `x-msg-type` may be signed by any of them.
 */
export function verifyDouyin(
  delivery: Delivery,
  secrets: readonly Secrets[],
  settings: DouyinSettings,
  realNow: number,
): boolean {
  const { headers, rawBody } = delivery
  const signature = headers['x-signature']
  if (signature === undefined || !isRecent(headers['x-timestamp'], settings.toleranceSeconds, realNow)) return false
  const type = headers['x-msg-type']
  const candidates = secrets.flatMap((set) => (type === undefined ? Object.values(set) : set[type] ? [set[type]] : []))
  // every candidate is tried, so that time does not tell which one fitted
  return candidates.filter((secret) => sameText(douyinSignature(headers, rawBody, secret), signature)).length > 0
}

function isRecent(timestamp: string | undefined, toleranceSeconds: number, realNow: number): boolean {
  if (toleranceSeconds === 0) return true
  const at = instantOf({ timestamp }, 'timestamp')
  return at !== null && Math.abs(at - realNow) <= toleranceSeconds * 1_000
}

/** What a delivery means; pure. Events have the source `douyin-live:{roomId}` and the platform's `msg_id` as id (TASK-10). */
export function mapDouyin(delivery: Delivery, connection: Connection, settings: DouyinSettings): Mapped | Unreadable {
  const parsed = parseBigJsonBytes(delivery.rawBody)
  if ('refused' in parsed) return { unreadable: parsed.refused }
  const wrapped = unwrap(parsed.value, {
    roomId: delivery.headers['x-roomid'] ?? null,
    type: delivery.headers['x-msg-type'] ?? null,
    sentAt: instantOf({ at: delivery.headers['x-timestamp'] }, 'at'),
  })
  if ('unreadable' in wrapped) return wrapped
  const results = wrapped.items.map((item) => mapItem(item, wrapped.from, connection, settings))
  return {
    events: results.flatMap((result) => result.events ?? []),
    joins: results.flatMap((result) => result.joins ?? []),
    leaves: results.flatMap((result) => result.leaves ?? []),
    orders: [],
    dropped: results.flatMap((result) => result.dropped ?? []),
  }
}

interface From {
  readonly roomId: string | null
  readonly type: string | null
  readonly sentAt: number | null
}

/** The bare array, or one of the wrappers seen in the field: `{msg_type, data}`, `{payload}`, `{roomid, msg_type, payload}`; a single item too. */
function unwrap(body: unknown, from: From): { items: readonly unknown[]; from: From } | Unreadable {
  if (Array.isArray(body)) return { items: body, from }
  const fields = fieldsOf(body)
  if (fields === null) return { unreadable: 'neither an array nor an object' }
  const inner = 'payload' in fields ? fields['payload'] : 'data' in fields ? fields['data'] : undefined
  if (inner === undefined) return { items: [fields], from }
  const items = listOf(inner)
  if (items === null) return { unreadable: 'the wrapper holds no array' }
  return {
    items,
    from: {
      ...from,
      roomId: from.roomId ?? textOf(fields, 'roomid', 'room_id'),
      type: from.type ?? textOf(fields, 'msg_type', 'msg_type_str'),
    },
  }
}

function listOf(value: unknown): readonly unknown[] | null {
  if (typeof value === 'string') {
    const parsed = parseBigJson(value)
    return 'value' in parsed ? listOf(typeof parsed.value === 'string' ? null : parsed.value) : null
  }
  if (Array.isArray(value)) return value
  return fieldsOf(value) === null ? null : [value]
}

interface Result {
  readonly events?: readonly PlatformEvent[]
  readonly joins?: readonly MembershipChange[]
  readonly leaves?: readonly MembershipChange[]
  readonly dropped?: Mapped['dropped']
}

/** Keys wrapped in underscores (`_like_num_`) are read as if they were not (one client sends them so). */
function plainKeys(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.replace(/^_(.+)_$/, '$1'), value]))
}

function mapItem(value: unknown, from: From, connection: Connection, settings: DouyinSettings): Result {
  const raw = fieldsOf(value)
  const fields = raw === null ? {} : plainKeys(raw)
  const messageId = idTextOf(fields, 'msg_id')
  const type = textOf(fields, 'msg_type_str') ?? from.type ?? textOf(fields, 'msg_type')
  const roomId = from.roomId ?? textOf(fields, 'roomid', 'room_id') ?? connection.roomId
  const at = instantOf(fields, 'timestamp') ?? from.sentAt
  const drop = (reason: DropReason): Result => ({ dropped: [{ messageId, type, reason }] })

  if (raw === null || messageId === null || roomId === null || at === null) return drop('unreadable')
  if (fields['test'] === true || fields['test'] === 'true') return drop('testMessage')
  if (connection.roomId !== null && connection.roomId !== roomId) return drop('otherRoom')
  const openId = textOf(fields, 'sec_openid', 'sec_open_id', 'open_id')
  if (openId === null) return drop('noUser')

  const userId = platformId(openId)
  if (type === 'live_fansclub') return mapClub({ messageId, userId, at }, fields, drop)
  const made = eventOf(type, fields, settings)
  if (typeof made === 'string') return drop(made)
  const sessionId = platformId(`douyin-${roomId}`)
  const event: PlatformEvent = {
    specversion: '1.0',
    id: messageId,
    source: `douyin-live:${platformId(roomId)}`,
    type: made.type,
    subject: userId,
    time: instantText(at),
    data: { ownerId: connection.ownerId, ...(made.type.startsWith('live.') ? { sessionId } : {}), ...made.data },
  }
  return { events: [event] }
}

/** `fansclub_reason_type`: 1 level-up, 2 join, 16 left (16 is known from two independent projects, not from an official page). */
function mapClub(change: MembershipChange, fields: Fields, drop: (reason: DropReason) => Result): Result {
  const reason = integerOf(fields, 'fansclub_reason_type')
  if (reason === 2) return { joins: [change] }
  if (reason === 16) return { leaves: [change] }
  return drop(reason === 1 ? 'levelUp' : 'unknownType')
}

interface Made {
  readonly type: string
  readonly data: Fields
}

function eventOf(type: string | null, fields: Fields, settings: DouyinSettings): Made | DropReason {
  switch (type) {
    case 'live_comment': {
      const text = spokenText(textOf(fields, 'content'))
      return { type: 'live.commented', data: text === null ? {} : { text } }
    }
    case 'live_like': {
      const count = integerOf(fields, 'like_num')
      return count === null || count < 1 ? 'unreadable' : { type: 'live.liked', data: { count } }
    }
    case 'live_gift':
      return giftOf(fields, settings)
    case 'live_enter_room':
      return { type: 'live.entered', data: {} }
    case 'live_follow': {
      const action = integerOf(fields, 'user_follow_action', 'use_follow_action')
      if (action === 1) return { type: 'user.followed', data: {} }
      return action === 2 ? { type: 'user.unfollowed', data: {} } : 'unreadable'
    }
    default:
      return 'unknownType'
  }
}

/** `gift_value` is the total in fen. A gift to a guest on the microphone (`audience_sec_open_id`) is not the owner's. */
function giftOf(fields: Fields, settings: DouyinSettings): Made | DropReason {
  if (textOf(fields, 'audience_sec_open_id') !== null) return 'giftToGuest'
  const valueFen = integerOf(fields, 'gift_value')
  if (valueFen === null || valueFen < 0) return 'unreadable'
  const coins = Math.floor(valueFen / settings.fenPerCoin)
  return coins < 1 ? 'belowOneCoin' : { type: 'live.gifted', data: { coins } }
}
