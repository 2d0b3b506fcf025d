import type { Mode } from '../../contract/words.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import type { ListedGroup } from '../views.ts'

/** Groups and members as lists show them. */

/** `$1`: the number of the user for whom they are listed, or null. */
const listedSelect = `select g.group_no, g.group_id::text, g.club_no, c.owner_id, c.mode, g.name, g.gate, g.notice, g.notice_at, g.auto_reply,
  g.created_at, g.closed_at, t.members, t.sub_groups, t.sub_groups_most, t.seats, s.number, s.joined_at
  from fan_group g join club c using (club_no) join group_total t on t.club_no = g.club_no and t.group_no = g.group_no
  left join group_seat s on s.user_no = $1::int8 and s.group_no = g.group_no and s.number is not null`

/** The inner number of a user; null: never heard of. */
export async function userNoOf(on: Queryable, userId: string): Promise<number | null> {
  const rows = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
  return rows[0]?.user_no ?? null
}

/** Whether two ids name one user (PLT-8). */
export const isSameUser = async (on: Queryable, one: string, other: string): Promise<boolean> => {
  if (one === other) return true
  const no = await userNoOf(on, one)
  return no !== null && no === (await userNoOf(on, other))
}

/** The number of an owner's club; null: no such owner. */
export async function findClub(on: Queryable, ownerId: string): Promise<number | null> {
  const rows = await on.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  return rows[0]?.club_no ?? null
}

/** What a club's owner is called. */
export async function findOwnerName(on: Queryable, clubNo: number): Promise<string> {
  const rows = await on.query<{ name: string }>('select name from club where club_no = $1::int4', [clubNo])
  return rows[0]?.name ?? ''
}

/** One group. */
export async function findListed(on: Queryable, groupId: string, userNo: number | null): Promise<ListedGroup | null> {
  const rows = await on.query<ListedGroup>(`${listedSelect} where g.group_id = $2::uuid`, [userNo, groupId])
  return rows[0] ?? null
}

/** Groups of an owner in the order they were made; null: no such owner. */
export async function listGroups(
  on: Queryable,
  ownerId: string,
  wanted: {
    readonly userNo: number | null
    /** closed ones too */
    readonly all: boolean
    readonly after: number | null
    readonly limit: number
  },
): Promise<{ readonly clubNo: number; readonly rows: ListedGroup[] } | null> {
  const clubNo = await findClub(on, ownerId)
  if (clubNo === null) return null
  const rows = await on.query<ListedGroup>(
    `${listedSelect} where g.club_no = $2::int4 and ($3 or g.closed_at is null) and ($4::int8 is null or g.group_no > $4::int8)
     order by g.group_no limit $5::int4`,
    [wanted.userNo, clubNo, wanted.all, wanted.after, wanted.limit],
  )
  return { clubNo, rows }
}

/** Sub-groups opened so far. */
export function listSubGroups(
  on: Queryable,
  clubNo: number,
  groupNo: number,
): Promise<{ number: number; members: number; seats: number }[]> {
  return on.query(
    'select number, members, seats from sub_group where club_no = $1::int4 and group_no = $2::int4 order by number',
    [clubNo, groupNo],
  )
}

/** The sub-group in which a user sits; null: in none. */
export async function findSeatOf(on: Queryable, userId: string, groupNo: number): Promise<number | null> {
  const rows = await on.query<{ number: number | null }>(
    `select s.number from person_alias a join group_seat s on s.user_no = a.user_no and s.group_no = $2::int4 where a.user_id = $1`,
    [userId, groupNo],
  )
  return rows[0]?.number ?? null
}

export interface MemberRow {
  readonly user_no: number
  readonly user_id: string
  readonly name: string | null
  readonly number: number
  readonly joined_at: number
  readonly intimacy: number | null
  readonly last_earned_at: number | null
  readonly lit_orders: number | null
  readonly badge_name: string | null
  readonly owner_name: string
  readonly muted: boolean
  /** null: until it is lifted */
  readonly muted_until: number | null
}

/** Members of a group by sub-group, longest first. @param mode whose level and badge are shown (BADGE-7) @param now for who is muted */
export function listMembers(
  on: Queryable,
  wanted: {
    readonly groupNo: number
    readonly clubNo: number
    readonly mode: Mode
    /** one sub-group alone */
    readonly number: number | null
    readonly after: readonly [number, string, number] | null
    readonly limit: number
    readonly now: number
  },
): Promise<MemberRow[]> {
  return on.query<MemberRow>(
    `select s.user_no, p.user_id, p.name, s.number, s.joined_at, m.intimacy, m.last_earned_at, f.lit_orders,
       case when $3 = 'live' then c.badge_live else c.badge_shopping end as badge_name, c.name as owner_name,
       coalesce(s.muted_until > $9::timestamptz, false) as muted, case when s.muted_until <> 'infinity' then s.muted_until end as muted_until
     from group_seat s join person p using (user_no) join club c on c.club_no = $2::int4
     left join membership_shown m on m.user_no = s.user_no and m.club_no = $2::int4 and m.mode = $3
     left join fan f on f.user_no = s.user_no and f.club_no = $2::int4
     where s.group_no = $1::int4 and s.number is not null and ($4::int2 is null or s.number = $4::int2)
       and ($5::int8 is null or (s.number, s.joined_at, s.user_no) > ($5::int8, $6::timestamptz, $7::int8))
     order by s.number, s.joined_at, s.user_no limit $8::int4`,
    [
      wanted.groupNo,
      wanted.clubNo,
      wanted.mode,
      wanted.number,
      wanted.after?.[0] ?? null,
      wanted.after?.[1] ?? null,
      wanted.after?.[2] ?? null,
      wanted.limit,
      toInstant(wanted.now),
    ],
  )
}

export interface SeatRow {
  readonly group_id: string
  readonly name: string
  readonly number: number
  readonly joined_at: number
  readonly muted: boolean
  /** null: until it is lifted */
  readonly muted_until: number | null
}

/** Where a user sits in a club's groups, the seat taken last first. @param now for whether he is muted */
export function listSeatsOf(on: Queryable, userNo: number, clubNo: number, now: number): Promise<SeatRow[]> {
  return on.query<SeatRow>(
    `select g.group_id::text, g.name, s.number, s.joined_at, coalesce(s.muted_until > $3::timestamptz, false) as muted,
       case when s.muted_until <> 'infinity' then s.muted_until end as muted_until
     from group_seat s join fan_group g using (group_no)
     where s.user_no = $1::int8 and s.club_no = $2::int4 and s.number is not null order by s.joined_at desc, s.group_no`,
    [userNo, clubNo, toInstant(now)],
  )
}

export interface RemovalRow {
  readonly user_no: number
  readonly user_id: string
  readonly name: string | null
  readonly removed_at: number
  readonly removed_by: string
  readonly removed_reason: string | null
}

/** Who was removed from a group, newest first, or one of them. */
export function findRemovals(
  on: Queryable,
  groupNo: number,
  wanted: {
    readonly userNo: number | null
    readonly before: readonly [string, number] | null
    readonly limit: number
  },
): Promise<RemovalRow[]> {
  return on.query<RemovalRow>(
    `select s.user_no, p.user_id, p.name, s.removed_at, s.removed_by, s.removed_reason
     from group_seat s join person p using (user_no)
     where s.group_no = $1::int4 and s.removed_at is not null and ($2::int8 is null or s.user_no = $2::int8)
       and ($3::timestamptz is null or (s.removed_at, s.user_no) < ($3::timestamptz, $4::int8))
     order by s.removed_at desc, s.user_no desc limit $5::int4`,
    [groupNo, wanted.userNo, wanted.before?.[0] ?? null, wanted.before?.[1] ?? null, wanted.limit],
  )
}

/** Groups that a user hears in one stream: more than any club has, and a bound. */
const HEARD_MOST = 200

/** What a user hears of all groups in which he sits, the one he joined last first. */
export function findHearings(
  on: Queryable,
  userId: string,
): Promise<{ owner_id: string; group_id: string; number: number; joined_seq: number; epoch: number }[]> {
  return on.query(
    `select c.owner_id, g.group_id::text as group_id, s.number, s.joined_seq, s.epoch
     from person_alias a join group_seat s on s.user_no = a.user_no and s.number is not null
     join fan_group g on g.group_no = s.group_no join club c on c.club_no = g.club_no
     where a.user_id = $1 order by s.joined_at desc, s.group_no limit ${HEARD_MOST}`,
    [userId],
  )
}

/** What is heard of a group: by a user's seat, or (`userId` null) as a whole; null: no such group. */
export async function findHearing(
  on: Queryable,
  groupId: string,
  userId: string | null,
): Promise<{
  owner_id: string
  sub_groups_most: number
  number: number | null
  joined_seq: number | null
  epoch: number | null
} | null> {
  const rows = await on.query<{
    owner_id: string
    sub_groups_most: number
    number: number | null
    joined_seq: number | null
    epoch: number | null
  }>(
    `select c.owner_id, t.sub_groups_most, s.number, s.joined_seq, s.epoch
     from fan_group g join club c using (club_no) join group_total t on t.club_no = g.club_no and t.group_no = g.group_no
     left join person_alias a on a.user_id = $2 left join group_seat s on s.user_no = a.user_no and s.group_no = g.group_no and s.number is not null
     where g.group_id = $1::uuid`,
    [groupId, userId],
  )
  return rows[0] ?? null
}
