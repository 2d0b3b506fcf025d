import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { leaveAllLinks } from '../running.ts'
import { findTheirs } from '../store.ts'

/**
 * Gives a user's links to another id of his (PLT-8): a link that runs goes on under the other, unless that is in one itself: then it ends. Both
 * people are held by the caller.
 * @returns what is told of it
 */
export async function mergeLinks(
  tx: Queryable,
  into: number,
  from: number,
  now: number,
): Promise<readonly OutboxMessage[]> {
  const running = await findTheirs(tx, [into, from])
  const messages = running.length > 1 ? await leaveAllLinks(tx, [from], now) : []
  // held, so that no link ends or begins for him meanwhile
  for (const { club_no: clubNo, link_no: linkNo } of running)
    await tx.query('select 1 from link where club_no = $1::int4 and link_no = $2::int4 for update', [clubNo, linkNo])
  await tx.query('update link_party set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query('update link_busy set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query(
    `delete from link_request r where r.user_no = $2::int8 and exists (
       select from link_request k where k.user_no = $1::int8 and k.group_no = r.group_no)`,
    [into, from],
  )
  await tx.query('update link_request set user_no = $1::int8 where user_no = $2::int8', [into, from])
  return messages
}
