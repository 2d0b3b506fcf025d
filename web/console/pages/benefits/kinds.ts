import type { BenefitKind, Honour, HonourStyle } from '../../../../src/contract/benefits.ts'
import type { campaignLimits } from '../../../../src/contract/campaigns.ts'
import type { benefitLimits, resultWindowDays } from '../../../../src/contract/benefits.ts'
import type { moneyLimits } from '../../../../src/contract/money.ts'

/**
 * Vocabularies and bounds of src/contract/{benefits,campaigns,money}.ts: repeated here because those modules validate with zod, which no page
 * should load. `kinds.test.ts` keeps the two alike.
 */
export const benefitKindsInOrder: readonly BenefitKind[] = [
  'coupon',
  'service',
  'honour',
  'product',
  'redPacket',
  'luckyBag',
]
/** Kinds of which each claim takes something from the owner (BEN-5). */
export const costsMoney = (kind: BenefitKind): boolean => kind === 'coupon' || kind === 'redPacket'
export const honoursInOrder: readonly Honour[] = ['entryEffect', 'badge', 'levelUpEffect', 'giftRight', 'cheerLight']
/** Rights to buy what a live room sells, which hold in live mode only (BEN-1). */
export const isRight = (honour: Honour): boolean => honour === 'giftRight' || honour === 'cheerLight'
export const stylesInOrder: readonly HonourStyle[] = ['breeze', 'aurora', 'comet', 'lantern', 'ripple', 'laurel']

export const benefitBounds = {
  benefitsMost: 200,
  nameCharacters: 40,
  descriptionCharacters: 500,
  stockMost: 100_000_000,
  productsMost: 200,
  withdrawNoticeHours: 24,
} as const satisfies Partial<Record<keyof typeof benefitLimits, number>>

export const campaignBounds = {
  nameCharacters: 40,
  phraseCharacters: 20,
  luckyBagHours: 24,
  prizeWorthMost: 5_000_000,
  prizesMost: 10,
  winnersMost: 10_000,
  watchMinutesMost: 60,
} as const satisfies Partial<Record<keyof typeof campaignLimits, number>>

/** An order within so many days after it followed (BEN-12). */
export const resultDays: typeof resultWindowDays = 7

export const moneyBounds = {
  packetTotalMost: 500_000,
  packetSharesMost: 10_000,
  packetHours: 24,
  depositMost: 10_000_000_000,
} as const satisfies Partial<Record<keyof typeof moneyLimits, number>>
