import type { Mode } from '../contract/words.ts'
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
  const hold = () =>
    tx.query<{ user_no: number }>(
      `select user_no from person where user_no = (select user_no from person_alias where user_id = $1) and merged_into is null and erased_at is null
       for no key update`,
      [who.userId],
    )
  // asked again, since he may have been merged into another while we waited for him (PLT-8)
  const person = (await hold())[0] ?? (await hold())[0]
  if (person === undefined) return 'unknown_user'
  await tx.query(
    `insert into fan (user_no, club_no, excluded_at, excluded_by, excluded_reason) values ($1::int8, $2::int4, $3::timestamptz, $4, $5)
     on conflict (user_no, club_no) do update set excluded_at = excluded.excluded_at, excluded_by = excluded.excluded_by,
       excluded_reason = excluded.excluded_reason, version = fan.version + 1`,
    [person.user_no, club.club_no, by === null ? null : toInstant(by.at), by?.by ?? null, by?.reason ?? null],
  )
  return null
}

/** A correction as stored. */
export interface CorrectionEntry {
  readonly id: string
  readonly recorded_at: number
  readonly user_id: string
  readonly name: string | null
  readonly mode: Mode
  readonly delta: number
  readonly balance: number
  readonly shortfall: number
  readonly reason: string | null
  readonly actor: string | null
}

/** Corrections of a club, newest first. @rule TASK-15 */
export function findCorrections(
  on: Queryable,
  ownerId: string,
  before: readonly (string | number)[] | null,
  limit: number,
): Promise<CorrectionEntry[]> {
  return on.query<CorrectionEntry>(
    `select l.id, l.recorded_at, p.user_id, p.name, l.mode, l.delta, l.balance, l.shortfall, l.reason, l.actor
     from ledger l join club c using (club_no) join person p using (user_no)
     where c.owner_id = $1 and l.kind = 'correction'
       and ($2::timestamptz is null or (l.recorded_at, l.id) < ($2::timestamptz, $3::uuid))
     order by l.recorded_at desc, l.id desc limit $4::int4`,
    [ownerId, before?.[0] ?? null, before?.[1] ?? null, limit],
  )
}
