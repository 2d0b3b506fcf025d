import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

const MERGES_MET_MOST = 20

/** Inner numbers of outside ids; who was never heard of is left out. */
export async function findNumbers(on: Queryable, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await on.query<{ user_id: string; user_no: number }>(
    'select user_id, user_no from person_alias where user_id = any($1::text[])',
    [userIds],
  )
  return new Map(rows.map((row) => [row.user_id, row.user_no]))
}

/**
 * Gives outside ids that nobody knew a number each, in the order given. An id that was erased gets the number it had, without a name: he is in
 * no club, and nothing that was once ever is given or counted again. Ids that somebody else makes known meanwhile are left as they are.
 * @param userIds sorted, so that two that intern the same newcomers queue up instead of deadlocking
 * @rule PLT-6 PLT-8 BEN-4
 */
export async function internUnknown(on: Queryable, userIds: readonly string[], now: number): Promise<void> {
  await on.query(
    `with wanted as (
       select t.user_id, e.user_no from unnest($1::text[]) as t(user_id) left join erased_id e on e.mark = erased_mark(t.user_id)
     ), made as (
       insert into person_alias (user_id, user_no)
       select user_id, coalesce(user_no, nextval(pg_get_serial_sequence('person', 'user_no'))) from wanted
       on conflict (user_id) do nothing
       returning user_id, user_no
     ), back as (
       update person p set user_id = m.user_id, created_at = $2::timestamptz, erased_at = null
       from (select user_no, min(made.user_id) as user_id from made join wanted using (user_no) group by user_no) as m
       where p.user_no = m.user_no and p.erased_at is not null
     )
     insert into person (user_no, user_id, created_at) overriding system value
     select made.user_no, made.user_id, $2::timestamptz from made join wanted using (user_id) where wanted.user_no is null`,
    [userIds, toInstant(now)],
  )
}

/** Makes those of the ids known again that were erased (PLT-6), so that an alias or a merge finds who they are. */
export async function bringBack(tx: Queryable, userIds: readonly string[], now: number): Promise<void> {
  const rows = await tx.query<{ user_id: string }>(
    `select t.user_id from unnest($1::text[]) as t(user_id) where exists (select from erased_id e where e.mark = erased_mark(t.user_id))
       and not exists (select from person_alias a where a.user_id = t.user_id) order by 1`,
    [userIds],
  )
  if (rows.length > 0)
    await internUnknown(
      tx,
      rows.map((row) => row.user_id),
      now,
    )
}

/** The inner number of an outside id, made if new; the person is held until the commit. */
async function numberOf(tx: Queryable, userId: string, now: number): Promise<number> {
  // held, so that nothing is said of one who is merged into another or erased at this moment; after a wait his id finds the other, or is new
  for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
    await internUnknown(tx, [userId], now)
    const rows = await tx.query<{ user_no: number }>(
      `select user_no from person where user_no = (select user_no from person_alias where user_id = $1)
         and merged_into is null and erased_at is null for no key update`,
      [userId],
    )
    if (rows[0] !== undefined) return rows[0].user_no
  }
  throw new Error('an interned person has a number')
}

/** Names a user. */
export async function setName(tx: Queryable, userId: string, name: string, now: number): Promise<void> {
  const userNo = await numberOf(tx, userId, now)
  await tx.query('update person set name = $2 where user_no = $1::int8', [userNo, name])
  // what nodes remember of him is old now
  await tx.query(
    `update fan set version = version + 1 where (user_no, club_no) in (
       select user_no, club_no from fan where user_no = $1::int8 order by club_no for no key update)`,
    [userNo],
  )
}

/** Points another id at a user; false when it is someone else's already, or was before an erasure. @rule PLT-8 */
export async function addAlias(tx: Queryable, userId: string, aliasId: string, now: number): Promise<boolean> {
  const userNo = await numberOf(tx, userId, now)
  await bringBack(tx, [aliasId], now)
  await tx.query('insert into person_alias (user_id, user_no) values ($1, $2::int8) on conflict (user_id) do nothing', [
    aliasId,
    userNo,
  ])
  const rows = await tx.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [aliasId])
  return rows[0]?.user_no === userNo
}
