import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { sendKey, type Send, type SendKey } from './apply.ts'

/** How long an id of a sender is known, at least: longer than an answer is kept for an Idempotency-Key, so that a phone may try again days later. */
const KEPT_DAYS = 7

/** What a send became. */
export interface KnownSend {
  readonly content: string
  readonly number: number
  readonly seq: number
  /** UTC ms */
  readonly at: number
}

/** Holds clubs' streams until the commit: the owner's side has no seat that would keep two nodes from writing the same at one time. */
export async function holdStreams(tx: Queryable, clubNos: ReadonlySet<number>): Promise<void> {
  const asked = [[...clubNos].sort((a, b) => a - b)]
  // an absent row locks nothing
  await tx.query(
    `insert into group_stream (club_no, last_seq) select club_no, 1 from unnest($1::int4[]) as t(club_no) order by 1 on conflict (club_no) do nothing`,
    asked,
  )
  await tx.query('select 1 from group_stream where club_no = any($1::int4[]) order by club_no for no key update', asked)
}

const keyColumns = (keys: readonly SendKey[]) =>
  columns(
    keys,
    (key) => key.clubNo,
    (key) => key.groupNo,
    (key) => key.userNo,
    (key) => key.sendId,
  )

/** What was said before under these ids, by `sendKey`. Whoever says something is held by the caller: his seat, or the owner's stream. */
export async function findSends(tx: Queryable, keys: readonly SendKey[]): Promise<ReadonlyMap<string, KnownSend>> {
  const rows = await tx.query<
    KnownSend & {
      readonly club_no: number
      readonly group_no: number
      readonly user_no: number
      readonly send_id: string
    }
  >(
    `select s.club_no, s.group_no, s.user_no, s.send_id, s.content, s.number, s.seq, s.at
     from unnest($1::int4[], $2::int4[], $3::int8[], $4::text[]) as t(club_no, group_no, user_no, send_id)
     join group_send s using (club_no, group_no, user_no, send_id)`,
    keyColumns(keys),
  )
  return new Map(
    rows.map((row) => [
      sendKey({ clubNo: row.club_no, groupNo: row.group_no, userNo: row.user_no, sendId: row.send_id }),
      row,
    ]),
  )
}

/** Remembers what was said under ids; the unique key is the last word on it: a second row fails the transaction. */
export async function keepSends(
  tx: Queryable,
  sends: readonly (Send & { readonly number: number; readonly seq: number })[],
  now: number,
): Promise<void> {
  await tx.query(
    `insert into group_send (club_no, group_no, user_no, send_id, content, number, seq, at, kept_until)
     select club_no, group_no, user_no, send_id, content, number, seq, $8::timestamptz, now() + make_interval(days => $9::int4)
     from unnest($1::int4[], $2::int4[], $3::int8[], $4::text[], $5::text[], $6::int2[], $7::int8[])
       as t(club_no, group_no, user_no, send_id, content, number, seq)`,
    [
      ...keyColumns(sends),
      ...columns(
        sends,
        (send) => send.content,
        (send) => send.number,
        (send) => send.seq,
      ),
      toInstant(now),
      KEPT_DAYS,
    ],
  )
}
