import type { RuleSet } from '../contract/rule-set.ts'
import { SCREEN_TEXT_CHARACTERS, type ScreenLine } from '../contract/views.ts'
import type { EntryKind, Mode, Task } from '../contract/words.ts'
import { grantable } from '../intimacy/apply.ts'
import { badgeLit, capAtLevel, levelOfIntimacy, titleOfLevel } from '../contract/ladder.ts'
import { assert } from '../lib/assert.ts'
import { toInstant, type Calendar } from '../lib/time.ts'
import { wasMember } from './context.ts'
import {
  findDay,
  onceKey,
  taskIndex,
  taskZeros,
  type Batch,
  type DayState,
  type FanState,
  type MembershipState,
  type SessionFanState,
  type SessionState,
} from './state.ts'
import { clubDay, countLastEarned, countLevel, noteLevelMove, sessionTotal } from './writes.ts'

/** What an entry is about, beside its points. */
export interface EntryContext {
  readonly calendar: Calendar
  readonly at: number
  readonly day: string
  /** rules of the entry's business day */
  readonly rules: RuleSet
  /** rules in force now: they give the level */
  readonly rulesNow: RuleSet
  readonly source: string | null
  readonly eventId: string | null
  readonly orderId?: string
  readonly amount?: number
  readonly session?: SessionState | null
  readonly reason?: string
  readonly actor?: string
  /** history: nobody is notified */
  readonly silent?: boolean
}

/** Kinds that open a balance: they count as entries of earlier days, so that a carried member has his own caps at once (CLUB-5, TASK-3). */
const opens: ReadonlySet<EntryKind> = new Set<EntryKind>(['migration', 'merge'])

/** The balance when a day began: today's less everything booked on that day or later. @rule TASK-3 */
function balanceBefore(fan: FanState, membership: MembershipState, day: string): number {
  let later = 0
  for (const state of fan.days) if (state.mode === membership.mode && state.day >= day) later += state.net
  return Math.max(0, membership.intimacy - later)
}

/** The member's row of a day, made on the day's first event with the level frozen from the entries of earlier days. @rule TASK-3 */
export function dayOf(fan: FanState, membership: MembershipState, day: string, rules: RuleSet): DayState {
  const known = findDay(fan, membership.mode, day)
  if (known !== undefined) return known
  const made: DayState = {
    mode: membership.mode,
    day,
    level: levelOfIntimacy(rules, membership.mode, balanceBefore(fan, membership, day)),
    earned: 0,
    net: 0,
    tasksEarned: taskZeros(),
    tasksCount: taskZeros(),
    tasksUnits: taskZeros(),
    stored: false,
    dirty: true,
  }
  fan.days.push(made)
  return made
}

/**
 * Books a change of a balance: entry, balance, level, the day's net, totals, what is told to whom.
 * @param delta points; a deduction must fit the balance
 * @param shortfall points a deduction could not take
 * @rule TASK-12 LVL-2
 */
export function book(
  batch: Batch,
  fan: FanState,
  membership: MembershipState,
  change: { kind: EntryKind; delta: number; shortfall?: number; dayEarned?: number; dayCap?: number },
  context: EntryContext,
): void {
  const { club } = fan
  const state = opens.has(change.kind) ? null : dayOf(fan, membership, context.day, context.rules)
  if (state !== null) {
    state.net += change.delta
    state.dirty = true
  }
  membership.intimacy += change.delta
  assert(membership.intimacy >= 0, 'a balance never falls below 0 (TASK-12)')
  const levelBefore = membership.level
  membership.level = levelOfIntimacy(context.rulesNow, membership.mode, membership.intimacy)
  membership.dirty = true
  fan.seq += 1
  fan.touched = true
  batch.writes.entries.push({
    fan,
    seq: fan.seq,
    mode: membership.mode,
    epoch: membership.epoch,
    at: context.at,
    day: context.day,
    kind: change.kind,
    delta: change.delta,
    balance: membership.intimacy,
    shortfall: change.shortfall ?? 0,
    source: context.source,
    eventId: context.eventId,
    ruleSetVersion: context.rules.version,
    orderId: context.orderId ?? null,
    amount: context.amount ?? null,
    dayEarned: change.dayEarned ?? null,
    dayCap: change.dayCap ?? null,
    session: context.session ?? null,
    reason: context.reason ?? null,
    actor: context.actor ?? null,
  })
  if (membership.level !== levelBefore) {
    countLevel(batch.writes, club.clubNo, membership.mode, levelBefore, -1)
    countLevel(batch.writes, club.clubNo, membership.mode, membership.level, 1)
    const { mode, level: after } = membership
    noteLevelMove(batch.writes, fan, { mode, before: levelBefore, after, loud: context.silent !== true })
  }
  const total = clubDay(batch.writes, club.clubNo, context.day)
  if (!opens.has(change.kind) && change.kind !== 'leave') {
    if (change.delta > 0) total.earned += change.delta
    else total.taken -= change.delta
  }
  if (context.silent === true || membership.mode !== club.mode) return
  tellMoved(batch, fan, change.delta, membership.level > levelBefore, context)
}

function tellMoved(batch: Batch, fan: FanState, delta: number, levelUp: boolean, context: EntryContext): void {
  const moved = batch.writes.moved.get(fan)
  if (moved === undefined) batch.writes.moved.set(fan, { delta, levelUp })
  else {
    moved.delta += delta
    moved.levelUp ||= levelUp
  }
  // LVL-3: going up plays an effect for all, going down is silent to others
  if (levelUp && context.session)
    addLine(batch, context.session, fan, { kind: 'levelUp', at: context.at }, context.rulesNow)
}

/**
 * Grants a task's points under the caps of its business day.
 * @param wanted points before caps
 * @param each points of one time it pays, for `count`
 * @returns points granted, 0 when the caps are used up
 * @rule TASK-3 TASK-4
 */
export function grant(
  batch: Batch,
  fan: FanState,
  membership: MembershipState,
  task: Task,
  wanted: number,
  each: number,
  context: EntryContext,
): number {
  const rule = context.rules.modes[membership.mode].tasks[task]
  if (rule === undefined || wanted <= 0) return 0
  const state = dayOf(fan, membership, context.day, context.rules)
  const index = taskIndex[task]
  const cap = capAtLevel(rule, state.level)
  const before = state.tasksEarned[index] ?? 0
  const points = grantable(context.rules, membership.mode, { cap, taskEarned: before, earned: state.earned }, wanted)
  if (points === 0) return 0
  if (state.earned === 0) clubDay(batch.writes, fan.club.clubNo, context.day).active += 1
  state.tasksEarned[index] = before + points
  state.tasksCount[index] = (state.tasksCount[index] ?? 0) + Math.ceil(points / each)
  state.earned += points
  state.dirty = true
  earnedAt(batch, fan.club.clubNo, membership, context)
  book(batch, fan, membership, { kind: task, delta: points, dayEarned: before + points, dayCap: cap }, context)
  if (context.session) noteProgress(batch, fan, context.session, index, before + points >= cap)
  return points
}

/** Notes that a member earned something, if nothing later is known. @rule CLUB-9 */
export function earnedAt(
  batch: Batch,
  clubNo: number,
  membership: MembershipState,
  { at, day, calendar }: Pick<EntryContext, 'at' | 'day' | 'calendar'>,
): void {
  const { mode, lastEarnedAt: last } = membership
  if (last !== null && last >= at) return
  membership.lastEarnedAt = at
  const lastDay = last === null ? null : calendar.dayOf(last)
  if (lastDay === day) return
  if (lastDay !== null) countLastEarned(batch.writes, clubNo, mode, lastDay, -1)
  countLastEarned(batch.writes, clubNo, mode, day, 1)
}

/** TASK-13: the first earning in a session completes the task, reaching the cap exhausts it. */
function noteProgress(batch: Batch, fan: FanState, session: SessionState, index: number, full: boolean): void {
  const presence = fan.presences.get(session.sessionId)
  if (presence == null) return
  const bit = 1 << index
  const total = sessionTotal(batch.writes, session)
  if ((presence.completed & bit) === 0) {
    presence.completed |= bit
    total.completed[index] = (total.completed[index] ?? 0) + 1
  }
  if (full && (presence.exhausted & bit) === 0) {
    presence.exhausted |= bit
    total.exhausted[index] = (total.exhausted[index] ?? 0) + 1
  }
  presence.dirty = true
}

/** Counts a product once per business day; false when it was counted before. @rule TASK-11 */
export function firstToday(batch: Batch, fan: FanState, day: string, task: Task, key: string): boolean {
  const { userNo } = fan.person
  const { clubNo } = fan.club
  const mark = onceKey(day, task, key)
  if (fan.once.has(mark)) return false
  fan.once.add(mark)
  batch.writes.once.push({ userNo, clubNo, day, task, key })
  return true
}

/** Marks a user as present in a session; a first sight is a viewer (LIVE-1). */
export function notePresence(batch: Batch, fan: FanState, session: SessionState, at: number): SessionFanState {
  const { userNo } = fan.person
  const member = wasMember(fan, at)
  const total = sessionTotal(batch.writes, session)
  let presence = fan.presences.get(session.sessionId)
  if (presence == null) {
    presence = {
      userNo,
      session,
      firstAt: at,
      lastAt: at,
      member,
      completed: 0,
      exhausted: 0,
      stored: false,
      dirty: true,
    }
    fan.presences.set(session.sessionId, presence)
    total.viewers += 1
    if (member) total.memberViewers += 1
    return presence
  }
  presence.firstAt = Math.min(presence.firstAt, at)
  presence.lastAt = Math.max(presence.lastAt, at)
  if (member && !presence.member) {
    presence.member = true
    total.memberViewers += 1
  }
  presence.dirty = true
  return presence
}

/** The membership of the running mode. */
export const runningMembership = (fan: FanState): MembershipState | null => fan.memberships[fan.club.mode]

/** Most lines a session gets from one batch: a public screen shows no more, and likes go first. */
const LINES_A_BATCH = 60

/** A comment as a line shows it: everybody in the room is sent it, and it may be ten times as long as one can be written there. */
const shownText = (text: string): string =>
  text.length <= SCREEN_TEXT_CHARACTERS ? text : Array.from(text).slice(0, SCREEN_TEXT_CHARACTERS).join('')

/** Adds a line to the public screen, with the badge as it stands now (BADGE-6). */
export function addLine(
  batch: Batch,
  session: SessionState,
  fan: FanState,
  line: Pick<ScreenLine, 'kind' | 'text' | 'count'> & { at: number },
  rules: RuleSet,
): void {
  const lines = batch.writes.lines.get(session.sessionId) ?? []
  if (lines.length >= LINES_A_BATCH) return
  const membership = runningMembership(fan)
  const { at, text, ...rest } = line
  lines.push({
    ...rest,
    ...(text === undefined ? {} : { text: shownText(text) }),
    at: toInstant(at),
    userId: fan.person.userId,
    name: fan.person.name,
    ...(membership === null
      ? {}
      : {
          level: membership.level,
          title: titleOfLevel(rules, membership.level),
          badge: badgeOf(fan, membership, rules, batch.now),
        }),
  })
  batch.writes.lines.set(session.sessionId, lines)
}

/** Badge of a member now (BADGE-5). */
export function badgeOf(
  fan: FanState,
  membership: MembershipState,
  rules: RuleSet,
  now: number,
): { name: string; lit: boolean } {
  const mode: Mode = membership.mode
  return {
    name: fan.club.badgeNames[mode],
    lit: badgeLit(rules, mode, { litOrders: fan.litOrders, lastEarnedAt: membership.lastEarnedAt }, now),
  }
}
