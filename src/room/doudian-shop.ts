import { createHash } from 'node:crypto'
import { parseBigJson, parseBigJsonBytes } from '../lib/big-json.ts'
import {
  fieldsOf,
  idTextOf,
  instantOf,
  instantText,
  integerOf,
  platformId,
  sameText,
  textOf,
  type Fields,
} from './fields.ts'
import type {
  Connection,
  Delivery,
  DoudianSettings,
  Dropped,
  DropReason,
  Mapped,
  OrderMessage,
  PlatformEvent,
  Secrets,
  Unreadable,
} from '../contract/room-forms.ts'

/**
 * Doudian shop messages (research/platforms.md 5.3; https://op.jinritemai.com/docs/message-docs/30/110 and 31/121). The paid and the refund
 * message name neither buyer nor room: they become `orders`, which `paidEvent` and `refundedEvent` finish once the order detail is known.
 */

/** hex md5(app_key + body + app_secret). */
export function doudianSignature(appKey: string, rawBody: Uint8Array, appSecret: string): string {
  return createHash('md5').update(appKey).update(rawBody).update(appSecret).digest('hex')
}

/** True when one of the app secrets made `event-sign` (any case). It signs no time: a replay is harmless, since ids of orders and refunds count once. */
export function verifyDoudian(delivery: Delivery, secrets: readonly Secrets[], settings: DoudianSettings): boolean {
  const given = delivery.headers['event-sign']?.toLowerCase()
  if (given === undefined) return false
  const expected = secrets.flatMap((set) =>
    set['appSecret'] ? [doudianSignature(settings.appKey, delivery.rawBody, set['appSecret'])] : [],
  )
  return expected.filter((text) => sameText(text, given)).length > 0
}

/** What a delivery means; pure. Every tag that is neither paid nor refunded is listed as `unknownType`. */
export function mapDoudian(delivery: Delivery, settings: DoudianSettings): Mapped | Unreadable {
  const parsed = parseBigJsonBytes(delivery.rawBody)
  if ('refused' in parsed) return { unreadable: parsed.refused }
  const messages = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
  const orders: OrderMessage[] = []
  const dropped: Dropped[] = []
  for (const message of messages) {
    const fields = fieldsOf(message) ?? {}
    const tag = textOf(fields, 'tag')
    const result = mapMessage(tag, dataOf(fields['data']), settings)
    if (typeof result !== 'string') orders.push(result)
    else dropped.push({ messageId: textOf(fields, 'msgId', 'msg_id'), type: tag, reason: result })
  }
  return { events: [], joins: [], leaves: [], orders, dropped }
}

/** `data` is an object, or the same as JSON text. */
function dataOf(value: unknown): Fields | null {
  if (typeof value !== 'string') return fieldsOf(value)
  const parsed = parseBigJson(value)
  return 'value' in parsed ? fieldsOf(parsed.value) : null
}

function mapMessage(tag: string | null, fields: Fields | null, settings: DoudianSettings): OrderMessage | DropReason {
  if (tag === null) return 'unreadable'
  const paid = settings.tags.paid.includes(tag)
  if (!paid && !settings.tags.refunded.includes(tag)) return 'unknownType'
  const orderId = fields === null ? null : idTextOf(fields, 'p_id')
  if (fields === null || orderId === null) return 'unreadable'
  return paid ? paidMessage(orderId, fields) : refundMessage(orderId, fields)
}

function paidMessage(orderId: string, fields: Fields): OrderMessage | DropReason {
  // pay_type 0 (货到付款): the message tells that the order was confirmed, not that it was paid
  if (integerOf(fields, 'pay_type') === 0) return 'cashOnDelivery'
  const at = instantOf(fields, 'pay_time')
  if (at === null) return 'unreadable'
  return { kind: 'paid', key: `paid:${orderId}`, orderId, shopId: idTextOf(fields, 'shop_id'), at }
}

/** p_id is the order (店铺订单), s_id its line (商品单); refund_amount includes freight, of which refund_post_amount tells how much. */
function refundMessage(orderId: string, fields: Fields): OrderMessage | DropReason {
  const refundId = idTextOf(fields, 'aftersale_id')
  const at = instantOf(fields, 'success_time')
  const total = integerOf(fields, 'refund_amount')
  if (refundId === null || at === null || total === null || total < 0) return 'unreadable'
  const refundFen = total - Math.max(0, integerOf(fields, 'refund_post_amount') ?? 0)
  if (refundFen < 1) return 'nothingRefunded'
  const key = `refund:${refundId}`
  const lineId = idTextOf(fields, 's_id')
  return { kind: 'refunded', key, orderId, lineId, refundId, refundFen, shopId: idTextOf(fields, 'shop_id'), at }
}

/** What is known of a paid order: from the order detail, kept so that a later refund finds its buyer. Amounts in fen, goods only. */
export interface KnownOrder {
  readonly orderId: string
  readonly userId: string
  readonly paidFen: number
  readonly lines: readonly {
    readonly lineId: string
    readonly productId: string
    readonly quantity: number
    readonly amountFen: number
  }[]
  readonly roomId: string | null
  readonly authorId: string | null
}

/** An event holds at most this many lines (contract/events.ts). */
const maxLines = 500

/**
 * Reads `data` of `order.orderDetail`; null where it names no buyer or no line. A line's amount is what was paid for goods: `pay_amount` without
 * freight, freight insurance and tax (TASK-7).
 */
export function orderOfDetail(detail: unknown): KnownOrder | null {
  const order = fieldsOf(fieldsOf(detail)?.['shop_order_detail'])
  const buyer = order === null ? null : textOf(order, 'doudian_open_id')
  const orderId = order === null ? null : textOf(order, 'order_id')
  const list = order?.['sku_order_list']
  if (buyer === null || orderId === null || !Array.isArray(list) || list.length === 0 || list.length > maxLines)
    return null
  const rows = list.map(fieldsOf).filter((row) => row !== null)
  const lines = rows.map(lineOf).filter((line) => line !== null)
  if (lines.length !== list.length) return null
  return {
    orderId,
    userId: platformId(buyer),
    paidFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    lines,
    roomId: firstId(rows, 'room_id_str', 'room_id'),
    authorId: firstId(rows, 'author_id'),
  }
}

function lineOf(row: Fields): KnownOrder['lines'][number] | null {
  const lineId = textOf(row, 'order_id')
  const productId = textOf(row, 'product_id_str', 'product_id')
  const paid = integerOf(row, 'pay_amount')
  if (lineId === null || productId === null || paid === null || paid < 0) return null
  const extras = ['post_amount', 'post_insurance_amount', 'tax_amount']
  const extraFen = extras.reduce((sum, name) => sum + Math.max(0, integerOf(row, name) ?? 0), 0)
  return {
    lineId: platformId(lineId),
    productId: platformId(productId),
    quantity: Math.max(1, integerOf(row, 'item_num') ?? 1),
    amountFen: Math.max(0, paid - extraFen),
  }
}

function firstId(rows: readonly Fields[], ...names: readonly string[]): string | null {
  for (const row of rows) {
    const value = idTextOf(row, ...names)
    if (value !== null && value !== '0') return value
  }
  return null
}

const sourceOf = (message: OrderMessage, connection: Connection) =>
  `doudian-shop:${platformId(message.shopId ?? connection.connectionId)}`

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** The order as an event; a Douyin live room's number is that of one broadcast, so it names the session. */
export function paidEvent(
  message: OrderMessage,
  order: KnownOrder,
  connection: Connection,
  settings: DoudianSettings,
): PlatformEvent {
  const own =
    settings.authorIds.length === 0 || (order.authorId !== null && settings.authorIds.includes(order.authorId))
  const sessionId = own && order.roomId !== null ? { sessionId: platformId(`douyin-${order.roomId}`) } : {}
  return {
    specversion: '1.0',
    id: message.key,
    source: sourceOf(message, connection),
    type: 'order.paid',
    subject: order.userId,
    time: instantText(message.at),
    data: {
      ownerId: connection.ownerId,
      orderId: platformId(message.orderId),
      amount: yuan(order.paidFen),
      lines: order.lines.map(({ amountFen, ...line }) => ({ ...line, amount: yuan(amountFen) })),
      ...sessionId,
      ...(order.authorId === null ? {} : { authorId: platformId(order.authorId) }),
    },
  }
}

/**
 * The refund as an event (TASK-8). It is never more than was paid for the line it names, or for the order: the message may count what we do not
 * (insurance, vouchers), and a full refund must not be refused for it.
 */
export function refundedEvent(
  message: Extract<OrderMessage, { kind: 'refunded' }>,
  order: KnownOrder,
  connection: Connection,
): PlatformEvent {
  const line = order.lines.find((one) => message.lineId !== null && one.lineId === platformId(message.lineId))
  const value = Math.min(message.refundFen, line?.amountFen ?? order.paidFen)
  return {
    specversion: '1.0',
    id: message.key,
    source: sourceOf(message, connection),
    type: 'order.refunded',
    subject: order.userId,
    time: instantText(message.at),
    data: {
      ownerId: connection.ownerId,
      orderId: platformId(message.orderId),
      refundId: platformId(message.refundId),
      amount: yuan(value),
    },
  }
}
