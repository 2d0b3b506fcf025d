import { v7 as uuidv7 } from 'uuid'
import { arrayText, columns, textArrayText } from '../lib/columns.ts'
import { assert } from '../lib/assert.ts'
import { toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable, SqlValue } from '../ports/db.ts'
import { ChangedMeanwhile } from './load.ts'
import { saveClubDays, saveLevels, saveSessionTotals } from './save-totals.ts'
import type { Batch, EntryDraft, FanState, MembershipState, OrderState, SessionState, WaitingState } from './state.ts'

/** Writes are one statement a table, whatever the size of the batch; totals last and in key order, so that batches cannot wait for each other in a ring. */

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

/**
 * Writes everything a batch decided, in the transaction that loaded it.
 * @param sources numbers of every source the batch names
 */
export async function saveBatch(tx: Queryable, batch: Batch, sources: ReadonlyMap<string, number>): Promise<void> {
  const announced = await saveSessions(
    tx,
    [...batch.sessions.values()].filter((session) => session.dirty),
  )
  await savePersons(tx, batch)
  const fans = [...batch.fans.values()]
  await saveFans(
    tx,
    fans.filter((fan) => fan.dirty),
  )
  await endMemberships(tx, batch)
  await saveMemberships(tx, fans)
  await saveDays(tx, fans)
  await saveOrders(tx, fans, sources)
  await saveWaiting(tx, fans, sources)
  await saveWatches(tx, batch)
  await saveOnce(tx, batch)
  await saveSeen(tx, batch, sources)
  await saveEntries(tx, batch, sources)
  await saveLog(tx, batch)
  await savePresence(tx, batch)
  await saveSessionTotals(tx, batch)
  await saveClubDays(tx, batch)
  await saveLevels(tx, batch)
  await publish(
    tx,
    batch.writes.messages.filter((message) => isNews(message, announced)),
  )
}

/** Two batches may open the same session: only the one that made its row tells. */
const isNews = (message: OutboxMessage, opened: ReadonlySet<string>): boolean =>
  message.kind !== 'session.started' || opened.has(String(message.body['sessionId']))

/** Adds messages to the outbox of this transaction. */
export async function publish(tx: Queryable, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return
  await tx.query(
    'insert into outbox (topic, kind, body) select topic, kind, body::jsonb from unnest($1::text[], $2::text[], $3::text[]) as t(topic, kind, body)',
    columns(
      messages,
      (m) => m.topic,
      (m) => m.kind,
      (m) => JSON.stringify(m.body),
    ),
  )
}

async function saveSessions(tx: Queryable, sessions: readonly SessionState[]): Promise<ReadonlySet<string>> {
  const opened = new Set<string>()
  if (sessions.length === 0) return opened
  const sorted = [...sessions].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1))
  const rows = await tx.query<{ session_no: number; session_id: string; made: boolean }>(
    `insert into live_session as s (session_id, club_no, title, started_at, ended_at)
     select * from unnest($1::text[], $2::int4[], $3::text[], $4::timestamptz[], $5::timestamptz[])
     on conflict (session_id) do update set title = coalesce(excluded.title, s.title),
       started_at = least(s.started_at, excluded.started_at), ended_at = coalesce(excluded.ended_at, s.ended_at)
     where s.club_no = excluded.club_no returning session_no, session_id, xmax = 0 as made`,
    columns(
      sorted,
      (s) => s.sessionId,
      (s) => s.clubNo,
      (s) => s.title,
      (s) => toInstant(s.startedAt),
      (s) => instantOrNull(s.endedAt),
    ),
  )
  // another club opened one of them while we decided: the batch starts again and finds it foreign
  if (rows.length < sorted.length) throw new ChangedMeanwhile()
  const numbers = new Map(rows.map((row) => [row.session_id, row.session_no]))
  for (const session of sorted) session.sessionNo = numbers.get(session.sessionId) ?? session.sessionNo
  for (const row of rows) if (row.made) opened.add(row.session_id)
  return opened
}

async function savePersons(tx: Queryable, batch: Batch): Promise<void> {
  const dirty = [...new Set(batch.persons.values())].filter((person) => person.dirty)
  if (dirty.length === 0) return
  await tx.query(
    `update person set name = t.name, profile = t.profile::jsonb
     from unnest($1::int8[], $2::text[], $3::text[]) as t(user_no, name, profile) where person.user_no = t.user_no`,
    columns(
      dirty,
      (p) => p.userNo,
      (p) => p.name,
      (p) => (p.profile === null ? null : JSON.stringify(p.profile)),
    ),
  )
}

async function saveFans(tx: Queryable, fans: readonly FanState[]): Promise<void> {
  if (fans.length === 0) return
  await tx.query(
    `insert into fan (user_no, club_no, epoch, seq, left_at, lit_orders, follows, follow_at, entry_gift, entry_gift_at)
     select * from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[], $5::timestamptz[], $6::int4[], $7::bool[], $8::timestamptz[],
       $9::text[], $10::timestamptz[])
     on conflict (user_no, club_no) do update set epoch = excluded.epoch, seq = excluded.seq, left_at = excluded.left_at,
       lit_orders = excluded.lit_orders, follows = excluded.follows, follow_at = excluded.follow_at,
       entry_gift = excluded.entry_gift, entry_gift_at = excluded.entry_gift_at`,
    columns(
      fans,
      (f) => f.person.userNo,
      (f) => f.club.clubNo,
      (f) => f.epoch,
      (f) => f.seq,
      (f) => instantOrNull(f.leftAt),
      (f) => f.litOrders,
      (f) => f.follows,
      (f) => instantOrNull(f.followAt),
      (f) => f.entryGift,
      (f) => instantOrNull(f.entryGiftAt),
    ),
  )
}

/** MEM-3: who left is no member any more; what he had stays in the ledger. */
async function endMemberships(tx: Queryable, batch: Batch): Promise<void> {
  const ended = batch.writes.log.filter((item) => item.kind === 'leave')
  if (ended.length === 0) return
  await tx.query(
    `delete from membership using unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, mode)
     where membership.user_no = t.user_no and membership.club_no = t.club_no and membership.mode = t.mode`,
    columns(
      ended,
      (l) => l.userNo,
      (l) => l.clubNo,
      (l) => l.mode,
    ),
  )
}

async function saveMemberships(tx: Queryable, fans: readonly FanState[]): Promise<void> {
  const rows: { fan: FanState; membership: MembershipState }[] = []
  for (const fan of fans)
    for (const membership of [fan.memberships.live, fan.memberships.shopping])
      if (membership?.dirty === true) rows.push({ fan, membership })
  if (rows.length === 0) return
  await tx.query(
    `insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at, carried_seq)
     select * from unnest($1::int8[], $2::int4[], $3::text[], $4::int4[], $5::text[], $6::timestamptz[], $7::int8[], $8::int2[],
       $9::timestamptz[], $10::int4[])
     on conflict (user_no, club_no, mode) do update set epoch = excluded.epoch, scene = excluded.scene, joined_at = excluded.joined_at,
       intimacy = excluded.intimacy, level = excluded.level, last_earned_at = excluded.last_earned_at, carried_seq = excluded.carried_seq`,
    columns(
      rows,
      (r) => r.fan.person.userNo,
      (r) => r.fan.club.clubNo,
      (r) => r.membership.mode,
      (r) => r.membership.epoch,
      (r) => r.membership.scene,
      (r) => toInstant(r.membership.joinedAt),
      (r) => r.membership.intimacy,
      (r) => r.membership.level,
      (r) => instantOrNull(r.membership.lastEarnedAt),
      (r) => r.membership.carriedSeq,
    ),
  )
}

async function saveDays(tx: Queryable, fans: readonly FanState[]): Promise<void> {
  const rows = fans.flatMap((fan) => [...fan.days.values()].filter((day) => day.dirty).map((day) => ({ fan, day })))
  if (rows.length === 0) return
  await tx.query(
    `insert into member_day (user_no, club_no, mode, day, level, earned, net, tasks_earned, tasks_count, tasks_units)
     select user_no, club_no, mode, day, level, earned, net, e::int4[], c::int4[], u::int8[]
     from unnest($1::int8[], $2::int4[], $3::text[], $4::date[], $5::int2[], $6::int4[], $7::int8[], $8::text[], $9::text[], $10::text[])
       as t(user_no, club_no, mode, day, level, earned, net, e, c, u)
     on conflict (user_no, club_no, mode, day) do update set earned = excluded.earned, net = excluded.net,
       tasks_earned = excluded.tasks_earned, tasks_count = excluded.tasks_count, tasks_units = excluded.tasks_units`,
    columns(
      rows,
      (r) => r.fan.person.userNo,
      (r) => r.fan.club.clubNo,
      (r) => r.day.mode,
      (r) => r.day.day,
      (r) => r.day.level,
      (r) => r.day.earned,
      (r) => r.day.net,
      (r) => arrayText(r.day.tasksEarned),
      (r) => arrayText(r.day.tasksCount),
      (r) => arrayText(r.day.tasksUnits),
    ),
  )
}

function sourceNo(sources: ReadonlyMap<string, number>, source: string | null): number | null {
  if (source === null) return null
  const known = sources.get(source)
  assert(known !== undefined, 'every source of a batch has a number')
  return known
}

async function saveOrders(
  tx: Queryable,
  fans: readonly FanState[],
  sources: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = fans.flatMap((fan) => [...fan.orders.values()].filter((o) => o.dirty).map((order) => ({ fan, order })))
  if (rows.length === 0) return
  type Row = { fan: FanState; order: OrderState }
  const pick: ((row: Row) => SqlValue)[] = [
    (r) => r.fan.person.userNo,
    (r) => r.fan.club.clubNo,
    (r) => r.order.orderId,
    (r) => toInstant(r.order.at),
    (r) => r.order.paid,
    (r) => r.order.refunded,
    (r) => r.order.mode,
    (r) => r.order.epoch,
    (r) => r.order.modeSeq,
    (r) => r.order.earned,
    (r) => r.order.taken,
    (r) => r.order.ruleSetVersion,
    (r) => r.order.session?.sessionNo ?? null,
    (r) => textArrayText(r.order.lineIds),
    (r) => textArrayText(r.order.reviewed),
    (r) => textArrayText(r.order.refundIds),
    (r) => sources.get(r.order.source) ?? 0,
    (r) => r.order.eventId,
    (r) => instantOrNull(r.order.shippedAt),
    (r) => instantOrNull(r.order.deliveredAt),
  ]
  await tx.query(
    `insert into purchase_order (user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, rule_set_version,
       session_no, line_ids, reviewed, refund_ids, source_no, event_id, shipped_at, delivered_at)
     select user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, version, session_no, l::text[], v::text[],
       r::text[], source_no, event_id, shipped_at, delivered_at
     from unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::int8[], $6::int8[], $7::text[], $8::int4[], $9::int4[],
       $10::int4[], $11::int4[], $12::int4[], $13::int4[], $14::text[], $15::text[], $16::text[], $17::int4[], $18::text[],
       $19::timestamptz[], $20::timestamptz[])
       as t(user_no, club_no, order_id, at, paid, refunded, mode, epoch, mode_seq, earned, taken, version, session_no, l, v, r, source_no,
         event_id, shipped_at, delivered_at)
     on conflict (user_no, club_no, order_id) do update set refunded = excluded.refunded, taken = excluded.taken,
       reviewed = excluded.reviewed, refund_ids = excluded.refund_ids, shipped_at = excluded.shipped_at, delivered_at = excluded.delivered_at`,
    columns(rows, ...pick),
  )
}

async function saveWaiting(
  tx: Queryable,
  fans: readonly FanState[],
  sources: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = fans.flatMap((fan) =>
    [...fan.waiting.values()]
      .flat()
      .filter((item) => item.dirty)
      .map((item) => ({ fan, item })),
  )
  if (rows.length === 0) return
  await tx.query(
    `insert into order_waiting (user_no, club_no, order_id, source_no, event_id, kind, part_id, amount, at, waits_until, status, code)
     select * from unnest($1::int8[], $2::int4[], $3::text[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::int8[],
       $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[])
     on conflict (user_no, club_no, order_id, source_no, event_id) do update set status = excluded.status, code = excluded.code`,
    columns(
      rows,
      (r) => r.fan.person.userNo,
      (r) => r.fan.club.clubNo,
      (r) => r.item.orderId,
      (r) => sourceNo(sources, r.item.source),
      (r) => r.item.eventId,
      (r) => r.item.kind,
      (r) => r.item.partId,
      (r) => r.item.amount,
      (r) => toInstant(r.item.at),
      (r) => toInstant(r.item.waitsUntil),
      (r) => r.item.status,
      (r) => r.item.code,
    ),
  )
  await scheduleExpiry(
    tx,
    rows.map((row) => row.item).filter((item) => item.status === 'waiting'),
  )
}

/** TASK-9: one piece of due work an instant at which something stops waiting. */
async function scheduleExpiry(tx: Queryable, items: readonly WaitingState[]): Promise<void> {
  const instants = [...new Set(items.map((item) => toInstant(item.waitsUntil)))]
  if (instants.length === 0) return
  await tx.query(
    `insert into due (at, kind, payload) select unnest($1::timestamptz[]), 'waiting.expire', '{}'::jsonb`,
    [instants],
  )
}

async function saveWatches(tx: Queryable, batch: Batch): Promise<void> {
  const rows = [...batch.watches.values()].filter((watch) => watch.dirty)
  if (rows.length === 0) return
  await tx.query(
    `insert into watch_day (user_no, day, spans) select user_no, day, s::int8[]
     from unnest($1::int8[], $2::date[], $3::text[]) as t(user_no, day, s)
     on conflict (user_no, day) do update set spans = excluded.spans`,
    columns(
      rows,
      (w) => w.userNo,
      (w) => w.day,
      (w) => arrayText(w.spans),
    ),
  )
}

async function saveOnce(tx: Queryable, batch: Batch): Promise<void> {
  if (batch.writes.once.length === 0) return
  await tx.query(
    `insert into task_once (user_no, club_no, day, task, key)
     select * from unnest($1::int8[], $2::int4[], $3::date[], $4::text[], $5::text[])`,
    columns(
      batch.writes.once,
      (o) => o.userNo,
      (o) => o.clubNo,
      (o) => o.day,
      (o) => o.task,
      (o) => o.key,
    ),
  )
}

async function saveSeen(tx: Queryable, batch: Batch, sources: ReadonlyMap<string, number>): Promise<void> {
  if (batch.writes.seen.length === 0) return
  await tx.query(
    `insert into event_seen (user_no, source_no, event_id, body_hash, status, code, points, at)
     select user_no, source_no, event_id, body_hash, status, code, points, $8::timestamptz
     from unnest($1::int8[], $2::int4[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::int4[])
       as t(user_no, source_no, event_id, body_hash, status, code, points)`,
    [
      ...columns(
        batch.writes.seen,
        (s) => s.userNo,
        (s) => sourceNo(sources, s.source),
        (s) => s.eventId,
        (s) => s.bodyHash,
        (s) => s.result.status,
        (s) => s.result.code ?? null,
        (s) => s.result.points ?? null,
      ),
      toInstant(batch.now),
    ],
  )
}

async function saveEntries(tx: Queryable, batch: Batch, sources: ReadonlyMap<string, number>): Promise<void> {
  const rows = batch.writes.entries
  if (rows.length === 0) return
  const pick: ((row: EntryDraft) => SqlValue)[] = [
    (e) => e.fan.person.userNo,
    (e) => e.fan.club.clubNo,
    (e) => e.seq,
    () => uuidv7(),
    (e) => e.mode,
    (e) => e.epoch,
    (e) => toInstant(e.at),
    (e) => e.day,
    (e) => e.kind,
    (e) => e.delta,
    (e) => e.balance,
    (e) => e.shortfall,
    (e) => sourceNo(sources, e.source),
    (e) => e.eventId,
    (e) => e.ruleSetVersion,
    (e) => e.orderId,
    (e) => e.amount,
    (e) => e.dayEarned,
    (e) => e.dayCap,
    (e) => e.session?.sessionNo ?? null,
    (e) => e.reason,
    (e) => e.actor,
  ]
  await tx.query(
    `insert into ledger (user_no, club_no, seq, id, mode, epoch, at, business_day, kind, delta, balance, shortfall, source_no, event_id,
       rule_set_version, order_id, amount, day_earned, day_cap, session_no, reason, actor, recorded_at)
     select t.*, $23::timestamptz from unnest($1::int8[], $2::int4[], $3::int4[], $4::uuid[], $5::text[], $6::int4[], $7::timestamptz[], $8::date[],
       $9::text[], $10::int8[], $11::int8[], $12::int8[], $13::int4[], $14::text[], $15::int4[], $16::text[], $17::int8[], $18::int4[],
       $19::int4[], $20::int4[], $21::text[], $22::text[]) as t`,
    [...columns(rows, ...pick), toInstant(batch.now)],
  )
}

async function saveLog(tx: Queryable, batch: Batch): Promise<void> {
  if (batch.writes.log.length === 0) return
  await tx.query(
    `insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
     select * from unnest($1::int8[], $2::int4[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::date[])`,
    columns(
      batch.writes.log,
      (l) => l.userNo,
      (l) => l.clubNo,
      (l) => l.epoch,
      (l) => l.mode,
      (l) => l.kind,
      (l) => l.scene,
      (l) => toInstant(l.at),
      (l) => l.day,
    ),
  )
}

async function savePresence(tx: Queryable, batch: Batch): Promise<void> {
  const rows = [...batch.sessionFans.values()].filter((presence) => presence.dirty)
  if (rows.length === 0) return
  await tx.query(
    `insert into session_fan (user_no, session_no, club_no, first_at, last_at, member, completed, exhausted)
     select * from unnest($1::int8[], $2::int4[], $3::int4[], $4::timestamptz[], $5::timestamptz[], $6::bool[], $7::int4[], $8::int4[])
     on conflict (user_no, session_no) do update set first_at = excluded.first_at, last_at = excluded.last_at, member = excluded.member,
       completed = excluded.completed, exhausted = excluded.exhausted`,
    columns(
      rows,
      (p) => p.userNo,
      (p) => p.session.sessionNo,
      (p) => p.session.clubNo,
      (p) => toInstant(p.firstAt),
      (p) => toInstant(p.lastAt),
      (p) => p.member,
      (p) => p.completed,
      (p) => p.exhausted,
    ),
  )
}
