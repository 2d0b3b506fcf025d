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

/** What a member has to know of his own state: what is missing, when it begins, when it ends (BEN-3). */
export function stateFact(
  benefit: BenefitFace & Partial<Pick<MemberBenefit, 'state' | 'missing' | 'expiresAt'>>,
  t: TFunction,
  language: string,
): string | null {
  const at = (instant: string) => formatDateTime(instant, language)
  switch (benefit.state) {
    case 'locked':
      if (benefit.missing !== undefined && benefit.missing > 0)
        return t('benefit.missing', { n: formatNumber(benefit.missing, language) })
      return benefit.claimFrom === null ? null : t('benefit.begins', { at: at(benefit.claimFrom) })
    case 'claimable':
      return benefit.claimUntil === null ? null : t('benefit.ends', { at: at(benefit.claimUntil) })
    case 'claimed':
      return benefit.expiresAt == null ? null : t('benefit.expires', { at: at(benefit.expiresAt) })
    case 'reserved':
      return t('benefit.reservedHint')
    case 'lapsed':
      return t('benefit.lapsedHint')
    default:
      return null
  }
}
