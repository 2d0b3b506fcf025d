import {
  operationsView,
  quarantineBounds,
  type NodeFigures,
  type NodeView,
  type OperationsView,
  type StreamView,
} from '../contract/operations.ts'
import { route, type Route } from '../contract/route.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { hourOf, minutesOf, MINUTES_SHOWN, rateOf, type MinuteRow } from './summary.ts'

/** A node is dead when nothing was heard of it for so long: four heartbeats. */
export const DEAD_AFTER_SECONDS = 20

const numbersOf = (version: string): string =>
  `string_to_array(substring(${version} from '^[0-9]+(?:[.][0-9]+)*'), '.')::int4[]`
/** SQL: whether a node of a newer version than the one in `parameter` lives. It may say what this program cannot tell, so it tells for all. */
export const newerNodeLives = (parameter: string): string =>
  `exists (select 1 from node where stopped_at is null and seen_at >= now() - make_interval(secs => ${DEAD_AFTER_SECONDS})
     and ${numbersOf('version')} > ${numbersOf(`${parameter}::text`)})`
const NODES_SHOWN_MOST = 200
const WORK_SHOWN_MOST = 50
const STREAMS_SHOWN_MOST = 50
const INCIDENTS_SHOWN_MOST = 20
const INCIDENTS_COUNTED_MOST = 1_000
/** A backlog is counted up to here: beyond it the exact number tells nobody more. */
const BACKLOG_COUNTED_MOST = 100_000

const oldestUnread = (feed: string, wanted: string): string =>
  `select o.at from ${feed} f cross join lateral (
     select at from outbox o where (o.txid, o.position) > (f.txid, f.position) and o.txid < pg_snapshot_xmin(pg_current_snapshot()) and ${wanted}
     order by o.txid, o.position limit 1) as o`
/** SQL: when the oldest message was written that webhooks, or pushes, might have read and have not; before the first endpoint nothing is read. */
export const oldestUnreadOf = {
  webhooks: oldestUnread(
    'webhook_feed',
    'o.txid > (select from_txid from webhook_endpoint order by from_txid limit 1)',
  ),
  pushes: oldestUnread('push_feed', 'true'),
} as const

/** Work that is behind; ages in milliseconds. */
export type Lag = OperationsView['lag']

/** Reads how far the store's readers and due work are behind. @param now decision time, UTC ms */
export async function readLag(on: Queryable, now: number): Promise<Lag> {
  const [row] = await on.query<{
    outbox: number
    due: number
    due_late: number
    due_failed: number
    webhooks: number
    webhooks_late: number
    webhooks_unread: number | null
    pushes_unread: number | null
  }>(
    `select
       (select coalesce(max(extract(epoch from clock_timestamp() - at) * 1000), 0)::int8 from outbox
        where txid >= pg_snapshot_xmin(pg_current_snapshot())) as outbox,
       (select count(*)::int4 from due where failed_at is not null and done_at is null)
         + (select count(*)::int4 from work_progress where failed_at is not null and finished_at is null) as due_failed,
       (select (extract(epoch from clock_timestamp() - at) * 1000)::int8 from (${oldestUnreadOf.webhooks}) as unread) as webhooks_unread,
       (select (extract(epoch from clock_timestamp() - at) * 1000)::int8 from (${oldestUnreadOf.pushes}) as unread) as pushes_unread,
       due.count as due, due.late as due_late, webhooks.count as webhooks, webhooks.late as webhooks_late
     from
       (select count(*)::int4 as count, coalesce(max(extract(epoch from $1::timestamptz - at) * 1000), 0)::int8 as late
        from due where done_at is null and failed_at is null and at <= $1::timestamptz) as due,
       (select count(*)::int4 as count, coalesce(max(extract(epoch from $1::timestamptz - next_at) * 1000), 0)::int8 as late
        from (select next_at from webhook_delivery where status = 'waiting' and next_at <= $1::timestamptz limit $2::int4) as waiting) as webhooks`,
    [toInstant(now), BACKLOG_COUNTED_MOST],
  )
  return {
    outbox: Math.max(0, row?.outbox ?? 0),
    dueOverdue: row?.due ?? 0,
    dueLate: row?.due_late ?? 0,
    dueFailed: row?.due_failed ?? 0,
    webhooksWaiting: row?.webhooks ?? 0,
    webhooksLate: row?.webhooks_late ?? 0,
    webhooksUnread: Math.max(0, row?.webhooks_unread ?? 0),
    pushesUnread: Math.max(0, row?.pushes_unread ?? 0),
  }
}

/** Every node heard of lately: the living first, then by their start. */
async function readNodes(on: Queryable): Promise<NodeView[]> {
  const rows = await on.query<{
    node_id: string
    version: string
    started_at: number
    seen_at: number
    state: NodeView['state']
    figures: NodeFigures
  }>(
    `select node_id, version, started_at, seen_at, figures, case when stopped_at is not null then 'stopped'
         when seen_at < now() - make_interval(secs => $1::int4) then 'dead' else 'alive' end as state
     from node order by state, started_at desc, node_id limit $2::int4`,
    [DEAD_AFTER_SECONDS, NODES_SHOWN_MOST],
  )
  return rows.map((row) => ({
    nodeId: row.node_id,
    version: row.version,
    startedAt: toInstant(row.started_at),
    seenAt: toInstant(row.seen_at),
    state: row.state,
    figures: row.figures,
  }))
}

/** The last hour by node and minute, and the store's own time. */
async function readMinutes(on: Queryable): Promise<{ rows: MinuteRow[]; now: number }> {
  const [clock] = await on.query<{ now: number }>('select now() as now')
  const rows = await on.query<MinuteRow>(
    `select minute, events, batches, by_status, by_code, commit_buckets, wait_buckets, size_buckets, queue_most
     from node_minute where minute > now() - make_interval(mins => $1::int4)`,
    [MINUTES_SHOWN],
  )
  return { rows, now: clock?.now ?? 0 }
}

/** What waits in quarantine, and how much may. */
export async function readHeld(on: Queryable): Promise<OperationsView['quarantine']> {
  const [row] = await on.query<{ waiting: number; bytes: number; oldest: number | null }>(
    `select count(*)::int4 as waiting, coalesce(sum(raw_bytes), 0)::int8 as bytes, min(first_at) as oldest
     from quarantine where state = 'waiting'`,
  )
  return {
    waiting: row?.waiting ?? 0,
    bytes: row?.bytes ?? 0,
    oldestAt: row?.oldest == null ? null : toInstant(row.oldest),
    ...quarantineBounds,
  }
}

/** Long work that is not finished, the newest first. */
async function readWork(on: Queryable): Promise<OperationsView['work']> {
  const rows = await on.query<{
    kind: string
    owner_id: string | null
    name: string | null
    done: number
    total: number
    started_at: number
    updated_at: number
    failed_at: number | null
  }>(
    `select w.kind, c.owner_id, c.name, w.done, w.total, w.started_at, w.updated_at, w.failed_at
     from work_progress w left join club c on c.club_no = w.club_no
     where w.finished_at is null order by w.work_no desc limit $1::int4`,
    [WORK_SHOWN_MOST],
  )
  return rows.map((row) => ({
    kind: row.kind,
    ownerId: row.owner_id,
    ownerName: row.name,
    done: row.done,
    total: row.total,
    startedAt: toInstant(row.started_at),
    updatedAt: toInstant(row.updated_at),
    failedAt: row.failed_at === null ? null : toInstant(row.failed_at),
  }))
}

/** Streams that are read, with what was found wrong in them and is open. */
async function readStreams(on: Queryable): Promise<StreamView[]> {
  const streams = await on.query<{
    durable: string
    stream: string
    subject: string
    pending: number
    moved_at: number
    seen_at: number
    open: number
    incidents: readonly (Omit<StreamView['incidents'][number], 'at'> & { readonly at: string })[]
  }>(
    `select c.durable, c.stream, c.subject, c.pending, c.moved_at, c.seen_at, i.open, i.incidents
     from consumer_position c cross join lateral (
       select count(*)::int4 as open, coalesce(jsonb_agg(jsonb_build_object('number', n.incident_no, 'at', n.at, 'kind', n.kind,
         'first', n.first_seq, 'last', n.last_seq, 'certain', n.certain, 'code', n.code, 'eventId', n.event_id)
         order by n.incident_no desc) filter (where n.turn <= $2::int4), '[]') as incidents
       from (select *, row_number() over (order by incident_no desc) as turn from (
         select incident_no, at, kind, first_seq, last_seq, certain, code, event_id from consumer_incident
         where durable = c.durable and settled_at is null order by incident_no desc limit $3::int4) as newest) as n) as i
     order by c.durable limit $1::int4`,
    [STREAMS_SHOWN_MOST, INCIDENTS_SHOWN_MOST, INCIDENTS_COUNTED_MOST],
  )
  return streams.map(({ moved_at: movedAt, seen_at: seenAt, incidents, ...rest }) => ({
    ...rest,
    movedAt: toInstant(movedAt),
    seenAt: toInstant(seenAt),
    incidents: incidents.map((one) => ({ ...one, at: toInstant(Date.parse(one.at)) })),
  }))
}

const operations = route({
  name: 'getOperations',
  method: 'GET',
  path: '/v1/platform/operations',
  tag: 'operations',
  summary:
    'How the service runs, over all its nodes: rates, lag, batches, rejections, nodes, quarantine, long work, streams read',
  clauses: ['PLT-3'],
  access: { kind: 'platform' },
  answer: operationsView,
  handle: async (app) => {
    const decisionTime = await app.clock.now()
    const [{ rows, now }, nodes, lag, held, work, streams] = [
      await readMinutes(app.db),
      await readNodes(app.db),
      await readLag(app.db, decisionTime),
      await readHeld(app.db),
      await readWork(app.db),
      await readStreams(app.db),
    ]
    const hour = hourOf(rows)
    return {
      at: toInstant(now),
      rate: rateOf(nodes, hour.events),
      minutes: minutesOf(rows, now),
      hour,
      lag,
      nodes,
      quarantine: held,
      work,
      streams,
    }
  },
})

/** Routes that tell how the service runs. */
export const operationsReads: readonly Route[] = [operations]
