import { randomUUID } from 'node:crypto'
import { eraseFromGroups } from '../../group/erase/store.ts'
import { eraseFromPolls } from '../../group/polls/merge/store.ts'
import { eraseMedia } from '../../media/store.ts'
import { columns } from '../../lib/columns.ts'
import { recheckLinks } from '../../linking/running.ts'
import { COMMANDS_PART } from '../../lib/parts.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { eraseThreads } from '../../service/erase/store.ts'
import { publish } from '../save.ts'

/** What an erasure does to each table in its one transaction (docs/adr/0011; migrations/personal.json says it of every column). */

/** Rows of behaviour, which nothing is rebuilt from. `$1`: his numbers. */
const deleted: readonly string[] = ['watch_day', 'task_once', 'campaign_act', 'push_device', 'push_setting'].map(
  (table) => `delete from ${table} where user_no = any($1::int8[])`,
)

/** Words about him in rows that stay. `$1`: his numbers. */
const blanked: readonly string[] = [
  `update person_merge set reason = '' where into_no = any($1::int8[]) or from_no = any($1::int8[])`,
  `update ledger set reason = null where user_no = any($1::int8[]) and reason is not null`,
  `update points_entry set reason = null where user_no = any($1::int8[]) and reason is not null`,
  `update user_transfer set note = null, actor = null where user_no = any($1::int8[]) and (note is not null or actor is not null)`,
  `update payout set reason = '' where user_no = any($1::int8[]) and reason <> ''`,
]

/** Deletes what names him by an id and is kept for a while: requests under a key of his, events that failed. @param times until when it was kept, by the deciding clock and by the store's own, UTC ms */
export async function forgetRequests(
  tx: Queryable,
  userIds: readonly string[],
  times: { readonly decided: number; readonly real: number },
): Promise<void> {
  await tx.query('delete from quarantine where user_id = any($1::text[]) and first_at <= $2::timestamptz', [
    [...userIds],
    toInstant(times.decided),
  ])
  await tx.query(
    `delete from idempotency where caller in (select 'fan::' || t.id from unnest($1::text[]) as t(id)) and claimed_at <= $2::timestamptz`,
    [[...userIds], toInstant(times.real)],
  )
}

/** Everybody who was merged into a person, himself first (PLT-8). */
export async function numbersUnder(tx: Queryable, userNo: number): Promise<number[]> {
  const rows = await tx.query<{ user_no: number }>(
    `with recursive under as (
       select $1::int8 as user_no union select m.from_no from person_merge m join under u on m.into_no = u.user_no
     ) select user_no from under order by user_no <> $1::int8, user_no`,
    [userNo],
  )
  return rows.map((row) => row.user_no)
}

/**
 * Drops a person's ids, name and profile and all words about him; what stays goes by his inner number. He is a member of nothing, held with all
 * who were merged into him, and clubs are held, by the caller.
 * @param numbers his own first
 * @param userIds all of his ids
 * @param now decision time, UTC ms
 */
export async function forget(
  tx: Queryable,
  numbers: readonly number[],
  userIds: readonly string[],
  now: number,
): Promise<void> {
  const [userNo = 0] = numbers
  const pseudonym = `~${randomUUID()}`
  for (const text of [...deleted, ...blanked]) await tx.query(text, [[...numbers]])
  await forgetEntries(tx, numbers, pseudonym)
  // what nodes remember of him is old now: his ids find nobody until they come again
  await tx.query(
    `update fan set version = version + 1, follows = false, follow_at = null, entry_gift = null, entry_gift_at = null,
       excluded_reason = case when excluded_reason is not null then '' end
     where (user_no, club_no) in (
       select user_no, club_no from fan where user_no = any($1::int8[]) order by user_no, club_no for no key update)`,
    [[...numbers]],
  )
  await publish(tx, await eraseFromGroups(tx, numbers, now))
  await eraseFromPolls(tx, numbers, now)
  await publish(tx, await recheckLinks(tx, numbers, now))
  await eraseMedia(tx, numbers, now)
  await eraseThreads(tx, numbers)
  await markIds(tx, userNo, userIds)
  await tx.query('delete from person_alias where user_no = $1::int8', [userNo])
  await tx.query('insert into person_alias (user_id, user_no) values ($1, $2::int8)', [pseudonym, userNo])
  await tx.query(
    `update person set user_id = $2, name = null, profile = null, hidden_until = $4::timestamptz, erased_at = case when user_no = $3::int8 then $4::timestamptz end
     where user_no = any($1::int8[])`,
    [[...numbers], pseudonym, userNo, toInstant(now)],
  )
}

/** By a keyed hash each id finds its number if it comes again. */
async function markIds(tx: Queryable, userNo: number, userIds: readonly string[]): Promise<void> {
  await tx.query(
    `insert into setting (key, value)
     select 'erasureKey', to_jsonb(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')) on conflict (key) do nothing`,
  )
  await tx.query(
    `insert into erased_id (mark, user_no) select erased_mark(t.id), $2::int8 from unnest($1::text[]) as t(id) order by 1
     on conflict (mark) do update set user_no = excluded.user_no`,
    [[...userIds], userNo],
  )
}

/**
 * Entries that are still open go (one may enter before the due work has begun the campaign); those of closed campaigns stay as hashes that nobody can tie to him: the record verifies without their salts
 * (docs/draws.md).
 */
async function forgetEntries(tx: Queryable, numbers: readonly number[], pseudonym: string): Promise<void> {
  // none of them closes while an entry goes
  await tx.query(
    `select 1 from campaign where campaign_no in (select campaign_no from campaign_entry where user_no = any($1::int8[]))
     order by campaign_no for key share`,
    [[...numbers]],
  )
  const gone = await tx.query<{ campaign_no: number; prize: number; joined: number }>(
    `delete from campaign_entry e using campaign k
     where e.user_no = any($1::int8[]) and k.campaign_no = e.campaign_no and k.status in ('planned', 'running') and k.kind <> 'pointsExchange'
     returning e.campaign_no, coalesce(e.prize, -1)::int4 as prize, e.joined::int4 as joined`,
    [[...numbers]],
  )
  await tx.query(
    `insert into campaign_count as n (campaign_no, prize, part, entries, joined)
     select campaign_no, prize, $4::int2, -count(*), -sum(joined) from unnest($1::int4[], $2::int2[], $3::int4[]) as t(campaign_no, prize, joined)
     group by campaign_no, prize order by campaign_no, prize
     on conflict (campaign_no, prize, part) do update set entries = n.entries + excluded.entries, joined = n.joined + excluded.joined`,
    [
      ...columns(
        gone,
        (row) => row.campaign_no,
        (row) => row.prize,
        (row) => row.joined,
      ),
      COMMANDS_PART,
    ],
  )
  await tx.query(`update campaign_entry set entered_as = $2, salt = '', nonce = '' where user_no = any($1::int8[])`, [
    [...numbers],
    pseudonym,
  ])
}
