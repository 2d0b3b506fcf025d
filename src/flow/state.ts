import type { Rollout, Since } from '../club/apply.ts'
import type { EventResult } from '../contract/events.ts'
import type { ScreenLine } from '../contract/views.ts'
import type { EntryKind, Mode, Scene, Task } from '../contract/words.ts'
import { tasks } from '../contract/words.ts'
import type { OutboxMessage } from '../ports/app.ts'

/**
 * The working copy that one batch decides on: everything was loaded before the first decision and everything changed is written after the
 * last one (design.md "Load everything, decide once, write once"). Instants are UTC ms, days 'YYYY-MM-DD', money minor units.
 */

/** Totals are sums of partial rows; a user's share goes to one part, so that no famous club sits behind one lock. */
export const PARTS = 16
/** The part a user's share goes to. */
export const partOf = (userNo: number): number => userNo % PARTS

export interface ClubState {
  readonly clubNo: number
  readonly ownerId: string
  readonly currency: string
  readonly mode: Mode
  readonly modeSeq: number
  readonly badgeNames: Readonly<Record<Mode, string>>
  readonly modes: readonly Since<Mode>[]
  readonly purchases: readonly Since<boolean>[]
  readonly rollouts: readonly Since<Rollout>[]
}

export interface PersonState {
  readonly userNo: number
  readonly userId: string
  name: string | null
  profile: Readonly<Record<string, unknown>> | null
  dirty: boolean
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
  dirty: boolean
}

export interface FanState {
  readonly person: PersonState
  readonly club: ClubState
  epoch: number
  seq: number
  leftAt: number | null
  litOrders: number
  follows: boolean
  followAt: number | null
  entryGift: string | null
  entryGiftAt: number | null
  readonly excluded: boolean
  readonly memberships: { live: MembershipState | null; shopping: MembershipState | null }
  /** by `${mode}:${day}` */
  readonly days: Map<string, DayState>
  /** by order id */
  readonly orders: Map<string, OrderState>
  /** by order id */
  readonly waiting: Map<string, WaitingState[]>
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
  dirty: boolean
}

export interface WatchState {
  readonly userNo: number
  readonly day: string
  spans: readonly number[]
  dirty: boolean
}

export interface SeenState {
  readonly bodyHash: string
  readonly result: EventResult
}

/** A ledger entry to append (TASK-12). */
export interface EntryDraft {
  readonly fan: FanState
  readonly seq: number
  readonly mode: Mode
  readonly epoch: number
  readonly at: number
  readonly day: string
  readonly kind: EntryKind
  readonly delta: number
  readonly balance: number
  readonly shortfall: number
  readonly source: string | null
  readonly eventId: string | null
  readonly ruleSetVersion: number
  readonly orderId: string | null
  readonly amount: number | null
  readonly dayEarned: number | null
  readonly dayCap: number | null
  readonly session: SessionState | null
  readonly reason: string | null
  readonly actor: string | null
}

export interface MembershipLogDraft {
  readonly userNo: number
  readonly clubNo: number
  readonly epoch: number
  readonly mode: Mode
  readonly kind: 'join' | 'leave' | 'carry'
  readonly scene: Scene
  readonly at: number
  readonly day: string
}

export interface SessionTotalDraft {
  readonly session: SessionState
  readonly part: number
  viewers: number
  memberViewers: number
  orders: number
  memberOrders: number
  sales: number
  memberSales: number
  joins: number
  interactions: number
  memberInteractions: number
  readonly completed: number[]
  readonly exhausted: number[]
}

export interface ClubDayDraft {
  readonly clubNo: number
  readonly day: string
  readonly part: number
  joins: number
  leaves: number
  active: number
  earned: number
  taken: number
  orders: number
  sales: number
  memberOrders: number
  memberSales: number
  refunds: number
  refunded: number
}

export interface LevelDraft {
  readonly clubNo: number
  readonly mode: Mode
  readonly level: number
  readonly part: number
  members: number
}

/** What was loaded, and what came of it. */
export interface Batch {
  readonly now: number
  readonly clubs: ReadonlyMap<string, ClubState>
  /** by user id as sent (an alias finds its person) */
  readonly persons: ReadonlyMap<string, PersonState>
  /** by `${userNo}:${clubNo}` */
  readonly fans: Map<string, FanState>
  /** by `${userNo}|${source}|${id}`; userNo 0 for a subjectless event */
  readonly seen: Map<string, SeenState>
  /** by `${userNo}:${day}` */
  readonly watches: Map<string, WatchState>
  /** `${userNo}:${clubNo}:${day}:${task}:${key}` */
  readonly once: Set<string>
  /** by session id */
  readonly sessions: Map<string, SessionState>
  /** by `${userNo}:${sessionId}` */
  readonly sessionFans: Map<string, SessionFanState>
  readonly writes: Writes
}

export interface SeenDraft {
  readonly userNo: number
  readonly source: string
  readonly eventId: string
  readonly bodyHash: string
  readonly result: EventResult
}

export interface Writes {
  readonly entries: EntryDraft[]
  readonly log: MembershipLogDraft[]
  readonly seen: SeenDraft[]
  readonly once: { userNo: number; clubNo: number; day: string; task: Task; key: string }[]
  readonly sessionTotals: Map<string, SessionTotalDraft>
  readonly clubDays: Map<string, ClubDayDraft>
  readonly levels: Map<string, LevelDraft>
  readonly messages: OutboxMessage[]
  /** public-screen lines by session id */
  readonly lines: Map<string, ScreenLine[]>
  /** members whose numbers moved: one message each, with the last state */
  readonly moved: Map<FanState, { delta: number; levelUp: boolean }>
}

/** Nothing to write yet. */
export const emptyWrites = (): Writes => ({
  entries: [],
  log: [],
  seen: [],
  once: [],
  sessionTotals: new Map(),
  clubDays: new Map(),
  levels: new Map(),
  messages: [],
  lines: new Map(),
  moved: new Map(),
})

/** Key of a user in a club. */
export const fanKey = (userNo: number, clubNo: number): string => `${userNo}:${clubNo}`
/** Key of an event (TASK-10). */
export const seenKey = (userNo: number, source: string, id: string): string => `${userNo}|${source}|${id}`
/** Key of what a user watched on a day. */
export const watchKey = (userNo: number, day: string): string => `${userNo}:${day}`
/** Key of a product counted on a day (TASK-11). */
export const onceKey = (userNo: number, clubNo: number, day: string, task: Task, key: string): string =>
  `${userNo}:${clubNo}:${day}:${task}:${key}`

/** A task's place in the arrays of a day. */
export const taskIndex: Readonly<Record<Task, number>> = Object.freeze(
  Object.fromEntries(tasks.map((task, index) => [task, index])),
) as Readonly<Record<Task, number>>

/** The session's total row of a user's part. */
export function sessionTotal(writes: Writes, session: SessionState, userNo: number): SessionTotalDraft {
  const part = partOf(userNo)
  const key = `${session.sessionId}:${part}`
  const known = writes.sessionTotals.get(key)
  if (known !== undefined) return known
  const zeros = () => tasks.map(() => 0)
  const made: SessionTotalDraft = {
    session,
    part,
    viewers: 0,
    memberViewers: 0,
    orders: 0,
    memberOrders: 0,
    sales: 0,
    memberSales: 0,
    joins: 0,
    interactions: 0,
    memberInteractions: 0,
    completed: zeros(),
    exhausted: zeros(),
  }
  writes.sessionTotals.set(key, made)
  return made
}

/** The club's total row of a day and a user's part. */
export function clubDay(writes: Writes, clubNo: number, day: string, userNo: number): ClubDayDraft {
  const part = partOf(userNo)
  const key = `${clubNo}:${day}:${part}`
  const known = writes.clubDays.get(key)
  if (known !== undefined) return known
  const made: ClubDayDraft = {
    clubNo,
    day,
    part,
    joins: 0,
    leaves: 0,
    active: 0,
    earned: 0,
    taken: 0,
    orders: 0,
    sales: 0,
    memberOrders: 0,
    memberSales: 0,
    refunds: 0,
    refunded: 0,
  }
  writes.clubDays.set(key, made)
  return made
}

/** Counts a member onto or off a rung of the ladder. */
export function countLevel(
  writes: Writes,
  clubNo: number,
  mode: Mode,
  level: number,
  userNo: number,
  by: 1 | -1,
): void {
  const part = partOf(userNo)
  const key = `${clubNo}:${mode}:${level}:${part}`
  const known = writes.levels.get(key)
  if (known !== undefined) known.members += by
  else writes.levels.set(key, { clubNo, mode, level, part, members: by })
}
