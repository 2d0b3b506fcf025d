import type {
  BenefitInput,
  BenefitKind,
  BenefitPatch,
  CouponTerms,
  EntitlementState,
  Honour,
} from '../contract/benefits.ts'
import { benefitLimits, isRight } from '../contract/benefits.ts'
import { standingOf, windowOf, type ClaimWindow } from '../contract/coupon-rules.ts'
import { reject, type Rejection, type RejectionCode } from '../contract/rejections.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import { DAY, HOUR, fromInstant, toInstant } from '../lib/time.ts'
import type { GiftRefusal } from '../ports/benefits.ts'

/** The rules of benefits, pure. Instants UTC ms, money minor units. */

type CouponInput = Extract<BenefitInput, { kind: 'coupon' }>
/** An offer whose terms are known: an attached coupon's are its owner's (BEN-6). */
export type Offered =
  Exclude<BenefitInput, CouponInput> | (Omit<CouponInput, 'coupon'> & { readonly coupon: CouponTerms })

/** When and to whom a benefit is open. */
export interface Offer extends ClaimWindow {
  readonly fromLevel: number
  readonly firstJoin: boolean
  /** GRP-15: for who sits in a group; level and membership do not matter then */
  readonly inGroup?: boolean
}

/** What a member's row says; `expiresAt` only of what was claimed. */
export interface Held {
  readonly state: Exclude<EntitlementState, 'locked'>
  readonly expiresAt: number | null
  readonly reservedAt: number | null
}

/** A member as benefits see him. */
export interface Standing {
  /** of the running mode, by the rules in force */
  readonly level: number
  /** he has never left this club (I17: what greets a newcomer) */
  readonly firstTime: boolean
}

/** Whether he took it once, whatever became of it (BEN-4). */
export const isClaimed = ({ state }: Held): boolean => state !== 'claimable' && state !== 'lapsed'

const reaches = (offer: Offer, member: Standing, seated: boolean): boolean =>
  offer.inGroup === true ? seated : member.level >= offer.fromLevel && (!offer.firstJoin || member.firstTime)

/**
 * The state of a benefit for one member. Time and level are read off here, so that no job has to touch a row when a window ends, a coupon
 * runs out or a benefit is withdrawn; the row says what happened to him (docs/adr/0010).
 * @param held his row; null: nothing happened yet
 * @param seated in the group that the offer is for
 * @rule BEN-3 GRP-15
 */
export function stateOf(
  offer: Offer,
  held: Held | null,
  member: Standing,
  now: number,
  seated = false,
): EntitlementState {
  if (held !== null && isClaimed(held)) return standingOf(held, now)
  const window = windowOf(offer, now)
  // what is over is over for all, on whatever level they stand: no state leads back from it
  if (window === 'over') return held?.state === 'lapsed' ? 'lapsed' : 'expired'
  if (reaches(offer, member, seated)) return window === 'open' ? 'claimable' : 'locked'
  return held === null ? 'locked' : 'lapsed'
}

/** What is left of a benefit, as counted under the lock of its row. */
export interface Left {
  /** null: without end */
  readonly stock: number | null
  readonly claimed: number
  /** null: without end */
  readonly budget: number | null
  readonly committed: number
  /** what one claim can cost at most */
  readonly offMost: number
}

/**
 * Whether a claim is refused, in the order of api.md.
 * @param member null: not a member of the running mode
 * @param seated in the group that the offer is for: asked at the claim alone, leaving it later takes nothing away
 * @returns a code, or null: he takes it
 * @rule BEN-4 BEN-5 GRP-15
 */
export function refusalOfClaim(
  offer: Offer,
  held: Held | null,
  member: Standing | null,
  left: Left,
  now: number,
  seated = false,
): ClaimCode | null {
  if (offer.inGroup === true && !seated) return 'not_in_group'
  if (offer.inGroup !== true && member === null) return 'not_a_member'
  if (held !== null && isClaimed(held)) return 'already_claimed'
  if (windowOf(offer, now) !== 'open' || (offer.firstJoin && member?.firstTime !== true)) return 'not_open'
  if (offer.inGroup !== true && (member?.level ?? 0) < offer.fromLevel) return 'level_too_low'
  return refusalOfStock(left)
}
export type ClaimCode = Extract<
  RejectionCode,
  | 'not_a_member'
  | 'not_in_group'
  | 'already_claimed'
  | 'not_open'
  | 'level_too_low'
  | 'out_of_stock'
  | 'budget_exceeded'
>

/**
 * Whether a gift is refused: it asks neither for a level nor for the window of claiming, but what was withdrawn or has run out is not given.
 * @returns a code, or null: it is his
 * @rule BEN-4 BEN-5
 */
export function refusalOfGift(
  { withdrawAt, coupon }: { readonly withdrawAt: number | null; readonly coupon: CouponTerms | undefined },
  held: Held | null,
  left: Left,
  now: number,
): GiftRefusal | null {
  const hasIt = held !== null && isClaimed(held)
  if (hasIt) return 'already_claimed'
  const runsOut = expiryOf(coupon, now)
  const isOver = windowOf({ claimFrom: null, claimUntil: null, withdrawAt }, now) !== 'open'
  return isOver || (runsOut !== null && runsOut <= now) ? 'not_open' : refusalOfStock(left)
}

/** @rule BEN-5 */
export function refusalOfStock({
  stock,
  claimed,
  budget,
  committed,
  offMost,
}: Left): 'out_of_stock' | 'budget_exceeded' | null {
  if (stock !== null && claimed >= stock) return 'out_of_stock'
  return budget !== null && committed + offMost > budget ? 'budget_exceeded' : null
}

/** When a coupon claimed now runs out, UTC ms; null: it is no coupon. @rule BEN-6 */
export function expiryOf(coupon: CouponTerms | undefined, now: number): number | null {
  if (coupon === undefined) return null
  return coupon.validDays === undefined ? fromInstant(coupon.validUntil ?? '') : now + coupon.validDays * DAY
}

/** The most that one claim can cost the owner, minor units; null: nothing. @rule BEN-5 */
export function mostOfOne(input: Offered): number | null {
  if (input.kind === 'coupon') return 'off' in input.coupon ? input.coupon.off.value : input.coupon.atMost.value
  return input.kind === 'redPacket' ? (input.amount?.value ?? null) : null
}

/** Nobody can claim a coupon that has run out: its window ends with its validity at the latest. UTC ms. */
export function endOfClaiming(claimUntil: string | null | undefined, coupon: CouponTerms | undefined): number | null {
  const ends = [claimUntil, coupon?.validUntil].flatMap((at) => (at == null ? [] : [fromInstant(at)]))
  return ends.length === 0 ? null : Math.min(...ends)
}

/** The level that opens a benefit, by the rules in force. @rule BEN-1 LVL-1 */
export function levelOfAudience(rules: RuleSetBody, audience: BenefitInput['audience']): number {
  if ('tier' in audience) return rules.tiers.find(({ name }) => name === audience.tier)?.fromLevel ?? 1
  return 'minLevel' in audience ? audience.minLevel : 1
}

const atPath = (path: string, message: string): Rejection =>
  reject('malformed', undefined, { errors: [{ path: `body/${path}`, message }] })

/** Every amount of an offer with its place in the input. */
function amountsOf(input: Offered): [path: string, currency: string][] {
  const found: [string, string][] = []
  if (input.budget !== undefined) found.push(['budget', input.budget.currency])
  if (input.kind === 'redPacket' && input.amount !== undefined) found.push(['amount', input.amount.currency])
  if (input.kind !== 'coupon') return found
  const { coupon } = input
  found.push(['coupon/minimum', coupon.minimum.currency])
  if ('off' in coupon) found.push(['coupon/off', coupon.off.currency])
  else found.push(['coupon/atMost', coupon.atMost.currency])
  return found
}

/**
 * What the form alone cannot say of an offer: money in the owner's currency, an end that is still to come.
 * @param currency the owner's
 * @returns `amount_invalid` | `malformed` | null
 * @rule BEN-1
 */
export function judgeOffer(input: Offered, currency: string, now: number): Rejection | null {
  const foreign = amountsOf(input).find(([, its]) => its !== currency)
  if (foreign !== undefined)
    return reject('amount_invalid', undefined, { errors: [{ path: `body/${foreign[0]}`, message: `In ${currency}` }] })
  if (input.claimUntil !== undefined && fromInstant(input.claimUntil) <= now)
    return atPath('claimUntil', 'It ends in the future')
  const coupon = input.kind === 'coupon' ? input.coupon : undefined
  const end = endOfClaiming(input.claimUntil, coupon)
  if (end !== null && (end <= now || (input.claimFrom !== undefined && end <= fromInstant(input.claimFrom))))
    return atPath('coupon/validUntil', 'A coupon is valid for a while after it can be claimed')
  return null
}

/** What a benefit says of itself. */
export interface Words {
  readonly kind: BenefitKind
  readonly description: string | null
  readonly amount: unknown
  readonly products: readonly string[] | null
}

/** Whether nothing but its words says what a benefit gives: neither terms, goods nor an amount that stay as they are. @rule BEN-11 */
export const promisesByWords = ({ kind, amount, products }: Omit<Words, 'description'>): boolean =>
  kind === 'service' ||
  kind === 'luckyBag' ||
  (kind === 'redPacket' && amount === undefined) ||
  (kind === 'product' && products === null)

/** What draws that are planned or under way are to give of a benefit (BEN-7). */
export interface Promised {
  /** the last of them ends then, UTC ms; null: there is none */
  readonly until: number | null
  /** prizes */
  readonly quota: number
}

/** A benefit before a change. */
export interface Before extends Words {
  readonly claimFrom: number | null
  readonly claimUntil: number | null
  readonly withdrawn: boolean
  readonly stock: number | null
  readonly claimed: number
  readonly budget: number | null
  readonly committed: number
  /** null: it cannot cost anything */
  readonly offMost: number | null
  readonly coupon: CouponTerms | undefined
  readonly honour: Honour | undefined
}

/** null of a bound is «without end» */
const isLess = (now: number | null, before: number | null): boolean => now !== null && (before === null || now < before)

/** Whether a change says something else than the description that stands; the name and what is first said bind nobody. */
const rewords = ({ description }: Words, patch: BenefitPatch): boolean =>
  description !== null && patch.description !== undefined && patch.description !== description

/**
 * Whether a change of a benefit is refused. Who has seen it may only be given more; less is a withdrawal, with its notice, and so is another
 * description where the words are the promise. What a draw is to give stays until it is drawn.
 * @param seen some member could have seen it
 * @returns `benefit_withdrawn` | `amount_invalid` | `malformed` | `benefit_gives_less` | `withdrawal_too_soon` | null
 * @rule BEN-11 BEN-7
 */
export function judgePatch(
  before: Before,
  patch: BenefitPatch,
  {
    currency,
    seen,
    promised,
    now,
  }: { readonly currency: string; readonly seen: boolean; readonly promised: Promised; readonly now: number },
): Rejection | null {
  if (before.withdrawn) return reject('benefit_withdrawn')
  const { stock, budget } = patch
  if (budget != null && budget.currency !== currency)
    return reject('amount_invalid', undefined, { errors: [{ path: 'body/budget', message: `In ${currency}` }] })
  if (budget != null && before.offMost === null) return atPath('budget', 'Only what costs money has a budget')
  if (patch.gifts !== undefined && (!isRight(before.honour) || before.products !== null))
    return atPath('gifts', 'Only of a right that names none yet')
  const claimUntil = patch.claimUntil === undefined ? before.claimUntil : endOfClaiming(patch.claimUntil, before.coupon)
  if (patch.claimUntil != null && claimUntil !== null && claimUntil <= Math.max(now, before.claimFrom ?? now))
    return atPath('claimUntil', 'It ends in the future, after it begins')
  // BEN-3: no state leads back from `expired`
  if (patch.claimUntil !== undefined && before.claimUntil !== null && before.claimUntil <= now)
    return atPath('claimUntil', 'Its window is over')
  const lessStock = stock !== undefined && isLess(stock, before.stock)
  const lessBudget = budget !== undefined && isLess(budget?.value ?? null, before.budget)
  const empties = promisesByWords(before) && rewords(before, patch)
  if (seen && (lessStock || lessBudget || isLess(claimUntil, before.claimUntil) || empties))
    return reject('benefit_gives_less')
  const least = before.claimed + promised.quota
  const leastBudget = before.committed + promised.quota * (before.offMost ?? 0)
  // less than what was claimed already, or than draws are to give
  if ((lessStock && (stock ?? least) < least) || (lessBudget && (budget?.value ?? leastBudget) < leastBudget))
    return reject('benefit_gives_less')
  return judgeWithdrawal(before, patch, { seen, until: promised.until, now })
}

/** No notice where nobody can miss anything: nobody has seen it, or its window is over. Never before a draw that is to give it. */
function judgeWithdrawal(
  before: Before,
  { withdrawAt }: BenefitPatch,
  { seen, until, now }: { readonly seen: boolean; readonly until: number | null; readonly now: number },
): Rejection | null {
  if (withdrawAt == null) return null
  const missed = seen && (before.claimUntil === null || before.claimUntil > now)
  const noticed = missed ? now + benefitLimits.withdrawNoticeHours * HOUR : now
  const earliest = until === null ? noticed : Math.max(noticed, until + 1)
  return fromInstant(withdrawAt) < earliest
    ? reject('withdrawal_too_soon', undefined, { earliest: toInstant(earliest) })
    : null
}
