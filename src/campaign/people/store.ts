import { columns } from '../../lib/columns.ts'
import type { Queryable } from '../../ports/db.ts'

/** People who wish something of a campaign: found by any of their ids, and held. */

const MERGES_MET_MOST = 20

/** Inner numbers by id as asked, those never heard of left out. The people are held until the commit, so that nobody is merged meanwhile. */
export async function holdPeople(tx: Queryable, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
    const rows = await tx.query<{ alias: string; user_no: number; merged: boolean }>(
      `select a.user_id as alias, p.user_no, (p.merged_into is not null or p.erased_at is not null) as merged
       from person_alias a join person p using (user_no) where a.user_id = any($1::text[]) order by p.user_no for share of p`,
      [[...userIds]],
    )
    // merged into another while we waited: his id finds the other now
    if (!rows.some(({ merged }) => merged)) return new Map(rows.map((row) => [row.alias, row.user_no]))
  }
  throw new Error('people are merged faster than they can be found')
}

/** Holds clubs and fans in the order in which everyone locks them; a fan who is none has nothing to hold. */
export async function holdClubs(tx: Queryable, clubNos: readonly number[]): Promise<void> {
  await tx.query('select 1 from club where club_no = any($1::int4[]) order by club_no for key share', [[...clubNos]])
}

/** See `holdClubs`. */
export async function holdFans(
  tx: Queryable,
  pairs: readonly { readonly userNo: number; readonly clubNo: number }[],
): Promise<void> {
  await tx.query(
    `select 1 from fan where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[])) order by user_no, club_no for no key update`,
    columns(
      pairs,
      (pair) => pair.userNo,
      (pair) => pair.clubNo,
    ),
  )
}
