import { z } from 'zod'
import {
  campaignLimits,
  campaignList,
  campaignListQuery,
  campaignQuery,
  campaignView,
  winnerList,
  wishTotals,
  type CampaignView,
} from '../contract/campaigns.ts'
import { id, page, uuid } from '../contract/forms.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { mayActFor } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { missingOf } from './apply.ts'
import { getDraw, proofOf } from './drawing/read.ts'
import { loadEntrants, type EntrantRow } from './entering/store.ts'
import { getResult } from './result/read.ts'
import { campaignSelect, findCampaign, hasBegun, statusAt, statusColumn, type CampaignRow } from './store.ts'

const campaignParams = z.object({ campaignId: uuid })

/** Whether a subject speaks for a user: the platform does for all, a fan for himself by any of his ids (PLT-8). */
export async function isSelf(on: Queryable, subject: Subject, userId: string): Promise<boolean> {
  if (subject.role === 'platform' || subject.role === 'admin') return true
  if (subject.role !== 'fan') return false
  if (subject.id === userId) return true
  const rows = await on.query(
    'select 1 from person_alias a join person_alias b using (user_no) where a.user_id = $1 and b.user_id = $2',
    [subject.id, userId],
  )
  return rows.length > 0
}

interface WinnerRow {
  readonly campaign_no: number
  readonly user_id: string
  readonly name: string | null
  readonly prize: number
  readonly entry: number
  readonly order_id: string | null
  readonly worth: number
  readonly delivered: boolean
}

const winnerColumns = `w.campaign_no, p.user_id, p.name, w.prize, w.entry, w.order_id, w.worth, w.delivered_at is not null as delivered`

/** Orders, and what is paid back of them, are between the winner and the owner. */
const viewOfWinner = (row: WinnerRow, { currency }: CampaignRow, withOrders: boolean) => ({
  userId: row.user_id,
  name: row.name,
  prize: row.prize,
  entry: row.entry,
  orderId: withOrders ? row.order_id : null,
  worth: withOrders ? { value: row.worth, currency } : null,
  delivered: row.delivered,
})

/** Who won a draw is for all to see (BEN-7); who bought what with his points is between him and the owner. */
const tellsWinners = ({ kind }: CampaignRow, isOwner: boolean): boolean => isOwner || kind !== 'pointsExchange'

/** What an entry won, as the owner sees it. */
export async function winnersByEntry(on: Queryable, campaign: CampaignRow, entry: number) {
  const rows = await on.query<WinnerRow>(
    `select ${winnerColumns} from campaign_winner w join person p using (user_no)
     where w.campaign_no = $1::int4 and w.entry = $2::int4 order by w.prize`,
    [campaign.campaign_no, entry],
  )
  return rows.map((row) => viewOfWinner(row, campaign, true))
}

interface Count {
  readonly campaign_no: number
  readonly entries: number
  readonly joined: number
}

/** The user whose `mine` is asked for: a fan's own; for the platform and the owner the one they name. */
const askedUser = (subject: Subject, userId: string | undefined): string | null =>
  subject.role === 'fan' ? subject.id : (userId ?? null)

/** Views of campaigns: as many statements for one as for a page of them. */
async function viewAll(
  app: App,
  subject: Subject,
  rows: readonly CampaignRow[],
  { userId, now }: { readonly userId: string | null; readonly now: number },
): Promise<CampaignView[]> {
  const on = app.db
  const numbers = rows.map((row) => row.campaign_no)
  const counts = await on.query<Count>(
    `select campaign_no, sum(entries)::int4 as entries, sum(joined)::int4 as joined from campaign_count
     where campaign_no = any($1::int4[]) group by campaign_no`,
    [numbers],
  )
  const winners = await on.query<WinnerRow & { readonly total: number; readonly total_delivered: number }>(
    `select w.* from unnest($1::int4[]) as t(campaign_no) cross join lateral (
       select ${winnerColumns}, count(*) over ()::int4 as total, count(w.delivered_at) over ()::int4 as total_delivered
       from campaign_winner w join person p using (user_no) where w.campaign_no = t.campaign_no
       order by w.prize, w.entry limit ${campaignLimits.winnersShown}) as w`,
    [numbers],
  )
  const seeds = await on.query<{ campaign_no: number; seed: string }>(
    `select campaign_no, encode(seed, 'hex') as seed from campaign_draw where campaign_no = any($1::int4[])`,
    [numbers],
  )
  const mine = userId === null ? null : await entrantOf(app, { userId, now }, numbers)
  const countOf = new Map(counts.map((row) => [row.campaign_no, row]))
  const seedOf = new Map(seeds.map((row) => [row.campaign_no, row.seed]))
  return rows.map((row) => {
    const count = countOf.get(row.campaign_no)
    const isOwner = mayActFor(subject, row.owner_id, 'benefits')
    const won = tellsWinners(row, isOwner)
      ? winners.filter(({ campaign_no: campaignNo }) => campaignNo === row.campaign_no)
      : []
    return {
      ...faceOf(row, now),
      entries: count?.entries ?? 0,
      joined: count?.joined ?? 0,
      proof: proofOf(row, count?.entries ?? 0, seedOf.get(row.campaign_no) ?? null),
      winners: won.map((winner) => viewOfWinner(winner, row, isOwner)),
      winnersCount: won[0]?.total ?? 0,
      deliveredCount: won[0]?.total_delivered ?? 0,
      mine: mine === null ? null : viewOfMine(row, mine.get(row.campaign_no) ?? null, tellsEntries(subject)),
    }
  })
}

async function entrantOf(
  app: App,
  { userId, now }: { readonly userId: string; readonly now: number },
  campaignNos: readonly number[],
): Promise<ReadonlyMap<number, EntrantRow>> {
  const people = await app.db.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [
    userId,
  ])
  const userNo = people[0]?.user_no
  if (userNo === undefined) return new Map()
  const book = await app.rules()
  const rows = await loadEntrants(
    app.db,
    campaignNos.map((campaignNo) => ({ userNo, campaignNo })),
    book.ofDay(app.calendar.dayOf(now)),
  )
  return new Map(rows.map((row) => [row.campaignNo, row]))
}

function faceOf(row: CampaignRow, now: number) {
  const money = (value: number) => ({ value, currency: row.currency })
  return {
    campaignId: row.campaign_id,
    ownerId: row.owner_id,
    kind: row.kind,
    name: row.name,
    status: statusAt(row, now),
    sessionId: row.session_id,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    conditions: row.conditions,
    prizes: row.prizes.map(({ name, quota, worth, benefitId, points, taken }) => ({
      name,
      quota,
      worth: money(worth),
      ...(benefitId === null ? {} : { benefitId }),
      ...(points === null ? {} : { points }),
      left: quota - taken,
    })),
    severalPerUser: row.several_per_user,
  }
}

/** What an entry is made of is told to the fan and the platform alone: who else knew it could tell the record's lines apart (docs/draws.md). */
const tellsEntries = ({ role }: Subject): boolean => role === 'fan' || role === 'platform' || role === 'admin'

function viewOfMine(row: CampaignRow, entrant: EntrantRow | null, tells: boolean): CampaignView['mine'] {
  const entry = entrant?.entry ?? null
  const told = tells ? entry : null
  const facts = entrant ?? { level: null, said: false, watchedMs: 0, hasTicket: false }
  const open = entry === null && (row.status === 'running' || row.status === 'planned')
  return {
    entered: entry !== null,
    missing: open ? missingOf(row.conditions, row.least_level, facts) : [],
    watchedSeconds: Math.floor(facts.watchedMs / 1_000),
    entryHash: told?.hash ?? null,
    salt: told?.salt ?? null,
    nonce: told?.nonce ?? null,
    proofUserId: told?.enteredAs ?? null,
    prize: entry?.prize ?? null,
    // what he took in an exchange is his `prize`
    won: row.kind === 'pointsExchange' ? [] : [...(entrant?.won ?? [])],
    given: row.kind === 'pointsExchange' ? [] : [...(entrant?.given ?? [])],
  }
}

/** What is planned or was called off is between the owner and his staff. */
const isShown = (row: CampaignRow, subject: Subject, now: number): boolean =>
  hasBegun(row, now) || mayActFor(subject, row.owner_id, 'benefits')

/** One campaign as a subject sees it; `not_found`. */
export async function viewCampaign(
  app: App,
  subject: Subject,
  campaignId: string,
  userId?: string,
): Promise<CampaignView | Rejection> {
  const row = await findCampaign(app.db, campaignId)
  const now = await app.clock.now()
  if (row === null || !isShown(row, subject, now)) return reject('not_found')
  const mine =
    mayActFor(subject, row.owner_id, 'benefits') || subject.role === 'fan' ? askedUser(subject, userId) : null
  const [view] = await viewAll(app, subject, [row], { userId: mine, now })
  return view ?? reject('not_found')
}

const getCampaign = route({
  name: 'getCampaign',
  method: 'GET',
  path: '/v1/campaigns/{campaignId}',
  tag: 'campaigns',
  summary: 'A campaign, with what the asking fan still lacks, and its proof',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'any' },
  params: campaignParams,
  query: campaignQuery,
  answer: campaignView,
  handle: (app, { params, query, subject }) => viewCampaign(app, subject, params.campaignId, query.userId),
})

const listCampaigns = route({
  name: 'listCampaigns',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/campaigns',
  tag: 'campaigns',
  summary: 'Campaigns of a club, newest first; what is planned or called off only for the owner',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'any' },
  params: z.object({ ownerId: id }),
  query: campaignListQuery,
  answer: campaignList,
  handle: async (app, { params, query, subject }) => {
    const before = readCursor(query.cursor, 'instant', 'integer')
    const isOwner = mayActFor(subject, params.ownerId, 'benefits')
    const now = await app.clock.now()
    const status = statusColumn('$9::timestamptz')
    const rows = await app.db.query<CampaignRow>(
      `${campaignSelect} where c.owner_id = $1 and ($2::text = 'all' or ${status} = $2) and ($3::text is null or k.kind = $3)
         and ($4::text is null or s.session_id = $4) and ($5::bool or ${status} not in ('planned', 'cancelled'))
         and ($6::timestamptz is null or (k.starts_at, k.campaign_no) < ($6::timestamptz, $7::int8))
       order by k.starts_at desc, k.campaign_no desc limit $8::int4`,
      [
        params.ownerId,
        query.status,
        query.kind ?? null,
        query.sessionId ?? null,
        isOwner,
        before?.[0] ?? null,
        before?.[1] ?? null,
        query.limit + 1,
        toInstant(now),
      ],
    )
    const shown = rows.slice(0, query.limit)
    const mine = isOwner || subject.role === 'fan' ? askedUser(subject, query.userId) : null
    const views = await viewAll(app, subject, shown, { userId: mine, now })
    const cut = pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.starts_at), row.campaign_no],
      () => null,
    )
    return { items: views, nextCursor: cut.nextCursor }
  },
})

const listWinners = route({
  name: 'listCampaignWinners',
  method: 'GET',
  path: '/v1/campaigns/{campaignId}/winners',
  tag: 'campaigns',
  summary: 'Every winner, by prize; orders, and who exchanged what, only for the owner',
  clauses: ['BEN-7', 'BEN-10'],
  access: { kind: 'any' },
  params: campaignParams,
  query: page,
  answer: winnerList,
  handle: async (app, { params, query, subject }) => {
    const row = await findCampaign(app.db, params.campaignId)
    if (row === null || !isShown(row, subject, await app.clock.now())) return reject('not_found')
    const isOwner = mayActFor(subject, row.owner_id, 'benefits')
    if (!tellsWinners(row, isOwner)) return { items: [], nextCursor: null }
    const after = readCursor(query.cursor, 'integer', 'integer')
    const rows = await app.db.query<WinnerRow>(
      `select ${winnerColumns} from campaign_winner w join person p using (user_no)
       where w.campaign_no = $1::int4 and ($2::int8 is null or (w.prize, w.entry) > ($2::int8, $3::int8))
       order by w.prize, w.entry limit $4::int4`,
      [row.campaign_no, after?.[0] ?? null, after?.[1] ?? null, query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (winner) => [winner.prize, winner.entry],
      (winner) => viewOfWinner(winner, row, isOwner),
    )
  },
})

const getWishes = route({
  name: 'getCampaignWishes',
  method: 'GET',
  path: '/v1/campaigns/{campaignId}/wishes',
  tag: 'campaigns',
  summary: 'How many wished for each prize (wish list) or took it (exchange)',
  clauses: ['BEN-10'],
  access: { kind: 'any' },
  params: campaignParams,
  answer: wishTotals,
  handle: async (app, { params, subject }) => {
    const row = await findCampaign(app.db, params.campaignId)
    if (row === null || !isShown(row, subject, await app.clock.now())) return reject('not_found')
    const counts = await app.db.query<{ prize: number; wishes: number }>(
      `select prize, sum(entries)::int4 as wishes from campaign_count where campaign_no = $1::int4 and prize >= 0 group by prize`,
      [row.campaign_no],
    )
    const byPrize = new Map(counts.map(({ prize, wishes }) => [prize, wishes]))
    return { items: row.prizes.map((_, prize) => ({ prize, wishes: byPrize.get(prize) ?? 0 })) }
  },
})

/** Routes that read campaigns. */
export const campaignReads: readonly Route[] = [getCampaign, listCampaigns, listWinners, getWishes, getResult, getDraw]
