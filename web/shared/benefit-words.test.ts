import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CouponTerms } from '../../src/contract/benefits.ts'
import {
  audienceWords,
  benefitFacts,
  benefitValue,
  couponValue,
  foldOf,
  stateFacts,
  type BenefitFace,
} from './benefit-words.ts'
import en from './locales/en.json'
import zh from './locales/zh.json'

const i18n = i18next.createInstance()
beforeAll(async () => {
  await i18n.init({
    lng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
})
const cny = (value: number) => ({ value, currency: 'CNY' })
const face = (more: Partial<BenefitFace>): BenefitFace => ({
  kind: 'service',
  name: '优先发货',
  description: null,
  audience: { minLevel: 6 },
  fromLevel: 6,
  claimFrom: null,
  claimUntil: null,
  withdrawAt: null,
  ...more,
})
const reduction: CouponTerms = { minimum: cny(9_900), off: cny(2_000), validDays: 7 }
const percentage: CouponTerms = { minimum: cny(0), percentOff: 15, atMost: cny(5_050), validDays: 1, products: ['p1'] }

describe('BEN-6: a coupon in words', () => {
  test.each([
    [15, '8.5'],
    [20, '8'],
    [1, '9.9'],
    [99, '0.1'],
    [30, '7'],
  ])('BEN-6: %i %% off is %s 折', (percent, fold) => expect(foldOf(percent)).toBe(fold))

  test('BEN-6: the shop is named that an attached coupon is used in', () => {
    const attached = { ownerId: 'shu', ownerName: '书店', benefitId: 'b' }
    const facts = (language: string) =>
      benefitFacts(face({ kind: 'coupon', coupon: reduction, attached }), i18n.getFixedT(language), language)
    expect(facts('zh')[0]).toBe('在「书店」使用')
    expect(facts('en')[0]).toBe('For the shop “书店”')
  })

  test('BEN-6: full reduction and percentage, in both languages', () => {
    const [inZh, inEn] = [i18n.getFixedT('zh'), i18n.getFixedT('en')]
    expect(couponValue(reduction, inZh, 'zh')).toBe('¥20')
    expect(couponValue(percentage, inZh, 'zh')).toBe('8.5折')
    expect(couponValue(percentage, inEn, 'en')).toBe('15% off')
    const coupon = face({ kind: 'coupon', coupon: percentage })
    expect(benefitFacts(coupon, inZh, 'zh')).toEqual(['无门槛', '最多减 ¥50.50', '限 1 款商品', '领取后 1 天内有效'])
    expect(benefitFacts(coupon, inEn, 'en')).toEqual([
      'No minimum',
      'At most ¥50.50 off',
      'For 1 product',
      'Holds 1 day after the claim',
    ])
    expect(benefitFacts(face({ coupon: reduction }), inZh, 'zh')).toEqual(['满 ¥99 可用', '领取后 7 天内有效'])
  })
})

test('BEN-1: for whom: a level, a tier, the first joining', () => {
  const t = i18n.getFixedT('zh')
  expect(
    [{ minLevel: 6 }, { tier: '铁粉' as const }, { firstJoin: true as const }].map((who) => audienceWords(who, t)),
  ).toEqual(['Lv6 起', '铁粉起', '首次加入'])
})

test('BEN-1: only money has a figure; everything else is drawn', () => {
  const t = i18n.getFixedT('zh')
  expect(benefitValue(face({ kind: 'redPacket', amount: cny(88) }), t, 'zh')).toBe('¥0.88')
  expect(benefitValue(face({ kind: 'honour', honour: 'badge', style: 'comet' }), t, 'zh')).toBeNull()
})

test('BEN-3: what each state wants to be known', () => {
  const t = i18n.getFixedT('zh')
  const at = '2026-03-01T10:00:00.000Z'
  const say = (more: Parameters<typeof stateFacts>[0], now = Date.parse(at) - 1) =>
    stateFacts(more, t, 'zh', now).join(' · ')
  expect(say({ ...face({}), state: 'locked', missing: 1_200 })).toBe('还差 1,200 亲密度')
  expect(say({ ...face({ claimFrom: at }), state: 'locked', missing: 0 })).toBe('3月1日 18:00 开始领取')
  expect(say({ ...face({ claimUntil: at }), state: 'claimable' })).toBe('3月1日 18:00 截止领取')
  expect(say({ ...face({}), state: 'claimed', expiresAt: at })).toBe('3月1日 18:00 到期')
  expect(say({ ...face({}), state: 'lapsed' })).toBe('升回这一级后可以再领')
  expect(say({ ...face({}), state: 'used' })).toBe('')
})

test('BEN-6: before its window it is shown with the date, below its level too; what has begun says when it ends', () => {
  const t = i18n.getFixedT('zh')
  const [claimFrom, claimUntil] = ['2026-03-01T10:00:00.000Z', '2026-03-05T10:00:00.000Z']
  const locked = { ...face({ claimFrom, claimUntil }), state: 'locked' as const, missing: 1_200 }
  expect(stateFacts(locked, t, 'zh', Date.parse(claimFrom) - 1)).toEqual([
    '还差 1,200 亲密度',
    '3月1日 18:00 开始领取',
    '3月5日 18:00 截止领取',
  ])
  expect(stateFacts(locked, t, 'zh', Date.parse(claimFrom))).toEqual(['还差 1,200 亲密度', '3月5日 18:00 截止领取'])
})

test('BEN-3: a lapsed benefit promises to come back only where something brings it back', () => {
  const t = i18n.getFixedT('zh')
  const end = '2026-03-01T10:00:00.000Z'
  const before = Date.parse(end) - 1
  const say = (more: Partial<BenefitFace>, now = before) =>
    stateFacts({ ...face(more), state: 'lapsed' }, t, 'zh', now).join(' · ')
  const over = '领取时间已过,不会再开放'
  expect(say({ claimUntil: end })).toBe('升回这一级后可以再领 · 3月1日 18:00 截止领取')
  expect(say({ claimUntil: end }, before + 1)).toBe(over)
  expect(say({ withdrawAt: end })).toBe('升回这一级后可以再领')
  expect(say({ withdrawAt: end }, before + 1)).toBe(over)
  expect(say({ audience: { firstJoin: true } })).toBe('只给第一次加入的成员,不会再开放')
  expect(say({ audience: { groupId: 'g' } })).toBe('回到群里后可以再领')
})
