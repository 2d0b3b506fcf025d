import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import type { Queryable } from '../ports/db.ts'
import { instantText } from './fields.ts'
import {
  connectionsOf,
  findConnection,
  keptDays,
  type Codes,
  type DeliveryRow,
  type StoredConnection,
} from './store.ts'
import {
  deliveryList,
  ownerParams,
  pendingList,
  roomList,
  roomParams,
  roomView,
  type RoomView,
} from '../contract/room-views.ts'

const dayMilliseconds = 86_400_000
const pendingLimit = 200

/** The connection, where it is this owner's; `room_unknown` else, so that others' ids tell nothing. */
export async function ownConnection(
  db: Queryable,
  params: { readonly ownerId: string; readonly roomConnectionId: string },
): Promise<StoredConnection | Rejection> {
  const connection = await findConnection(db, params.roomConnectionId)
  return connection?.ownerId === params.ownerId ? connection : reject('room_unknown')
}

interface Sums {
  readonly codes: Codes
  readonly waiting: number
  readonly failed: number
}

/** Codes and waiting orders by connection. */
export async function sumsOf(db: Queryable, connectionIds: readonly string[]): Promise<(connectionId: string) => Sums> {
  const rows = await db.query<{ connectionId: string; kind: 'code' | 'order'; code: string; count: number }>(
    `SELECT connection_id AS "connectionId", 'code' AS kind, code, count FROM room_tally WHERE connection_id = ANY($1::text[])
     UNION ALL
     SELECT connection_id, 'order', status, count(*) FROM room_pending WHERE connection_id = ANY($1::text[]) GROUP BY connection_id, status`,
    [connectionIds],
  )
  return (connectionId) => {
    const own = rows.filter((row) => row.connectionId === connectionId)
    const orders = (status: string) => own.find((row) => row.kind === 'order' && row.code === status)?.count ?? 0
    return {
      codes: Object.fromEntries(own.filter((row) => row.kind === 'code').map((row) => [row.code, row.count])),
      waiting: orders('waiting'),
      failed: orders('failed'),
    }
  }
}

/** A connection as its owner sees it: no secret, no trace of one. */
export function viewOf(connection: StoredConnection, sums: Sums, baseUrl: string, realNow: number): RoomView {
  const path = `/hooks/${connection.platform}/${connection.connectionId}`
  const instantOrNull = (at: number | null) => (at === null ? null : instantText(at))
  const grace =
    connection.previousUntil !== null && connection.previousUntil > realNow ? connection.previousUntil : null
  return {
    roomConnectionId: connection.connectionId,
    ownerId: connection.ownerId,
    platform: connection.platform,
    name: connection.name,
    roomId: connection.roomId,
    status: connection.status,
    address: `${baseUrl}${path}`,
    path,
    settings: connection.settings as Record<string, unknown>,
    createdAt: instantText(connection.createdAt),
    previousSecretsUntil: instantOrNull(grace),
    deliveries: connection.deliveries,
    lastDeliveryAt: instantOrNull(connection.lastDeliveryAt),
    refusals: connection.refusals,
    lastRefusalAt: instantOrNull(connection.lastRefusalAt),
    waitingOrders: sums.waiting,
    failedOrders: sums.failed,
    codes: { ...sums.codes },
  }
}

/** The latest deliveries, newest first: at most 50 genuine and 20 refused ones, of the last 7 days. */
export async function deliveriesOf(db: Queryable, connectionId: string, realNow: number): Promise<DeliveryRow[]> {
  return db.query<DeliveryRow>(
    `SELECT connection_id AS "connectionId", delivery_id AS "deliveryId", received_at AS "receivedAt", status, headers, body,
       body_bytes AS "bodyBytes", truncated, codes, note
     FROM room_delivery WHERE connection_id = $1 AND received_at > $2::timestamptz ORDER BY received_at DESC, delivery_id DESC`,
    [connectionId, instantText(realNow - keptDays * dayMilliseconds)],
  )
}

interface PendingRow {
  readonly key: string
  readonly orderId: string
  readonly kind: 'paid' | 'refunded'
  readonly status: 'waiting' | 'failed'
  readonly attempts: number
  readonly receivedAt: number
  readonly dueAt: number
  readonly lastError: string | null
}

async function pendingOf(db: Queryable, connectionId: string): Promise<PendingRow[]> {
  return db.query<PendingRow>(
    `SELECT message_key AS key, message ->> 'orderId' AS "orderId", message ->> 'kind' AS kind, status, attempts,
       received_at AS "receivedAt", due_at AS "dueAt", last_error AS "lastError"
     FROM room_pending WHERE connection_id = $1 ORDER BY received_at DESC, message_key LIMIT ${pendingLimit}`,
    [connectionId],
  )
}

const access = { kind: 'club', permission: 'rooms' } as const
const tag = 'rooms'
const clauses = ['PLT-2'] as const

export const roomReadRoutes: readonly Route[] = [
  route({
    name: 'listRooms',
    method: 'GET',
    path: '/v1/clubs/{ownerId}/rooms',
    tag,
    summary: 'Connections of an owner to platform rooms and shops',
    clauses,
    access,
    params: ownerParams,
    answer: roomList,
    async handle(app, { params, baseUrl, realNow }) {
      const connections = await connectionsOf(app.db, params.ownerId)
      const sums = await sumsOf(
        app.db,
        connections.map((connection) => connection.connectionId),
      )
      const items = connections.map((connection) => viewOf(connection, sums(connection.connectionId), baseUrl, realNow))
      return { items, nextCursor: null }
    },
  }),
  route({
    name: 'getRoom',
    method: 'GET',
    path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}',
    tag,
    summary: 'One connection, with what its messages came to',
    clauses,
    access,
    params: roomParams,
    answer: roomView,
    async handle(app, { params, baseUrl, realNow }) {
      const connection = await ownConnection(app.db, params)
      if ('rejected' in connection) return connection
      const sums = await sumsOf(app.db, [connection.connectionId])
      return viewOf(connection, sums(connection.connectionId), baseUrl, realNow)
    },
  }),
  route({
    name: 'listRoomDeliveries',
    method: 'GET',
    path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries',
    tag,
    summary: 'The latest deliveries with their payloads, newest first: 50 genuine, 20 refused, 7 days',
    clauses,
    access,
    params: roomParams,
    answer: deliveryList,
    async handle(app, { params, realNow }) {
      const connection = await ownConnection(app.db, params)
      if ('rejected' in connection) return connection
      const rows = await deliveriesOf(app.db, connection.connectionId, realNow)
      const items = rows.map(
        ({ receivedAt, deliveryId, status, note, codes, headers, body, bodyBytes, truncated }) => ({
          deliveryId,
          receivedAt: instantText(receivedAt),
          status,
          note,
          codes: { ...codes },
          headers: { ...headers },
          body,
          bodyBytes,
          truncated,
        }),
      )
      return { items, nextCursor: null }
    },
  }),
  route({
    name: 'listRoomPending',
    method: 'GET',
    path: '/v1/clubs/{ownerId}/rooms/{roomConnectionId}/pending',
    tag,
    summary: 'Shop orders and refunds that wait for their order detail, newest first, at most 200',
    clauses,
    access,
    params: roomParams,
    answer: pendingList,
    async handle(app, { params }) {
      const connection = await ownConnection(app.db, params)
      if ('rejected' in connection) return connection
      const rows = await pendingOf(app.db, connection.connectionId)
      const items = rows.map(({ receivedAt, dueAt, ...row }) => ({
        ...row,
        receivedAt: instantText(receivedAt),
        nextAttemptAt: row.status === 'failed' ? null : instantText(dueAt),
      }))
      return { items, nextCursor: null }
    },
  }),
]
