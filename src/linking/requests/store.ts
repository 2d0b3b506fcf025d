import { linkLimits, type LinkKind } from '../../contract/linking.ts'
import { MINUTE, toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Who asks to be called. */

export interface RequestRow {
  readonly user_id: string
  readonly name: string | null
  readonly group_id: string
  readonly kind: LinkKind
  readonly asked_at: number
}

/** Who asked before this asks no more. */
const since = (now: number): string => toInstant(now - linkLimits.requestMinutes * MINUTE)

/** Asks, or asks for another kind; who asks already keeps his place. */
export async function putRequest(
  tx: Queryable,
  wish: { userNo: number; groupNo: number; kind: LinkKind },
  now: number,
): Promise<number> {
  const rows = await tx.query<{ asked_at: number }>(
    `insert into link_request as r (user_no, group_no, kind, asked_at) values ($1::int8, $2::int4, $3, $4::timestamptz)
     on conflict (user_no, group_no) do update set kind = excluded.kind,
       asked_at = case when r.asked_at > $5::timestamptz then r.asked_at else excluded.asked_at end
     returning asked_at`,
    [wish.userNo, wish.groupNo, wish.kind, toInstant(now), since(now)],
  )
  return rows[0]?.asked_at ?? now
}

/** Asks no more. @returns false: nobody did */
export async function dropRequests(tx: Queryable, groupNo: number, users: readonly number[]): Promise<boolean> {
  const rows = await tx.query(
    'delete from link_request where group_no = $1::int4 and user_no = any($2::int8[]) returning 1 as done',
    [groupNo, [...users]],
  )
  return rows.length > 0
}

/** Who sits not there any more, or may not speak, asks no more. */
export async function dropUnseated(tx: Queryable, users: readonly number[], now: number): Promise<void> {
  await tx.query(
    `delete from link_request r where r.user_no = any($1::int8[]) and not exists (
       select from group_seat s where s.user_no = r.user_no and s.group_no = r.group_no and s.number is not null
         and (s.muted_until is null or s.muted_until <= $2::timestamptz))`,
    [[...users], toInstant(now)],
  )
}

const requestSelect = `select p.user_id, p.name, g.group_id::text, r.kind, r.asked_at, count(*) over ()::int4 as waiting
  from link_request r join person p using (user_no) join fan_group g on g.group_no = r.group_no`

/** Who asks in a group, longest first. */
export function listRequests(
  on: Queryable,
  groupNo: number,
  now: number,
): Promise<(RequestRow & { waiting: number })[]> {
  return on.query(
    `${requestSelect} where r.group_no = $1::int4 and r.asked_at > $2::timestamptz order by r.asked_at, r.user_no limit $3::int4`,
    [groupNo, since(now), linkLimits.requestsShown],
  )
}

/** Who asks in any group of a club, longest first. @param staffId only in the groups that this sub-account runs; null: in all */
export function listClubRequests(
  on: Queryable,
  ownerId: string,
  staffId: string | null,
  now: number,
): Promise<(RequestRow & { waiting: number })[]> {
  return on.query(
    `${requestSelect} join club c on c.club_no = g.club_no
     where c.owner_id = $1 and r.asked_at > $2::timestamptz
       and ($3::text is null or exists (select from group_admin a where a.group_no = g.group_no and a.staff_id = $3))
     order by r.asked_at, r.user_no limit $4::int4`,
    [ownerId, since(now), staffId, linkLimits.requestsShown],
  )
}

/** Where a fan asks. */
export function listOwnRequests(on: Queryable, userNo: number, now: number): Promise<RequestRow[]> {
  return on.query<RequestRow>(
    `${requestSelect} where r.user_no = $1::int8 and r.asked_at > $2::timestamptz order by r.asked_at`,
    [userNo, since(now)],
  )
}
