import type { TFunction } from 'i18next'
import type { Audience, CouponTerms, MemberBenefit } from '../../src/contract/benefits.ts'
import { formatDateTime, formatMoneyShort, formatNumber } from './format.ts'

/** What a card shows of a benefit; what the owner or the member gets of it from the server fits as it is. */
export type BenefitFace = Pick<
  MemberBenefit,
  | 'kind'
  | 'name'
  | 'description'
  | 'audience'
  | 'fromLevel'
  | 'claimFrom'
  | 'claimUntil'
  | 'withdrawAt'
  | 'coupon'
  | 'attached'
  | 'honour'
  | 'style'
  | 'amount'
>

/** What a coupon takes off, in as few characters as will do: ¥20, 8.5折 / 15% off (BEN-6). */
export function couponValue(terms: CouponTerms, t: TFunction, language: string): string {
  if ('off' in terms) return formatMoneyShort(terms.off, language)
  return t('benefit.percent', { off: language.startsWith('zh') ? foldOf(terms.percentOff) : terms.percentOff })
}

/** 15 % off is 8.5 折 to a Chinese reader: the tenths that remain to be paid. */
export function foldOf(percentOff: number): string {
  return String((100 - percentOff) / 10)
}

/** From which order sum, up to what, for which goods: 满 ¥99 可用 · 最多减 ¥50 · 限 3 款商品. */
export function couponConditions(terms: CouponTerms, t: TFunction, language: string): string[] {
  const words = [
    terms.minimum.value === 0
      ? t('benefit.noMinimum')
      : t('benefit.minimum', { minimum: formatMoneyShort(terms.minimum, language) }),
  ]
  if ('atMost' in terms) words.push(t('benefit.atMost', { most: formatMoneyShort(terms.atMost, language) }))
  if (terms.products !== undefined)
    words.push(t('benefit.someGoods', { count: terms.products.length, n: terms.products.length }))
  return words
}

/** How long a coupon holds: 领取后 7 天内有效, or until when. */
export function validityWords(terms: CouponTerms, t: TFunction, language: string): string {
  if (terms.validUntil !== undefined) return t('benefit.validUntil', { at: formatDateTime(terms.validUntil, language) })
  const days = terms.validDays ?? 0
  return t('benefit.validDays', { count: days, n: formatNumber(days, language) })
}

/** Whose it is: Lv6 起, 铁粉起, 首次加入 (BEN-1). */
export function audienceWords(audience: Audience, t: TFunction): string {
  if ('groupId' in audience) return t('benefit.inGroup')
  if ('firstJoin' in audience) return t('benefit.firstJoin')
  if ('tier' in audience) return t('benefit.fromTier', { tier: t(`tier.${audience.tier}`) })
  return t('benefit.fromLevel', { level: audience.minLevel })
}

/** The big figure of a card, or null where a drawing stands for it. */
export function benefitValue(benefit: BenefitFace, t: TFunction, language: string): string | null {
  if (benefit.kind === 'coupon' && benefit.coupon !== undefined) return couponValue(benefit.coupon, t, language)
  if (benefit.kind === 'redPacket' && benefit.amount !== undefined) return formatMoneyShort(benefit.amount, language)
  return null
}

/** What there is to know besides name and value, in the order in which a fan asks. */
export function benefitFacts(benefit: BenefitFace, t: TFunction, language: string): string[] {
  const facts: string[] = []
  if (benefit.attached !== undefined) facts.push(t('benefit.usedAt', { shop: benefit.attached.ownerName }))
  if (benefit.coupon !== undefined) {
    facts.push(...couponConditions(benefit.coupon, t, language), validityWords(benefit.coupon, t, language))
  }
  if (benefit.kind === 'honour' && benefit.honour !== undefined)
    facts.push(
      t('benefit.honourLine', {
        honour: t(`benefit.honour.${benefit.honour}`),
        style: t(`benefit.style.${benefit.style ?? 'breeze'}`),
      }),
    )
  if (benefit.withdrawAt !== null)
    facts.push(t('benefit.withdrawAt', { at: formatDateTime(benefit.withdrawAt, language) }))
  return facts
}

/**
 * What a member has to know of his own state: what is missing, when it begins, when it ends (BEN-3, BEN-6).
 * @param now UTC ms, to tell what is to come from what was
 */
export function stateFacts(
  benefit: BenefitFace & Partial<Pick<MemberBenefit, 'state' | 'missing' | 'expiresAt'>>,
  t: TFunction,
  language: string,
  now: number,
): string[] {
  const at = (instant: string) => formatDateTime(instant, language)
  const ends = benefit.claimUntil === null ? [] : [t('benefit.ends', { at: at(benefit.claimUntil) })]
  switch (benefit.state) {
    case 'locked': {
      const { claimFrom, missing = 0 } = benefit
      const begins =
        claimFrom === null || Date.parse(claimFrom) <= now ? [] : [t('benefit.begins', { at: at(claimFrom) })]
      return [
        ...(missing > 0 ? [t('benefit.missing', { n: formatNumber(missing, language) })] : []),
        ...begins,
        ...ends,
      ]
    }
    case 'claimable':
      return ends
    case 'claimed':
      return benefit.expiresAt == null ? [] : [t('benefit.expires', { at: at(benefit.expiresAt) })]
    case 'reserved':
      return [t('benefit.reservedHint')]
    case 'lapsed': {
      const wayBack = wayBackOf(benefit, now)
      return [t(`benefit.lapsedHint.${wayBack}`), ...(wayBack === 'level' || wayBack === 'group' ? ends : [])]
    }
    default:
      return []
  }
}

/**
 * What brings a lapsed benefit back: its level, or a seat in its group; or nothing any more: its time is over, or it greeted who joined first, which
 * nobody does again (BEN-3).
 */
export function wayBackOf(
  { claimUntil, withdrawAt, audience }: Pick<BenefitFace, 'claimUntil' | 'withdrawAt' | 'audience'>,
  now: number,
): 'level' | 'group' | 'over' | 'firstJoin' {
  if ([claimUntil, withdrawAt].some((at) => at !== null && Date.parse(at) <= now)) return 'over'
  if ('firstJoin' in audience) return 'firstJoin'
  return 'groupId' in audience ? 'group' : 'level'
}
