import type { CampaignKind } from '../../../../src/contract/campaigns.ts'
import type { Tier } from '../../../../src/contract/words.ts'
import type { CampaignWish } from '../../data/benefits.ts'
import { parseMoney } from '../../../shared/money-text.ts'

/** A prize as it stands in the form. */
export interface PrizeDraft {
  readonly name: string
  readonly quota: number | null
  readonly worth: string
  /** a benefit given to each winner, or empty */
  readonly benefitId?: string
  readonly points?: number | null
}

/** What the form of a campaign holds. */
export interface CampaignDraft {
  readonly name: string
  /** who may take part: members, from a level, from a tier, or all with joining as the task */
  readonly who: 'members' | 'level' | 'tier' | 'join'
  readonly level: number
  readonly tier: Tier
  readonly phrase: string
  readonly watchMinutes: number | null
  /** a lucky bag's ticket, or empty */
  readonly ticket: string
  /** a lucky bag runs for minutes from now */
  readonly minutes: number
  /** RFC 3339 or empty (at once) */
  readonly startsAt: string
  readonly endsAt: string
  readonly orderMinimum: string
  readonly severalPerUser: boolean
  readonly prizes: readonly PrizeDraft[]
}

/** What a kind's form asks for: nothing else is shown, nothing else is sent (BEN-7, BEN-10). */
export interface CampaignShape {
  readonly room: boolean
  readonly join: boolean
  readonly tasks: boolean
  readonly orders: boolean
  readonly points: boolean
  /** there are winners, of whom each may get several prizes */
  readonly drawn: boolean
  /** what a prize is worth matters */
  readonly worth: boolean
}

export const campaignShapes: Readonly<Record<CampaignKind, CampaignShape>> = {
  luckyBag: { room: true, join: true, tasks: true, orders: false, points: false, drawn: true, worth: true },
  draw: { room: false, join: true, tasks: false, orders: false, points: false, drawn: true, worth: true },
  freeOrder: { room: false, join: false, tasks: false, orders: true, points: false, drawn: true, worth: true },
  wishList: { room: false, join: false, tasks: false, orders: false, points: false, drawn: false, worth: false },
  pointsExchange: { room: false, join: false, tasks: false, orders: false, points: true, drawn: false, worth: true },
}

export const emptyPrize: PrizeDraft = { name: '', quota: 1, worth: '' }

/** Fields as they stand when a kind was chosen. */
export function emptyCampaign(): CampaignDraft {
  return {
    name: '',
    who: 'members',
    level: 6,
    tier: '铁粉',
    phrase: '',
    watchMinutes: null,
    ticket: '',
    minutes: 10,
    startsAt: '',
    endsAt: '',
    orderMinimum: '',
    severalPerUser: false,
    prizes: [emptyPrize],
  }
}

/** What is sent to start it; `now` (UTC milliseconds, by the decision clock) is where a lucky bag's minutes begin. */
export function toCampaign(kind: CampaignKind, draft: CampaignDraft, currency: string, now: number): CampaignWish {
  const shape = campaignShapes[kind]
  const minimum = parseMoney(draft.orderMinimum, currency)
  return {
    kind,
    name: draft.name.trim(),
    ...(shape.room || draft.startsAt === '' ? {} : { startsAt: draft.startsAt }),
    endsAt: shape.room ? new Date(now + draft.minutes * 60_000).toISOString() : draft.endsAt,
    conditions: conditionsOf(shape, draft),
    prizes: draft.prizes.map((prize) => prizeOf(shape, prize, currency)),
    severalPerUser: shape.drawn && draft.severalPerUser,
    ...(shape.orders
      ? { orders: minimum === null || minimum === 0 ? {} : { minimum: { value: minimum, currency } } }
      : {}),
  }
}

function conditionsOf(shape: CampaignShape, draft: CampaignDraft): Record<string, unknown> {
  const who =
    draft.who === 'join' && shape.join
      ? { membersOnly: false, join: true }
      : {
          membersOnly: true,
          ...(draft.who === 'level' ? { minLevel: draft.level } : {}),
          ...(draft.who === 'tier' ? { tier: draft.tier } : {}),
        }
  return {
    ...who,
    ...(shape.tasks && draft.phrase.trim() !== '' ? { phrase: draft.phrase.trim() } : {}),
    ...(shape.tasks && draft.watchMinutes !== null ? { watchMinutes: draft.watchMinutes } : {}),
    ...(draft.ticket === '' || !shape.drawn ? {} : { benefitId: draft.ticket }),
  }
}

function prizeOf(shape: CampaignShape, prize: PrizeDraft, currency: string): CampaignWish['prizes'][number] {
  const { benefitId, points } = prize
  return {
    name: prize.name.trim(),
    quota: prize.quota ?? 1,
    worth: { value: shape.worth ? (parseMoney(prize.worth, currency) ?? 0) : 0, currency },
    ...(benefitId === undefined || benefitId === '' || !(shape.drawn || shape.points) ? {} : { benefitId }),
    ...(shape.points && points != null ? { points } : {}),
  }
}

/** What a countdown shows: `9:05`, `1:02:03`; never below 0. Milliseconds. */
export function clockWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
