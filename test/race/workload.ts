import { createRandom } from '../../src/lib/prng.ts'

/** Traffic of every type from a seed, as raw CloudEvents of the public contract; sim/load.ts makes the few types that come by the million. */

/** A number in [0, 1); the same seed gives the same row of numbers on every machine. */
export type Random = () => number

export function seededRandom(seed: number): Random {
  const random = createRandom(String(seed))
  return () => random.next()
}

/** Raw event as a platform sends it. */
export interface RawEvent {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  readonly time: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface WorkloadOptions {
  readonly seed: number
  readonly clubs: number
  /** people of all clubs together; each belongs to one club */
  readonly people: number
  /** people of a room at a time; after `eventsEach` events for each of them others come */
  readonly active: number
  readonly eventsEach: number
  /** instant of the first event, UTC ms */
  readonly from: number
  /** ms between two events */
  readonly pause: number
  /** share of events sent again */
  readonly duplicates: number
  /** weights by type; those not named do not come */
  readonly mix: Readonly<Record<string, number>>
}

/** Every type of event, the rare ones often enough for a test. */
export const everythingMix: WorkloadOptions['mix'] = {
  'live.started': 1,
  'live.ended': 0.3,
  'live.entered': 8,
  'live.watched': 20,
  'live.commented': 10,
  'live.liked': 12,
  'live.shared': 5,
  'live.gifted': 6,
  'live.lightBadge': 6,
  'product.viewed': 6,
  'product.carted': 6,
  'order.paid': 10,
  'order.refunded': 5,
  'order.reviewed': 4,
  'order.shipped': 2,
  'order.delivered': 2,
  'group.visited': 3,
  'video.published': 0.5,
  'user.followed': 3,
  'user.unfollowed': 1,
  'user.profiled': 2,
}

export interface Workload {
  /** The next events, in order of time. */
  take(count: number): RawEvent[]
}

/** Exponent at which the first of 1 000 clubs gets a fifth of all events. */
const ZIPF_EXPONENT = 1.141
const PRODUCTS = 50
const ORDERS_KEPT = 5_000

export const ownerIdOf = (club: number): string => `owner-${club}`
/** Opaque text, as long as platforms' open ids are. */
export const userIdOf = (person: number): string => `_000q7Vx${person.toString(36).padStart(8, '0')}`
/** A person's club follows from his number, so that a store can be filled set by set: club c holds a share of all people by Zipf. */
export function clubShares(clubs: number): readonly number[] {
  const weights = Array.from({ length: clubs }, (_, index) => 1 / (index + 1) ** ZIPF_EXPONENT)
  const sum = weights.reduce((a, b) => a + b, 0)
  let total = 0
  return weights.map((weight) => (total += weight / sum))
}

/** The first place whose running total exceeds `share`. */
export function placeOf(shares: readonly number[], share: number): number {
  let low = 0
  let high = shares.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((shares[middle] ?? 1) > share) high = middle
    else low = middle + 1
  }
  return low
}

interface Order {
  readonly person: number
  readonly club: number
  readonly orderId: string
  readonly paid: number
  refunded: number
}

/** Makes the endless row of events of a seed. Person p of `people` belongs to the club at place p / people. */
export function createWorkload(options: WorkloadOptions): Workload {
  const random = seededRandom(options.seed)
  const shares = clubShares(options.clubs)
  const types = Object.keys(options.mix)
  let total = 0
  const weights = types.map((type) => (total += options.mix[type] ?? 0))
  const orders: Order[] = []
  const sent: RawEvent[] = []
  let active: number[] = []
  let made = 0
  let left = 0
  const upTo = (most: number): number => Math.floor(random() * most)

  /** Others come: the rooms' people are the clubs' people, so a famous club has more of them. */
  const newcomers = (): void => {
    active = Array.from({ length: options.active }, () => upTo(options.people))
    left = options.active * options.eventsEach
  }

  const next = (): RawEvent => {
    if (sent.length > 0 && random() < options.duplicates) return sent[upTo(sent.length)] as RawEvent
    if (left === 0) newcomers()
    left -= 1
    const at = options.from + made * options.pause
    const person = active[upTo(active.length)] ?? 0
    const club = placeOf(shares, person / options.people)
    const type =
      types[
        placeOf(
          weights.map((weight) => weight / total),
          random(),
        )
      ] ?? 'live.watched'
    made += 1
    const event = build(type, { person, club, at })
    if (sent.length < 1_000) sent.push(event)
    else sent[upTo(1_000)] = event
    return event
  }

  const build = (type: string, { person, club, at }: { person: number; club: number; at: number }): RawEvent => {
    const known = type.startsWith('order.') && type !== 'order.paid' ? orders[upTo(orders.length)] : undefined
    const who = known ?? { person, club }
    const owner = { ownerId: ownerIdOf(who.club) }
    const live = { ...owner, sessionId: `session-${who.club}` }
    const data = dataOf(type, who, known, owner, live)
    const subjectless = type === 'live.started' || type === 'live.ended' || type === 'video.published'
    return {
      specversion: '1.0',
      id: `${options.seed}-${made.toString(36).padStart(9, '0')}`,
      source: 'load',
      type,
      ...(subjectless ? {} : { subject: userIdOf(who.person) }),
      time: new Date(at).toISOString(),
      data,
    }
  }

  const dataOf = (
    type: string,
    who: { person: number; club: number },
    order: Order | undefined,
    owner: { ownerId: string },
    live: { ownerId: string; sessionId: string },
  ): Record<string, unknown> => {
    const orderId = order?.orderId ?? `none-${made}`
    switch (type) {
      case 'live.watched':
        return { ...live, seconds: 30 + upTo(90) }
      case 'live.liked':
        return { ...live, count: 1 + upTo(10) }
      case 'live.commented':
        return { ...live, text: '这个好看吗' }
      case 'live.gifted':
        return { ...live, coins: 1 + upTo(99) }
      case 'live.lightBadge':
        return { ...live, count: 1 }
      case 'product.viewed':
      case 'product.carted':
        return { ...owner, productId: `p-${upTo(PRODUCTS)}` }
      case 'order.paid':
        return payment(who, live)
      case 'order.refunded':
        return refund(order, owner, orderId)
      case 'order.reviewed':
        return { ...owner, orderId, lineId: 'l1' }
      case 'order.shipped':
      case 'order.delivered':
        return { ...owner, orderId }
      case 'group.visited':
        return { ...owner, groupId: 'g1' }
      case 'video.published':
        return { ...owner, videoId: `v-${made}` }
      case 'user.followed':
      case 'user.unfollowed':
        return owner
      case 'user.profiled':
        return { age: 18 + upTo(50), cityTier: 1 + upTo(6), name: `粉丝${who.person}` }
      default:
        return live
    }
  }

  const payment = (who: { person: number; club: number }, live: { ownerId: string; sessionId: string }) => {
    const amount = { value: 100 + upTo(20_000), currency: 'CNY' }
    const order = { ...who, orderId: `o-${options.seed}-${made}`, paid: amount.value, refunded: 0 }
    if (orders.length < ORDERS_KEPT) orders.push(order)
    else orders[upTo(ORDERS_KEPT)] = order
    return {
      ...live,
      orderId: order.orderId,
      amount,
      lines: [{ lineId: 'l1', productId: `p-${upTo(PRODUCTS)}`, quantity: 1, amount }],
    }
  }

  const refund = (order: Order | undefined, owner: { ownerId: string }, orderId: string) => {
    const open = order === undefined ? 100 : order.paid - order.refunded
    const value = Math.max(1, random() < 0.5 ? open : Math.ceil(open / 3))
    if (order !== undefined) order.refunded += Math.min(open, value)
    return { ...owner, orderId, refundId: `r-${options.seed}-${made}`, amount: { value, currency: 'CNY' } }
  }

  return { take: (count) => Array.from({ length: count }, next) }
}
