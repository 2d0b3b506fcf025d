import type { RuleSet } from '../contract/rule-set.ts'
import { modes, type Mode } from '../contract/words.ts'
import type { Queryable } from '../ports/db.ts'
import { moveLevels, type Move } from './save-benefits.ts'
import { publish } from './save.ts'
import { holdClubs, holdFans, type Piece, type WorkRow } from './work-piece.ts'

interface Position {
  readonly userNo: number
  readonly clubNo: number
  readonly mode: Mode
}

/** Bound values: $1 live thresholds, $2 shopping thresholds. */
const levelNow = `case m.mode when 'live' then width_bucket(m.intimacy, $1::int8[]) else width_bucket(m.intimacy, $2::int8[]) end`

/**
 * New thresholds take effect: a short word to every club, so that no batch goes on with the old ones, and the work that brings the stored
 * levels after. A set that leaves the thresholds as they are has nobody to look at. A newer set takes over what an older one left unfinished.
 * @rule LVL-2 LVL-4
 */
export async function startRelevel(tx: Queryable, versions: readonly RuleSet[], version: number): Promise<void> {
  const rules = versions.find((each) => each.version === version)
  const before = versions.findLast((each) => each.version < version)
  if (rules === undefined || before === undefined) return
  if (modes.every((mode) => String(rules.modes[mode].thresholds) === String(before.modes[mode].thresholds))) return
  // work before clubs, as those who are at it
  const left = await tx.query<{ from: number }>(
    `select (payload->>'from')::int4 as "from" from work_progress where kind = 'relevel' and finished_at is null
     order by work_no for update`,
  )
  await tx.query('select 1 from club order by club_no for update')
  await tx.query('update club set version = version')
  await tx.query(
    `update work_progress set finished_at = now(), updated_at = now() where kind = 'relevel' and finished_at is null`,
  )
  await tx.query(
    `insert into work_progress (kind, subject, payload, total)
     select 'relevel', $1::text, $2::jsonb, coalesce(sum(members), 0) from club_level`,
    [String(version), JSON.stringify({ version, from: Math.min(before.version, ...left.map((each) => each.from)) })],
  )
}

/** Brings the stored levels of the next members, in key order, after the thresholds in force; who stands right is only looked at. @param now decision time, UTC ms */
export async function relevelPiece(tx: Queryable, work: WorkRow, members: number, now: number): Promise<Piece> {
  const { modes: byMode } = work.rules
  const thresholds = [byMode.live.thresholds, byMode.shopping.thresholds]
  const position = work.position as Position | null
  const rows = await tx.query<{ user_no: number; club_no: number; mode: Mode; moves: boolean }>(
    `select m.user_no, m.club_no, m.mode, m.level <> ${levelNow} as moves from membership m
     where (m.user_no, m.club_no, m.mode) > ($3::int8, $4::int4, $5) order by m.user_no, m.club_no, m.mode limit $6::int4`,
    [...thresholds, position?.userNo ?? 0, position?.clubNo ?? 0, position?.mode ?? '', members],
  )
  const last = rows.at(-1)
  if (last === undefined) return { looked: 0, position: work.position }
  const moving = rows.filter((row) => row.moves)
  let told = false
  if (moving.length > 0) {
    const users = moving.map((row) => row.user_no)
    const clubNos = moving.map((row) => row.club_no)
    await holdClubs(tx, clubNos)
    await holdFans(tx, users, clubNos)
    const keys = [users, clubNos, moving.map((row) => row.mode)] as const
    const moves = await findMoves(tx, thresholds, keys)
    await relevelHeld(tx, work, thresholds, keys)
    const messages = await moveLevels(tx, moves, now)
    await publish(tx, messages)
    told = messages.length > 0
  }
  return { looked: rows.length, position: { userNo: last.user_no, clubNo: last.club_no, mode: last.mode }, told }
}

type Keys = readonly [readonly number[], readonly number[], readonly Mode[]]

/** Moves of the running mode's levels, which benefits follow (BEN-3). */
const findMoves = (tx: Queryable, thresholds: readonly (readonly number[])[], keys: Keys): Promise<Move[]> =>
  tx.query<Move & Record<string, unknown>>(
    `select m.user_no as "userNo", m.club_no as "clubNo", m.level as before, greatest(m.level, ${levelNow}) as peak, ${levelNow} as after,
       f.epoch = 1 and f.left_at is null as "firstTime", true as loud
     from unnest($3::int8[], $4::int4[], $5::text[]) as t(user_no, club_no, mode) join membership m using (user_no, club_no, mode)
     join club c on c.club_no = m.club_no and c.mode = m.mode
     join fan f on f.user_no = m.user_no and f.club_no = m.club_no
     where m.level <> ${levelNow}`,
    [...thresholds, ...keys],
  )

/** In a statement that begins after the members were locked: whom a batch brought after meanwhile is right already. */
async function relevelHeld(
  tx: Queryable,
  work: WorkRow,
  thresholds: readonly (readonly number[])[],
  keys: Keys,
): Promise<void> {
  await tx.query(
    `with old as materialized (
       select m.user_no, m.club_no, m.mode, m.level as before, ${levelNow} as after
       from unnest($3::int8[], $4::int4[], $5::text[]) as t(user_no, club_no, mode) join membership m using (user_no, club_no, mode)
       where m.level <> ${levelNow}
     ), moved as (
       update membership m set level = old.after from old
       where m.user_no = old.user_no and m.club_no = old.club_no and m.mode = old.mode
     ), told as (
       update fan set version = fan.version + 1 from (select distinct user_no, club_no from old) as o
       where fan.user_no = o.user_no and fan.club_no = o.club_no
     )
     insert into club_level as l (club_no, mode, level, part, members)
     select club_no, mode, level, $6::int2, sum(members) from (
       select club_no, mode, before as level, -1 as members from old union all select club_no, mode, after, 1 from old
     ) as steps group by club_no, mode, level having sum(members) <> 0 order by club_no, mode, level
     on conflict (club_no, mode, level, part) do update set members = l.members + excluded.members`,
    [...thresholds, ...keys, work.part],
  )
}
