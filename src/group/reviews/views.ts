import type { BenefitCard, ReviewCallView } from '../../contract/polls.ts'
import { toInstant } from '../../lib/time.ts'
import type { CardReader } from '../../ports/cards.ts'
import type { Queryable } from '../../ports/db.ts'
import { readCalls, readRewards, type ReviewCallRow } from './store.ts'

const viewOf = (
  row: ReviewCallRow,
  benefit: BenefitCard,
  rewardedAt: number | undefined,
  now: number,
): ReviewCallView => ({
  reviewCallId: row.review_call_id,
  productId: row.product_id,
  status: row.closed_at !== null || now >= row.closes_at ? 'closed' : 'open',
  openedAt: toInstant(row.opened_at),
  closesAt: toInstant(row.closes_at),
  closedAt: row.closed_at === null ? null : toInstant(row.closed_at),
  quota: row.quota,
  rewarded: row.rewarded,
  benefit,
  rewardedAt: rewardedAt === undefined ? null : toInstant(rewardedAt),
})

/** Rewarded reviews as a reader sees them, by id: three statements, whatever their number. @param userNo the reader, or null */
export async function viewReviewCalls(
  on: Queryable,
  cards: CardReader,
  ids: readonly string[],
  { userNo, now }: { readonly userNo: number | null; readonly now: number },
): Promise<ReadonlyMap<string, ReviewCallView>> {
  if (ids.length === 0) return new Map()
  const rows = await readCalls(on, ids)
  const benefits = await cards.benefits(
    on,
    rows.map((row) => row.benefit_id),
    userNo,
  )
  const rewards = userNo === null ? [] : await readRewards(on, userNo, ids)
  const rewardedAt = new Map(rewards.map((row) => [row.review_call_id, row.at]))
  return new Map(
    rows.flatMap((row) => {
      const card = benefits.get(row.benefit_id)?.card
      return card === undefined
        ? []
        : [[row.review_call_id, viewOf(row, card, rewardedAt.get(row.review_call_id), now)] as const]
    }),
  )
}
