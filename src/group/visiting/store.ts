import type { Queryable } from '../../ports/db.ts'
import type { GroupRow } from '../rows.ts'

/** When opening a group was counted (GRP-5). */

/** Whether a day's opening of this group is still to be counted: he sits there, can earn in the club's running mode, and it was not counted on that day. */
export async function isToCount(
  on: Queryable,
  userId: string,
  group: Pick<GroupRow, 'group_no' | 'mode'>,
  day: string,
): Promise<boolean> {
  const rows = await on.query(
    `select 1 as found from person_alias a join group_seat s on s.user_no = a.user_no and s.group_no = $2::int4 and s.number is not null
     where a.user_id = $1 and s.visited_on is distinct from $3::date
       and exists (select from membership m where m.user_no = s.user_no and m.club_no = s.club_no and m.mode = $4)
       and not exists (select from fan f where f.user_no = s.user_no and f.club_no = s.club_no and f.excluded_at is not null)`,
    [userId, group.group_no, day, group.mode],
  )
  return rows.length > 0
}

/** Opening it was counted on this day. */
export async function markVisited(tx: Queryable, userId: string, groupNo: number, day: string): Promise<void> {
  await tx.query(
    `update group_seat s set visited_on = $3::date from person_alias a
     where a.user_id = $1 and s.user_no = a.user_no and s.group_no = $2::int4`,
    [userId, groupNo, day],
  )
}
