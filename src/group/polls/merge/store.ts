import type { Queryable } from '../../../ports/db.ts'
import { toInstant } from '../../../lib/time.ts'
import { countsOf } from '../apply.ts'
import { addCounts, lockPolls, readVotes, saveVotes } from '../store.ts'

/**
 * Two users are found to be one (PLT-8): where both voted in a poll, the vote of the one who stays counts and the other's goes; what the other suggested
 * and was rewarded for is his. Where both were rewarded before anybody knew, both records stay. Both people are held by the caller.
 */
export async function mergePolls(tx: Queryable, into: number, from: number, now: number): Promise<void> {
  const voted = await tx.query<{ poll_id: string }>('select poll_id from poll_vote where user_no = $1::int8', [from])
  const pollIds = voted.map((row) => row.poll_id)
  await lockPolls(tx, pollIds)
  const votes = await readVotes(
    tx,
    pollIds.flatMap((pollId) => [into, from].map((userNo) => ({ userNo, pollId }))),
  )
  const kept = new Set(votes.flatMap((row) => (row.user_no === into ? [row.poll_id] : [])))
  const gone = votes.filter((row) => row.user_no === from && kept.has(row.poll_id))
  await saveVotes(
    tx,
    gone.map((row) => ({ userNo: from, pollId: row.poll_id, options: [], level: row.level })),
    now,
  )
  await addCounts(
    tx,
    countsOf(gone.map((row) => ({ pollId: row.poll_id, options: row.options, level: row.level, by: -1 }))),
  )
  await tx.query('update poll_vote set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query('update poll_option set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query(
    `update review_reward w set user_no = $1::int8 where w.user_no = $2::int8 and not exists (
       select from review_reward k where k.user_no = $1::int8 and k.review_call_id = w.review_call_id)`,
    [into, from],
  )
}

/** What erasing a user does to polls (PLT-6): what he suggested says nothing any more; his votes stay counted under his number. */
export async function eraseFromPolls(tx: Queryable, numbers: readonly number[], now: number): Promise<void> {
  await tx.query(
    `update poll_option set text = null, folded = null, picked_at = null, removed_at = coalesce(removed_at, $2::timestamptz)
     where user_no = any($1::int8[]) and text is not null`,
    [[...numbers], toInstant(now)],
  )
}
