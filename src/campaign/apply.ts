import {
  campaignConditions,
  campaignLimits,
  drawnKinds,
  forbiddenConditions,
  type CampaignConditions,
  type CampaignKind,
} from '../contract/campaigns.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { DAY, HOUR, MINUTE } from '../lib/time.ts'
import words from '../../rulesets/phrases.json' with { type: 'json' }

/** What a campaign may be, and who may take part. Instants UTC ms, money minor units. @rule BEN-7 BEN-10 */

/** A phrase as it is compared: width, spaces and what prints nothing aside. */
export const foldPhrase = (text: string): string => text.normalize('NFKC').replaceAll(/[\p{Z}\p{Cf}\p{Cc}]/gu, '')

/** For judging words: case and marks aside too. */
const foldWords = (text: string): string =>
  foldPhrase(text)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]/gu, '')

const meaningless: ReadonlySet<string> = new Set(words.meaningless.map(foldWords))
const forbiddenWording: readonly string[] = words.forbiddenWording.map(foldWords)

/** A phrase that says nothing: on the list, one sign over and over, or no letter and no figure at all. */
export function isMeaningless(phrase: string): boolean {
  const folded = foldWords(phrase)
  return meaningless.has(folded) || new Set(folded).size <= 1
}

/** «百分百中奖» and its like promise what a draw must not. */
export const promisesWinning = (text: string): boolean => {
  const folded = foldWords(text)
  return forbiddenWording.some((word) => folded.includes(word))
}

/** A campaign as it would run. */
export interface CampaignPlan {
  readonly kind: CampaignKind
  readonly name: string
  readonly startsAt: number
  readonly endsAt: number
  readonly conditions: CampaignConditions
  readonly prizes: readonly {
    readonly name: string
    readonly quota: number
    readonly worth: { readonly value: number; readonly currency: string }
    readonly benefitId?: string | undefined
    readonly points?: number | undefined
  }[]
  readonly severalPerUser: boolean
  readonly orderMinimum: { readonly value: number; readonly currency: string } | null
}

const refuseInput = (path: string, message: string): Rejection =>
  reject('malformed', undefined, { errors: [{ path, message }] })

/** Reads the conditions: `condition_forbidden` for those that BEN-7 refuses by name, else `malformed` with paths. */
export function readConditions(input: Readonly<Record<string, unknown>> | undefined): CampaignConditions | Rejection {
  const asked = input ?? {}
  const forbidden = forbiddenConditions.find((name) => name in asked)
  if (forbidden !== undefined) return reject('condition_forbidden', undefined, { condition: forbidden })
  const parsed = campaignConditions.safeParse(asked)
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.map(({ path, message }) => ({ path: ['conditions', ...path].join('.'), message }))
  return reject('malformed', undefined, { errors })
}

/**
 * Whether a campaign may be, in this order: `malformed` (what does not fit its kind) | `amount_invalid` | `campaign_window_invalid` |
 * `draw_too_late` | `watch_task_too_long` | `phrase_meaningless` | `wording_forbidden` | `prize_too_valuable`.
 * @rule BEN-7
 */
export function judgePlan(plan: CampaignPlan, currency: string): Rejection | null {
  return judgeFit(plan) ?? judgeMoney(plan, currency) ?? judgeWindow(plan) ?? judgeWords(plan) ?? judgeWorth(plan)
}

/** What a kind needs, and what means nothing for it. */
function judgeFit({ kind, conditions, prizes, orderMinimum }: CampaignPlan): Rejection | null {
  const isBag = kind === 'luckyBag'
  if (!isBag && conditions.phrase !== undefined) return refuseInput('conditions.phrase', 'Only a lucky bag has a room')
  if (!isBag && conditions.watchMinutes !== undefined)
    return refuseInput('conditions.watchMinutes', 'Only a lucky bag has a room')
  if (kind !== 'freeOrder' && orderMinimum !== null) return refuseInput('orders', 'Only for free orders')
  const priced = kind === 'pointsExchange'
  const winners = prizes.reduce((sum, { quota }) => sum + quota, 0)
  if (drawnKinds.has(kind) && winners > campaignLimits.winnersMost)
    return refuseInput('prizes', `At most ${campaignLimits.winnersMost} winners in all`)
  const odd = prizes.findIndex(({ points }) => (points !== undefined) !== priced)
  if (odd >= 0) return refuseInput(`prizes.${odd}.points`, priced ? 'What it costs' : 'Only an exchange costs points')
  return null
}

function judgeMoney({ prizes, orderMinimum }: CampaignPlan, currency: string): Rejection | null {
  const moneys = [...prizes.map(({ worth }) => worth), ...(orderMinimum === null ? [] : [orderMinimum])]
  // what all prizes are worth is told as one sum
  const worth = prizes.reduce((sum, prize) => sum + prize.quota * prize.worth.value, 0)
  return moneys.every((money) => money.currency === currency) && Number.isSafeInteger(worth)
    ? null
    : reject('amount_invalid')
}

function judgeWindow({ kind, startsAt, endsAt, conditions }: CampaignPlan): Rejection | null {
  const long = endsAt - startsAt
  if (long <= 0) return reject('campaign_window_invalid')
  if (kind === 'luckyBag' && long > campaignLimits.luckyBagHours * HOUR) return reject('draw_too_late')
  if (long > campaignLimits.daysMost * DAY) return reject('campaign_window_invalid')
  return (conditions.watchMinutes ?? 0) * MINUTE > long ? reject('watch_task_too_long') : null
}

function judgeWords({ name, prizes, conditions }: CampaignPlan): Rejection | null {
  if (conditions.phrase !== undefined && isMeaningless(conditions.phrase)) return reject('phrase_meaningless')
  const told = [name, conditions.phrase ?? '', ...prizes.map((prize) => prize.name)]
  return told.some(promisesWinning) ? reject('wording_forbidden') : null
}

/** One prize, and what one user could win of one campaign. */
function judgeWorth({ kind, prizes, severalPerUser }: CampaignPlan): Rejection | null {
  if (!drawnKinds.has(kind)) return null
  return mostWonOf(
    prizes.map(({ worth }) => worth.value),
    severalPerUser,
  ) > campaignLimits.prizeWorthMost
    ? reject('prize_too_valuable')
    : null
}

/** What one user can win of one campaign at most: its best prize, or one of each. */
export const mostWonOf = (worths: readonly number[], severalPerUser: boolean): number =>
  severalPerUser ? worths.reduce((sum, worth) => sum + worth, 0) : Math.max(0, ...worths)

/** What is known of a user who would take part. */
export interface EntrantFacts {
  /** of the running mode; null: no member */
  readonly level: number | null
  readonly said: boolean
  readonly watchedMs: number
  readonly hasTicket: boolean
}

export type Missing = 'join' | 'level' | 'phrase' | 'watch' | 'ticket'

/** What a user still lacks, in the order in which he would do it; empty: he may take part. @rule BEN-7 */
export function missingOf(conditions: CampaignConditions, leastLevel: number, facts: EntrantFacts): Missing[] {
  const missing: Missing[] = []
  if (!isForAll(conditions) && facts.level === null) missing.push('join')
  if (leastLevel > 1 && (facts.level ?? 0) < leastLevel) missing.push('level')
  if (conditions.phrase !== undefined && !facts.said) missing.push('phrase')
  if (facts.watchedMs < (conditions.watchMinutes ?? 0) * MINUTE) missing.push('watch')
  if (conditions.benefitId !== undefined && !facts.hasTicket) missing.push('ticket')
  return missing
}

/** The least level that takes part: of a level, and of a tier its first. */
export function leastLevelOf({ minLevel, tier }: CampaignConditions, rules: RuleSet): number {
  const ofTier = rules.tiers.find(({ name }) => name === tier)?.fromLevel ?? 1
  return Math.max(minLevel ?? 1, ofTier)
}

/** Whether strangers may take part: then an id never heard of is made known by entering. */
export const isForAll = (conditions: CampaignConditions): boolean =>
  !conditions.membersOnly &&
  conditions.join === undefined &&
  conditions.minLevel === undefined &&
  conditions.tier === undefined
