/**
 * Codes that people read out and type in: 12 symbols of Crockford's base 32, of which the last is a check over GF(32), so that any one wrong
 * symbol and any two exchanged ones are told as a typo and no row is looked for.
 */

const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 12
/** Random symbols of a code: 55 bits, far too many to guess among any number of codes. */
export const VOUCHER_CODE_BYTES = LENGTH - 1

/** Powers of the generator of GF(32) made by x^5 + x^2 + 1: the weights of the places, all different and none 0. */
const weights = (() => {
  const powers = [1]
  while (powers.length < LENGTH) powers.push(times(powers.at(-1) ?? 1, 2))
  return powers
})()

function times(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** Sum of all places but the last, weighted; the last one's weight is 1, so it is the check itself. */
const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, place) => sum ^ times(value, weights[LENGTH - 1 - place] ?? 0), 0)

/**
 * A code from random bytes.
 * @param random `VOUCHER_CODE_BYTES` bytes of a source that nobody can foresee; five bits of each are used
 * @returns 12 symbols, upper case, without hyphens: as it is stored
 */
export function makeVoucherCode(random: Uint8Array): string {
  const values = Array.from(random.subarray(0, VOUCHER_CODE_BYTES), (byte) => byte & 31)
  if (values.length < VOUCHER_CODE_BYTES) throw new RangeError(`${VOUCHER_CODE_BYTES} random bytes make a code`)
  return [...values, checkOf(values)].map((value) => SYMBOLS[value]).join('')
}

/** What people mistake for one another reads the same. */
const alike: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' }

/**
 * Reads a code as somebody typed it: in any case, with hyphens or spaces, I and L for 1, O for 0.
 * @returns the code as it is stored, or null: mistyped
 */
export function readVoucherCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[ILO]/g, (letter) => alike[letter] ?? letter)
  const values = Array.from(code, (symbol) => SYMBOLS.indexOf(symbol))
  if (values.length !== LENGTH || values.includes(-1)) return null
  return checkOf(values.slice(0, -1)) === values.at(-1) ? code : null
}
