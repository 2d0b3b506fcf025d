import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeVoucherCode, readVoucherCode, VOUCHER_CODE_BYTES } from './voucher-code.ts'

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codes = fc
  .uint8Array({ minLength: VOUCHER_CODE_BYTES, maxLength: VOUCHER_CODE_BYTES })
  .map((bytes) => makeVoucherCode(bytes))

test('BEN-6: a code is 12 symbols that nobody mistakes, and reads back', () => {
  fc.assert(
    fc.property(codes, (code) => {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
      expect(readVoucherCode(code)).toBe(code)
    }),
  )
})

test('BEN-6: codes of one and the same bytes never change: they are stored', () => {
  expect(makeVoucherCode(new Uint8Array(11))).toBe('000000000000')
  expect(makeVoucherCode(Uint8Array.from({ length: 11 }, (_, index) => index + 1))).toBe('123456789ABV')
  // the upper bits of a byte do not count
  expect(makeVoucherCode(Uint8Array.from({ length: 11 }, (_, index) => (index + 1) | 0xe0))).toBe('123456789ABV')
})

test('BEN-6: any one wrong symbol is a typo', () => {
  const code = makeVoucherCode(randomBytes(VOUCHER_CODE_BYTES))
  for (let place = 0; place < 12; place += 1)
    for (const symbol of symbols)
      if (symbol !== code[place])
        expect(readVoucherCode(code.slice(0, place) + symbol + code.slice(place + 1)), `${code} ${place}`).toBeNull()
})

test('BEN-6: any two symbols in each other’s place are a typo', () => {
  fc.assert(
    fc.property(codes, fc.nat(11), fc.nat(11), (code, one, other) => {
      const typed = [...code]
      typed[one] = code[other] ?? ''
      typed[other] = code[one] ?? ''
      const same = typed.join('') === code
      expect(readVoucherCode(typed.join(''))).toBe(same ? code : null)
    }),
  )
})

test('BEN-6: a code may be typed as people write', () => {
  const code = makeVoucherCode(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
  expect(code.startsWith('01')).toBe(true)
  expect(readVoucherCode(code.toLowerCase())).toBe(code)
  expect(readVoucherCode(`${code.slice(0, 4)}-${code.slice(4, 8)} ${code.slice(8)}`)).toBe(code)
  expect(readVoucherCode(code.replace('0', 'O').replace('1', 'I'))).toBe(code)
  expect(readVoucherCode(code.replace('0', 'o').replace('1', 'l'))).toBe(code)
})

test('BEN-6: what is no code is told as a typo', () => {
  for (const typed of [
    '',
    '0',
    '00000000000',
    '0000000000000',
    'U00000000000',
    '００００００００００００',
    '\u0000',
    '💥'.repeat(12),
  ])
    expect(readVoucherCode(typed), typed).toBeNull()
})

test('BEN-6: too few random bytes make no code', () => {
  expect(() => makeVoucherCode(new Uint8Array(10))).toThrow(RangeError)
})
