import type { RuleSetBody } from '../../src/contract/rule-set.ts'
import { dayOf } from './oracle.ts'
import type { ModeName } from './world.ts'

/** The part of the oracle that pays: entries are the only truth it keeps, everything else is added up from them anew each time. */

export interface Entry {
  readonly mode: ModeName
  readonly epoch: number
  readonly day: string
  readonly kind: string
  readonly delta: number
  readonly balance: number
  readonly shortfall: number
  readonly source: string | null
  readonly eventId: string | null
  readonly orderId: string | null
  readonly version: number
}
export interface Club {
  readonly ownerId: string
  readonly modes: { at: number; value: ModeName }[]
  readonly switches: { at: number; value: boolean }[]
  readonly rollouts: { at: number; value: { phase: number; share: number } }[]
  changes: number
  carried: boolean
  asked: { to: ModeName; at: number } | null
  readonly done: number[]
}
export interface Membership {
  readonly epoch: number
  joinedAt: number
  /** which mode change carried it over (CLUB-5) */
  carriedBy?: number
  lastEarnedAt?: number
}
export interface BoughtOrder {
  readonly at: number
  readonly paid: number
  back: number
  readonly earned: number
  taken: number
  readonly mode: ModeName
  epoch: number
  readonly changes: number
  readonly room: string | null
  readonly lines: readonly string[]
  readonly reviewed: string[]
  readonly refunds: string[]
}
export interface WaitingItem {
  readonly orderId: string
  readonly kind: 'refund' | 'review'
  readonly part: string
  readonly at: number
  readonly source: string
  readonly eventId: string
  readonly until: number
  state: 'waiting' | 'settled' | 'expired' | 'refused'
}
export interface Fan {
  readonly root: string
  readonly owner: string
  readonly club: Club
  epoch: number
  memberships: { live?: Membership; shopping?: Membership }
  leftAt: number | null
  gift: string | null
  giftAt: number | null
  excluded: boolean
  follows: boolean
  followAt: number | null
  readonly entries: Entry[]
  /** what an account merged into this one had booked: it counts for days and caps */
  readonly borrowed: Entry[]
  /** TASK-3: by mode and day */
  readonly levels: Map<string, number>
  readonly units: Map<string, number>
  readonly products: Set<string>
  readonly orders: Map<string, BoughtOrder>
  waiting: (WaitingItem & { amount: number })[]
}
/** What a change is about. */
export interface About {
  readonly at: number
  readonly source?: string
  readonly eventId?: string
  readonly room?: string | null
  readonly orderId?: string
}
interface Guests {
  readonly guests: Map<string, { member: boolean; completed: Set<string>; exhausted: Set<string> }>
}

type TaskName = keyof RuleSetBody['modes']['live']['tasks']
const opening = new Set(['migration', 'merge'])
const unpaid = new Set(['migration', 'merge', 'leave', 'correction'])

export const levelIn = (rules: RuleSetBody, mode: ModeName, balance: number): number =>
  rules.modes[mode].thresholds.filter((threshold) => threshold <= balance).length

export function createLedger({
  rulesOf,
  rooms,
}: {
  rulesOf: (day: string) => { version: number; body: RuleSetBody }
  rooms: ReadonlyMap<string, Guests>
}) {
  const fans = new Map<string, Fan>()
  /** INS-1, by club and day */
  const days = new Map<string, { orders: number; sales: number; refunds: number; refunded: number }>()

  const clubDay = (owner: string, day: string) => {
    const key = `${owner} ${day}`
    const known = days.get(key) ?? { orders: 0, sales: 0, refunds: 0, refunded: 0 }
    days.set(key, known)
    return known
  }
  const most = (sum: number): number => Math.min(Number.MAX_SAFE_INTEGER, sum)

  function fanOf(root: string, club: Club): Fan {
    const key = `${root} ${club.ownerId}`
    const known = fans.get(key)
    if (known !== undefined) return known
    const made: Fan = {
      root,
      owner: club.ownerId,
      club,
      epoch: 0,
      memberships: {},
      leftAt: null,
      gift: null,
      giftAt: null,
      excluded: false,
      follows: false,
      followAt: null,
      entries: [],
      borrowed: [],
      levels: new Map(),
      units: new Map(),
      products: new Set(),
      orders: new Map(),
      waiting: [],
    }
    fans.set(key, made)
    return made
  }

  const at = <T>(list: readonly { at: number; value: T }[], when: number): T =>
    (list.filter((each) => each.at <= when).at(-1) ?? (list[0] as { value: T })).value

  /** TASK-10: the mode of that time, if he was a member of it when it happened */
  function memberAt(fan: Fan, when: number): ModeName | null {
    const mode = at(fan.club.modes, when)
    const membership = fan.memberships[mode]
    return membership !== undefined && membership.joinedAt <= when ? mode : null
  }

  const balance = (fan: Fan, mode: ModeName): number =>
    fan.entries
      .filter((entry) => entry.mode === mode && entry.epoch === fan.memberships[mode]?.epoch)
      .reduce((sum, entry) => sum + entry.delta, 0)

  /** TASK-3: the level held when the day began, from the entries of earlier days */
  function freeze(fan: Fan, mode: ModeName, day: string): number {
    const key = `${mode} ${day}`
    const known = fan.levels.get(key)
    if (known !== undefined) return known
    const earlier = (entry: Entry): boolean => entry.mode === mode && (opening.has(entry.kind) || entry.day < day)
    const held =
      fan.entries.filter(earlier).reduce((sum, entry) => sum + entry.delta, 0) -
      fan.borrowed
        .filter((entry) => entry.mode === mode && !earlier(entry))
        .reduce((sum, entry) => sum + entry.delta, 0)
    const level = levelIn(rulesOf(day).body, mode, Math.max(0, held))
    fan.levels.set(key, level)
    return level
  }

  function book(fan: Fan, mode: ModeName, change: About & { kind: string; delta: number; shortfall?: number }): void {
    const day = dayOf(change.at)
    if (!opening.has(change.kind)) freeze(fan, mode, day)
    fan.entries.push({
      mode,
      epoch: fan.memberships[mode]?.epoch ?? 0,
      day,
      kind: change.kind,
      delta: change.delta,
      balance: balance(fan, mode) + change.delta,
      shortfall: change.shortfall ?? 0,
      source: change.source ?? null,
      eventId: change.eventId ?? null,
      orderId: change.orderId ?? null,
      version: rulesOf(day).version,
    })
  }

  /** Earned on a day: refunds and corrections give no cap back (TASK-9). */
  const earnedOn = (fan: Fan, mode: ModeName, day: string, task: string | null): number =>
    [...fan.entries, ...fan.borrowed]
      .filter((entry) => entry.mode === mode && entry.day === day && entry.delta > 0 && !unpaid.has(entry.kind))
      .filter((entry) => task === null || entry.kind === task)
      .reduce((sum, entry) => sum + entry.delta, 0)

  /** TASK-3, TASK-4, TASK-13 */
  function pay(fan: Fan, mode: ModeName, task: TaskName, worth: number, about: About): number {
    const day = dayOf(about.at)
    const level = freeze(fan, mode, day)
    const { dayCap, tasks } = rulesOf(day).body.modes[mode]
    const cap = tasks[task]?.cap.filter((step) => step.fromLevel <= level).at(-1)?.points ?? 0
    const before = earnedOn(fan, mode, day, task)
    const points = Math.max(0, Math.min(worth, cap - before, (dayCap ?? Infinity) - earnedOn(fan, mode, day, null)))
    if (points === 0) return 0
    const { room: _room, ...rest } = about
    book(fan, mode, { ...rest, kind: task, delta: points })
    const membership = fan.memberships[mode] as Membership
    membership.lastEarnedAt = Math.max(membership.lastEarnedAt ?? about.at, about.at)
    const guest = about.room == null ? undefined : rooms.get(about.room)?.guests.get(fan.root)
    guest?.completed.add(task)
    if (before + points >= cap) guest?.exhausted.add(task)
    return points
  }

  /** PLT-8 */
  function merge(source: Fan, target: Fan, now: number): void {
    const wasIn = source.memberships.live !== undefined || source.memberships.shopping !== undefined
    const oldEpoch = source.epoch
    for (const mode of ['live', 'shopping'] as const) {
      const given = source.memberships[mode]
      if (given === undefined) continue
      if (target.memberships.live === undefined && target.memberships.shopping === undefined) target.epoch += 1
      const taker: Membership = target.memberships[mode] ?? { epoch: target.epoch, joinedAt: given.joinedAt }
      target.memberships[mode] = taker
      taker.joinedAt = Math.min(taker.joinedAt, given.joinedAt)
      const latest = Math.max(taker.lastEarnedAt ?? -Infinity, given.lastEarnedAt ?? -Infinity)
      if (latest > -Infinity) taker.lastEarnedAt = latest
      if (taker.carriedBy === undefined && given.carriedBy !== undefined) taker.carriedBy = given.carriedBy
      const points = balance(source, mode)
      if (points > 0) {
        book(source, mode, { at: now, kind: 'merge', delta: -points })
        book(target, mode, { at: now, kind: 'merge', delta: points })
      }
      delete source.memberships[mode]
    }
    if (target.gift === null) [target.gift, target.giftAt] = [source.gift, source.giftAt]
    source.gift = source.giftAt = null
    if ((source.followAt ?? -Infinity) > (target.followAt ?? -Infinity))
      [target.follows, target.followAt] = [source.follows, source.followAt]
    if (source.leftAt !== null) target.leftAt = Math.max(target.leftAt ?? -Infinity, source.leftAt)
    target.excluded ||= source.excluded
    source.excluded = false
    for (const [orderId, order] of source.orders) {
      order.epoch = wasIn && order.epoch === oldEpoch ? target.epoch : 0
      if (target.orders.has(orderId)) continue
      target.orders.set(orderId, order)
      source.orders.delete(orderId)
    }
    for (const item of source.waiting)
      if (
        !target.waiting.some(
          (each) => each.eventId === item.eventId && each.source === item.source && each.orderId === item.orderId,
        )
      )
        target.waiting.push(item)
    source.waiting = []
    for (const [key, level] of source.levels) if (!target.levels.has(key)) target.levels.set(key, level)
    source.levels.clear()
    for (const [key, units] of source.units) target.units.set(key, (target.units.get(key) ?? 0) + units)
    for (const key of source.products) target.products.add(key)
    target.borrowed.push(...[...source.entries, ...source.borrowed].filter((entry) => !opening.has(entry.kind)))
  }

  return {
    fans,
    days,
    fanOf,
    at,
    memberAt,
    balance,
    freeze,
    book,
    pay,
    merge,
    rulesOf,
    sold(fan: Fan, day: string, paid: number): void {
      const total = clubDay(fan.owner, day)
      total.orders += 1
      total.sales = most(total.sales + paid)
    },
    gaveBack(fan: Fan, day: string, amount: number): void {
      const total = clubDay(fan.owner, day)
      total.refunds += 1
      total.refunded = most(total.refunded + amount)
    },
    present(room: Guests, root: string, member: boolean): void {
      const guest = room.guests.get(root) ?? { member, completed: new Set(), exhausted: new Set() }
      guest.member ||= member
      room.guests.set(root, guest)
    },
  }
}
export type Ledger = ReturnType<typeof createLedger>
