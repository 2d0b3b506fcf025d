import { minorDigits } from './format.ts'

/**
 * What somebody typed as an amount, exactly: `12.5` in a currency of two digits is 1250. Null for anything that is not an amount of it: a third
 * digit, a sign, a word. Full-width digits and points, thousands separators and the currency's sign are read as meant.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const text = typed.normalize('NFKC').replaceAll(/[\s,,¥¥$€£。]/g, (sign) => (sign === '。' ? '.' : ''))
  const digits = minorDigits(currency)
  const match = /^(\d{1,13})(?:\.(\d*))?$/.exec(text)
  if (match === null) return null
  const [, whole = '0', part = ''] = match
  if (part.replace(/0+$/, '').length > digits) return null
  const value = Number(whole + part.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(value) ? value : null
}

/** Minor units as one would type them: 1250 → `12.50`, 1200 → `12`. */
export function moneyText(value: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(value).padStart(digits + 1, '0')
  if (digits === 0) return text
  const [whole, part] = [text.slice(0, -digits), text.slice(-digits)]
  return Number(part) === 0 ? whole : `${whole}.${part}`
}
