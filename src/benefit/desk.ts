import type { EntitlementView } from '../contract/benefits.ts'
import { windowOf } from '../contract/coupon-rules.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import type { CommandContext, Desk } from '../ports/app.ts'
import type { Gift } from '../ports/benefits.ts'
import { isClaimed, refusalOfClaim, refusalOfStock } from './apply.ts'
import { faceOf, instantOrNull, type BenefitRow } from './rows.ts'
import { offerOf } from './views.ts'
import { MERGED, takeBenefits, type TakeContext } from './take.ts'
import { findBenefits, type Taken, type Want } from './taking/store.ts'

/** A member's wish for a benefit. */
export interface ClaimWish {
  readonly ownerId: string
  readonly userId: string
  readonly benefitId: string
}

/** Claims of one transaction. */
const CLAIMS_MOST = 1_000
/** People are merged by hand, seldom. */
const MERGES_MET_MOST = 5

/**
 * Where claims are decided, all that came meanwhile in one transaction of eight statements, whatever their number.
 * @rule BEN-4 BEN-5
 */
export const claimDesk: Desk<ClaimWish, EntitlementView> = {
  name: 'claims',
  wishesMost: CLAIMS_MOST,
  async decide(context, wishes) {
    for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
      const answers = await decideOnce(context, wishes)
      if (answers !== MERGED) return answers
    }
    throw new Error('people are being merged without end')
  },
}

async function decideOnce(
  context: CommandContext,
  wishes: readonly ClaimWish[],
): Promise<readonly (EntitlementView | Rejection)[] | typeof MERGED> {
  const { tx, now } = context
  const [people, benefits] = [
    await context.members.find([...new Set(wishes.map((wish) => wish.userId))]),
    await findBenefits(
      tx,
      wishes.map((wish) => wish.benefitId),
    ),
  ]
  const wants: Want[] = []
  const places = wishes.map((wish): number | Rejection => {
    const found = benefits.get(wish.benefitId)
    if (found?.owner_id !== wish.ownerId) return reject('unknown_benefit')
    const userNo = people.get(wish.userId)
    if (userNo === undefined) return reject('not_a_member')
    return wants.push({ userNo, benefit: found }) - 1
  })
  const answers =
    wants.length === 0
      ? []
      : await takeBenefits(context, wants, {
          rules: context.rules.ofDay(context.day),
          judge: ({ benefit }, { held, member, seated }, left) =>
            refusalOfClaim(offerOf(benefit), held, member, left, now, seated),
          told: 'benefit.claimed',
        })
  if (answers === MERGED) return MERGED
  return places.map((place) => {
    if (typeof place !== 'number') return place
    const [want, answer] = [wants[place], answers[place]]
    if (want === undefined || answer === undefined) throw new Error('an answer to every want')
    return typeof answer === 'string' ? reject(answer) : viewOfTaken(want.benefit, answer, now)
  })
}

const viewOfTaken = (benefit: BenefitRow, taken: Taken, now: number): EntitlementView => ({
  ...faceOf(benefit),
  entitlementId: taken.entitlementId,
  ownerId: taken.ownerId,
  ownerName: taken.ownerName,
  userId: taken.userId,
  state: 'claimed',
  claimedAt: instantOrNull(now),
  expiresAt: instantOrNull(taken.expiresAt),
  orderId: null,
  off: null,
  code: taken.code,
})

/**
 * Gives benefits whatever the level and the window, once ever each (BEN-4), within stock and budget. Locks fans, then `benefit_total`.
 * @returns the entitlement's id; null: he had it already, nothing is left, it was withdrawn, or the club has no such benefit
 */
export async function giveBenefits(context: TakeContext, gifts: readonly Gift[]): Promise<(string | null)[]> {
  const benefits = await findBenefits(
    context.tx,
    gifts.map((gift) => gift.benefitId),
  )
  const wants: Want[] = []
  const places = gifts.map(({ userNo, clubNo, benefitId }) => {
    const benefit = benefits.get(benefitId)
    return benefit?.club_no === clubNo ? wants.push({ userNo, benefit }) - 1 : null
  })
  if (wants.length === 0) return gifts.map(() => null)
  const { now } = context
  const answers = await takeBenefits(context, wants, {
    rules: null,
    judge({ benefit }, { held }, left) {
      if (held !== null && isClaimed(held)) return 'already_claimed'
      const offered = windowOf({ claimFrom: null, claimUntil: null, withdrawAt: benefit.withdraw_at }, now)
      return offered === 'open' ? refusalOfStock(left) : 'not_open'
    },
    told: 'benefit.issued',
  })
  // whoever gives looked the person up under his lock
  if (answers === MERGED) return gifts.map(() => null)
  return places.map((place) => {
    const answer = place === null ? undefined : answers[place]
    return answer === undefined || typeof answer === 'string' ? null : answer.entitlementId
  })
}
