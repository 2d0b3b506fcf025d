import type { BenefitKind } from '../../contract/benefits.ts'
import type { Mode } from '../../contract/words.ts'
import { assert } from '../../lib/assert.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** An issue of a coupon (BEN-13). Instants UTC ms. */
export interface IssueRow {
  readonly issue_id: string
  readonly benefit_id: string
  readonly from_level: number
  readonly to_level: number
  readonly requested_at: number
  readonly members: number
  readonly issued: number
  readonly passed: number
  readonly finished_at: number | null
}

const ISSUE_COLUMNS = `i.issue_id, b.benefit_id, i.from_level, i.to_level, i.requested_at, i.members, i.issued, i.passed, i.finished_at`

/** A club's benefit as an issue needs it, with the issues under way in the club; held, so that these are counted one after another. */
export interface IssuableRow {
  readonly club_no: number
  readonly benefit_no: number
  readonly kind: BenefitKind
  readonly mode: Mode
  readonly claim_from: number | null
  readonly claim_until: number | null
  readonly withdraw_at: number | null
  readonly withdrawn_at: number | null
  /** GRP-15: only for who sits in a group */
  readonly in_group: boolean
}

/** @returns null: the club has no such benefit */
export async function lockIssuable(tx: Queryable, ownerId: string, benefitId: string): Promise<IssuableRow | null> {
  const rows = await tx.query<IssuableRow>(
    `select b.club_no, b.benefit_no, b.kind, c.mode, b.claim_from, b.claim_until, b.withdraw_at, b.withdrawn_at, b.group_no is not null as in_group
     from club c join benefit b on b.club_no = c.club_no where c.owner_id = $1 and b.benefit_id = $2::uuid for no key update of c`,
    [ownerId, benefitId],
  )
  return rows[0] ?? null
}

/** Issues of a club that are not finished. */
export async function countIssues(tx: Queryable, clubNo: number): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `select count(*)::int4 as count from work_progress where kind = 'issue' and club_no = $1::int4 and finished_at is null`,
    [clubNo],
  )
  return rows[0]?.count ?? 0
}

/** Notes an issue and the work that does it, piece by piece (flow/work-issue.ts). */
export async function insertIssue(
  tx: Queryable,
  benefit: IssuableRow,
  issue: {
    readonly issueId: string
    readonly benefitId: string
    readonly fromLevel: number
    readonly toLevel: number
    readonly now: number
    readonly actor: string
  },
): Promise<IssueRow> {
  const { issueId, benefitId, fromLevel, toLevel, now, actor } = issue
  const rows = await tx.query<Omit<IssueRow, 'benefit_id'>>(
    `insert into coupon_issue as i (issue_id, club_no, benefit_no, mode, from_level, to_level, requested_at, requested_by, members)
     select $1::uuid, $2::int4, $3::int4, $4, $5::int2, $6::int2, $7::timestamptz, $8, greatest(0, coalesce(sum(members), 0))
     from club_level where club_no = $2::int4 and mode = $4 and level between $5::int2 and $6::int2
     returning i.issue_id, i.from_level, i.to_level, i.requested_at, i.members, i.issued, i.passed, i.finished_at`,
    [issueId, benefit.club_no, benefit.benefit_no, benefit.mode, fromLevel, toLevel, toInstant(now), actor],
  )
  await tx.query(
    `insert into work_progress (kind, subject, club_no, payload, total)
     select 'issue', $1, $2::int4, $3::jsonb, greatest(0, coalesce(sum(members), 0)) from club_level where club_no = $2::int4 and mode = $4`,
    [
      issueId,
      benefit.club_no,
      JSON.stringify({ benefitId, mode: benefit.mode, fromLevel, toLevel, at: toInstant(now) }),
      benefit.mode,
    ],
  )
  const row = rows[0]
  assert(row !== undefined, 'a sum is one row')
  return { ...row, benefit_id: benefitId }
}

/** Issues of a benefit, newest first, after a position. */
export const listIssues = (
  on: Queryable,
  ownerId: string,
  benefitId: string,
  page: { readonly after: readonly [at: string, issueId: string] | null; readonly limit: number },
): Promise<IssueRow[]> =>
  on.query<IssueRow>(
    `select ${ISSUE_COLUMNS} from club c join benefit b on b.club_no = c.club_no join coupon_issue i on i.benefit_no = b.benefit_no
     where c.owner_id = $1 and b.benefit_id = $2::uuid and ($3::timestamptz is null or (i.requested_at, i.issue_id) < ($3::timestamptz, $4::uuid))
     order by i.requested_at desc, i.issue_id desc limit $5::int4`,
    [ownerId, benefitId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  )

/** One issue of a benefit, or null. */
export async function findIssue(
  on: Queryable,
  ownerId: string,
  benefitId: string,
  issueId: string,
): Promise<IssueRow | null> {
  const rows = await on.query<IssueRow>(
    `select ${ISSUE_COLUMNS} from coupon_issue i join benefit b on b.benefit_no = i.benefit_no join club c on c.club_no = b.club_no
     where i.issue_id = $3::uuid and b.benefit_id = $2::uuid and c.owner_id = $1`,
    [ownerId, benefitId, issueId],
  )
  return rows[0] ?? null
}
