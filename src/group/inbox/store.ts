import type { MemberGroup, MessageView } from '../../contract/messages.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** A group of a member with what he has not read there, and what was said last. */
export interface MemberGroupRow {
  readonly group_no: number
  readonly group_id: string
  readonly owner_id: string
  readonly owner_name: string
  readonly name: string
  readonly number: number
  readonly unread: number
  readonly notice: string | null
  readonly notice_at: number | null
  readonly read_seq: number
  readonly last_seq: number
  readonly muted: boolean
  /** null: he writes, or until it is lifted */
  readonly muted_until: number | null
  readonly silent: boolean
  readonly joined_at: number
  readonly greeting: string | null
  /** the last message he reads; all null: none since he joined */
  readonly at: number | null
  readonly kind: MessageView['kind'] | null
  readonly text: string | null
  readonly user_id: string | null
  readonly user_name: string | null
  /** when he was last spoken to, else when he joined: by which the list is ordered */
  readonly spoken_at: number
  /** the last notice he reads that stands; both null: none */
  readonly said_at: number | null
  readonly said: Omit<NonNullable<MemberGroup['saidNotice']>, 'at'> | null
}

/** So much of what was said last is shown in a list. */
const previewMost = 100

/** The last notice that stands in one scope of a seat's, by its index. */
const noticeIn = (groupNo: string, number: string): string =>
  `(select n.seq, n.at, n.body from group_message n where n.club_no = v.club_no and n.group_no = ${groupNo} and n.number = ${number}
    and n.kind = 'notice' and n.seq > v.joined_seq order by n.seq desc limit 1)`

/**
 * All groups a user sits in, the one that last spoke first: one statement, nothing is counted (ADR 0012). What was said last is one row of the scope that
 * said it, found by its number; its instant orders, since numbers of two owners say nothing of each other;
 * within one millisecond the number does. Notices are looked for of the page alone.
 * `$2` now.
 */
export function listMemberGroups(
  on: Queryable,
  userId: string,
  now: number,
  page: { readonly before: readonly [string, number, number] | null; readonly limit: number },
): Promise<MemberGroupRow[]> {
  return on.query<MemberGroupRow>(
    `select v.*, q.user_id, q.name as user_name, said.at as said_at, said.body as said from (
       select l.*, m.at, m.kind, m.user_no, left(m.body->>'text', ${previewMost}) as text, coalesce(m.at, l.joined_at) as spoken_at from (
         select g.group_no, g.club_no, g.group_id::text, c.owner_id, c.name as owner_name, g.name, s.number, g.notice, g.notice_at, s.read_seq, s.joined_at,
           s.joined_seq, s.greeting, s.silent, coalesce(s.muted_until > $2::timestamptz, false) as muted,
           case when s.muted_until > $2::timestamptz and s.muted_until <> 'infinity' then s.muted_until end as muted_until,
           greatest(s.joined_seq, coalesce(a.last_seq, 0), coalesce(w.last_seq, 0), coalesce(b.last_seq, 0)) as last_seq,
           case when a.last_seq > greatest(w.last_seq, b.last_seq, 0) then 0 else g.group_no end as said_group,
           case when b.last_seq > greatest(a.last_seq, w.last_seq, 0) then s.number else 0 end as said_number,
           (coalesce(a.messages, 0) - s.read_club + coalesce(w.messages, 0) - s.read_group + coalesce(b.messages, 0) - s.read_sub
             + case when s.greeting_seq > s.read_seq then 1 else 0 end)::int4 as unread
         from person_alias p join group_seat s on s.user_no = p.user_no and s.number is not null
         join fan_group g on g.group_no = s.group_no join club c on c.club_no = s.club_no
         left join group_scope a on a.club_no = s.club_no and a.group_no = 0 and a.number = 0
         left join group_scope w on w.club_no = s.club_no and w.group_no = s.group_no and w.number = 0
         left join group_scope b on b.club_no = s.club_no and b.group_no = s.group_no and b.number = s.number
         where p.user_id = $1) as l
       left join group_message m on m.club_no = l.club_no and m.group_no = l.said_group and m.number = l.said_number and m.seq = l.last_seq
         and m.seq > l.joined_seq
       where $3::timestamptz is null or (coalesce(m.at, l.joined_at), l.last_seq, l.group_no) < ($3::timestamptz, $4::int8, $5::int8)
       order by spoken_at desc, l.last_seq desc, l.group_no desc limit $6::int4) as v
     left join person q on q.user_no = v.user_no
     left join lateral (
       select n.at, n.body from (${noticeIn('0', '0')} union all ${noticeIn('v.group_no', '0')} union all ${noticeIn('v.group_no', 'v.number')}) as n
       order by n.seq desc limit 1) as said on true
     order by v.spoken_at desc, v.last_seq desc, v.group_no desc`,
    [userId, toInstant(now), page.before?.[0] ?? null, page.before?.[1] ?? null, page.before?.[2] ?? null, page.limit],
  )
}
