import type {
  Audience,
  BenefitKind,
  BenefitView,
  CouponTerms,
  Honour,
  HonourStyle,
} from '../../../../src/contract/benefits.ts'
import type { Money } from '../../../../src/contract/forms.ts'
import type { Tier } from '../../../../src/contract/words.ts'
import type { BenefitFace } from '../../../shared/benefit-words.ts'
import type { BenefitChange, BenefitWish } from '../../data/benefits.ts'
import { moneyText, parseMoney } from '../../../shared/money-text.ts'
import { isRight } from './kinds.ts'

/** What the builder's fields hold: amounts as typed, instants as RFC 3339 or empty, numbers or null. */
export interface Draft {
  readonly name: string
  readonly description: string
  readonly who: 'level' | 'tier' | 'firstJoin' | 'group'
  readonly level: number
  readonly tier: Tier
  /** null: none chosen yet */
  readonly groupId: string | null
  readonly stock: number | null
  readonly claimFrom: string
  readonly claimUntil: string
  /** another owner's coupon whose terms it holds (`attachedKey`); empty: terms of its own (BEN-6) */
  readonly attached: string
  readonly reduction: 'off' | 'percent'
  readonly minimum: string
  readonly off: string
  readonly percentOff: number | null
  readonly atMost: string
  readonly validity: 'days' | 'until'
  readonly validDays: number | null
  readonly validUntil: string
  readonly products: readonly string[]
  readonly amount: string
  readonly honour: Honour
  readonly style: HonourStyle
  /** what a right lets buy in a live room (BEN-1) */
  readonly gifts: readonly string[]
  readonly budget: string
}

/** Fields as they stand when a kind was chosen. */
export function emptyDraft(more: Partial<Draft> = {}): Draft {
  return {
    name: '',
    description: '',
    who: 'level',
    level: 1,
    tier: '铁粉',
    groupId: null,
    stock: null,
    claimFrom: '',
    claimUntil: '',
    attached: '',
    reduction: 'off',
    minimum: '',
    off: '',
    percentOff: null,
    atMost: '',
    validity: 'days',
    validDays: 7,
    validUntil: '',
    products: [],
    amount: '',
    honour: 'entryEffect',
    style: 'breeze',
    gifts: [],
    budget: '',
    ...more,
  }
}

const tierStarts: Readonly<Record<Tier, number>> = { 新粉: 1, 铁粉: 6, 钻粉: 11, 真爱粉: 16 }

/** What is sent to make it: only what its kind has. The form has checked that amounts can be read. */
export function toInput(kind: BenefitKind, draft: Draft, currency: string): BenefitWish {
  const common = {
    name: draft.name.trim(),
    ...(draft.description.trim() === '' ? {} : { description: draft.description.trim() }),
    audience: audienceOf(draft),
    ...(draft.stock === null ? {} : { stock: draft.stock }),
    ...(draft.claimFrom === '' ? {} : { claimFrom: draft.claimFrom }),
    ...(draft.claimUntil === '' ? {} : { claimUntil: draft.claimUntil }),
  }
  const budget = draft.budget === '' ? {} : { budget: moneyOf(draft.budget, currency) }
  const products = draft.products.length === 0 ? {} : { products: [...draft.products] }
  switch (kind) {
    case 'coupon':
      return draft.attached === ''
        ? { kind, ...common, ...budget, coupon: termsOf(draft, currency) }
        : { kind, ...common, coupon: { attached: attachedOf(draft.attached) } }
    case 'honour':
      return {
        kind,
        ...common,
        honour: draft.honour,
        style: draft.style,
        ...(isRight(draft.honour) && draft.gifts.length > 0 ? { gifts: [...draft.gifts] } : {}),
      }
    case 'product':
      return { kind, ...common, ...products }
    case 'redPacket':
      return { kind, ...common, ...budget, amount: moneyOf(draft.amount, currency) }
    case 'service':
    case 'luckyBag':
      return { kind, ...common }
  }
}

/** A coupon of another owner as one choice of a form; no id holds a space. */
export const attachedKey = ({ ownerId, benefitId }: { readonly ownerId: string; readonly benefitId: string }): string =>
  `${ownerId} ${benefitId}`

function attachedOf(key: string): { readonly ownerId: string; readonly benefitId: string } {
  const [ownerId = '', benefitId = ''] = key.split(' ')
  return { ownerId, benefitId }
}

function audienceOf({ who, level, tier, groupId }: Draft): Audience {
  switch (who) {
    case 'firstJoin':
      return { firstJoin: true }
    case 'group':
      return { groupId: groupId ?? '' }
    case 'tier':
      return { tier }
    case 'level':
      return { minLevel: level }
  }
}

function fromLevelOf({ who, level, tier }: Draft): number {
  if (who === 'tier') return tierStarts[tier]
  return who === 'level' ? level : 1
}

/** Terms of the owner's own. */
type OwnTerms = Exclude<Extract<BenefitWish, { kind: 'coupon' }>['coupon'], { attached: unknown }>

function termsOf(draft: Draft, currency: string): OwnTerms {
  const common = {
    minimum: moneyOf(draft.minimum, currency),
    ...(draft.validity === 'days' ? { validDays: draft.validDays ?? 1 } : { validUntil: draft.validUntil }),
    ...(draft.products.length === 0 ? {} : { products: [...draft.products] }),
  }
  return draft.reduction === 'off'
    ? { ...common, off: moneyOf(draft.off, currency) }
    : { ...common, percentOff: draft.percentOff ?? 1, atMost: moneyOf(draft.atMost, currency) }
}

/** An empty or unfinished amount is shown as 0 in the preview. */
const moneyOf = (typed: string, currency: string): Money => ({ value: parseMoney(typed, currency) ?? 0, currency })

/** The fan's card of what has been filled in so far. */
export function toFace(kind: BenefitKind, draft: Draft, currency: string, placeholder: string): BenefitFace {
  const input = toInput(kind, draft, currency)
  const terms = kind === 'coupon' ? termsOf(draft, currency) : undefined
  const unfinished = terms?.validUntil === ''
  return {
    kind,
    name: input.name === '' ? placeholder : input.name,
    description: input.description ?? null,
    audience: audienceOf(draft),
    fromLevel: fromLevelOf(draft),
    claimFrom: input.claimFrom ?? null,
    claimUntil: input.claimUntil ?? null,
    withdrawAt: null,
    ...(terms === undefined ? {} : { coupon: unfinished ? { ...terms, validUntil: undefined, validDays: 1 } : terms }),
    ...('honour' in input ? { honour: input.honour, style: input.style } : {}),
    ...('amount' in input && input.amount !== undefined ? { amount: input.amount } : {}),
  }
}

const written = (money: Money | undefined): string =>
  money === undefined ? '' : moneyText(money.value, money.currency)

/** Fields filled from a benefit that is there: to change it, or to make another like it. */
export function toDraft(view: BenefitView): Draft {
  const { audience, coupon } = view
  return emptyDraft({
    name: view.name,
    description: view.description ?? '',
    level: view.fromLevel,
    ...whoOf(audience),
    stock: view.stock,
    claimFrom: view.claimFrom ?? '',
    claimUntil: view.claimUntil ?? '',
    budget: written(view.budget ?? undefined),
    amount: written(view.amount),
    honour: view.honour ?? 'entryEffect',
    style: view.style ?? 'breeze',
    gifts: view.gifts ?? [],
    products: view.products ?? [],
    ...(coupon === undefined ? {} : couponDraft(coupon)),
    ...(view.attached === undefined ? {} : { attached: attachedKey(view.attached) }),
  })
}

function whoOf(audience: Audience): Partial<Draft> {
  if ('groupId' in audience) return { who: 'group', groupId: audience.groupId }
  if ('firstJoin' in audience) return { who: 'firstJoin' }
  return 'tier' in audience ? { who: 'tier', tier: audience.tier } : { who: 'level' }
}

/** The fields of a coupon's terms. */
export function couponDraft(coupon: CouponTerms): Partial<Draft> {
  return {
    products: coupon.products ?? [],
    minimum: written(coupon.minimum),
    ...('off' in coupon
      ? { reduction: 'off', off: written(coupon.off) }
      : { reduction: 'percent', percentOff: coupon.percentOff, atMost: written(coupon.atMost) }),
    ...(coupon.validUntil === undefined
      ? { validity: 'days', validDays: coupon.validDays ?? null }
      : { validity: 'until', validUntil: coupon.validUntil }),
  }
}

/** What changed of that which may change (BEN-11): nothing else is sent. */
export function toPatch(view: BenefitView, draft: Draft, currency: string): BenefitChange {
  const old = toDraft(view)
  const description = draft.description.trim()
  return {
    ...(draft.name.trim() === old.name ? {} : { name: draft.name.trim() }),
    ...(description === old.description ? {} : { description: description === '' ? null : description }),
    ...(draft.stock === old.stock ? {} : { stock: draft.stock }),
    ...(draft.claimUntil === old.claimUntil ? {} : { claimUntil: draft.claimUntil === '' ? null : draft.claimUntil }),
    ...(draft.budget === old.budget ? {} : { budget: draft.budget === '' ? null : moneyOf(draft.budget, currency) }),
    ...(view.gifts !== undefined || draft.gifts.length === 0 ? {} : { gifts: [...draft.gifts] }),
  }
}
