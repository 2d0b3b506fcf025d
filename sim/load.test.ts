import { expect, test } from 'vitest'
import { parseEvent } from '../src/flow/parse.ts'
import type { WorldEvent } from './happening.ts'
import { createLoad, loadDefaults, type LoadOptions } from './load.ts'

const ownerOf = ({ data }: WorldEvent) => ('ownerId' in data ? data.ownerId : '')

const options: LoadOptions = {
  ...loadDefaults,
  seed: 'load',
  members: 100_000,
  from: Date.UTC(2026, 2, 1),
  events: 60_000,
}

test('the same options give the same load, every event is valid, and none is left at the end', () => {
  const [one, other] = [createLoad(options), createLoad(options)]
  const events = one.next(options.events)
  expect(other.next(options.events)).toEqual(events)
  expect(one.next(1)).toEqual([])
  expect(events).toHaveLength(options.events)
  const refused = events
    .slice(0, 5_000)
    .map(parseEvent)
    .filter((parsed) => 'refused' in parsed)
  expect(refused).toEqual([])
})

test('the mix, the duplicates and the biggest club have their shares', () => {
  const events = createLoad(options).next(options.events)
  const share = (count: number) => count / events.length
  const ofType = (type: string) => share(events.filter((event) => event.type === type).length)
  expect(ofType('live.watched')).toBeCloseTo(0.45, 1.5)
  expect(ofType('live.liked')).toBeCloseTo(0.3, 1.5)
  expect(ofType('live.commented')).toBeCloseTo(0.15, 1.5)
  expect(ofType('product.carted')).toBeCloseTo(0.06, 1.5)
  expect(ofType('order.paid')).toBeCloseTo(0.035, 2)
  expect(ofType('order.refunded')).toBeCloseTo(0.005, 2.5)
  expect(share(events.length - new Set(events.map((event) => event.id)).size)).toBeCloseTo(0.01, 2.5)
  expect(share(events.filter((event) => ownerOf(event) === 'c1').length)).toBeCloseTo(0.2, 1.5)
})

test('TASK-8: a refund names an order of the same user and does not exceed it', () => {
  const events = createLoad(options).next(options.events)
  const orders = new Map(events.flatMap((event) => (event.type === 'order.paid' ? [[event.data.orderId, event]] : [])))
  const refunds = events.filter((event) => event.type === 'order.refunded')
  expect(refunds.length).toBeGreaterThan(100)
  for (const refund of refunds) {
    const order = orders.get(refund.data.orderId)
    expect(order?.subject).toBe(refund.subject)
    expect(refund.data.amount.value).toBeLessThanOrEqual(order?.data.amount.value ?? 0)
  }
})

test('every membership is listed once', () => {
  const load = createLoad({ ...options, clubs: 40, members: 5_000 })
  const list = [...load.memberships()]
  expect(list.length).toBeGreaterThanOrEqual(5_000)
  expect(new Set(list.map(({ userId }) => userId)).size).toBe(list.length)
  expect(new Set(list.map(({ ownerId }) => ownerId)).size).toBe(40)
  const known = new Set(list.map(({ ownerId, userId }) => `${ownerId}/${userId}`))
  for (const event of load.next(2_000)) expect(known.has(`${ownerOf(event)}/${event.subject}`)).toBe(true)
})

test('a load of more members in as many clubs has all the members of the smaller one', () => {
  const [small, large] = [5_000, 50_000].map((members) => createLoad({ ...options, clubs: 40, members }))
  large?.memberCounts.forEach((count, club) => expect(count).toBeGreaterThanOrEqual(small?.memberCounts[club] ?? 0))
  const known = new Set([...(large?.memberships() ?? [])].map(({ userId }) => userId))
  for (const { userId } of small?.memberships() ?? []) expect(known.has(userId)).toBe(true)
})
