import { dates, int4s, int8s, texts } from '../lib/binary-array.ts'
import { inOrder } from '../lib/in-order.ts'
import type { EventStatus, Incoming } from '../contract/events.ts'
import type { Mode, Task } from '../contract/words.ts'
import type { Queryable } from '../ports/db.ts'
import type { Once } from './batch-store.ts'
import {
  numberOfSource,
  onceKey,
  seenKey,
  type Batch,
  type FanState,
  type OrderState,
  type PersonState,
  type SessionState,
  type WaitingState,
} from './state.ts'

/** What events need beside fans: what was seen, orders, watch spans, products counted, sessions. One statement each, none for an empty list. */

/** What was seen of these events, onto their people (subjectless ones into `batch.seen`). @rule TASK-10 */
export async function loadSeen(
  tx: Queryable,
  batch: Batch,
  events: readonly Incoming[],
  sources: ReadonlyMap<string, number>,
): Promise<void> {
  const names = new Map([...sources].map(([source, sourceNo]) => [sourceNo, source]))
  const people = new Map([...batch.persons.values()].map((person) => [person.userNo, person]))
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
    [
      int8s(events, (event) => (event.userId === null ? 0 : (batch.persons.get(event.userId)?.userNo ?? 0))),
      int4s(events, (event) => numberOfSource(sources, event.source)),
      texts(events, (event) => event.id),
    ],
  )
  for (const row of rows) {
    const key = seenKey(names.get(row.source_no) ?? '', row.event_id)
    const memory = row.user_no === 0 ? batch.seen : people.get(row.user_no)?.seen
    memory?.set(key, {
      bodyHash: row.body_hash.replaceAll('-', ''),
      status: row.status,
      code: row.code ?? undefined,
      points: row.points ?? undefined,
    })
  }
}

/** Sessions by id. */
export const findSessions = (tx: Queryable, ids: readonly string[]): Promise<SessionState[]> =>
  loadSessions(tx, ids, [])

/** Sessions by id, and those on air of the given clubs: a follow names no session, yet shows on the screen (BADGE-6). */
export async function loadSessions(
  tx: Queryable,
  ids: readonly string[],
  onAirOf: readonly number[],
): Promise<SessionState[]> {
  if (ids.length === 0 && onAirOf.length === 0) return []
  const rows = await tx.query<{
    session_no: number
    session_id: string
    club_no: number
    title: string | null
    started_at: number
    ended_at: number | null
    aired: boolean
    collects: boolean
  }>(
    `select session_no, session_id, club_no, title, started_at, ended_at, aired, collects from live_session where session_id = any($1::text[])
     ${
       onAirOf.length === 0
         ? ''
         : `union select l.* from unnest($2::int4[]) as t(club_no) cross join lateral (
              select session_no, session_id, club_no, title, started_at, ended_at, aired, collects from live_session s
              where s.club_no = t.club_no and ended_at is null order by started_at desc limit 1) as l`
     }`,
    onAirOf.length === 0 ? [ids] : [ids, onAirOf],
  )
  return rows.map((row) => ({
    sessionNo: row.session_no,
    sessionId: row.session_id,
    clubNo: row.club_no,
    title: row.title,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    aired: row.aired,
    collects: row.collects,
    dirty: false,
  }))
}

/** Presence of fans in sessions. */
export async function loadPresences(
  tx: Queryable,
  wanted: readonly { readonly fan: FanState; readonly session: SessionState }[],
): Promise<void> {
  const known = wanted.filter(({ session }) => session.sessionNo !== null)
  for (const { fan, session } of wanted) fan.presences.set(session.sessionId, null)
  if (known.length === 0) return
  const fans = new Map<number, Map<number, FanState>>()
  const sessions = new Map<number, SessionState>()
  for (const { fan, session } of known) {
    if (session.sessionNo === null) continue
    sessions.set(session.sessionNo, session)
    let inSession = fans.get(session.sessionNo)
    if (inSession === undefined) fans.set(session.sessionNo, (inSession = new Map()))
    inSession.set(fan.person.userNo, fan)
  }
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
    [int8s(known, ({ fan }) => fan.person.userNo), int4s(known, ({ session }) => session.sessionNo)],
  )
  for (const row of rows) {
    const session = sessions.get(row.session_no)
    if (session === undefined) continue
    fans.get(row.session_no)?.get(row.user_no)?.presences.set(session.sessionId, {
      userNo: row.user_no,
      session,
      firstAt: row.first_at,
      lastAt: row.last_at,
      member: row.member,
      completed: row.completed,
      exhausted: row.exhausted,
      stored: true,
      dirty: false,
    })
  }
}

/** A fan's order that a batch names. */
interface OrderWish {
  readonly fan: FanState
  readonly orderId: string
}

/** Orders by id with what waits for them; a refund names no session, its order does, so those are added to `sessions`. */
export async function loadOrders(
  tx: Queryable,
  wanted: readonly OrderWish[],
  sessions: Map<string, SessionState>,
): Promise<void> {
  if (wanted.length === 0) return
  const fans = new Map(wanted.map(({ fan }) => [`${fan.person.userNo}:${fan.club.clubNo}`, fan]))
  const keys = [
    int8s(wanted, ({ fan }) => fan.person.userNo),
    int4s(wanted, ({ fan }) => fan.club.clubNo),
    texts(wanted, ({ orderId }) => orderId),
  ]
  await inOrder([loadKnownOrders(tx, keys, fans, sessions), loadWaiting(tx, keys, fans)])
}

async function loadKnownOrders(
  tx: Queryable,
  keys: readonly Buffer[],
  fans: ReadonlyMap<string, FanState>,
  sessions: Map<string, SessionState>,
): Promise<void> {
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
    product_ids: string[] | null
    reviewed: string[]
    refund_ids: string[]
    source: string
    event_id: string
    shipped_at: number | null
    delivered_at: number | null
  }>(
    `select o.user_no, o.club_no, o.order_id, o.at, o.paid, o.refunded, o.mode, o.epoch, o.mode_seq, o.earned, o.taken,
       o.rule_set_version, s.session_id, o.line_ids, o.product_ids, o.reviewed, o.refund_ids, c.source, o.event_id, o.shipped_at, o.delivered_at
     from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id)
     join purchase_order o using (user_no, club_no, order_id)
     join source c using (source_no) left join live_session s using (session_no)`,
    keys,
  )
  const missing = rows.flatMap(({ session_id: id }) => (id !== null && !sessions.has(id) ? [id] : []))
  for (const session of await findSessions(tx, missing)) sessions.set(session.sessionId, session)
  for (const row of rows)
    fans.get(`${row.user_no}:${row.club_no}`)?.orders.set(row.order_id, {
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
      productIds: row.product_ids,
      reviewed: row.reviewed,
      refundIds: row.refund_ids,
      source: row.source,
      eventId: row.event_id,
      shippedAt: row.shipped_at,
      deliveredAt: row.delivered_at,
      dirty: false,
    } satisfies OrderState)
}

async function loadWaiting(tx: Queryable, keys: readonly Buffer[], fans: ReadonlyMap<string, FanState>): Promise<void> {
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
    const fan = fans.get(`${row.user_no}:${row.club_no}`)
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

/** Spans that people watched on days (TASK-14). */
export async function loadWatches(
  tx: Queryable,
  wanted: readonly { readonly person: PersonState; readonly day: string }[],
): Promise<void> {
  if (wanted.length === 0) return
  const people = new Map<number, PersonState>()
  for (const { person, day } of wanted) {
    people.set(person.userNo, person)
    person.watches.set(day, { userNo: person.userNo, day, spans: [], stored: null, dirty: false })
  }
  const rows = await tx.query<{ user_no: number; day: string; spans: number[] }>(
    `select w.user_no, w.day, w.spans from unnest($1::int8[], $2::date[]) as t(user_no, day) join watch_day w using (user_no, day)`,
    [int8s(wanted, ({ person }) => person.userNo), dates(wanted, ({ day }) => day)],
  )
  for (const { user_no: userNo, day, spans } of rows)
    people.get(userNo)?.watches.set(day, { userNo, day, spans, stored: spans, dirty: false })
}

/** Products counted on days (TASK-11). */
export async function loadOnce(tx: Queryable, wanted: readonly Once[]): Promise<void> {
  if (wanted.length === 0) return
  const fans = new Map(wanted.map(({ fan }) => [`${fan.person.userNo}:${fan.club.clubNo}`, fan]))
  const rows = await tx.query<{ user_no: number; club_no: number; day: string; task: Task; key: string }>(
    `select o.user_no, o.club_no, o.day, o.task, o.key
     from unnest($1::int8[], $2::int4[], $3::date[], $4::text[], $5::text[]) as t(user_no, club_no, day, task, key)
     join task_once o using (user_no, club_no, day, task, key)`,
    [
      int8s(wanted, ({ fan }) => fan.person.userNo),
      int4s(wanted, ({ fan }) => fan.club.clubNo),
      dates(wanted, ({ day }) => day),
      texts(wanted, ({ task }) => task),
      texts(wanted, ({ key }) => key),
    ],
  )
  for (const row of rows) fans.get(`${row.user_no}:${row.club_no}`)?.once.add(onceKey(row.day, row.task, row.key))
}
