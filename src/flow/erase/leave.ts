import { isRejection } from '../../contract/rejections.ts'
import { HOUR, toInstant, type Calendar } from '../../lib/time.ts'
import { aliasesOf, holdErasure, noteErased } from '../../person/erasure/store.ts'
import type { Queryable } from '../../ports/db.ts'
import { createPeople } from '../people.ts'
import { loadRuleSets } from '../rules.ts'
import { holdClubs, type Piece, type WorkRow } from '../work-piece.ts'
import { forget, numbersUnder } from './forget.ts'

/** Clubs left in one transaction: each is locked until it ends. */
const CLUBS_A_PIECE = 20
/** Webhooks have been delivered by then, so that endpoints hear of it by the id they know him by. */
const SWEEP_AFTER_MS = HOUR

/**
 * The next piece of an erasure (docs/adr/0011): he leaves some clubs, by the rules of leaving; once he is in none, his data go in one transaction.
 * @param now decision time, UTC ms
 * @rule PLT-6 MEM-3 MEM-6
 */
export async function erasePiece(tx: Queryable, work: WorkRow, calendar: Calendar, now: number): Promise<Piece> {
  const erasure = await holdErasure(tx, work.subject)
  if (erasure === null || erasure.state !== 'requested') return { looked: 0, position: null }
  const userNo = await ownNumber(tx, erasure.user_no)
  const clubs = await tx.query<{ club_no: number; owner_id: string }>(
    `select c.club_no, c.owner_id from club c where c.club_no in (select m.club_no from membership m where m.user_no = $1::int8)
     order by c.club_no limit $2::int4`,
    [userNo, CLUBS_A_PIECE],
  )
  const everywhere = await tx.query<{ club_no: number; owner_id: string }>(
    `select c.club_no, c.owner_id from club c where c.club_no in (
       select f.club_no from fan f where f.user_no = $1::int8 union select s.club_no from group_seat s where s.user_no = $1::int8)`,
    [userNo],
  )
  // clubs before people, as everywhere
  await holdClubs(
    tx,
    (clubs.length > 0 ? clubs : everywhere).map((club) => club.club_no),
  )
  const numbers = await numbersUnder(tx, userNo)
  const people = await tx.query<{ user_no: number; user_id: string; gone: boolean }>(
    `select user_no, user_id, merged_into is not null as gone from person where user_no = any($1::int8[]) order by user_no for no key update`,
    [numbers],
  )
  const person = people.find((row) => row.user_no === userNo)
  // merged into another while we waited: the next piece looks for him there
  if (person === undefined || person.gone) return { looked: 1, position: null }
  if (clubs.length > 0) {
    await leave(tx, person.user_id, clubs, calendar, now)
    return { looked: clubs.length, position: null, told: true }
  }
  const joined = await tx.query('select 1 from membership where user_no = $1::int8 limit 1', [userNo])
  if (joined.length > 0) return { looked: 1, position: null }
  const userIds = await aliasesOf(tx, userNo)
  const groups = await tx.query<{ group_id: string }>(
    'select g.group_id from group_seat s join fan_group g on g.group_no = s.group_no where s.user_no = $1::int8',
    [userNo],
  )
  await forget(tx, numbers, userIds, now)
  const places = {
    ownerIds: everywhere.map((club) => club.owner_id),
    groupIds: groups.map((group) => group.group_id),
  }
  await noteErased(tx, work.subject, { userNo, userIds, ...places }, now)
  await tx.query(
    `insert into due (at, kind, payload) values ($1::timestamptz, 'erasure.sweep', jsonb_build_object('erasureId', $2::text))`,
    [toInstant(now + SWEEP_AFTER_MS), work.subject],
  )
  return { looked: 0, position: null, told: true }
}

/** Whoever a number stands for now: he may have been merged into another since he asked (PLT-8). */
async function ownNumber(tx: Queryable, userNo: number): Promise<number> {
  const rows = await tx.query<{ user_no: number }>(
    `with recursive up as (
       select user_no, merged_into from person where user_no = $1::int8
       union all select p.user_no, p.merged_into from up join person p on p.user_no = up.merged_into
     ) select user_no from up where merged_into is null`,
    [userNo],
  )
  return rows[0]?.user_no ?? userNo
}

async function leave(
  tx: Queryable,
  userId: string,
  clubs: readonly { readonly owner_id: string }[],
  calendar: Calendar,
  now: number,
): Promise<void> {
  const members = createPeople(tx, { now, versions: await loadRuleSets(tx), calendar })
  for (const { owner_id: ownerId } of clubs) {
    const left = await members.leave({ ownerId, userId, byPlatform: true })
    // he left by himself in this very moment
    if (isRejection(left) && left.rejected !== 'not_a_member')
      throw new Error(`an erasure could not leave a club: ${left.rejected}`)
  }
}
