import type { z } from 'zod'
import { reject } from '../contract/rejections.ts'
import { applyMapped } from './apply-delivery.ts'
import { orderOfDetail, paidEvent, refundedEvent } from './doudian-shop.ts'
import { instantText } from './fields.ts'
import { doudianSettings, type MembershipChange, type OrderMessage } from '../contract/room-forms.ts'
import { mapDelivery, openSecrets, verify } from './open-connection.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import { askDetail } from './pending.ts'
import { deliveriesOf } from './read.ts'
import { recordedOrder } from './recorded-orders.ts'
import { sampleDelivery, sampleTypes } from './samples.ts'
import type { StoredConnection } from './store.ts'
import type { testInput } from '../contract/room-views.ts'

/** Sends a sample through the adapter; applies nothing. Code: malformed. */
export async function testRoom(
  parts: RoomParts,
  connection: StoredConnection,
  body: z.infer<typeof testInput>,
  realNow: number,
) {
  const types: readonly string[] = sampleTypes[connection.platform]
  const type = body.type ?? types[0] ?? ''
  if (!types.includes(type)) return reject('malformed', `type is one of ${types.join(', ')}`)
  const secrets = openSecrets(parts.secrets, connection, realNow)
  const orderId = body.orderId ?? '4705288465508532862'
  const delivery = sampleDelivery(connection, secrets?.[0] ?? {}, { type, orderId, realNow })
  const mapped = mapDelivery(connection, delivery)
  if ('unreadable' in mapped) return reject('malformed', mapped.unreadable)
  const asked = await testOrder(parts, connection, mapped.orders[0], body.orderId !== undefined, realNow)
  const membership = (changes: readonly MembershipChange[]) =>
    changes.map((change) => ({ ...change, at: instantText(change.at) }))
  return {
    verified: secrets !== null && verify(connection, delivery, secrets, realNow),
    events: [...mapped.events, ...asked.events].map((event) => ({ ...event })),
    joins: membership(mapped.joins),
    leaves: membership(mapped.leaves),
    dropped: mapped.dropped.map((one) => ({ ...one })),
    orderDetail: asked.orderDetail,
  }
}

/** Asks the platform only about an order the owner named; else shows what a recorded order would become. */
async function testOrder(
  parts: RoomParts,
  connection: StoredConnection,
  message: OrderMessage | undefined,
  ask: boolean,
  realNow: number,
) {
  if (message === undefined) return { events: [], orderDetail: { status: 'notAsked' as const } }
  const found = ask
    ? await askDetail(parts, connection, message.orderId, realNow)
    : orderOfDetail(recordedOrder(message.orderId))
  if (found === null) return { events: [], orderDetail: { status: 'notAsked' as const } }
  if ('failed' in found)
    return { events: [], orderDetail: { status: 'failed' as const, reason: `${found.failed}: ${found.reason}` } }
  const settings = doudianSettings.parse(connection.settings)
  const event =
    message.kind === 'paid'
      ? paidEvent(message, found, connection, settings)
      : refundedEvent(message, found, connection)
  return { events: [event], orderDetail: { status: ask ? ('answered' as const) : ('notAsked' as const) } }
}

/** Applies a kept delivery again. Codes: not_found, delivery_not_replayable, and the engine's. */
export async function replayDelivery(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  deliveryId: string,
  realNow: number,
) {
  const rows = await deliveriesOf(app.db, connection.connectionId, realNow)
  const row = rows.find((one) => one.deliveryId === deliveryId)
  if (row === undefined) return reject('not_found')
  if (row.status === 'refused') return reject('delivery_not_replayable', 'Its signature was never right')
  if (row.truncated) return reject('delivery_not_replayable', 'Only its beginning was kept')
  const mapped = mapDelivery(connection, { headers: row.headers, rawBody: new TextEncoder().encode(row.body) })
  if ('unreadable' in mapped) return reject('delivery_not_replayable', mapped.unreadable)
  const applied = await applyMapped(app, parts, connection, mapped, { deliveryId, realNow })
  if (applied.rejected !== undefined) return reject(applied.rejected)
  return { status: applied.pending ? ('pending' as const) : ('accepted' as const), codes: { ...applied.codes } }
}
