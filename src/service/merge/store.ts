import type { Queryable } from '../../ports/db.ts'

/**
 * Gives a user's threads to another id of his (PLT-8): one thread an owner, its messages in the order in which they were said, since an owner's numbers
 * are one sequence. It is open where one of the two was, blocked where one was, waits since the earlier wait, and nothing that was unread counts as read.
 * Both people are held by the caller.
 */
export async function mergeThreads(tx: Queryable, into: number, from: number): Promise<void> {
  const both = await tx.query<{ club_no: number }>(
    `select club_no from service_thread where user_no = any($1::int8[]) order by user_no, club_no for update`,
    [[into, from]],
  )
  if (both.length === 0) return
  // an id that both chose names the message of the one who stays
  await tx.query(
    `update service_message m set send_id = null where m.user_no = $2::int8 and m.send_id is not null and exists (
       select from service_message k where k.user_no = $1::int8 and k.club_no = m.club_no and coalesce(k.agent, '') = coalesce(m.agent, '')
         and k.send_id = m.send_id)`,
    [into, from],
  )
  // where each side's reading ends: before the first that either thread had unread
  const ends = await tx.query<{ club_no: number; fan_end: number | null; desk_end: number | null }>(
    `select t.club_no,
       min(case when t.fan_read < t.desk_messages then (select min(m.seq) from service_message m
         where m.user_no = t.user_no and m.club_no = t.club_no and m.side = 'desk' and m.desk_count > t.fan_read) end) as fan_end,
       min(case when t.desk_read < t.fan_messages then (select min(m.seq) from service_message m
         where m.user_no = t.user_no and m.club_no = t.club_no and m.side = 'fan' and m.fan_count > t.desk_read) end) as desk_end
     from service_thread t where t.user_no = any($1::int8[]) group by t.club_no
     having count(*) = 2`,
    [[into, from]],
  )
  const clubs = ends.map((row) => row.club_no)
  await tx.query('update service_message set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query(
    `update service_thread t set resolved_at = case when t.resolved_at is null or g.resolved_at is null then null else greatest(t.resolved_at, g.resolved_at) end,
       assigned_to = coalesce(t.assigned_to, g.assigned_to), opened_at = least(t.opened_at, g.opened_at), last_seq = greatest(t.last_seq, g.last_seq),
       last_at = greatest(t.last_at, g.last_at), fan_messages = t.fan_messages + g.fan_messages, desk_messages = t.desk_messages + g.desk_messages,
       waiting_since = least(t.waiting_since, g.waiting_since), answered = t.answered or g.answered, wrote_at = least(t.wrote_at, g.wrote_at),
       auto_replied_at = greatest(t.auto_replied_at, g.auto_replied_at), blocked_at = coalesce(t.blocked_at, g.blocked_at),
       blocked_by = coalesce(t.blocked_by, g.blocked_by), blocked_reason = coalesce(t.blocked_reason, g.blocked_reason)
     from service_thread g where t.user_no = $1::int8 and g.user_no = $2::int8 and g.club_no = t.club_no`,
    [into, from],
  )
  await tx.query('delete from service_thread where user_no = $2::int8 and club_no = any($1::int4[])', [clubs, from])
  await tx.query('update service_thread set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query(
    `update service_message m set fan_count = n.fan_count, desk_count = n.desk_count
     from (select user_no, club_no, seq, count(*) filter (where side = 'fan') over w as fan_count, count(*) filter (where side = 'desk') over w as desk_count
       from service_message where user_no = $1::int8 and club_no = any($2::int4[]) window w as (partition by user_no, club_no order by seq)) as n
     where m.user_no = n.user_no and m.club_no = n.club_no and m.seq = n.seq`,
    [into, clubs],
  )
  await tx.query(
    `update service_thread t set fan_read = t.desk_messages - (select count(*) from service_message m where m.user_no = t.user_no and m.club_no = t.club_no
         and m.side = 'desk' and m.seq >= e.fan_end),
       desk_read = t.fan_messages - (select count(*) from service_message m where m.user_no = t.user_no and m.club_no = t.club_no
         and m.side = 'fan' and m.seq >= e.desk_end)
     from unnest($2::int4[], $3::int8[], $4::int8[]) as e(club_no, fan_end, desk_end) where t.user_no = $1::int8 and t.club_no = e.club_no`,
    [into, clubs, ends.map((row) => row.fan_end), ends.map((row) => row.desk_end)],
  )
}
