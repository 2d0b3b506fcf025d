import { expect, test } from 'vitest'
import {
  benefitKinds,
  benefitLimits,
  honours,
  honourStyles,
  isRight as isRightOfContract,
  resultWindowDays,
} from '../../../../src/contract/benefits.ts'
import { campaignLimits } from '../../../../src/contract/campaigns.ts'
import { moneyLimits } from '../../../../src/contract/money.ts'
import {
  benefitBounds,
  benefitKindsInOrder,
  campaignBounds,
  honoursInOrder,
  isRight,
  moneyBounds,
  resultDays,
  stylesInOrder,
} from './kinds.ts'

test('BEN-1: the console offers the contract’s kinds, honours and looks, in its order', () => {
  expect([benefitKindsInOrder, honoursInOrder, stylesInOrder]).toEqual([benefitKinds, honours, honourStyles])
})

test('BEN-5: the bounds that forms name are the contract’s', () => {
  expect(benefitLimits).toMatchObject(benefitBounds)
  expect(campaignLimits).toMatchObject(campaignBounds)
  expect(moneyLimits).toMatchObject(moneyBounds)
  expect(resultWindowDays).toBe(resultDays)
})

test('BEN-1: the rights that forms name are the contract’s', () =>
  expect(honours.map(isRight)).toEqual(honours.map(isRightOfContract)))
