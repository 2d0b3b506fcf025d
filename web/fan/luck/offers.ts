import type { CampaignView, RedPacketView } from '../data/benefit-views.ts'

/** What floats over a room: a bag or draw to take part in, its result, or a packet to open (BEN-7, BEN-8). */
export type Offer =
  | { readonly kind: 'bag'; readonly id: string; readonly endsAt: number; readonly campaign: CampaignView }
  | { readonly kind: 'packet'; readonly id: string; readonly endsAt: number; readonly packet: RedPacketView }

/** What ends in a draw: it floats over its room and stands in the club panel; the other campaigns have their shelf. */
export const isDrawn = ({ kind }: Pick<CampaignView, 'kind'>): boolean =>
  kind === 'luckyBag' || kind === 'draw' || kind === 'freeOrder'

/**
 * What floats now: the newest packet, so that everybody sees it come; bags that run or wait for their draw, what ends first in front; older
 * packets he can still open; results of those he took part in and has not looked at.
 * @param seen what he has looked at; @param now UTC ms of the decision clock
 */
export function offersOf(
  campaigns: readonly CampaignView[],
  packets: readonly RedPacketView[],
  seen: ReadonlySet<string>,
  now: number,
): Offer[] {
  const bags = campaigns
    .filter((campaign) => isDrawn(campaign) && isOffered(campaign, seen))
    .map((campaign): Offer => ({ kind: 'bag', id: campaign.campaignId, endsAt: Date.parse(campaign.endsAt), campaign }))
    .sort((one, other) => one.endsAt - other.endsAt)
  const [newest, ...older] = packets
    .filter(({ status, mine, expiresAt }) => status === 'open' && mine === null && Date.parse(expiresAt) > now)
    .map((packet): Offer => ({ kind: 'packet', id: packet.packetId, endsAt: Date.parse(packet.expiresAt), packet }))
    .sort((one, other) => other.endsAt - one.endsAt)
  return [
    ...(newest === undefined ? [] : [newest]),
    ...bags.filter((offer) => !isResult(offer)),
    ...older,
    ...bags.filter(isResult),
  ]
}

const isResult = (offer: Offer): boolean => offer.kind === 'bag' && offer.campaign.status === 'drawn'

function isOffered({ campaignId, status, mine }: CampaignView, seen: ReadonlySet<string>): boolean {
  if (status === 'running' || status === 'closed') return true
  return status === 'drawn' && mine?.entered === true && !seen.has(campaignId)
}

/** What the fan won and has not been told yet: the first of them. */
export function wonOf(campaigns: readonly CampaignView[], seen: ReadonlySet<string>): CampaignView | null {
  const won = ({ campaignId, status, mine }: CampaignView): boolean =>
    status === 'drawn' && (mine?.won.length ?? 0) > 0 && !seen.has(campaignId)
  return campaigns.find((campaign) => isDrawn(campaign) && won(campaign)) ?? null
}

const dayMilliseconds = 86_400_000
/** So many days a result stays in the club panel; what the fan won himself longer: he may have been away. */
const listedDays = 7
const wonListedDays = 30

/**
 * Bags, draws and free orders as the club panel lists them: what runs or waits for its draw, what ends first in front; then results, the newest
 * first (BEN-7, BEN-10). @param now UTC ms of the decision clock
 */
export function drawsOf(campaigns: readonly CampaignView[], now: number): CampaignView[] {
  const end = ({ endsAt }: CampaignView): number => Date.parse(endsAt)
  const all = campaigns.filter(isDrawn)
  const isListed = (campaign: CampaignView): boolean => {
    const days = (campaign.mine?.won.length ?? 0) > 0 ? wonListedDays : listedDays
    return campaign.status === 'drawn' && now - end(campaign) < days * dayMilliseconds
  }
  return [
    ...all
      .filter(({ status }) => status === 'running' || status === 'closed')
      .sort((one, other) => end(one) - end(other)),
    ...all.filter(isListed).sort((one, other) => end(other) - end(one)),
  ]
}

/** The drawing that stands for it. */
export const glyphOf = ({ kind }: Pick<CampaignView, 'kind'>): 'coupon' | 'luckyBag' =>
  kind === 'freeOrder' ? 'coupon' : 'luckyBag'

/** How a winner's prize comes to him: an order paid back, a benefit in his wallet, or by the owner. */
export type Way = 'wonOrder' | 'wonGiven' | 'wonSent'

/** What he won, by how it comes to him: a prize whose benefit could not be given is the owner's to make good (BEN-7). Names of prizes. */
export function waysOf({
  kind,
  prizes,
  mine,
}: CampaignView): { readonly way: Way; readonly names: readonly string[] }[] {
  const { won = [], given = [] } = mine ?? {}
  const wayOf = (prize: number): Way =>
    given.includes(prize) ? 'wonGiven' : kind === 'freeOrder' ? 'wonOrder' : 'wonSent'
  const ways = new Map<Way, string[]>()
  for (const prize of won) ways.set(wayOf(prize), [...(ways.get(wayOf(prize)) ?? []), prizes[prize]?.name ?? ''])
  return [...ways].map(([way, names]) => ({ way, names }))
}

/** A condition of a campaign and whether the fan meets it; `done` and `of` where it is counted. */
export interface Condition {
  readonly key: 'join' | 'level' | 'phrase' | 'watch' | 'ticket'
  readonly met: boolean
  /** whole minutes watched, and how many it takes */
  readonly minutes?: { readonly done: number; readonly of: number }
}

/** What it takes to take part, in the order in which a fan does it. Before anything is known of him nothing counts as met. */
export function conditionsOf({ conditions, mine }: Pick<CampaignView, 'conditions' | 'mine'>): Condition[] {
  const met = (key: Condition['key']): boolean => mine !== null && !mine.missing.includes(key)
  const list: Condition[] = []
  if (conditions.membersOnly || conditions.join === true) list.push({ key: 'join', met: met('join') })
  if (conditions.minLevel !== undefined || conditions.tier !== undefined) list.push({ key: 'level', met: met('level') })
  if (conditions.benefitId !== undefined) list.push({ key: 'ticket', met: met('ticket') })
  if (conditions.phrase !== undefined) list.push({ key: 'phrase', met: met('phrase') })
  if (conditions.watchMinutes !== undefined) {
    const of = conditions.watchMinutes
    const done = met('watch') ? of : Math.min(of, Math.floor((mine?.watchedSeconds ?? 0) / 60))
    list.push({ key: 'watch', met: met('watch'), minutes: { done, of } })
  }
  return list
}

/** Whether a draw is so far off that a day tells more than a running clock. @param left milliseconds */
export const isFarOff = (left: number): boolean => left > dayMilliseconds

/** Milliseconds → 04:07, 1:04:07; rounded up, so that 00:00 means over. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`
}
