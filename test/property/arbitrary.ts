import fc from 'fast-check'
import type { SentEvent } from '../support/club.ts'

/** Random traffic of a few fans of one club, as CloudEvents. Small numbers on purpose: they meet caps, overlaps and each other. */

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Midnight in Shanghai: the first instant of 2026-03-10. */
export const DAY_BEGINS = Date.UTC(2026, 2, 9, 16)

/** What happens, without ids: `at` is milliseconds after the first day began. */
export interface Act {
  readonly user: string
  readonly at: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

const yuan = (fen: number) => ({ value: fen, currency: 'CNY' })
const rooms = ['r1', 'r2']
const orderIds = ['A', 'B', 'C', 'D']
const lineIds = ['1', '2', '3']

const act = <T extends Readonly<Record<string, unknown>>>(type: string, data: fc.Arbitrary<T>) =>
  data.map((value) => ({ type, data: value }))
const inRoom = { sessionId: fc.constantFrom(...rooms) }

/** Amounts around the steps of a point and of the caps, and anything. */
export const fen = fc.oneof(fc.nat(300), fc.constantFrom(22_499, 22_500, 22_501, 37_500), fc.nat(60_000))

const earning = fc.oneof(
  act(
    'live.watched',
    fc.record({ ...inRoom, seconds: fc.oneof(fc.integer({ min: 1, max: 900 }), fc.constantFrom(299, 300, 301)) }),
  ),
  act('live.commented', fc.record(inRoom)),
  act('live.liked', fc.record({ ...inRoom, count: fc.integer({ min: 1, max: 45 }) })),
  act('live.shared', fc.record(inRoom)),
  act('live.entered', fc.record(inRoom)),
  act('live.gifted', fc.record({ ...inRoom, coins: fc.integer({ min: 1, max: 150 }) })),
  act('live.lightBadge', fc.record({ count: fc.integer({ min: 1, max: 2 }) })),
  act('product.viewed', fc.record({ productId: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7') })),
  act('product.carted', fc.record({ productId: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7') })),
  act('group.visited', fc.constant({ groupId: 'g' })),
)

const order = act(
  'order.paid',
  fc.record({
    orderId: fc.constantFrom(...orderIds),
    value: fen,
    sessionId: fc.option(fc.constantFrom(...rooms), { nil: undefined }),
  }),
).map(({ type, data }) => ({
  type,
  data: {
    orderId: data.orderId,
    amount: yuan(data.value),
    ...(data.sessionId === undefined ? {} : { sessionId: data.sessionId }),
    lines: lineIds.map((lineId, index) => ({
      lineId,
      productId: 'p',
      quantity: 1,
      amount: yuan(index === 0 ? data.value : 0),
    })),
  },
}))
const refund = act(
  'order.refunded',
  fc.record({
    orderId: fc.constantFrom(...orderIds),
    refundId: fc.constantFrom('x', 'y', 'z'),
    amount: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 30_000 })).map(yuan),
  }),
)
const review = act(
  'order.reviewed',
  fc.record({ orderId: fc.constantFrom(...orderIds), lineId: fc.constantFrom(...lineIds) }),
)

/** Acts of `users` spread over `days` business days. */
function acts(
  users: readonly string[],
  days: number,
  what: fc.Arbitrary<{ type: string; data: object }>,
  maxLength: number,
) {
  return fc.array(
    fc
      .record({ user: fc.constantFrom(...users), at: fc.nat(days * DAY - 1), what })
      .map(({ user, at, what: { type, data } }): Act => ({ user, at, type, data: data as Act['data'] })),
    { maxLength },
  )
}

/** Everything but refunds and reviews, of one day: what may come in any order. Each order id is bought at most once. */
export const earningDay = (maxLength = 60): fc.Arbitrary<Act[]> =>
  fc
    .tuple(
      acts(['ann', 'bob'], 1, earning, maxLength),
      fc.uniqueArray(fc.tuple(fc.constantFrom(...orderIds), fen, fc.nat(DAY - 1)), { selector: ([id]) => id }),
    )
    .map(([some, orders]) => [
      ...some,
      ...orders.map(([orderId, value, at]): Act => ({
        user: 'ann',
        at,
        type: 'order.paid',
        data: {
          orderId,
          amount: yuan(value),
          lines: [{ lineId: '1', productId: 'p', quantity: 1, amount: yuan(value) }],
        },
      })),
    ])

/** All that can happen, over several days, in any order of arrival. */
export const traffic = (users: readonly string[], days: number, maxLength = 80): fc.Arbitrary<Act[]> =>
  acts(
    users,
    days,
    fc.oneof(
      { weight: 5, arbitrary: earning },
      { weight: 2, arbitrary: order },
      { weight: 2, arbitrary: refund },
      { weight: 1, arbitrary: review },
    ),
    maxLength,
  )

/** Acts as events with ids of their own; `tag` keeps runs on one store apart. */
export function toEvents(list: readonly Act[], { tag = '', owner = 'luo', from = DAY_BEGINS } = {}): SentEvent[] {
  return list.map(
    ({ user, at, type, data }, index) =>
      ({
        specversion: '1.0',
        id: `${tag}e${index}`,
        source: 'property',
        type,
        subject: `${tag}${user}`,
        time: new Date(from + at).toISOString(),
        data: {
          ownerId: owner,
          ...data,
          ...('sessionId' in data ? { sessionId: `${tag}${String(data['sessionId'])}` } : {}),
        },
      }) as SentEvent,
  )
}

/** A permutation of a list with some of it twice. */
export const shuffledWithDuplicates = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(fc.shuffledSubarray([...list], { minLength: list.length }), fc.subarray([...list]))
    .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }))
