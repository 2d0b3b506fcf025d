import { linkLimits, type Signal } from '../../contract/linking.ts'
import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import type { LinkKey } from '../store.ts'

/** Signals under way: each is kept until it was read. */

/** Numbers signals for a receiver and writes them, and lets go of what he left unread too long; the link is held. @returns the last number */
export async function addSignals(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  way: { readonly from: number; readonly fromSitting: number; readonly to: number; readonly toSitting: number },
  signals: readonly Signal[],
): Promise<number> {
  const rows = await tx.query<{ last_seq: number }>(
    `update link_party set last_seq = last_seq + $4::int8 where club_no = $1::int4 and link_no = $2::int4 and party = $3::int2 returning last_seq`,
    [clubNo, linkNo, way.to, signals.length],
  )
  const last = rows[0]?.last_seq ?? 0
  const first = last - signals.length + 1
  await tx.query(
    `with unread as (
       delete from link_signal where club_no = $3::int4 and link_no = $4::int4 and to_party = $5::int2 and seq <= $9::int8)
     insert into link_signal (seq, body, club_no, link_no, to_party, from_party, from_sitting, to_sitting)
     select t.seq, t.body::jsonb, $3::int4, $4::int4, $5::int2, $6::int2, $7::int4, $8::int4 from unnest($1::int8[], $2::text[]) as t(seq, body)`,
    [
      ...columns(
        signals.map((signal, index) => ({ seq: first + index, body: JSON.stringify(signal) })),
        ({ seq }) => seq,
        ({ body }) => body,
      ),
      clubNo,
      linkNo,
      way.to,
      way.from,
      way.fromSitting,
      way.toSitting,
      last - linkLimits.signalsKept,
    ],
  )
  return last
}

/** What a party has sent by now, in its own numbers, and in its minute; it was there. */
export async function noteSent(
  tx: Queryable,
  { clubNo, linkNo }: LinkKey,
  party: number,
  sent: {
    readonly last: number
    readonly minuteAt: number
    readonly signals: number
    readonly characters: number
    readonly now: number
  },
): Promise<void> {
  await tx.query(
    `update link_party set last_sent = $4::int4, minute_at = $5::timestamptz, minute_signals = $6::int4, minute_characters = $7::int4, seen_at = $8::timestamptz
     where club_no = $1::int4 and link_no = $2::int4 and party = $3::int2`,
    [clubNo, linkNo, party, sent.last, toInstant(sent.minuteAt), sent.signals, sent.characters, toInstant(sent.now)],
  )
}

/** What a sitting of a party has not read, in order. */
export function readSignals(
  on: Queryable,
  { clubNo, linkNo }: LinkKey,
  wanted: { readonly party: number; readonly sitting: number; readonly after: number },
): Promise<{ seq: number; from_party: number; from_sitting: number; body: Signal }[]> {
  return on.query(
    `select seq, from_party, from_sitting, body from link_signal
     where club_no = $1::int4 and link_no = $2::int4 and to_party = $3::int2 and to_sitting = $4::int4 and seq > $5::int8 order by seq limit $6::int4`,
    [clubNo, linkNo, wanted.party, wanted.sitting, wanted.after, linkLimits.signalsRead],
  )
}
