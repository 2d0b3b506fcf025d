import type { Random } from '../../src/lib/prng.ts'
import type { SentEvent } from '../support/club.ts'
import { DAY, HOUR, MINUTE, SECOND, SHANGHAI, rulesOf, type Op, type World } from './world.ts'

/** What people do, and how the platforms tell of it: twice, late, in another order, ahead of time, with an id used before. */

type Frame = Pick<World, 'begins' | 'days' | 'owners' | 'users' | 'rules'>
type Told = { readonly at: number; readonly event: SentEvent }

/** What a world is mostly about: little by little all of it, or much of one thing by two people. */
type Focus = 'all' | 'watching' | 'leaving' | 'orders'

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** Instants of a world, a third of them within minutes of a day's edge in Shanghai. */
function instantOf(frame: Frame, random: Random): number {
  const at = frame.begins + random.below(frame.days * DAY)
  if (!random.chance(0.35)) return at
  const midnight = Math.floor((at + SHANGHAI) / DAY) * DAY - SHANGHAI
  return Math.max(frame.begins, midnight + random.pick([-1, 0, 1, -SECOND, SECOND, random.between(-400, 400) * SECOND]))
}

const midnightAfter = (at: number): number => (Math.floor((at + SHANGHAI) / DAY) + 1) * DAY - SHANGHAI

/** Most of what happens happens to few: they meet caps, rungs and each other. */
const someone = (frame: Frame, random: Random): string =>
  frame.users[random.chance(0.85) ? random.below(Math.min(6, frame.users.length)) : random.below(frame.users.length)] ??
  'u0'
const someOwner = (frame: Frame, random: Random): string =>
  frame.owners[random.chance(0.7) ? 0 : random.below(frame.owners.length)]?.ownerId ?? 'o0'

export function storyOf(frame: Frame, random: Random): readonly Op[] {
  const focus: Focus = random.pick(['all', 'all', 'all', 'watching', 'leaving', 'orders'])
  const ops: Op[] = joinings(frame, random)
  const told = tellings(frame, random, focus)
  // platforms send what gathered: one request holds what arrived within a while
  for (let from = 0; from < told.length;) {
    const size = random.pick([1, 1, 2, 3, 5, 8, 20])
    const part = told.slice(from, from + size)
    from += size
    ops.push({ kind: 'send', at: part.at(-1)?.at ?? 0, events: part.map(({ event }) => event) })
  }
  for (let count = random.between(3, 14); count > 0; count -= 1) ops.push(commandOf(frame, random))
  ops.push(...profilings(frame, random.fork('profiles')))
  if (focus === 'leaving') ops.push(...leavings(frame, random))
  // late orders of live mode meet the change that carries members over (CLUB-5)
  if (focus === 'orders')
    ops.push(
      { kind: 'purchase', at: frame.begins, owner: 'o0', on: true },
      { kind: 'mode', at: frame.begins, owner: 'o0', to: 'shopping', effectiveAt: frame.begins + DAY },
      { kind: 'merge', at: instantOf(frame, random), into: someone(frame, random), from: someone(frame, random) },
    )
  return ops.sort((a, b) => a.at - b.at)
}

function joinings(frame: Frame, random: Random): Op[] {
  const ops: Op[] = []
  for (const user of frame.users.slice(0, 10))
    for (const { ownerId } of frame.owners) {
      if (!random.chance(ownerId === 'o0' ? 0.75 : 0.3)) continue
      const at = random.chance(0.8) ? frame.begins : instantOf(frame, random)
      ops.push({ kind: 'join', at, owner: ownerId, user, gift: random.chance(0.9) ? `gift-${user}-${ownerId}` : null })
    }
  return ops
}

/** One user leaves every club he is in, some of it on one day, and comes back. */
function leavings(frame: Frame, random: Random): Op[] {
  const user = `u${random.below(2)}`
  const begins = instantOf(frame, random)
  return frame.owners.flatMap(({ ownerId }, index): Op[] => {
    const at = begins + random.below(6 * HOUR)
    return [
      { kind: 'join', at: frame.begins + random.below(HOUR), owner: ownerId, user, gift: `first-${index}` },
      { kind: 'leave', at, owner: ownerId, user },
      { kind: 'join', at: at + random.pick([HOUR, DAY, 2 * DAY]), owner: ownerId, user, gift: `back-${index}` },
    ]
  })
}

/** Who people are, told by platforms (in no club) and named by commands: a few, so that the words meet. */
function profilings(frame: Frame, random: Random): Op[] {
  return Array.from({ length: random.between(2, 8) }, (_, index): Op => {
    const at = instantOf(frame, random)
    const user = `u${random.below(3)}`
    if (random.chance(0.25)) return { kind: 'name', at, user, name: `named ${index}` }
    const told = Array.from({ length: random.pick([1, 1, 2, 3]) }, (_, part): SentEvent => ({
      specversion: '1.0',
      id: `profile-${index}-${part}`,
      source: 'shop',
      type: 'user.profiled',
      subject: random.chance(0.7) ? user : `u${random.below(3)}`,
      time: new Date(at).toISOString(),
      data: random.pick([
        { age: random.between(20, 60) },
        { gender: random.pick(['female', 'male', 'other']), married: random.chance(0.5) },
        { name: `called ${index}`, cityTier: random.between(1, 6) },
        { name: `called ${index}.${part}` },
        {},
      ]),
    }))
    return {
      kind: 'send',
      at: at + random.pick([0, SECOND, HOUR]),
      events: random.chance(0.2) ? [...told, ...told] : told,
    }
  })
}

function commandOf(frame: Frame, random: Random): Op {
  const at = instantOf(frame, random)
  const owner = someOwner(frame, random)
  const user = someone(frame, random)
  const dice = random.below(18)
  if (dice < 3) return { kind: 'leave', at, owner, user }
  if (dice < 6) return { kind: 'join', at, owner, user, gift: random.chance(0.7) ? `again-${at}` : null }
  if (dice < 9) return { kind: 'correct', at, owner, user, delta: random.pick([-500, -30, -1, 1, 40, 300, 5_000]) }
  if (dice < 10) return { kind: 'exclude', at, owner, user, out: random.chance(0.6) }
  if (dice < 11) return { kind: 'merge', at, into: user, from: someone(frame, random) }
  if (dice < 13) return { kind: 'purchase', at, owner, on: random.chance(0.8) }
  if (dice < 14)
    return { kind: 'rollout', at, owner, phase: random.between(1, 3), share: random.pick([0, 0.3, 0.5, 1]) }
  if (dice < 17) {
    const effectiveAt = at + random.pick([0, 23 * HOUR, DAY, DAY + random.below(DAY)])
    return { kind: 'mode', at, owner, to: random.pick(['live', 'shopping'] as const), effectiveAt }
  }
  return { kind: 'publish', at, body: rulesOf(random) }
}

/** Events with the times at which they arrive. */
function tellings(frame: Frame, random: Random, focus: Focus): Told[] {
  const told: Told[] = []
  const tell = (event: SentEvent): void => {
    const at = Date.parse(event.time)
    for (let times = random.pick([1, 1, 1, 1, 2, 3]); times > 0; times -= 1)
      told.push({ at: at + delayOf(random), event })
  }
  const acts = random.pick([15, 30, 30, 45, 60, 90])
  for (let index = 0; index < acts; index += 1) {
    const happened = happeningOf(frame, random, `e${index}`, random.chance(0.6) ? focus : 'all')
    for (const event of happened) tell(event)
    const first = happened[0]
    // the same id about something else, or from somewhere else, or of somebody else
    if (first !== undefined && random.chance(0.05))
      tell(
        random.pick([
          { ...first, data: { ...first.data, again: true } },
          { ...first, source: 'elsewhere' },
          { ...first, subject: someone(frame, random) },
        ]),
      )
  }
  const ends = frame.begins + frame.days * DAY
  return told.map(({ at, event }) => ({ at: Math.max(frame.begins, Math.min(at, ends + 2 * DAY)), event })).sort(byTime)
}

const byTime = (a: Told, b: Told): number => a.at - b.at

/** ms between what happened and its arrival; negative: a clock that runs ahead. */
function delayOf(random: Random): number {
  const dice = random.next()
  if (dice < 0.6) return random.below(3 * SECOND)
  if (dice < 0.75) return random.below(20 * MINUTE)
  if (dice < 0.87) return random.below(30 * HOUR)
  if (dice < 0.93) return random.below(9 * DAY)
  if (dice < 0.97) return -random.below(5 * MINUTE)
  return random.pick([-5 * MINUTE, -5 * MINUTE - 1, 7 * DAY, 7 * DAY + 1, -2 * HOUR])
}

function happeningOf(frame: Frame, random: Random, id: string, focus: Focus): SentEvent[] {
  const at =
    focus === 'watching' ? midnightAfter(frame.begins) + random.between(-60, 60) * MINUTE : instantOf(frame, random)
  const ownerId =
    focus === 'watching' || focus === 'leaving' ? random.pick(frame.owners).ownerId : someOwner(frame, random)
  const subject = focus === 'all' ? someone(frame, random) : `u${random.below(2)}`
  const sessionId = random.chance(0.03) ? 'shared-room' : `room-${ownerId}-${random.below(2)}`
  const event = (
    type: string,
    data: object,
    more: { at?: number; id?: string; subject?: string | null } = {},
  ): SentEvent => ({
    specversion: '1.0',
    id: more.id ?? id,
    source: random.chance(0.9) ? 'shop' : 'room',
    type: type as SentEvent['type'],
    ...(more.subject === null ? {} : { subject: more.subject ?? subject }),
    time: new Date(more.at ?? at).toISOString(),
    data: { ownerId: random.chance(0.005) ? 'nobody' : ownerId, ...data },
  })
  const room = { sessionId }
  const kinds: (() => SentEvent[])[] = [
    () => [event('live.watched', { ...room, seconds: random.pick([299, 300, 301, random.between(1, 2_000)]) })],
    () => [event('live.watched', { ...room, seconds: random.between(200, 900) })],
    () => [event('live.liked', { ...room, count: random.between(1, 45) })],
    () => [event('live.commented', room)],
    () => [event(random.pick(['live.shared', 'live.entered']), room)],
    () => [event('live.gifted', { ...room, coins: random.between(1, 200) })],
    () => [
      event(
        'live.lightBadge',
        { ...(random.chance(0.5) ? room : {}), count: random.between(1, 2) },
        random.chance(0.3) ? { id: `gift-${subject}-${ownerId}` } : {},
      ),
    ],
    () => [event(random.pick(['product.viewed', 'product.carted']), { productId: `p${random.below(6)}` })],
    () => [event('group.visited', { groupId: 'g' })],
    () => [event(random.pick(['user.followed', 'user.unfollowed']), {})],
    () => [event(random.pick(['live.started', 'live.ended']), room, { subject: null })],
    () => purchase(),
    () => purchase(),
    () => purchase(),
  ]
  const purchase = (): SentEvent[] => {
    // an order number is looked up under its user: others may bear the same
    const orderId = random.chance(0.1) ? `same${random.below(3)}` : `order-${id}`
    const paid = random.pick([0, 1, 99, 10_000, random.below(60_000), random.below(60_000), 9_007_199_254_740_991])
    const lines = ['1', '2'].map((lineId, index) => ({
      lineId,
      productId: 'p',
      quantity: 1,
      amount: yuan(index === 0 ? paid : 0),
    }))
    // another platform may know the buyer by another of his ids: what it tells waits until the two are one (PLT-8)
    const told = random.chance(0.1) ? { subject: someone(frame, random) } : {}
    const events = [event('order.paid', { orderId, amount: yuan(paid), lines, ...(random.chance(0.6) ? room : {}) })]
    let left = paid
    for (let part = random.pick([0, 0, 1, 1, 2, 3]); part > 0 && left > 0; part -= 1) {
      const value = random.chance(0.3) ? left : random.between(1, left)
      left -= random.chance(0.9) ? value : 0
      events.push(
        event(
          'order.refunded',
          { orderId, refundId: random.chance(0.9) ? `r${part}` : 'r', amount: yuan(value) },
          { at: at + random.pick([-SECOND, HOUR, random.below(frame.days * DAY)]), id: `${id}-r${part}`, ...told },
        ),
      )
    }
    // a platform may tell of one review under two ids
    const lineId = random.pick(['1', '1', '2', '3'])
    for (let times = random.pick([0, 0, 1, 2]); times > 0; times -= 1)
      events.push(
        event(
          'order.reviewed',
          { orderId, lineId },
          { at: at + random.pick([-MINUTE, HOUR, random.below(3 * DAY)]), id: `${id}-v${times}`, ...told },
        ),
      )
    if (random.chance(0.1)) events.push(event('order.shipped', { orderId }, { at: at + HOUR, id: `${id}-s` }))
    return events
  }
  if (focus === 'watching') return [event('live.watched', { ...room, seconds: random.between(1, 5_000) })]
  if (focus === 'orders' || (focus === 'leaving' && random.chance(0.6))) return purchase()
  return random.pick(kinds)()
}
