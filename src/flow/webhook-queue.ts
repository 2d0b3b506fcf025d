import type { WebhookError, WebhookOffReason } from '../contract/webhooks.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { EndpointRow } from '../webhook/store.ts'
import { endpointColumns } from '../webhook/store.ts'

/** The queue of deliveries: taken with a lease, so that whoever dies loses nothing, and given back with what came of them. */

/** What one look says: whether there is anything to do, so that an idle node costs one statement. */
export interface QueueState {
  readonly endpoints: boolean
  readonly unread: boolean
  readonly due: boolean
}

/** Looks whether there is anything to feed or to send. @param now UTC ms of the decision clock */
export async function lookAtQueue(db: Db, now: number): Promise<QueueState> {
  const rows = await db.query<QueueState>(
    `select exists (select 1 from webhook_endpoint) as endpoints,
       exists (select 1 from webhook_feed f where exists (
         select 1 from outbox o where (o.txid, o.position) > (f.txid, f.position)
           and o.txid > (select from_txid from webhook_endpoint order by from_txid limit 1))) as unread,
       exists (select 1 from webhook_endpoint e where e.status = 'on' and exists (
         select 1 from webhook_delivery d where d.endpoint_no = e.endpoint_no and d.status = 'waiting'
           and d.next_at <= $1::timestamptz)) as due`,
    [toInstant(now)],
  )
  return rows[0] ?? { endpoints: false, unread: false, due: false }
}

/** One delivery in our hands until its lease ends. */
export interface Claimed extends Pick<
  EndpointRow,
  'endpointNo' | 'webhookId' | 'url' | 'secret' | 'previousSecret' | 'previousUntil'
> {
  readonly messageNo: number
  /** fences us off when we come back too late */
  readonly claim: number
  readonly attempts: number
  readonly messageId: string
  readonly body: string
}

export interface ClaimWish {
  /** UTC ms of the decision clock */
  readonly now: number
  /** deliveries at most */
  readonly most: number
  /** of `most`, left free for others where only one owner has deliveries due */
  readonly spare: number
  /** of one endpoint at the same time, over all nodes; one where its last attempt failed, fewer where its owner's share is smaller */
  readonly mostEach: number
  readonly leaseSeconds: number
}

/** How many due deliveries of an endpoint are looked at for one whose lane is free. */
const WINDOW = 500
const isFree = `(d.leased_until is null or d.leased_until <= clock_timestamp())`
const isDue = `d.status = 'waiting' and d.next_at <= $1::timestamptz and ${isFree}`

/**
 * Takes due deliveries. Where several have some, an owner (or the platform) holds no more of them, over all nodes, than he leaves free of this node's
 * `most`; alone he leaves `spare`. His are spread over his endpoints, so that nobody's slow receivers hold up the others'. First attempts of one lane (a member, or a club) go one after another; what failed before does not
 * hold up the later ones. Leases run on the store's real clock: a sandbox's may stand still.
 */
export async function claimDeliveries(
  db: Db,
  { now, most, spare, mostEach, leaseSeconds }: ClaimWish,
): Promise<Claimed[]> {
  return db.query<Claimed>(
    `with seen as (
       select e.endpoint_no, e.owner_id, case when e.failing_since is null then $3::int4 else 1 end as most_each,
         e.status = 'on' and (e.not_before is null or e.not_before <= $1::timestamptz)
           and exists (select 1 from webhook_delivery d where d.endpoint_no = e.endpoint_no and ${isDue}) as due,
         (select count(*)::int4 from webhook_delivery d
          where d.endpoint_no = e.endpoint_no and d.status = 'waiting' and d.leased_until > clock_timestamp()) as held
       from webhook_endpoint e
     ), shared as (
       select *, case when (select count(distinct coalesce(owner_id, '')) from seen where due) > 1
           then ($2::int4 - sum(held) over (partition by owner_id)::int4 + 1) / 2 else $2::int4 - $5::int4 end as share
       from seen
     ), able as (
       select endpoint_no, turn, least(most_each - held, (share + sharers - turn) / sharers) as room from (
         select *, row_number() over (partition by owner_id order by random())::int4 as turn,
           count(*) over (partition by owner_id)::int4 as sharers
         from shared where due and held < most_each) as turns
       where turn <= share order by turn, random()
     ), picked as (
       select p.endpoint_no, p.message_no from able cross join lateral (
         select d.endpoint_no, d.message_no
         from (select d.message_no from webhook_delivery d where d.endpoint_no = able.endpoint_no and ${isDue}
               order by d.next_at, d.message_no limit ${WINDOW}) as near
         join webhook_delivery d on d.endpoint_no = able.endpoint_no and d.message_no = near.message_no
         where ${isDue} and not exists (
           select 1 from webhook_delivery b
           where b.endpoint_no = able.endpoint_no and b.lane = d.lane and b.fresh and b.message_no < d.message_no)
         order by d.next_at, d.message_no limit able.room for update of d skip locked
       ) as p limit $2::int4
     ), taken as (
       update webhook_delivery d set leased_until = clock_timestamp() + make_interval(secs => $4::float8), claims = d.claims + 1
       from picked p where d.endpoint_no = p.endpoint_no and d.message_no = p.message_no
       returning d.endpoint_no, d.message_no, d.claims, d.attempts
     )
     select t.endpoint_no as "endpointNo", t.message_no as "messageNo", t.claims as claim, t.attempts, m.message_id as "messageId", m.body,
       e.webhook_id as "webhookId", e.url, e.secret, e.previous_secret as "previousSecret", e.previous_until as "previousUntil"
     from taken t join webhook_endpoint e using (endpoint_no) join webhook_message m using (message_no)
     order by t.message_no`,
    [toInstant(now), most, mostEach, leaseSeconds, spare],
  )
}

/** What became of a claimed delivery. */
export interface Result {
  readonly endpointNo: number
  readonly messageNo: number
  readonly claim: number
  readonly status: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  /** UTC ms of the next attempt; null where there is none */
  readonly nextAt: number | null
  /** UTC ms of the decision clock at which the attempt ended */
  readonly at: number
  readonly milliseconds: number
  readonly httpStatus: number | null
  readonly error: WebhookError | null
  readonly response: string
}

/** Writes what became of deliveries whose claim is still ours. @returns these deliveries */
export async function saveResults(
  tx: Queryable,
  results: readonly Result[],
): Promise<readonly Pick<Result, 'endpointNo' | 'messageNo'>[]> {
  if (results.length === 0) return []
  return tx.query(
    `update webhook_delivery d set status = r.status, fresh = false, attempts = r.attempts, next_at = coalesce(r.next_at, d.next_at),
       leased_until = null, last_at = r.at, last_milliseconds = r.milliseconds, last_status = r.http_status, last_error = r.error,
       last_response = r.response
     from unnest($1::int4[], $2::int8[], $3::int4[], $4::text[], $5::int2[], $6::timestamptz[], $7::timestamptz[], $8::int4[], $9::int2[],
       $10::text[], $11::text[])
       as r(endpoint_no, message_no, claim, status, attempts, next_at, at, milliseconds, http_status, error, response)
     where d.endpoint_no = r.endpoint_no and d.message_no = r.message_no and d.claims = r.claim and d.status = 'waiting'
     returning d.endpoint_no as "endpointNo", d.message_no as "messageNo"`,
    columns(
      results,
      (r) => r.endpointNo,
      (r) => r.messageNo,
      (r) => r.claim,
      (r) => r.status,
      (r) => r.attempts,
      (r) => (r.nextAt === null ? null : toInstant(r.nextAt)),
      (r) => toInstant(r.at),
      (r) => r.milliseconds,
      (r) => r.httpStatus,
      (r) => r.error,
      (r) => r.response,
    ),
  )
}

/** Gives deliveries back whose attempt we stopped ourselves: it does not count. */
export async function releaseClaims(tx: Queryable, claims: readonly Claimed[]): Promise<void> {
  if (claims.length === 0) return
  await tx.query(
    `update webhook_delivery d set leased_until = null from unnest($1::int4[], $2::int8[], $3::int4[]) as r(endpoint_no, message_no, claim)
     where d.endpoint_no = r.endpoint_no and d.message_no = r.message_no and d.claims = r.claim`,
    columns(
      claims,
      (c) => c.endpointNo,
      (c) => c.messageNo,
      (c) => c.claim,
    ),
  )
}

/** Leases of a process that is gone: on the embedded store, which one process holds at a time, all there are at its start. */
export async function releaseAll(db: Db): Promise<void> {
  await db.query(
    `update webhook_delivery set leased_until = null where status = 'waiting' and leased_until is not null`,
  )
}

/** Endpoints as they stand; `lock` holds them, in one order. */
export async function endpointsByNo(on: Queryable, numbers: readonly number[], lock: boolean): Promise<EndpointRow[]> {
  return on.query<EndpointRow>(
    `select ${endpointColumns} from webhook_endpoint e where e.endpoint_no = any($1::int4[]) order by e.endpoint_no
     ${lock ? 'for update' : ''}`,
    [numbers],
  )
}

/** Endpoints that are on and have more waiting than they may, of what was said since they were switched on. */
export async function endpointsBehind(db: Db, waitingMost: number): Promise<number[]> {
  const rows = await db.query<{ endpoint_no: number }>(
    `select e.endpoint_no from webhook_endpoint e where e.status = 'on' and (
       select count(*) from (select 1 from webhook_delivery d where d.endpoint_no = e.endpoint_no and d.status = 'waiting'
         and d.message_no > coalesce(e.counted_from, 0) limit $1::int4 + 1) as few
     ) > $1::int4`,
    [waitingMost],
  )
  return rows.map((row) => row.endpoint_no)
}

/** Why an endpoint was switched off by us. */
export type StopReason = Exclude<WebhookOffReason, 'manual'>

/** Removes messages older than `days` (real time) with their deliveries, a bounded number at a time. @returns how many */
export async function sweepWebhooks(db: Db, days: number, rowsMost: number): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `with old as (
       select message_no from webhook_message where kept_at < now() - make_interval(days => $1::int4) order by kept_at limit $2::int4
     ), deliveries as (delete from webhook_delivery d using old where d.message_no = old.message_no),
     messages as (delete from webhook_message m using old where m.message_no = old.message_no returning 1)
     select count(*)::int4 as count from messages`,
    [days, rowsMost],
  )
  return rows[0]?.count ?? 0
}
