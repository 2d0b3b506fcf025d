import { reachLimits } from '../../contract/reach.ts'
import type { Queryable } from '../../ports/db.ts'

/**
 * Gives a user's devices and wishes to another id of his (PLT-8): where both said something, the other's word holds. What is on its way to a
 * device goes along. Both people are held by the caller.
 */
export async function mergeReach(tx: Queryable, into: number, from: number): Promise<void> {
  const moved = await tx.query(
    'update push_device set user_no = $1::int8 where user_no = $2::int8 returning 1 as done',
    [into, from],
  )
  if (moved.length > 0) {
    await tx.query(
      `delete from push_device where user_no = $1::int8 and device_id in (
         select device_id from push_device where user_no = $1::int8 order by seen_at desc, device_id offset $2::int4)`,
      [into, reachLimits.devicesMost],
    )
    await tx.query(
      `update push_piece set user_nos = array_replace(user_nos, $2::int8, $1::int8) where done_at is null and $2::int8 = any(user_nos)`,
      [into, from],
    )
  }
  await tx.query(
    `insert into push_setting as s (user_no, club_no, switches, quiet)
     select $1::int8, club_no, switches, quiet from push_setting where user_no = $2::int8
     on conflict (user_no, club_no) do update set switches = excluded.switches || s.switches, quiet = coalesce(s.quiet, excluded.quiet)`,
    [into, from],
  )
  await tx.query('delete from push_setting where user_no = $1::int8', [from])
}
