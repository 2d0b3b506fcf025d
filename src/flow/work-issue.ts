import { giveBenefits } from '../benefit/desk.ts'
import { createMoney } from '../money/book.ts'
import type { Mode } from '../contract/words.ts'
import { fromInstant, toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { publish } from './save.ts'
import { holdClubs, holdFans, type Piece, type WorkRow } from './work-piece.ts'

interface Position {
  readonly joinedAt: string
  readonly userNo: number
}

/** What was asked for, as the work's row keeps it (src/coupon/issue/store.ts `insertIssue`). */
interface Wish {
  readonly benefitId: string
  readonly mode: Mode
  readonly fromLevel: number
  readonly toLevel: number
  /** UTC ms: who joined later is not meant */
  readonly at: number
}

const wishOf = ({ payload }: WorkRow): Wish => ({
  benefitId: String(payload['benefitId']),
  mode: payload['mode'] === 'live' ? 'live' : 'shopping',
  fromLevel: Number(payload['fromLevel']),
  toLevel: Number(payload['toLevel']),
  at: fromInstant(String(payload['at'])),
})

/**
 * Gives the coupon to the next members of some levels, who joined first comes first: the order of an index in which nobody moves, so that
 * none is left out and none met twice. Level, once ever, stock, budget and withdrawal are judged under each member's lock; a window that ends
 * meanwhile ends the giving.
 * @param now decision time, UTC ms
 * @rule BEN-13 BEN-4 BEN-5
 */
export async function issuePiece(tx: Queryable, work: WorkRow, members: number, now: number): Promise<Piece> {
  const wish = wishOf(work)
  const clubNo = work.club_no ?? 0
  const position = work.position as Position | null
  const rows = await nextMembers(tx, clubNo, wish, position, members)
  const last = rows.at(-1)
  if (last === undefined) {
    await finishIssue(tx, work.subject, now)
    return { looked: 0, position: work.position }
  }
  const { thresholds } = work.rules.modes[wish.mode]
  const users = await holdStanding(
    tx,
    clubNo,
    wish,
    thresholds,
    rows.map((row) => row.user_no),
  )
  const given = (await isOpen(tx, wish.benefitId, now)) ? await give(tx, clubNo, wish.benefitId, users, now) : 0
  await tx.query(
    'update coupon_issue set issued = issued + $2::int4, passed = passed + $3::int4 where issue_id = $1::uuid',
    [work.subject, given, users.length - given],
  )
  return {
    looked: rows.length,
    position: { joinedAt: toInstant(last.joined_at), userNo: last.user_no },
    told: given > 0,
  }
}

interface MemberRow {
  readonly user_no: number
  readonly joined_at: number
}

/** Members after a position, in the index's order read backwards; spelled as two ranges, so that many who joined at one instant cost no more. */
function nextMembers(
  tx: Queryable,
  clubNo: number,
  { mode, at }: Wish,
  position: Position | null,
  members: number,
): Promise<MemberRow[]> {
  const [sinceEver, nobody] = ['-infinity', 0]
  return tx.query<MemberRow>(
    `select user_no, joined_at from (
       (select user_no, joined_at from membership where club_no = $1::int4 and mode = $2 and joined_at = $3::timestamptz and user_no < $4::int8
        order by user_no desc limit $6::int4)
       union all
       (select user_no, joined_at from membership where club_no = $1::int4 and mode = $2 and joined_at > $3::timestamptz and joined_at <= $5::timestamptz
        order by joined_at, user_no desc limit $6::int4)
     ) as next order by joined_at, user_no desc limit $6::int4`,
    [clubNo, mode, position?.joinedAt ?? sinceEver, position?.userNo ?? nobody, toInstant(at), members],
  )
}

/** Those of them who stand on the levels, locked; read in a statement that begins after the locks were taken. */
async function holdStanding(
  tx: Queryable,
  clubNo: number,
  { mode, fromLevel, toLevel }: Wish,
  thresholds: readonly number[],
  userNos: readonly number[],
): Promise<number[]> {
  const standing = (users: readonly number[]) =>
    tx.query<{ user_no: number }>(
      `select m.user_no from unnest($1::int8[]) with ordinality as t(user_no, nth)
       join membership m on m.user_no = t.user_no and m.club_no = $2::int4 and m.mode = $3
       where width_bucket(m.intimacy, $4::int8[]) between $5::int4 and $6::int4 order by t.nth`,
      [users, clubNo, mode, thresholds, fromLevel, toLevel],
    )
  const seen = (await standing(userNos)).map((row) => row.user_no)
  if (seen.length === 0) return []
  await holdClubs(tx, [clubNo])
  await holdFans(
    tx,
    seen,
    seen.map(() => clubNo),
  )
  return (await standing(seen)).map((row) => row.user_no)
}

/** The window of claiming, withdrawal included: it ends the giving too (BEN-5, BEN-11). */
async function isOpen(tx: Queryable, benefitId: string, now: number): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from benefit where benefit_id = $1::uuid and withdrawn_at is null and coalesce(withdraw_at > $2::timestamptz, true)
       and coalesce(claim_until > $2::timestamptz, true)`,
    [benefitId, toInstant(now)],
  )
  return rows.length > 0
}

/** @returns how many got it */
async function give(
  tx: Queryable,
  clubNo: number,
  benefitId: string,
  users: readonly number[],
  now: number,
): Promise<number> {
  const given = await giveBenefits(
    { tx, now, money: createMoney(tx, now), publish: (messages) => publish(tx, messages) },
    users.map((userNo) => ({ userNo, clubNo, benefitId })),
  )
  return given.filter((entitlementId) => entitlementId !== null).length
}

/** Nobody is left: those who were met are all there were. */
async function finishIssue(tx: Queryable, issueId: string, now: number): Promise<void> {
  await tx.query(
    'update coupon_issue set finished_at = $2::timestamptz, members = issued + passed where issue_id = $1::uuid',
    [issueId, toInstant(now)],
  )
}
