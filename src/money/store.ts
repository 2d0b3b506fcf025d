import { v7 as uuidv7 } from 'uuid'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { OwnerAccounts, OwnerTransfer, UserAccounts, UserTransfer } from './apply.ts'

/** Owners' books, locked until the commit in one order, made where they are not there yet; unknown clubs are left out. */
export async function lockOwnerBooks(tx: Queryable, clubNos: readonly number[]): Promise<OwnerAccounts[]> {
  const wanted = [...new Set(clubNos)].sort((a, b) => a - b)
  if (wanted.length === 0) return []
  const lock = () =>
    tx.query<OwnerAccounts>(
      `select club_no as "clubNo", currency, seq, outside, budget, held, paid, returned from owner_book
       where club_no = any($1::int4[]) order by club_no for no key update`,
      [wanted],
    )
  const books = await lock()
  if (books.length === wanted.length) return books
  await tx.query(
    `insert into owner_book (club_no, currency) select club_no, currency from club where club_no = any($1::int4[]) order by club_no
     on conflict (club_no) do nothing`,
    [wanted],
  )
  return lock()
}

/** Adds to users' balances, in one order; returns what they are afterwards. */
export function addToBalances(
  tx: Queryable,
  gains: readonly { readonly userNo: number; readonly currency: string; readonly amount: number }[],
): Promise<{ user_no: number; currency: string; balance: number }[]> {
  return tx.query(
    `insert into user_book as b (user_no, currency, balance)
     select user_no, currency, sum(amount)::int8 from unnest($1::int8[], $2::text[], $3::int8[]) as t(user_no, currency, amount)
     group by user_no, currency order by user_no, currency
     on conflict (user_no, currency) do update set balance = b.balance + excluded.balance
     returning user_no, currency, balance`,
    columns(
      gains,
      (gain) => gain.userNo,
      (gain) => gain.currency,
      (gain) => gain.amount,
    ),
  )
}

/** Writes transfers of owners' money. */
export async function addOwnerTransfers(
  tx: Queryable,
  transfers: readonly OwnerTransfer[],
  now: number,
): Promise<void> {
  await tx.query(
    `insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance, user_no,
       packet_id, benefit_id, note, actor)
     select club_no, seq, transfer_id, $15::timestamptz, kind, from_account, to_account, amount, from_balance, to_balance, user_no,
       packet_id, benefit_id, note, actor
     from unnest($1::int4[], $2::int4[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::int8[], $9::int8[], $10::int8[],
       $11::uuid[], $12::uuid[], $13::text[], $14::text[])
       as t(club_no, seq, transfer_id, kind, from_account, to_account, amount, from_balance, to_balance, user_no, packet_id, benefit_id, note, actor)`,
    [
      ...columns(
        transfers,
        (t) => t.clubNo,
        (t) => t.seq,
        () => uuidv7(),
        (t) => t.kind,
        (t) => t.from,
        (t) => t.to,
        (t) => t.amount,
        (t) => t.fromBalance,
        (t) => t.toBalance,
        (t) => t.userNo ?? null,
        (t) => t.packetId ?? null,
        (t) => t.benefitId ?? null,
        (t) => t.note ?? null,
        (t) => t.actor ?? null,
      ),
      toInstant(now),
    ],
  )
}

/** Writes locked books as they are afterwards. */
export async function setOwnerBooks(tx: Queryable, books: readonly OwnerAccounts[]): Promise<void> {
  await tx.query(
    `update owner_book b set seq = t.seq, outside = t.outside, budget = t.budget, held = t.held, paid = t.paid, returned = t.returned
     from unnest($1::int4[], $2::int4[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[])
       as t(club_no, seq, outside, budget, held, paid, returned)
     where b.club_no = t.club_no`,
    columns(
      books,
      (book) => book.clubNo,
      (book) => book.seq,
      (book) => book.outside,
      (book) => book.budget,
      (book) => book.held,
      (book) => book.paid,
      (book) => book.returned,
    ),
  )
}

/** An owner's club. */
export async function findClub(on: Queryable, ownerId: string): Promise<{ club_no: number; currency: string } | null> {
  const rows = await on.query<{ club_no: number; currency: string }>(
    'select club_no, currency from club where owner_id = $1',
    [ownerId],
  )
  return rows[0] ?? null
}

/** The inner number of a user, or null: never heard of. */
export async function findUser(on: Queryable, userId: string): Promise<number | null> {
  const rows = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
  return rows[0]?.user_no ?? null
}

/** A user held against a merge until the commit (PLT-8); null: never heard of. */
export async function holdUser(tx: Queryable, userId: string): Promise<number | null> {
  for (;;) {
    const userNo = await findUser(tx, userId)
    if (userNo === null) return null
    const held = await tx.query(
      'select 1 from person where user_no = $1::int8 and merged_into is null and erased_at is null for share',
      [userNo],
    )
    // merged away while we waited: his id finds the other now
    if (held.length > 0) return userNo
  }
}

const userBookColumns = 'user_no as "userNo", currency, seq, balance, paying_out as payout, outside'

/** Users' books, by user and currency. @param lock held until the commit, in one order for all */
export function readUserBooks(tx: Queryable, userNos: readonly number[], lock: boolean): Promise<UserAccounts[]> {
  return tx.query<UserAccounts>(
    `select ${userBookColumns} from user_book where user_no = any($1::int8[]) order by user_no, currency ${lock ? 'for no key update' : ''}`,
    [userNos],
  )
}

/**
 * The books of two ids that become one, locked until the commit. What takes over is made first, in every currency of the other's: who is given
 * money for the first time meanwhile (a draw does not hold people of other clubs) waits for it, and an absent row would hold nobody up.
 */
export async function lockBooksOfBoth(tx: Queryable, from: number, into: number): Promise<UserAccounts[]> {
  await tx.query(
    `insert into user_book (user_no, currency) select $2::int8, currency from user_book where user_no = $1::int8 order by currency
     on conflict (user_no, currency) do nothing`,
    [from, into],
  )
  return readUserBooks(tx, [from, into], true)
}

/** Writes transfers of users' money. */
export async function addUserTransfers(tx: Queryable, transfers: readonly UserTransfer[], now: number): Promise<void> {
  if (transfers.length === 0) return
  await tx.query(
    `insert into user_transfer (user_no, currency, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance,
       other_no, payout_id, note, actor)
     select user_no, currency, seq, transfer_id, $15::timestamptz, kind, from_account, to_account, amount, from_balance, to_balance,
       other_no, payout_id, note, actor
     from unnest($1::int8[], $2::text[], $3::int4[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int8[], $9::int8[], $10::int8[],
       $11::int8[], $12::uuid[], $13::text[], $14::text[])
       as t(user_no, currency, seq, transfer_id, kind, from_account, to_account, amount, from_balance, to_balance, other_no, payout_id, note, actor)`,
    [
      ...columns(
        transfers,
        (t) => t.userNo,
        (t) => t.currency,
        (t) => t.seq,
        () => uuidv7(),
        (t) => t.kind,
        (t) => t.from,
        (t) => t.to,
        (t) => t.amount,
        (t) => t.fromBalance,
        (t) => t.toBalance,
        (t) => t.otherNo,
        (t) => t.payoutId,
        (t) => t.note,
        (t) => t.actor,
      ),
      toInstant(now),
    ],
  )
}

/** Writes locked books of users as they are afterwards. */
export async function setUserBooks(tx: Queryable, books: readonly UserAccounts[]): Promise<void> {
  await tx.query(
    `update user_book b set seq = t.seq, balance = t.balance, paying_out = t.paying_out, outside = t.outside
     from unnest($1::int8[], $2::text[], $3::int4[], $4::int8[], $5::int8[], $6::int8[])
       as t(user_no, currency, seq, balance, paying_out, outside)
     where b.user_no = t.user_no and b.currency = t.currency`,
    columns(
      books,
      (book) => book.userNo,
      (book) => book.currency,
      (book) => book.seq,
      (book) => book.balance,
      (book) => book.payout,
      (book) => book.outside,
    ),
  )
}

/** A pay-out as stored. */
export interface PayoutRow {
  readonly payout_id: string
  readonly user_no: number
  readonly currency: string
  readonly amount: number
  readonly status: 'requested' | 'done' | 'failed'
  readonly requested_at: number
  readonly decided_at: number | null
  readonly reference: string | null
  readonly reason: string | null
}

const payoutColumns = 'payout_id, user_no, currency, amount, status, requested_at, decided_at, reference, reason'

/** A pay-out by its id. @param lock held until the commit */
export async function findPayout(on: Queryable, payoutId: string, lock: boolean): Promise<PayoutRow | null> {
  const rows = await on.query<PayoutRow>(
    `select ${payoutColumns} from payout where payout_id = $1::uuid ${lock ? 'for update' : ''}`,
    [payoutId],
  )
  return rows[0] ?? null
}

/** Pay-outs by state, oldest first, so that what waits longest is seen first. `after`: key of the page before. */
export function listPayouts(
  on: Queryable,
  status: PayoutRow['status'] | null,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<PayoutRow[]> {
  return on.query<PayoutRow>(
    `select ${payoutColumns} from payout
     where ($1::text is null or status = $1) and ($2::timestamptz is null or (requested_at, payout_id) > ($2::timestamptz, $3::uuid))
     order by requested_at, payout_id limit $4::int4`,
    [status, after?.[0] ?? null, after?.[1] ?? null, limit],
  )
}

/** A user's pay-outs, newest first. */
export function listUserPayouts(
  on: Queryable,
  userNo: number,
  before: readonly (string | number)[] | null,
  limit: number,
): Promise<PayoutRow[]> {
  return on.query<PayoutRow>(
    `select ${payoutColumns} from payout
     where user_no = $1::int8 and ($2::timestamptz is null or (requested_at, payout_id) < ($2::timestamptz, $3::uuid))
       and requested_at > hidden_until($1::int8)
     order by requested_at desc, payout_id desc limit $4::int4`,
    [userNo, before?.[0] ?? null, before?.[1] ?? null, limit],
  )
}

/** Makes a pay-out that waits for the platform. */
export async function addPayout(
  tx: Queryable,
  payout: Pick<PayoutRow, 'payout_id' | 'user_no' | 'currency' | 'amount'>,
  now: number,
): Promise<void> {
  await tx.query(
    `insert into payout (user_no, payout_id, currency, amount, status, requested_at)
     values ($1::int8, $2::uuid, $3, $4::int8, 'requested', $5::timestamptz)`,
    [payout.user_no, payout.payout_id, payout.currency, payout.amount, toInstant(now)],
  )
}

/** Writes what became of a locked pay-out. */
export async function setDecided(
  tx: Queryable,
  payoutId: string,
  decision: { readonly status: 'done' | 'failed'; readonly reference: string | null; readonly reason: string | null },
  by: string,
  now: number,
): Promise<void> {
  await tx.query(
    `update payout set status = $2, reference = $3, reason = $4, decided_by = $5, decided_at = $6::timestamptz where payout_id = $1::uuid`,
    [payoutId, decision.status, decision.reference, decision.reason, by, toInstant(now)],
  )
}

/** Locks a user's pay-outs until the commit: whoever decides one locks it before the book. */
export async function lockPayouts(tx: Queryable, userNo: number): Promise<void> {
  await tx.query('select 1 from payout where user_no = $1::int8 order by payout_id for update', [userNo])
}

/** Gives a user's pay-outs to another id of his. */
export async function movePayouts(tx: Queryable, from: number, into: number): Promise<void> {
  await tx.query('update payout set user_no = $2::int8 where user_no = $1::int8', [from, into])
}
