import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { minorUnits, parseDecimal, wholeOf } from './decimal.ts'
import { timeReader } from './local-time.ts'
import { columnsOf, priceDigits, type ImportMap } from './map.ts'
import type { LineCode } from './words.ts'

/** One line of a shop's file, understood. Amounts in minor units, positive for returns too; `at` UTC ms. */
export interface ShopLine {
  readonly line: number
  readonly kind: 'sale' | 'return'
  readonly orderId: string
  readonly userId: string
  readonly productId: string
  /** null: numbered by its place in the order */
  readonly lineId: string | null
  readonly quantity: number
  readonly amount: number
  readonly at: number
  /** the order a return names; null when it names none */
  readonly ofOrder: string | null
}

/** Why a line is no sale or return, with what is known of it for the report. */
export interface LeftLine {
  readonly line: number
  readonly code: LineCode
  readonly isReturn: boolean
  /** minor units, where the line says any */
  readonly amount: number
}

/** Reads lines by a map; `missing` names columns that the header does not have. */
export type LineReader = (line: number, fields: readonly string[]) => ShopLine | LeftLine

const idForm = z.object({ id })
const isId = (text: string): boolean => idForm.safeParse({ id: text }).success
const PLAIN_ID = /^[A-Za-z0-9._:-]{1,128}$/

/**
 * A product code as an id: as it is where it can be; otherwise every character that ids cannot have becomes `@` and its code point in hex and
 * `@`, so that two codes never become one. Null when empty or too long.
 */
export function productIdOf(code: string): string | null {
  if (PLAIN_ID.test(code)) return code
  const encoded = [...code].map((one) => (PLAIN_ID.test(one) ? one : `@${one.codePointAt(0)?.toString(16)}@`)).join('')
  return isId(encoded) ? encoded : null
}

/** Columns of the map that the header lacks. */
export function missingColumns(map: ImportMap, header: readonly string[]): string[] {
  return columnsOf(map).filter((name) => !header.includes(name))
}

type IdColumn = ImportMap['order']

function idReader(part: IdColumn, header: readonly string[]): (fields: readonly string[]) => string {
  const at = header.indexOf(part.column)
  const { removeSuffix, addPrefix = '' } = part
  return (fields) => {
    const text = (fields[at] ?? '').trim()
    if (text === '') return ''
    return (
      addPrefix +
      (removeSuffix !== undefined && text.endsWith(removeSuffix) ? text.slice(0, -removeSuffix.length) : text)
    )
  }
}

/**
 * Builds the reader of a file's lines. Order of judgement: what cannot be read, then no customer, then what the map leaves out, then prices and
 * quantities that are no sale.
 */
export function lineReader(map: ImportMap, header: readonly string[]): LineReader {
  const orderOf = idReader(map.order, header)
  const customerOf = idReader(map.customer, header)
  const productOf = idReader(map.product, header)
  const ofOrder = map.returns.ofOrder === undefined ? null : idReader(map.returns.ofOrder, header)
  const place = (name: string | undefined): number => (name === undefined ? -1 : header.indexOf(name))
  const lineAt = place(map.line?.column)
  const timeAt = place(map.time.column)
  const readTime = timeReader({ ...map.time, timeZone: map.time.timeZone ?? null })
  const readAmount = amountReader(map, header)
  const isLeftOut = leftOutBy(map)

  return (line, fields) => {
    const rawOrder = orderOf(fields)
    const money = readAmount(fields)
    if (typeof money === 'string') return { line, code: money, isReturn: false, amount: 0 }
    const isReturn = isReturnLine(map, rawOrder, money)
    const left = (code: LineCode): LeftLine => ({ line, code, isReturn, amount: Math.abs(money.amount) })
    const at = readTime((fields[timeAt] ?? '').trim())
    if (at === null) return left('time_invalid')
    if (!isId(rawOrder)) return left('order_id_invalid')
    const code = productOf(fields)
    const productId = productIdOf(code)
    if (productId === null) return left('product_id_invalid')
    const lineId = lineAt < 0 ? null : (fields[lineAt] ?? '').trim()
    if (lineId !== null && !isId(lineId)) return left('line_id_invalid')
    const userId = customerOf(fields)
    if (userId === '') return left('no_customer')
    if (!isId(userId)) return left('customer_id_invalid')
    if (isLeftOut(rawOrder, code)) return left('left_out')
    if (!money.pricePositive) return left('price_not_positive')
    if (isReturn ? money.quantity === 0 : money.quantity <= 0) return left('quantity_not_positive')
    return {
      line,
      kind: isReturn ? 'return' : 'sale',
      orderId: rawOrder,
      userId,
      productId,
      lineId,
      quantity: Math.abs(money.quantity),
      amount: Math.abs(money.amount),
      at,
      ofOrder: isReturn && ofOrder !== null ? ofOrder(fields) || null : null,
    }
  }
}

interface LineMoney {
  readonly quantity: number
  readonly amount: number
  readonly pricePositive: boolean
}

function amountReader(map: ImportMap, header: readonly string[]): (fields: readonly string[]) => LineMoney | LineCode {
  const quantityAt = map.quantity === undefined ? -1 : header.indexOf(map.quantity.column)
  const priceAt = header.indexOf(map.price.column)
  const digits = priceDigits(map)
  const perLine = map.price.per === 'line'
  return (fields) => {
    const written = map.quantity === undefined ? null : parseDecimal((fields[quantityAt] ?? '').trim(), map.quantity)
    const quantity = map.quantity === undefined ? 1 : written === null ? null : wholeOf(written)
    if (quantity === null) return 'quantity_invalid'
    const price = parseDecimal((fields[priceAt] ?? '').trim(), map.price)
    const amount = price === null ? null : minorUnits(perLine ? 1 : quantity, price, digits)
    if (price === null || amount === null) return 'price_invalid'
    // a line's price carries the sign of a return; without a quantity column that sign is all there is
    if (map.quantity === undefined) {
      const negative = price.digits < 0n
      return { quantity: negative ? -1 : 1, amount, pricePositive: negative ? map.returns.negative : price.digits > 0n }
    }
    const pricePositive = perLine && quantity < 0 ? price.digits !== 0n : price.digits > 0n
    return { quantity, amount, pricePositive }
  }
}

function isReturnLine({ returns }: ImportMap, orderId: string, money: LineMoney): boolean {
  if (returns.orderPrefix !== undefined && orderId.startsWith(returns.orderPrefix)) return true
  return returns.negative && money.quantity < 0
}

function leftOutBy({ leaveOut }: ImportMap): (orderId: string, product: string) => boolean {
  const products = new Set(leaveOut.products)
  const pattern = leaveOut.productPattern === undefined ? null : new RegExp(leaveOut.productPattern)
  return (orderId, product) =>
    products.has(product) ||
    pattern?.test(product) === true ||
    leaveOut.orderPrefixes.some((prefix) => orderId.startsWith(prefix))
}
