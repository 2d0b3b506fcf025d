import type { Queryable } from '../../ports/db.ts'

/**
 * What erasing a user does to his private messages (PLT-6): they go, on both sides, with the notes about him; that he is blocked stays, under his number.
 * How long he waited stays in the desk's figures, which do not name him. The person is held by the caller.
 * @param numbers his own and those merged into it
 */
export async function eraseThreads(tx: Queryable, numbers: readonly number[]): Promise<void> {
  const users = [[...numbers]]
  await tx.query(
    'select 1 from service_thread where user_no = any($1::int8[]) order by user_no, club_no for update',
    users,
  )
  await tx.query('delete from service_message where user_no = any($1::int8[])', users)
  await tx.query('delete from service_thread where user_no = any($1::int8[]) and blocked_at is null', users)
  await tx.query(
    `update service_thread set fan_messages = 0, desk_messages = 0, fan_read = 0, desk_read = 0, waiting_since = null, wrote_at = null,
       assigned_to = null, blocked_reason = null, last_seq = 0, resolved_at = coalesce(resolved_at, last_at) where user_no = any($1::int8[])`,
    users,
  )
}
