import { createHmac } from 'node:crypto'
import { parseBigJsonBytes } from '../lib/big-json.ts'
import { shortHash } from '../lib/hash.ts'
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
import {
  maxBroadcasts,
  type BilibiliSettings,
  type Broadcast,
  type Connection,
  type Delivery,
  type Dropped,
  type DropReason,
  type Mapped,
  type PlatformEvent,
  type Secrets,
  type Unreadable,
} from '../contract/room-forms.ts'

/**
 * Bilibili open live (research/platforms.md 5.6). Bilibili pushes over a websocket only, so a small forwarder of the owner's posts each message,
 * or an array of them, unchanged, signed with our secret in the Standard Webhooks form. docs/connect/bilibili-live.md has one.
 */

/** `v1,` and base64(HMAC-SHA256(key, `{id}.{timestamp}.{body}`)); the key is the base64 behind `whsec_`. */
export function standardWebhookSignature(id: string, timestamp: string, rawBody: Uint8Array, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest('base64')}`
}

/** True when one of the space-separated signatures was made by one of the secrets and `webhook-timestamp` (seconds) is in the window. */
export function verifyBilibili(
  delivery: Delivery,
  secrets: readonly Secrets[],
  settings: BilibiliSettings,
  realNow: number,
): boolean {
  const { headers, rawBody } = delivery
  const id = headers['webhook-id']
  const timestamp = headers['webhook-timestamp']
  const signatures = headers['webhook-signature']?.split(' ').slice(0, 8)
  if (id === undefined || timestamp === undefined || signatures === undefined || !/^\d{1,12}$/.test(timestamp))
    return false
  const tolerance = settings.toleranceSeconds
  if (tolerance > 0 && Math.abs(Number(timestamp) * 1_000 - realNow) > tolerance * 1_000) return false
  const expected = secrets.flatMap((set) =>
    set['signing'] ? [standardWebhookSignature(id, timestamp, rawBody, set['signing'])] : [],
  )
  return signatures.filter((given) => expected.filter((text) => sameText(text, given)).length > 0).length > 0
}

/** What a delivery means; pure. Broadcasts opened or closed by it come back in `broadcasts`. */
export function mapBilibili(
  delivery: Delivery,
  connection: Connection,
  settings: BilibiliSettings,
): Mapped | Unreadable {
  const parsed = parseBigJsonBytes(delivery.rawBody)
  if ('refused' in parsed) return { unreadable: parsed.refused }
  const messages = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  const events: PlatformEvent[] = []
  const dropped: Dropped[] = []
  let broadcasts = connection.broadcasts
  for (const message of messages) {
    const envelope = fieldsOf(message) ?? {}
    const command = textOf(envelope, 'cmd')
    const fields = fieldsOf(envelope['data'])
    const result = fields === null ? 'unreadable' : mapMessage(command, fields, { ...connection, broadcasts }, settings)
    if (typeof result === 'string')
      dropped.push({ messageId: idTextOf(fields ?? {}, 'msg_id'), type: command, reason: result })
    else {
      events.push(...result.events)
      broadcasts = result.broadcasts
    }
  }
  const changed = broadcasts === connection.broadcasts ? {} : { broadcasts }
  return { events, joins: [], leaves: [], orders: [], dropped, ...changed }
}

interface Result {
  readonly events: readonly PlatformEvent[]
  readonly broadcasts: readonly Broadcast[]
}

function mapMessage(
  command: string | null,
  fields: Fields,
  connection: Connection,
  settings: BilibiliSettings,
): Result | DropReason {
  const { broadcasts, ownerId } = connection
  const roomId = textOf(fields, 'room_id') ?? connection.roomId
  const at = instantOf(fields, 'timestamp')
  if (command === null || roomId === null || at === null) return 'unreadable'
  if (connection.roomId !== null && connection.roomId !== roomId) return 'otherRoom'
  const source = `bilibili-live:${platformId(roomId)}`

  if (command === 'LIVE_OPEN_PLATFORM_LIVE_START' || command === 'LIVE_OPEN_PLATFORM_LIVE_END') {
    const started = command.endsWith('START')
    const next = started ? open(broadcasts, roomId, at) : close(broadcasts, at)
    const title = spokenText(textOf(fields, 'title'))?.slice(0, 200).toWellFormed()
    const event: PlatformEvent = {
      specversion: '1.0',
      id: `${command}:${platformId(roomId)}:${at}`,
      source,
      type: started ? 'live.started' : 'live.ended',
      time: instantText(at),
      data: { ownerId, sessionId: sessionAt(next, roomId, at), ...(title === undefined ? {} : { title }) },
    }
    return { events: [event], broadcasts: next }
  }

  const user = userOf(fields)
  const made = madeOf(command, fields, settings)
  if (typeof made === 'string') return made
  if (user === null) return 'noUser'
  // an id stays for ever, so no one can be read off it (PLT-6)
  const messageId = idTextOf(fields, 'msg_id') ?? `${command}:${shortHash(platformId(user))}:${at}`
  const sessionId = sessionAt(broadcasts, roomId, at)
  const events = made.map((one, index): PlatformEvent => ({
    specversion: '1.0',
    id: index === 0 ? messageId : `${messageId}:${index + 1}`,
    source,
    type: one.type,
    subject: platformId(user),
    time: instantText(at),
    data: { ownerId, sessionId, ...one.data },
  }))
  return { events, broadcasts }
}

/** `open_id`; messages from before it existed have a `uid`, which is 0 today. */
function userOf(fields: Fields): string | null {
  const info = fieldsOf(fields['user_info']) ?? {}
  const uid = textOf(fields, 'uid') ?? textOf(info, 'uid')
  return textOf(fields, 'open_id') ?? textOf(info, 'open_id') ?? (uid === '0' ? null : uid)
}

interface Made {
  readonly type: string
  readonly data: Fields
}

/** The events of one message of a user: a super chat is a gift and a comment. */
function madeOf(command: string, fields: Fields, settings: BilibiliSettings): readonly Made[] | DropReason {
  switch (command) {
    case 'LIVE_OPEN_PLATFORM_DM':
      return [comment(fields, 'msg')]
    case 'LIVE_OPEN_PLATFORM_SUPER_CHAT': {
      const gift = gifted(integerOf(fields, 'rmb'), settings.coinsPerYuan, 1)
      return typeof gift === 'string' ? gift : [gift, comment(fields, 'message')]
    }
    case 'LIVE_OPEN_PLATFORM_SEND_GIFT': {
      if (fields['paid'] !== true) return 'notPaid'
      // r_price is what was really paid where a gift was discounted; both are for one piece
      const price = integerOf(fields, 'r_price', 'price')
      const gift = gifted(
        price === null ? null : price * (integerOf(fields, 'gift_num') ?? 1),
        settings.coinsPerYuan,
        1_000,
      )
      return typeof gift === 'string' ? gift : [gift]
    }
    case 'LIVE_OPEN_PLATFORM_GUARD': {
      // whether price is for one month or for guard_num of them is not said; taken as the whole
      const gift = gifted(integerOf(fields, 'price'), settings.coinsPerYuan, 1_000)
      return typeof gift === 'string' ? gift : [gift]
    }
    case 'LIVE_OPEN_PLATFORM_LIKE': {
      const count = integerOf(fields, 'like_count')
      return count === null || count < 1 ? 'unreadable' : [{ type: 'live.liked', data: { count } }]
    }
    case 'LIVE_OPEN_PLATFORM_LIVE_ROOM_ENTER':
      return [{ type: 'live.entered', data: {} }]
    default:
      return 'unknownType'
  }
}

function comment(fields: Fields, name: string): Made {
  const text = spokenText(textOf(fields, name))
  return { type: 'live.commented', data: text === null ? {} : { text } }
}

function gifted(price: number | null, coinsPerYuan: number, pricePerYuan: number): Made | DropReason {
  if (price === null || price < 0) return 'priceMissing'
  const coins = Math.floor((price * coinsPerYuan) / pricePerYuan)
  return coins < 1 ? 'belowOneCoin' : { type: 'live.gifted', data: { coins } }
}

/** A room keeps its number from broadcast to broadcast, so the session is the room and the second it went on air. */
function open(broadcasts: readonly Broadcast[], roomId: string, at: number): readonly Broadcast[] {
  if (broadcasts.some((broadcast) => broadcast.startedAt === at)) return broadcasts
  const started: Broadcast = { sessionId: platformId(`bilibili-${roomId}-${at / 1_000}`), startedAt: at, endedAt: null }
  return [started, ...broadcasts].sort((one, other) => other.startedAt - one.startedAt).slice(0, maxBroadcasts)
}

function close(broadcasts: readonly Broadcast[], at: number): readonly Broadcast[] {
  const running = broadcasts.find((broadcast) => broadcast.startedAt <= at)
  if (running === undefined || running.endedAt !== null) return broadcasts
  return broadcasts.map((broadcast) => (broadcast === running ? { ...running, endedAt: at } : broadcast))
}

/** Messages may trail the end by this much. */
const tailMilliseconds = 10 * 60_000
/** A broadcast whose end was never told is over after this. */
const longestMilliseconds = 48 * 3_600_000
/** Bilibili's own day (UTC+8), only to name a session nobody announced. */
const chinaOffsetMilliseconds = 8 * 3_600_000

/** The session in which something happened; by the time of the message, so that a message delivered again means the same. */
export function sessionAt(broadcasts: readonly Broadcast[], roomId: string, at: number): string {
  const broadcast = broadcasts.find((one) => one.startedAt <= at)
  const end =
    broadcast === undefined
      ? 0
      : broadcast.endedAt === null
        ? broadcast.startedAt + longestMilliseconds
        : broadcast.endedAt + tailMilliseconds
  if (broadcast !== undefined && at <= end) return broadcast.sessionId
  const day = new Date(at + chinaOffsetMilliseconds).toISOString().slice(0, 10).replaceAll('-', '')
  return platformId(`bilibili-${roomId}-${day}`)
}
