import { z } from 'zod'
import { levelOfIntimacy } from '../contract/ladder.ts'
import { id, listOf, page } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { exclusion, ledgerEntry, memberStory, waitingRow, type LedgerEntry } from '../contract/views.ts'
import type { EntryKind, Mode, Scene } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { listCorrections } from './corrections.ts'

const memberParams = z.object({ ownerId: id, userId: id })

interface EntryRow {
  seq: number
  id: string
  at: number
  business_day: string
  mode: Mode
  kind: EntryKind
  delta: number
  balance: number
  shortfall: number
  event_id: string | null
  source: string | null
  rule_set_version: number
  reason: string | null
  actor: string | null
  order_id: string | null
  amount: number | null
  currency: string
  day_earned: number | null
  day_cap: number | null
}

const viewOfEntry = (row: EntryRow): LedgerEntry => ({
  id: row.id,
  at: toInstant(row.at),
  businessDay: row.business_day,
  mode: row.mode,
  task: row.kind,
  delta: row.delta,
  balance: row.balance,
  shortfall: row.shortfall,
  eventId: row.event_id,
  source: row.source,
  ruleSetVersion: row.rule_set_version,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.actor === null ? {} : { actor: row.actor }),
  ...(row.order_id === null ? {} : { orderId: row.order_id }),
  ...(row.amount === null ? {} : { amount: { value: row.amount, currency: row.currency } }),
  ...(row.day_earned === null ? {} : { dayEarned: row.day_earned }),
  ...(row.day_cap === null ? {} : { dayCap: row.day_cap }),
})

const entrySelect = `select l.seq, l.id, l.at, l.business_day, l.mode, l.kind, l.delta, l.balance, l.shortfall, l.event_id, s.source,
  l.rule_set_version, l.reason, l.actor, l.order_id, l.amount, c.currency, l.day_earned, l.day_cap
  from ledger l join club c using (club_no) left join source s using (source_no)`

/** One entry by its id, of one member. */
export async function findEntry(
  on: Queryable,
  userId: string,
  ownerId: string,
  entryId: string,
): Promise<LedgerEntry | null> {
  const rows = await on.query<EntryRow>(
    `${entrySelect} where l.user_no = (select user_no from person_alias where user_id = $1) and c.owner_id = $2 and l.id = $3::uuid`,
    [userId, ownerId, entryId],
  )
  return rows[0] === undefined ? null : viewOfEntry(rows[0])
}

/** Both numbers of a path's user and club, or null where either is unknown. */
async function numbersOf(
  on: Queryable,
  ownerId: string,
  userId: string,
): Promise<{ userNo: number; clubNo: number } | null> {
  const rows = await on.query<{ user_no: number; club_no: number }>(
    `select a.user_no, c.club_no from person_alias a, club c where a.user_id = $1 and c.owner_id = $2`,
    [userId, ownerId],
  )
  return rows[0] === undefined ? null : { userNo: rows[0].user_no, clubNo: rows[0].club_no }
}

const listLedger = route({
  name: 'listLedger',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/ledger',
  tag: 'members',
  summary: 'Why a member has his points: entries, newest first',
  clauses: ['TASK-12'],
  access: { kind: 'self', permission: 'members' },
  params: memberParams,
  query: page,
  answer: listOf(ledgerEntry),
  handle: async (app, { params, query }) => {
    const numbers = await numbersOf(app.db, params.ownerId, params.userId)
    if (numbers === null) return reject('not_a_member')
    const before = readCursor(query.cursor, 'integer')
    const rows = await app.db.query<EntryRow>(
      `${entrySelect} where l.user_no = $1::int8 and l.club_no = $2::int4 and ($3::int8 is null or l.seq < $3::int8)
         and l.recorded_at > hidden_until($1::int8)
       order by l.seq desc limit $4::int4`,
      [numbers.userNo, numbers.clubNo, before?.[0] ?? null, query.limit + 1],
    )
    return pageOf(rows, query.limit, (row) => [row.seq], viewOfEntry)
  },
})

const STORY_DAYS = 90

const getStory = route({
  name: 'getMemberStory',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/story',
  tag: 'members',
  summary: 'One member’s story: the balance day by day, orders, joinings and leavings',
  clauses: ['TASK-12', 'TASK-13'],
  access: { kind: 'self', permission: 'members' },
  params: memberParams,
  answer: memberStory,
  handle: async (app, { params }) => {
    const numbers = await numbersOf(app.db, params.ownerId, params.userId)
    if (numbers === null) return reject('not_a_member')
    const key = [numbers.userNo, numbers.clubNo]
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    const days = await app.db.query<{ day: string; mode: Mode; earned: number; taken: number; balance: number }>(
      `select business_day as day, mode, coalesce(sum(delta) filter (where delta > 0), 0)::int8 as earned,
         coalesce(-sum(delta) filter (where delta < 0), 0)::int8 as taken, (array_agg(balance order by seq desc))[1] as balance
       from ledger l where user_no = $1::int8 and club_no = $2::int4
         and mode = (select mode from club where club_no = $2::int4) and recorded_at > hidden_until($1::int8)
       group by business_day, mode order by business_day desc limit ${STORY_DAYS}`,
      key,
    )
    const orders = await app.db.query<{
      order_id: string
      at: number
      paid: number
      refunded: number
      currency: string
      earned: number
      taken: number
    }>(
      `select o.order_id, o.at, o.paid, o.refunded, c.currency, o.earned, o.taken from purchase_order o join club c using (club_no)
       where o.user_no = $1::int8 and o.club_no = $2::int4 and o.at > hidden_until($1::int8) order by o.at desc, o.order_id limit 100`,
      key,
    )
    const memberships = await app.db.query<{ at: number; kind: 'join' | 'leave' | 'carry'; mode: Mode; scene: Scene }>(
      `select at, kind, mode, scene from membership_log
       where user_no = $1::int8 and club_no = $2::int4 and at > hidden_until($1::int8) order by log_no desc limit 100`,
      key,
    )
    return {
      days: days.reverse().map((row) => ({
        businessDay: row.day,
        earned: row.earned,
        taken: row.taken,
        balance: row.balance,
        level: levelOfIntimacy(rules, row.mode, row.balance),
      })),
      orders: orders.map((row) => ({
        orderId: row.order_id,
        paidAt: toInstant(row.at),
        amount: { value: row.paid, currency: row.currency },
        refunded: { value: row.refunded, currency: row.currency },
        earned: row.earned,
        takenBack: row.taken,
      })),
      memberships: memberships.map((row) => ({
        at: toInstant(row.at),
        kind: row.kind,
        mode: row.mode,
        scene: row.scene,
      })),
    }
  },
})

const listExclusions = route({
  name: 'listExclusions',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/exclusions',
  tag: 'members',
  summary: 'Accounts that take no part in points, boards and draws',
  clauses: ['TASK-15'],
  access: { kind: 'club', permission: 'corrections' },
  params: z.object({ ownerId: id }),
  query: page,
  answer: listOf(exclusion),
  handle: async (app, { params, query }) => {
    const after = readCursor(query.cursor, 'integer')
    const rows = await app.db.query<{
      user_no: number
      user_id: string
      name: string | null
      excluded_at: number
      excluded_by: string
      excluded_reason: string
    }>(
      `select f.user_no, p.user_id, p.name, f.excluded_at, f.excluded_by, f.excluded_reason
       from fan f join person p using (user_no) join club c using (club_no)
       where c.owner_id = $1 and f.excluded_at is not null and ($2::int8 is null or f.user_no > $2::int8)
       order by f.user_no limit $3::int4`,
      [params.ownerId, after?.[0] ?? null, query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [row.user_no],
      (row) => ({
        userId: row.user_id,
        name: row.name,
        reason: row.excluded_reason,
        by: row.excluded_by,
        at: toInstant(row.excluded_at),
      }),
    )
  },
})

const listWaiting = route({
  name: 'listWaiting',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/waiting',
  tag: 'events',
  summary: 'Refunds and reviews whose order has not come: waiting, expired after 30 days, or refused when it came',
  clauses: ['TASK-9'],
  access: { kind: 'club', permission: 'overview' },
  params: z.object({ ownerId: id }),
  query: page.extend({ status: z.enum(['waiting', 'expired', 'refused']).optional() }),
  answer: listOf(waitingRow),
  handle: async (app, { params, query }) => {
    const before = readCursor(query.cursor, 'instant', 'integer', 'integer', 'text')
    const rows = await app.db.query<{
      user_no: number
      source_no: number
      user_id: string
      order_id: string
      event_id: string
      source: string
      kind: 'refund' | 'review'
      amount: number | null
      currency: string
      at: number
      waits_until: number
      status: 'waiting' | 'expired' | 'refused'
      code: string | null
    }>(
      `select w.user_no, w.source_no, p.user_id, w.order_id, w.event_id, s.source, w.kind, w.amount, c.currency, w.at, w.waits_until, w.status, w.code
       from order_waiting w join person p using (user_no) join club c using (club_no) join source s using (source_no)
       where c.owner_id = $1 and w.status <> 'settled' and ($2::text is null or w.status = $2)
         and ($3::timestamptz is null
           or (w.at, w.user_no, w.source_no, w.event_id) < ($3::timestamptz, $4::int8, $5::int8, $6))
       order by w.at desc, w.user_no desc, w.source_no desc, w.event_id desc limit $7::int4`,
      [params.ownerId, query.status ?? null, ...(before ?? [null, null, null, null]), query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.at), row.user_no, row.source_no, row.event_id],
      (row) => ({
        userId: row.user_id,
        orderId: row.order_id,
        eventId: row.event_id,
        source: row.source,
        kind: row.kind,
        amount: row.amount === null ? null : { value: row.amount, currency: row.currency },
        at: toInstant(row.at),
        waitsUntil: toInstant(row.waits_until),
        status: row.status,
        code: row.code,
      }),
    )
  },
})

/** Routes that read points. */
export const intimacyReads: readonly Route[] = [listLedger, getStory, listCorrections, listExclusions, listWaiting]
