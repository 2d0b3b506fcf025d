import { describe, expect, test } from 'vitest'
import { moneyText, parseMoney } from './money-text.ts'

describe('BEN-8: an amount is what was typed, to the last fen', () => {
  test.each([
    ['12', 1_200],
    ['12.5', 1_250],
    ['12.50', 1_250],
    ['12.500', 1_250],
    ['0.01', 1],
    ['.5', null],
    ['0', 0],
    ['1,234.56', 123_456],
    ['¥ 20', 2_000],
    ['１２．５', 1_250],
    ['12。5', 1_250],
    ['4.35', 435],
    ['1.005', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
    ['十', null],
    ['9007199254740.99', 900_719_925_474_099],
    ['90071992547409.92', null],
  ])('BEN-8: %s', (typed, value) => expect(parseMoney(typed, 'CNY')).toBe(value))

  test('BEN-8: a currency without minor units takes none', () => {
    expect(parseMoney('500', 'JPY')).toBe(500)
    expect(parseMoney('500.5', 'JPY')).toBeNull()
    expect(moneyText(500, 'JPY')).toBe('500')
  })

  test('BEN-8: what is shown to be changed is what it was', () => {
    for (const value of [0, 1, 10, 99, 100, 101, 1_250, 123_456, 500_000_000])
      expect(parseMoney(moneyText(value, 'CNY'), 'CNY')).toBe(value)
    expect([moneyText(1, 'CNY'), moneyText(1_200, 'CNY')]).toEqual(['0.01', '12'])
  })
})
