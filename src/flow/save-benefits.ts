import { memberTopic } from '../contract/topics.ts'
import { bools, int2s, int4s, int8s } from '../lib/binary-array.ts'
import { toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import type { Batch } from './state.ts'

/**
 * Benefits follow levels in the transaction that moves them (BEN-3): one statement for any number of members, none where no level moved. Only
 * what is open now opens or lapses; what opens later, ends, or is withdrawn is read off the benefit (docs/adr/0010).
 */

/** A member's way between two levels of the running mode; 0: no member. */
export interface Move {
  readonly userNo: number
  readonly clubNo: number
  readonly before: number
  readonly peak: number
  readonly after: number
  readonly firstTime: boolean
  /** false (history): nobody is told, and no row is made for what his level alone opens */
  readonly loud: boolean
}

/** What became of one member's benefits. */
interface MovedRow {
  readonly user_no: number
  readonly club_no: number
  readonly opens: boolean
  readonly benefit_ids: readonly string[]
}

/**
 * Opens and lapses. A benefit above the old level and not above the new one opens; one that he stood on, or passed on the way, lapses when he
 * ends below it, whether a row told of it or his level alone. What was claimed stays as it is (BEN-4).
 * `$1…$7` moves, `$8` now.
 */
const MOVE = `with move as (
    select * from unnest($1::int8[], $2::int4[], $3::int2[], $4::int2[], $5::int2[], $6::bool[], $7::bool[])
      as m(user_no, club_no, before, peak, after, first_time, loud)
  ), written as (
    insert into entitlement as e (user_no, club_no, benefit_no, entitlement_id, state, opened_at)
    select m.user_no, b.club_no, b.benefit_no, new_entitlement_id(m.user_no, $8::timestamptz),
      case when b.from_level <= m.after then 'claimable' else 'lapsed' end, case when b.from_level > m.before then $8::timestamptz end
    from move m join benefit b on b.club_no = m.club_no and b.group_no is null and b.withdrawn_at is null and b.from_level <= m.peak and (b.from_level > m.before or b.from_level > m.after)
      and (m.loud or b.from_level > m.after or exists (
        select from entitlement x where x.user_no = m.user_no and x.club_no = b.club_no and x.benefit_no = b.benefit_no))
      and (m.first_time or not b.first_join) and (b.claim_from is null or b.claim_from <= $8::timestamptz)
      and (b.claim_until is null or b.claim_until > $8::timestamptz) and (b.withdraw_at is null or b.withdraw_at > $8::timestamptz)
    order by m.user_no, b.club_no, b.benefit_no
    on conflict (user_no, club_no, benefit_no) do update set state = excluded.state, opened_at = coalesce(e.opened_at, excluded.opened_at)
    where e.claimed_at is null and e.state <> excluded.state
    returning e.user_no, e.club_no, e.benefit_no, e.state
  )
  select w.user_no, w.club_no, w.state = 'claimable' as opens, array_agg(b.benefit_id::text order by b.from_level, b.benefit_no) as benefit_ids
  from written w join benefit b on b.benefit_no = w.benefit_no
  group by w.user_no, w.club_no, w.state`

/** Moves benefits after levels. Fans are held by the caller. */
async function moveBenefits(tx: Queryable, moves: readonly Move[], now: number): Promise<readonly MovedRow[]> {
  const moved = moves.filter((move) => move.before !== move.after || move.peak > move.after)
  if (moved.length === 0) return []
  return tx.query<MovedRow>(MOVE, [
    int8s(moved, (move) => move.userNo),
    int4s(moved, (move) => move.clubNo),
    int2s(moved, (move) => move.before),
    int2s(moved, (move) => move.peak),
    int2s(moved, (move) => move.after),
    bools(moved, (move) => move.firstTime),
    bools(moved, (move) => move.loud),
    toInstant(now),
  ])
}

const messageOf = (ownerId: string, userId: string, { opens, benefit_ids: benefitIds }: MovedRow): OutboxMessage => ({
  topic: memberTopic(ownerId, userId),
  kind: opens ? 'benefit.opened' : 'benefit.lapsed',
  body: { benefitIds },
})

/**
 * What a batch's level moves open and lapse; what is told of it joins the batch's messages. No statement where no level moved.
 * @rule BEN-3 BEN-4 MEM-6
 */
export async function saveBenefits(tx: Queryable, batch: Batch): Promise<void> {
  const { levelMoves, messages } = batch.writes
  if (levelMoves.size === 0) return
  const byKey = new Map<string, { ownerId: string; userId: string }>()
  const moves: Move[] = []
  for (const [fan, { before, peak, firstTime, loud }] of levelMoves) {
    const { person, club, memberships } = fan
    const after = memberships[club.mode]?.level ?? 0
    moves.push({ userNo: person.userNo, clubNo: club.clubNo, before, peak, after, firstTime, loud })
    if (loud) byKey.set(`${person.userNo}:${club.clubNo}`, { ownerId: club.ownerId, userId: person.userId })
  }
  for (const row of await moveBenefits(tx, moves, batch.now)) {
    const told = byKey.get(`${row.user_no}:${row.club_no}`)
    if (told !== undefined) messages.push(messageOf(told.ownerId, told.userId, row))
  }
}

/**
 * The same for long work that moves levels set by set (CLUB-5, LVL-4).
 * @returns what is told
 */
export async function moveLevels(tx: Queryable, moves: readonly Move[], now: number): Promise<OutboxMessage[]> {
  const rows = await moveBenefits(tx, moves, now)
  if (rows.length === 0) return []
  const names = await tx.query<{ user_no: number; club_no: number; user_id: string; owner_id: string }>(
    `select k.user_no, k.club_no, p.user_id, c.owner_id
     from (select distinct * from unnest($1::int8[], $2::int4[]) as k(user_no, club_no)) as k
     join person p on p.user_no = k.user_no join club c on c.club_no = k.club_no`,
    [int8s(rows, (row) => row.user_no), int4s(rows, (row) => row.club_no)],
  )
  const byKey = new Map(names.map((name) => [`${name.user_no}:${name.club_no}`, name]))
  return rows.flatMap((row) => {
    const name = byKey.get(`${row.user_no}:${row.club_no}`)
    return name === undefined ? [] : [messageOf(name.owner_id, name.user_id, row)]
  })
}
