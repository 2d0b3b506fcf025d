import { v7 } from 'uuid'
import { parseBigJson, parseBigJsonBytes } from '../lib/big-json.ts'
import { rejections, type RejectionCode } from '../contract/rejections.ts'
import { applyMapped, type Applied } from './apply-delivery.ts'
import type { Delivery, Platform } from '../contract/room-forms.ts'
import { mapDelivery, openSecrets, verify } from './open-connection.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import {
  findConnection,
  recordDelivery,
  recordRefusal,
  type DeliveryRow,
  type DeliveryStatus,
  type StoredConnection,
} from './store.ts'

/** A push is at most this big; platforms' are some kilobytes. */
export const maxHookBytes = 1_048_576
/** Of a genuine body this much is kept to show and to replay. */
export const keptBodyBytes = 65_536
/** Of a refused one, which anybody may send, only this much. */
const keptRefusedBytes = 2_048
/** Everything else (cookies, signatures, addresses of proxies) is not kept. */
const keptHeaders = [
  'content-type',
  'user-agent',
  'x-roomid',
  'x-msg-type',
  'x-timestamp',
  'webhook-id',
  'webhook-timestamp',
]
/** Personal data of shop messages that no rule needs (addresses of receivers); taken out before a payload is kept. */
const privateKeys = /^(receiver_msg|.*_?(tel|phone|mobile|addr|address|receiver)|encrypt_.*|mask_.*|id_card.*)$/i

export interface HookRequest extends Delivery {
  /** UTC milliseconds of real time */
  readonly realNow: number
}

/** What to answer. `rejected` is set where it is a refusal; the edge may then write its own problem document. */
export interface HookAnswer {
  readonly status: number
  readonly body: unknown
  readonly rejected?: RejectionCode
}

/** Where pushes to an address go; null: there is no such connection, or it is switched off. Asked before any of a body is read. */
export async function openHook(
  app: RoomApp,
  parts: RoomParts,
  { platform, connectionId }: { readonly platform: string; readonly connectionId: string },
): Promise<((request: HookRequest) => Promise<HookAnswer>) | null> {
  // ours are UUIDs; anything else is not worth a query, nor can the store take every text
  const connection = /^[0-9a-f-]{36}$/.test(connectionId) ? await findConnection(app.db, connectionId) : null
  if (connection === null || connection.platform !== platform || connection.status === 'off') return null
  return (request) => receive(app, parts, connection, request)
}

/**
 * `POST /hooks/{platform}/{connectionId}`: verifies, maps, applies and lists one delivery (PLT-2). A wrong signature changes nothing and is listed at
 * most once a second. A genuine delivery that cannot be read is listed and acknowledged, since the platform would only send the same again
 * (Bilibili's forwarder, which is the owner's own, is told `malformed`). Codes: body_too_large, signature_invalid, malformed, busy.
 */
async function receive(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  request: HookRequest,
): Promise<HookAnswer> {
  if (request.rawBody.byteLength > maxHookBytes) return refusal('body_too_large')
  const { realNow } = request
  const deliveryId = v7({ msecs: realNow })
  const secrets = openSecrets(parts.secrets, connection, realNow)
  if (secrets === null || !verify(connection, request, secrets, realNow)) {
    const note = secrets === null ? 'secret_unreadable' : 'signature_invalid'
    await recordRefusal(app.db, rowOf(connection, request, deliveryId, { status: 'refused', codes: {}, note }))
    return refusal('signature_invalid')
  }
  const mapped = mapDelivery(connection, request)
  if ('unreadable' in mapped) {
    const outcome = { status: 'unreadable' as const, codes: { unreadable: 1 }, note: mapped.unreadable }
    await recordDelivery(app.db, rowOf(connection, request, deliveryId, outcome))
    return connection.platform === 'bilibiliLive' ? refusal('malformed') : acknowledgement(connection.platform, null)
  }
  const applied = await applyMapped(app, parts, connection, mapped, { deliveryId, realNow })
  const status = applied.rejected !== undefined ? 'unavailable' : applied.pending ? 'pending' : 'accepted'
  const outcome = { status, codes: applied.codes, note: applied.rejected ?? null } as const
  await recordDelivery(app.db, rowOf(connection, request, deliveryId, outcome))
  return applied.rejected === undefined ? acknowledgement(connection.platform, applied) : refusal(applied.rejected)
}

function refusal(code: RejectionCode): HookAnswer {
  const { status, en } = rejections[code]
  return { status, body: { type: 'about:blank', title: en, status, code }, rejected: code }
}

/** What each platform takes for success: Doudian wants exactly this body, Douyin any 2xx; the forwarder gets the counts. */
function acknowledgement(platform: Platform, applied: Applied | null): HookAnswer {
  switch (platform) {
    case 'doudianShop':
      return { status: 200, body: { code: 0, msg: 'success' } }
    case 'douyinLive':
      return { status: 200, body: { err_no: 0, err_msg: 'ok' } }
    case 'bilibiliLive':
      return { status: 200, body: { codes: applied?.codes ?? {} } }
  }
}

function rowOf(
  connection: StoredConnection,
  delivery: Delivery & { readonly realNow: number },
  deliveryId: string,
  outcome: { readonly status: DeliveryStatus; readonly codes: DeliveryRow['codes']; readonly note: string | null },
): DeliveryRow {
  const limit = outcome.status === 'refused' || outcome.status === 'unreadable' ? keptRefusedBytes : keptBodyBytes
  const bytes = connection.platform === 'doudianShop' ? withoutPrivate(delivery.rawBody) : delivery.rawBody
  const headers = keptHeaders.flatMap((name) => {
    const value = delivery.headers[name]
    return value === undefined ? [] : [[name, storable(value.slice(0, 256))] as const]
  })
  return {
    connectionId: connection.connectionId,
    deliveryId,
    receivedAt: delivery.realNow,
    headers: Object.fromEntries(headers),
    body: storable(new TextDecoder().decode(bytes.subarray(0, limit))),
    bodyBytes: delivery.rawBody.byteLength,
    truncated: bytes.byteLength > limit,
    ...outcome,
  }
}

const storable = (text: string) => text.replaceAll('\u0000', '\ufffd').toWellFormed()

/** The same messages without receivers' addresses and numbers; as they came where they cannot be read. */
function withoutPrivate(rawBody: Uint8Array): Uint8Array {
  const parsed = parseBigJsonBytes(rawBody)
  return 'refused' in parsed ? rawBody : new TextEncoder().encode(JSON.stringify(parsed.value, keepPublic))
}

function keepPublic(key: string, value: unknown): unknown {
  if (privateKeys.test(key)) return undefined
  if (key !== 'data' || typeof value !== 'string') return value
  const inner = parseBigJson(value)
  return 'refused' in inner ? undefined : JSON.stringify(inner.value, keepPublic)
}
