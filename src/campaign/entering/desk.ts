import { campaignLimits, type EntryInput, type EntryView } from '../../contract/campaigns.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { CommandContext, Desk } from '../../ports/app.ts'
import { isForAll, missingOf, mostWonOf } from '../apply.ts'
import { holdClubs, holdFans, holdPeople } from '../people/store.ts'
import { findCampaigns, hasBegun, holdCampaigns, isOpenAt, type CampaignRow } from '../store.ts'
import { exchange } from './exchange.ts'
import {
  COMMAND_PART,
  enteredMessages,
  insertEntries,
  loadEntrants,
  type EntrantRow,
  type EntryRow,
  type NewEntry,
} from './store.ts'

/** Where fans who want to take part are decided together: one transaction for all who came meanwhile. */

export interface EntryWish extends EntryInput {
  readonly campaignId: string
}

/** A wish whose campaign and user are known. */
interface Known {
  readonly place: number
  readonly wish: EntryWish
  readonly campaign: CampaignRow
  readonly userNo: number | null
}

/**
 * Decides entries in the order of wishes: `not_found` | `campaign_not_started` | `campaign_closed` | `account_excluded` | `condition_missing`
 * (`missing`) | `session_prize_limit` | `prize_required` | `points_too_low` | `prize_gone` | `already_claimed`. Who takes part already gets the same answer again.
 * @rule BEN-7 BEN-10
 */
export const entryDesk: Desk<EntryWish, EntryView> = {
  name: 'campaign entries',
  wishesMost: 1_000,
  async decide(context, wishes) {
    const { tx, now } = context
    const rules = context.rules.ofDay(context.day)
    const known = await hold(context, wishes)
    const pairs = new Map<string, { userNo: number; campaignNo: number }>()
    for (const { userNo, campaign } of known)
      if (userNo !== null) pairs.set(keyOf(userNo, campaign), { userNo, campaignNo: campaign.campaign_no })
    const entrants = new Map(
      (await loadEntrants(tx, [...pairs.values()], rules)).map((row) => [`${row.userNo}:${row.campaignNo}`, row]),
    )
    const answers: (EntryView | Rejection)[] = wishes.map(() => reject('not_found'))
    const entering: { place: number; entry: NewEntry }[] = []
    const again: { place: number; first: number }[] = []
    const first = new Map<string, number>()
    for (const { place, wish, campaign, userNo } of known) {
      const key = keyOf(userNo ?? -1, campaign)
      const entrant = entrants.get(key) ?? null
      const judged = judge(campaign, entrant, wish, now)
      if (judged !== null) answers[place] = isRejection(judged) ? judged : viewOf(wish, judged)
      else if (entrant !== null && first.has(key)) again.push({ place, first: first.get(key) ?? place })
      else if (entrant !== null) {
        first.set(key, place)
        const { nonce = '', prize = null } = wish
        entering.push({ place, entry: { campaign, entrant, nonce, prize, entitlementId: null, order: null } })
      }
    }
    const allowed = await exchange(context, entering, (place, refusal) => void (answers[place] = refusal))
    const rows = await insertEntries(
      tx,
      allowed.map(({ entry }) => entry),
      { now, part: COMMAND_PART },
    )
    if (allowed.length > 0) crashPoint('campaign.entered')
    // a stranger has no fan row to hold: where another node entered him at this moment, his entry there is his entry
    const met = await loadEntrants(
      tx,
      allowed.flatMap(({ entry }, index) =>
        rows[index] === null ? [{ userNo: entry.entrant.userNo, campaignNo: entry.campaign.campaign_no }] : [],
      ),
      rules,
    )
    allowed.forEach(({ place, entry }, index) => {
      const key = keyOf(entry.entrant.userNo, entry.campaign)
      const row = rows[index] ?? met.find((each) => `${each.userNo}:${each.campaignNo}` === key)?.entry
      const wish = wishes[place]
      if (wish !== undefined && row != null) answers[place] = viewOf(wish, row)
    })
    await context.publish(enteredMessages(allowed.map(({ entry }) => entry)))
    for (const each of again) {
      const [answer, wish] = [answers[each.first], wishes[each.place]]
      if (answer !== undefined && wish !== undefined)
        answers[each.place] = isRejection(answer) ? answer : { ...answer, userId: wish.userId }
    }
    return answers
  },
}

const keyOf = (userNo: number, campaign: CampaignRow): string => `${userNo}:${campaign.campaign_no}`

/** Finds and holds clubs, people, fans and campaigns, in this order, as everyone does. */
async function hold(context: CommandContext, wishes: readonly EntryWish[]): Promise<Known[]> {
  const { tx, members } = context
  const found = new Map(
    (await findCampaigns(tx, [...new Set(wishes.map((wish) => wish.campaignId))])).map((row) => [row.campaign_id, row]),
  )
  if (found.size === 0) return []
  const clubNos = [...new Set([...found.values()].map((row) => row.club_no))]
  await holdClubs(tx, clubNos)
  const strangers = new Set<string>()
  for (const { campaignId, userId } of wishes) {
    const campaign = found.get(campaignId)
    if (campaign !== undefined && isOpenAt(campaign, context.now) && isForAll(campaign.conditions))
      strangers.add(userId)
  }
  if (strangers.size > 0) await members.intern([...strangers])
  const numbers = await holdPeople(tx, [...new Set(wishes.map((wish) => wish.userId))])
  const known = wishes.flatMap((wish, place): Known[] => {
    const campaign = found.get(wish.campaignId)
    return campaign === undefined ? [] : [{ place, wish, campaign, userNo: numbers.get(wish.userId) ?? null }]
  })
  await holdFans(
    tx,
    known.flatMap(({ userNo, campaign }) => (userNo === null ? [] : [{ userNo, clubNo: campaign.club_no }])),
  )
  const held = new Map(
    (await holdCampaigns(tx, [...new Set([...found.values()].map((row) => row.campaign_no))])).map((row) => [
      row.campaign_id,
      row,
    ]),
  )
  return known.map((each) => ({ ...each, campaign: held.get(each.campaign.campaign_id) ?? each.campaign }))
}

/** The entry he has, why he may not take part, or null: he may. */
function judge(
  campaign: CampaignRow,
  entrant: EntrantRow | null,
  wish: EntryWish,
  now: number,
): EntryRow | Rejection | null {
  if (!hasBegun(campaign, now)) return reject('campaign_not_started')
  if (entrant?.entry != null) return entrant.entry
  if (!isOpenAt(campaign, now) || campaign.kind === 'freeOrder') return reject('campaign_closed')
  if (entrant?.excluded === true) return reject('account_excluded')
  const missing = missingOf(campaign.conditions, campaign.least_level, entrant ?? nobody)
  if (missing.length > 0) return reject('condition_missing', undefined, { missing })
  if (entrant !== null && isOverSessionLimit(campaign, entrant)) return reject('session_prize_limit')
  return judgePrize(campaign, wish)
}

const nobody = { level: null, said: false, watchedMs: 0, hasTicket: false }

/** What one user wins in one session stays within the bound on a prize. @rule BEN-7 */
export function isOverSessionLimit(campaign: CampaignRow, entrant: Pick<EntrantRow, 'wonWorth'>): boolean {
  if (campaign.session_no === null) return false
  const most = mostWonOf(
    campaign.prizes.map(({ worth }) => worth),
    campaign.several_per_user,
  )
  return entrant.wonWorth + most > campaignLimits.prizeWorthMost
}

function judgePrize({ kind, prizes }: CampaignRow, { prize }: EntryWish): Rejection | null {
  const chooses = kind === 'wishList' || kind === 'pointsExchange'
  if (!chooses) return prize === undefined ? null : malformedPrize
  if (prize === undefined) return reject('prize_required')
  return prize < prizes.length ? null : malformedPrize
}

const malformedPrize = reject('malformed', undefined, {
  errors: [{ path: 'prize', message: 'Not a prize of this campaign' }],
})

const viewOf = (wish: EntryWish, row: EntryRow): EntryView => ({
  campaignId: wish.campaignId,
  userId: wish.userId,
  entered: true,
  entryHash: row.hash,
  salt: row.salt,
  nonce: row.nonce,
  proofUserId: row.enteredAs,
  prize: row.prize,
  entitlementId: row.entitlementId,
})
