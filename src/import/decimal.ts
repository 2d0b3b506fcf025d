/** A decimal number exactly as written: `digits / 10^scale`. */
export interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** How numbers are written in a file. */
export interface NumberStyle {
  readonly point: '.' | ','
  readonly group: '' | '.' | ',' | ' ' | "'"
}

const DIGITS_MOST = 30

/** Reads a decimal text without ever making a float; null when it is none. */
export function parseDecimal(text: string, style: NumberStyle): Decimal | null {
  const plain = style.group === '' ? text : text.replaceAll(style.group, '')
  const match = /^([+-]?)(\d*)(?:([.,])(\d*))?$/.exec(plain)
  if (match === null) return null
  const [, sign = '', whole = '', point, fraction = ''] = match
  const length = whole.length + fraction.length
  if (length === 0 || length > DIGITS_MOST || (point !== undefined && point !== style.point)) return null
  const digits = BigInt(whole + fraction)
  return { digits: sign === '-' ? -digits : digits, scale: fraction.length }
}

/** A whole number of safe size, or null. `6.0` is whole. */
export function wholeOf({ digits, scale }: Decimal): number | null {
  const unit = 10n ** BigInt(scale)
  if (digits % unit !== 0n) return null
  const value = Number(digits / unit)
  return Number.isSafeInteger(value) ? value : null
}

/**
 * `quantity × price` in minor units, rounded half away from zero once, at the end (2.55 × 6 = 1530 pence; 12 × 0.001 = 1 penny).
 * @param minorDigits decimal places of the currency's minor unit; 0 when the price is in minor units already
 * @returns null beyond the safe integers
 */
export function minorUnits(quantity: number, price: Decimal, minorDigits: number): number | null {
  const product = BigInt(quantity) * price.digits * 10n ** BigInt(minorDigits)
  const unit = 10n ** BigInt(price.scale)
  const size = product < 0n ? -product : product
  const rounded = Number((2n * size + unit) / (2n * unit))
  if (!Number.isSafeInteger(rounded)) return null
  return product < 0n ? -rounded : rounded
}

/** Decimal places of a currency's minor unit (ISO 4217): 2 for GBP and CNY, 0 for JPY, 3 for KWD. */
export const minorDigitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
