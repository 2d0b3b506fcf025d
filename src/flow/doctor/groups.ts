import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'
import { polls, rewards } from './polls.ts'
import type { FindingCode } from './words.ts'

/** Seats and messages of fan groups counted anew (GRP-1, GRP-2, GRP-10). */

/** Members of groups and sub-groups are their seats; sub-groups are numbered without holes. */
const seats = `
  with seated as (
    select club_no, group_no, number, count(*)::int4 as members from group_seat where number is not null group by 1, 2, 3
  ), wrong_rows as (
    select coalesce(b.group_no, s.group_no) as group_no,
      format('sub-group %s counts %s members, %s sit there', coalesce(b.number, s.number), b.members, coalesce(s.members, 0)) as text
    from sub_group b full join seated s using (club_no, group_no, number) where b.members is distinct from coalesce(s.members, 0)
    union all
    select t.group_no, format('it counts %s members in %s sub-groups, its sub-groups say %s in %s', t.members, t.sub_groups,
      coalesce(b.members, 0), coalesce(b.subs, 0))
    from group_total t left join (
      select group_no, sum(members)::int4 as members, count(*)::int4 as subs, max(number) as last from sub_group group by group_no) as b using (group_no)
    where (t.members, t.sub_groups::int4, t.sub_groups::int4) <> (coalesce(b.members, 0), coalesce(b.subs, 0), coalesce(b.last, 0)::int4)
    union all
    select g.group_no, format('it is closed, and %s sit there', t.members) from fan_group g join group_total t using (group_no)
    where g.closed_at is not null and t.members > 0
  ), wrong as (select format('group %s (%s): %s', g.group_id, g.name, w.text) as text from wrong_rows w left join fan_group g using (group_no))`

/** A scope counts its messages, which are numbered without holes; the owner's numbers go beyond none, and no seat has read what was never said. */
const messages = `
  with said as (
    select club_no, group_no, number, count(*)::int8 as messages, max(nth) as nth, max(seq) as seq from group_message group by 1, 2, 3
  ), wrong_rows as (
    select coalesce(p.club_no, s.club_no) as club_no, format('scope %s.%s counts %s messages up to %s, there are %s, the last is number %s at %s',
      coalesce(p.group_no, s.group_no), coalesce(p.number, s.number), p.messages, p.last_seq, coalesce(s.messages, 0), s.nth, s.seq) as text
    from group_scope p full join said s using (club_no, group_no, number)
    where (p.messages, p.messages, p.last_seq) is distinct from (s.messages, s.nth, s.seq)
    union all
    select s.club_no, format('the last number is %s, scope %s.%s holds %s', t.last_seq, s.group_no, s.number, s.seq)
    from said s left join group_stream t using (club_no) where t.last_seq is null or s.seq > t.last_seq
    union all
    select s.club_no, format('user %s has read %s, %s, %s of group %s', p.user_id, s.read_club, s.read_group, s.read_sub, s.group_no)
    from group_seat s join person p using (user_no)
    left join group_scope a on a.club_no = s.club_no and a.group_no = 0 and a.number = 0
    left join group_scope w on w.club_no = s.club_no and w.group_no = s.group_no and w.number = 0
    left join group_scope b on b.club_no = s.club_no and b.group_no = s.group_no and b.number = s.number
    where s.number is not null and (s.read_club > coalesce(a.messages, 0) or s.read_group > coalesce(w.messages, 0) or s.read_sub > coalesce(b.messages, 0))
  ), wrong as (select format('owner %s: %s', c.owner_id, w.text) as text from wrong_rows w left join club c using (club_no))`

/** Counts seats and messages of groups in the picture of the store that the transaction sees. */
export async function checkGroups(tx: Queryable): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const look = async (code: FindingCode, wrong: string): Promise<void> => {
    const rows = await tx.query<{ text: string; total: number }>(
      `${wrong} select text, count(*) over ()::int4 as total from wrong order by text limit ${EXAMPLES_MOST}`,
    )
    const examples = rows.map(({ text }) => text)
    findings.push(...found(code, examples, rows[0]?.total ?? 0))
  }
  await look('group_seats', seats)
  await look('group_messages', messages)
  await look('group_polls', polls)
  await look('review_rewards', rewards)
  return findings
}
