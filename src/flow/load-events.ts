import { columns } from '../lib/columns.ts'
import type { EventStatus, Incoming } from '../contract/events.ts'
import type { Mode, Task } from '../contract/words.ts'
import type { Calendar } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import {
  fanKey,
  onceKey,
  seenKey,
  watchKey,
  type Batch,
  type OrderState,
  type SessionState,
  type WaitingState,
} from './state.ts'

/** What events need beside the people: what was seen, orders, watch spans, products counted, sessions. */
export async function loadForEvents(
  tx: Queryable,
  batch: Batch,
  events: readonly Incoming[],
  sources: ReadonlyMap<string, number>,
  calendar: Calendar,
): Promise<void> {
  await loadSeen(tx, batch, events, sources)
  await loadSessions(tx, batch, events)
  await loadOrders(tx, batch, events)
  await loadWatches(tx, batch, events, calendar)
  await loadOnce(tx, batch, events, calendar)
}

const numberOf = (batch: Batch, userId: string | null): number =>
  userId === null ? 0 : (batch.persons.get(userId)?.userNo ?? 0)

async function loadSeen(
  tx: Queryable,
  batch: Batch,
  events: readonly Incoming[],
  sources: ReadonlyMap<string, number>,
): Promise<void> {
  const names = new Map([...sources].map(([source, sourceNo]) => [sourceNo, source]))
  const rows = await tx.query<{
    user_no: number
    source_no: number
    event_id: string
    body_hash: string
    status: EventStatus
    code: string | null
    points: number | null
  }>(
    `select s.user_no, s.source_no, s.event_id, s.body_hash, s.status, s.code, s.points
     from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, source_no, event_id)
     join event_seen s using (user_no, source_no, event_id)`,
    columns(
      events,
      (event) => numberOf(batch, event.userId),
      (event) => sources.get(event.source) ?? 0,
      (event) => event.id,
    ),
  )
  for (const row of rows) {
    const source = names.get(row.source_no) ?? ''
    batch.seen.set(seenKey(row.user_no, source, row.event_id), {
      bodyHash: row.body_hash.replaceAll('-', ''),
      result: {
        id: row.event_id,
        status: row.status,
        ...(row.code === null ? {} : { code: row.code }),
        ...(row.points === null ? {} : { points: row.points }),
      },
    })
  }
}

/** Sessions by id. */
export async function findSessions(tx: Queryable, ids: readonly string[]): Promise<SessionState[]> {
  const rows = await tx.query<{
    session_no: number
    session_id: string
    club_no: number
    title: string | null
    started_at: number
    ended_at: number | null
  }>(
    'select session_no, session_id, club_no, title, started_at, ended_at from live_session where session_id = any($1::text[])',
    [ids],
  )
  return rows.map((row) => ({
    sessionNo: row.session_no,
    sessionId: row.session_id,
    clubNo: row.club_no,
    title: row.title,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    dirty: false,
  }))
}

async function loadSessions(tx: Queryable, batch: Batch, events: readonly Incoming[]): Promise<void> {
  const pairs = new Map<string, { userNo: number; sessionId: string }>()
  const ids = new Set<string>()
  for (const event of events) {
    if (!('sessionId' in event.data) || event.data.sessionId === undefined) continue
    ids.add(event.data.sessionId)
    if (event.userId === null) continue
    const userNo = numberOf(batch, event.userId)
    pairs.set(`${userNo}:${event.data.sessionId}`, { userNo, sessionId: event.data.sessionId })
  }
  for (const id of await runningSessions(tx, batch, events)) ids.add(id)
  if (ids.size === 0) return
  for (const session of await findSessions(tx, [...ids])) batch.sessions.set(session.sessionId, session)
  await loadPresence(tx, batch, [...pairs.values()])
}

/** A follow names no session, yet shows on the screen of the one on air (BADGE-6). */
async function runningSessions(tx: Queryable, batch: Batch, events: readonly Incoming[]): Promise<string[]> {
  const clubs = new Set<number>()
  for (const event of events) {
    const club = event.type === 'user.followed' ? batch.clubs.get(event.data.ownerId) : undefined
    if (club !== undefined) clubs.add(club.clubNo)
  }
  if (clubs.size === 0) return []
  const rows = await tx.query<{ session_id: string }>(
    `select distinct on (club_no) session_id from live_session where club_no = any($1::int4[]) and ended_at is null
     order by club_no, started_at desc`,
    [[...clubs]],
  )
  return rows.map((row) => row.session_id)
}

/** Presence of users in sessions that are loaded. */
export async function loadPresence(
  tx: Queryable,
  batch: Batch,
  pairs: readonly { userNo: number; sessionId: string }[],
): Promise<void> {
  const sessions = new Map<number, SessionState>()
  const known = pairs.flatMap((pair) => {
    const session = batch.sessions.get(pair.sessionId)
    if (session?.sessionNo == null) return []
    sessions.set(session.sessionNo, session)
    return [{ userNo: pair.userNo, sessionNo: session.sessionNo }]
  })
  if (known.length === 0) return
  const rows = await tx.query<{
    user_no: number
    session_no: number
    first_at: number
    last_at: number
    member: boolean
    completed: number
    exhausted: number
  }>(
    `select f.user_no, f.session_no, f.first_at, f.last_at, f.member, f.completed, f.exhausted
     from unnest($1::int8[], $2::int4[]) as t(user_no, session_no) join session_fan f using (user_no, session_no)`,
    columns(
      known,
      (pair) => pair.userNo,
      (pair) => pair.sessionNo,
    ),
  )
  for (const row of rows) {
    const session = sessions.get(row.session_no)
    if (session === undefined) continue
    batch.sessionFans.set(`${row.user_no}:${session.sessionId}`, {
      userNo: row.user_no,
      session,
      firstAt: row.first_at,
      lastAt: row.last_at,
      member: row.member,
      completed: row.completed,
      exhausted: row.exhausted,
      dirty: false,
    })
  }
}

/** Orders that events name, and what waits for them. */
export async function loadOrders(tx: Queryable, batch: Batch, events: readonly Incoming[]): Promise<void> {
  const wanted = events.flatMap((event) => {
    if (!('orderId' in event.data)) return []
    const club = batch.clubs.get(event.data.ownerId)
    const userNo = numberOf(batch, event.userId)
    return club === undefined ? [] : [{ userNo, clubNo: club.clubNo, orderId: event.data.orderId }]
  })
  if (wanted.length === 0) return
  const keys = columns(
    [...new Map(wanted.map((key) => [`${key.userNo}:${key.clubNo}:${key.orderId}`, key])).values()],
    (key) => key.userNo,
    (key) => key.clubNo,
    (key) => key.orderId,
  )
  await loadKnownOrders(tx, batch, keys)
  await loadWaiting(tx, batch, keys)
}

async function loadKnownOrders(tx: Queryable, batch: Batch, keys: ReturnType<typeof columns>): Promise<void> {
  const rows = await tx.query<{
    user_no: number
    club_no: number
    order_id: string
    at: number
    paid: number
    refunded: number
    mode: Mode
    epoch: number
    mode_seq: number
    earned: number
    taken: number
    rule_set_version: number
    session_id: string | null
    line_ids: string[]
    reviewed: string[]
    refund_ids: string[]
    source: string
    event_id: string
    shipped_at: number | null
    delivered_at: number | null
  }>(
    `select o.user_no, o.club_no, o.order_id, o.at, o.paid, o.refunded, o.mode, o.epoch, o.mode_seq, o.earned, o.taken,
       o.rule_set_version, s.session_id, o.line_ids, o.reviewed, o.refund_ids, c.source, o.event_id, o.shipped_at, o.delivered_at
     from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id)
     join purchase_order o using (user_no, club_no, order_id)
     join source c using (source_no) left join live_session s using (session_no)`,
    keys,
  )
  const sessions = await missingSessions(tx, batch, rows)
  for (const row of rows) {
    const order: OrderState = {
      orderId: row.order_id,
      at: row.at,
      paid: row.paid,
      refunded: row.refunded,
      mode: row.mode,
      epoch: row.epoch,
      modeSeq: row.mode_seq,
      earned: row.earned,
      taken: row.taken,
      ruleSetVersion: row.rule_set_version,
      session: row.session_id === null ? null : (sessions.get(row.session_id) ?? null),
      lineIds: row.line_ids,
      reviewed: row.reviewed,
      refundIds: row.refund_ids,
      source: row.source,
      eventId: row.event_id,
      shippedAt: row.shipped_at,
      deliveredAt: row.delivered_at,
      dirty: false,
    }
    batch.fans.get(fanKey(row.user_no, row.club_no))?.orders.set(row.order_id, order)
  }
}

/** A refund names no session, its order does. */
async function missingSessions(
  tx: Queryable,
  batch: Batch,
  rows: readonly { session_id: string | null }[],
): Promise<ReadonlyMap<string, SessionState>> {
  const missing = rows.flatMap(({ session_id: id }) => (id !== null && !batch.sessions.has(id) ? [id] : []))
  if (missing.length > 0)
    for (const session of await findSessions(tx, missing)) batch.sessions.set(session.sessionId, session)
  return batch.sessions
}

async function loadWaiting(tx: Queryable, batch: Batch, keys: ReturnType<typeof columns>): Promise<void> {
  const rows = await tx.query<{
    user_no: number
    club_no: number
    order_id: string
    source: string
    event_id: string
    kind: 'refund' | 'review'
    part_id: string
    amount: number | null
    at: number
    waits_until: number
    status: WaitingState['status']
    code: string | null
  }>(
    `select w.user_no, w.club_no, w.order_id, c.source, w.event_id, w.kind, w.part_id, w.amount, w.at, w.waits_until, w.status, w.code
     from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id)
     join order_waiting w using (user_no, club_no, order_id) join source c using (source_no)`,
    keys,
  )
  for (const row of rows) {
    const fan = batch.fans.get(fanKey(row.user_no, row.club_no))
    if (fan === undefined) continue
    const list = fan.waiting.get(row.order_id) ?? []
    list.push({
      orderId: row.order_id,
      source: row.source,
      eventId: row.event_id,
      kind: row.kind,
      partId: row.part_id,
      amount: row.amount,
      at: row.at,
      waitsUntil: row.waits_until,
      status: row.status,
      code: row.code,
      dirty: false,
    })
    fan.waiting.set(row.order_id, list)
  }
}

async function loadWatches(
  tx: Queryable,
  batch: Batch,
  events: readonly Incoming[],
  calendar: Calendar,
): Promise<void> {
  const wanted = new Map<string, { userNo: number; day: string }>()
  for (const event of events) {
    if (event.type !== 'live.watched') continue
    const userNo = numberOf(batch, event.userId)
    const today = calendar.dayOf(event.at)
    for (const day of [calendar.plusDays(today, -1), today, calendar.plusDays(today, 1)])
      wanted.set(watchKey(userNo, day), { userNo, day })
  }
  if (wanted.size === 0) return
  const rows = await tx.query<{ user_no: number; day: string; spans: number[] }>(
    `select w.user_no, w.day, w.spans from unnest($1::int8[], $2::date[]) as t(user_no, day) join watch_day w using (user_no, day)`,
    columns(
      [...wanted.values()],
      (key) => key.userNo,
      (key) => key.day,
    ),
  )
  for (const row of rows)
    batch.watches.set(watchKey(row.user_no, row.day), {
      userNo: row.user_no,
      day: row.day,
      spans: row.spans,
      dirty: false,
    })
}

async function loadOnce(tx: Queryable, batch: Batch, events: readonly Incoming[], calendar: Calendar): Promise<void> {
  const wanted = events.flatMap((event) => {
    if (event.type !== 'product.viewed' && event.type !== 'product.carted') return []
    const club = batch.clubs.get(event.data.ownerId)
    const task: Task = event.type === 'product.viewed' ? 'browse' : 'cart'
    return club === undefined
      ? []
      : [
          {
            userNo: numberOf(batch, event.userId),
            clubNo: club.clubNo,
            day: calendar.dayOf(event.at),
            task,
            key: event.data.productId,
          },
        ]
  })
  if (wanted.length === 0) return
  const rows = await tx.query<{ user_no: number; club_no: number; day: string; task: Task; key: string }>(
    `select o.user_no, o.club_no, o.day, o.task, o.key
     from unnest($1::int8[], $2::int4[], $3::date[], $4::text[], $5::text[]) as t(user_no, club_no, day, task, key)
     join task_once o using (user_no, club_no, day, task, key)`,
    columns(
      wanted,
      (key) => key.userNo,
      (key) => key.clubNo,
      (key) => key.day,
      (key) => key.task,
      (key) => key.key,
    ),
  )
  for (const row of rows) batch.once.add(onceKey(row.user_no, row.club_no, row.day, row.task, row.key))
}
