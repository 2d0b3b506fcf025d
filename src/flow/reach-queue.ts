import type { ReachKind, ReachLanguage } from '../contract/reach-kinds.ts'
import { windowOf } from '../reach/told.ts'
import { moreSaid, type Saying } from '../reach/words.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { SentTo } from './reach-plan.ts'

/** The queue of pieces: taken with a lease, so that whoever dies loses nothing, and given back with what came of them. */

/** Whether there is anything to do, so that an idle node costs one statement. */
export interface ReachState {
  readonly unread: boolean
  readonly walking: boolean
  readonly due: boolean
}

/** How far ahead of the clock a piece's turn may be while it is due all the same: large clubs' pieces stand in line by it. */
const TURNS_AHEAD = `interval '15 minutes'`
const isDue = `p.done_at is null and p.turn <= $1::timestamptz + ${TURNS_AHEAD} and p.next_at <= $1::timestamptz
  and (p.leased_until is null or p.leased_until <= clock_timestamp())`

/** @param now UTC ms of the machine */
export async function lookAtReach(db: Db, now: number): Promise<ReachState> {
  const rows = await db.query<ReachState>(
    `select exists (select 1 from push_feed f where exists (select 1 from outbox o where (o.txid, o.position) > (f.txid, f.position))) as unread,
       exists (select 1 from push_message where walked_at is null) as walking,
       exists (select 1 from push_piece p where ${isDue}) as due`,
    [toInstant(now)],
  )
  return rows[0] ?? { unread: false, walking: false, due: false }
}

/** One piece in our hands until its lease ends. */
export interface ClaimedPiece {
  readonly messageNo: number
  readonly pieceNo: number
  /** fences us off when we come back too late */
  readonly claim: number
  readonly attempts: number
  readonly kind: ReachKind
  readonly body: Readonly<Record<ReachLanguage, Saying>> & { readonly path: string; readonly tag: string }
  /** UTC ms */
  readonly at: number
  readonly endsAt: number
  readonly targets: PieceTarget[]
}

export interface PieceTarget {
  /** its place in the piece, from 1 */
  readonly nth: number
  readonly userNo: number
  readonly deviceId: string
  readonly endpoint: string
  readonly p256dh: Uint8Array
  readonly auth: Uint8Array
  readonly language: ReachLanguage
}

/** A piece with whom its message is for. */
interface TakenPiece extends Omit<ClaimedPiece, 'targets'> {
  readonly clubNo: number
  readonly audience: SentTo
}

/**
 * Takes due pieces in turn, with the devices that are yet to be told. Who is gone since is left out, as is who sits no more where it was said; what was
 * deleted meanwhile, or is hidden by reports, is told to nobody, or without its words where it stood for more that was said. Leases run on the
 * store's own clock.
 * @param now UTC ms of the machine
 * @rule GRP-7 GRP-9
 */
export async function claimPieces(db: Db, now: number, most: number, leaseSeconds: number): Promise<ClaimedPiece[]> {
  const pieces = await db.query<TakenPiece>(
    `with picked as (
       select p.message_no, p.piece_no from push_piece p where ${isDue}
       order by p.turn, p.message_no, p.piece_no limit $2::int4 for update of p skip locked
     ), taken as (
       update push_piece p set leased_until = clock_timestamp() + make_interval(secs => $3::float8), claims = p.claims + 1
       from picked k where p.message_no = k.message_no and p.piece_no = k.piece_no
       returning p.message_no, p.piece_no, p.claims, p.attempts, p.turn
     )
     select t.message_no as "messageNo", t.piece_no as "pieceNo", t.claims as claim, t.attempts, m.kind, m.body, m.at, m.ends_at as "endsAt",
       m.club_no as "clubNo", m.audience
     from taken t join push_message m using (message_no) order by t.turn, t.message_no, t.piece_no`,
    [toInstant(now), most, leaseSeconds],
  )
  if (pieces.length === 0) return []
  const deleted = await deletedOf(db, pieces)
  const targets = await targetsOf(
    db,
    pieces.filter((piece) => deleted.get(piece) !== 'silent'),
  )
  const byPiece = new Map<string, PieceTarget[]>()
  for (const { messageNo, pieceNo, ...target } of targets) {
    const key = `${messageNo}.${pieceNo}`
    byPiece.set(key, [...(byPiece.get(key) ?? []), target])
  }
  return pieces.map((taken) => {
    const { clubNo: _clubNo, audience: _audience, ...piece } = taken
    const body = deleted.get(taken) === 'wordless' ? wordless(piece.body) : piece.body
    return { ...piece, body, targets: byPiece.get(`${piece.messageNo}.${piece.pieceNo}`) ?? [] }
  })
}

/** That something was said, under the same titles: the group's name, or the owner's. */
const wordless = (body: ClaimedPiece['body']): ClaimedPiece['body'] => ({
  ...body,
  zh: moreSaid(body.zh.title).zh,
  en: moreSaid(body.en.title).en,
})

/** Pieces whose message in groups is not shown any more: told in no words where it stood for more that was said in its window, else not at all. */
async function deletedOf(
  on: Queryable,
  pieces: readonly TakenPiece[],
): Promise<ReadonlyMap<TakenPiece, 'silent' | 'wordless'>> {
  const told = pieces.flatMap((piece) => {
    const { message } = piece.audience
    return message === undefined ? [] : [{ piece, clubNo: piece.clubNo, ...message }]
  })
  if (told.length === 0) return new Map()
  const rows = await on.query<{ nth: number; at: number; next_at: number | null }>(
    `select k.nth::int4 as nth, w.at, n.at as next_at
     from unnest($1::int4[], $2::int4[], $3::int2[], $4::int8[]) with ordinality as k(club_no, group_no, number, seq, nth)
     join group_message w on w.club_no = k.club_no and w.group_no = k.group_no and w.number = k.number and w.seq = k.seq
     left join lateral (select x.at from group_message x where x.club_no = k.club_no and x.group_no = k.group_no and x.number = k.number
       and x.seq > k.seq and x.deleted_at is null order by x.seq limit 1) as n on true
     where w.deleted_at is not null`,
    columns(
      told,
      (one) => one.clubNo,
      (one) => one.groupNo,
      (one) => one.number,
      (one) => one.seq,
    ),
  )
  return new Map(
    rows.flatMap(({ nth, at, next_at: next }) => {
      const piece = told[nth - 1]?.piece
      if (piece === undefined) return []
      const more = piece.audience.said === 'all' && next !== null && windowOf(next) === windowOf(at)
      return [[piece, more ? 'wordless' : 'silent'] as const]
    }),
  )
}

/** Devices of pieces that are yet to be told. */
async function targetsOf(
  on: Queryable,
  pieces: readonly TakenPiece[],
): Promise<(PieceTarget & { readonly messageNo: number; readonly pieceNo: number })[]> {
  if (pieces.length === 0) return []
  return on.query(
    `select p.message_no as "messageNo", p.piece_no as "pieceNo", u.nth::int4 as nth, d.user_no as "userNo", d.device_id::text as "deviceId",
       d.endpoint, d.p256dh, d.auth, d.language
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::bool[], $5::int4[], $6::int2[])
       as k(message_no, piece_no, club_no, seated, group_no, number) join push_piece p using (message_no, piece_no)
     cross join lateral unnest(p.user_nos, p.device_ids) with ordinality as u(user_no, device_id, nth)
     join push_device d on d.user_no = u.user_no and d.device_id = u.device_id
     where (p.left_over is null or u.nth = any(p.left_over))
       and (not k.seated or exists (
         select from group_seat s join fan_group g using (group_no) where s.user_no = d.user_no and g.club_no = k.club_no and s.number is not null
           and s.group_no = coalesce(k.group_no, s.group_no) and s.number = coalesce(k.number, s.number)))
     order by p.message_no, p.piece_no, u.nth`,
    columns(
      pieces,
      (piece) => piece.messageNo,
      (piece) => piece.pieceNo,
      (piece) => piece.clubNo,
      ({ audience }) => audience.groupNo !== undefined,
      ({ audience }) => audience.groupNo ?? null,
      ({ audience }) => audience.number ?? null,
    ),
  )
}

/** What became of a claimed piece. */
export interface PieceResult {
  readonly messageNo: number
  readonly pieceNo: number
  readonly claim: number
  readonly attempts: number
  /** places that are to be tried again; none: it is done */
  readonly leftOver: readonly number[]
  /** UTC ms; null when done */
  readonly nextAt: number | null
  readonly sent: number
  readonly gone: number
  readonly failed: number
}

/** Writes what became of pieces whose lease is still ours. */
export async function savePieces(tx: Queryable, results: readonly PieceResult[], now: number): Promise<void> {
  if (results.length === 0) return
  await tx.query(
    `update push_piece p set left_over = r.left_over::int2[], next_at = coalesce(r.next_at, p.next_at), turn = coalesce(r.next_at, p.turn),
       leased_until = null, attempts = r.attempts, sent = p.sent + r.sent, gone = p.gone + r.gone, failed = p.failed + r.failed,
       done_at = case when r.next_at is null then $10::timestamptz end
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[], $5::text[], $6::timestamptz[], $7::int4[], $8::int4[], $9::int4[])
       as r(message_no, piece_no, claim, attempts, left_over, next_at, sent, gone, failed)
     where p.message_no = r.message_no and p.piece_no = r.piece_no and p.claims = r.claim and p.done_at is null`,
    [
      ...columns(
        results,
        (r) => r.messageNo,
        (r) => r.pieceNo,
        (r) => r.claim,
        (r) => r.attempts,
        (r) => `{${r.leftOver.join(',')}}`,
        (r) => (r.nextAt === null ? null : toInstant(r.nextAt)),
        (r) => r.sent,
        (r) => r.gone,
        (r) => r.failed,
      ),
      toInstant(now),
    ],
  )
}

/** Forgets devices whose push service says that they are no more (404, 410). */
export async function forgetDevices(
  tx: Queryable,
  devices: readonly Pick<PieceTarget, 'userNo' | 'deviceId'>[],
): Promise<void> {
  if (devices.length === 0) return
  await tx.query(
    `delete from push_device d using unnest($1::int8[], $2::uuid[]) as g(user_no, device_id)
     where d.user_no = g.user_no and d.device_id = g.device_id`,
    columns(
      [...devices].sort((a, b) => a.userNo - b.userNo || (a.deviceId < b.deviceId ? -1 : 1)),
      (device) => device.userNo,
      (device) => device.deviceId,
    ),
  )
}

/** Leases of a process that is gone: on the embedded store, which one process holds at a time, all there are at its start. */
export async function releasePieces(db: Db): Promise<void> {
  await db.query('update push_piece set leased_until = null where done_at is null and leased_until is not null')
}

/** Removes messages older than `days` (real time) with their pieces, a bounded number at a time. @returns how many */
export async function sweepReach(db: Db, days: number, rowsMost: number): Promise<number> {
  const rows = await db.query<{ count: number }>(
    `with old as (
       select message_no from push_message where walked_at is not null and kept_at < now() - make_interval(days => $1::int4)
       order by kept_at limit $2::int4
     ), pieces as (delete from push_piece p using old where p.message_no = old.message_no),
     messages as (delete from push_message m using old where m.message_no = old.message_no returning 1)
     select count(*)::int4 as count from messages`,
    [days, rowsMost],
  )
  return rows[0]?.count ?? 0
}

/** How much waits: pieces that are due, the devices in them, and by how much the oldest is late. */
export interface ReachLag {
  readonly pieces: number
  readonly devices: number
  /** ms */
  readonly late: number
}

/** @param now UTC ms of the machine */
export async function readReachLag(db: Db, now: number): Promise<ReachLag> {
  const rows = await db.query<ReachLag>(
    `select count(*)::int4 as pieces, coalesce(sum(coalesce(cardinality(left_over), cardinality(user_nos))), 0)::int4 as devices,
       coalesce(extract(epoch from $1::timestamptz - min(next_at)) * 1000, 0)::int8 as late
     from push_piece where done_at is null and turn <= $1::timestamptz + ${TURNS_AHEAD} and next_at <= $1::timestamptz`,
    [toInstant(now)],
  )
  return rows[0] ?? { pieces: 0, devices: 0, late: 0 }
}
