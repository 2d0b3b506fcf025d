import type { ServiceWindow } from '../contract/service.ts'
import type { Mode } from '../contract/words.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { Draft, Reply, Thread } from './apply.ts'

/** Threads and their rows, as they are held, decided on and written. */

export interface ThreadKey {
  readonly userNo: number
  readonly clubNo: number
}
/** A thread's name in the maps of one transaction. */
export const threadKey = ({ userNo, clubNo }: ThreadKey): string => `${userNo}:${clubNo}`

/** An owner's desk: his club and what is set on it. */
export interface DeskRow {
  readonly club_no: number
  readonly owner_id: string
  readonly name: string
  readonly mode: Mode
  /** null: at any hour */
  readonly hours: readonly ServiceWindow[] | null
  readonly auto_reply: string | null
  readonly auto_assign: boolean
}

const deskSelect = `select c.club_no, c.owner_id, c.name, c.mode, s.hours, s.auto_reply, coalesce(s.auto_assign, false) as auto_assign
  from club c left join service_setting s using (club_no)`

/** Desks of owners, their clubs held; by owner's id. */
export async function holdDesks(tx: Queryable, ownerIds: readonly string[]): Promise<ReadonlyMap<string, DeskRow>> {
  const rows = await tx.query<DeskRow>(
    `${deskSelect} where c.owner_id = any($1::text[]) order by c.club_no for key share of c`,
    [[...new Set(ownerIds)]],
  )
  return new Map(rows.map((row) => [row.owner_id, row]))
}

/** The desk of an owner; null: no such owner. */
export async function findDesk(on: Queryable, ownerId: string): Promise<DeskRow | null> {
  const [row] = await on.query<DeskRow>(`${deskSelect} where c.owner_id = $1`, [ownerId])
  return row ?? null
}

interface ThreadRow {
  readonly user_no: number
  readonly club_no: number
  readonly user_name: string | null
  readonly opened_at: number
  readonly resolved_at: number | null
  readonly assigned_to: string | null
  readonly last_seq: number
  readonly last_at: number
  readonly fan_messages: number
  readonly desk_messages: number
  readonly fan_read: number
  readonly desk_read: number
  readonly waiting_since: number | null
  readonly answered: boolean
  readonly wrote_at: number | null
  readonly auto_replied_at: number | null
  readonly blocked_at: number | null
  readonly minute_at: number | null
  readonly minute_messages: number
}

/** A held thread, with what its fan is called. */
export interface HeldThread extends Thread {
  readonly name: string | null
}

const threadOf = (row: ThreadRow): HeldThread => ({
  userNo: row.user_no,
  clubNo: row.club_no,
  name: row.user_name,
  openedAt: row.opened_at,
  resolvedAt: row.resolved_at,
  assignedTo: row.assigned_to,
  lastSeq: row.last_seq,
  lastAt: row.last_at,
  fanMessages: row.fan_messages,
  deskMessages: row.desk_messages,
  fanRead: row.fan_read,
  deskRead: row.desk_read,
  waitingSince: row.waiting_since,
  answered: row.answered,
  wroteAt: row.wrote_at,
  autoRepliedAt: row.auto_replied_at,
  blockedAt: row.blocked_at,
  minuteAt: row.minute_at,
  minuteMessages: row.minute_messages,
})

const sorted = (keys: readonly ThreadKey[]): ThreadKey[] =>
  [...new Map(keys.map((key) => [threadKey(key), key])).values()].sort(
    (a, b) => a.userNo - b.userNo || a.clubNo - b.clubNo,
  )

/** Makes threads that are not there, so that they can be held; who says nothing in them takes them away again (`dropEmpty`). */
export async function addThreads(tx: Queryable, keys: readonly ThreadKey[], now: number): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `insert into service_thread (user_no, club_no, opened_at, last_seq, last_at)
     select user_no, club_no, $3::timestamptz, 0, $3::timestamptz from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)
     on conflict do nothing`,
    [
      ...columns(
        sorted(keys),
        (key) => key.userNo,
        (key) => key.clubNo,
      ),
      toInstant(now),
    ],
  )
}

/** Holds threads until the commit, in one order; by `threadKey`. */
export async function holdThreads(tx: Queryable, keys: readonly ThreadKey[]): Promise<ReadonlyMap<string, HeldThread>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<ThreadRow>(
    `select t.*, p.name as user_name from unnest($1::int8[], $2::int4[]) as k(user_no, club_no)
     join service_thread t using (user_no, club_no) join person p using (user_no)
     order by t.user_no, t.club_no for no key update of t`,
    columns(
      sorted(keys),
      (key) => key.userNo,
      (key) => key.clubNo,
    ),
  )
  return new Map(rows.map((row) => [threadKey({ userNo: row.user_no, clubNo: row.club_no }), threadOf(row)]))
}

/** Takes away threads in which nothing was said; who was erased stays blocked. */
export async function dropEmpty(tx: Queryable, keys: readonly ThreadKey[]): Promise<void> {
  if (keys.length === 0) return
  await tx.query(
    `delete from service_thread t using unnest($1::int8[], $2::int4[]) as k(user_no, club_no)
     where t.user_no = k.user_no and t.club_no = k.club_no and t.last_seq = 0 and t.blocked_at is null`,
    columns(
      keys,
      (key) => key.userNo,
      (key) => key.clubNo,
    ),
  )
}

/** Writes held threads as they stand now. */
export async function saveThreads(tx: Queryable, threads: readonly Thread[]): Promise<void> {
  if (threads.length === 0) return
  const at = (value: number | null): string | null => (value === null ? null : toInstant(value))
  await tx.query(
    `update service_thread t set resolved_at = s.resolved_at, assigned_to = s.assigned_to, last_seq = s.last_seq, last_at = s.last_at,
       fan_messages = s.fan_messages, desk_messages = s.desk_messages, fan_read = s.fan_read, desk_read = s.desk_read,
       waiting_since = s.waiting_since, answered = s.answered, wrote_at = s.wrote_at, auto_replied_at = s.auto_replied_at,
       blocked_at = s.blocked_at, minute_at = s.minute_at, minute_messages = s.minute_messages
     from unnest($1::int8[], $2::int4[], $3::timestamptz[], $4::text[], $5::int8[], $6::timestamptz[], $7::int8[], $8::int8[], $9::int8[],
         $10::int8[], $11::timestamptz[], $12::bool[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::int2[])
       as s(user_no, club_no, resolved_at, assigned_to, last_seq, last_at, fan_messages, desk_messages, fan_read, desk_read, waiting_since,
         answered, wrote_at, auto_replied_at, blocked_at, minute_at, minute_messages)
     where t.user_no = s.user_no and t.club_no = s.club_no`,
    columns(
      threads,
      (thread) => thread.userNo,
      (thread) => thread.clubNo,
      (thread) => at(thread.resolvedAt),
      (thread) => thread.assignedTo,
      (thread) => thread.lastSeq,
      (thread) => toInstant(thread.lastAt),
      (thread) => thread.fanMessages,
      (thread) => thread.deskMessages,
      (thread) => thread.fanRead,
      (thread) => thread.deskRead,
      (thread) => at(thread.waitingSince),
      (thread) => thread.answered,
      (thread) => at(thread.wroteAt),
      (thread) => at(thread.autoRepliedAt),
      (thread) => at(thread.blockedAt),
      (thread) => at(thread.minuteAt),
      (thread) => thread.minuteMessages,
    ),
  )
}

/** Takes so many numbers of owners' desks, held from here to the commit. @returns the last number of each */
export async function takeNumbers(
  tx: Queryable,
  wanted: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ club_no: number; last_seq: number }>(
    `insert into service_stream as s (club_no, last_seq) select club_no, numbers from unnest($1::int4[], $2::int8[]) as t(club_no, numbers)
     on conflict (club_no) do update set last_seq = s.last_seq + excluded.last_seq returning club_no, last_seq`,
    columns(
      [...wanted].sort(([a], [b]) => a - b),
      ([clubNo]) => clubNo,
      ([, numbers]) => numbers,
    ),
  )
  return new Map(rows.map((row) => [row.club_no, row.last_seq]))
}

/** Writes rows of threads. */
export async function addRows(
  tx: Queryable,
  rows: readonly (ThreadKey & { readonly draft: Draft })[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into service_message (user_no, club_no, seq, at, side, kind, agent, send_id, body, fan_count, desk_count)
     select user_no, club_no, seq, $11::timestamptz, side, kind, agent, send_id, body, fan_count, desk_count
     from unnest($1::int8[], $2::int4[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::int8[], $10::int8[])
       as t(user_no, club_no, seq, side, kind, agent, send_id, body, fan_count, desk_count)`,
    [
      ...columns(
        rows,
        (row) => row.userNo,
        (row) => row.clubNo,
        ({ draft }) => draft.seq,
        ({ draft }) => draft.side,
        ({ draft }) => draft.kind,
        ({ draft }) => draft.agent,
        ({ draft }) => draft.sendId,
        ({ draft }) => JSON.stringify(draft.body),
        ({ draft }) => draft.fanCount,
        ({ draft }) => draft.deskCount,
      ),
      toInstant(now),
    ],
  )
}

/** A wait that ended, with how long it was, ms. */
export interface MeasuredReply extends Reply {
  readonly clubNo: number
  readonly waitedMs: number
  readonly servedMs: number
}

/** Keeps waits that ended. */
export async function addReplies(tx: Queryable, replies: readonly MeasuredReply[], now: number): Promise<void> {
  if (replies.length === 0) return
  await tx.query(
    `insert into service_reply (club_no, seq, agent, how, asked_at, answered_at, waited_ms, served_ms)
     select club_no, seq, agent, how, asked_at, $8::timestamptz, waited_ms, served_ms
     from unnest($1::int4[], $2::int8[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::int8[])
       as t(club_no, seq, agent, how, asked_at, waited_ms, served_ms)`,
    [
      ...columns(
        replies,
        (reply) => reply.clubNo,
        (reply) => reply.seq,
        (reply) => reply.agent,
        (reply) => reply.how,
        (reply) => toInstant(reply.askedAt),
        (reply) => reply.waitedMs,
        (reply) => reply.servedMs,
      ),
      toInstant(now),
    ],
  )
}

/** What names a message of somebody: the thread, who sent it (null: the fan), the id he chose. */
export interface SendKey extends ThreadKey {
  readonly agent: string | null
  readonly sendId: string
}
/** A send's name in the maps of one transaction. */
export const sendKey = (key: SendKey): string => `${threadKey(key)}:${key.agent ?? ''} ${key.sendId}`

/** A message that was sent before. */
export interface SentRow {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Messages that were sent under these ids before; by `sendKey`. */
export async function findSent(tx: Queryable, keys: readonly SendKey[]): Promise<ReadonlyMap<string, SentRow>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<SentRow & { user_no: number; club_no: number; agent: string | null; send_id: string }>(
    `select m.user_no, m.club_no, m.agent, m.send_id, m.seq, m.at, m.kind, m.body
     from unnest($1::int8[], $2::int4[], $3::text[], $4::text[]) as k(user_no, club_no, agent, send_id)
     join service_message m on m.user_no = k.user_no and m.club_no = k.club_no and coalesce(m.agent, '') = coalesce(k.agent, '')
       and m.send_id = k.send_id`,
    columns(
      keys,
      (key) => key.userNo,
      (key) => key.clubNo,
      (key) => key.agent,
      (key) => key.sendId,
    ),
  )
  return new Map(
    rows.map((row) => [
      sendKey({ userNo: row.user_no, clubNo: row.club_no, agent: row.agent, sendId: row.send_id }),
      row,
    ]),
  )
}

/** Which of these are orders of the user with the owner: `userNo:clubNo orderId`. */
export async function findOrders(
  tx: Queryable,
  keys: readonly (ThreadKey & { readonly orderId: string })[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx.query<{ user_no: number; club_no: number; order_id: string }>(
    `select o.user_no, o.club_no, o.order_id from unnest($1::int8[], $2::int4[], $3::text[]) as k(user_no, club_no, order_id)
     join purchase_order o using (user_no, club_no, order_id)`,
    columns(
      keys,
      (key) => key.userNo,
      (key) => key.clubNo,
      (key) => key.orderId,
    ),
  )
  return new Set(rows.map((row) => `${threadKey({ userNo: row.user_no, clubNo: row.club_no })} ${row.order_id}`))
}

/** Which of these users are members of the clubs' running mode; by `threadKey`. */
export async function findMembers(tx: Queryable, keys: readonly ThreadKey[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx.query<{ user_no: number; club_no: number }>(
    `select m.user_no, m.club_no from unnest($1::int8[], $2::int4[]) as k(user_no, club_no)
     join membership_shown m using (user_no, club_no) join club c on c.club_no = m.club_no and c.mode = m.mode`,
    columns(
      keys,
      (key) => key.userNo,
      (key) => key.clubNo,
    ),
  )
  return new Set(rows.map((row) => threadKey({ userNo: row.user_no, clubNo: row.club_no })))
}

/** Who is on duty at desks and may answer there; a sub-account that the store does not know is the platform's own. */
export async function readDuty(
  tx: Queryable,
  clubNos: readonly number[],
): Promise<{ club_no: number; agent: string }[]> {
  return tx.query(
    `select d.club_no, d.agent from service_duty d join club c using (club_no)
     left join staff s on s.owner_id = c.owner_id and s.staff_id = d.agent
     where d.club_no = any($1::int4[]) and (s.staff_id is null or (s.revoked_at is null and 'service' = any(s.permissions)))
     order by d.club_no, d.agent`,
    [[...clubNos]],
  )
}

/** Open threads of each who has some. */
export async function countOpen(
  tx: Queryable,
  clubNos: readonly number[],
): Promise<{ club_no: number; agent: string; open: number }[]> {
  return tx.query(
    `select club_no, assigned_to as agent, count(*)::int4 as open from service_thread
     where club_no = any($1::int4[]) and resolved_at is null and assigned_to is not null group by club_no, assigned_to`,
    [[...clubNos]],
  )
}

/** Whether a sub-account that the store knows may answer for an owner; unknown: null. */
export async function mayAnswer(on: Queryable, ownerId: string, agent: string): Promise<boolean | null> {
  const [row] = await on.query<{ may: boolean }>(
    `select revoked_at is null and 'service' = any(permissions) as may from staff where owner_id = $1 and staff_id = $2`,
    [ownerId, agent],
  )
  return row?.may ?? null
}

/** What was said last up to a number: how many messages of each side that is. */
async function countUpTo(tx: Queryable, key: ThreadKey, upTo: number): Promise<{ fan: number; desk: number }> {
  const [row] = await tx.query<{ fan: number; desk: number }>(
    `select fan_count as fan, desk_count as desk from service_message
     where user_no = $1::int8 and club_no = $2::int4 and seq <= $3::int8 order by seq desc limit 1`,
    [key.userNo, key.clubNo, upTo],
  )
  return row ?? { fan: 0, desk: 0 }
}

/** One side of a held thread has read up to a number; reading less than before moves nothing. @returns whether something moved */
export async function readUpTo(tx: Queryable, thread: Thread, side: 'fan' | 'desk', upTo: number): Promise<boolean> {
  const counts = await countUpTo(tx, thread, upTo)
  const before = side === 'fan' ? thread.fanRead : thread.deskRead
  if (side === 'fan') thread.fanRead = Math.max(before, counts.desk)
  else thread.deskRead = Math.max(before, counts.fan)
  return before !== (side === 'fan' ? thread.fanRead : thread.deskRead)
}

/** Why a fan was blocked, and by whom. */
export async function noteBlock(
  tx: Queryable,
  key: ThreadKey,
  block: { readonly by: string | null; readonly reason: string | null },
): Promise<void> {
  await tx.query(
    'update service_thread set blocked_by = $3, blocked_reason = $4 where user_no = $1::int8 and club_no = $2::int4',
    [key.userNo, key.clubNo, block.by, block.reason],
  )
}
