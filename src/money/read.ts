import { z } from 'zod'
import { id, page, uuid } from '../contract/forms.ts'
import {
  budgetView,
  payoutList,
  payoutListQuery,
  payoutView,
  postingList,
  userBalance,
  type PayoutView,
} from '../contract/money.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { findClub, findPayout, findUser, listPayouts, listUserPayouts, readUserBooks, type PayoutRow } from './store.ts'

const ownerParams = z.object({ ownerId: id })
const userParams = z.object({ userId: id })

interface PersonRow {
  readonly user_no: number
  readonly user_id: string
  readonly name: string | null
}

/** People's first ids and names, by inner number. */
async function peopleOf(on: Queryable, userNos: readonly number[]): Promise<ReadonlyMap<number, PersonRow>> {
  if (userNos.length === 0) return new Map()
  const rows = await on.query<PersonRow>('select user_no, user_id, name from person where user_no = any($1::int8[])', [
    [...new Set(userNos)],
  ])
  return new Map(rows.map((row) => [row.user_no, row]))
}

/** An owner's budget as it stands. */
export async function viewBudget(app: App, ownerId: string): Promise<z.output<typeof budgetView> | Rejection> {
  const [row] = await app.db.query<{
    currency: string
    budget: number | null
    held: number | null
    paid: number | null
    returned: number | null
  }>(
    `select c.currency, b.budget, b.held, b.paid, b.returned from club c left join owner_book b using (club_no) where c.owner_id = $1`,
    [ownerId],
  )
  if (row === undefined) return reject('unknown_owner')
  const money = (value: number | null) => ({ value: value ?? 0, currency: row.currency })
  return {
    ownerId,
    available: money(row.budget),
    held: money(row.held),
    paid: money(row.paid),
    returned: money(row.returned),
  }
}

const getBudget = route({
  name: 'getBudget',
  method: 'GET',
  path: '/v1/owners/{ownerId}/budget',
  tag: 'money',
  summary: 'What an owner can spend on red packets and benefits, what open packets hold, what went to users',
  clauses: ['BEN-8'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  answer: budgetView,
  handle: (app, { params }) => viewBudget(app, params.ownerId),
})

interface PostingRow {
  seq: number
  side: number
  transfer_id: string
  at: number
  kind: z.output<typeof postingList>['items'][number]['kind']
  account: 'budget' | 'held'
  change: number
  balance: number
  user_no: number | null
  packet_id: string | null
  benefit_id: string | null
  note: string | null
}

const listBudgetLedger = route({
  name: 'listBudgetLedger',
  method: 'GET',
  path: '/v1/owners/{ownerId}/budget/ledger',
  tag: 'money',
  summary: 'The owner’s books: every posting on budget and held with the balance afterwards, newest first',
  clauses: ['BEN-8'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  query: page,
  answer: postingList,
  handle: async (app, { params, query }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const before = readCursor(query.cursor, 'integer', 'integer')
    const rows = await app.db.query<PostingRow>(
      `select t.seq, s.side, t.transfer_id, t.at, t.kind, s.account, s.change, s.balance, t.user_no, t.packet_id, t.benefit_id, t.note
       from owner_transfer t cross join lateral (values (1, t.from_account, -t.amount, t.from_balance), (2, t.to_account, t.amount, t.to_balance))
         as s(side, account, change, balance)
       where t.club_no = $1::int4 and s.account in ('budget', 'held') and ($2::int8 is null or (t.seq::int8, s.side::int8) < ($2::int8, $3::int8))
         and ($2::int8 is null or t.seq <= $2::int8)
       order by t.seq desc, s.side desc limit $4::int4`,
      [club.club_no, before?.[0] ?? null, before?.[1] ?? null, query.limit + 1],
    )
    const users = await peopleOf(
      app.db,
      rows.flatMap((row) => row.user_no ?? []),
    )
    const money = (value: number) => ({ value, currency: club.currency })
    return pageOf(
      rows,
      query.limit,
      (row) => [row.seq, row.side],
      (row) => ({
        transferId: row.transfer_id,
        at: toInstant(row.at),
        kind: row.kind,
        account: row.account,
        userId: users.get(row.user_no ?? 0)?.user_id ?? null,
        userName: users.get(row.user_no ?? 0)?.name ?? null,
        change: money(row.change),
        balance: money(row.balance),
        packetId: row.packet_id,
        benefitId: row.benefit_id,
        note: row.note,
      }),
    )
  },
})

const getBalance = route({
  name: 'getBalance',
  method: 'GET',
  path: '/v1/users/{userId}/balance',
  tag: 'money',
  summary: 'What a user has from red packets of all owners, by currency',
  clauses: ['BEN-8'],
  access: { kind: 'self' },
  params: userParams,
  answer: userBalance,
  handle: async (app, { params: { userId } }) => {
    const userNo = await findUser(app.db, userId)
    if (userNo === null) return { userId, items: [] }
    const books = await readUserBooks(app.db, [userNo], false)
    return {
      userId: (await peopleOf(app.db, [userNo])).get(userNo)?.user_id ?? userId,
      items: books.map(({ currency, balance, payout, outside }) => ({
        currency,
        available: { value: balance, currency },
        payingOut: { value: payout, currency },
        paidOut: { value: outside, currency },
      })),
    }
  },
})

async function viewPayouts(on: Queryable, rows: readonly PayoutRow[]): Promise<PayoutView[]> {
  const users = await peopleOf(
    on,
    rows.map((row) => row.user_no),
  )
  return rows.map((row) => ({
    payoutId: row.payout_id,
    userId: users.get(row.user_no)?.user_id ?? '',
    amount: { value: row.amount, currency: row.currency },
    status: row.status,
    requestedAt: toInstant(row.requested_at),
    decidedAt: row.decided_at === null ? null : toInstant(row.decided_at),
    reference: row.reference,
    reason: row.reason,
  }))
}

/** One pay-out. */
export async function viewPayout(on: Queryable, payoutId: string): Promise<PayoutView | Rejection> {
  const row = await findPayout(on, payoutId, false)
  const [view] = row === null ? [] : await viewPayouts(on, [row])
  return view ?? reject('not_found')
}

async function pageOfPayouts(on: Queryable, rows: readonly PayoutRow[], limit: number) {
  const { items, nextCursor } = pageOf(
    rows,
    limit,
    (row) => [toInstant(row.requested_at), row.payout_id],
    (row) => row,
  )
  return { items: await viewPayouts(on, items), nextCursor }
}

const listOwnPayouts = route({
  name: 'listUserPayouts',
  method: 'GET',
  path: '/v1/users/{userId}/payouts',
  tag: 'money',
  summary: 'A user’s pay-outs, newest first',
  clauses: ['BEN-8'],
  access: { kind: 'self' },
  params: userParams,
  query: page,
  answer: payoutList,
  handle: async (app, { params, query: { limit, cursor } }) => {
    const userNo = await findUser(app.db, params.userId)
    if (userNo === null) return { items: [], nextCursor: null }
    const before = readCursor(cursor, 'instant', 'uuid')
    return pageOfPayouts(app.db, await listUserPayouts(app.db, userNo, before, limit + 1), limit)
  },
})

const listAllPayouts = route({
  name: 'listPayouts',
  method: 'GET',
  path: '/v1/payouts',
  tag: 'money',
  summary: 'Pay-outs of all users, the oldest first: what the platform is to pay',
  clauses: ['BEN-8'],
  access: { kind: 'platform' },
  query: payoutListQuery,
  answer: payoutList,
  handle: async (app, { query: { status = null, limit, cursor } }) => {
    const after = readCursor(cursor, 'instant', 'uuid')
    return pageOfPayouts(app.db, await listPayouts(app.db, status, after, limit + 1), limit)
  },
})

const getPayout = route({
  name: 'getPayout',
  method: 'GET',
  path: '/v1/payouts/{payoutId}',
  tag: 'money',
  summary: 'One pay-out',
  clauses: ['BEN-8'],
  access: { kind: 'platform' },
  params: z.object({ payoutId: uuid }),
  answer: payoutView,
  handle: (app, { params }) => viewPayout(app.db, params.payoutId),
})

/** Routes that read money. */
export const moneyReads: readonly Route[] = [
  getBudget,
  listBudgetLedger,
  getBalance,
  listOwnPayouts,
  listAllPayouts,
  getPayout,
]
