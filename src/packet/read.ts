import { z } from 'zod'
import { resultWindowDays } from '../contract/benefits.ts'
import {
  packetClaimList,
  packetResults,
  redPacketList,
  redPacketListQuery,
  redPacketView,
  type RedPacketView,
  type Split,
} from '../contract/money.ts'
import { page, uuid } from '../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { mayActFor } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { shownName } from '../lib/shown-name.ts'
import { toInstant } from '../lib/time.ts'
import { imitatorsOf } from '../lib/words/imitation.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { readTaken } from './store.ts'

/** Claims shown with their packet; the rest under `…/claims`. */
const CLAIMS_SHOWN_MOST = 200

interface ViewRow {
  packet_id: string
  owner_id: string
  owner_name: string
  currency: string
  session_id: string | null
  group_id: string | null
  group_no: number | null
  number: number | null
  seq: number | null
  split: Split
  status: RedPacketView['status']
  total: number
  count: number
  claimed: number
  remaining: number
  returned: number
  shares: number
  from_level: number | null
  greeting: string | null
  opened_at: number
  expires_at: number
  best_share: number
}

const packetSelect = `select p.packet_id, c.owner_id, c.name as owner_name, c.currency, s.session_id, p.group_id, p.split, p.status, p.total, p.count, p.claimed, p.remaining,
  p.group_no, p.number, p.seq, p.returned, p.shares, p.from_level, p.greeting, p.opened_at, p.expires_at, p.best_share
  from red_packet p join club c using (club_no) left join live_session s using (session_no)`

interface ClaimRow {
  user_no: number
  share: number
  amount: number
  at: number
}

type ClaimView = RedPacketView['claims'][number]

/** Of a packet that lies in a group the place and the words are told to who is among those for whom it is. */
const viewOf = (row: ViewRow, claims: ClaimView[], mine: number | null, among: boolean): RedPacketView => {
  const told = among || row.group_no === null
  const money = (value: number) => ({ value, currency: row.currency })
  return {
    packetId: row.packet_id,
    ownerId: row.owner_id,
    sessionId: row.session_id,
    groupId: row.group_id,
    subGroupId: !told || row.group_id === null || !row.number ? null : `${row.group_id}.${row.number}`,
    allGroups: row.group_no === 0,
    messageId: !told || row.seq === null ? null : `${row.group_no}-${row.number}-${row.seq}`,
    split: row.split,
    status: row.status,
    total: money(row.total),
    count: row.count,
    claimed: money(row.claimed),
    remaining: money(row.remaining),
    returned: money(row.returned),
    sharesClaimed: row.shares,
    fromLevel: row.from_level,
    greeting: told ? row.greeting : null,
    openedAt: toInstant(row.opened_at),
    expiresAt: toInstant(row.expires_at),
    claims,
    mine: mine === null ? null : money(mine),
  }
}

/** Fans see packets of every club; whose packet it is, his staff and the platform do; others nothing. */
const maySee = (subject: Subject, ownerId: string): boolean =>
  subject.role === 'fan' || mayActFor(subject, ownerId, 'benefits')

async function findPacket(app: App, subject: Subject, packetId: string): Promise<ViewRow | Rejection> {
  const [row] = await app.db.query<ViewRow>(`${packetSelect} where p.packet_id = $1::uuid`, [packetId])
  if (row === undefined) return reject('not_found')
  return maySee(subject, row.owner_id) ? row : reject('forbidden')
}

/** What the asking fan took of packets, by packet. */
async function takenBy(
  on: Queryable,
  subject: Subject,
  packetIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (subject.role !== 'fan' || packetIds.length === 0) return new Map()
  const [person] = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [
    subject.id,
  ])
  if (person === undefined) return new Map()
  const rows = await readTaken(
    on,
    packetIds.map((packetId) => ({ userNo: person.user_no, packetId })),
  )
  return new Map(rows.map((row) => [row.packet_id, row.amount]))
}

/**
 * Of which packets a subject sees who took how much: of fans those among whom the packet lies, the club's members, who was seen in its session, who sits
 * where it was posted, who took a share himself. A stranger sees the sums alone.
 * @returns their ids
 * @rule BEN-8 PLT-1
 */
async function amongWhom(on: Queryable, subject: Subject, packets: readonly ViewRow[]): Promise<ReadonlySet<string>> {
  const packetIds = packets.map(({ packet_id }) => packet_id)
  if (subject.role !== 'fan' || packetIds.length === 0) return new Set(packetIds)
  const rows = await on.query<{ packet_id: string }>(
    `select p.packet_id from person_alias a, red_packet p where a.user_id = $1 and p.packet_id = any($2::uuid[])
       and ((p.group_no is null and exists (select from membership m where m.user_no = a.user_no and m.club_no = p.club_no))
         or exists (select from group_seat g where g.user_no = a.user_no and g.club_no = p.club_no and g.number is not null
           and (p.group_no = 0 or g.group_no = p.group_no) and (p.number = 0 or g.number = p.number))
         or exists (select from session_fan s where s.user_no = a.user_no and s.session_no = p.session_no)
         or exists (select from packet_claim c where c.user_no = a.user_no and c.packet_id = p.packet_id))`,
    [subject.id, packetIds],
  )
  return new Set(rows.map((row) => row.packet_id))
}

/** Claims of a packet before a share, newest first. */
async function readClaims(
  on: Queryable,
  packetId: string,
  before: string | number,
  limit: number,
): Promise<ClaimRow[]> {
  return on.query<ClaimRow>(
    `select user_no, share, amount, at from packet_claim
     where packet_id = $1::uuid and share < $2::int8 order by share desc limit $3::int4`,
    [packetId, before, limit],
  )
}

/** Claims with the people's ids and names, as they may be shown. Best luck is told once nothing is left, and only where luck had a part. */
async function viewClaims(on: Queryable, packet: ViewRow, rows: readonly ClaimRow[]): Promise<ClaimView[]> {
  const people = await on.query<{ user_no: number; user_id: string; name: string | null }>(
    'select user_no, user_id, name from person where user_no = any($1::int8[])',
    [rows.map((row) => row.user_no)],
  )
  const byNo = new Map(people.map((person) => [person.user_no, person]))
  const told = packet.status === 'empty' && packet.split === 'lucky'
  const imitates = imitatorsOf(packet.owner_name)
  return rows.map((row) => {
    const { user_id: userId = '', name = null } = byNo.get(row.user_no) ?? {}
    return {
      userId,
      name: shownName(name),
      ...(imitates(name) ? { imitates: true } : {}),
      amount: { value: row.amount, currency: packet.currency },
      at: toInstant(row.at),
      best: told && row.share === packet.best_share,
    }
  })
}

/** A packet as a subject sees it. */
export async function viewPacket(app: App, subject: Subject, packetId: string): Promise<RedPacketView | Rejection> {
  const packet = await findPacket(app, subject, packetId)
  if (isRejection(packet)) return packet
  // up to the share that the packet's own row has come to: both then tell of the same instant
  const among = (await amongWhom(app.db, subject, [packet])).has(packetId)
  const claims = among
    ? await viewClaims(app.db, packet, await readClaims(app.db, packetId, packet.shares + 1, CLAIMS_SHOWN_MOST))
    : []
  const taken = await takenBy(app.db, subject, [packetId])
  return viewOf(packet, claims, taken.get(packetId) ?? null, among)
}

const packetParams = z.object({ packetId: uuid })

const getPacket = route({
  name: 'getRedPacket',
  method: 'GET',
  path: '/v1/red-packets/{packetId}',
  tag: 'money',
  summary: 'A red packet: claimed + remaining + returned = total, with its newest claims',
  clauses: ['BEN-8'],
  access: { kind: 'any' },
  params: packetParams,
  answer: redPacketView,
  handle: (app, { params, subject }) => viewPacket(app, subject, params.packetId),
})

const listClaims = route({
  name: 'listRedPacketClaims',
  method: 'GET',
  path: '/v1/red-packets/{packetId}/claims',
  tag: 'money',
  summary: 'Who took how much of a red packet, newest first',
  clauses: ['BEN-8'],
  access: { kind: 'any' },
  params: packetParams,
  query: page,
  answer: packetClaimList,
  handle: async (app, { params, query, subject }) => {
    const packet = await findPacket(app, subject, params.packetId)
    if (isRejection(packet)) return packet
    if (!(await amongWhom(app.db, subject, [packet])).has(packet.packet_id)) return reject('forbidden')
    const before = readCursor(query.cursor, 'integer')?.[0] ?? packet.shares + 1
    const rows = await readClaims(app.db, params.packetId, before, query.limit + 1)
    const { items, nextCursor } = pageOf(
      rows,
      query.limit,
      (row) => [row.share],
      (row) => row,
    )
    return { items: await viewClaims(app.db, packet, items), nextCursor }
  },
})

const listPackets = route({
  name: 'listRedPackets',
  method: 'GET',
  path: '/v1/red-packets',
  tag: 'money',
  summary: 'Red packets of an owner or a session, newest first, without their claims; a fan sees what he took',
  clauses: ['BEN-8'],
  access: { kind: 'any' },
  query: redPacketListQuery,
  answer: redPacketList,
  handle: async (app, { query, subject }) => {
    const { ownerId, sessionId = null, status, limit, cursor } = query
    if (!maySee(subject, ownerId)) return reject('forbidden')
    const before = readCursor(cursor, 'instant', 'uuid')
    // numbers, not a join: so the index gives the order, and a page reads a page
    const rows = await app.db.query<ViewRow>(
      `${packetSelect}
       where p.club_no = (select club_no from club where owner_id = $1)
         and ($2::text is null or p.session_no = (select session_no from live_session where session_id = $2))
         ${status === 'open' ? `and p.status = 'open'` : ''}
         and ($3::timestamptz is null or (p.opened_at, p.packet_id) < ($3::timestamptz, $4::uuid))
       order by p.opened_at desc, p.packet_id desc limit $5::int4`,
      [ownerId, sessionId, before?.[0] ?? null, before?.[1] ?? null, limit + 1],
    )
    const taken = await takenBy(
      app.db,
      subject,
      rows.map((row) => row.packet_id),
    )
    const inGroups = rows.filter((row) => row.group_no !== null)
    const among = await amongWhom(app.db, subject, inGroups)
    return pageOf(
      rows,
      limit,
      (row) => [toInstant(row.opened_at), row.packet_id],
      (row) => viewOf(row, [], taken.get(row.packet_id) ?? null, among.has(row.packet_id)),
    )
  },
})

const getResults = route({
  name: 'getRedPacketResults',
  method: 'GET',
  path: '/v1/red-packets/{packetId}/results',
  tag: 'money',
  summary: 'What came of a red packet: what was taken, and the orders of those who took a share within 7 days after it',
  clauses: ['BEN-12'],
  access: { kind: 'any' },
  params: packetParams,
  answer: packetResults,
  handle: async (app, { params, subject }) => {
    const packet = await findPacket(app, subject, params.packetId)
    if (isRejection(packet)) return packet
    if (subject.role === 'fan') return reject('forbidden')
    const [followed] = await app.db.query<{ orders: number; buyers: number; sales: number }>(
      `select count(*)::int4 as orders, count(distinct o.user_no)::int4 as buyers, least(${Number.MAX_SAFE_INTEGER}, coalesce(sum(o.paid - o.refunded), 0))::int8 as sales
       from red_packet p join packet_claim c using (packet_id) join purchase_order o on o.user_no = c.user_no and o.club_no = p.club_no
         and o.at >= c.at and o.at < c.at + make_interval(days => $2::int4) and (o.refunded < o.paid or cardinality(o.refund_ids) = 0)
         and not o.uncounted
       where p.packet_id = $1::uuid`,
      [packet.packet_id, resultWindowDays],
    )
    const money = (value: number) => ({ value, currency: packet.currency })
    return {
      packetId: packet.packet_id,
      shares: packet.shares,
      claimed: money(packet.claimed),
      returned: money(packet.returned),
      orders: followed?.orders ?? 0,
      buyers: followed?.buyers ?? 0,
      sales: money(followed?.sales ?? 0),
    }
  },
})

/** Routes that read red packets. */
export const packetReads: readonly Route[] = [getPacket, listClaims, listPackets, getResults]
