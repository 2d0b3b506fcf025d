import type { LinkKind, PartyEnd } from '../contract/linking.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { HeldLink, LinkRow, PartyRow } from './rows.ts'

/** Links and who takes part. */

const linkSelect = `select l.club_no, l.link_no, l.group_no, g.group_id::text, g.name as group_name, c.owner_id, c.name as owner_name, l.kind, l.status, l.how,
  l.started_at, l.active_at, l.ended_at, l.check_at
  from link l join fan_group g on g.group_no = l.group_no join club c on c.club_no = l.club_no`
const partySelect = `select t.party, t.user_no, p.user_id, p.name, t.status, t.how, t.ring_until, t.seen_at, t.sitting, t.last_seq, t.last_sent, t.minute_at,
  t.minute_signals, t.minute_characters
  from link_party t left join person p using (user_no) where t.club_no = $1::int4 and t.link_no = $2::int4 order by t.party`

/** A link by its numbers. */
export interface LinkKey {
  readonly clubNo: number
  readonly linkNo: number
}

async function withParties(on: Queryable, link: LinkRow | undefined): Promise<HeldLink | null> {
  if (link === undefined) return null
  return { link, parties: await on.query<PartyRow>(partySelect, [link.club_no, link.link_no]) }
}

/** A link as it is now; null: there is none. */
export async function findLink(on: Queryable, { clubNo, linkNo }: LinkKey): Promise<HeldLink | null> {
  const rows = await on.query<LinkRow>(`${linkSelect} where l.club_no = $1::int4 and l.link_no = $2::int4`, [
    clubNo,
    linkNo,
  ])
  return withParties(on, rows[0])
}

/** A link, held with its parties until the commit; people are held before it. */
export async function lockLink(tx: Queryable, { clubNo, linkNo }: LinkKey): Promise<HeldLink | null> {
  const held = await tx.query<LinkRow>(
    `${linkSelect} where l.club_no = $1::int4 and l.link_no = $2::int4 for update of l`,
    [clubNo, linkNo],
  )
  return withParties(tx, held[0])
}

/** The link in which an owner is now, if in any, and whether there is such an owner. */
export async function findRunning(on: Queryable, ownerId: string): Promise<{ known: boolean; held: HeldLink | null }> {
  const [club] = await on.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  if (club === undefined) return { known: false, held: null }
  const rows = await on.query<LinkRow>(`${linkSelect} where l.club_no = $1::int4 and l.ended_at is null`, [
    club.club_no,
  ])
  return { known: true, held: await withParties(on, rows[0]) }
}

/** The link in which a fan is now, rung or talking. */
export async function findBusy(on: Queryable, userNo: number): Promise<LinkKey | null> {
  const rows = await on.query<{ club_no: number; link_no: number }>(
    'select club_no, link_no from link_busy where user_no = $1::int8',
    [userNo],
  )
  return rows[0] === undefined ? null : { clubNo: rows[0].club_no, linkNo: rows[0].link_no }
}

/** The inner number of a user; null: never heard of. */
export async function userNoOf(on: Queryable, userId: string): Promise<number | null> {
  const rows = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
  return rows[0]?.user_no ?? null
}

export interface GroupPlace {
  readonly group_no: number
  readonly group_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly closed_at: number | null
}

/** A group by its id. @param hold its club, so that links of an owner begin one at a time, and its settings */
export async function findPlace(on: Queryable, groupId: string, hold = false): Promise<GroupPlace | null> {
  const rows = await on.query<GroupPlace>(
    `select g.group_no, g.group_id::text, g.club_no, c.owner_id, g.closed_at from fan_group g join club c using (club_no) where g.group_id = $1::uuid
     ${hold ? 'for no key update of c' : ''}`,
    [groupId],
  )
  return rows[0] ?? null
}

/** Whether a sub-account is super admin of a group (GRP-9). */
export async function runsGroup(on: Queryable, groupNo: number, staffId: string): Promise<boolean> {
  const rows = await on.query('select 1 as found from group_admin where group_no = $1::int4 and staff_id = $2', [
    groupNo,
    staffId,
  ])
  return rows.length > 0
}

/** How users sit in a group, held until the commit: who is about to be removed is removed after, and then found here. By user number. */
export async function holdSeats(
  tx: Queryable,
  groupNo: number,
  users: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, { readonly sits: boolean; readonly muted: boolean }>> {
  const rows = await tx.query<{ user_no: number; sits: boolean; muted: boolean }>(
    `select user_no, number is not null as sits, coalesce(muted_until > $3::timestamptz, false) as muted from group_seat
     where group_no = $1::int4 and user_no = any($2::int8[]) order by user_no for share`,
    [groupNo, [...users], toInstant(now)],
  )
  return new Map(rows.map((row) => [row.user_no, row]))
}

/** Writes a link with its owner in it; his club is held. @returns its number; null: he is in one already */
export async function addLink(
  tx: Queryable,
  link: { readonly clubNo: number; readonly groupNo: number; readonly kind: LinkKind; readonly by: string },
  now: number,
): Promise<number | null> {
  const rows = await tx.query<{ link_no: number }>(
    `insert into link (club_no, link_no, group_no, kind, status, started_at, started_by)
     select $1::int4, coalesce(max(link_no), 0) + 1, $2::int4, $3, 'ringing', $4::timestamptz, $5 from link where club_no = $1::int4
     on conflict do nothing returning link_no`,
    [link.clubNo, link.groupNo, link.kind, toInstant(now), link.by],
  )
  const linkNo = rows[0]?.link_no
  if (linkNo === undefined) return null
  await tx.query(
    `insert into link_party (club_no, link_no, party, status, rung_at, joined_at, seen_at, sitting)
     values ($1::int4, $2::int4, 0, 'in', $3::timestamptz, $3::timestamptz, $3::timestamptz, 1)`,
    [link.clubNo, linkNo, toInstant(now)],
  )
  return linkNo
}

/** Marks fans as busy with a link: whose key is taken is in another one. @returns who was free until now */
export async function occupy(
  tx: Queryable,
  place: LinkKey & { readonly groupNo: number },
  fans: readonly { readonly userNo: number; readonly party: number }[],
): Promise<number> {
  const sorted = [...fans].sort((a, b) => a.userNo - b.userNo)
  const rows = await tx.query(
    `insert into link_busy (user_no, party, club_no, link_no, group_no)
     select t.user_no, t.party, $3::int4, $4::int4, $5::int4 from unnest($1::int8[], $2::int2[]) as t(user_no, party) order by t.user_no
     on conflict (user_no) do nothing returning 1 as done`,
    [
      ...columns(
        sorted,
        (fan) => fan.userNo,
        (fan) => fan.party,
      ),
      place.clubNo,
      place.linkNo,
      place.groupNo,
    ],
  )
  return rows.length
}

/** Fans who are rung from now on. */
export async function addParties(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  fans: readonly { readonly userNo: number; readonly party: number }[],
  at: { readonly now: number; readonly ringUntil: number },
): Promise<void> {
  await tx.query(
    `insert into link_party (club_no, link_no, party, user_no, status, rung_at, ring_until)
     select $3::int4, $4::int4, t.party, t.user_no, 'ringing', $5::timestamptz, $6::timestamptz from unnest($1::int8[], $2::int2[]) as t(user_no, party)`,
    [
      ...columns(
        fans,
        (fan) => fan.userNo,
        (fan) => fan.party,
      ),
      clubNo,
      linkNo,
      toInstant(at.now),
      toInstant(at.ringUntil),
    ],
  )
}

/** A party comes in, or in again: what was under way for and from its last sitting goes. @returns its new sitting */
export async function enter(tx: Queryable, { clubNo, linkNo }: LinkKey, party: number, now: number): Promise<number> {
  const rows = await tx.query<{ sitting: number }>(
    `update link_party set status = 'in', joined_at = coalesce(joined_at, $4::timestamptz), seen_at = $4::timestamptz, sitting = sitting + 1, last_sent = 0
     where club_no = $1::int4 and link_no = $2::int4 and party = $3::int2 returning sitting`,
    [clubNo, linkNo, party, toInstant(now)],
  )
  await dropSignals(tx, { clubNo, linkNo }, [party])
  if (party > 0)
    await tx.query(
      `update link set status = 'active', active_at = coalesce(active_at, $3::timestamptz)
       where club_no = $1::int4 and link_no = $2::int4 and status = 'ringing'`,
      [clubNo, linkNo, toInstant(now)],
    )
  return rows[0]?.sitting ?? 0
}

/** A party said that it is there, and up to which number it has read: that goes. */
export async function noteSeen(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  party: number,
  word: { readonly now: number; readonly read: number },
): Promise<void> {
  await tx.query(
    'update link_party set seen_at = $4::timestamptz where club_no = $1::int4 and link_no = $2::int4 and party = $3::int2',
    [clubNo, linkNo, party, toInstant(word.now)],
  )
  await tx.query(
    'delete from link_signal where club_no = $1::int4 and link_no = $2::int4 and to_party = $3::int2 and seq <= $4::int8',
    [clubNo, linkNo, party, word.read],
  )
}

/** Signals for and from parties go; all of the link's without `parties`. */
export async function dropSignals(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  parties: readonly number[] | null,
): Promise<void> {
  await tx.query(
    `delete from link_signal where club_no = $1::int4 and link_no = $2::int4
       and ($3::int2[] is null or to_party = any($3::int2[]) or from_party = any($3::int2[]))`,
    [clubNo, linkNo, parties === null ? null : [...parties]],
  )
}

/** Parties are out: their fans are free, what was under way between them goes. */
export async function takeOut(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  out: ReadonlyMap<number, PartyEnd>,
  now: number,
): Promise<void> {
  const gone = await tx.query<{ user_no: number | null }>(
    `update link_party t set status = 'out', how = o.how, left_at = $5::timestamptz from unnest($3::int2[], $4::text[]) as o(party, how)
     where t.club_no = $1::int4 and t.link_no = $2::int4 and t.party = o.party returning t.user_no`,
    [clubNo, linkNo, [...out.keys()], [...out.values()], toInstant(now)],
  )
  const fans = gone.flatMap((row) => (row.user_no === null ? [] : [row.user_no]))
  await tx.query('delete from link_busy where user_no = any($1::int8[])', [fans])
}

/** A link is over. */
export async function endLink(tx: Queryable, { clubNo, linkNo }: LinkKey, how: PartyEnd, now: number): Promise<void> {
  await tx.query(
    `update link set status = 'ended', how = $3, ended_at = $4::timestamptz, check_at = null where club_no = $1::int4 and link_no = $2::int4`,
    [clubNo, linkNo, how, toInstant(now)],
  )
}

/** A piece of due work is done and leaves nothing behind. */
export async function dropCheck(tx: Queryable, dueNo: number): Promise<void> {
  await tx.query('delete from due where due_no = $1::int8', [dueNo])
}

/** Has due work look at a link at an instant. A piece for another instant stays, and finds nothing to do. */
export async function addCheck(tx: Queryable, { clubNo, linkNo }: LinkKey, at: number): Promise<void> {
  await tx.query('update link set check_at = $3::timestamptz where club_no = $1::int4 and link_no = $2::int4', [
    clubNo,
    linkNo,
    toInstant(at),
  ])
  await tx.query(
    `insert into due (at, kind, payload) values ($3::timestamptz, 'link.check', jsonb_build_object('clubNo', $1::int4, 'linkNo', $2::int4))`,
    [clubNo, linkNo, toInstant(at)],
  )
}

/** Links of users who may not be in them any more: without a seat in the group, or muted there. */
export function findUnseated(
  on: Queryable,
  users: readonly number[],
  now: number,
): Promise<{ user_no: number; club_no: number; link_no: number; party: number; sits: boolean }[]> {
  return on.query(
    `select b.user_no, b.club_no, b.link_no, b.party, s.number is not null as sits
     from link_busy b left join group_seat s on s.user_no = b.user_no and s.group_no = b.group_no
     where b.user_no = any($1::int8[]) and (s.number is null or s.muted_until > $2::timestamptz) order by b.club_no, b.link_no`,
    [[...users], toInstant(now)],
  )
}

/** Links in which users are. */
export function findTheirs(
  on: Queryable,
  users: readonly number[],
): Promise<{ user_no: number; club_no: number; link_no: number; party: number }[]> {
  return on.query(
    'select user_no, club_no, link_no, party from link_busy where user_no = any($1::int8[]) order by club_no, link_no',
    [[...users]],
  )
}
