import type { Db } from '../src/ports/db.ts'
import type { Load } from '../sim/load.ts'

/** Puts clubs and memberships of a load into a migrated store, set by set: a store of a million members in a minute, not in an hour. */

const CHUNK = 20_000

/** @param since when they all joined, ISO */
export async function fillStore(db: Db, load: Load, since: string): Promise<number> {
  await db.query(
    `insert into club (owner_id, kind, name, currency, created_at, mode)
     select owner_id, 'creator', owner_id, 'CNY', $2::timestamptz, 'shopping' from unnest($1::text[]) as t(owner_id)`,
    [load.ownerIds, since],
  )
  await db.query(
    `insert into club_change (club_no, kind, at, value) select club_no, c.kind, to_timestamp(0), c.value::jsonb
     from club cross join (values ('mode', '"shopping"'), ('purchase', 'false'), ('rollout', '{"phase":2,"share":1}')) as c(kind, value)`,
  )
  let owners: string[] = []
  let users: string[] = []
  let filled = 0
  const flush = async (): Promise<void> => {
    if (users.length === 0) return
    filled += users.length
    await db.query(
      `with made as (
         insert into person (user_id, created_at) select user_id, $3::timestamptz from unnest($2::text[]) as t(user_id)
         returning user_no, user_id
       ), named as (
         insert into person_alias (user_id, user_no) select user_id, user_no from made
       ), wanted as (
         select m.user_no, c.club_no from unnest($1::text[], $2::text[]) as t(owner_id, user_id)
         join made m using (user_id) join club c using (owner_id)
       ), fans as (
         insert into fan (user_no, club_no, epoch) select user_no, club_no, 1 from wanted
       ), logged as (
         insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
         select user_no, club_no, 1, 'shopping', 'join', 'import', $3::timestamptz, $3::timestamptz::date from wanted
       )
       insert into membership (user_no, club_no, mode, epoch, scene, joined_at)
       select user_no, club_no, 'shopping', 1, 'import', $3::timestamptz from wanted`,
      [owners, users, since],
    )
    owners = []
    users = []
  }
  for (const { ownerId, userId } of load.memberships()) {
    owners.push(ownerId)
    users.push(userId)
    if (users.length >= CHUNK) await flush()
  }
  await flush()
  await db.query(
    `insert into club_level (club_no, mode, level, part, members)
     select club_no, mode, level, (user_no % 16)::int2, count(*) from membership group by 1, 2, 3, 4`,
  )
  await db.query(
    `insert into club_day (club_no, day, part, joins)
     select club_no, business_day, (user_no % 16)::int2, count(*) from membership_log group by 1, 2, 3`,
  )
  await db.exec('vacuum analyze')
  return filled
}
