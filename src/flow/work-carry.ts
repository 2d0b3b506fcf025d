import type { Calendar } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { moveLevels, type Move } from './save-benefits.ts'
import { publish } from './save.ts'
import type { Piece, WorkRow } from './work-piece.ts'
import { holdClubs, holdFans } from './work-piece.ts'

interface Position {
  readonly bucket: number
  readonly userNo: number
}

/**
 * Carries the next live members of a club over (CLUB-5), in the order of the rank's index: who has not been carried has not earned since, so
 * nobody moves across the position. Whom a batch carried first is found so and left alone.
 * @param now decision time, UTC ms
 */
export async function carryPiece(
  tx: Queryable,
  work: WorkRow,
  { members, calendar, now }: { readonly members: number; readonly calendar: Calendar; readonly now: number },
): Promise<Piece> {
  const { seq, at, day } = work.payload
  const position = work.position as Position | null
  const rows = await tx.query<{ user_no: number; rank_bucket: number }>(
    `select user_no, rank_bucket from (
       (select user_no, rank_bucket from membership
        where club_no = $1::int4 and mode = 'live' and rank_bucket = $2::int2 and user_no > $3::int8 order by user_no limit $4::int4)
       union all
       (select user_no, rank_bucket from membership
        where club_no = $1::int4 and mode = 'live' and rank_bucket < $2::int2 order by rank_bucket desc, user_no limit $4::int4)
     ) as next order by rank_bucket desc, user_no limit $4::int4`,
    [work.club_no, position?.bucket ?? ABOVE_ALL, position?.userNo ?? 0, members],
  )
  const last = rows.at(-1)
  if (last === undefined) return { looked: 0, position: work.position }
  await holdClubs(tx, [work.club_no ?? 0])
  const users = rows.map((row) => row.user_no)
  await holdFans(
    tx,
    users,
    users.map(() => work.club_no ?? 0),
  )
  const moves = await findMoves(tx, work, users)
  await carryHeld(tx, work, users, { seq: Number(seq), at: String(at), day: String(day), timeZone: calendar.timeZone })
  const messages = await moveLevels(tx, moves, now)
  await publish(tx, messages)
  const told = messages.length > 0
  return { looked: rows.length, position: { bucket: last.rank_bucket, userNo: last.user_no }, told }
}

/**
 * Whose level the other mode's thresholds move: until now he was shown with his live level (membership_shown). The rules are the same for both
 * modes as a rule, then nobody's does.
 */
const findMoves = (tx: Queryable, work: WorkRow, users: readonly number[]): Promise<Move[]> =>
  tx.query<Move & Record<string, unknown>>(
    `select m.user_no as "userNo", m.club_no as "clubNo", m.level as before, greatest(m.level, now.level) as peak, now.level as after,
       f.epoch = 1 and f.left_at is null as "firstTime", true as loud
     from unnest($1::int8[]) as t(user_no) join membership m on m.user_no = t.user_no and m.club_no = $2::int4 and m.mode = 'live'
     join fan f on f.user_no = m.user_no and f.club_no = m.club_no
     cross join lateral (select width_bucket(m.intimacy, $3::int8[]) as level) as now
     where m.carried_seq is null and now.level <> m.level and not exists (
       select from membership s where s.user_no = m.user_no and s.club_no = m.club_no and s.mode = 'shopping')`,
    [users, work.club_no, work.rules.modes.shopping.thresholds],
  )

/** No bucket is so high. */
const ABOVE_ALL = 32_767

/**
 * By an entry of its own for each, set by set, in a statement that begins after the members were locked. The entry's id is a UUIDv7 made in
 * SQL (PostgreSQL 15 has no function for it); the level is that of the mode's own thresholds, as everywhere (LVL-2).
 */
async function carryHeld(
  tx: Queryable,
  work: WorkRow,
  users: readonly number[],
  { seq, at, day, timeZone }: { seq: number; at: string; day: string; timeZone: string },
): Promise<void> {
  await tx.query(
    `with moved as (
       insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at, carried_seq)
       select m.user_no, m.club_no, 'shopping', m.epoch, 'migration', $3::timestamptz, m.intimacy,
         width_bucket(m.intimacy, $6::int8[]), m.last_earned_at, $2::int4
       from unnest($5::int8[]) as t(user_no) join membership m on m.user_no = t.user_no and m.club_no = $1::int4 and m.mode = 'live'
       where m.carried_seq is null and not exists (
         select from membership s where s.user_no = m.user_no and s.club_no = m.club_no and s.mode = 'shopping')
       returning user_no, epoch, intimacy, level, last_earned_at
     ), numbered as (
       update fan set seq = fan.seq + 1, version = fan.version + 1 from moved
       where fan.user_no = moved.user_no and fan.club_no = $1::int4
       returning fan.user_no, fan.seq, moved.epoch, moved.intimacy
     ), entries as (
       insert into ledger (user_no, club_no, seq, id, mode, epoch, at, recorded_at, business_day, kind, delta, balance, rule_set_version)
       select user_no, $1::int4, seq,
         encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
           placing substring(int8send((extract(epoch from $3::timestamptz) * 1000)::int8) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
         'shopping', epoch, $3::timestamptz, $3::timestamptz, $4::date, 'migration', intimacy, intimacy,
         (select max(version) from rule_set where effective_day <= $4::date)
       from numbered
     ), logged as (
       insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
       select user_no, $1::int4, epoch, 'shopping', 'carry', 'migration', $3::timestamptz, $4::date from moved
     ), lasting as (
       insert into club_day as d (club_no, day, part, last_shopping)
       select $1::int4, (last_earned_at at time zone $8::text)::date as day, $7::int2, count(*) from moved where last_earned_at is not null
       group by 2 order by 2
       on conflict (club_no, day, part) do update set last_shopping = d.last_shopping + excluded.last_shopping
       returning 1
     )
     insert into club_level as l (club_no, mode, level, part, members)
     select $1::int4, 'shopping', level, $7::int2, count(*) from moved cross join (select count(*) from lasting) as days_first
     group by level order by level
     on conflict (club_no, mode, level, part) do update set members = l.members + excluded.members`,
    [work.club_no, seq, at, day, users, work.rules.modes.shopping.thresholds, work.part, timeZone],
  )
}
