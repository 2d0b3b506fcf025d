import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/**
 * Excludes an account of a club, or lets it in again (`by` null).
 * @returns null when done, else `unknown_owner` | `unknown_user`
 * @rule TASK-15
 */
export async function setExcluded(
  tx: Queryable,
  who: { ownerId: string; userId: string },
  by: { by: string; reason: string; at: number } | null,
): Promise<null | 'unknown_owner' | 'unknown_user'> {
  const clubs = await tx.query<{ club_no: number }>('select club_no from club where owner_id = $1 for key share', [
    who.ownerId,
  ])
  const club = clubs[0]
  if (club === undefined) return 'unknown_owner'
  const people = await tx.query<{ user_no: number }>(
    `select user_no from person where user_no = (select user_no from person_alias where user_id = $1) for no key update`,
    [who.userId],
  )
  const person = people[0]
  if (person === undefined) return 'unknown_user'
  await tx.query(
    `insert into fan (user_no, club_no, excluded_at, excluded_by, excluded_reason) values ($1::int8, $2::int4, $3::timestamptz, $4, $5)
     on conflict (user_no, club_no) do update set excluded_at = excluded.excluded_at, excluded_by = excluded.excluded_by,
       excluded_reason = excluded.excluded_reason`,
    [person.user_no, club.club_no, by === null ? null : toInstant(by.at), by?.by ?? null, by?.reason ?? null],
  )
  return null
}
