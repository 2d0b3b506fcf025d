import type { Mode } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

export interface ReviewRow {
  readonly review_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly owner_name: string
  readonly mode: Mode
  readonly name: string
  readonly current_name: string
  readonly status: 'waiting' | 'approved' | 'refused'
  readonly submitted_at: number
  readonly decided_at: number | null
  readonly decided_by: string | null
  readonly reason: string | null
}

const reviewSelect = `select r.review_id, r.club_no, c.owner_id, c.name as owner_name, r.mode, r.name, r.current_name, r.status,
  r.submitted_at, r.decided_at, r.decided_by, r.reason from review r join club c using (club_no)`

/** The club whose badge name is to change, locked. */
export async function lockBadge(
  tx: Queryable,
  ownerId: string,
): Promise<{
  club_no: number
  name: string
  mode: Mode
  badge_live: string | null
  badge_shopping: string | null
} | null> {
  const rows = await tx.query<{
    club_no: number
    name: string
    mode: Mode
    badge_live: string | null
    badge_shopping: string | null
  }>('select club_no, name, mode, badge_live, badge_shopping from club where owner_id = $1 for no key update', [
    ownerId,
  ])
  return rows[0] ?? null
}

/** When names of this club were approved, and whether one waits. */
export async function reviewState(tx: Queryable, clubNo: number): Promise<{ approvedAt: number[]; waiting: boolean }> {
  const rows = await tx.query<{ status: string; decided_at: number | null }>(
    `select status, decided_at from review where club_no = $1::int4 and status <> 'refused' order by submitted_at desc limit 100`,
    [clubNo],
  )
  return {
    approvedAt: rows.flatMap((row) => (row.status === 'approved' && row.decided_at !== null ? [row.decided_at] : [])),
    waiting: rows.some((row) => row.status === 'waiting'),
  }
}

/** Other owners who bear this name, as far as it could be folded to the same (BADGE-3: impersonation). */
export async function ownersNamed(tx: Queryable, clubNo: number, name: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    'select name from club where club_no <> $1::int4 and lower(name) = lower($2) limit 10',
    [clubNo, name],
  )
  return rows.map((row) => row.name)
}

/** Puts a name into the reviewer's queue. */
export async function insertReview(
  tx: Queryable,
  review: { id: string; clubNo: number; mode: Mode; name: string; currentName: string; by: string; at: number },
): Promise<void> {
  await tx.query(
    `insert into review (review_id, club_no, kind, mode, name, current_name, status, submitted_at, submitted_by)
     values ($1::uuid, $2::int4, 'badgeName', $3, $4, $5, 'waiting', $6::timestamptz, $7)`,
    [review.id, review.clubNo, review.mode, review.name, review.currentName, toInstant(review.at), review.by],
  )
}

/** One review, locked with its club. */
export async function lockReview(tx: Queryable, reviewId: string): Promise<ReviewRow | null> {
  // club before review, as everywhere else
  await tx.query(
    'select 1 from club where club_no = (select club_no from review where review_id = $1::uuid) for no key update',
    [reviewId],
  )
  const rows = await tx.query<ReviewRow>(`${reviewSelect} where r.review_id = $1::uuid for update of r`, [reviewId])
  return rows[0] ?? null
}

/** Records a decision; an approved name shows from now on (BADGE-3). */
export async function decideReview(
  tx: Queryable,
  review: ReviewRow,
  decision: { approve: boolean; reason: string | null; by: string; at: number },
): Promise<void> {
  await tx.query(
    `update review set status = $2, decided_at = $3::timestamptz, decided_by = $4, reason = $5 where review_id = $1::uuid`,
    [review.review_id, decision.approve ? 'approved' : 'refused', toInstant(decision.at), decision.by, decision.reason],
  )
  if (!decision.approve) return
  await tx.query(
    `update club set badge_live = case when $2 = 'live' then $3 else badge_live end,
       badge_shopping = case when $2 = 'shopping' then $3 else badge_shopping end where club_no = $1::int4`,
    [review.club_no, review.mode, review.name],
  )
}

/** Reviews by status or club, waiting ones oldest first, decided ones newest first. */
export function listReviews(
  on: Queryable,
  filter: { status: string | null; ownerId: string | null; key: readonly (string | number)[] | null; limit: number },
): Promise<ReviewRow[]> {
  const older = filter.status === 'waiting' ? '>' : '<'
  const direction = filter.status === 'waiting' ? 'asc' : 'desc'
  return on.query<ReviewRow>(
    `${reviewSelect} where ($1::text is null or r.status = $1) and ($2::text is null or c.owner_id = $2)
       and ($3::timestamptz is null or (r.submitted_at, r.review_id) ${older} ($3::timestamptz, $4::uuid))
     order by r.submitted_at ${direction}, r.review_id ${direction} limit $5::int4`,
    [filter.status, filter.ownerId, filter.key?.[0] ?? null, filter.key?.[1] ?? null, filter.limit],
  )
}
