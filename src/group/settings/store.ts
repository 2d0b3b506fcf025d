import type { Gate } from '../../contract/groups.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import type { GroupRow } from '../rows.ts'

/** Groups and what is set on them. */

/** Columns of `GroupRow`; after it comes `where …`. */
export const groupSelect = `select g.group_no, g.group_id::text, g.club_no, c.owner_id, c.mode, g.name, g.gate, g.notice, g.auto_reply, g.closed_at,
  t.sub_groups::int4 from fan_group g join club c using (club_no) join group_total t on t.club_no = g.club_no and t.group_no = g.group_no`

/** The club of an owner, held so that its groups are counted one at a time. */
export async function lockClub(tx: Queryable, ownerId: string): Promise<{ club_no: number } | null> {
  const rows = await tx.query<{ club_no: number }>('select club_no from club where owner_id = $1 for no key update', [
    ownerId,
  ])
  return rows[0] ?? null
}

/** Open groups of a club. */
export async function countOpen(tx: Queryable, clubNo: number): Promise<number> {
  const rows = await tx.query<{ groups: number }>(
    'select count(*)::int4 as groups from fan_group where club_no = $1::int4 and closed_at is null',
    [clubNo],
  )
  return rows[0]?.groups ?? 0
}

/** Whether so many users follow an owner, as far as events told. */
export async function hasFollowers(tx: Queryable, clubNo: number, wanted: number): Promise<boolean> {
  const rows = await tx.query<{ followers: number }>(
    `select count(*)::int4 as followers from (select from fan where club_no = $1::int4 and follows limit $2::int4) as f`,
    [clubNo, wanted],
  )
  return (rows[0]?.followers ?? 0) >= wanted
}

export interface NewGroup {
  readonly groupId: string
  readonly clubNo: number
  readonly name: string
  readonly gate: Gate
  readonly notice: string | null
  readonly autoReply: string | null
  readonly by: string
  readonly subGroupsMost: number
  readonly seats: number
}

/** Makes a group without sub-groups: the first opens with the first member. @returns its number */
export async function addGroup(tx: Queryable, group: NewGroup, now: number): Promise<number> {
  const rows = await tx.query<{ group_no: number }>(
    `insert into fan_group (group_id, club_no, name, gate, notice, notice_at, auto_reply, created_at, created_by)
     values ($1::uuid, $2::int4, $3, $4::jsonb, $5, case when $5::text is not null then $7::timestamptz end, $6, $7::timestamptz, $8)
     returning group_no`,
    [
      group.groupId,
      group.clubNo,
      group.name,
      JSON.stringify(group.gate),
      group.notice,
      group.autoReply,
      toInstant(now),
      group.by,
    ],
  )
  const groupNo = rows[0]?.group_no ?? 0
  await tx.query(
    'insert into group_total (club_no, group_no, sub_groups_most, seats) values ($1::int4, $2::int4, $3::int2, $4::int2)',
    [group.clubNo, groupNo, group.subGroupsMost, group.seats],
  )
  return groupNo
}

/** A group, held against joiners and other changes until the commit; null: there is none. */
export async function lockGroup(tx: Queryable, groupId: string): Promise<GroupRow | null> {
  // the club first, as everywhere
  const found = await findGroup(tx, groupId)
  if (found === null) return null
  await tx.query('select 1 from club where club_no = $1::int4 for key share', [found.club_no])
  const rows = await tx.query<GroupRow>(`${groupSelect} where g.group_no = $1::int4 for update of g`, [found.group_no])
  return rows[0] ?? null
}

/** A group; null: there is none. */
export async function findGroup(on: Queryable, groupId: string): Promise<GroupRow | null> {
  const rows = await on.query<GroupRow>(`${groupSelect} where g.group_id = $1::uuid`, [groupId])
  return rows[0] ?? null
}

/** Only what is named changes. `notice_at`: when the notice was set or taken away. */
export async function changeGroup(
  tx: Queryable,
  groupNo: number,
  change: {
    readonly name?: string | undefined
    readonly gate?: Gate | undefined
    readonly notice?: string | null | undefined
    readonly autoReply?: string | null | undefined
  },
  now: number,
): Promise<void> {
  await tx.query(
    `update fan_group set name = coalesce($2, name), gate = coalesce($3::jsonb, gate),
       notice = case when $4 then $5::text else notice end,
       notice_at = case when $4 then $8::timestamptz else notice_at end,
       auto_reply = case when $6 then $7 else auto_reply end
     where group_no = $1::int4`,
    [
      groupNo,
      change.name ?? null,
      change.gate === undefined ? null : JSON.stringify(change.gate),
      change.notice !== undefined,
      change.notice ?? null,
      change.autoReply !== undefined,
      change.autoReply ?? null,
      toInstant(now),
    ],
  )
}

/** Nobody joins and nobody writes any more. */
export async function closeGroup(tx: Queryable, groupNo: number, now: number): Promise<void> {
  await tx.query('update fan_group set closed_at = $2::timestamptz where group_no = $1::int4', [
    groupNo,
    toInstant(now),
  ])
}

// ── super admins (GRP-9) ──────────────────────────────────────────────────────────────────────────────────────────

/** Rows of `group_admin` that are of sub-accounts: a club's key runs the group it made, and is none of them. */
const IS_STAFF = `a.staff_id not like 'key:%'`

/** Whether a sub-account is super admin of a group, or the club's key that made it asks. */
export async function isAdmin(on: Queryable, groupNo: number, staffId: string): Promise<boolean> {
  const rows = await on.query('select 1 as found from group_admin where group_no = $1::int4 and staff_id = $2', [
    groupNo,
    staffId,
  ])
  return rows.length > 0
}

/** Super admins of a group, longest first, but revoked ones. `name` null: the platform keeps that sub-account itself. */
export function listAdmins(
  on: Queryable,
  ownerId: string,
  groupNo: number,
): Promise<{ staff_id: string; name: string | null; appointed_at: number }[]> {
  return on.query(
    `select a.staff_id, s.name, a.appointed_at from group_admin a left join staff s on s.owner_id = $1 and s.staff_id = a.staff_id
     where a.group_no = $2::int4 and ${IS_STAFF} and s.revoked_at is null order by a.appointed_at, a.staff_id`,
    [ownerId, groupNo],
  )
}

/**
 * How many places of super admins are held, and whether this sub-account holds one. Revoked ones hold theirs: so no revoking or letting in again
 * meanwhile makes more of them than there are places.
 * @rule GRP-9
 */
export async function countPlaces(
  tx: Queryable,
  groupNo: number,
  staffId: string,
): Promise<{ readonly held: number; readonly mine: boolean }> {
  const rows = await tx.query<{ held: number; mine: boolean | null }>(
    `select count(*)::int4 as held, bool_or(a.staff_id = $2) as mine from group_admin a where a.group_no = $1::int4 and ${IS_STAFF}`,
    [groupNo, staffId],
  )
  return { held: rows[0]?.held ?? 0, mine: rows[0]?.mine ?? false }
}

/** Takes places of revoked sub-accounts away for others, who hold them also when those are let in again: the longest revoked first. @returns how many */
export async function dropRevoked(tx: Queryable, ownerId: string, groupNo: number, most: number): Promise<number> {
  const rows = await tx.query(
    `delete from group_admin where group_no = $2::int4 and staff_id in (
       select a.staff_id from group_admin a join staff s on s.owner_id = $1 and s.staff_id = a.staff_id
       where a.group_no = $2::int4 and s.revoked_at is not null order by s.revoked_at, s.staff_id limit $3::int4) returning 1 as done`,
    [ownerId, groupNo, most],
  )
  return rows.length
}

/**
 * Whether this is no sub-account of an owner who keeps his here: revoked, or unknown. Of one who keeps none here all are the platform's own.
 * @rule GRP-9
 */
export async function isUnknownStaff(on: Queryable, ownerId: string, staffId: string): Promise<boolean> {
  const rows = await on.query(
    `select 1 as found from staff where owner_id = $1
     having count(*) > 0 and count(*) filter (where staff_id = $2 and revoked_at is null) = 0`,
    [ownerId, staffId],
  )
  return rows.length > 0
}

/** Makes a sub-account super admin, or lets a key run the group it makes; twice is the same as once. */
export async function addAdmin(
  tx: Queryable,
  groupNo: number,
  staffId: string,
  now: number,
  by: string,
): Promise<void> {
  await tx.query(
    `insert into group_admin (group_no, staff_id, appointed_at, appointed_by) values ($1::int4, $2, $3::timestamptz, $4)
     on conflict (group_no, staff_id) do nothing`,
    [groupNo, staffId, toInstant(now), by],
  )
}

/** @returns false: he was none */
export async function removeAdmin(tx: Queryable, groupNo: number, staffId: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from group_admin where group_no = $1::int4 and staff_id = $2 returning 1 as done',
    [groupNo, staffId],
  )
  return rows.length > 0
}
