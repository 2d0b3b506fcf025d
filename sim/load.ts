import type { EventData } from '../src/contract/events.ts'
import { createRandom, type Random } from '../src/lib/prng.ts'
import { DAY, SECOND } from '../src/lib/time.ts'
import type { WorldEvent } from './happening.ts'

/** What the load looks like; the defaults are the session workload that the engine is measured by. */
export interface LoadOptions {
  readonly seed: string
  readonly clubs: number
  /** memberships over all clubs; each is one user in one club */
  readonly members: number
  /** members who act at a time; all of them: the pessimistic spread load */
  readonly active: number
  /** mean events of a member until another takes his place */
  readonly eventsEach: number
  /** UTC ms of the first event */
  readonly from: number
  /** events spread evenly over so many days */
  readonly days: number
  readonly events: number
  /** the events' `source`; two loads on one store need two, as their ids are the same */
  readonly source?: string
}

export const loadDefaults: Omit<LoadOptions, 'seed' | 'from' | 'events'> = {
  clubs: 1_000,
  members: 1_000_000,
  active: 5_000,
  eventsEach: 20,
  days: 3,
}

/** The share of the biggest club. */
const BIGGEST_SHARE = 0.2
const DUPLICATE_SHARE = 0.01
/** Cumulative: what an event is. */
const mix = [
  ['watch', 0.45],
  ['like', 0.75],
  ['comment', 0.9],
  ['cart', 0.96],
  ['order', 0.995],
  ['refund', 1],
] as const
const ORDERS_KEPT = 4_096
const RECENT_KEPT = 1_024
const PRODUCTS = 50

/** A stream of load. */
export interface Load {
  readonly ownerIds: readonly string[]
  /** The next events, at most `count`; fewer, then none, when all are made. Duplicates are the same object again. */
  next(count: number): WorldEvent[]
  /** Members of each club, in the order of `ownerIds`. A load of more members in as many clubs has all of these members and more. */
  readonly memberCounts: readonly number[]
  /** Every membership, club by club. */
  memberships(): Iterable<{ readonly ownerId: string; readonly userId: string }>
}

/** The user id of a club's member: each is a member of one club. @param club from 0 @param member from 0 */
export const userIdOf = (club: number, member: number): string => `u${club + 1}-${member}`

/** The exponent at which the first of `count` has `share` of all (Zipf), found by halving. */
function zipfExponent(count: number, share: number): number {
  let [low, high] = [0, 20]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    let sum = 0
    for (let rank = 1; rank <= count; rank += 1) sum += rank ** -middle
    if (1 / sum < share) low = middle
    else high = middle
  }
  return low
}

/** Club of each of 2^16 equal parts of [0, 1), and how many members each club has. */
function divide(clubs: number, members: number): { parts: Uint16Array; counts: readonly number[] } {
  const exponent = clubs > 1 / BIGGEST_SHARE ? zipfExponent(clubs, BIGGEST_SHARE) : 0
  const weights = Array.from({ length: clubs }, (_, index) => (index + 1) ** -exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = new Uint16Array(65_536)
  const counts: number[] = []
  let cumulative = 0
  let part = 0
  let given = 0
  weights.forEach((weight, club) => {
    cumulative += weight / total
    // every club has one member at least
    counts.push(Math.max(1, Math.round(cumulative * members) - given))
    given += counts[club] ?? 0
    for (; part < cumulative * parts.length; part += 1) parts[part] = club
  })
  return { parts, counts }
}

interface Slot {
  ownerId: string
  sessionId: string
  userId: string
  left: number
}

/** Live traffic for benchmarks: the same for the same options. At most 65 536 clubs. */
export function createLoad(options: LoadOptions): Load {
  const { clubs, members, active, eventsEach, from, days, events, source = 'load' } = options
  if (clubs < 1 || clubs > 65_536 || members < clubs) throw new RangeError('1 to 65 536 clubs, each with a member')
  const random = createRandom(`${options.seed}/load`)
  const { parts, counts } = divide(clubs, members)
  const ownerIds = Array.from({ length: clubs }, (_, index) => `c${index + 1}`)
  const sessionIds = ownerIds.map((ownerId) => `${ownerId}-live`)
  const enter = (slot: Slot): void => {
    const club = parts[random.below(65_536)] ?? 0
    slot.ownerId = ownerIds[club] ?? ''
    slot.sessionId = sessionIds[club] ?? ''
    slot.userId = userIdOf(club, random.below(counts[club] ?? 1))
    slot.left = 1 + Math.floor(random.wait(eventsEach))
  }
  const slots = Array.from({ length: active }, () => {
    const slot: Slot = { ownerId: '', sessionId: '', userId: '', left: 0 }
    enter(slot)
    return slot
  })
  const orders = createOrders(random)
  const recent: WorldEvent[] = []
  const step = (days * DAY) / Math.max(1, events)
  let made = 0
  let second = -1
  let time = ''

  const make = (): WorldEvent => {
    const at = from + made * step
    if (Math.floor(at / SECOND) !== second) {
      second = Math.floor(at / SECOND)
      time = new Date(second * SECOND).toISOString()
    }
    const slot = slots[random.below(active)]
    if (slot === undefined) throw new RangeError('nobody is active')
    slot.left -= 1
    if (slot.left < 0) enter(slot)
    return eventOf(random, slot, orders, { id: `${made}`, source, time })
  }
  return {
    ownerIds,
    memberCounts: counts,
    next(count) {
      const list: WorldEvent[] = []
      for (; list.length < count && made < events; made += 1) {
        const again =
          made >= RECENT_KEPT && random.chance(DUPLICATE_SHARE) ? recent[random.below(RECENT_KEPT)] : undefined
        const event = again ?? make()
        recent[made % RECENT_KEPT] = event
        list.push(event)
      }
      return list
    },
    *memberships() {
      for (const [club, count] of counts.entries())
        for (let member = 0; member < count; member += 1)
          yield { ownerId: ownerIds[club] ?? '', userId: userIdOf(club, member) }
    },
  }
}

interface Order {
  readonly ownerId: string
  readonly userId: string
  readonly orderId: string
  readonly value: number
}

/** Recent orders that were not refunded. */
function createOrders(random: Random): { add(order: Order): void; take(): Order | undefined } {
  const kept: Order[] = []
  return {
    add(order) {
      if (kept.length < ORDERS_KEPT) kept.push(order)
      else kept[random.below(ORDERS_KEPT)] = order
    },
    take() {
      const index = random.below(Math.max(1, kept.length))
      const order = kept[index]
      const last = kept.pop()
      if (order !== undefined && last !== undefined && order !== last) kept[index] = last
      return order
    },
  }
}

function eventOf(
  random: Random,
  slot: Slot,
  orders: ReturnType<typeof createOrders>,
  told: { readonly id: string; readonly source: string; readonly time: string },
): WorldEvent {
  const { id } = told
  const roll = random.next()
  const drawn = mix.find(([, upTo]) => roll < upTo)?.[0] ?? 'watch'
  const refunded = drawn === 'refund' ? orders.take() : undefined
  // no order to refund yet: one more is placed
  const kind = drawn === 'refund' && refunded === undefined ? 'order' : drawn
  const { ownerId, sessionId, userId } = slot
  const event = <T extends keyof EventData>(type: T, subject: string, data: EventData[T]): WorldEvent =>
    ({ specversion: '1.0', ...told, type, subject, data }) as WorldEvent
  if (refunded !== undefined) {
    const value = random.chance(0.5) ? refunded.value : Math.floor(refunded.value / 2)
    return event('order.refunded', refunded.userId, {
      ownerId: refunded.ownerId,
      orderId: refunded.orderId,
      refundId: `r${id}`,
      amount: { value, currency: 'CNY' },
    })
  }
  switch (kind) {
    case 'like':
      return event('live.liked', userId, { ownerId, sessionId, count: random.between(1, 30) })
    case 'comment':
      return event('live.commented', userId, { ownerId, sessionId, text: '这个怎么卖' })
    case 'cart':
      return event('product.carted', userId, { ownerId, productId: `p${random.below(PRODUCTS)}` })
    case 'order': {
      const order = { ownerId, userId, orderId: `o${id}`, value: random.between(990, 39_900) }
      orders.add(order)
      const amount = { value: order.value, currency: 'CNY' }
      const lines = [{ lineId: '1', productId: `p${random.below(PRODUCTS)}`, quantity: 1, amount }]
      return event('order.paid', userId, { ownerId, orderId: order.orderId, amount, lines, sessionId })
    }
    default:
      return event('live.watched', userId, { ownerId, sessionId, seconds: random.between(30, 300) })
  }
}
