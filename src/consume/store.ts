import type { StreamView } from '../contract/operations.ts'
import { Fault, type Db, type Queryable } from '../ports/db.ts'
import type { Place, Range } from './judge.ts'

/** Another process claimed the durable name: this one may commit nothing more. */
export class Fenced extends Fault {
  constructor(durable: string) {
    super(
      `另一个进程已接管 ${durable},本进程停止 · another process has taken over ${durable}: this one has stopped, without committing anything more`,
    )
    this.name = 'Fenced'
  }
}

/** What became of messages and their events. */
export interface Counts {
  messages: number
  events: number
  applied: number
  duplicates: number
  ignored: number
  rejected: number
  waiting: number
  badMessages: number
  holes: number
}

/** Nothing yet. */
export const noCounts = (): Counts => ({
  messages: 0,
  events: 0,
  applied: 0,
  duplicates: 0,
  ignored: 0,
  rejected: 0,
  waiting: 0,
  badMessages: 0,
  holes: 0,
})

/** A durable name as it stands in the store. Instants in UTC ms. */
export interface Consumer extends Place, Counts {
  readonly durable: string
  readonly stream: string
  /** '' stands for the whole stream */
  readonly subject: string
  readonly epoch: number
  readonly pending: number
  readonly claimedAt: number
  readonly movedAt: number
  readonly seenAt: number
}

const columns = `durable, stream, subject, stream_created as "streamCreated", position, position_hash as "positionHash", epoch, pending,
  messages, events, applied, duplicates, ignored, rejected, waiting, bad_messages as "badMessages", holes,
  claimed_at as "claimedAt", moved_at as "movedAt", seen_at as "seenAt"`

/** Every consumer of the store, or the one of a name. */
export function readConsumers(on: Queryable, durable: string | null = null): Promise<Consumer[]> {
  return on.query<Consumer>(
    `select ${columns} from consumer_position where $1::text is null or durable = $1 order by durable`,
    [durable],
  )
}

export interface Claim extends Range {
  readonly durable: string
  readonly stream: string
  readonly subject: string
  readonly streamCreated: string
  /** what a name that is new starts behind; null: it must be known */
  readonly startBehind: number
  /** start anew on what is now the stream, from its first message */
  readonly anew: boolean
}

/** Takes the name over: whoever held it commits nothing from here on. Starting anew is kept as an incident. */
export function claimConsumer(db: Db, claim: Claim): Promise<Consumer> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<Consumer>(
      `insert into consumer_position as c (durable, stream, subject, stream_created, position, epoch)
       values ($1, $2, $3, $4, $5, 1)
       on conflict (durable) do update set epoch = c.epoch + 1, claimed_at = now(), seen_at = now(),
         stream_created = case when $6::bool then excluded.stream_created else c.stream_created end,
         position = case when $6::bool then excluded.position else c.position end,
         position_hash = case when $6::bool then null else c.position_hash end
       where c.stream = excluded.stream and c.subject = excluded.subject
       returning ${columns}`,
      [claim.durable, claim.stream, claim.subject, claim.streamCreated, claim.startBehind, claim.anew],
    )
    const [claimed] = rows
    if (claimed === undefined) throw new Fault(`${claim.durable} reads another stream or subject`)
    if (claim.anew)
      await keepIncidents(tx, claimed, [
        {
          kind: 'accepted',
          first: claim.first,
          last: claim.last,
          words:
            '按操作员的要求从头读取 · read from its first message, as the operator said; what was applied before is a duplicate',
        },
      ])
    return claimed
  })
}

export type IncidentKind = StreamView['incidents'][number]['kind']

export interface Incident extends Range {
  readonly kind: IncidentKind
  readonly words: string
  readonly certain?: boolean
  readonly code?: string
  readonly eventId?: string | null
  readonly body?: Uint8Array
}

/** Refused messages and events kept per name and kind; what is settled goes first, then the oldest, and all are counted. */
export const incidentsKeptMost = 1_000
/** Of a message or event that was refused, this much is kept. */
export const incidentBodyBytesMost = 64 * 1024

const hexOf = (body: Uint8Array | undefined): string | null =>
  body === undefined
    ? null
    : Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, incidentBodyBytesMost)).toString('hex')

/** Keeps incidents, oldest first, within the bound. One of the stream itself is kept once, however often it is met. */
export async function keepIncidents(
  tx: Queryable,
  { durable, streamCreated }: Pick<Consumer, 'durable' | 'streamCreated'>,
  incidents: readonly Incident[],
): Promise<void> {
  if (incidents.length === 0) return
  const kept = incidents.slice(-incidentsKeptMost)
  await tx.query(
    `insert into consumer_incident (durable, kind, stream_created, first_seq, last_seq, certain, code, event_id, words, body)
     select $1, n.kind, $2, n.first, n.last, n.certain, n.code, n.event_id, n.words, decode(n.body, 'hex')
     from unnest($3::text[], $4::int8[], $5::int8[], $6::bool[], $7::text[], $8::text[], $9::text[], $10::text[])
       with ordinality as n (kind, first, last, certain, code, event_id, words, body, turn)
     where n.kind in ('bad_message', 'refused_event', 'failed_message', 'accepted') or not exists (
       select from consumer_incident i where i.durable = $1 and i.kind = n.kind and i.stream_created = $2
         and i.first_seq = n.first and i.last_seq = n.last)
     order by n.turn`,
    [
      durable,
      streamCreated,
      kept.map((one) => one.kind),
      kept.map((one) => one.first),
      kept.map((one) => one.last),
      kept.map((one) => one.certain ?? true),
      kept.map((one) => one.code ?? null),
      kept.map((one) => one.eventId ?? null),
      kept.map((one) => one.words),
      kept.map((one) => hexOf(one.body)),
    ],
  )
  await tx.query(
    `delete from consumer_incident i using (
       select incident_no, row_number() over (partition by kind order by settled_at is null desc, incident_no desc) as turn
       from consumer_incident where durable = $1 and kind = any($2::text[])) as ranked
     where i.incident_no = ranked.incident_no and ranked.turn > $3::int4`,
    [durable, [...new Set(kept.map((one) => one.kind))], incidentsKeptMost],
  )
}

/** A step of a consumer: from where, to where, and what it did. */
export interface Step {
  readonly from: number
  readonly to: number
  readonly hash: string | null
  readonly pending: number
  readonly counts: Counts
}

/** Moves the position on, in the transaction that keeps the effects. @throws Fenced when the name was claimed by another meanwhile */
export async function moveConsumer(
  tx: Queryable,
  { durable, epoch }: Pick<Consumer, 'durable' | 'epoch'>,
  { from, to, hash, pending, counts }: Step,
): Promise<void> {
  const rows = await tx.query(
    `update consumer_position set position = $4, position_hash = $5, pending = $6, moved_at = now(), seen_at = now(),
       messages = messages + $7, events = events + $8, applied = applied + $9, duplicates = duplicates + $10, ignored = ignored + $11,
       rejected = rejected + $12, waiting = waiting + $13, bad_messages = bad_messages + $14, holes = holes + $15
     where durable = $1 and epoch = $2 and position = $3 returning 1`,
    [
      durable,
      epoch,
      from,
      to,
      hash,
      pending,
      counts.messages,
      counts.events,
      counts.applied,
      counts.duplicates,
      counts.ignored,
      counts.rejected,
      counts.waiting,
      counts.badMessages,
      counts.holes,
    ],
  )
  if (rows.length === 0) throw new Fenced(durable)
}

/** A sign of life while nothing comes. @throws Fenced */
export async function keepAlive(
  on: Queryable,
  { durable, epoch }: Pick<Consumer, 'durable' | 'epoch'>,
  pending: number,
): Promise<void> {
  const rows = await on.query(
    `update consumer_position set seen_at = now(), pending = $3 where durable = $1 and epoch = $2 returning 1`,
    [durable, epoch, pending],
  )
  if (rows.length === 0) throw new Fenced(durable)
}

/** The consumer as it stands, still ours. @throws Fenced */
export async function stillOurs(
  on: Queryable,
  { durable, epoch }: Pick<Consumer, 'durable' | 'epoch'>,
): Promise<Consumer> {
  const [consumer] = await readConsumers(on, durable)
  if (consumer?.epoch !== epoch) throw new Fenced(durable)
  return consumer
}

/** How an incident was dealt with. */
export type Settled = 'resent' | 'acknowledged'

export interface KeptIncident extends Range {
  readonly number: number
  readonly durable: string
  readonly kind: IncidentKind
  /** UTC ms */
  readonly at: number
  readonly certain: boolean
  readonly code: string | null
  readonly eventId: string | null
  readonly words: string
  /** null: it is open */
  readonly settled: Settled | null
  /** the message or event, cut at `incidentBodyBytesMost` */
  readonly body: Uint8Array | null
}

const incidentColumns = `incident_no as number, durable, kind, at, first_seq as first, last_seq as last, certain, code, event_id as "eventId",
  words, settled_as as settled`

/** The newest incidents of a name, newest first, without what they kept. */
export function readIncidents(on: Queryable, durable: string, most: number): Promise<KeptIncident[]> {
  return on.query<KeptIncident>(
    `select ${incidentColumns}, null::bytea as body from consumer_incident where durable = $1 order by incident_no desc limit $2::int4`,
    [durable, most],
  )
}

/** Open incidents, oldest first. @param numbers null: all; durable null: of every name */
export function findIncidents(
  on: Queryable,
  wanted: { readonly durable: string | null; readonly numbers: readonly number[] | null; readonly most: number },
): Promise<KeptIncident[]> {
  return on.query<KeptIncident>(
    `select ${incidentColumns}, body from consumer_incident
     where settled_at is null and ($1::text is null or durable = $1) and ($2::int8[] is null or incident_no = any($2::int8[]))
     order by incident_no limit $3::int4`,
    [wanted.durable, wanted.numbers, wanted.most],
  )
}

/** @returns false: somebody else had settled it */
export async function settleIncident(on: Queryable, number: number, as: Settled): Promise<boolean> {
  const rows = await on.query(
    'update consumer_incident set settled_at = now(), settled_as = $2 where incident_no = $1::int8 and settled_at is null returning 1',
    [number, as],
  )
  return rows.length > 0
}
