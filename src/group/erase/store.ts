import { toInstant } from '../../lib/time.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { giveUpSeats } from '../seating/leaving.ts'

/**
 * What erasing a user does to groups (PLT-6): his seats are given up, what he said says nothing any more. That he sat there, was greeted or removed,
 * stays under his number, so that a removal and the one auto-reply hold (GRP-6, GRP-9). The person, and his rows in clubs, are held by the caller.
 * @param numbers his own and those merged into it
 * @returns what is told of it by his ids, which are swept with what was told before
 */
export async function eraseFromGroups(
  tx: Queryable,
  numbers: readonly number[],
  now: number,
): Promise<readonly OutboxMessage[]> {
  const seats = await tx.query<{
    user_no: number
    user_id: string
    club_no: number
    owner_id: string
    group_no: number
    group_id: string
  }>(
    `select s.user_no, p.user_id, s.club_no, c.owner_id, s.group_no, g.group_id::text
     from group_seat s join person p using (user_no) join fan_group g on g.group_no = s.group_no join club c on c.club_no = s.club_no
     where s.user_no = any($1::int8[]) order by s.club_no, s.group_no`,
    [[...numbers]],
  )
  if (seats.length === 0) return []
  const wishes = seats.map((row) => ({
    userNo: row.user_no,
    userId: row.user_id,
    groupNo: row.group_no,
    group: row,
  }))
  const { messages } = await giveUpSeats(tx, now, wishes, 'erased')
  await tx.query(
    'update group_seat set removed_reason = null, silent = false, said_hash = null where user_no = any($1::int8[]) and (removed_reason is not null or silent or said_hash is not null)',
    [[...numbers]],
  )
  await tx.query('delete from group_report where user_no = any($1::int8[])', [[...numbers]])
  // by the groups he was in: no index keeps what one user said
  await tx.query(
    `update group_message m set body = null, kind = 'deleted', deleted_at = coalesce(m.deleted_at, $4::timestamptz), deleted_by = 'erasure'
     from unnest($1::int4[], $2::int4[]) as t(club_no, group_no)
     where m.club_no = t.club_no and m.group_no = t.group_no and m.user_no = any($3::int8[]) and m.body is not null`,
    [seats.map((seat) => seat.club_no), seats.map((seat) => seat.group_no), [...numbers], toInstant(now)],
  )
  await tx.query(
    `update report_case set said = null, noted = '{}', decision_note = null where writer_no = any($1::int8[])
       and (club_no, group_no) in (select * from unnest($2::int4[], $3::int4[]))`,
    [[...numbers], seats.map((seat) => seat.club_no), seats.map((seat) => seat.group_no)],
  )
  await tx.query(
    `delete from group_send s using unnest($1::int4[], $2::int4[]) as t(club_no, group_no)
     where s.club_no = t.club_no and s.group_no = t.group_no and s.user_no = any($3::int8[])`,
    [seats.map((seat) => seat.club_no), seats.map((seat) => seat.group_no), [...numbers]],
  )
  return messages
}
