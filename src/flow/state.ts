import type { ClubWork, Rollout, Since } from '../club/apply.ts'
import type { EventResult } from '../contract/events.ts'
import type { Mode, Scene, Task } from '../contract/words.ts'
import { tasks } from '../contract/words.ts'
import { assert } from '../lib/assert.ts'
import type { Writes } from './writes.ts'

/**
 * The working copy that one batch decides on: everything was loaded before the first decision and everything changed is written after the
 * last one (design.md "Load everything, decide once, write once"). People, with what hangs on them, may come from the node's memory
 * (`people-cache.ts`): a fan's `version` says from which state. Instants are UTC ms, days 'YYYY-MM-DD', money minor units.
 */

export interface ClubState {
  readonly clubNo: number
  readonly ownerId: string
  /** moves with every change of the club */
  readonly version: number
  readonly currency: string
  readonly mode: Mode
  readonly modeSeq: number
  readonly badgeNames: Readonly<Record<Mode, string>>
  readonly modes: readonly Since<Mode>[]
  readonly purchases: readonly Since<boolean>[]
  readonly rollouts: readonly Since<Rollout>[]
  /** what goes through its members piece by piece now (CLUB-5, LVL-4) */
  readonly work: ClubWork
}

export interface PersonState {
  readonly userNo: number
  readonly userId: string
  /** what the person row holds, or what this batch names him */
  name: string | null
  /** by club number; those that were loaded */
  readonly fans: Map<number, FanState>
  /** by day; those that were loaded */
  readonly watches: Map<string, WatchState>
  /** events known to be seen, by `seenKey`; the store knows all */
  readonly seen: Map<string, SeenState>
}

export interface MembershipState {
  readonly mode: Mode
  readonly epoch: number
  readonly scene: Scene
  joinedAt: number
  intimacy: number
  level: number
  lastEarnedAt: number | null
  carriedSeq: number | null
  /** a row holds it */
  stored: boolean
  dirty: boolean
}

export interface DayState {
  readonly mode: Mode
  readonly day: string
  readonly level: number
  earned: number
  net: number
  readonly tasksEarned: number[]
  readonly tasksCount: number[]
  readonly tasksUnits: number[]
  stored: boolean
  dirty: boolean
}

export interface FanState {
  readonly person: PersonState
  /** as it was when the fan was loaded; replaced by the batch's own */
  club: ClubState
  /** of the row this state was read from, or written as; -1: there is none yet */
  version: number
  epoch: number
  seq: number
  leftAt: number | null
  litOrders: number
  follows: boolean
  followAt: number | null
  entryGift: string | null
  entryGiftAt: number | null
  excluded: boolean
  readonly memberships: { live: MembershipState | null; shopping: MembershipState | null }
  /** the first business day from which on `days` is complete */
  daysFrom: string
  readonly days: DayState[]
  /** by order id; those that the batch names */
  readonly orders: Map<string, OrderState>
  /** by order id; those that the batch names */
  readonly waiting: Map<string, WaitingState[]>
  /** by session id; null: looked for and not there */
  readonly presences: Map<string, SessionFanState | null>
  /** products counted, by `onceKey`; those that the batch names */
  readonly once: Set<string>
  /** an event was decided on this state: nobody else may have written it meanwhile */
  touched: boolean
  /** more than `seq` changed */
  dirty: boolean
}

export interface OrderState {
  readonly orderId: string
  readonly at: number
  readonly paid: number
  refunded: number
  readonly mode: Mode
  readonly epoch: number
  readonly modeSeq: number
  readonly earned: number
  taken: number
  readonly ruleSetVersion: number
  readonly session: SessionState | null
  readonly lineIds: readonly string[]
  /** what each line is of, in their order; null: taken before this was kept */
  readonly productIds: readonly string[] | null
  reviewed: readonly string[]
  refundIds: readonly string[]
  readonly source: string
  readonly eventId: string
  shippedAt: number | null
  deliveredAt: number | null
  dirty: boolean
}

export interface WaitingState {
  readonly orderId: string
  readonly source: string
  readonly eventId: string
  readonly kind: 'refund' | 'review'
  /** refund id or line id */
  readonly partId: string
  readonly amount: number | null
  readonly at: number
  readonly waitsUntil: number
  status: 'waiting' | 'settled' | 'expired' | 'refused'
  code: string | null
  dirty: boolean
}

export interface SessionState {
  /** null until written */
  sessionNo: number | null
  readonly sessionId: string
  readonly clubNo: number
  title: string | null
  startedAt: number
  endedAt: number | null
  /** more than orders named it; until then it counts as ended */
  aired: boolean
  /** a running campaign wants to know who says and watches what here (BEN-7) */
  readonly collects?: boolean
  dirty: boolean
}

export interface SessionFanState {
  readonly userNo: number
  readonly session: SessionState
  firstAt: number
  lastAt: number
  member: boolean
  completed: number
  exhausted: number
  stored: boolean
  dirty: boolean
}

export interface WatchState {
  readonly userNo: number
  readonly day: string
  spans: readonly number[]
  /** what the row holds; null: there is none */
  stored: readonly number[] | null
  dirty: boolean
}

/** What an event that was taken is answered with when it comes again. */
export interface SeenState {
  readonly bodyHash: string
  readonly status: EventResult['status']
  readonly code: string | undefined
  readonly points: number | undefined
}

/** What was loaded, and what came of it. */
export interface Batch {
  readonly now: number
  /** the partial rows of totals that this writer adds to, 0 to PARTS - 1 */
  readonly part: number
  readonly clubs: ReadonlyMap<string, ClubState>
  /** by user id as sent (an alias finds its person) */
  readonly persons: ReadonlyMap<string, PersonState>
  /** those of the batch's users in the batch's clubs */
  readonly fans: ReadonlySet<FanState>
  /** subjectless events, by `seenKey` */
  readonly seen: Map<string, SeenState>
  /** by session id */
  readonly sessions: Map<string, SessionState>
  readonly writes: Writes
}

/** A person of whom nothing else is known yet. */
export const newPerson = (userNo: number, userId: string, name: string | null = null): PersonState => ({
  userNo,
  userId,
  name,
  fans: new Map(),
  watches: new Map(),
  seen: new Map(),
})

/** A user and a club that nothing joins yet. */
export const newFan = (person: PersonState, club: ClubState, daysFrom: string): FanState => ({
  person,
  club,
  version: -1,
  epoch: 0,
  seq: 0,
  leftAt: null,
  litOrders: 0,
  follows: false,
  followAt: null,
  entryGift: null,
  entryGiftAt: null,
  excluded: false,
  memberships: { live: null, shopping: null },
  daysFrom,
  days: [],
  orders: new Map(),
  waiting: new Map(),
  presences: new Map(),
  once: new Set(),
  touched: false,
  dirty: false,
})

/** Key of an event among its user's (TASK-10); no text we take holds U+0000. */
export const seenKey = (source: string, id: string): string => `${source}\u0000${id}`
/** Inner number of a source that a batch's events name. */
export function numberOfSource(sources: ReadonlyMap<string, number>, source: string): number {
  const known = sources.get(source)
  assert(known !== undefined, 'every source of a batch has a number')
  return known
}
/** Key of a product counted on a day (TASK-11). */
export const onceKey = (day: string, task: Task, key: string): string => `${day}:${task}:${key}`

/** The member's row of a day, if there is one. */
export function findDay(fan: FanState, mode: Mode, day: string): DayState | undefined {
  for (const state of fan.days) if (state.day === day && state.mode === mode) return state
  return undefined
}

/** A task's place in the arrays of a day. */
export const taskIndex: Readonly<Record<Task, number>> = Object.freeze(
  Object.fromEntries(tasks.map((task, index) => [task, index])),
) as Readonly<Record<Task, number>>

/** Zeros, one for each task. */
export const taskZeros = (): number[] => tasks.map(() => 0)
