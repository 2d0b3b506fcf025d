import { reject, type Rejection } from '../../contract/rejections.ts'
import { assert } from '../../lib/assert.ts'
import type { CommandContext } from '../../ports/app.ts'
import type { GiftRefusal } from '../../ports/benefits.ts'
import { holdPrizes, insertTakers, takePrizes, type HeldPrize } from '../store.ts'
import type { NewEntry } from './store.ts'

interface Entering {
  readonly place: number
  readonly entry: NewEntry
}

type Refuse = (place: number, refusal: Rejection) => void

/** A wish whose prize is there, and his. */
interface Got {
  readonly wish: Entering
  readonly entitlementId: string | null
}

/**
 * Exchanges among the entries: each takes a prize with its benefit and pays for it with spendable points, in order, never more than there are; who
 * cannot have the benefit pays nothing. Other entries pass as they are. Refuses `prize_gone` | `points_too_low` | `already_claimed`. The fans must be
 * held.
 * @returns the entries that may be written, in order
 * @rule BEN-10 BEN-5
 */
export async function exchange(
  context: CommandContext,
  entering: readonly Entering[],
  refuse: Refuse,
): Promise<Entering[]> {
  const wishes = entering.filter(({ entry }) => entry.campaign.kind === 'pointsExchange')
  if (wishes.length === 0) return [...entering]
  const shelf = await holdPrizes(context.tx, [...new Set(wishes.map(({ entry }) => entry.campaign.campaign_no))])
  const got = await give(context, wishes, shelf, refuse)
  await pay(context, got, shelf)
  const gotten = new Map(got.map(({ wish, entitlementId }) => [wish.place, entitlementId]))
  return entering.flatMap(({ place, entry }): Entering[] => {
    if (entry.campaign.kind !== 'pointsExchange') return [{ place, entry }]
    return gotten.has(place) ? [{ place, entry: { ...entry, entitlementId: gotten.get(place) ?? null } }] : []
  })
}

/**
 * Who gets a prize: decided in the order of wishes from what is left, what each has and whether its benefit can be his, and its benefit given; a
 * prize without one is delivered by the owner himself.
 */
async function give(
  context: CommandContext,
  wishes: readonly Entering[],
  shelf: readonly HeldPrize[],
  refuse: Refuse,
): Promise<Got[]> {
  const judge = await judgeOf(context, wishes, shelf)
  const judged = new Map<Entering, ExchangeCode | null>()
  const decide = (wish: Entering, ofBenefit: GiftRefusal | null): boolean => {
    const code = judge(wish.entry, ofBenefit)
    judged.set(wish, code)
    return code === null
  }
  let next = 0
  const decideUpTo = (end: number): void => {
    for (const wish of wishes.slice(next, end)) if (benefitOf(wish) === null) decide(wish, null)
    next = Math.max(next, end)
  }
  const gifts = wishes.flatMap((wish, index) => {
    const benefitId = benefitOf(wish)
    const { userNo, clubNo } = spendingOf(wish.entry)
    return benefitId === null ? [] : [{ wish, index, userNo, clubNo, benefitId }]
  })
  const given =
    gifts.length === 0
      ? []
      : await context.benefits.give(gifts, (place, refusal) => {
          const gift = gifts[place]
          assert(gift !== undefined, 'asked about a gift that was wished for')
          decideUpTo(gift.index)
          return decide(gift.wish, refusal)
        })
  decideUpTo(wishes.length)
  const ids = new Map(gifts.map(({ wish }, place) => [wish, given[place] ?? null]))
  return wishes.flatMap((wish): Got[] => {
    const entitlementId = ids.get(wish) ?? null
    const code = judged.get(wish)
    if (code === null && (benefitOf(wish) === null || entitlementId !== null)) return [{ wish, entitlementId }]
    // no code: a benefit that nobody was asked about, or a red packet that the owner's budget turned out not to suffice for
    refuse(wish.place, reject(code ?? 'prize_gone'))
    return []
  })
}

type ExchangeCode = 'prize_gone' | 'points_too_low' | 'already_claimed'

/**
 * Judges wishes one after another; what one gets is not there for the next. Where a budget was empty after all it is not put back: for that prize it
 * is empty for the next one too.
 */
async function judgeOf(
  { points }: CommandContext,
  wishes: readonly Entering[],
  shelf: readonly HeldPrize[],
): Promise<(entry: NewEntry, ofBenefit: GiftRefusal | null) => ExchangeCode | null> {
  const members = wishes.map(({ entry }) => spendingOf(entry))
  const balances = await points.balances(members)
  const purses = new Map(members.map((member, index) => [purseKey(member), balances[index] ?? 0]))
  const left = new Map(shelf.map((prize) => [`${prize.campaign_no}:${prize.prize}`, prize.left]))
  return (entry, ofBenefit) => {
    const spending = spendingOf(entry)
    const [free, purse] = [left.get(prizeKey(entry)) ?? 0, purses.get(purseKey(spending)) ?? 0]
    if (free === 0) return 'prize_gone'
    if (purse < spending.points) return 'points_too_low'
    if (ofBenefit !== null) return wordOf(ofBenefit)
    left.set(prizeKey(entry), free - 1)
    purses.set(purseKey(spending), purse - spending.points)
    return null
  }
}

/** What a fan is told whose prize's benefit cannot be given: he has it, or there is none of it. */
const wordOf = (refusal: GiftRefusal): ExchangeCode => (refusal === 'already_claimed' ? refusal : 'prize_gone')

/** What was given is paid for and taken off the shelf, and the owner sees who took it. */
async function pay(
  { tx, now, points }: CommandContext,
  got: readonly Got[],
  shelf: readonly HeldPrize[],
): Promise<void> {
  const spent = await points.spend(got.map(({ wish }) => spendingOf(wish.entry)))
  assert(spent.every(Boolean), 'what a held member has is what he can spend')
  const numbers = new Map<number, number>()
  for (const prize of shelf) numbers.set(prize.campaign_no, (numbers.get(prize.campaign_no) ?? 0) + prize.taken)
  const takers = got.map(({ wish: { entry }, entitlementId }) => {
    const { campaign, entrant, prize } = entry
    const number = numbers.get(campaign.campaign_no) ?? 0
    numbers.set(campaign.campaign_no, number + 1)
    return {
      userNo: entrant.userNo,
      campaignNo: campaign.campaign_no,
      prize: prize ?? 0,
      number,
      worth: campaign.prizes[prize ?? 0]?.worth ?? 0,
      entitlementId,
    }
  })
  await takePrizes(tx, takers)
  await insertTakers(tx, takers, now)
}

const prizeKey = ({ campaign, prize }: NewEntry): string => `${campaign.campaign_no}:${prize ?? 0}`

const purseKey = ({ userNo, clubNo }: { readonly userNo: number; readonly clubNo: number }): string =>
  `${userNo}:${clubNo}`

const benefitOf = ({ entry }: Entering): string | null => entry.campaign.prizes[entry.prize ?? 0]?.benefitId ?? null

const spendingOf = ({ campaign, entrant, prize }: NewEntry) => ({
  userNo: entrant.userNo,
  clubNo: campaign.club_no,
  points: campaign.prizes[prize ?? 0]?.points ?? 0,
  campaignId: campaign.campaign_id,
  reason: campaign.prizes[prize ?? 0]?.name ?? null,
})
