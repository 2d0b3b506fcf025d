import { expect, test } from 'vitest'
import type { MemberBenefit } from '../../../../src/contract/benefits.ts'
import { inOrder, tabsFor } from './tabs.ts'

test('PLT-1: a member’s benefits and groups are offered to who may see them', () => {
  expect(tabsFor(() => true)).toEqual(['story', 'ledger', 'orders', 'benefits', 'groups', 'membership'])
  expect(tabsFor((permission) => permission === 'groups')).toEqual([
    'story',
    'ledger',
    'orders',
    'groups',
    'membership',
  ])
  expect(tabsFor(() => false)).toEqual(['story', 'ledger', 'orders', 'membership'])
})

test('BEN-3: what a member holds comes first, then what he can take; each in the order of the ladder', () => {
  const of = (name: string, state: MemberBenefit['state']): MemberBenefit => ({
    benefitId: name,
    kind: 'honour',
    name,
    description: null,
    audience: { minLevel: 1 },
    fromLevel: 1,
    claimFrom: null,
    claimUntil: null,
    withdrawAt: null,
    state,
    missing: 0,
    claimedAt: null,
    expiresAt: null,
    left: null,
  })
  const items = [of('a', 'locked'), of('b', 'used'), of('c', 'claimable'), of('d', 'claimed'), of('e', 'reserved')]
  expect(inOrder(items).map(({ name }) => name)).toEqual(['d', 'e', 'c', 'b', 'a'])
})
