import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

/** An order of a guest, as the shop knows it. */
export interface KeptOrder {
  readonly orderId: string
  readonly ownerId: string
  readonly userId: string
  readonly productId: string
  readonly quantity: number
  readonly paidFen: number
  /** RFC 3339, decision time */
  readonly paidAt: string
  refundedFen: number
  /** of refunds that are in `refundedFen` */
  refundIds: string[]
  reviewed: boolean
}

const line = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paid'),
    orderId: z.string(),
    ownerId: z.string(),
    userId: z.string(),
    productId: z.string(),
    quantity: z.int(),
    paidFen: z.int(),
    paidAt: z.string(),
    refundedFen: z.int().default(0),
    refundIds: z.array(z.string()).default([]),
    reviewed: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('refunded'), orderId: z.string(), refundId: z.string().optional(), fen: z.int() }),
  z.object({ kind: z.literal('reviewed'), orderId: z.string() }),
])
type Line = z.infer<typeof line>

/** Orders beyond this are forgotten, the oldest first. */
const ORDERS_MOST = 5_000

/** The shop's own book of orders: a file of lines in the data folder, so that a restart forgets nothing. */
export interface KeptOrders {
  find(orderId: string): KeptOrder | undefined
  /** newest first */
  of(userId: string, ownerId: string): KeptOrder[]
  paid(order: KeptOrder): Promise<void>
  /** a refund that the book has already is not written again */
  refunded(orderId: string, refundId: string, fen: number): Promise<void>
  reviewed(orderId: string): Promise<void>
}

/** Opens the book; lines that cannot be read (a stop in the middle of writing) are left out. */
export async function openOrders(file: string): Promise<KeptOrders> {
  const orders = new Map<string, KeptOrder>()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  for (const part of text.split('\n')) apply(orders, readLine(part))
  await mkdir(dirname(file), { recursive: true })
  await rewrite(file, orders)
  const write = async (entry: Line): Promise<void> => {
    apply(orders, entry)
    await appendFile(file, `${JSON.stringify(entry)}\n`)
  }
  return {
    find: (orderId) => orders.get(orderId),
    of: (userId, ownerId) =>
      [...orders.values()].filter((order) => order.userId === userId && order.ownerId === ownerId).reverse(),
    paid: (order) => write({ kind: 'paid', ...order }),
    refunded: (orderId, refundId, fen) => write({ kind: 'refunded', orderId, refundId, fen }),
    reviewed: (orderId) => write({ kind: 'reviewed', orderId }),
  }
}

function readLine(text: string): Line | null {
  try {
    return line.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function apply(orders: Map<string, KeptOrder>, entry: Line | null): void {
  if (entry === null) return
  if (entry.kind === 'paid') {
    const { kind: _, ...order } = entry
    orders.set(order.orderId, order)
    const oldest = orders.keys().next()
    if (orders.size > ORDERS_MOST && oldest.done === false) orders.delete(oldest.value)
    return
  }
  const order = orders.get(entry.orderId)
  if (order === undefined) return
  if (entry.kind === 'reviewed') order.reviewed = true
  else if (entry.refundId === undefined || !order.refundIds.includes(entry.refundId)) {
    order.refundedFen += entry.fen
    if (entry.refundId !== undefined) order.refundIds.push(entry.refundId)
  }
}

/** One line an order, so that the file does not grow with every restart. */
async function rewrite(file: string, orders: ReadonlyMap<string, KeptOrder>): Promise<void> {
  const text = [...orders.values()].map((order) => `${JSON.stringify({ kind: 'paid', ...order })}\n`).join('')
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
