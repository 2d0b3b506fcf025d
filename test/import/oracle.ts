import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/**
 * What every customer of the online-retail-uk file must have in the end, computed straight from the rows and the words of rules.md, without a
 * line of src: no engine, no importer, no rule set. Slow and plain on purpose.
 */

export interface Expected {
  intimacy: number
  level: number
  orders: number
  paidPence: number
  refundedPence: number
}

interface Row {
  invoice: string
  product: string
  quantity: number
  pence: number
  at: number
  customer: string
}

// LVL-2, TASK-3, TASK-4, TASK-7 in shopping mode
const THRESHOLDS = [
  0, 100, 300, 800, 2000, 4000, 7000, 11000, 16000, 22000, 30000, 40000, 52000, 66000, 82000, 100000, 125000, 160000,
  210000, 280000,
]
const levelOf = (points: number): number => THRESHOLDS.filter((threshold) => threshold <= points).length
const purchaseCap = (level: number): number => (level <= 5 ? 450 : level <= 10 ? 550 : level <= 15 ? 650 : 750)
const DAY_CAP = 975

// British summer time in the years of the file: last Sunday of March and of October, both at 01:00 UTC.
const SUMMER: readonly (readonly [number, number])[] = [
  [Date.UTC(2010, 2, 28, 1), Date.UTC(2010, 9, 31, 1)],
  [Date.UTC(2011, 2, 27, 1), Date.UTC(2011, 9, 30, 1)],
]
function londonToUtc(text: string): number {
  const winter = Date.parse(`${text.replace(' ', 'T')}Z`)
  const summer = winter - 3_600_000
  return SUMMER.some(([from, to]) => summer >= from && summer < to) ? summer : winter
}
const shanghaiDay = (at: number): number => Math.floor((at + 8 * 3_600_000) / 86_400_000)

/** Pounds have at most three decimals here: thousandths are whole, pence are rounded half up. */
function penceOf(price: string, quantity: number): number {
  const [pounds = '0', fraction = ''] = price.split('.')
  const thousandths = Number(pounds) * 1000 + Number(fraction.padEnd(3, '0'))
  return Math.floor((thousandths * quantity + 5) / 10)
}

const NO_PRODUCTS = ['POST', 'DOT', 'M', 'm', 'C2', 'C3', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK']

async function readRows(file: string): Promise<Row[]> {
  const text = gunzipSync(await readFile(file)).toString('utf8')
  const rows: Row[] = []
  const [, ...lines] = parse(text)
  for (const [invoice = '', product = '', , quantityText = '', date = '', price = '', customer = ''] of lines) {
    const quantity = Math.abs(Number(quantityText))
    const isReturn = invoice.startsWith('C')
    if (customer === '' || invoice.startsWith('A')) continue
    if (NO_PRODUCTS.includes(product) || product.startsWith('gift_0001_')) continue
    if (Number(price) <= 0 || (!isReturn && Number(quantityText) <= 0)) continue
    rows.push({
      invoice,
      product,
      quantity,
      pence: penceOf(price, quantity),
      at: londonToUtc(date),
      customer: customer.replace('.0', ''),
    })
  }
  return rows
}

interface Invoice {
  id: string
  at: number
  first: number
  rows: Row[]
}

/** The invoices of each customer, oldest first. */
function invoicesOf(rows: readonly Row[]): Map<string, Invoice[]> {
  const byCustomer = new Map<string, Map<string, Invoice>>()
  rows.forEach((row, index) => {
    const invoices = byCustomer.get(row.customer) ?? new Map<string, Invoice>()
    byCustomer.set(row.customer, invoices)
    const invoice = invoices.get(row.invoice) ?? { id: row.invoice, at: row.at, first: index, rows: [] }
    invoices.set(row.invoice, invoice)
    invoice.at = Math.min(invoice.at, row.at)
    invoice.rows.push(row)
  })
  return new Map(
    [...byCustomer].map(([customer, invoices]) => [
      customer,
      [...invoices.values()].sort((a, b) => a.at - b.at || a.first - b.first),
    ]),
  )
}

interface Order {
  paid: number
  refunded: number
  earned: number
  taken: number
}
interface Piece {
  product: string
  order: Order
  left: number
  pence: number
}

/** What a return gives back, by order: newest earlier pieces of the product first, never more than was paid for them. */
function matchReturn(invoice: Invoice, pieces: readonly Piece[]): Map<Order, number> {
  const back = new Map<Order, number>()
  for (const row of invoice.rows) {
    let done = 0
    for (const piece of [...pieces].reverse()) {
      if (piece.product !== row.product || piece.left === 0 || done === row.quantity) continue
      const count = Math.min(piece.left, row.quantity - done)
      const share =
        Math.floor((row.pence * (done + count)) / row.quantity) - Math.floor((row.pence * done) / row.quantity)
      const pence = Math.min(share, piece.pence)
      done += count
      piece.left -= count
      piece.pence -= pence
      if (pence > 0) back.set(piece.order, (back.get(piece.order) ?? 0) + pence)
    }
  }
  return back
}

/** One customer's story; null when nothing of his makes him a member (only returns that found no order). */
function live(invoices: readonly Invoice[]): Expected | null {
  const orders: Order[] = []
  const pieces: Piece[] = []
  const frozen = new Map<number, number>()
  const earnedOn = new Map<number, number>()
  let balance = 0
  for (const invoice of invoices) {
    const isReturn = invoice.id.startsWith('C')
    const back = isReturn ? matchReturn(invoice, pieces) : null
    if (back?.size === 0) continue
    const day = shanghaiDay(invoice.at)
    // TASK-3: invoices come in time order, so what he has now was all earned on earlier days
    if (!frozen.has(day)) frozen.set(day, levelOf(balance))
    if (back === null) {
      const paid = invoice.rows.reduce((sum, row) => sum + row.pence, 0)
      const today = earnedOn.get(day) ?? 0
      const room = Math.min(purchaseCap(frozen.get(day) ?? 1), DAY_CAP) - today
      const earned = Math.max(0, Math.min(Math.floor((paid * 2) / 100), room))
      earnedOn.set(day, today + earned)
      balance += earned
      const order = { paid, refunded: 0, earned, taken: 0 }
      orders.push(order)
      for (const row of invoice.rows) pieces.push({ product: row.product, order, left: row.quantity, pence: row.pence })
    } else {
      for (const [order, pence] of back) {
        // TASK-8, TASK-12
        order.refunded += pence
        const total = Math.floor((order.earned * order.refunded) / order.paid)
        balance = Math.max(0, balance - (total - order.taken))
        order.taken = total
      }
    }
  }
  if (orders.length === 0) return null
  return {
    intimacy: balance,
    level: levelOf(balance),
    orders: orders.length,
    paidPence: orders.reduce((sum, order) => sum + order.paid, 0),
    refundedPence: orders.reduce((sum, order) => sum + order.refunded, 0),
  }
}

/** Every member that the file makes, by customer number. */
export async function expectedOf(file: string): Promise<ReadonlyMap<string, Expected>> {
  const expected = new Map<string, Expected>()
  for (const [customer, invoices] of invoicesOf(await readRows(file))) {
    const story = live(invoices)
    if (story !== null) expected.set(customer, story)
  }
  return expected
}
