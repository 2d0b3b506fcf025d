import { isRejection } from '../contract/rejections.ts'
import { orderOfDetail, paidEvent, refundedEvent, type KnownOrder } from './doudian-shop.ts'
import { doudianSettings, type OrderMessage } from '../contract/room-forms.ts'
import { codeOf, countCodes, ingestAll } from './ingest-events.ts'
import { openSecrets } from './open-connection.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import {
  addToTally,
  claimPending,
  findConnection,
  keepOrders,
  keepPending,
  knownOrders,
  postponePending,
  settlePending,
  type FailedAttempt,
  type PendingOrder,
  type StoredConnection,
} from './store.ts'

/** Asked about while the platform waits for the answer; more than these wait for `retryPendingOrders`. */
const inlineOrders = 8
/** Calls to the platform at a time. */
const parallelCalls = 4
/** An order taken for asking is left alone by others for so long. */
const leaseMilliseconds = 60_000
const claimLimit = 50
const second = 1_000
/** Waits before attempt 2, 3, …; after the last the order is `failed` and waits for a person. In all about 4 days. */
const waits = [10, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 86_400, 86_400].map(
  (seconds) => seconds * second,
)

/** Keeps order messages, then asks at once about the first few. Codes: one per message asked about, `pending` for the others. */
export async function keepPendingAndResolve(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  messages: readonly OrderMessage[],
  { deliveryId, realNow }: { readonly deliveryId: string; readonly realNow: number },
): Promise<{ codes: string[]; pending: boolean }> {
  const unique = [...new Map(messages.map((message) => [message.key, message])).values()]
  const { connectionId } = connection
  const now = unique.slice(0, inlineOrders)
  const later = unique.slice(inlineOrders)
  await keepPending(app.db, connectionId, deliveryId, now, { now: realNow, dueAt: realNow + leaseMilliseconds })
  if (later.length > 0) await keepPending(app.db, connectionId, deliveryId, later, { now: realNow, dueAt: realNow })
  const orders = now.map((message) => ({ connectionId, deliveryId, message, attempts: 1 }))
  const codes = await resolveOrders(app, parts, connection, orders, realNow)
  const waiting = codes.filter((code) => code.startsWith('pending')).length + later.length
  return { codes: [...codes, ...later.map(() => 'pending')], pending: waiting > 0 }
}

/**
 * Asks again about orders that are due, of every connection (or one), at most 50; returns how many it took. To be called every few seconds, on
 * any number of nodes: an order is taken by one of them. `realNow` is UTC milliseconds.
 */
export async function retryPendingOrders(
  app: RoomApp,
  parts: RoomParts,
  realNow: number,
  connectionId?: string,
): Promise<number> {
  const claimed = await claimPending(app.db, {
    now: realNow,
    leaseMilliseconds,
    limit: claimLimit,
    ...(connectionId === undefined ? {} : { connectionId }),
  })
  for (const id of new Set(claimed.map((order) => order.connectionId))) {
    const orders = claimed.filter((order) => order.connectionId === id)
    const connection = await findConnection(app.db, id)
    if (connection === null) continue
    const codes = await resolveOrders(app, parts, connection, orders, realNow)
    await addToTally(app.db, id, countCodes(codes.filter((code) => !code.startsWith('pending'))))
  }
  return claimed.length
}

/** One code per order, in order: that of its event, or `pending:{why}`. */
async function resolveOrders(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  pending: readonly PendingOrder[],
  realNow: number,
): Promise<string[]> {
  if (pending.length === 0) return []
  const details = await detailsOf(app, parts, connection, pending, realNow)
  const settings = doudianSettings.parse(connection.settings)
  const ready = pending.flatMap(({ message }) => {
    const order = details.get(message.orderId)
    if (order === undefined || 'failed' in order) return []
    const event =
      message.kind === 'paid'
        ? paidEvent(message, order, connection, settings)
        : refundedEvent(message, order, connection)
    return [{ key: message.key, event }]
  })
  const ingested = await ingestAll(
    app,
    ready.map((one) => one.event),
  )
  const codes = new Map<string, string>()
  if (!isRejection(ingested)) {
    ready.forEach(({ key }, index) => {
      const result = ingested.results[index]
      if (result !== undefined) codes.set(key, codeOf(result))
    })
    if (codes.size > 0) await settlePending(app.db, connection.connectionId, [...codes.keys()])
  }
  const failures = pending.flatMap(({ message, attempts }): FailedAttempt[] => {
    if (codes.has(message.key)) return []
    const order = details.get(message.orderId)
    const refused = isRejection(ingested) ? ingested.rejected : 'busy'
    const error = order !== undefined && 'failed' in order ? `${order.failed}: ${order.reason}` : refused
    const wait = waits[attempts - 1]
    return [{ key: message.key, error, dueAt: wait === undefined ? null : realNow + wait }]
  })
  if (failures.length > 0) await postponePending(app.db, connection.connectionId, failures)
  return pending.map(({ message }) => codes.get(message.key) ?? 'pending')
}

type Found = KnownOrder | { readonly failed: string; readonly reason: string }

async function detailsOf(
  app: RoomApp,
  parts: RoomParts,
  connection: StoredConnection,
  pending: readonly PendingOrder[],
  realNow: number,
): Promise<Map<string, Found>> {
  const orderIds = [...new Set(pending.map(({ message }) => message.orderId))]
  const found = new Map<string, Found>(await knownOrders(app.db, connection.connectionId, orderIds))
  const missing = orderIds.filter((orderId) => !found.has(orderId))
  const learnt: KnownOrder[] = []
  for (let start = 0; start < missing.length; start += parallelCalls) {
    const some = missing.slice(start, start + parallelCalls)
    const answers = await Promise.all(some.map((orderId) => askDetail(parts, connection, orderId, realNow)))
    some.forEach((orderId, index) => {
      const answer = answers[index]
      if (answer === undefined) return
      found.set(orderId, answer)
      if (!('failed' in answer)) learnt.push(answer)
    })
  }
  if (learnt.length > 0) await keepOrders(app.db, connection.connectionId, learnt, realNow)
  return found
}

/** Asks about one order and reads the answer; an answer about another order is none. */
export async function askDetail(
  parts: RoomParts,
  connection: StoredConnection,
  orderId: string,
  realNow: number,
): Promise<Found> {
  const settings = doudianSettings.parse(connection.settings)
  const secrets = openSecrets(parts.secrets, connection, realNow)?.[0]
  if (secrets === undefined) return { failed: 'denied', reason: 'the stored secret cannot be read' }
  const answer = await parts.orderDetail[settings.orderDetail].ask({ orderId, settings, secrets, realNow })
  if ('failed' in answer) return answer
  const order = orderOfDetail(answer.detail)
  if (order === null) return { failed: 'unreadable', reason: 'the detail names no buyer or no line' }
  return order.orderId === orderId ? order : { failed: 'unreadable', reason: 'the detail is of another order' }
}
