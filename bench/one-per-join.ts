import { subGroupIdOf } from '../src/group/apply.ts'
import { levelOfIntimacy } from '../src/contract/ladder.ts'
import type { RuleSet } from '../src/contract/rule-set.ts'
import { memberTopic } from '../src/contract/topics.ts'
import type { Mode } from '../src/contract/words.ts'
import { toInstant } from '../src/lib/time.ts'
import type { Db, Queryable } from '../src/ports/db.ts'

/**
 * Joining a group the usual way, written as well as we can: a transaction a join, the fan locked, everything read by one statement, the group's hot row
 * locked last, seat, counts and message written by one statement. Same tables, same rows, same messages.
 */
export type OnePerJoin = (wish: { readonly groupId: string; readonly userId: string }) => Promise<string>

interface Ground {
  readonly user_no: number
  readonly owner_id: string
  readonly club_no: number
  readonly group_no: number
  readonly mode: Mode
  readonly wanted: number
  readonly auto_reply: string | null
  readonly intimacy: number | null
  readonly inside: boolean
}

/** @returns joins: each says `in`, or the code it is refused with */
export function createOnePerJoin(db: Db, rules: RuleSet, now: number): OnePerJoin {
  const at = toInstant(now)

  async function join(tx: Queryable, { groupId, userId }: Parameters<OnePerJoin>[0]): Promise<string> {
    const [row] = await tx.query<Ground>(
      `select a.user_no, c.owner_id, c.club_no, g.group_no, c.mode, (g.gate->>'level')::int4 as wanted, g.auto_reply, m.intimacy,
         s.number is not null as inside
       from person_alias a join fan_group g on g.group_id = $2::uuid join club c using (club_no)
       join fan f on f.user_no = a.user_no and f.club_no = c.club_no
       left join membership m on m.user_no = a.user_no and m.club_no = c.club_no and m.mode = c.mode
       left join group_seat s on s.user_no = a.user_no and s.group_no = g.group_no
       where a.user_id = $1 for no key update of f`,
      [userId, groupId],
    )
    if (row === undefined) return 'not_found'
    if (row.inside) return 'in'
    if (row.intimacy === null || levelOfIntimacy(rules, row.mode, row.intimacy) < row.wanted) return 'gate_not_met'
    const group = [row.club_no, row.group_no]
    // by itself: what is read beside a lock that was waited for is older than the lock
    await tx.query(
      'select 1 from group_total where club_no = $1::int4 and group_no = $2::int4 for no key update',
      group,
    )
    const [free] = await tx.query<{ number: number; opens: boolean }>(
      `select coalesce(b.number, case when t.sub_groups < t.sub_groups_most then t.sub_groups + 1 end) as number, b.number is null as opens
       from group_total t
       left join lateral (select number from sub_group s where s.club_no = t.club_no and s.group_no = t.group_no and s.members < s.seats
         order by number limit 1) as b on true
       where t.club_no = $1::int4 and t.group_no = $2::int4`,
      group,
    )
    if (free?.number == null) return 'group_full'
    await tx.query(
      `with seated as (
         insert into group_seat (user_no, group_no, club_no, number, first_joined_at, joined_at, joined_seq, greeting, greeting_seq, read_seq,
           read_club, read_group, read_sub)
         select $1::int8, $2::int4, $3::int4, $4::int2, $5::timestamptz, $5::timestamptz, coalesce(m.last_seq, 1), $6,
           case when $6::text is not null then coalesce(m.last_seq, 1) end, coalesce(m.last_seq, 1) - case when $6::text is null then 0 else 1 end,
           coalesce(a.messages, 0), coalesce(g.messages, 0), coalesce(b.messages, 0)
         from (select 1) as one left join group_stream m on m.club_no = $3::int4
         left join group_scope a on a.club_no = $3::int4 and a.group_no = 0 and a.number = 0
         left join group_scope g on g.club_no = $3::int4 and g.group_no = $2::int4 and g.number = 0
         left join group_scope b on b.club_no = $3::int4 and b.group_no = $2::int4 and b.number = $4::int2
       ), placed as (
         insert into sub_group as s (club_no, group_no, number, members, seats)
         select $3::int4, $2::int4, $4::int2, 1, t.seats from group_total t where t.club_no = $3::int4 and t.group_no = $2::int4
         on conflict (club_no, group_no, number) do update set members = s.members + 1
       ), told as (
         insert into outbox (topic, kind, body) values ($8, 'group.joined', $9::jsonb)
       )
       update group_total set members = members + 1, sub_groups = sub_groups + case when $7::boolean then 1 else 0 end
       where club_no = $3::int4 and group_no = $2::int4`,
      [
        row.user_no,
        row.group_no,
        row.club_no,
        free.number,
        at,
        row.auto_reply,
        free.opens,
        memberTopic(row.owner_id, userId),
        JSON.stringify({ groupId, subGroupId: subGroupIdOf(groupId, free.number), number: free.number }),
      ],
    )
    return 'in'
  }

  return (wish) => db.transaction((tx) => join(tx, wish))
}
