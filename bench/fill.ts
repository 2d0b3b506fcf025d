import type { Db } from '../src/ports/db.ts'
import { userIdOf, type Load } from '../sim/load.ts'
import { inParallel } from './measure.ts'

/** Puts clubs and memberships of a load into a migrated store, set by set: millions of members in minutes. */

/** Members of one statement: well below the statement's time limit. */
const CHUNK = 100_000
const TABLES = ['club', 'person', 'person_alias', 'fan', 'membership', 'membership_log', 'club_level', 'club_day']

/** Clubs and how many members each has; a load, or one like it. */
export type Members = Pick<Load, 'ownerIds' | 'memberCounts'>

/** Members with numbers in a row, a club each: member `firsts[i]` up to before `ends[i]` of club `clubs[i]` (from 1) are users `users[i]` … */
export interface MemberRanges {
  readonly clubs: readonly number[]
  readonly firsts: readonly number[]
  readonly ends: readonly number[]
  readonly users: readonly number[]
}

/**
 * Cuts a load's members into chunks.
 * @param before how many members of each club are there already
 * @param from the first user number to give
 */
export function* memberRanges(
  load: Members,
  { before, from, size }: { before: readonly number[]; from: number; size: number },
): Generator<MemberRanges> {
  type Open = { clubs: number[]; firsts: number[]; ends: number[]; users: number[] }
  const empty = (): Open => ({ clubs: [], firsts: [], ends: [], users: [] })
  let chunk = empty()
  let room = size
  let user = from
  for (const [index, count] of load.memberCounts.entries())
    for (let first = before[index] ?? 0; first < count;) {
      const end = Math.min(count, first + room)
      chunk.clubs.push(index + 1)
      chunk.firsts.push(first)
      chunk.ends.push(end)
      chunk.users.push(user)
      user += end - first
      room -= end - first
      first = end
      if (room > 0) continue
      yield chunk
      chunk = empty()
      room = size
    }
  if (chunk.clubs.length > 0) yield chunk
}

const RANGE = `from unnest($1::text[], $2::int4[], $3::int4[], $4::int4[], $5::int8[]) as t(owner_id, club, first, past, user_no)
  join club c using (owner_id), generate_series(first, past - 1) as member`
const NO = 'user_no + member - first'

/** One statement a table, rows in the order of their keys. $6: when they joined. */
const inserts = [
  `insert into person (user_no, user_id, created_at) overriding system value select ${NO}, 'u' || club || '-' || member, $6::timestamptz ${RANGE}`,
  `insert into person_alias (user_id, user_no) select 'u' || club || '-' || member, ${NO} ${RANGE}`,
  `insert into fan (user_no, club_no, epoch) select ${NO}, club_no, 1 ${RANGE}`,
  `insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
   select ${NO}, club_no, 1, c.mode, 'join', 'import', $6::timestamptz, $6::timestamptz::date ${RANGE}`,
  `insert into membership (user_no, club_no, mode, epoch, scene, joined_at) select ${NO}, club_no, c.mode, 1, 'import', $6::timestamptz ${RANGE}`,
  `insert into club_level as l (club_no, mode, level, part, members)
   select club_no, c.mode, 1, ((${NO}) % 16)::int2, count(*) ${RANGE} group by 1, 2, 4 order by 1, 4
   on conflict (club_no, mode, level, part) do update set members = l.members + excluded.members`,
  `insert into club_day as d (club_no, day, part, joins)
   select club_no, $6::timestamptz::date, ((${NO}) % 16)::int2, count(*) ${RANGE} group by 1, 3 order by 1, 3
   on conflict (club_no, day, part) do update set joins = d.joins + excluded.joins`,
]

/**
 * @param since when they all joined, ISO
 * @param before how many members of each club an earlier call with a smaller load has put in
 * @param mode of clubs that are new
 * @returns how many members were put in
 */
export async function fillStore(
  db: Db,
  load: Members,
  since: string,
  { before = [], mode = 'shopping' }: { before?: readonly number[]; mode?: 'live' | 'shopping' } = {},
): Promise<number> {
  await putClubs(db, load, since, mode)
  const known = before.reduce((sum, count) => sum + count, 0)
  const chunks = [...memberRanges(load, { before, from: known + 1, size: CHUNK })]
  // chunks of one club meet in its totals, one statement after the other in the order of their keys
  await inParallel(chunks.length, db.kind === 'pglite' ? 1 : 2, async (turn) => {
    const chunk = chunks[turn]
    if (chunk === undefined) return
    const owners = chunk.clubs.map((club) => load.ownerIds[club - 1] ?? '')
    const values = [owners, chunk.clubs, chunk.firsts, chunk.ends, chunk.users]
    for (const text of inserts) await db.query(text, text.includes('$6') ? [...values, since] : values)
  })
  const filled = load.memberCounts.reduce((sum, count) => sum + count, 0) - known
  await db.query(`select setval(pg_get_serial_sequence('person', 'user_no'), $1::int8)`, [known + filled])
  // one by one: each stays below the statement's time limit
  for (const table of TABLES) await db.exec(`vacuum analyze ${table}`)
  await checkFilled(db, load)
  return filled
}

async function putClubs(db: Db, load: Members, since: string, mode: string): Promise<void> {
  await db.query(
    `with made as (
       insert into club (owner_id, kind, name, currency, created_at, mode)
       select owner_id, 'creator', owner_id, 'CNY', $2::timestamptz, $3 from unnest($1::text[]) as t(owner_id)
       on conflict (owner_id) do nothing returning club_no
     )
     insert into club_change (club_no, kind, at, value) select club_no, c.kind, to_timestamp(0), c.value::jsonb
     from made cross join (values ('mode', to_json($3::text)::text), ('purchase', 'false'), ('rollout', '{"phase":2,"share":1}')) as c(kind, value)`,
    [load.ownerIds, since, mode],
  )
}

/** The last member of the last club must be found under the id that the load calls him by. */
async function checkFilled(db: Db, load: Members): Promise<void> {
  const last = load.memberCounts.length - 1
  const rows = await db.query(
    'select from membership join person_alias using (user_no) join club using (club_no) where user_id = $1 and owner_id = $2',
    [userIdOf(last, (load.memberCounts[last] ?? 0) - 1), load.ownerIds[last] ?? ''],
  )
  if (rows.length !== 1) throw new Error('the store was not filled as the load has it')
}
