import { crashPoint } from '../../lib/crash-point.ts'
import type { BenefitCommands } from '../../ports/benefits.ts'
import type { Queryable } from '../../ports/db.ts'
import { addRewards, findDue, lockCalls, type PaidReview } from './store.ts'

/**
 * Gives the rewards that reviews earned, once a member and call, within quota, stock and budget; a fixed number of statements, one where no call asks
 * for any of them. Whoever calls it holds the fans. Locks calls, then as `benefits.give`.
 * @rule GRP-8 BEN-5
 */
export async function rewardReviews(
  { tx, now, benefits }: { readonly tx: Queryable; readonly now: number; readonly benefits: BenefitCommands },
  reviews: readonly PaidReview[],
): Promise<void> {
  if (reviews.length === 0) return
  const seen = await findDue(tx, reviews)
  if (seen.length === 0) return
  const calls = await lockCalls(tx, [...new Set(seen.map((reward) => reward.review_call_id))])
  const left = new Map(calls.map((call) => [call.review_call_id, call.quota - call.rewarded]))
  // again, now that the calls are held: one that somebody else's batch gave meanwhile is not given twice
  const due = (await findDue(tx, reviews)).filter((reward) => left.has(reward.review_call_id))
  const within = due.filter((reward) => {
    const places = left.get(reward.review_call_id) ?? 0
    left.set(reward.review_call_id, places - 1)
    return places > 0
  })
  const got = await benefits.give(
    within.map((reward) => ({ userNo: reward.user_no, clubNo: reward.club_no, benefitId: reward.benefit_id })),
  )
  // nothing is left of the benefit, or it was withdrawn: no place of the quota is used up by that
  const rewards = within.flatMap((reward, index) => {
    const entitlementId = got[index]
    return entitlementId == null ? [] : [{ ...reward, entitlementId }]
  })
  await addRewards(tx, rewards, now)
  if (rewards.length > 0) crashPoint('group.rewarded')
}
