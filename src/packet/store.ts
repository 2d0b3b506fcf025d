import type { Split } from '../contract/money.ts'
import type { Mode } from '../contract/words.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { Claim, PacketState } from './apply.ts'

/** A packet with where it belongs. */
export interface StoredPacket extends PacketState {
  readonly clubNo: number
  readonly sessionNo: number | null
  /** where it was posted: 0 stands for all; null: in no group */
  readonly groupNo: number | null
  readonly number: number | null
}

interface PacketRow {
  packet_id: string
  club_no: number
  session_no: number | null
  group_no: number | null
  number: number | null
  split: Split
  status: PacketState['status']
  count: number
  claimed: number
  remaining: number
  shares: number
  from_level: number | null
  expires_at: number
  best_amount: number
  best_share: number
}

const packetOf = (row: PacketRow): StoredPacket => ({
  packetId: row.packet_id,
  clubNo: row.club_no,
  sessionNo: row.session_no,
  groupNo: row.group_no,
  number: row.number,
  split: row.split,
  count: row.count,
  fromLevel: row.from_level,
  expiresAt: row.expires_at,
  hasSession: row.session_no !== null,
  inGroup: row.group_no !== null,
  status: row.status,
  claimed: row.claimed,
  remaining: row.remaining,
  shares: row.shares,
  bestAmount: row.best_amount,
  bestShare: row.best_share,
})

/** Packets by id. @param lock held until the commit, in one order for all */
export async function loadPackets(
  tx: Queryable,
  packetIds: readonly string[],
  lock: boolean,
): Promise<Map<string, StoredPacket>> {
  if (packetIds.length === 0) return new Map()
  const rows = await tx.query<PacketRow>(
    `select packet_id, club_no, session_no, group_no, number, split, status, count, claimed, remaining, shares, from_level, expires_at, best_amount, best_share
     from red_packet where packet_id = any($1::uuid[]) order by packet_id ${lock ? 'for no key update' : ''}`,
    [packetIds],
  )
  return new Map(rows.map((row) => [row.packet_id, packetOf(row)]))
}

/** A club as a packet needs it. */
export interface PacketClub {
  readonly club_no: number
  readonly owner_id: string
  readonly currency: string
  readonly mode: Mode
}

/** Clubs by number, held against a mode change until the commit. */
export async function holdClubs(tx: Queryable, clubNos: readonly number[]): Promise<ReadonlyMap<number, PacketClub>> {
  const rows = await tx.query<PacketClub>(
    'select club_no, owner_id, currency, mode from club where club_no = any($1::int4[]) order by club_no for key share',
    [clubNos],
  )
  return new Map(rows.map((row) => [row.club_no, row]))
}

/** People by number, held against a merge until the commit (PLT-8), in one order; the first id of each, null: merged away. */
export async function holdPeople(
  tx: Queryable,
  userNos: readonly number[],
): Promise<ReadonlyMap<number, string | null>> {
  const rows = await tx.query<{ user_no: number; user_id: string; gone: boolean }>(
    `select user_no, user_id, (merged_into is not null or erased_at is not null) as gone from person where user_no = any($1::int8[]) order by user_no for share`,
    [userNos],
  )
  return new Map(rows.map((row) => [row.user_no, row.gone ? null : row.user_id]))
}

/** A user and a club by inner numbers. */
export interface Pair {
  readonly userNo: number
  readonly clubNo: number
}

const pairColumns = (pairs: readonly Pair[]) =>
  columns(
    pairs,
    (pair) => pair.userNo,
    (pair) => pair.clubNo,
  )

/** Fans, held until the commit in one order for all, so that a level stays what it is (I22): who of them is excluded. Who has no row is no member. */
export function holdFans(
  tx: Queryable,
  pairs: readonly Pair[],
): Promise<{ user_no: number; club_no: number; excluded: boolean }[]> {
  return tx.query(
    `select user_no, club_no, excluded_at is not null as excluded from fan
     where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[])) order by user_no, club_no for no key update`,
    pairColumns(pairs),
  )
}

/** Memberships of both modes. */
export function readMemberships(
  tx: Queryable,
  pairs: readonly Pair[],
): Promise<{ user_no: number; club_no: number; mode: Mode; intimacy: number }[]> {
  return tx.query(
    `select m.user_no, m.club_no, m.mode, m.intimacy
     from unnest($1::int8[], $2::int4[]) as t(user_no, club_no) join membership_shown m using (user_no, club_no)`,
    pairColumns(pairs),
  )
}

/** Who of them was seen in a session. */
export function readPresences(
  tx: Queryable,
  asked: readonly { readonly userNo: number; readonly sessionNo: number }[],
): Promise<{ user_no: number; session_no: number }[]> {
  if (asked.length === 0) return Promise.resolve([])
  return tx.query(
    `select s.user_no, s.session_no from unnest($1::int8[], $2::int4[]) as t(user_no, session_no) join session_fan s using (user_no, session_no)`,
    columns(
      asked,
      (one) => one.userNo,
      (one) => one.sessionNo,
    ),
  )
}

/** Seats that users have in clubs now, held until the commit: a removal comes before or after. */
export function holdSeats(
  tx: Queryable,
  pairs: readonly Pair[],
): Promise<{ user_no: number; club_no: number; group_no: number; number: number }[]> {
  if (pairs.length === 0) return Promise.resolve([])
  return tx.query(
    `select user_no, club_no, group_no, number from group_seat
     where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[])) and number is not null order by user_no, group_no for share`,
    pairColumns(pairs),
  )
}

/** What users took of packets. */
export function readTaken(
  tx: Queryable,
  asked: readonly { readonly userNo: number; readonly packetId: string }[],
): Promise<{ user_no: number; packet_id: string; amount: number }[]> {
  if (asked.length === 0) return Promise.resolve([])
  return tx.query(
    `select c.user_no, c.packet_id, c.amount
     from unnest($1::int8[], $2::uuid[]) as t(user_no, packet_id) join packet_claim c using (user_no, packet_id)`,
    columns(
      asked,
      (one) => one.userNo,
      (one) => one.packetId,
    ),
  )
}

/** Writes shares that were taken. */
export async function addClaims(tx: Queryable, claims: readonly Claim[], now: number): Promise<void> {
  await tx.query(
    `insert into packet_claim (user_no, packet_id, share, amount, at)
     select user_no, packet_id, share, amount, $5::timestamptz
     from unnest($1::int8[], $2::uuid[], $3::int4[], $4::int8[]) as t(user_no, packet_id, share, amount)`,
    [
      ...columns(
        claims,
        (claim) => claim.userNo,
        (claim) => claim.packetId,
        (claim) => claim.share,
        (claim) => claim.amount,
      ),
      toInstant(now),
    ],
  )
}

/** Writes locked packets as they are after claims. */
export async function savePackets(tx: Queryable, packets: readonly StoredPacket[]): Promise<void> {
  await tx.query(
    `update red_packet p set status = t.status, claimed = t.claimed, remaining = t.remaining, shares = t.shares,
       best_amount = t.best_amount, best_share = t.best_share
     from unnest($1::uuid[], $2::text[], $3::int8[], $4::int8[], $5::int4[], $6::int8[], $7::int4[])
       as t(packet_id, status, claimed, remaining, shares, best_amount, best_share)
     where p.packet_id = t.packet_id`,
    columns(
      packets,
      (packet) => packet.packetId,
      (packet) => packet.status,
      (packet) => packet.claimed,
      (packet) => packet.remaining,
      (packet) => packet.shares,
      (packet) => packet.bestAmount,
      (packet) => packet.bestShare,
    ),
  )
}

/** Where a packet is: whose it is, in which session. */
export interface PacketPlace {
  readonly packet_id: string
  readonly owner_id: string
  readonly session_id: string | null
  readonly group_id: string | null
  readonly group_no: number | null
  readonly number: number | null
  readonly currency: string
}

/** Where packets are, for what is told of them. */
export async function placesOf(tx: Queryable, packetIds: readonly string[]): Promise<ReadonlyMap<string, PacketPlace>> {
  const rows = await tx.query<PacketPlace>(
    `select p.packet_id, c.owner_id, s.session_id, p.group_id, p.group_no, p.number, c.currency
     from red_packet p join club c using (club_no) left join live_session s using (session_no) where p.packet_id = any($1::uuid[])`,
    [packetIds],
  )
  return new Map(rows.map((row) => [row.packet_id, row]))
}

/** The club of an owner, held against a mode change. */
export async function findClub(tx: Queryable, ownerId: string): Promise<PacketClub | null> {
  const rows = await tx.query<PacketClub>(
    'select club_no, owner_id, currency, mode from club where owner_id = $1 for key share',
    [ownerId],
  )
  return rows[0] ?? null
}

/** A session of a club; null: there is none. */
export async function findSession(
  tx: Queryable,
  clubNo: number,
  sessionId: string,
): Promise<{ session_no: number; ended: boolean } | null> {
  const rows = await tx.query<{ session_no: number; ended: boolean }>(
    'select session_no, ended_at is not null as ended from live_session where session_id = $1 and club_no = $2::int4',
    [sessionId, clubNo],
  )
  return rows[0] ?? null
}

export interface NewPacket {
  readonly packetId: string
  readonly clubNo: number
  readonly sessionNo: number | null
  readonly groupId: string | null
  /** where it is posted: 0 stands for all; null: in no group */
  readonly groupNo: number | null
  readonly number: number | null
  readonly split: Split
  readonly total: number
  readonly count: number
  readonly fromLevel: number | null
  readonly greeting: string | null
  /** UTC ms */
  readonly openedAt: number
  readonly openedBy: string
  readonly expiresAt: number
}

/** Makes a packet, and the row that returns what nobody took. */
export async function addPacket(tx: Queryable, packet: NewPacket): Promise<void> {
  await tx.query(
    `insert into red_packet (packet_id, club_no, session_no, group_id, split, status, total, count, remaining, from_level, greeting, opened_at,
       opened_by, expires_at, group_no, number)
     values ($1::uuid, $2::int4, $3::int4, $4, $5, 'open', $6::int8, $7::int4, $6::int8, $8::int2, $9, $10::timestamptz, $11, $12::timestamptz,
       $13::int4, $14::int2)`,
    [
      packet.packetId,
      packet.clubNo,
      packet.sessionNo,
      packet.groupId,
      packet.split,
      packet.total,
      packet.count,
      packet.fromLevel,
      packet.greeting,
      toInstant(packet.openedAt),
      packet.openedBy,
      toInstant(packet.expiresAt),
      packet.groupNo,
      packet.number,
    ],
  )
  await tx.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'packet.return', $2::jsonb)`, [
    toInstant(packet.expiresAt),
    JSON.stringify({ packetId: packet.packetId }),
  ])
}

/** Notes the number of the message by which a packet was posted. */
export async function notePosted(tx: Queryable, packetId: string, seq: number): Promise<void> {
  await tx.query('update red_packet set seq = $2::int8 where packet_id = $1::uuid', [packetId, seq])
}

/** Marks what is left of a locked packet as returned. */
export async function setReturned(tx: Queryable, packetId: string): Promise<void> {
  await tx.query(
    `update red_packet set status = 'returned', returned = remaining, remaining = 0 where packet_id = $1::uuid`,
    [packetId],
  )
}

/**
 * Gives a user's claims to another id of his (PLT-8). Where both took a share of one packet before they were known to be one, each keeps his: the
 * claim stays under the old number, and the packet's sums stay true.
 */
export async function moveClaims(tx: Queryable, from: number, into: number): Promise<void> {
  await tx.query(
    `update packet_claim set user_no = $2::int8 where user_no = $1::int8 and not exists (
       select 1 from packet_claim c where c.user_no = $2::int8 and c.packet_id = packet_claim.packet_id)`,
    [from, into],
  )
}
