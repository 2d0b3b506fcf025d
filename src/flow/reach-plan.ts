import type { QuietHours, ClubSwitches } from '../contract/reach.ts'
import type { ReachKind } from '../contract/reach-kinds.ts'
import { soundsAt, type SaidTo } from '../reach/apply.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/** From devices with their users' wishes to pieces: what one node sends at a time. */

/** Who is told, as a message's row keeps it (`push_message.audience`). */
export interface SentTo {
  readonly to: 'club' | 'seats' | 'users'
  /** of `groupMessages`: which wish it is for */
  readonly said: SaidTo | null
  /** where who is told sits; null: in any group of the owner. Absent: nowhere in particular */
  readonly groupNo?: number | null
  /** the sub-group; null: any */
  readonly number?: number | null
  /** what it tells of was said there; group 0: in all groups */
  readonly message?: { readonly groupNo: number; readonly number: number; readonly seq: number }
}

export interface ReaderRow {
  readonly user_no: number
  readonly device_id: string
  readonly everywhere: ClubSwitches | null
  readonly quiet: QuietHours | null
  readonly club: ClubSwitches | null
}

/** Devices in one piece: a node is done with it in a few seconds, and a kill repeats no more than these. */
export const PIECE_DEVICES = 200
/** How long a piece takes about; what it is worth in taking turns with others' messages. */
const PIECE_TURN_MS = 100

export interface NewPiece {
  readonly messageNo: number
  readonly pieceNo: number
  readonly userNos: readonly number[]
  readonly deviceIds: readonly string[]
  /** UTC ms */
  readonly turn: number
  readonly nextAt: number
}

/**
 * Divides who wants to hear something into pieces, in their order; those for whom it is quiet now go by themselves, each end of quiet hours in pieces
 * of its own.
 */
export function piecesOf(
  message: { readonly messageNo: number; readonly kind: ReachKind; readonly said: SaidTo | null; readonly at: number },
  rows: readonly ReaderRow[],
  { now, endsAt, firstPiece }: { now: number; endsAt: number; firstPiece: number },
): NewPiece[] {
  const byTime = new Map<number, ReaderRow[]>()
  for (const row of rows) {
    const at = soundsAt(
      { everywhere: row.everywhere, club: row.club, quiet: row.quiet },
      message.kind,
      message.said,
      now,
    )
    if (at === null || at >= endsAt) continue
    const some = byTime.get(at)
    if (some === undefined) byTime.set(at, [row])
    else some.push(row)
  }
  const pieces: NewPiece[] = []
  for (const [nextAt, some] of [...byTime].sort(([a], [b]) => a - b)) {
    for (let from = 0; from < some.length; from += PIECE_DEVICES) {
      const part = some.slice(from, from + PIECE_DEVICES)
      const pieceNo = firstPiece + pieces.length
      pieces.push({
        messageNo: message.messageNo,
        pieceNo,
        userNos: part.map((row) => row.user_no),
        deviceIds: part.map((row) => row.device_id),
        turn: Math.max(nextAt, message.at + pieceNo * PIECE_TURN_MS),
        nextAt,
      })
    }
  }
  return pieces
}

/** Writes pieces: one row each, whatever the number of devices. */
export async function addPieces(tx: Queryable, pieces: readonly NewPiece[]): Promise<void> {
  if (pieces.length === 0) return
  await tx.query(
    `insert into push_piece (message_no, piece_no, user_nos, device_ids, turn, next_at)
     select message_no, piece_no, user_nos::int8[], device_ids::uuid[], turn, next_at
     from unnest($1::int8[], $2::int4[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
       as t(message_no, piece_no, user_nos, device_ids, turn, next_at)`,
    columns(
      pieces,
      (piece) => piece.messageNo,
      (piece) => piece.pieceNo,
      (piece) => `{${piece.userNos.join(',')}}`,
      (piece) => `{${piece.deviceIds.join(',')}}`,
      (piece) => toInstant(piece.turn),
      (piece) => toInstant(piece.nextAt),
    ),
  )
}

/** Users' wishes beside `d.user_no`; `$club` is an SQL expression of the club's number. */
export const wishesOf = (club: string): string =>
  `left join push_setting e on e.user_no = d.user_no and e.club_no = 0
   left join push_setting c on c.user_no = d.user_no and c.club_no = ${club}`
export const readerColumns =
  'd.user_no, d.device_id::text as device_id, e.switches as everywhere, e.quiet, c.switches as club'
