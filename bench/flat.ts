import type { Incoming } from '../src/contract/events.ts'
import { tasks, type Task } from '../src/contract/words.ts'

/** A parsed event of the load's types as the plain values that a stored procedure or a script takes. */
export interface FlatEvent {
  readonly id: string
  readonly source: string
  readonly type: Incoming['type']
  readonly userId: string
  readonly ownerId: string
  /** UTC ms */
  readonly at: number
  readonly bodyHash: string
  readonly sessionId: string | null
  /** position in `tasks` from 1; null for what earns by no task of its own (a refund) */
  readonly task: number | null
  /** seconds, likes, minor units of money, or 1 */
  readonly number: number
  /** product or order id */
  readonly key: string | null
  readonly refundId: string | null
  /** null unless all of the event's money has one */
  readonly currency: string | null
  readonly lineIds: readonly string[]
}

const taskOf = (task: Task): number => tasks.indexOf(task) + 1

/** @throws RangeError for a type that the load does not have */
export function flatten(event: Incoming): FlatEvent {
  const { id, source, type, userId, at, bodyHash } = event
  if (userId === null) throw new RangeError(`${type} is not of the load`)
  const common = { id, source, type, userId, at, bodyHash, refundId: null, currency: null, key: null, lineIds: [] }
  switch (event.type) {
    case 'live.watched':
      return { ...common, ...roomOf(event.data), task: taskOf('watch'), number: event.data.seconds }
    case 'live.liked':
      return { ...common, ...roomOf(event.data), task: taskOf('like'), number: event.data.count }
    case 'live.commented':
      return { ...common, ...roomOf(event.data), task: taskOf('comment'), number: 1 }
    case 'product.carted': {
      const { ownerId, productId } = event.data
      return { ...common, ownerId, sessionId: null, task: taskOf('cart'), number: 1, key: productId }
    }
    case 'order.paid': {
      const { orderId, amount, lines } = event.data
      const isOneCurrency = lines.every((line) => line.amount.currency === amount.currency)
      return {
        ...common,
        ...roomOf(event.data),
        task: taskOf('purchase'),
        number: amount.value,
        key: orderId,
        currency: isOneCurrency ? amount.currency : null,
        lineIds: lines.map((line) => line.lineId),
      }
    }
    case 'order.refunded': {
      const { ownerId, orderId, refundId, amount } = event.data
      const money = { number: amount.value, currency: amount.currency }
      return { ...common, ...money, ownerId, sessionId: null, task: null, key: orderId, refundId }
    }
    default:
      throw new RangeError(`${type} is not of the load`)
  }
}

const roomOf = (data: { readonly ownerId: string; readonly sessionId?: string | undefined }) => ({
  ownerId: data.ownerId,
  sessionId: data.sessionId ?? null,
})
