import type { NodeFigures } from '../contract/operations.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { MinuteTally } from './tally.ts'

/** Minutes are kept somewhat longer than the hour that is shown, nodes that are gone for a day. */
const MINUTES_KEPT = 90
const GONE_NODES_HOURS = 24

/** What a node says of itself. */
export interface Heartbeat {
  readonly nodeId: string
  readonly version: string
  readonly figures: NodeFigures
  readonly minutes: readonly MinuteTally[]
}

/** Writes a heartbeat and the minutes that changed. A node that was taken for dead or gone is alive again. */
export async function beat(db: Db, { nodeId, version, figures, minutes }: Heartbeat): Promise<void> {
  await db.query(
    `insert into node (node_id, version, figures) values ($1::uuid, $2, $3::jsonb)
     on conflict (node_id) do update set seen_at = now(), stopped_at = null, figures = excluded.figures`,
    [nodeId, version, JSON.stringify(figures)],
  )
  for (const each of minutes)
    await db.query(
      `insert into node_minute (node_id, minute, events, batches, by_status, by_code, commit_buckets, wait_buckets, size_buckets, queue_most)
       values ($1::uuid, $2::timestamptz, $3::int4, $4::int4, $5::jsonb, $6::jsonb, $7::int4[], $8::int4[], $9::int4[], $10::int4)
       on conflict (node_id, minute) do update set events = excluded.events, batches = excluded.batches, by_status = excluded.by_status,
         by_code = excluded.by_code, commit_buckets = excluded.commit_buckets, wait_buckets = excluded.wait_buckets,
         size_buckets = excluded.size_buckets, queue_most = excluded.queue_most`,
      [
        nodeId,
        toInstant(each.minute),
        each.events,
        each.batches,
        JSON.stringify(Object.fromEntries(each.byStatus)),
        JSON.stringify(Object.fromEntries(each.byCode)),
        each.commit,
        each.wait,
        each.size,
        each.queueMost,
      ],
    )
}

/** A node that stops says so: it is not dead. */
export async function sayGoodbye(db: Queryable, nodeId: string): Promise<void> {
  await db.query('update node set stopped_at = now(), seen_at = now() where node_id = $1::uuid', [nodeId])
}

/** Removes old minutes and nodes that are long gone. */
export async function sweepNodes(db: Queryable): Promise<void> {
  await db.query('delete from node_minute where minute < now() - make_interval(mins => $1::int4)', [MINUTES_KEPT])
  await db.query('delete from node where seen_at < now() - make_interval(hours => $1::int4)', [GONE_NODES_HOURS])
}
