import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import type { BenefitKind, CouponTerms } from '../contract/benefits.ts'
import { ruleSetBody } from '../contract/rule-set.ts'
import type { BenefitRow, Terms } from './rows.ts'
import { warningsOf, type Ladder } from './warnings.ts'

const rules = ruleSetBody.parse(
  JSON.parse(readFileSync(new URL('../../rulesets/default-1.json', import.meta.url), 'utf8')),
)
const NOW = Date.UTC(2026, 2, 10, 12)
const DAY_START = Date.UTC(2026, 2, 9, 16)
const DAY = 86_400_000
const ladder = (more: Partial<Ladder> = {}): Ladder => ({
  mode: 'shopping',
  highest: 1,
  now: NOW,
  dayStart: DAY_START,
  ...more,
})

let count = 0
const row = (kind: BenefitKind, level: number, terms: Terms = {}, more: Partial<BenefitRow> = {}): BenefitRow => ({
  benefit_no: (count += 1),
  benefit_id: `${kind}-${level}`,
  club_no: 1,
  kind,
  name: 'x',
  description: null,
  group_no: null,
  group_id: null,
  attached: null,
  min_level: level,
  tier: null,
  first_join: false,
  from_level: level,
  claim_from: null,
  claim_until: null,
  withdraw_at: null,
  withdrawn_at: null,
  products: null,
  terms,
  off_most: null,
  created_at: NOW,
  ...more,
})
const cny = (value: number) => ({ value, currency: 'CNY' })
const full = (minimum: number, off: number, more: object = {}): Terms => ({
  coupon: { minimum: cny(minimum), off: cny(off), validDays: 7, ...more } as CouponTerms,
})
const percent = (minimum: number, percentOff: number, atMost: number, more: object = {}): Terms => ({
  coupon: { minimum: cny(minimum), percentOff, atMost: cny(atMost), validDays: 7, ...more } as CouponTerms,
})

describe('BEN-1: a higher level gets less', () => {
  const cases: [string, lower: Terms, higher: Terms, less: boolean][] = [
    ['less off', full(100, 20), full(100, 19), true],
    ['as much off', full(100, 20), full(100, 20), false],
    ['more off', full(100, 20), full(100, 21), false],
    ['a higher minimum', full(100, 20), full(101, 20), true],
    ['more off from more on', full(100, 20), full(200, 21), false],
    ['fewer days', full(100, 20), full(100, 20, { validDays: 6 }), true],
    ['more days and less off', full(100, 20), full(100, 19, { validDays: 8 }), false],
    ['fewer per cent', percent(100, 10, 50), percent(100, 9, 50), true],
    ['a lower maximum', percent(100, 10, 50), percent(100, 10, 49), true],
    ['fewer per cent and a higher maximum', percent(100, 10, 50), percent(100, 9, 60), false],
    ['a reduction that the percentage always reaches', percent(100, 20, 50), full(100, 20), true],
    ['a reduction that the percentage reaches late', percent(100, 10, 50), full(100, 20), false],
    ['for fewer goods', full(100, 20), full(100, 20, { products: ['a'] }), false],
    ['less off for some goods of all', full(100, 20), full(100, 19, { products: ['a'] }), true],
    ['less off for other goods', full(100, 20, { products: ['b'] }), full(100, 19, { products: ['a'] }), false],
    ['a smaller packet', { amount: cny(10) }, { amount: cny(9) }, true],
    ['as large a packet', { amount: cny(10) }, { amount: cny(10) }, false],
  ]
  test.each(cases)('BEN-1: %s', (_title, lower, higher, less) => {
    const kind = lower.coupon === undefined ? 'redPacket' : 'coupon'
    const found = warningsOf(rules, [row(kind, 2, lower), row(kind, 8, higher)], ladder())
    expect(found.filter(({ code }) => code === 'higher_level_gets_less')).toEqual(
      less ? [{ code: 'higher_level_gets_less', level: 8, benefitIds: [`${kind}-8`, `${kind}-2`] }] : [],
    )
  })

  test('BEN-1: what greets a newcomer, another kind, and the same level are not compared', () => {
    const benefits = [
      row('coupon', 1, full(100, 99), { first_join: true }),
      row('redPacket', 2, { amount: cny(100) }),
      row('coupon', 5, full(100, 20)),
      row('coupon', 5, full(100, 10)),
    ]
    expect(warningsOf(rules, benefits, ladder()).map(({ code }) => code)).not.toContain('higher_level_gets_less')
  })
})

test('BEN-1: a tier that opens nothing, where others open something', () => {
  const empty = (...levels: number[]) =>
    warningsOf(
      rules,
      levels.map((level) => row('service', level)),
      ladder(),
    ).map(({ code, level }) => `${code} ${level}`)
  expect(empty()).toEqual([])
  expect(empty(5)).toEqual(['level_without_benefit 6', 'level_without_benefit 11', 'level_without_benefit 16'])
  expect(empty(1, 6, 15, 16)).toEqual([])
})

describe('BEN-1: a window that ends before its level can be reached', () => {
  // at most 975 a day; level 5 begins at 2 000, level 4 at 800, level 3 at 300, level 2 at 100
  const ends = (level: number, until: number, highest: number): boolean =>
    warningsOf(rules, [row('service', level, {}, { claim_until: until })], ladder({ highest })).some(
      ({ code }) => code === 'ends_before_it_can_be_reached',
    )

  test('BEN-1: from 99 points on, level 5 takes two days: from the beginning of tomorrow', () => {
    expect(ends(5, DAY_START + DAY, 1)).toBe(true)
    expect(ends(5, DAY_START + DAY + 1, 1)).toBe(false)
  })
  test('BEN-1: from 299 points on it is the same; from 1 999 it is a matter of a minute', () => {
    expect(ends(5, DAY_START + DAY, 2)).toBe(true)
    expect(ends(5, NOW + 1, 4)).toBe(false)
  })
  test('BEN-1: a level that somebody stands on can be reached; what is over is no news', () => {
    expect(ends(20, NOW + 1, 20)).toBe(false)
    expect(ends(20, NOW, 1)).toBe(false)
    expect(ends(20, NOW + 1, 1)).toBe(true)
  })
})
