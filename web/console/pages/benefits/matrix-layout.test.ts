import { describe, expect, test } from 'vitest'
import type { BenefitView } from '../../../../src/contract/benefits.ts'
import { tiers } from '../../../../src/contract/words.ts'
import { layOut, ofLevel, type Rung } from './matrix-layout.ts'

const ladder: Rung[] = Array.from({ length: 20 }, (_, index) => {
  const tier = tiers[Math.floor(index / 5)] ?? '新粉'
  return { level: index + 1, tier, title: `Lv${index + 1}${tier}`, members: 100 - index }
})
const money = { value: 0, currency: 'CNY' }
let made = 0
const benefit = (more: Partial<BenefitView>): BenefitView => ({
  benefitId: `b${(made += 1)}`,
  kind: 'service',
  name: '优先发货',
  description: null,
  audience: { minLevel: more.fromLevel ?? 1 },
  fromLevel: 1,
  claimFrom: null,
  claimUntil: null,
  withdrawAt: null,
  status: 'open',
  stock: null,
  left: null,
  budget: null,
  createdAt: `2026-03-0${made}T00:00:00.000Z`,
  result: { claimed: 0, reserved: 0, used: 0, expired: 0, cost: money, orders: 0, sales: money },
  ...more,
})

describe('BEN-2: what a fan of each level has, at a glance', () => {
  const high = benefit({ benefitId: 'high', fromLevel: 11 })
  const low = benefit({ benefitId: 'low', fromLevel: 3 })
  const tier = benefit({ benefitId: 'tier', fromLevel: 6, audience: { tier: '铁粉' } })
  const welcome = benefit({ benefitId: 'welcome', audience: { firstJoin: true } })
  const inGroup = benefit({ benefitId: 'inGroup', audience: { groupId: 'g1' } })
  const going = benefit({ benefitId: 'going', fromLevel: 3, status: 'withdrawing', withdrawAt: '2026-03-09T00:00:00Z' })
  const gone = benefit({ benefitId: 'gone', fromLevel: 2, status: 'withdrawn' })
  const {
    rows,
    tiers: groups,
    counts,
  } = layOut([high, going, low, gone, tier, inGroup, welcome], [...ladder].reverse())

  test('BEN-2 GRP-15: what no level gives on top, then by level, then as they were made', () => {
    expect(rows.map((row) => row.benefit.benefitId)).toEqual([
      'welcome',
      'inGroup',
      'gone',
      'low',
      'going',
      'tier',
      'high',
    ])
    expect(rows.map((row) => row.start)).toEqual([1, 1, 2, 3, 3, 6, 11])
  })

  test('LVL-1: four groups of five levels, lowest first, whatever the order they came in', () => {
    expect(groups.map((group) => group.tier)).toEqual([...tiers])
    expect(groups.map((group) => group.levels)).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
      [11, 12, 13, 14, 15],
      [16, 17, 18, 19, 20],
    ])
  })

  test('BEN-2 GRP-15: levels count what they give; first joining and groups are no level’s, what is withdrawn nobody’s', () => {
    expect([1, 2, 3, 5, 6, 10, 11, 20].map((level) => counts.get(level))).toEqual([0, 0, 2, 2, 3, 3, 4, 4])
  })

  test('BEN-11: what is being withdrawn is struck and still had', () => {
    expect(rows.filter((row) => row.struck).map((row) => row.benefit.benefitId)).toEqual(['gone', 'going'])
    expect(ofLevel(rows, 5).map(({ benefitId }) => benefitId)).toEqual(['welcome', 'low', 'going'])
  })

  test('BEN-2: a club without benefits has its levels all the same', () => {
    const empty = layOut([], ladder)
    expect(empty.rows).toEqual([])
    expect(empty.counts.get(20)).toBe(0)
  })
})
