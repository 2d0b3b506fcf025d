import { randomFillSync } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { bools, column, instants, int4s, int8s, kinds, texts, type Column } from '../lib/binary-array.ts'
import { textArrayText } from '../lib/columns.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { appendRows } from './append.ts'
import { ChangedMeanwhile } from './batch-store.ts'
import { openPipeline, type Pipeline } from './pipeline.ts'
import { saveActs } from './save-campaigns.ts'
import { saveCoupons } from './save-coupons.ts'
import { saveBenefits } from './save-benefits.ts'
import { saveFans } from './save-fans.ts'
import { saveNews, saveReviews } from './save-groups.ts'
import { saveHonours } from './save-honours.ts'
import { saveClubDays, saveLevels, saveSessionTotals } from './save-totals.ts'
import { isBeginning } from './sessions.ts'
import {
  numberOfSource,
  type Batch,
  type FanState,
  type OrderState,
  type SessionFanState,
  type SessionState,
  type WaitingState,
} from './state.ts'

/**
 * Writes are one statement a table, whatever the size of the batch, sent without waiting for each other; totals last and in key order, so that batches
 * cannot wait for each other in a ring.
 */

/**
 * Writes everything a batch decided, in the transaction that loaded it. What is waited for on the way is what a later statement is made of.
 * @param sources numbers of every source the batch names
 * @throws ChangedMeanwhile when somebody else wrote a fan, a person or a session that the batch was decided on
 */
export async function saveBatch(tx: Queryable, batch: Batch, sources: ReadonlyMap<string, number>): Promise<void> {
  const announced = await saveSessions(
    tx,
    [...batch.sessions.values()].filter((session) => session.dirty),
  )
  const line = openPipeline(tx)
  const fans = [...batch.fans]
  saveFans(line, batch)
  line.add(saveBenefits(tx, batch))
  await saveCoupons(line, batch)
  saveOrders(line, fans, sources)
  saveWaiting(line, fans, sources)
  saveOnce(line, batch)
  saveSeen(line, batch, sources)
  saveEntries(line, batch, sources)
  saveLog(line, batch)
  savePresences(line, fans)
  if (batch.writes.acts.length + batch.writes.reviews.length > 0) {
    await line.answered()
    await saveActs(tx, batch)
    await saveReviews(tx, batch)
  }
  saveSessionTotals(line, batch)
  saveClubDays(line, batch)
  saveLevels(line, batch)
  line.add(saveHonours(tx, batch))
  // what is told is known when all of it is written
  await line.answered()
  await saveNews(tx, batch)
  await publish(
    tx,
    batch.writes.messages.filter((message) => isNews(batch, message, announced)),
  )
}

/** Two batches may open the same session: only the one that did tells, if it runs and has just begun. */
function isNews(batch: Batch, { kind, body }: OutboxMessage, opened: ReadonlySet<string>): boolean {
  const sessionId = String(body['sessionId'])
  return kind !== 'session.started' || (opened.has(sessionId) && isBeginning(batch, sessionId))
}

const messageColumns: readonly Column<OutboxMessage>[] = [
  column('topic', kinds.text, (m) => m.topic),
  column('kind', kinds.text, (m) => m.kind),
  column('body', kinds.jsonb, (m) => JSON.stringify(m.body)),
]

/** Adds messages to the outbox of this transaction. */
export const publish = (tx: Queryable, messages: readonly OutboxMessage[]): Promise<void> =>
  appendRows(tx, 'outbox', messages, messageColumns)

/** @returns ids of those that were not open before: a row that orders made is not */
async function saveSessions(tx: Queryable, sessions: readonly SessionState[]): Promise<ReadonlySet<string>> {
  const opened = new Set<string>()
  if (sessions.length === 0) return opened
  const sorted = [...sessions].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1))
  const rows = await tx.query<{ session_no: number; session_id: string; made: boolean; aired: boolean }>(
    `insert into live_session as s (session_id, club_no, title, started_at, ended_at, aired)
     select * from unnest($1::text[], $2::int4[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bool[])
     on conflict (session_id) do update set title = coalesce(excluded.title, s.title),
       started_at = least(s.started_at, excluded.started_at),
       ended_at = case when excluded.aired then greatest(s.ended_at, excluded.ended_at) else s.ended_at end
     where s.club_no = excluded.club_no returning session_no, session_id, xmax = 0 as made, aired`,
    [
      texts(sorted, (s) => s.sessionId),
      int4s(sorted, (s) => s.clubNo),
      texts(sorted, (s) => s.title),
      instants(sorted, (s) => s.startedAt),
      instants(sorted, (s) => s.endedAt),
      bools(sorted, (s) => s.aired),
    ],
  )
  // another club opened one of them while we decided: the batch starts again and finds it foreign
  if (rows.length < sorted.length) throw new ChangedMeanwhile()
  const numbers = new Map(rows.map((row) => [row.session_id, row.session_no]))
  for (const session of sorted) session.sessionNo = numbers.get(session.sessionId) ?? session.sessionNo
  const stored = new Map(rows.map((row) => [row.session_id, row.aired]))
  const begun = sorted.filter((session) => session.aired && stored.get(session.sessionId) === false)
  await airSessions(tx, begun)
  for (const row of rows) if (row.made) opened.add(row.session_id)
  for (const session of begun) opened.add(session.sessionId)
  return opened
}

/** Opens sessions that only orders named so far; their rows are held. */
async function airSessions(tx: Queryable, sessions: readonly SessionState[]): Promise<void> {
  if (sessions.length === 0) return
  await tx.query(
    `update live_session s set aired = true, ended_at = t.ended_at
     from unnest($1::text[], $2::timestamptz[]) as t(session_id, ended_at) where s.session_id = t.session_id`,
    [texts(sessions, (s) => s.sessionId), instants(sessions, (s) => s.endedAt)],
  )
}

const sourceNo = (sources: ReadonlyMap<string, number>, source: string | null): number | null =>
  source === null ? null : numberOfSource(sources, source)

function saveOrders(line: Pipeline, fans: readonly FanState[], sources: ReadonlyMap<string, number>): void {
  const rows: { fan: FanState; order: OrderState }[] = []
  for (const fan of fans) for (const order of fan.orders.values()) if (order.dirty) rows.push({ fan, order })
  if (rows.length === 0) return
  line.send(
    `insert into purchase_order (user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, rule_set_version,
       session_no, line_ids, reviewed, refund_ids, source_no, event_id, shipped_at, delivered_at, product_ids, uncounted)
     select user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, version, session_no, l::text[], v::text[],
       r::text[], source_no, event_id, shipped_at, delivered_at, products::text[], uncounted
     from unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::int8[], $6::int8[], $7::text[], $8::int4[], $9::int4[],
       $10::int4[], $11::int4[], $12::int4[], $13::int4[], $14::text[], $15::text[], $16::text[], $17::int4[], $18::text[],
       $19::timestamptz[], $20::timestamptz[], $21::text[], $22::bool[])
       as t(user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, version, session_no, l, v, r, source_no,
         event_id, shipped_at, delivered_at, products, uncounted)
     on conflict (user_no, club_no, order_id) do update set refunded = excluded.refunded, taken = excluded.taken,
       reviewed = excluded.reviewed, refund_ids = excluded.refund_ids, shipped_at = excluded.shipped_at, delivered_at = excluded.delivered_at`,
    [
      int8s(rows, (r) => r.fan.person.userNo),
      int4s(rows, (r) => r.fan.club.clubNo),
      texts(rows, (r) => r.order.orderId),
      instants(rows, (r) => r.order.at),
      int8s(rows, (r) => r.order.paid),
      int8s(rows, (r) => r.order.refunded),
      texts(rows, (r) => r.order.mode),
      int4s(rows, (r) => r.order.epoch),
      int4s(rows, (r) => r.order.modeSeq),
      int4s(rows, (r) => r.order.earned),
      int4s(rows, (r) => r.order.taken),
      int4s(rows, (r) => r.order.ruleSetVersion),
      int4s(rows, (r) => r.order.session?.sessionNo ?? null),
      texts(rows, (r) => textArrayText(r.order.lineIds)),
      texts(rows, (r) => textArrayText(r.order.reviewed)),
      texts(rows, (r) => textArrayText(r.order.refundIds)),
      int4s(rows, (r) => sourceNo(sources, r.order.source)),
      texts(rows, (r) => r.order.eventId),
      instants(rows, (r) => r.order.shippedAt),
      instants(rows, (r) => r.order.deliveredAt),
      texts(rows, (r) => (r.order.productIds === null ? null : textArrayText(r.order.productIds))),
      // a new order's; it stays as it came (TASK-15)
      bools(rows, (r) => r.fan.excluded),
    ],
  )
}

function saveWaiting(line: Pipeline, fans: readonly FanState[], sources: ReadonlyMap<string, number>): void {
  const rows: { fan: FanState; item: WaitingState }[] = []
  for (const fan of fans)
    for (const list of fan.waiting.values()) for (const item of list) if (item.dirty) rows.push({ fan, item })
  if (rows.length === 0) return
  line.send(
    `insert into order_waiting (user_no, club_no, order_id, source_no, event_id, kind, part_id, amount, at, waits_until, status, code)
     select * from unnest($1::int8[], $2::int4[], $3::text[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::int8[],
       $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[])
     on conflict (user_no, club_no, order_id, source_no, event_id) do update set status = excluded.status, code = excluded.code`,
    [
      int8s(rows, (r) => r.fan.person.userNo),
      int4s(rows, (r) => r.fan.club.clubNo),
      texts(rows, (r) => r.item.orderId),
      int4s(rows, (r) => sourceNo(sources, r.item.source)),
      texts(rows, (r) => r.item.eventId),
      texts(rows, (r) => r.item.kind),
      texts(rows, (r) => r.item.partId),
      int8s(rows, (r) => r.item.amount),
      instants(rows, (r) => r.item.at),
      instants(rows, (r) => r.item.waitsUntil),
      texts(rows, (r) => r.item.status),
      texts(rows, (r) => r.item.code),
    ],
  )
  scheduleExpiry(
    line,
    rows.map((row) => row.item).filter((item) => item.status === 'waiting'),
  )
}

/** TASK-9: one piece of due work an instant at which something stops waiting. */
function scheduleExpiry(line: Pipeline, items: readonly WaitingState[]): void {
  const times = [...new Set(items.map((item) => item.waitsUntil))]
  if (times.length === 0) return
  line.send(`insert into due (at, kind, payload) select unnest($1::timestamptz[]), 'waiting.expire', '{}'::jsonb`, [
    instants(times, (at) => at),
  ])
}

const saveOnce = (line: Pipeline, batch: Batch): void =>
  line.append('task_once', batch.writes.once, [
    column('user_no', kinds.int8, (o) => o.userNo),
    column('club_no', kinds.int4, (o) => o.clubNo),
    column('day', kinds.date, (o) => o.day),
    column('task', kinds.text, (o) => o.task),
    column('key', kinds.text, (o) => o.key),
  ])

/** The unique key is the truth about what was seen: an event that another batch took meanwhile fails here (23505). */
const saveSeen = (line: Pipeline, batch: Batch, sources: ReadonlyMap<string, number>): void =>
  line.append('event_seen', batch.writes.seen, [
    column('user_no', kinds.int8, (s) => s.userNo),
    column('source_no', kinds.int4, (s) => sourceNo(sources, s.source)),
    column('event_id', kinds.text, (s) => s.eventId),
    column('body_hash', kinds.hex, (s) => s.taken.bodyHash),
    column('status', kinds.text, (s) => s.taken.status),
    column('code', kinds.text, (s) => s.taken.code ?? null),
    column('points', kinds.int4, (s) => s.taken.points ?? null),
    column('at', kinds.instant, () => batch.now),
  ])

/** Ids of many rows, ascending, from few draws: drawing 16 bytes costs as much as drawing 4 096. */
function entryIds(): () => string {
  const pool = new Uint8Array(4_096)
  let at = pool.length
  const random = (): Uint8Array => {
    if (at === pool.length) {
      randomFillSync(pool)
      at = 0
    }
    at += 16
    return pool.subarray(at - 16, at)
  }
  let seq = new DataView(random().buffer).getUint32(0) >>> 1
  return () => uuidv7({ random: random(), seq: seq++ })
}

const saveEntries = (line: Pipeline, batch: Batch, sources: ReadonlyMap<string, number>): void => {
  const nextId = entryIds()
  line.append('ledger', batch.writes.entries, [
    column('user_no', kinds.int8, (e) => e.fan.person.userNo),
    column('club_no', kinds.int4, (e) => e.fan.club.clubNo),
    column('seq', kinds.int4, (e) => e.seq),
    column('id', kinds.uuid, nextId),
    column('mode', kinds.text, (e) => e.mode),
    column('epoch', kinds.int4, (e) => e.epoch),
    column('at', kinds.instant, (e) => e.at),
    column('recorded_at', kinds.instant, () => batch.now),
    column('business_day', kinds.date, (e) => e.day),
    column('kind', kinds.text, (e) => e.kind),
    column('delta', kinds.int8, (e) => e.delta),
    column('balance', kinds.int8, (e) => e.balance),
    column('shortfall', kinds.int8, (e) => e.shortfall),
    column('source_no', kinds.int4, (e) => sourceNo(sources, e.source)),
    column('event_id', kinds.text, (e) => e.eventId),
    column('rule_set_version', kinds.int4, (e) => e.ruleSetVersion),
    column('order_id', kinds.text, (e) => e.orderId),
    column('amount', kinds.int8, (e) => e.amount),
    column('day_earned', kinds.int4, (e) => e.dayEarned),
    column('day_cap', kinds.int4, (e) => e.dayCap),
    column('session_no', kinds.int4, (e) => e.session?.sessionNo ?? null),
    column('reason', kinds.text, (e) => e.reason),
    column('actor', kinds.text, (e) => e.actor),
  ])
}

const saveLog = (line: Pipeline, batch: Batch): void =>
  line.append('membership_log', batch.writes.log, [
    column('user_no', kinds.int8, (l) => l.userNo),
    column('club_no', kinds.int4, (l) => l.clubNo),
    column('epoch', kinds.int4, (l) => l.epoch),
    column('mode', kinds.text, (l) => l.mode),
    column('kind', kinds.text, (l) => l.kind),
    column('scene', kinds.text, (l) => l.scene),
    column('at', kinds.instant, (l) => l.at),
    column('business_day', kinds.date, (l) => l.day),
  ])

function savePresences(line: Pipeline, fans: readonly FanState[]): void {
  const known: SessionFanState[] = []
  const fresh: SessionFanState[] = []
  for (const fan of fans)
    for (const presence of fan.presences.values())
      if (presence?.dirty === true) (presence.stored ? known : fresh).push(presence)
  if (known.length > 0)
    line.send(
      `update session_fan f set first_at = t.first_at, last_at = t.last_at, member = t.member, completed = t.completed,
         exhausted = t.exhausted
       from unnest($1::int8[], $2::int4[], $3::timestamptz[], $4::timestamptz[], $5::bool[], $6::int4[], $7::int4[])
         as t(user_no, session_no, first_at, last_at, member, completed, exhausted)
       where f.user_no = t.user_no and f.session_no = t.session_no`,
      [...presenceKeys(known), ...presenceValues(known)],
    )
  if (fresh.length > 0)
    line.send(
      `insert into session_fan (user_no, session_no, first_at, last_at, member, completed, exhausted, club_no)
       select * from unnest($1::int8[], $2::int4[], $3::timestamptz[], $4::timestamptz[], $5::bool[], $6::int4[], $7::int4[], $8::int4[])`,
      [...presenceKeys(fresh), ...presenceValues(fresh), int4s(fresh, (p) => p.session.clubNo)],
    )
}

const presenceKeys = (rows: readonly SessionFanState[]): Buffer[] => [
  int8s(rows, (p) => p.userNo),
  int4s(rows, (p) => p.session.sessionNo),
]

const presenceValues = (rows: readonly SessionFanState[]): Buffer[] => [
  instants(rows, (p) => p.firstAt),
  instants(rows, (p) => p.lastAt),
  bools(rows, (p) => p.member),
  int4s(rows, (p) => p.completed),
  int4s(rows, (p) => p.exhausted),
]
