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
      return { kind, ...common, ...budget, coupon: termsOf(draft, currency) }
    case 'honour':
      return { kind, ...common, honour: draft.honour, style: draft.style }
    case 'product':
      return { kind, ...common, ...products }
    case 'redPacket':
      return { kind, ...common, ...budget, amount: moneyOf(draft.amount, currency) }
    case 'service':
    case 'luckyBag':
      return { kind, ...common }
  }
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

function termsOf(draft: Draft, currency: string): Extract<BenefitWish, { kind: 'coupon' }>['coupon'] {
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
  const terms = 'coupon' in input ? input.coupon : undefined
  const unfinished = terms !== undefined && 'validUntil' in terms && terms.validUntil === ''
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

/** Fields filled from a benefit that is there: to change it, or to make another like it. */
export function toDraft(view: BenefitView): Draft {
  const { audience, coupon } = view
  const written = (money: Money | undefined) => (money === undefined ? '' : moneyText(money.value, money.currency))
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
    products: view.products ?? coupon?.products ?? [],
    ...(coupon === undefined ? {} : couponDraft(coupon, written)),
  })
}

function whoOf(audience: Audience): Partial<Draft> {
  if ('groupId' in audience) return { who: 'group', groupId: audience.groupId }
  if ('firstJoin' in audience) return { who: 'firstJoin' }
  return 'tier' in audience ? { who: 'tier', tier: audience.tier } : { who: 'level' }
}

function couponDraft(coupon: CouponTerms, written: (money: Money) => string): Partial<Draft> {
  return {
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
  }
}
