import { reject, type Rejection } from '../../contract/rejections.ts'
import { assert } from '../../lib/assert.ts'
import type { CommandContext } from '../../ports/app.ts'
import { holdPrizes, takePrizes } from '../store.ts'
import type { NewEntry } from './store.ts'

interface Entering {
  readonly place: number
  readonly entry: NewEntry
}

/**
 * Exchanges among the entries: each takes a prize and pays for it with spendable points, in order, never more than there are; other entries pass
 * as they are. Refuses `prize_gone` | `points_too_low`. The fans must be held.
 * @returns the entries that may be written, in order
 * @rule BEN-10
 */
export async function exchange(
  context: CommandContext,
  entering: readonly Entering[],
  refuse: (place: number, refusal: Rejection) => void,
): Promise<Entering[]> {
  const wishes = entering.filter(({ entry }) => entry.campaign.kind === 'pointsExchange')
  if (wishes.length === 0) return [...entering]
  const left = await holdPrizes(context.tx, [...new Set(wishes.map(({ entry }) => entry.campaign.campaign_no))])
  const paid = await pay(context, wishes, left, refuse)
  await takePrizes(
    context.tx,
    paid.map(({ entry }) => ({ campaignNo: entry.campaign.campaign_no, prize: entry.prize ?? 0 })),
  )
  const given = await giveTo(context, paid)
  const allowed = new Map([...paid.keys()].map((index) => [paid[index]?.place, given[index] ?? null]))
  return entering.flatMap(({ place, entry }): Entering[] => {
    if (entry.campaign.kind !== 'pointsExchange') return [{ place, entry }]
    return allowed.has(place) ? [{ place, entry: { ...entry, entitlementId: allowed.get(place) ?? null } }] : []
  })
}

const prizeKey = ({ campaign, prize }: NewEntry): string => `${campaign.campaign_no}:${prize ?? 0}`

/** Who gets a prize: decided in the order of wishes from what is left and what each has, then paid for at once. */
async function pay(
  { points }: CommandContext,
  wishes: readonly Entering[],
  left: Map<string, number>,
  refuse: (place: number, refusal: Rejection) => void,
): Promise<Entering[]> {
  const members = wishes.map(({ entry }) => spendingOf(entry))
  const balances = await points.balances(members)
  const purses = new Map(members.map((member, index) => [purseKey(member), balances[index] ?? 0]))
  const paid = wishes.filter(({ place, entry }) => {
    const wish = spendingOf(entry)
    const [free, purse] = [left.get(prizeKey(entry)) ?? 0, purses.get(purseKey(wish)) ?? 0]
    if (free === 0) refuse(place, reject('prize_gone'))
    else if (purse < wish.points) refuse(place, reject('points_too_low'))
    else {
      left.set(prizeKey(entry), free - 1)
      purses.set(purseKey(wish), purse - wish.points)
      return true
    }
    return false
  })
  const spent = await points.spend(paid.map(({ entry }) => spendingOf(entry)))
  assert(spent.every(Boolean), 'what a held member has is what he can spend')
  return paid
}

const purseKey = ({ userNo, clubNo }: { readonly userNo: number; readonly clubNo: number }): string =>
  `${userNo}:${clubNo}`

const spendingOf = ({ campaign, entrant, prize }: NewEntry) => ({
  userNo: entrant.userNo,
  clubNo: campaign.club_no,
  points: campaign.prizes[prize ?? 0]?.points ?? 0,
  campaignId: campaign.campaign_id,
  reason: campaign.prizes[prize ?? 0]?.name ?? null,
})

/** The benefits of exchanged prizes; null: the prize has none, or the owner delivers it himself. */
async function giveTo(context: CommandContext, paid: readonly Entering[]): Promise<(string | null)[]> {
  const given = paid.map((): string | null => null)
  const gifts = paid.flatMap(({ entry }, index) => {
    const benefitId = entry.campaign.prizes[entry.prize ?? 0]?.benefitId ?? null
    return benefitId === null
      ? []
      : [{ index, userNo: entry.entrant.userNo, clubNo: entry.campaign.club_no, benefitId }]
  })
  if (gifts.length === 0) return given
  const answers = await context.benefits.give(gifts)
  gifts.forEach(({ index }, place) => (given[index] = answers[place] ?? null))
  return given
}
