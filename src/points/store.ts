import { reject, type Rejection } from '../contract/rejections.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { PointsBook, PointsLine, PointsNews } from './apply.ts'

interface NewsRow {
  user_no: number
  club_no: number
  member: boolean
  epoch: number
  ledger_seq: number
  seq: number
  balance: number
  earned: number
  spent: number
  lapsed: number
  new_earned: number
  new_wanted: number
  lowest: number
}

/** A member of a club, by inner numbers. */
export interface Pair {
  readonly userNo: number
  readonly clubNo: number
}

/** Holds members until the commit, in one order: whoever earns or spends in between waits. */
async function lockMembers(tx: Queryable, pairs: readonly Pair[]): Promise<void> {
  await tx.query(
    `select 1 from fan where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[])) order by user_no, club_no for no key update`,
    columns(
      pairs,
      (pair) => pair.userNo,
      (pair) => pair.clubNo,
    ),
  )
}

/**
 * Locks members and reads their points with what the intimacy ledger has since: entries of tasks that earned, and refunds. A refund that CLUB-5
 * books in both modes is one. Who was never seen in a club is left out.
 */
export async function lockPoints(tx: Queryable, pairs: readonly Pair[]): Promise<PointsNews[]> {
  if (pairs.length === 0) return []
  await lockMembers(tx, pairs)
  const rows = await tx.query<NewsRow>(
    `with asked as (
       select f.user_no, f.club_no, f.epoch, f.seq as ledger_seq, b.epoch as book_epoch, coalesce(b.seq, 0) as seq,
         case when b.epoch = f.epoch then b.seen_seq else 0 end as seen_seq,
         coalesce(b.balance, 0) as balance, coalesce(b.earned, 0) as earned, coalesce(b.spent, 0) as spent,
         exists (select from membership m where m.user_no = f.user_no and m.club_no = f.club_no) as member
       from (select distinct user_no, club_no from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)) as t
       join fan f using (user_no, club_no) left join points_book b using (user_no, club_no)
     ), news as (
       select a.user_no, a.club_no, l.seq as place, l.delta as change
       from asked a join ledger l on l.user_no = a.user_no and l.club_no = a.club_no and l.seq > a.seen_seq and l.epoch = a.epoch
       where l.delta > 0 and l.kind not in ('correction', 'migration', 'leave', 'merge')
       union all
       select a.user_no, a.club_no, min(l.seq), -max(l.shortfall - l.delta)
       from asked a join ledger l on l.user_no = a.user_no and l.club_no = a.club_no and l.seq > a.seen_seq and l.epoch = a.epoch
       where l.kind = 'purchase' and l.reason = 'refund' and l.delta <= 0
       group by a.user_no, a.club_no, l.source_no, l.event_id
     ), sums as (
       select user_no, club_no, change, sum(change) over (partition by user_no, club_no order by place) as running from news
     ), total as (
       select user_no, club_no, coalesce(sum(change) filter (where change > 0), 0)::int8 as new_earned,
         coalesce(-sum(change) filter (where change < 0), 0)::int8 as new_wanted, least(min(running), 0)::int8 as lowest
       from sums group by user_no, club_no
     )
     select a.user_no, a.club_no, a.member, a.epoch, a.ledger_seq, a.seq,
       case when a.book_epoch = a.epoch then a.balance else 0 end as balance,
       case when a.book_epoch = a.epoch then a.earned else 0 end as earned,
       case when a.book_epoch = a.epoch then a.spent else 0 end as spent,
       case when a.book_epoch = a.epoch then 0 else a.balance end as lapsed,
       coalesce(t.new_earned, 0) as new_earned, coalesce(t.new_wanted, 0) as new_wanted, coalesce(t.lowest, 0) as lowest
     from asked a left join total t using (user_no, club_no) order by a.user_no, a.club_no`,
    columns(
      pairs,
      (pair) => pair.userNo,
      (pair) => pair.clubNo,
    ),
  )
  return rows.map((row) => ({
    userNo: row.user_no,
    clubNo: row.club_no,
    member: row.member,
    epoch: row.epoch,
    ledgerSeq: row.ledger_seq,
    seq: row.seq,
    balance: row.balance,
    earned: row.earned,
    spent: row.spent,
    lapsed: row.lapsed,
    news: { earned: row.new_earned, wanted: row.new_wanted, lowest: row.lowest },
  }))
}

/** Writes books as they are afterwards, and their new lines. */
export async function savePoints(
  tx: Queryable,
  books: readonly PointsBook[],
  lines: readonly PointsLine[],
  now: number,
): Promise<void> {
  if (books.length > 0)
    await tx.query(
      `insert into points_book (user_no, club_no, seq, epoch, seen_seq, balance, earned, spent)
       select * from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[], $5::int4[], $6::int8[], $7::int8[], $8::int8[])
       on conflict (user_no, club_no) do update set seq = excluded.seq, epoch = excluded.epoch, seen_seq = excluded.seen_seq,
         balance = excluded.balance, earned = excluded.earned, spent = excluded.spent`,
      columns(
        books,
        (book) => book.userNo,
        (book) => book.clubNo,
        (book) => book.seq,
        (book) => book.epoch,
        (book) => book.seenSeq,
        (book) => book.balance,
        (book) => book.earned,
        (book) => book.spent,
      ),
    )
  if (lines.length > 0)
    await tx.query(
      `insert into points_entry (user_no, club_no, seq, at, kind, delta, balance, shortfall, seen_seq, campaign_id, reason, actor)
       select user_no, club_no, seq, $12::timestamptz, kind, delta, balance, shortfall, seen_seq, campaign_id, reason, actor
       from unnest($1::int8[], $2::int4[], $3::int4[], $4::text[], $5::int8[], $6::int8[], $7::int8[], $8::int4[], $9::uuid[], $10::text[], $11::text[])
         as t(user_no, club_no, seq, kind, delta, balance, shortfall, seen_seq, campaign_id, reason, actor)`,
      [
        ...columns(
          lines,
          (line) => line.userNo,
          (line) => line.clubNo,
          (line) => line.seq,
          (line) => line.kind,
          (line) => line.delta,
          (line) => line.balance,
          (line) => line.shortfall,
          (line) => line.seenSeq,
          (line) => line.campaignId,
          (line) => line.reason,
          (line) => line.actor,
        ),
        toInstant(now),
      ],
    )
}

/** A user and a club by their ids, the user held against a merge until the commit (PLT-8). @returns `unknown_owner` | `not_a_member` */
export async function holdMember(
  tx: Queryable,
  { ownerId, userId }: { readonly ownerId: string; readonly userId: string },
): Promise<Pair | Rejection> {
  const [club] = await tx.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  if (club === undefined) return reject('unknown_owner')
  for (;;) {
    const [alias] = await tx.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
    if (alias === undefined) return reject('not_a_member')
    const held = await tx.query(
      'select 1 from person where user_no = $1::int8 and merged_into is null and erased_at is null for share',
      [alias.user_no],
    )
    // merged away while we waited: his id finds the other now
    if (held.length > 0) return { userNo: alias.user_no, clubNo: club.club_no }
  }
}

/** Clubs in which a user was ever seen. */
export async function clubsOf(tx: Queryable, userNo: number): Promise<number[]> {
  const rows = await tx.query<{ club_no: number }>(
    'select club_no from fan where user_no = $1::int8 order by club_no',
    [userNo],
  )
  return rows.map((row) => row.club_no)
}
