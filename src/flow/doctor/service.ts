import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'

/** GRP-14: a thread counts its messages, each message those before it; a wait begins with a fan's message and ends with an answer, or resolved; numbers go beyond none that was taken. */
const threads = `
  with counted as (
    select user_no, club_no, seq, fan_count, desk_count,
      count(*) filter (where side = 'fan') over w as fans, count(*) filter (where side = 'desk') over w as desks
    from service_message window w as (partition by user_no, club_no order by seq)
  ), said as (
    select user_no, club_no, count(*) filter (where side = 'fan') as fans, count(*) filter (where side = 'desk') as desks, max(seq) as last_row,
      max(seq) filter (where side = 'fan') as last_fan, max(seq) filter (where side = 'desk' and kind <> 'autoReply') as last_answer
    from service_message group by 1, 2
  ), wrong_rows as (
    select coalesce(t.user_no, s.user_no) as user_no, coalesce(t.club_no, s.club_no) as club_no,
      format('it counts %s and %s messages, there are %s and %s', t.fan_messages, t.desk_messages, coalesce(s.fans, 0), coalesce(s.desks, 0)) as text
    from service_thread t full join said s using (user_no, club_no)
    where (t.fan_messages, t.desk_messages) is distinct from (coalesce(s.fans, 0), coalesce(s.desks, 0))
    union all
    select user_no, club_no, format('message %s counts %s and %s, there were %s and %s', seq, fan_count, desk_count, fans, desks)
    from counted where (fan_count, desk_count) <> (fans, desks)
    union all
    select t.user_no, t.club_no, format('it waits since %s, the last message is number %s, the last answer %s', coalesce(t.waiting_since::text, 'never'),
      s.last_fan, s.last_answer)
    from service_thread t join said s using (user_no, club_no)
    where t.waiting_since is not null and not exists (select from service_message f where f.user_no = t.user_no and f.club_no = t.club_no
        and f.side = 'fan' and f.at = t.waiting_since)
      or t.waiting_since is null and t.resolved_at is null and s.last_fan > coalesce(s.last_answer, 0)
        and not exists (select from service_message d where d.user_no = t.user_no and d.club_no = t.club_no and d.seq > s.last_fan and d.body->>'deed' = 'resolved')
    union all
    select s.user_no, s.club_no, format('the last number taken is %s, it holds %s', m.last_seq, s.last_row)
    from said s left join service_stream m using (club_no) where m.last_seq is null or s.last_row > m.last_seq
  ), wrong as (
    select format('user %s, owner %s: %s', p.user_id, c.owner_id, w.text) as text from wrong_rows w
    left join person p using (user_no) left join club c on c.club_no = w.club_no)`

/** Counts private messages anew in the picture of the store that the transaction sees. */
export async function checkService(tx: Queryable): Promise<readonly Finding[]> {
  const rows = await tx.query<{ text: string; total: number }>(
    `${threads} select text, count(*) over ()::int4 as total from wrong order by text limit ${EXAMPLES_MOST}`,
  )
  return found(
    'service_threads',
    rows.map(({ text }) => text),
    rows[0]?.total ?? 0,
  )
}
