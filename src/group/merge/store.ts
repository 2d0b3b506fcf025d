import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { seatLost, seatShown, seatTaken } from '../publish.ts'
import { giveUpSeats, type SeatWish } from '../seating/leaving.ts'
import { lockSeats } from '../seating/store.ts'

interface Row {
  readonly user_no: number
  readonly user_id: string
  readonly group_no: number
  readonly group_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly number: number | null
  readonly epoch: number
  readonly removed: boolean
}

/** Seats that two users have or had. */
function readBoth(tx: Queryable, users: readonly number[]): Promise<Row[]> {
  return tx.query<Row>(
    `select s.user_no, p.user_id, s.group_no, g.group_id::text, s.club_no, c.owner_id, s.number, s.epoch, s.removed_at is not null as removed
     from group_seat s join person p using (user_no) join fan_group g on g.group_no = s.group_no join club c on c.club_no = s.club_no
     where s.user_no = any($1::int8[]) order by s.club_no, s.group_no`,
    [users],
  )
}

const wishOf = (row: Row): SeatWish => ({
  userNo: row.user_no,
  userId: row.user_id,
  groupNo: row.group_no,
  group: row,
})

/** What becomes of the seats of two users who are one. */
function sortOut(rows: readonly Row[], into: number) {
  const others = new Map(rows.flatMap((row) => (row.user_no === into ? [[row.group_no, row] as const] : [])))
  const [freed, barred, moved]: [SeatWish[], SeatWish[], Row[]] = [[], [], []]
  /** seats that he has under the other id from now on */
  const renamed: OutboxMessage[] = []
  for (const row of rows) {
    if (row.user_no === into) continue
    const other = others.get(row.group_no)
    const isRemoved = row.removed && other?.removed === false
    if (isRemoved) barred.push(wishOf(other))
    if (row.number === null) continue
    if (other !== undefined && (other.number !== null || other.removed)) freed.push(wishOf(row))
    else moved.push(row)
    const number = other?.removed === true ? null : (other?.number ?? row.number)
    if (number !== null) renamed.push(seatShown(row, row.user_id, number))
  }
  return { freed, barred, moved, renamed }
}

/** That a seat changed its name: the stream under the old one ends. */
const seatMoved = (row: Row, userId: string): OutboxMessage[] =>
  row.number === null ? [] : [...seatLost(row, row.user_id, 'merged', row.epoch), ...seatTaken(row, userId, row.number)]

/**
 * Gives a user's seats to another id of his (PLT-8): one seat a group, the one that is taken; what he said is the other's; who was removed or muted under
 * one id is so under both. Both people are held by the caller.
 * @returns what is told of it
 */
export async function mergeSeats(
  tx: Queryable,
  into: number,
  from: number,
  now: number,
): Promise<readonly OutboxMessage[]> {
  const before = await readBoth(tx, [from])
  if (before.length === 0) return []
  await lockSeats(tx, before)
  // read again: a group may have been closed while we waited for it
  const { freed, barred, moved, renamed } = sortOut(await readBoth(tx, [into, from]), into)
  const lost = await giveUpSeats(tx, now, freed, 'merged')
  const barredSeats = await giveUpSeats(tx, now, barred, 'removed')
  const groups = [before.map((row) => row.club_no), before.map((row) => row.group_no)]
  await moveWords(tx, into, from, groups)
  await joinRows(tx, into, from, { barred, moved })
  const [person] = await tx.query<{ user_id: string }>('select user_id from person where user_no = $1::int8', [into])
  return [
    ...lost.messages,
    ...barredSeats.messages,
    ...moved.flatMap((row) => seatMoved(row, person?.user_id ?? row.user_id)),
    // a page that is open under the old name opens its stream anew, and hears what goes on under the other
    ...renamed,
  ]
}

/** What one said and reported becomes the other's; by the groups he was in: no index keeps what one user said. */
async function moveWords(
  tx: Queryable,
  into: number,
  from: number,
  groups: readonly (readonly number[])[],
): Promise<void> {
  await tx.query(
    `update group_message m set user_no = $1::int8 from unnest($3::int4[], $4::int4[]) as t(club_no, group_no)
     where m.club_no = t.club_no and m.group_no = t.group_no and m.user_no = $2::int8`,
    [into, from, ...groups],
  )
  await tx.query(
    `update group_report r set user_no = $1::int8 where user_no = $2::int8 and not exists (
       select from group_report k where k.user_no = $1::int8 and k.club_no = r.club_no and k.group_no = r.group_no and k.number = r.number and k.seq = r.seq)`,
    [into, from],
  )
  await tx.query(
    `update report_case c set writer_no = $1::int8 from unnest($3::int4[], $4::int4[]) as t(club_no, group_no)
     where c.club_no = t.club_no and c.group_no = t.group_no and c.writer_no = $2::int8`,
    [into, from, ...groups],
  )
  // where both used one id, the other's stands: who sends this one again says it anew
  await tx.query(
    `update group_send s set user_no = $1::int8 from unnest($3::int4[], $4::int4[]) as t(club_no, group_no)
     where s.club_no = t.club_no and s.group_no = t.group_no and s.user_no = $2::int8 and not exists (
       select from group_send k where k.club_no = s.club_no and k.group_no = s.group_no and k.user_no = $1::int8 and k.send_id = s.send_id)`,
    [into, from, ...groups],
  )
}

/** Of two rows of a group one stays: the one that sits, else the other's. */
async function joinRows(
  tx: Queryable,
  into: number,
  from: number,
  { barred, moved }: { readonly barred: readonly SeatWish[]; readonly moved: readonly Row[] },
): Promise<void> {
  await tx.query(
    `update group_seat s set removed_at = f.removed_at, removed_by = f.removed_by, removed_reason = f.removed_reason
     from group_seat f where f.user_no = $2::int8 and f.group_no = s.group_no and s.user_no = $1::int8 and s.group_no = any($3::int4[])`,
    [into, from, barred.map(({ groupNo }) => groupNo)],
  )
  // a mute holds whichever row stays; and no end of an earlier sitting of either is taken for the end of this one
  await tx.query(
    `update group_seat s set muted_until = greatest(s.muted_until, o.muted_until), epoch = greatest(s.epoch, o.epoch) + 1
     from group_seat o where o.group_no = s.group_no and (s.user_no, o.user_no) in (($1::int8, $2::int8), ($2::int8, $1::int8))`,
    [into, from],
  )
  await tx.query('delete from group_seat where user_no = $1::int8 and group_no = any($2::int4[])', [
    into,
    moved.map((row) => row.group_no),
  ])
  await tx.query(
    `delete from group_seat s where s.user_no = $2::int8 and exists (
       select from group_seat k where k.user_no = $1::int8 and k.group_no = s.group_no)`,
    [into, from],
  )
  await tx.query('update group_seat set user_no = $1::int8 where user_no = $2::int8', [into, from])
}
