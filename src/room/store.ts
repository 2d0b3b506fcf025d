import type { Queryable } from '../ports/db.ts'
import type { KnownOrder } from './doudian-shop.ts'
import { instantText } from './fields.ts'
import {
  maxBroadcasts,
  type Broadcast,
  type Connection,
  type OrderMessage,
  type Platform,
} from '../contract/room-forms.ts'

/** SQL of the slice. Times are real time (UTC milliseconds): deliveries, retries and secrets belong to the machine, not to the sandbox clock. */

/** Genuine deliveries kept per connection. */
export const keptDeliveries = 50
/** Refused deliveries kept per connection, beside the genuine ones so that a stranger cannot push those out. */
export const keptRefusals = 20
export const keptDays = 7
/** TASK-10 takes refunds of 180 days; the order must still be known then. */
const keptOrderDays = 200
const keptBroadcastDays = 60
/** At most one refused delivery a second is written. */
const refusalPauseMilliseconds = 1_000
const dayMilliseconds = 86_400_000

export interface StoredConnection extends Connection {
  readonly platform: Platform
  readonly name: string
  readonly settings: unknown
  readonly sealedSecrets: string
  readonly previousSecrets: string | null
  readonly previousUntil: number | null
  readonly status: 'on' | 'off'
  readonly createdAt: number
  readonly deliveries: number
  readonly lastDeliveryAt: number | null
  readonly refusals: number
  readonly lastRefusalAt: number | null
}

const connectionColumns = `connection_id AS "connectionId", owner_id AS "ownerId", platform, name, room_id AS "roomId", settings,
  sealed_secrets AS "sealedSecrets", previous_secrets AS "previousSecrets", previous_until AS "previousUntil", status,
  created_at AS "createdAt", deliveries, last_delivery_at AS "lastDeliveryAt", refusals, last_refusal_at AS "lastRefusalAt",
  (SELECT coalesce(json_agg(json_build_object('sessionId', b.session_id,
      'startedAt', (extract(epoch FROM b.started_at) * 1000)::bigint,
      'endedAt', (extract(epoch FROM b.ended_at) * 1000)::bigint) ORDER BY b.started_at DESC), '[]'::json)
    FROM (SELECT * FROM room_broadcast WHERE connection_id = room_connection.connection_id
      ORDER BY started_at DESC LIMIT ${maxBroadcasts}) b) AS broadcasts`

/** One connection, or null. */
export async function findConnection(db: Queryable, connectionId: string): Promise<StoredConnection | null> {
  const rows = await db.query<StoredConnection>(
    `SELECT ${connectionColumns} FROM room_connection WHERE connection_id = $1`,
    [connectionId],
  )
  return rows[0] ?? null
}

/** Every connection of an owner, oldest first. */
export async function connectionsOf(db: Queryable, ownerId: string): Promise<StoredConnection[]> {
  return db.query<StoredConnection>(
    `SELECT ${connectionColumns} FROM room_connection WHERE owner_id = $1 ORDER BY created_at, connection_id`,
    [ownerId],
  )
}

export type NewConnection = Pick<
  StoredConnection,
  'connectionId' | 'ownerId' | 'platform' | 'name' | 'roomId' | 'settings' | 'sealedSecrets' | 'createdAt'
>

/** Writes a new connection unless the owner has `limit` of them; false then. Those of one owner take turns, so that two cannot both be the last. */
export async function insertConnection(tx: Queryable, row: NewConnection, limit: number): Promise<boolean> {
  await tx.query('SELECT 1 FROM club WHERE owner_id = $1 FOR NO KEY UPDATE', [row.ownerId])
  const rows = await tx.query(
    `INSERT INTO room_connection (connection_id, owner_id, platform, name, room_id, settings, sealed_secrets, status, created_at)
     SELECT $1, $2, $3, $4, $5, $6::text::jsonb, $7, 'on', $8::timestamptz
     WHERE (SELECT count(*) FROM room_connection WHERE owner_id = $2) < $9
     RETURNING connection_id`,
    [
      row.connectionId,
      row.ownerId,
      row.platform,
      row.name,
      row.roomId,
      JSON.stringify(row.settings),
      row.sealedSecrets,
      instantText(row.createdAt),
      limit,
    ],
  )
  return rows.length === 1
}

/** Replaces what an owner may change. */
export async function updateConnection(
  tx: Queryable,
  row: Pick<StoredConnection, 'connectionId' | 'name' | 'roomId' | 'settings' | 'status'>,
): Promise<void> {
  await tx.query(
    'UPDATE room_connection SET name = $2, room_id = $3, settings = $4::text::jsonb, status = $5 WHERE connection_id = $1',
    [row.connectionId, row.name, row.roomId, JSON.stringify(row.settings), row.status],
  )
}

/** New secrets; the ones before stay good until `previousUntil` (null: not at all). */
export async function replaceSecrets(
  tx: Queryable,
  connectionId: string,
  sealedSecrets: string,
  previousUntil: number | null,
): Promise<void> {
  await tx.query(
    `UPDATE room_connection SET previous_secrets = CASE WHEN $3::timestamptz IS NULL THEN NULL ELSE sealed_secrets END,
       previous_until = $3::timestamptz, sealed_secrets = $2 WHERE connection_id = $1`,
    [connectionId, sealedSecrets, previousUntil === null ? null : instantText(previousUntil)],
  )
}

/** Removes a connection and everything kept for it. Points already earned stay. */
export async function deleteConnection(tx: Queryable, connectionId: string): Promise<void> {
  await tx.query(
    `WITH deliveries AS (DELETE FROM room_delivery WHERE connection_id = $1),
       tallies AS (DELETE FROM room_tally WHERE connection_id = $1),
       broadcasts AS (DELETE FROM room_broadcast WHERE connection_id = $1),
       waiting AS (DELETE FROM room_pending WHERE connection_id = $1),
       orders AS (DELETE FROM room_order WHERE connection_id = $1),
       messages AS (DELETE FROM room_member_message WHERE connection_id = $1)
     DELETE FROM room_connection WHERE connection_id = $1`,
    [connectionId],
  )
}

export type DeliveryStatus = 'accepted' | 'pending' | 'unavailable' | 'unreadable' | 'refused'

/** How many messages came to which code; see `codeOf` in ingest-events.ts. */
export type Codes = Readonly<Record<string, number>>

export interface DeliveryRow {
  readonly connectionId: string
  readonly deliveryId: string
  readonly receivedAt: number
  readonly status: DeliveryStatus
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly bodyBytes: number
  readonly truncated: boolean
  readonly codes: Codes
  readonly note: string | null
}

const deliveryValues = (row: DeliveryRow) => [
  row.connectionId,
  row.deliveryId,
  instantText(row.receivedAt),
  row.status,
  JSON.stringify(row.headers),
  row.body,
  row.bodyBytes,
  row.truncated,
  JSON.stringify(row.codes),
  row.note,
]

const insertDelivery = (slot: string) => `INSERT INTO room_delivery
    (connection_id, slot, delivery_id, received_at, status, headers, body, body_bytes, truncated, codes, note)
  SELECT $1, ${slot}, $2, $3::timestamptz, $4, $5::text::jsonb, $6, $7, $8, $9::text::jsonb, $10 FROM counted
  ON CONFLICT (connection_id, slot) DO UPDATE SET delivery_id = excluded.delivery_id, received_at = excluded.received_at,
    status = excluded.status, headers = excluded.headers, body = excluded.body, body_bytes = excluded.body_bytes,
    truncated = excluded.truncated, codes = excluded.codes, note = excluded.note`

/** Lists a genuine delivery in the ring and adds its codes up, in one statement. */
export async function recordDelivery(db: Queryable, row: DeliveryRow): Promise<void> {
  await db.query(
    `WITH counted AS (UPDATE room_connection SET deliveries = deliveries + 1, last_delivery_at = $3::timestamptz
       WHERE connection_id = $1 RETURNING deliveries),
     listed AS (${insertDelivery(`(deliveries % ${keptDeliveries})::smallint`)})
     INSERT INTO room_tally (connection_id, code, count)
     SELECT $1, code, count FROM unnest($11::text[], $12::int[]) AS added (code, count), counted
     ON CONFLICT (connection_id, code) DO UPDATE SET count = room_tally.count + excluded.count`,
    [...deliveryValues(row), Object.keys(row.codes), Object.values(row.codes)],
  )
}

/** Lists a refused delivery, unless one was listed within the last second. */
export async function recordRefusal(db: Queryable, row: DeliveryRow): Promise<void> {
  await db.query(
    `WITH counted AS (UPDATE room_connection SET refusals = refusals + 1, last_refusal_at = $3::timestamptz
       WHERE connection_id = $1 AND (last_refusal_at IS NULL OR last_refusal_at <= $11::timestamptz) RETURNING refusals)
     ${insertDelivery(`(${keptDeliveries} + refusals % ${keptRefusals})::smallint`)}`,
    [...deliveryValues(row), instantText(row.receivedAt - refusalPauseMilliseconds)],
  )
}

/** Adds codes up outside a delivery (a retried order). */
export async function addToTally(db: Queryable, connectionId: string, codes: Codes): Promise<void> {
  if (Object.keys(codes).length === 0) return
  await db.query(
    `INSERT INTO room_tally (connection_id, code, count) SELECT $1, code, count FROM unnest($2::text[], $3::int[]) AS added (code, count)
     ON CONFLICT (connection_id, code) DO UPDATE SET count = room_tally.count + excluded.count`,
    [connectionId, Object.keys(codes), Object.values(codes)],
  )
}

/** Notes broadcasts; one known already only learns its end. */
export async function keepBroadcasts(
  db: Queryable,
  connectionId: string,
  broadcasts: readonly Broadcast[],
): Promise<void> {
  await db.query(
    `INSERT INTO room_broadcast (connection_id, started_at, session_id, ended_at)
     SELECT $1, started_at, session_id, ended_at
     FROM unnest($2::timestamptz[], $3::text[], $4::timestamptz[]) AS told (started_at, session_id, ended_at)
     ON CONFLICT (connection_id, started_at) DO UPDATE SET ended_at = coalesce(room_broadcast.ended_at, excluded.ended_at)`,
    [
      connectionId,
      broadcasts.map((one) => instantText(one.startedAt)),
      broadcasts.map((one) => one.sessionId),
      broadcasts.map((one) => (one.endedAt === null ? null : instantText(one.endedAt))),
    ],
  )
}

/** Which of these join or leave messages were done already. */
export async function doneMessages(
  db: Queryable,
  connectionId: string,
  messageIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ messageId: string }>(
    `SELECT message_id AS "messageId" FROM room_member_message WHERE connection_id = $1 AND message_id = ANY($2::text[])`,
    [connectionId, messageIds],
  )
  return new Set(rows.map((row) => row.messageId))
}

/** Remembers join and leave messages as done. */
export async function keepMessages(
  db: Queryable,
  connectionId: string,
  messageIds: readonly string[],
  now: number,
): Promise<void> {
  await db.query(
    `INSERT INTO room_member_message (connection_id, message_id, done_at)
     SELECT $1, message_id, $3::timestamptz FROM unnest($2::text[]) AS done (message_id) ON CONFLICT DO NOTHING`,
    [connectionId, messageIds, instantText(now)],
  )
}

export interface PendingOrder {
  readonly connectionId: string
  readonly deliveryId: string
  readonly message: OrderMessage
  readonly attempts: number
}

/** Keeps order messages before anything is asked, so that they outlive a crash; the same order or refund is kept once. Due at `dueAt`. */
export async function keepPending(
  db: Queryable,
  connectionId: string,
  deliveryId: string,
  messages: readonly OrderMessage[],
  times: { readonly now: number; readonly dueAt: number },
): Promise<void> {
  await db.query(
    `INSERT INTO room_pending (connection_id, message_key, delivery_id, message, status, attempts, due_at, received_at)
     SELECT $1, message_key, $2, message::jsonb, 'waiting', 0, $5::timestamptz, $6::timestamptz
     FROM unnest($3::text[], $4::text[]) AS kept (message_key, message)
     ON CONFLICT (connection_id, message_key) DO NOTHING`,
    [
      connectionId,
      deliveryId,
      messages.map((message) => message.key),
      messages.map((message) => JSON.stringify(message)),
      instantText(times.dueAt),
      instantText(times.now),
    ],
  )
}

/** Takes orders that are due for `leaseMilliseconds`, so that no other node asks meanwhile; counts the attempt. Of one connection where given. */
export async function claimPending(
  db: Queryable,
  options: {
    readonly now: number
    readonly leaseMilliseconds: number
    readonly limit: number
    readonly connectionId?: string
  },
): Promise<PendingOrder[]> {
  return db.query<PendingOrder>(
    `UPDATE room_pending SET due_at = $2::timestamptz, attempts = attempts + 1
     WHERE (connection_id, message_key) IN (
       SELECT connection_id, message_key FROM room_pending
       WHERE status = 'waiting' AND due_at <= $1::timestamptz AND ($4::text IS NULL OR connection_id = $4)
       ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING connection_id AS "connectionId", delivery_id AS "deliveryId", message, attempts`,
    [
      instantText(options.now),
      instantText(options.now + options.leaseMilliseconds),
      options.limit,
      options.connectionId ?? null,
    ],
  )
}

/** Forgets orders that became events, and marks deliveries that wait for nothing more. */
export async function settlePending(db: Queryable, connectionId: string, keys: readonly string[]): Promise<void> {
  await db.query(
    `WITH settled AS (DELETE FROM room_pending WHERE connection_id = $1 AND message_key = ANY($2::text[]) RETURNING delivery_id)
     UPDATE room_delivery SET status = 'accepted' WHERE connection_id = $1 AND status = 'pending'
       AND delivery_id IN (SELECT delivery_id FROM settled)
       AND NOT EXISTS (SELECT 1 FROM room_pending p WHERE p.connection_id = $1 AND p.delivery_id = room_delivery.delivery_id
         AND NOT p.message_key = ANY($2::text[]))`,
    [connectionId, keys],
  )
}

export interface FailedAttempt {
  readonly key: string
  readonly error: string
  /** null: no more attempts by itself */
  readonly dueAt: number | null
}

/** Puts orders off after a failed attempt. */
export async function postponePending(
  db: Queryable,
  connectionId: string,
  failures: readonly FailedAttempt[],
): Promise<void> {
  await db.query(
    `UPDATE room_pending SET last_error = failed.error, due_at = coalesce(failed.due_at, room_pending.due_at),
       status = CASE WHEN failed.due_at IS NULL THEN 'failed' ELSE 'waiting' END
     FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS failed (message_key, error, due_at)
     WHERE room_pending.connection_id = $1 AND room_pending.message_key = failed.message_key`,
    [
      connectionId,
      failures.map((failure) => failure.key),
      failures.map((failure) => failure.error),
      failures.map((failure) => (failure.dueAt === null ? null : instantText(failure.dueAt))),
    ],
  )
}

/** Makes every waiting or failed order of a connection due now, with all attempts again. */
export async function wakePending(db: Queryable, connectionId: string, now: number): Promise<void> {
  await db.query(
    `UPDATE room_pending SET status = 'waiting', attempts = 0, due_at = $2::timestamptz WHERE connection_id = $1`,
    [connectionId, instantText(now)],
  )
}

/** Orders known already, by the platform's order id. */
export async function knownOrders(
  db: Queryable,
  connectionId: string,
  orderIds: readonly string[],
): Promise<Map<string, KnownOrder>> {
  const rows = await db.query<{ body: KnownOrder }>(
    'SELECT body FROM room_order WHERE connection_id = $1 AND order_id = ANY($2::text[])',
    [connectionId, orderIds],
  )
  return new Map(rows.map((row) => [row.body.orderId, row.body]))
}

/** Remembers orders; what was known first stays, so that an event of it stays the same. */
export async function keepOrders(
  db: Queryable,
  connectionId: string,
  orders: readonly KnownOrder[],
  now: number,
): Promise<void> {
  await db.query(
    `INSERT INTO room_order (connection_id, order_id, body, known_at)
     SELECT $1, order_id, body::jsonb, $4::timestamptz FROM unnest($2::text[], $3::text[]) AS told (order_id, body)
     ON CONFLICT (connection_id, order_id) DO NOTHING`,
    [
      connectionId,
      orders.map((order) => order.orderId),
      orders.map((order) => JSON.stringify(order)),
      instantText(now),
    ],
  )
}

/** To be called about once an hour, with real time. Forgets what is past its time: payloads and done messages after 7 days, orders after 200, broadcasts after 60. Waiting orders never. */
export async function pruneRooms(db: Queryable, now: number): Promise<void> {
  const before = (days: number) => instantText(now - days * dayMilliseconds)
  await db.query(
    `WITH deliveries AS (DELETE FROM room_delivery WHERE received_at <= $1::timestamptz),
       messages AS (DELETE FROM room_member_message WHERE done_at <= $1::timestamptz),
       broadcasts AS (DELETE FROM room_broadcast WHERE started_at <= $3::timestamptz)
     DELETE FROM room_order WHERE known_at <= $2::timestamptz`,
    [before(keptDays), before(keptOrderDays), before(keptBroadcastDays)],
  )
}
