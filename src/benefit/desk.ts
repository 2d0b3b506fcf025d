import type { EntitlementView } from '../contract/benefits.ts'
import { standingOf } from '../contract/coupon-rules.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import type { CommandContext, Desk } from '../ports/app.ts'
import type { Consent, Gift } from '../ports/benefits.ts'
import { refusalOfClaim, refusalOfGift } from './apply.ts'
import { faceOf, instantOrNull, type BenefitRow } from './rows.ts'
import { offerOf } from './views.ts'
import { MERGED, takeBenefits, type TakeContext } from './take.ts'
import { findBenefits, findHeld, holdSeated, keyOf, type HeldRow, type Taken, type Want } from './taking/store.ts'

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
  await holdSeated(tx, wants)
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
  const held = await findHeld(
    tx,
    wants.filter((_, index) => answers[index] === 'already_claimed'),
  )
  return places.map((place) => {
    if (typeof place !== 'number') return place
    const [want, answer] = [wants[place], answers[place]]
    if (want === undefined || answer === undefined) throw new Error('an answer to every want')
    if (typeof answer !== 'string') return viewOfTaken(want.benefit, answer, now)
    return reject(answer, undefined, toldOfHeld(held.get(keyOf(want.userNo, want.benefit.benefit_no)), now))
  })
}

/** Who never saw the answer to his claim learns from the refusal of the next what he has, and goes on with it. */
const toldOfHeld = (row: HeldRow | undefined, now: number) =>
  row === undefined
    ? {}
    : {
        entitlementId: row.entitlement_id,
        state: standingOf({ state: row.state, expiresAt: row.expires_at, reservedAt: row.reserved_at }, now),
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
 * Gives benefits whatever the level and the window, once ever each (BEN-4), within stock and budget, and nothing that has run out
 * (BEN-5). Locks fans, then `benefit_total`.
 * @returns the entitlement's id; null: see `BenefitCommands.give`
 */
export async function giveBenefits(
  context: TakeContext,
  gifts: readonly Gift[],
  consent: Consent = (_, refusal) => refusal === null,
): Promise<(string | null)[]> {
  const benefits = await findBenefits(
    context.tx,
    gifts.map((gift) => gift.benefitId),
  )
  const wants: Want[] = []
  const placeOf = new Map<Want, number>()
  const places = gifts.map(({ userNo, clubNo, benefitId }, place) => {
    const benefit = benefits.get(benefitId)
    if (benefit?.club_no !== clubNo) return null
    const want = { userNo, benefit }
    placeOf.set(want, place)
    return wants.push(want) - 1
  })
  if (wants.length === 0) return gifts.map(() => null)
  const { now } = context
  const answers = await takeBenefits(context, wants, {
    rules: null,
    judge(want, { held }, left) {
      const { withdraw_at: withdrawAt, terms } = want.benefit
      const refusal = refusalOfGift({ withdrawAt, coupon: terms.coupon }, held, left, now)
      return consent(placeOf.get(want) ?? -1, refusal) ? refusal : (refusal ?? 'not_open')
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
