import { v7 as uuidv7 } from 'uuid'
import { parseTopic, topicText, type Topic } from '../contract/topics.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { OutwardRule } from '../ports/outward.ts'
import { newerNodeLives } from '../operations/read.ts'
import { readClock, shownBy, type ClockSetting } from './clock.ts'

/** From the outbox to deliveries: every committed message that an endpoint wants becomes one row for each such endpoint. */

interface OutboxRow {
  readonly txid: string
  readonly position: number
  readonly at: number
  readonly topic: string
  readonly kind: string
  /** null: no endpoint could want it */
  readonly body: Record<string, unknown> | null
}

interface Message {
  readonly txid: string
  readonly ownerId: string
  readonly type: string
  readonly lane: string
  readonly at: number
  readonly body: string
}

/** Turns messages of the outbox into outward ones; null where a message stays inside. */
export type ToOutward = (row: Pick<OutboxRow, 'topic' | 'kind' | 'body'>) => {
  readonly type: string
  readonly ownerId: string
  readonly lane: string
  readonly data: object
} | null

const ruleKey = (topic: Topic['kind'], kind: string): string => `${topic} ${kind}`

/** Looks the rule of a message up: of several for one kind, the first that has something to say. The lane is the member or club it is told in order with. */
export function outwardBy(rules: readonly OutwardRule[]): ToOutward {
  const byKey = new Map<string, OutwardRule[]>()
  for (const rule of rules) {
    const key = ruleKey(rule.topic, rule.kind)
    byKey.set(key, [...(byKey.get(key) ?? []), rule])
  }
  return ({ topic: text, kind, body }) => {
    const topic = body === null ? null : parseTopic(text)
    if (topic === null || body === null) return null
    for (const rule of byKey.get(ruleKey(topic.kind, kind)) ?? []) {
      const data = rule.data(topic, body)
      if (data === null) continue
      // what concerns the platform alone is no owner's: nobody else's endpoint is of that name
      const ownerId = 'ownerId' in data ? data.ownerId : ''
      const lane = topic.kind === 'member' || topic.kind === 'platform' ? topicText(topic) : `club:${ownerId}`
      return { type: rule.type, ownerId, lane, data }
    }
    return null
  }
}

/** Endpoints that are told of an owner: his own and the platform's; two look-ups by key instead of an OR that reads them all. */
const listeners = (ownerId: string, columnNames: string): string =>
  `(select ${columnNames} from webhook_endpoint where owner_id = ${ownerId} union all
    select ${columnNames} from webhook_endpoint where owner_id is null)`

/** Inside an outbox row of a club or member: the owner's id as the topic spells it. */
const topicOwner = `replace(split_part(o.topic, ':', 2), '%3A', ':')`

/**
 * The next rows of the outbox in the order of positions, below every transaction under way (docs/adr/0004): nothing is inserted before what was read.
 * Bodies come only where some endpoint may want them.
 */
async function readOn(tx: Queryable, after: FeedRow, kinds: readonly string[], limit: number): Promise<OutboxRow[]> {
  return tx.query<OutboxRow>(
    `select o.txid::text as txid, o.position, o.at, o.topic, o.kind,
       case when o.kind = any($4::text[]) and (o.topic = 'reviews'
         or exists (select 1 from ${listeners(topicOwner, 'from_txid')} as e where e.from_txid < o.txid)) then o.body end as body
     from (select txid, position, at, topic, kind, body from outbox
           where (txid, position) > ($1::text::xid8, $2::int8) and txid < pg_snapshot_xmin(pg_current_snapshot())
             and txid > (select from_txid from webhook_endpoint order by from_txid limit 1)
           order by txid, position limit $3::int4) as o
     order by o.txid, o.position`,
    [after.txid, after.position, limit, [...kinds]],
  )
}

/** Keeps the messages that some endpoint wants, on or off, and queues one delivery for each endpoint that is on. */
async function keep(tx: Queryable, messages: readonly Message[], now: number): Promise<number> {
  if (messages.length === 0) return 0
  const rows = await tx.query<{ queued: number }>(
    `with incoming as (
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[])
         with ordinality as t(message_id, owner_id, type, lane, at, body, txid, nth)
     ), kept as (
       insert into webhook_message (message_id, owner_id, type, lane, at, body)
       select message_id, owner_id, type, lane, at, body from incoming i
       where exists (select 1 from ${listeners('i.owner_id', 'types, from_txid')} as e
                     where i.type = any(e.types) and e.from_txid < i.txid::xid8)
       order by nth returning message_no, message_id
     ), queued as (
       insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at)
       select e.endpoint_no, k.message_no, i.lane, 'waiting', $8::timestamptz
       from kept k join incoming i using (message_id)
       cross join lateral ${listeners('i.owner_id', 'endpoint_no, types, from_txid, status')} as e
       where i.type = any(e.types) and e.from_txid < i.txid::xid8 and e.status = 'on'
       returning 1
     )
     select count(*)::int4 as queued from queued`,
    [
      ...columns(
        messages,
        () => uuidv7(),
        (m) => m.ownerId,
        (m) => m.type,
        (m) => m.lane,
        (m) => toInstant(m.at),
        (m) => m.body,
        (m) => m.txid,
      ),
      toInstant(now),
    ],
  )
  return rows[0]?.queued ?? 0
}

interface FeedRow {
  readonly txid: string
  readonly position: number
}

export interface FeedOptions {
  readonly db: Db
  readonly sandbox: boolean
  readonly toOutward: ToOutward
  /** kinds that any rule takes */
  readonly kinds: readonly string[]
  /** rows of the outbox in one transaction */
  readonly rowsMost: number
  /** of this program; while a node of a newer one lives, that one reads */
  readonly version: string
}

/**
 * Reads the outbox on, once: messages, deliveries and how far it was read commit together, and one node at a time does it, so that neither a crash
 * nor two nodes skip or double one.
 * @returns whether there may be more
 */
export function feedWebhooks(options: FeedOptions, now: number): Promise<boolean> {
  const { db, sandbox, toOutward, kinds, rowsMost, version } = options
  return db.transaction(async (tx) => {
    const feeds = await tx.query<FeedRow>(
      `select txid::text as txid, position from webhook_feed where not ${newerNodeLives('$1')} for update skip locked`,
      [version],
    )
    const feed = feeds[0]
    if (feed === undefined) return false
    const rows = await readOn(tx, feed, kinds, rowsMost)
    const last = rows.at(-1)
    if (last === undefined) return false
    const clock = sandbox ? await readClock(tx) : null
    await keep(
      tx,
      rows.flatMap((row) => messageOf(row, toOutward, clock)),
      now,
    )
    await tx.query('update webhook_feed set txid = $1::text::xid8, position = $2::int8', [last.txid, last.position])
    return rows.length === rowsMost
  })
}

function messageOf(row: OutboxRow, toOutward: ToOutward, clock: ClockSetting | null): Message[] {
  const told = toOutward(row)
  if (told === null) return []
  const { type, ownerId, lane, data } = told
  // the outbox is stamped with the machine's time; a sandbox tells its own
  const at = clock === null ? row.at : shownBy(clock, row.at)
  return [{ txid: row.txid, ownerId, type, lane, at, body: JSON.stringify({ type, timestamp: toInstant(at), data }) }]
}
