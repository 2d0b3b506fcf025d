import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

const MERGES_MET_MOST = 20

/** The inner number of an outside id, made if new; the person is held until the commit. */
async function numberOf(tx: Queryable, userId: string, now: number): Promise<number> {
  await tx.query(
    `with made as (
       insert into person_alias (user_id, user_no) values ($1, nextval(pg_get_serial_sequence('person', 'user_no')))
       on conflict (user_id) do nothing returning user_no
     ) insert into person (user_no, user_id, created_at) overriding system value select user_no, $1, $2::timestamptz from made`,
    [userId, toInstant(now)],
  )
  // held, so that nothing is said of one who is merged into another at this moment; after a wait his id finds the other
  for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
    const rows = await tx.query<{ user_no: number }>(
      `select user_no from person where user_no = (select user_no from person_alias where user_id = $1) and merged_into is null
       for no key update`,
      [userId],
    )
    if (rows[0] !== undefined) return rows[0].user_no
  }
  throw new Error('an interned person has a number')
}

/** Names a user. */
export async function setName(tx: Queryable, userId: string, name: string, now: number): Promise<void> {
  await tx.query('update person set name = $2 where user_no = $1::int8', [await numberOf(tx, userId, now), name])
}

/** Points another id at a user; false when it is someone else's already. @rule PLT-8 */
export async function addAlias(tx: Queryable, userId: string, aliasId: string, now: number): Promise<boolean> {
  const userNo = await numberOf(tx, userId, now)
  await tx.query('insert into person_alias (user_id, user_no) values ($1, $2::int8) on conflict (user_id) do nothing', [
    aliasId,
    userNo,
  ])
  const rows = await tx.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [aliasId])
  return rows[0]?.user_no === userNo
}
