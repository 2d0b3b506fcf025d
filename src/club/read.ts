import { z } from 'zod'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { id, listOf, page } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import {
  clubView,
  modeChange,
  overview,
  ownerView,
  trafficInputs,
  type ClubView,
  type ModeChange,
} from '../contract/views.ts'
import type { Mode } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { findClub, type ClubRow } from './store.ts'

const ownerParams = z.object({ ownerId: id })

/** CLUB-9: a member is active who earned anything in the last 7 full business days or today. */
const ACTIVE_DAYS = 7

/** The owner's own view, or null. */
export async function ownerOf(on: Queryable, ownerId: string) {
  const club = await findClub(on, ownerId)
  return club === null ? null : viewOfOwner(club)
}
const viewOfOwner = (club: ClubRow) => ({
  ownerId: club.owner_id,
  kind: club.kind,
  name: club.name,
  currency: club.currency,
  createdAt: toInstant(club.created_at),
})

interface ModeChangeRow {
  readonly id: string
  readonly from_mode: Mode
  readonly to_mode: Mode
  readonly requested_at: number
  readonly effective_at: number
  readonly status: 'pending' | 'done' | 'withdrawn'
  readonly carries: number
  readonly done: number | null
  readonly total: number | null
}
/** A finished carrying over counts as whole: who left meanwhile is not waited for. */
const changes = `select c.id, c.from_mode, c.to_mode, c.requested_at, c.effective_at, c.status, c.carries, w.total,
    case when w.finished_at is null then least(w.done, w.total) else w.total end as done
  from mode_change c left join work_progress w on w.kind = 'carry' and w.subject = c.id::text`

/** A club's change that waits, or null. @rule CLUB-4 */
async function findPendingChange(on: Queryable, clubNo: number): Promise<ModeChangeRow | null> {
  const rows = await on.query<ModeChangeRow>(`${changes} where c.club_no = $1::int4 and c.status = 'pending'`, [clubNo])
  return rows[0] ?? null
}

/** One change of a club. */
export async function findModeChange(on: Queryable, clubNo: number, changeId: string): Promise<ModeChangeRow | null> {
  const rows = await on.query<ModeChangeRow>(`${changes} where c.club_no = $1::int4 and c.id = $2::uuid`, [
    clubNo,
    changeId,
  ])
  return rows[0] ?? null
}

/** Outward form of a change. */
export const viewOfChange = (row: ModeChangeRow): ModeChange => ({
  id: row.id,
  from: row.from_mode,
  to: row.to_mode,
  requestedAt: toInstant(row.requested_at),
  effectiveAt: toInstant(row.effective_at),
  status: row.status,
  carries: row.carries,
  ...(row.done === null || row.total === null ? {} : { progress: { done: row.done, total: row.total } }),
})

/** Members whom a change would carry over, were it to happen now. @rule CLUB-5 */
export async function willCarry(on: Queryable, club: ClubRow, to: Mode): Promise<number> {
  if (club.carried || club.mode !== 'live' || to !== 'shopping') return 0
  return countMembers(on, club.club_no, 'live')
}

async function countMembers(on: Queryable, clubNo: number, mode: Mode): Promise<number> {
  const rows = await on.query<{ members: number }>(
    'select coalesce(sum(members), 0)::int4 as members from club_level where club_no = $1::int4 and mode = $2',
    [clubNo, mode],
  )
  return rows[0]?.members ?? 0
}

const getOwner = route({
  name: 'getOwner',
  method: 'GET',
  path: '/v1/owners/{ownerId}',
  tag: 'clubs',
  summary: 'An owner',
  clauses: ['CLUB-1'],
  access: { kind: 'any' },
  params: ownerParams,
  answer: ownerView,
  handle: async (app, { params }) => (await ownerOf(app.db, params.ownerId)) ?? reject('unknown_owner'),
})

const listOwners = route({
  name: 'listOwners',
  method: 'GET',
  path: '/v1/owners',
  tag: 'clubs',
  summary: 'Owners, by id; `q` is the beginning of an id or a name',
  clauses: ['CLUB-1', 'PLT-1'],
  access: { kind: 'platform' },
  query: page.extend({ q: z.string().max(80).optional() }),
  answer: listOf(ownerView),
  handle: async (app, { query }) => {
    const rows = await app.db.query<ClubRow>(
      `select owner_id, kind, name, currency, created_at from club
       where ($1::text is null or owner_id > $1) and ($2::text is null or starts_with(owner_id, $2) or starts_with(name, $2))
       order by owner_id limit $3::int4`,
      [readCursor(query.cursor, 'text')?.[0] ?? null, query.q ?? null, query.limit + 1],
    )
    return pageOf(rows, query.limit, (row) => [row.owner_id], viewOfOwner)
  },
})

/** The club as everyone may see it; a name that waits for review only those who work with it (BADGE-3). */
async function viewOfClub(app: App, ownerId: string, subject: Subject): Promise<ClubView | null> {
  const club = await findClub(app.db, ownerId)
  if (club === null) return null
  const [rows, book, now] = await Promise.all([
    app.db.query<{
      pending: string | null
      session_id: string | null
      title: string | null
      started_at: number | null
      members: number
    }>(
      `select (select name from review where club_no = $1::int4 and status = 'waiting') as pending,
         s.session_id, s.title, s.started_at,
         (select coalesce(sum(members), 0)::int4 from club_level where club_no = $1::int4 and mode = $2) as members
       from (select 1) as one left join lateral (
         select session_id, title, started_at from live_session where club_no = $1::int4 and ended_at is null
         order by started_at desc limit 1) as s on true`,
      [club.club_no, club.mode],
    ),
    app.rules(),
    app.clock.now(),
  ])
  const row = rows[0]
  const pendingChange = await findPendingChange(app.db, club.club_no)
  const own = club.mode === 'live' ? club.badge_live : club.badge_shopping
  return {
    ownerId,
    kind: club.kind,
    name: club.name,
    currency: club.currency,
    mode: club.mode,
    badge: {
      name: own ?? defaultBadgeNameOf(club.mode),
      ...(row?.pending != null && seesPending(subject, ownerId) ? { pending: row.pending } : {}),
    },
    members: row?.members ?? 0,
    ...(pendingChange === null
      ? {}
      : {
          pendingModeChange: {
            ...viewOfChange(pendingChange),
            carries: await willCarry(app.db, club, pendingChange.to_mode),
          },
        }),
    // TASK-5: in shopping mode the purchase task is always on
    purchaseTask: {
      on: club.mode === 'shopping' || club.purchase_on,
      phase: club.rollout_phase,
      share: club.rollout_share,
    },
    ruleSet: { version: book.ofDay(app.calendar.dayOf(now)).version },
    timeZone: app.timeZone,
    live:
      row?.session_id == null || row.started_at === null
        ? null
        : { sessionId: row.session_id, title: row.title, startedAt: toInstant(row.started_at) },
  }
}

const seesPending = ({ role, ownerId: own }: Subject, ownerId: string): boolean =>
  role === 'platform' || role === 'admin' || role === 'reviewer' || (role !== 'fan' && own === ownerId)

const getClub = route({
  name: 'getClub',
  method: 'GET',
  path: '/v1/clubs/{ownerId}',
  tag: 'clubs',
  summary: 'A club: mode, badge name, members, what waits, who is on air',
  clauses: ['CLUB-1', 'CLUB-2', 'CLUB-4', 'BADGE-1'],
  access: { kind: 'any' },
  params: ownerParams,
  answer: clubView,
  handle: async (app, { params, subject }) =>
    (await viewOfClub(app, params.ownerId, subject)) ?? reject('unknown_owner'),
})

const getModeChanges = route({
  name: 'listModeChanges',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/mode-changes',
  tag: 'clubs',
  summary: 'Changes of mode, newest first',
  clauses: ['CLUB-3', 'CLUB-4'],
  access: { kind: 'any' },
  params: ownerParams,
  query: page,
  answer: listOf(modeChange),
  handle: async (app, { params, query }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const key = readCursor(query.cursor, 'instant', 'uuid')
    const rows = await app.db.query<ModeChangeRow>(
      `${changes} where c.club_no = $1::int4 and ($2::timestamptz is null or (c.requested_at, c.id) < ($2::timestamptz, $3::uuid))
       order by c.requested_at desc, c.id desc limit $4::int4`,
      [club.club_no, key?.[0] ?? null, key?.[1] ?? null, query.limit + 1],
    )
    return pageOf(rows, query.limit, (row) => [toInstant(row.requested_at), row.id], viewOfChange)
  },
})

interface DayRow {
  day: string
  joins: number
  leaves: number
  active: number
  earned: number
  taken: number
  orders: number
  sales: number
  member_orders: number
  member_sales: number
  refunds: number
}

const viewOfDay = (businessDay: string, row: DayRow | undefined) => ({
  businessDay,
  joins: row?.joins ?? 0,
  leaves: row?.leaves ?? 0,
  active: row?.active ?? 0,
  earned: row?.earned ?? 0,
  taken: row?.taken ?? 0,
  orders: row?.orders ?? 0,
  sales: row?.sales ?? 0,
  memberOrders: row?.member_orders ?? 0,
  memberSales: row?.member_sales ?? 0,
  refunds: row?.refunds ?? 0,
})

const getOverview = route({
  name: 'getOverview',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/overview',
  tag: 'clubs',
  summary: 'The club today, yesterday and over the last days; what waits for the owner',
  clauses: ['CLUB-8', 'TASK-9'],
  access: { kind: 'club', permission: 'overview' },
  params: ownerParams,
  query: z.object({ days: z.coerce.number().int().min(1).max(90).default(14) }),
  answer: overview,
  handle: async (app, { params, query }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const today = app.calendar.dayOf(await app.clock.now())
    const days = Array.from({ length: query.days }, (_, index) => app.calendar.plusDays(today, index + 1 - query.days))
    const yesterday = app.calendar.plusDays(today, -1)
    const rows = await app.db.query<DayRow>(
      `select day, sum(joins)::int4 as joins, sum(leaves)::int4 as leaves, sum(active)::int4 as active, sum(earned)::int8 as earned,
         sum(taken)::int8 as taken, sum(orders)::int4 as orders, least(sum(sales), ${Number.MAX_SAFE_INTEGER})::int8 as sales, sum(member_orders)::int4 as member_orders,
         least(sum(member_sales), ${Number.MAX_SAFE_INTEGER})::int8 as member_sales, sum(refunds)::int4 as refunds
       from club_day where club_no = $1::int4 and day = any($2::date[]) group by day`,
      [club.club_no, [...days, yesterday]],
    )
    const byDay = new Map(rows.map((row) => [row.day, row]))
    const waiting = await app.db.query<{ refunds: number; review: boolean; change: boolean }>(
      `select (select count(*)::int4 from order_waiting where club_no = $1::int4 and status <> 'settled' and kind = 'refund') as refunds,
         exists (select 1 from review where club_no = $1::int4 and status = 'waiting') as review,
         exists (select 1 from mode_change where club_no = $1::int4 and status = 'pending') as change`,
      [club.club_no],
    )
    const first = waiting[0]
    return {
      ownerId: params.ownerId,
      currency: club.currency,
      members: await countMembers(app.db, club.club_no, club.mode),
      today: viewOfDay(today, byDay.get(today)),
      yesterday: viewOfDay(yesterday, byDay.get(yesterday)),
      days: days.map((day) => viewOfDay(day, byDay.get(day))),
      waiting: {
        unmatchedRefunds: first?.refunds ?? 0,
        badgeReview: first?.review ?? false,
        pendingModeChange: first?.change ?? false,
      },
    }
  },
})

const getTrafficInputs = route({
  name: 'getTrafficInputs',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/traffic-inputs',
  tag: 'clubs',
  summary:
    'What a recommender may weigh: whether the owner runs a shopping club, since when, and how active its members are',
  clauses: ['CLUB-9'],
  access: { kind: 'platform' },
  params: ownerParams,
  answer: trafficInputs,
  handle: async (app, { params }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const now = await app.clock.now()
    const today = app.calendar.dayOf(now)
    const rows = await app.db.query<{ since: number; active: number }>(
      `select (select at from club_change where club_no = $1::int4 and kind = 'mode' and at <= $2::timestamptz
           order by at desc, change_no desc limit 1) as since,
         (select coalesce(sum(case $3 when 'live' then last_live else last_shopping end), 0)::int4 from club_day
           where club_no = $1::int4 and day >= $4::date) as active`,
      [club.club_no, toInstant(now), club.mode, app.calendar.plusDays(today, -ACTIVE_DAYS)],
    )
    const members = await countMembers(app.db, club.club_no, club.mode)
    const active = rows[0]?.active ?? 0
    return {
      ownerId: params.ownerId,
      shopping: club.mode === 'shopping',
      since: toInstant(Math.max(rows[0]?.since ?? 0, club.created_at)),
      members,
      activeMembers: active,
      activeShare: members === 0 ? 0 : active / members,
    }
  },
})

/** Routes that read clubs. */
export const clubReads: readonly Route[] = [
  listOwners,
  getOwner,
  getClub,
  getModeChanges,
  getOverview,
  getTrafficInputs,
]
