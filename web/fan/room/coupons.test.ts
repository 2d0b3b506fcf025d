import { expect, test } from 'vitest'
import { benefits, entitlements } from '../../dev/benefit-fixtures.ts'
import { fittingCoupons } from './coupons.ts'

const [some] = entitlements(benefits())
if (some === undefined) throw new Error('fixtures')
const yuan = (value: number) => ({ value, currency: 'CNY' })
const coupon = (entitlementId: string, over: object) => ({ ...some, entitlementId, state: 'claimed' as const, ...over })
const owned = [
  coupon('ten', { coupon: { minimum: yuan(5_000), off: yuan(1_000), validDays: 7 } }),
  coupon('percent', {
    coupon: { minimum: yuan(0), percentOff: 15, atMost: yuan(5_000), validDays: 7, products: ['p1'] },
  }),
  coupon('used', { state: 'used', coupon: { minimum: yuan(0), off: yuan(1), validDays: 7 } }),
  coupon('foreign', { ownerId: 'other', coupon: { minimum: yuan(100), off: yuan(100), validDays: 7 } }),
]
const fitting = (productId: string, value: number) =>
  fittingCoupons(owned, { ownerId: 'luo', productId, total: yuan(value) }).map(({ entitlementId, off }) => [
    entitlementId,
    off,
  ])

test.each([
  ['p1', 4_999, [['percent', 750]]],
  [
    'p1',
    5_000,
    [
      ['ten', 1_000],
      ['percent', 750],
    ],
  ],
  [
    'p1',
    10_000,
    [
      ['percent', 1_500],
      ['ten', 1_000],
    ],
  ],
  ['p2', 10_000, [['ten', 1_000]]],
  ['p2', 4_999, []],
])('BEN-6: for %s of %i fen these coupons fit, the best first', (productId, value, best) => {
  expect(fitting(productId, value)).toEqual(best)
})

test('BEN-6: an attached coupon fits the orders of its shop, not those of the creator who hands it out', () => {
  const attached = { ownerId: 'shu', ownerName: '书店', benefitId: 'b' }
  const one = coupon('attached', { attached, coupon: { minimum: yuan(100), off: yuan(50), validDays: 7 } })
  const fits = (ownerId: string) => fittingCoupons([one], { ownerId, productId: 'p1', total: yuan(1_000) })
  expect(fits('luo')).toEqual([])
  expect(fits('shu')).toEqual([{ entitlementId: 'attached', name: one.name, off: 50 }])
})
