import type { MessageView } from '../../contract/messages.ts'
import { columns } from '../../lib/columns.ts'
import type { Stretch } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { seatKey, type SeatKey } from '../seating/store.ts'
import type { Scope, Writer } from './apply.ts'

/** Messages: written once per scope, read through a seat. */

/** Seats of those who write, held until the commit, so that a removal or a mute comes before or after; by `seatKey`. */
export async function holdWriters(tx: Queryable, keys: readonly SeatKey[]): Promise<ReadonlyMap<string, Writer>> {
  if (keys.length === 0) return new Map()
  const sorted = [...keys].sort((a, b) => a.userNo - b.userNo || a.groupNo - b.groupNo)
  const rows = await tx.query<{
    user_no: number
    group_no: number
    number: number | null
    muted: boolean
    muted_until: number | null
    minute_at: number | null
    minute_messages: number
    said_hash: string | null
    said_times: number
  }>(
    `select s.user_no, s.group_no, s.number, s.muted_until = 'infinity' as muted,
       case when s.muted_until <> 'infinity' then s.muted_until end as muted_until, s.minute_at, s.minute_messages, s.said_hash, s.said_times
     from unnest($1::int8[], $2::int4[]) as t(user_no, group_no) join group_seat s using (user_no, group_no) for no key update of s`,
    columns(
      sorted,
      (key) => key.userNo,
      (key) => key.groupNo,
    ),
  )
  return new Map(
    rows.map((row) => [
      seatKey({ userNo: row.user_no, groupNo: row.group_no }),
      {
        number: row.number,
        mutedUntil: row.muted ? Infinity : row.muted_until,
        minuteAt: row.minute_at,
        minuteMessages: row.minute_messages,
        saidHash: row.said_hash,
        saidTimes: row.said_times,
      },
    ]),
  )
}

/**
 * What a seat `s` has read when it read up to a number: how many messages of each of its scopes follows from the last one up to there. Reading less
 * than before moves nothing.
 */
const readUpTo = (seq: string): string => {
  const nth = (where: string) =>
    `coalesce((select m.nth from group_message m where m.club_no = s.club_no and ${where} and m.seq <= ${seq} order by m.seq desc limit 1), 0)`
  return `read_seq = greatest(s.read_seq, ${seq}), read_club = greatest(s.read_club, ${nth('m.group_no = 0 and m.number = 0')}),
    read_group = greatest(s.read_group, ${nth('m.group_no = s.group_no and m.number = 0')}),
    read_sub = greatest(s.read_sub, ${nth('m.group_no = s.group_no and m.number = s.number')})`
}

/** Writes how much held writers wrote. Whoever says something has read what was said before it. @param writers `seq`: of his last message */
export async function saveWriters(
  tx: Queryable,
  writers: readonly (SeatKey & { readonly writer: Writer; readonly seq: number })[],
): Promise<void> {
  if (writers.length === 0) return
  await tx.query(
    `update group_seat s set minute_at = t.minute_at, minute_messages = t.messages, said_hash = t.said_hash, said_times = t.said_times, ${readUpTo('t.seq')}
     from unnest($1::int8[], $2::int4[], $3::timestamptz[], $4::int2[], $5::int8[], $6::text[], $7::int2[])
       as t(user_no, group_no, minute_at, messages, seq, said_hash, said_times)
     where s.user_no = t.user_no and s.group_no = t.group_no`,
    columns(
      writers,
      ({ userNo }) => userNo,
      ({ groupNo }) => groupNo,
      ({ writer }) => (writer.minuteAt === null ? null : toInstant(writer.minuteAt)),
      ({ writer }) => writer.minuteMessages,
      ({ seq }) => seq,
      ({ writer }) => writer.saidHash,
      ({ writer }) => writer.saidTimes,
    ),
  )
}

/** Takes so many numbers of clubs' streams, held from here to the commit; the first is 2, so that an auto-reply can stand before all. @returns the last number of each */
export async function takeNumbers(
  tx: Queryable,
  wanted: ReadonlyMap<number, number>,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.query<{ club_no: number; last_seq: number }>(
    `insert into group_stream as s (club_no, last_seq) select club_no, messages + 1 from unnest($1::int4[], $2::int8[]) as t(club_no, messages)
     on conflict (club_no) do update set last_seq = s.last_seq + excluded.last_seq - 1 returning club_no, last_seq`,
    columns(
      [...wanted].sort(([a], [b]) => a - b),
      ([clubNo]) => clubNo,
      ([, messages]) => messages,
    ),
  )
  return new Map(rows.map((row) => [row.club_no, row.last_seq]))
}

/** Counts messages in scopes. @returns how many each holds afterwards, in the order asked */
export async function countInto(
  tx: Queryable,
  scopes: readonly (Scope & { readonly messages: number; readonly lastSeq: number })[],
): Promise<{ club_no: number; group_no: number; number: number; messages: number }[]> {
  return tx.query(
    `insert into group_scope as s (club_no, group_no, number, messages, last_seq)
     select * from unnest($1::int4[], $2::int4[], $3::int2[], $4::int8[], $5::int8[])
     on conflict (club_no, group_no, number) do update set messages = s.messages + excluded.messages, last_seq = excluded.last_seq
     returning club_no, group_no, number, messages`,
    columns(
      scopes,
      (scope) => scope.clubNo,
      (scope) => scope.groupNo,
      (scope) => scope.number,
      (scope) => scope.messages,
      (scope) => scope.lastSeq,
    ),
  )
}

/** A message to be written. */
export interface NewMessage extends Scope {
  readonly seq: number
  readonly nth: number
  readonly kind: string
  readonly userNo: number | null
  readonly staffId: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** Writes messages: one row each, whoever reads it. */
export async function addMessages(tx: Queryable, messages: readonly NewMessage[], now: number): Promise<void> {
  await tx.query(
    `insert into group_message (club_no, group_no, number, seq, nth, at, kind, user_no, staff_id, body)
     select club_no, group_no, number, seq, nth, $10::timestamptz, kind, user_no, staff_id, body
     from unnest($1::int4[], $2::int4[], $3::int2[], $4::int8[], $5::int8[], $6::text[], $7::int8[], $8::text[], $9::jsonb[])
       as t(club_no, group_no, number, seq, nth, kind, user_no, staff_id, body)`,
    [
      ...columns(
        messages,
        (message) => message.clubNo,
        (message) => message.groupNo,
        (message) => message.number,
        (message) => message.seq,
        (message) => message.nth,
        (message) => message.kind,
        (message) => message.userNo,
        (message) => message.staffId,
        (message) => JSON.stringify(message.body),
      ),
      toInstant(now),
    ],
  )
}

/** A message as it is read. */
export interface MessageRow {
  readonly group_no: number
  readonly number: number
  readonly seq: number
  readonly at: number
  readonly kind: MessageView['kind']
  readonly user_id: string | null
  readonly user_name: string | null
  readonly body: Readonly<Record<string, unknown>> | null
}

/**
 * What is read in some sub-group: its own messages, its group's, those for all groups, merged by number. Three index scans, each as long as the
 * page. In the order wanted: rising after a number, else falling.
 * @param number the sub-group; 0: what went to the whole group only
 * @param since numbers up to it are not read from here (a seat's beginning)
 */
export async function readMessages(
  on: Queryable,
  scope: Scope,
  since: number,
  { after, before, limit }: Stretch,
): Promise<MessageRow[]> {
  const order = after === null ? 'desc' : 'asc'
  const part = (where: string) =>
    `(select club_no, group_no, number, seq, at, kind, user_no, body from group_message
      where club_no = $1::int4 and ${where} and seq > $4::int8 and seq < $5::int8 order by seq ${order} limit $6::int4)`
  return on.query<MessageRow>(
    `select m.group_no, m.number, m.seq, m.at, m.kind, p.user_id, p.name as user_name, m.body
     from (${part('group_no = 0 and number = 0')} union all ${part('group_no = $2::int4 and number = 0')}
       union all ${part('group_no = $2::int4 and number = $3::int2 and number <> 0')}) as m
     left join person p using (user_no)
     order by m.seq ${order} limit $6::int4`,
    [scope.clubNo, scope.groupNo, scope.number, Math.max(since, after ?? 0), before ?? Number.MAX_SAFE_INTEGER, limit],
  )
}

/** A seat as reading needs it. */
export interface ReadingSeat {
  readonly user_no: number
  readonly number: number
  readonly joined_at: number
  readonly joined_seq: number
  readonly greeting: string | null
  readonly greeting_seq: number | null
}

/** The seat of a user who sits in a group now; null: he does not. */
export async function findSeat(on: Queryable, userId: string, groupNo: number): Promise<ReadingSeat | null> {
  const rows = await on.query<ReadingSeat>(
    `select s.user_no, s.number, s.joined_at, s.joined_seq, s.greeting, s.greeting_seq
     from person_alias a join group_seat s on s.user_no = a.user_no and s.group_no = $2::int4 and s.number is not null where a.user_id = $1`,
    [userId, groupNo],
  )
  return rows[0] ?? null
}

/** A user has read a group up to a number, at most to the last there is. @returns false: he does not sit there */
export async function markRead(tx: Queryable, userId: string, groupNo: number, upTo: number): Promise<boolean> {
  const rows = await tx.query(
    `update group_seat s set ${readUpTo('r.seq')}
     from person_alias a, (select least($3::int8, coalesce((select x.last_seq from fan_group g join group_stream x using (club_no)
       where g.group_no = $2::int4), 1)) as seq) as r
     where a.user_id = $1 and s.user_no = a.user_no and s.group_no = $2::int4 and s.number is not null returning 1 as done`,
    [userId, groupNo, upTo],
  )
  return rows.length > 0
}

/** Sets until when somebody reads and does not write; null: he may. It holds for who left, too, when he comes back. @param until UTC ms, or Infinity @returns false: he never sat there */
export async function setMuted(tx: Queryable, key: SeatKey, until: number | null): Promise<boolean> {
  const rows = await tx.query(
    `update group_seat set muted_until = $3::timestamptz where user_no = $1::int8 and group_no = $2::int4 returning 1 as done`,
    [key.userNo, key.groupNo, until === null ? null : until === Infinity ? 'infinity' : toInstant(until)],
  )
  return rows.length > 0
}

/** It can be deleted: it is shown, or hidden by reports and would be shown again. */
const DELETABLE = `(deleted_at is null or deleted_by = 'reports')`

/** Takes away what a message says, also of one that reports hide, and ends what it asked; its row stays, so that no number moves. @returns who wrote it; null: there is no such message */
export async function deleteMessage(
  tx: Queryable,
  scope: Scope & { readonly seq: number },
  by: { readonly actor: string; readonly at: number },
): Promise<{ user_no: number | null } | null> {
  const rows = await tx.query<{ user_no: number | null }>(
    `with gone as (
       update group_message set body = null, kind = 'deleted', deleted_at = $5::timestamptz, deleted_by = $6
       where club_no = $1::int4 and group_no = $2::int4 and number = $3::int2 and seq = $4::int8 and ${DELETABLE} returning user_no
     ), polls as (
       update poll set closed_at = $5::timestamptz where club_no = $1::int4 and seq = $4::int8 and closed_at is null and exists (select from gone)
     ), calls as (
       update review_call set closed_at = $5::timestamptz where club_no = $1::int4 and seq = $4::int8 and closed_at is null
         and exists (select from gone)
     )
     select user_no from gone`,
    [scope.clubNo, scope.groupNo, scope.number, scope.seq, toInstant(by.at), by.actor],
  )
  return rows[0] ?? null
}

/** A message as who takes it back finds it; `hidden`: by reports, its case tells what it says. */
interface WrittenRow {
  readonly user_no: number | null
  readonly body: MessageRow['body']
  readonly hidden: boolean
}

/** Who wrote a message that is not deleted, and what it says, held until the commit; undefined: there is no such message. */
export async function findWriter(
  tx: Queryable,
  scope: Scope & { readonly seq: number },
): Promise<WrittenRow | undefined> {
  const rows = await tx.query<WrittenRow>(
    `select user_no, body, deleted_at is not null as hidden from group_message where club_no = $1::int4 and group_no = $2::int4 and number = $3::int2 and seq = $4::int8
       and ${DELETABLE} for no key update`,
    [scope.clubNo, scope.groupNo, scope.number, scope.seq],
  )
  return rows[0]
}
