import type { ScreenLine } from '../contract/views.ts'
import type { EntryKind, Mode, Scene, Task } from '../contract/words.ts'
import type { PaidReview } from '../group/reviews/store.ts'
import type { OutboxMessage } from '../ports/app.ts'
import { taskZeros, type FanState, type PersonState, type SeenState, type SessionState } from './state.ts'

/**
 * What a batch writes after its last decision: rows to append, and what is added to totals. Made while it decides, saved at once (`save.ts`).
 * Instants are UTC ms, days 'YYYY-MM-DD', money minor units.
 */

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

/** What events say of a person (`user.profiled`), later words over earlier ones; what they leave out stays as it is stored. */
export interface ProfileDraft {
  /** null: none said */
  readonly name: string | null
  readonly fields: Readonly<Record<string, unknown>>
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
  /** members of the mode who earned last on this day: what comes and what goes (CLUB-9) */
  lastLive: number
  lastShopping: number
}

export interface LevelDraft {
  readonly clubNo: number
  readonly mode: Mode
  readonly level: number
  members: number
}

export interface SeenDraft {
  /** 0 for a subjectless event */
  readonly userNo: number
  readonly source: string
  readonly eventId: string
  readonly taken: SeenState
}

export interface Writes {
  readonly entries: EntryDraft[]
  readonly log: MembershipLogDraft[]
  readonly seen: SeenDraft[]
  readonly once: { userNo: number; clubNo: number; day: string; task: Task; key: string }[]
  /** by session id */
  readonly sessionTotals: Map<string, SessionTotalDraft>
  /** by club number */
  readonly clubDays: Map<number, ClubDayDraft[]>
  readonly levels: Map<string, LevelDraft>
  readonly messages: OutboxMessage[]
  /** BEN-7 */
  readonly acts: ActDraft[]
  /** GRP-8: reviews of what was paid for */
  readonly reviews: PaidReview[]
  /** GRP-7: what is told to all groups of an owner, once */
  readonly news: NewsDraft[]
  /** public-screen lines by session id */
  readonly lines: Map<string, ScreenLine[]>
  readonly profiles: Map<PersonState, ProfileDraft>
  /** members whose numbers moved: one message each, with the last state */
  readonly moved: Map<FanState, { delta: number; levelUp: boolean }>
  /** members whose level of the club's running mode moved (BEN-3) */
  readonly levelMoves: Map<FanState, LevelMove>
}

/** Something that an owner's groups are told of as a message, once for its key: a session that starts, a video that came out. */
export interface NewsDraft {
  readonly clubNo: number
  readonly ownerId: string
  readonly kind: 'liveStarted' | 'newVideo'
  readonly key: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Where a member stood in the club's running mode; 0: he was none. Where he stands at the end is in his membership. */
export interface LevelMove {
  readonly before: number
  /** the highest on the way: what opened and lapsed within one batch is seen */
  peak: number
  /** he had never left this club (I17) */
  readonly firstTime: boolean
  /** somebody is told */
  loud: boolean
}

/** Something said or watched in a room where a campaign asks for it. */
export interface ActDraft {
  readonly fan: FanState
  readonly session: SessionState
  readonly at: number
  /** null: watched for the `seconds` before `at` */
  readonly text: string | null
  readonly seconds: number
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
  acts: [],
  reviews: [],
  news: [],
  lines: new Map(),
  profiles: new Map(),
  moved: new Map(),
  levelMoves: new Map(),
})

/** The session's total row. */
export function sessionTotal(writes: Writes, session: SessionState): SessionTotalDraft {
  const known = writes.sessionTotals.get(session.sessionId)
  if (known !== undefined) return known
  const made: SessionTotalDraft = {
    session,
    viewers: 0,
    memberViewers: 0,
    orders: 0,
    memberOrders: 0,
    sales: 0,
    memberSales: 0,
    joins: 0,
    interactions: 0,
    memberInteractions: 0,
    completed: taskZeros(),
    exhausted: taskZeros(),
  }
  writes.sessionTotals.set(session.sessionId, made)
  return made
}

/** The club's total row of a day. */
export function clubDay(writes: Writes, clubNo: number, day: string): ClubDayDraft {
  let days = writes.clubDays.get(clubNo)
  if (days === undefined) writes.clubDays.set(clubNo, (days = []))
  for (const known of days) if (known.day === day) return known
  const made: ClubDayDraft = {
    clubNo,
    day,
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
    lastLive: 0,
    lastShopping: 0,
  }
  days.push(made)
  return made
}

/** Counts a member onto or off the day on which he earned last. @rule CLUB-9 */
export function countLastEarned(writes: Writes, clubNo: number, mode: Mode, day: string, by: 1 | -1): void {
  const total = clubDay(writes, clubNo, day)
  if (mode === 'live') total.lastLive += by
  else total.lastShopping += by
}

/**
 * Notes that a member's level moved, if it is that of the running mode.
 * @param before,after levels; 0: no member
 * @param loud false: history, nobody is told
 */
export function noteLevelMove(
  writes: Writes,
  fan: FanState,
  {
    mode,
    before,
    after,
    loud,
  }: { readonly mode: Mode; readonly before: number; readonly after: number; readonly loud: boolean },
): void {
  if (mode !== fan.club.mode || before === after) return
  const known = writes.levelMoves.get(fan)
  if (known === undefined) {
    const firstTime = fan.epoch === 1 && fan.leftAt === null
    writes.levelMoves.set(fan, { before, peak: Math.max(before, after), firstTime, loud })
    return
  }
  known.peak = Math.max(known.peak, after)
  known.loud ||= loud
}

/** Counts a member onto or off a rung of the ladder. */
export function countLevel(writes: Writes, clubNo: number, mode: Mode, level: number, by: 1 | -1): void {
  const key = `${clubNo}:${mode}:${level}`
  const known = writes.levels.get(key)
  if (known !== undefined) known.members += by
  else writes.levels.set(key, { clubNo, mode, level, members: by })
}
