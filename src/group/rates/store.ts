import type { Gate } from '../../contract/groups.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** What one group did in a window. */
export interface RateRow {
  readonly group_id: string
  readonly name: string
  readonly gate: Gate
  readonly members: number
  readonly speakers: number
  readonly buyers: number
}

/**
 * Members, speakers and buyers of each of an owner's open groups: one statement. Its cost is that of the seats of his groups (50 000 at most), the
 * fans' messages and the members' orders of the window, whatever lies before it.
 * @rule GRP-13
 */
export const readRates = (on: Queryable, clubNo: number, from: number, to: number): Promise<RateRow[]> =>
  on.query<RateRow>(
    `with groups as materialized (
       select group_no, group_id::text, name, gate from fan_group where club_no = $1::int4 and closed_at is null
     ), seated as materialized (
       select s.group_no, s.user_no from groups g join group_seat s on s.group_no = g.group_no and s.number is not null
         where s.joined_at < $3::timestamptz
       union all
       select s.group_no, s.user_no from groups g join group_seat s on s.group_no = g.group_no and s.left_at >= $3::timestamptz
         where s.joined_at < $3::timestamptz
     ), spoke as materialized (
       select distinct group_no, user_no from group_message
       where club_no = $1::int4 and at >= $2::timestamptz and at < $3::timestamptz and user_no is not null
     ), bought as materialized (
       select m.user_no from (select distinct user_no from seated) as m
       where exists (select from purchase_order o where o.user_no = m.user_no and o.club_no = $1::int4
         and o.paid > 0 and o.at >= $2::timestamptz and o.at < $3::timestamptz)
     ), counted as (
       select s.group_no, count(*)::int4 as members, count(k.user_no)::int4 as speakers, count(b.user_no)::int4 as buyers
       from seated s left join spoke k using (group_no, user_no) left join bought b using (user_no) group by s.group_no
     )
     select g.group_id, g.name, g.gate, coalesce(c.members, 0) as members, coalesce(c.speakers, 0) as speakers, coalesce(c.buyers, 0) as buyers
     from groups g left join counted c using (group_no) order by g.group_no`,
    [clubNo, toInstant(from), toInstant(to)],
  )

/** The number of an owner's club; null: nobody registered him. */
export async function findClub(on: Queryable, ownerId: string): Promise<number | null> {
  const rows = await on.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  return rows[0]?.club_no ?? null
}
