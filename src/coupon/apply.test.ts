import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CouponTerms } from '../contract/benefits.ts'
import { goodsOf, reductionOf, takenOff, type CheckoutOrder } from './apply.ts'

const yuan = (value: number, currency = 'CNY') => ({ value, currency })
const full = (minimum: number, off: number, products?: string[]): CouponTerms => ({
  minimum: yuan(minimum),
  off: yuan(off),
  validDays: 7,
  ...(products === undefined ? {} : { products }),
})
const percent = (minimum: number, percentOff: number, atMost: number): CouponTerms => ({
  minimum: yuan(minimum),
  percentOff,
  atMost: yuan(atMost),
  validDays: 7,
})
const order = (value: number, ...lines: [productId: string, value: number][]): CheckoutOrder => ({
  amount: yuan(value),
  ...(lines.length === 0 ? {} : { lines: lines.map(([productId, worth]) => ({ productId, amount: yuan(worth) })) }),
})

describe('BEN-6: what a coupon takes off', () => {
  test.each<[what: string, terms: CouponTerms, goods: number, off: number]>([
    ['one below the minimum', full(10_000, 2_000), 9_999, 0],
    ['the minimum itself', full(10_000, 2_000), 10_000, 2_000],
    ['one above', full(10_000, 2_000), 10_001, 2_000],
    ['all of the goods', full(2_000, 2_000), 2_000, 2_000],
    ['a percentage below its minimum', percent(1_000, 10, 500), 999, 0],
    ['a percentage at its minimum', percent(1_000, 10, 500), 1_000, 100],
    ['a percentage just under its maximum', percent(0, 10, 500), 4_994, 499],
    ['4.5 short of the maximum, half down', percent(0, 10, 500), 4_995, 499],
    ['0.4 short of the maximum, up', percent(0, 10, 500), 4_996, 500],
    ['a percentage at its maximum', percent(0, 10, 500), 5_000, 500],
    ['a percentage past its maximum', percent(0, 10, 500), 50_000, 500],
    ['0.49 is nothing', percent(0, 49, 500), 1, 0],
    ['0.50 is nothing: half goes down', percent(0, 50, 500), 1, 0],
    ['0.51 is one', percent(0, 51, 500), 1, 1],
    ['1.5 is one: half goes down', percent(0, 50, 500), 3, 1],
    ['0.99 is one, all there is', percent(0, 99, 500), 1, 1],
    ['no goods', percent(0, 10, 500), 0, 0],
    ['a maximum of nothing', percent(0, 10, 0), 5_000, 0],
    ['the greatest order', percent(0, 99, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER, 8_917_127_262_193_581],
  ])('%s', (_what, terms, goods, off) => {
    expect(reductionOf(terms, goods)).toBe(off)
  })

  test('the greatest order to the last minor unit', () => {
    const exact = (BigInt(Number.MAX_SAFE_INTEGER) * 99n * 2n + 99n) / 200n
    expect(BigInt(reductionOf(percent(0, 99, Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER))).toBe(exact)
  })

  test('a property: never more than the goods or the maximum, within half a minor unit of the percentage, more for more goods', () => {
    const money = fc.oneof(fc.nat(400), fc.nat(1_000_000), fc.maxSafeNat())
    fc.assert(
      fc.property(money, money, money, fc.integer({ min: 1, max: 99 }), (goods, minimum, atMost, percentOff) => {
        const terms = percent(minimum, percentOff, atMost)
        const off = reductionOf(terms, goods)
        expect(off).toBeLessThanOrEqual(Math.min(goods, atMost))
        if (goods < minimum) expect(off).toBe(0)
        else if (off < atMost) {
          const error = BigInt(off) * 200n - BigInt(goods) * BigInt(percentOff) * 2n
          expect(error >= -100n && error < 100n).toBe(true)
        }
        if (goods < Number.MAX_SAFE_INTEGER) expect(reductionOf(terms, goods + 1)).toBeGreaterThanOrEqual(off)
      }),
    )
  })
})

describe('BEN-6: only the coupon’s goods count, for the minimum and for the reduction', () => {
  const terms = full(10_000, 2_000, ['p1', 'p2'])
  test.each<[what: string, order: CheckoutOrder, goods: number | null]>([
    ['no lines', order(20_000), null],
    ['none of its goods', order(20_000, ['p3', 20_000]), 0],
    ['some of its goods', order(20_000, ['p1', 4_000], ['p3', 12_000], ['p2', 4_000]), 8_000],
    ['a product twice', order(20_000, ['p1', 6_000], ['p1', 4_000]), 10_000],
    ['lines worth more than the order (another discount): what the order costs', order(9_000, ['p1', 12_000]), 9_000],
    [
      'lines beyond every number',
      order(9_000, ['p1', Number.MAX_SAFE_INTEGER], ['p2', Number.MAX_SAFE_INTEGER], ['p1', Number.MAX_SAFE_INTEGER]),
      9_000,
    ],
  ])('%s', (_what, checkout, goods) => {
    expect(goodsOf(terms, checkout)).toBe(goods)
  })

  test('a coupon for all goods needs no lines and reads none', () => {
    expect(goodsOf(full(10_000, 2_000), order(20_000))).toBe(20_000)
    expect(goodsOf(full(10_000, 2_000), order(20_000, ['p9', 1]))).toBe(20_000)
  })

  test('it takes off what its goods bear, or tells why not', () => {
    expect(takenOff(terms, order(30_000, ['p1', 10_000], ['p3', 20_000]), 'CNY')).toBe(2_000)
    expect(takenOff(terms, order(30_000, ['p1', 9_999], ['p3', 20_001]), 'CNY')).toMatchObject({
      rejected: 'below_minimum',
      extra: { minimum: yuan(10_000), goods: yuan(9_999) },
    })
    expect(takenOff(terms, order(30_000), 'CNY')).toMatchObject({
      rejected: 'malformed',
      extra: { errors: [{ path: 'lines' }] },
    })
  })

  test('another currency than the owner’s is no amount of his', () => {
    const foreign = { amount: yuan(30_000, 'USD') }
    expect(takenOff(full(10_000, 2_000), foreign, 'CNY')).toMatchObject({ rejected: 'amount_invalid' })
    const mixed = { amount: yuan(30_000), lines: [{ productId: 'p1', amount: yuan(30_000, 'USD') }] }
    expect(takenOff(terms, mixed, 'CNY')).toMatchObject({ rejected: 'amount_invalid' })
  })

  test('a coupon that would take off nothing is not used up for it', () => {
    expect(takenOff(percent(0, 10, 500), order(0), 'CNY')).toMatchObject({ rejected: 'below_minimum' })
    expect(takenOff(percent(0, 10, 500), order(5), 'CNY')).toMatchObject({ rejected: 'below_minimum' })
    expect(takenOff(percent(0, 10, 500), order(6), 'CNY')).toBe(1)
  })
})
