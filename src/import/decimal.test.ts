import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minorDigitsOf, minorUnits, parseDecimal, wholeOf, type NumberStyle } from './decimal.ts'

const plain: NumberStyle = { point: '.', group: '' }
const cents = (quantity: number, price: string, style = plain, digits = 2): number | null => {
  const decimal = parseDecimal(price, style)
  return decimal === null ? null : minorUnits(quantity, decimal, digits)
}

describe('TASK-7: decimal text to minor units', () => {
  it.each([
    [6, '2.55', 1530],
    [3, '0.1', 30],
    [1, '1.005', 101],
    [1, '1.0049999999', 100],
    [12, '0.001', 1],
    [4, '0.001', 0],
    [5, '0.001', 1],
    [-5, '0.001', -1],
    [80_995, '2.08', 16_846_960],
    [1, '-11062.06', -1_106_206],
    [1, '38970', 3_897_000],
    [1, '.5', 50],
    [1, '5.', 500],
  ])('%d × %s', (quantity, price, expected) => expect(cents(quantity, price)).toBe(expected))

  it.each(['', '.', '-', '1e3', '1,5', 'NaN', '0x10', '1.2.3', ' 1', '٣', '9'.repeat(40)])('%j is no number', (text) =>
    expect(parseDecimal(text, plain)).toBeNull(),
  )

  it('reads other ways of writing', () => {
    expect(cents(1, '1.234,56', { point: ',', group: '.' })).toBe(123_456)
    expect(cents(1, "1'234.50", { point: '.', group: "'" })).toBe(123_450)
  })

  it('refuses what is beyond the safe integers', () => {
    expect(cents(1, '90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER)
    expect(cents(1, '90071992547409.92')).toBeNull()
  })

  it('agrees with big integers for any cents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        (quantity, price) => {
          const text = `${Math.floor(price / 100)}.${String(price % 100).padStart(2, '0')}`
          expect(cents(quantity, text)).toBe(quantity * price + 0)
        },
      ),
    )
  })

  it.each([
    ['6', 6],
    ['6.0', 6],
    ['-12.00', -12],
    ['1.5', null],
    ['9007199254740992', null],
  ])('%s as a whole number', (text, expected) => {
    const decimal = parseDecimal(text, plain)
    expect(decimal === null ? undefined : wholeOf(decimal)).toBe(expected)
  })

  it('knows the minor units of currencies', () =>
    expect(['GBP', 'CNY', 'JPY', 'KWD'].map(minorDigitsOf)).toEqual([2, 2, 0, 3]))
})
