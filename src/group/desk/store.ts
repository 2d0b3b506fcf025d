import type { Queryable } from '../../ports/db.ts'

/** What the owner's side sees of its groups at a glance. */

/** Open groups of a club, whether an account is super admin of them. @param staffId null: the main account asks */
export function listOpen(
  on: Queryable,
  clubNo: number,
  staffId: string | null,
): Promise<{ group_no: number; group_id: string; is_admin: boolean }[]> {
  return on.query(
    `select g.group_no, g.group_id::text, exists (select from group_admin a where a.group_no = g.group_no and a.staff_id = $2) as is_admin
     from fan_group g where g.club_no = $1::int4 and g.closed_at is null order by g.group_no`,
    [clubNo, staffId],
  )
}

/** Scopes of a club in which something was said, with when the last was; group 0 is all groups, sub-group 0 the whole group. */
export function readActivity(
  on: Queryable,
  clubNo: number,
): Promise<{ group_no: number; number: number; messages: number; last_at: number | null }[]> {
  return on.query(
    `select s.group_no, s.number, s.messages, m.at as last_at from group_scope s
     left join group_message m on m.club_no = s.club_no and m.group_no = s.group_no and m.number = s.number and m.seq = s.last_seq
     where s.club_no = $1::int4 order by s.group_no, s.number`,
    [clubNo],
  )
}
