import type { WebhookOffReason, WebhookType } from '../contract/webhooks.ts'
import { textArrayText } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/** An endpoint as stored; its secrets are sealed. */
export interface EndpointRow {
  readonly endpointNo: number
  readonly webhookId: string
  /** null: the platform's */
  readonly ownerId: string | null
  readonly url: string
  readonly description: string
  readonly types: readonly WebhookType[]
  readonly status: 'on' | 'off'
  readonly offReason: WebhookOffReason | null
  readonly offAt: number | null
  readonly secret: string
  readonly previousSecret: string | null
  /** real time */
  readonly previousUntil: number | null
  readonly failingSince: number | null
  readonly failedDays: number
  readonly failedDay: number | null
  readonly notBefore: number | null
  readonly deliveredAt: number | null
  readonly createdAt: number
  readonly createdBy: string
}

/** The columns of an `EndpointRow`, of the table or alias `e`. */
export const endpointColumns = `e.endpoint_no as "endpointNo", e.webhook_id as "webhookId", e.owner_id as "ownerId", e.url, e.description, e.types,
  e.status, e.off_reason as "offReason", e.off_at as "offAt", e.secret, e.previous_secret as "previousSecret",
  e.previous_until as "previousUntil", e.failing_since as "failingSince", e.failed_days as "failedDays", e.failed_day as "failedDay",
  e.not_before as "notBefore", e.last_delivered_at as "deliveredAt", e.created_at as "createdAt", e.created_by as "createdBy"`

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

/** Makes the feed's row if this is the first endpoint, and takes turns with whoever else makes one. */
export async function lockFeed(tx: Queryable): Promise<void> {
  await tx.query(`insert into webhook_feed (txid, position) values ('0', 0) on conflict (one) do nothing`)
  await tx.query('select 1 from webhook_feed for update')
}

/** How many endpoints a scope has: an owner's, or (null) the platform's. */
export async function countEndpoints(tx: Queryable, ownerId: string | null): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    'select count(*)::int4 as count from webhook_endpoint where owner_id is not distinct from $1::text',
    [ownerId],
  )
  return rows[0]?.count ?? 0
}

/** Whether an owner is registered. */
export async function ownerExists(tx: Queryable, ownerId: string): Promise<boolean> {
  return (await tx.query('select 1 from club where owner_id = $1', [ownerId])).length === 1
}

/** Keeps a new endpoint. It is told of messages whose transaction begins later than this one. */
export async function insertEndpoint(
  tx: Queryable,
  endpoint: Pick<
    EndpointRow,
    'webhookId' | 'ownerId' | 'url' | 'description' | 'types' | 'secret' | 'createdAt' | 'createdBy'
  >,
): Promise<void> {
  await tx.query(
    `insert into webhook_endpoint (webhook_id, owner_id, url, description, types, status, secret, created_at, created_by)
     values ($1::uuid, $2, $3, $4, $5::text[], 'on', $6, $7::timestamptz, $8)`,
    [
      endpoint.webhookId,
      endpoint.ownerId,
      endpoint.url,
      endpoint.description,
      textArrayText(endpoint.types),
      endpoint.secret,
      toInstant(endpoint.createdAt),
      endpoint.createdBy,
    ],
  )
}

/** One endpoint of a scope; `lock` holds it against others until the transaction ends. */
export async function findEndpoint(
  on: Queryable,
  ownerId: string | null,
  webhookId: string,
  lock = false,
): Promise<EndpointRow | null> {
  const rows = await on.query<EndpointRow>(
    `select ${endpointColumns} from webhook_endpoint e where e.webhook_id = $1::uuid and e.owner_id is not distinct from $2::text
     ${lock ? 'for update' : ''}`,
    [webhookId, ownerId],
  )
  return rows[0] ?? null
}

/** Writes address, description, types, state and how the endpoint fares. */
export async function updateEndpoint(tx: Queryable, endpoint: EndpointRow): Promise<void> {
  await tx.query(
    `update webhook_endpoint set url = $2, description = $3, types = $4::text[], status = $5, off_reason = $6, off_at = $7::timestamptz,
       failing_since = $8::timestamptz, failed_days = $9::int2, failed_day = $10::int4, not_before = $11::timestamptz,
       last_delivered_at = $12::timestamptz
     where endpoint_no = $1::int4`,
    [
      endpoint.endpointNo,
      endpoint.url,
      endpoint.description,
      textArrayText(endpoint.types),
      endpoint.status,
      endpoint.offReason,
      instantOrNull(endpoint.offAt),
      instantOrNull(endpoint.failingSince),
      endpoint.failedDays,
      endpoint.failedDay,
      instantOrNull(endpoint.notBefore),
      instantOrNull(endpoint.deliveredAt),
    ],
  )
}

/** Lets what waits from before no longer count against it: it was switched on to go out. */
export async function countWaitingAnew(tx: Queryable, endpointNo: number): Promise<void> {
  await tx.query(
    `update webhook_endpoint set counted_from = (select coalesce(max(message_no), 0) from webhook_message) where endpoint_no = $1::int4`,
    [endpointNo],
  )
}

/** Replaces the secret; the one before stays good until then (real time), or not at all. */
export async function replaceSecret(
  tx: Queryable,
  endpointNo: number,
  sealed: string,
  previousUntil: number | null,
): Promise<void> {
  await tx.query(
    `update webhook_endpoint set previous_secret = case when $3::timestamptz is null then null else secret end,
       previous_until = $3::timestamptz, secret = $2 where endpoint_no = $1::int4`,
    [endpointNo, sealed, instantOrNull(previousUntil)],
  )
}

/** Removes an endpoint; its deliveries are out of reach at once and swept with their messages. */
export async function deleteEndpoint(tx: Queryable, endpointNo: number): Promise<void> {
  await tx.query('delete from webhook_endpoint where endpoint_no = $1::int4', [endpointNo])
}

/**
 * Queues one delivery again. What waits for its next attempt comes due at once, what is being sent is left alone, what ended begins a new round.
 * @returns false when the endpoint has no such delivery
 */
export async function requeueDelivery(
  tx: Queryable,
  endpointNo: number,
  messageId: string,
  now: number,
): Promise<boolean> {
  const rows = await tx.query(
    `with wanted as (select message_no from webhook_message where message_id = $2::uuid),
     queued as (
       update webhook_delivery d set next_at = least(case when status = 'waiting' then next_at end, $3::timestamptz),
         attempts = case when status = 'waiting' then attempts else 0 end, status = 'waiting'
       from wanted w where d.endpoint_no = $1::int4 and d.message_no = w.message_no
         and (d.leased_until is null or d.leased_until <= clock_timestamp())
     )
     select 1 from webhook_delivery d join wanted w using (message_no) where d.endpoint_no = $1::int4`,
    [endpointNo, messageId, toInstant(now)],
  )
  return rows.length === 1
}

/** Where a replay goes on: the last message it looked at. */
export interface ReplayMark {
  readonly at: string
  readonly messageNo: number
}

/**
 * Queues the kept messages that an endpoint is meant to hear, from an instant on, oldest first: those it never heard of and those given up, or with
 * `all` also those delivered. Set by set.
 * @returns how many, and the last one where there may be more
 */
export async function requeueSince(
  tx: Queryable,
  endpoint: EndpointRow,
  wish: {
    readonly since: number
    readonly all: boolean
    readonly after: ReplayMark | null
    readonly limit: number
    readonly now: number
  },
): Promise<{ queued: number; last: ReplayMark | null }> {
  const rows = await tx.query<{ message_no: number; at: number }>(
    `with wanted as (
       select m.message_no, m.at, m.lane from webhook_message m
       left join webhook_delivery d on d.endpoint_no = $1::int4 and d.message_no = m.message_no
       where m.at >= $2::timestamptz and (m.at, m.message_no) > ($3::timestamptz, $4::int8)
         and ($5::text is null or m.owner_id = $5) and m.type = any($6::text[])
         and (d.status is null or d.status = 'failed' or ($7::bool and d.status = 'delivered'))
       order by m.at, m.message_no limit $8::int4
     ), queued as (
       insert into webhook_delivery as d (endpoint_no, message_no, lane, status, next_at)
       select $1::int4, message_no, lane, 'waiting', $9::timestamptz from wanted
       on conflict (endpoint_no, message_no) do update set status = 'waiting', attempts = 0, next_at = excluded.next_at
         where d.status <> 'waiting'
     )
     select message_no, at from wanted order by at, message_no`,
    [
      endpoint.endpointNo,
      toInstant(wish.since),
      wish.after?.at ?? '0001-01-01T00:00:00Z',
      wish.after?.messageNo ?? 0,
      endpoint.ownerId,
      textArrayText(endpoint.types),
      wish.all,
      wish.limit,
      toInstant(wish.now),
    ],
  )
  const last = rows.at(-1)
  const more = rows.length === wish.limit && last !== undefined
  return { queued: rows.length, last: more ? { at: toInstant(last.at), messageNo: last.message_no } : null }
}
