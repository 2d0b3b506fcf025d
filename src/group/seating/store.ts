import type { Mode } from '../../contract/words.ts'
import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import type { GroupSeats, Standing } from '../apply.ts'
import type { GroupRow } from '../rows.ts'
import { groupSelect } from '../settings/store.ts'

/** The statements of taking and giving up seats: each is one, whatever the number of people. */

/** Groups by outside id, held against new settings until the commit: a gate binds who joins after its change (GRP-4). */
export async function holdGroups(tx: Queryable, groupIds: readonly string[]): Promise<ReadonlyMap<string, GroupRow>> {
  const rows = await tx.query<GroupRow>(
    `${groupSelect} where g.group_id = any($1::uuid[]) order by c.club_no, g.group_no for key share of c, g`,
    [[...new Set(groupIds)]],
  )
  return new Map(rows.map((row) => [row.group_id, row]))
}

/** A user and a club by inner numbers. */
export interface FanKey {
  readonly userNo: number
  readonly clubNo: number
}
/** A fan's name in the maps of one transaction. */
export const fanKey = ({ userNo, clubNo }: FanKey): string => `${userNo}:${clubNo}`

const fanColumns = (keys: readonly FanKey[]) =>
  columns(
    [...keys].sort((a, b) => a.userNo - b.userNo || a.clubNo - b.clubNo),
    (key) => key.userNo,
    (key) => key.clubNo,
  )

interface StandingRow {
  user_no: number
  club_no: number
  follows: boolean
  follow_at: number | null
  modes: Mode[] | null
  intimacy: number[] | null
}

/** What gates ask of fans, by `fanKey`; who has no row was never heard of in the club. @param hold until the commit: a level stays what it is */
export async function readStandings(
  tx: Queryable,
  keys: readonly FanKey[],
  hold: boolean,
): Promise<ReadonlyMap<string, Standing>> {
  if (keys.length === 0) return new Map()
  const asked = fanColumns(keys)
  if (hold)
    await tx.query(
      `select 1 from unnest($1::int8[], $2::int4[]) as t(user_no, club_no) join fan f using (user_no, club_no) for no key update of f`,
      asked,
    )
  const rows = await tx.query<StandingRow>(
    `select f.user_no, f.club_no, f.follows, f.follow_at, m.modes, m.intimacy
     from (select distinct * from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)) as t join fan f using (user_no, club_no)
     left join lateral (select array_agg(s.mode order by s.mode) as modes, array_agg(s.intimacy order by s.mode) as intimacy
       from membership_shown s where s.user_no = f.user_no and s.club_no = f.club_no) as m on true`,
    asked,
  )
  return new Map(
    rows.map((row) => [
      fanKey({ userNo: row.user_no, clubNo: row.club_no }),
      {
        follows: row.follows,
        followAt: row.follow_at,
        intimacy: Object.fromEntries((row.modes ?? []).map((mode, index) => [mode, row.intimacy?.[index] ?? 0])),
      },
    ]),
  )
}

/** Seats of groups while their rows are held, by group number: in one order for all who join and leave. */
export async function lockSeats(
  tx: Queryable,
  groups: readonly { readonly club_no: number; readonly group_no: number }[],
): Promise<ReadonlyMap<number, GroupSeats>> {
  const asked = columns(
    [...groups].sort((a, b) => a.club_no - b.club_no || a.group_no - b.group_no),
    (group) => group.club_no,
    (group) => group.group_no,
  )
  const totals = await tx.query<{ group_no: number; members: number; sub_groups_most: number; seats: number }>(
    `select g.group_no, g.members, g.sub_groups_most, g.seats
     from unnest($1::int4[], $2::int4[]) as t(club_no, group_no) join group_total g using (club_no, group_no) for no key update of g`,
    asked,
  )
  const rows = await tx.query<{ group_no: number; number: number; members: number; seats: number }>(
    `select s.group_no, s.number, s.members, s.seats
     from (select distinct * from unnest($1::int4[], $2::int4[]) as t(club_no, group_no)) as t join sub_group s using (club_no, group_no)
     order by s.group_no, s.number`,
    asked,
  )
  const seats = new Map<number, GroupSeats>(
    totals.map((total) => [
      total.group_no,
      { members: total.members, subGroups: [], subGroupsMost: total.sub_groups_most, seats: total.seats },
    ]),
  )
  for (const { group_no: groupNo, ...row } of rows) seats.get(groupNo)?.subGroups.push(row)
  return seats
}

/** A user and a group by inner numbers. */
export interface SeatKey {
  readonly userNo: number
  readonly groupNo: number
}
/** A seat's name in the maps of one transaction. */
export const seatKey = ({ userNo, groupNo }: SeatKey): string => `${userNo}:${groupNo}`

export interface SeatRow {
  readonly user_no: number
  readonly group_no: number
  /** null: he sat there once */
  readonly number: number | null
  readonly joined_at: number
  readonly removed: boolean
}

/** Seats that users have or had, by `seatKey`. */
export async function readSeats(tx: Queryable, keys: readonly SeatKey[]): Promise<ReadonlyMap<string, SeatRow>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<SeatRow>(
    `select s.user_no, s.group_no, s.number, s.joined_at, s.removed_at is not null as removed
     from (select distinct * from unnest($1::int8[], $2::int4[]) as t(user_no, group_no)) as t join group_seat s using (user_no, group_no)`,
    columns(
      keys,
      (key) => key.userNo,
      (key) => key.groupNo,
    ),
  )
  return new Map(rows.map((row) => [seatKey({ userNo: row.user_no, groupNo: row.group_no }), row]))
}

/** A seat that is taken. */
export interface NewSeat extends SeatKey {
  readonly clubNo: number
  readonly number: number
  readonly autoReply: string | null
  readonly phrase: string | null
}

/**
 * Writes seats, each from where its scopes stand: what was written before is not read. The auto-reply is kept with the seat that was never taken
 * before, at a place of its own just before what is read (GRP-6).
 */
export async function addSeats(tx: Queryable, seats: readonly NewSeat[], now: number): Promise<void> {
  await tx.query(
    `insert into group_seat as s (user_no, group_no, club_no, number, first_joined_at, joined_at, joined_seq, greeting, greeting_seq, read_seq,
       read_club, read_group, read_sub, phrase)
     select t.user_no, t.group_no, t.club_no, t.number, $7::timestamptz, $7::timestamptz, coalesce(m.last_seq, 1), t.greeting,
       case when t.greeting is not null then coalesce(m.last_seq, 1) end, coalesce(m.last_seq, 1) - case when t.greeting is null then 0 else 1 end,
       coalesce(a.messages, 0), coalesce(g.messages, 0), coalesce(b.messages, 0), t.phrase
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::int2[], $5::text[], $6::text[])
       as t(user_no, group_no, club_no, number, greeting, phrase)
     left join group_stream m on m.club_no = t.club_no
     left join group_scope a on a.club_no = t.club_no and a.group_no = 0 and a.number = 0
     left join group_scope g on g.club_no = t.club_no and g.group_no = t.group_no and g.number = 0
     left join group_scope b on b.club_no = t.club_no and b.group_no = t.group_no and b.number = t.number
     on conflict (user_no, group_no) do update set number = excluded.number, epoch = s.epoch + 1, joined_at = excluded.joined_at, left_at = null,
       joined_seq = excluded.joined_seq, read_seq = excluded.joined_seq, read_club = excluded.read_club, read_group = excluded.read_group,
       read_sub = excluded.read_sub, phrase = excluded.phrase`,
    [
      ...columns(
        seats,
        (seat) => seat.userNo,
        (seat) => seat.groupNo,
        (seat) => seat.clubNo,
        (seat) => seat.number,
        (seat) => seat.autoReply,
        (seat) => seat.phrase,
      ),
      toInstant(now),
    ],
  )
}

/** Writes locked groups as they are after joiners were placed. */
export async function saveSeats(
  tx: Queryable,
  groups: readonly { readonly clubNo: number; readonly groupNo: number; readonly seats: GroupSeats }[],
): Promise<void> {
  const subGroups = groups.flatMap(({ clubNo, groupNo, seats }) =>
    seats.subGroups.map((subGroup) => ({ clubNo, groupNo, ...subGroup })),
  )
  await tx.query(
    `insert into sub_group as s (club_no, group_no, number, members, seats)
     select * from unnest($1::int4[], $2::int4[], $3::int2[], $4::int2[], $5::int2[])
     on conflict (club_no, group_no, number) do update set members = excluded.members where s.members <> excluded.members`,
    columns(
      subGroups,
      (subGroup) => subGroup.clubNo,
      (subGroup) => subGroup.groupNo,
      (subGroup) => subGroup.number,
      (subGroup) => subGroup.members,
      (subGroup) => subGroup.seats,
    ),
  )
  await tx.query(
    `update group_total g set members = t.members, sub_groups = t.sub_groups
     from unnest($1::int4[], $2::int4[], $3::int4[], $4::int2[]) as t(club_no, group_no, members, sub_groups)
     where g.club_no = t.club_no and g.group_no = t.group_no`,
    columns(
      groups,
      ({ clubNo }) => clubNo,
      ({ groupNo }) => groupNo,
      ({ seats }) => seats.members,
      ({ seats }) => seats.subGroups.length,
    ),
  )
}

/** A seat that ended, and which sitting it was. */
export interface EndedSeat extends SeatKey {
  readonly epoch: number
}

/** Ends seats and counts them off; the groups' totals are held by the caller. @returns the seats that were held until now */
export async function freeSeats(tx: Queryable, keys: readonly SeatKey[], now: number): Promise<EndedSeat[]> {
  if (keys.length === 0) return []
  const rows = await tx.query<{ user_no: number; group_no: number; epoch: number }>(
    `with freed as (
       update group_seat s set number = null, left_at = $3::timestamptz from (
         select s.user_no, s.group_no, s.number from unnest($1::int8[], $2::int4[]) as t(user_no, group_no) join group_seat s using (user_no, group_no)
         where s.number is not null order by s.user_no, s.group_no for no key update of s) as held
       where s.user_no = held.user_no and s.group_no = held.group_no
       returning s.user_no, s.club_no, s.group_no, held.number, s.epoch
     ), subs as (
       update sub_group b set members = b.members - f.seats
       from (select club_no, group_no, number, count(*)::int2 as seats from freed group by 1, 2, 3) as f
       where b.club_no = f.club_no and b.group_no = f.group_no and b.number = f.number
     ), totals as (
       update group_total g set members = g.members - f.seats
       from (select club_no, group_no, count(*)::int4 as seats from freed group by 1, 2) as f
       where g.club_no = f.club_no and g.group_no = f.group_no
     )
     select user_no, group_no, epoch from freed order by user_no, group_no`,
    [
      ...columns(
        keys,
        (key) => key.userNo,
        (key) => key.groupNo,
      ),
      toInstant(now),
    ],
  )
  return rows.map((row) => ({ userNo: row.user_no, groupNo: row.group_no, epoch: row.epoch }))
}

/** Marks somebody who sits there no more: he may not join until that is lifted. @returns false: he never sat there */
export async function bar(
  tx: Queryable,
  key: SeatKey,
  by: { readonly at: number; readonly actor: string; readonly reason: string | null },
): Promise<boolean> {
  const rows = await tx.query(
    `update group_seat set removed_at = $3::timestamptz, removed_by = $4, removed_reason = $5 where user_no = $1::int8 and group_no = $2::int4
     returning 1 as done`,
    [key.userNo, key.groupNo, toInstant(by.at), by.actor, by.reason],
  )
  return rows.length > 0
}

/** Lifts a removal. @returns false: there was none */
export async function unbar(tx: Queryable, key: SeatKey): Promise<boolean> {
  const rows = await tx.query(
    `update group_seat set removed_at = null, removed_by = null, removed_reason = null
     where user_no = $1::int8 and group_no = $2::int4 and removed_at is not null returning 1 as done`,
    [key.userNo, key.groupNo],
  )
  return rows.length > 0
}

/** Everyone who sits in a group, with the id he is known by first. */
export function listSeated(tx: Queryable, groupNo: number): Promise<{ user_no: number; user_id: string }[]> {
  return tx.query(
    `select s.user_no, p.user_id from group_seat s join person p using (user_no) where s.group_no = $1::int4 and s.number is not null
     order by s.user_no`,
    [groupNo],
  )
}

/** Groups behind gates of the club's level in which a user sits. */
export function findGatedSeats(tx: Queryable, userNo: number, clubNo: number): Promise<GroupRow[]> {
  return tx.query<GroupRow>(
    `${groupSelect} join group_seat s on s.group_no = g.group_no
     where s.user_no = $1::int8 and s.club_no = $2::int4 and s.number is not null and g.gate->>'kind' in ('tier', 'level')
     order by g.club_no, g.group_no`,
    [userNo, clubNo],
  )
}
