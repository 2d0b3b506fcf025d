import { valueAt, visibilityKey } from '../club/apply.ts'
import { subjectless, type EventResult, type Incoming } from '../contract/events.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Task } from '../contract/words.ts'
import { addSpan, pointsOfUnits, uncoveredMs } from '../intimacy/apply.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import { assert } from '../lib/assert.ts'
import { DAY, MINUTE, SECOND, type Calendar } from '../lib/time.ts'
import { membershipAt, wasMember, type EventContext } from './context.ts'
import { joinAs } from './membership.ts'
import { decideOrder, decideRefund, decideReview } from './orders.ts'
import { decideWithoutSubject, keepSession, sessionOf } from './sessions.ts'
import { addLine, dayOf, firstToday, grant, notePresence } from './post.ts'
import {
  fanKey,
  seenKey,
  sessionTotal,
  taskIndex,
  watchKey,
  type Batch,
  type ClubState,
  type FanState,
  type MembershipState,
  type SessionState,
} from './state.ts'

type Outcome = Omit<EventResult, 'id'>

/** What deciding needs beside the loaded state; no clock, no I/O. */
export interface DecideOptions {
  readonly calendar: Calendar
  readonly versions: readonly RuleSet[]
  readonly history: boolean
  /** TASK-6, resolved before the transaction: `visibilityKey` of those who see the purchase task in phase 1 */
  readonly purchaseVisible: ReadonlySet<string>
}

/**
 * Decides events one after another on the batch's working copy, in the order sent.
 * @returns one result each; all writes are in `batch.writes`
 * @rule TASK-10
 */
export function decideEvents(batch: Batch, events: readonly Incoming[], options: DecideOptions): EventResult[] {
  return events.map((event) => ({ id: event.id, ...decideOnce(batch, event, options) }))
}

/** The same id again is answered from what it did first, whatever its time; another body under it is refused. @rule TASK-10 */
function decideOnce(batch: Batch, event: Incoming, options: DecideOptions): Outcome {
  const userNo = event.userId === null ? 0 : personOf(batch, event.userId).userNo
  const key = seenKey(userNo, event.source, event.id)
  const seen = batch.seen.get(key)
  if (seen !== undefined) {
    if (seen.bodyHash !== event.bodyHash) return { status: 'rejected', code: 'event_id_conflict' }
    const { points } = seen.result
    return { status: 'duplicate', ...(points === undefined ? {} : { points }) }
  }
  const outcome = decide(batch, event, options)
  if (outcome.status === 'rejected') return outcome
  const result = { id: event.id, ...outcome }
  batch.seen.set(key, { bodyHash: event.bodyHash, result })
  batch.writes.seen.push({ userNo, source: event.source, eventId: event.id, bodyHash: event.bodyHash, result })
  return outcome
}

function personOf(batch: Batch, userId: string) {
  const person = batch.persons.get(userId)
  assert(person !== undefined, 'every subject of a batch is loaded')
  return person
}

function decide(batch: Batch, event: Incoming, options: DecideOptions): Outcome {
  const club = 'ownerId' in event.data ? batch.clubs.get(event.data.ownerId) : null
  if (club === undefined) return { status: 'rejected', code: 'unknown_owner' }
  const rulesNow = ruleSetOfDay(options.versions, options.calendar.dayOf(batch.now))
  const late = judgeTime(event, batch.now, rulesNow, options.history)
  if (late !== null) return { status: 'rejected', code: late }
  if (club !== null && !isMoneyOf(club, event)) return { status: 'rejected', code: 'amount_invalid' }
  if (club === null) return decideProfile(batch, event)
  const session = sessionOf(batch, club, event)
  if (session === 'foreign') return { status: 'rejected', code: 'malformed' }
  if (subjectless.has(event.type)) return decideWithoutSubject(batch, club, event, session, options.history)

  const fan = batch.fans.get(fanKey(personOf(batch, event.userId ?? '').userNo, club.clubNo))
  assert(fan !== undefined, 'every fan of a batch is loaded')
  const context = contextOf(batch, fan, event, rulesNow, options)
  if (options.history) joinByHistory(batch, fan, event.at, context)
  const outcome = decideByType(batch, fan, event, session, context)
  if (outcome.status !== 'rejected') keepSession(batch, event, session, context.silent)
  return outcome
}

/** @rule TASK-10 */
function judgeTime(event: Incoming, now: number, rules: RuleSet, history: boolean): string | null {
  if (event.at > now + rules.limits.aheadMinutes * MINUTE) return 'event_in_future'
  if (history) return null
  const days = event.type === 'order.refunded' ? rules.limits.refundLateDays : rules.limits.lateDays
  return event.at < now - days * DAY ? 'event_too_old' : null
}

/** Money in the owner's currency, and something to give back. Judged before anything else, so that a refused event makes nobody a member. */
function isMoneyOf(club: ClubState, event: Incoming): boolean {
  if (event.type !== 'order.paid' && event.type !== 'order.refunded') return true
  const { value, currency } = event.data.amount
  if (event.type === 'order.refunded') return currency === club.currency && value > 0
  return [event.data.amount, ...event.data.lines.map((line) => line.amount)].every(
    (part) => part.currency === club.currency,
  )
}

function contextOf(
  batch: Batch,
  fan: FanState,
  event: { at: number; source: string; id: string },
  rulesNow: RuleSet,
  options: DecideOptions,
): EventContext {
  const make = (at: number, source: string, eventId: string): EventContext => {
    const day = options.calendar.dayOf(at)
    return {
      at,
      day,
      daysAround: [options.calendar.plusDays(day, -1), options.calendar.plusDays(day, 1)],
      rules: ruleSetOfDay(options.versions, day),
      rulesNow,
      source,
      eventId,
      now: batch.now,
      silent: options.history,
      purchaseVisible: (rollout) =>
        options.purchaseVisible.has(visibilityKey(fan.person.userId, fan.club.ownerId, rollout)),
      of: (other) => make(other.at, other.source, other.eventId),
    }
  }
  return make(event.at, event.source, event.id)
}

/**
 * History: who is not a member becomes one as of his first event, earlier history moves the day of joining back. What happened before he left
 * makes nobody a member again (MEM-3). api.md "mode=history"
 */
function joinByHistory(batch: Batch, fan: FanState, at: number, context: EventContext): void {
  const mode = valueAt(fan.club.modes, at)
  const membership = fan.memberships[mode]
  if (fan.leftAt !== null && at <= fan.leftAt) return
  if (membership === null) joinAs(batch, fan, mode, 'import', at, context)
  else if (at < membership.joinedAt && membership.scene === 'import') {
    membership.joinedAt = at
    membership.dirty = true
  }
}

function decideByType(
  batch: Batch,
  fan: FanState,
  event: Incoming,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  switch (event.type) {
    case 'live.entered':
    case 'live.watched':
    case 'live.commented':
    case 'live.liked':
    case 'live.shared':
    case 'live.gifted':
      return decideLive(batch, fan, event, session, context)
    case 'live.lightBadge':
      return decideLightBadge(batch, fan, event, session, context)
    case 'product.viewed':
      return earnOnce(batch, fan, 'browse', event.data.productId, context)
    case 'product.carted':
      return earnOnce(batch, fan, 'cart', event.data.productId, context)
    case 'group.visited':
      return earn(fan, context, (member) => give(batch, fan, member, 'groupVisit', 1, context))
    case 'order.paid':
      return decideOrder(batch, fan, event, session, context)
    case 'order.refunded':
      return decideRefund(batch, fan, event, context)
    case 'order.reviewed':
      return decideReview(batch, fan, event, context)
    case 'order.shipped':
    case 'order.delivered':
      return decideDelivery(fan, event)
    case 'user.followed':
    case 'user.unfollowed':
      return decideFollow(batch, fan, event, context)
    case 'user.profiled':
    case 'live.started':
    case 'live.ended':
    case 'video.published':
      return { status: 'rejected', code: 'malformed' }
    default:
      return event satisfies never
  }
}

type LiveAct = Incoming<
  'live.entered' | 'live.watched' | 'live.commented' | 'live.liked' | 'live.shared' | 'live.gifted'
>

/** What happens in a room counts for the room whoever does it, and earns for a member. @rule TASK-1 TASK-2 LIVE-1 */
function decideLive(
  batch: Batch,
  fan: FanState,
  event: LiveAct,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  assert(session !== null, 'a live event names its session')
  const inRoom: EventContext = { ...context, session }
  if (!fan.excluded) countInRoom(batch, fan, event, session, inRoom)
  const outcome = earn(fan, inRoom, (member) => {
    switch (event.type) {
      case 'live.entered':
        return 0
      case 'live.watched':
        return earnWatch(batch, fan, member, event, inRoom)
      case 'live.commented':
        return give(batch, fan, member, 'comment', 1, inRoom)
      case 'live.liked':
        return giveUnits(batch, fan, member, 'like', { by: event.data.count, scale: 1 }, inRoom)
      case 'live.shared':
        return give(batch, fan, member, 'share', 1, inRoom)
      case 'live.gifted':
        return give(batch, fan, member, 'coins', event.data.coins, inRoom)
      default:
        return event satisfies never
    }
  })
  return outcome
}

function countInRoom(batch: Batch, fan: FanState, event: LiveAct, session: SessionState, context: EventContext): void {
  notePresence(batch, fan, session, event.at)
  if (event.type !== 'live.entered' && event.type !== 'live.watched') {
    const total = sessionTotal(batch.writes, session, fan.person.userNo)
    total.interactions += 1
    if (wasMember(fan, event.at)) total.memberInteractions += 1
  }
  if (context.silent || event.type === 'live.watched') return
  const { rulesNow, at } = context
  switch (event.type) {
    case 'live.entered':
      return addLine(batch, session, fan, { kind: 'enter', at }, rulesNow)
    case 'live.commented':
      return addLine(batch, session, fan, { kind: 'comment', at, text: event.data.text ?? '' }, rulesNow)
    case 'live.liked':
      return addLine(batch, session, fan, { kind: 'like', at, count: event.data.count }, rulesNow)
    case 'live.shared':
      return addLine(batch, session, fan, { kind: 'share', at }, rulesNow)
    case 'live.gifted':
      return addLine(batch, session, fan, { kind: 'gift', at }, rulesNow)
  }
}

/** Earns if the user was a member of the mode of that time and is not excluded. @rule TASK-10 TASK-15 */
function earn(fan: FanState, context: EventContext, points: (member: MembershipState) => number): Outcome {
  if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
  const member = membershipAt(fan, valueAt(fan.club.modes, context.at), context.at)
  if (member === null) return { status: 'ignored', code: 'not_a_member' }
  // TASK-3: the day's first event freezes its level, whether or not it earns
  dayOf(fan, member, context.day, context.rules)
  return { status: 'applied', points: points(member) }
}

/** A task that pays for each unit of one event. */
function give(
  batch: Batch,
  fan: FanState,
  member: MembershipState,
  task: Task,
  units: number,
  context: EventContext,
): number {
  const rule = context.rules.modes[member.mode].tasks[task]
  if (rule === undefined) return 0
  const times = Math.floor(units / rule.per)
  return grant(batch, fan, member, task, times * rule.points, rule.points, context)
}

/** A task whose units add up over the day (`scale` stored units make one of the rule's): each full `per` pays once, however the events split it. @rule TASK-7 TASK-11 */
function giveUnits(
  batch: Batch,
  fan: FanState,
  member: MembershipState,
  task: Task,
  units: { readonly by: number; readonly scale: number },
  context: EventContext,
): number {
  const rule = context.rules.modes[member.mode].tasks[task]
  if (rule === undefined) return 0
  const state = dayOf(fan, member, context.day, context.rules)
  const index = taskIndex[task]
  const before = state.tasksUnits[index] ?? 0
  state.tasksUnits[index] = before + units.by
  state.dirty = true
  const wanted = pointsOfUnits(rule, before, before + units.by, units.scale)
  return grant(batch, fan, member, task, wanted, rule.points, context)
}

/** Only what no other span of the user covered counts, in this room or any other. @rule TASK-14 */
function earnWatch(
  batch: Batch,
  fan: FanState,
  member: MembershipState,
  event: Incoming<'live.watched'>,
  context: EventContext,
): number {
  const rule = context.rules.modes[member.mode].tasks.watch
  if (rule === undefined) return 0
  const { userNo } = fan.person
  const from = event.at - event.data.seconds * SECOND
  const key = watchKey(userNo, context.day)
  const watch = batch.watches.get(key) ?? { userNo, day: context.day, spans: [], dirty: true }
  batch.watches.set(key, watch)
  // the event counts for the day of its time; what it covers before midnight may have been counted for the day before
  const neighbours = context.daysAround.map((day) => batch.watches.get(watchKey(userNo, day))?.spans ?? [])
  const addedMs = uncoveredMs([watch.spans, ...neighbours], from, event.at)
  watch.spans = addSpan(watch.spans, from, event.at)
  watch.dirty = true
  // kept in milliseconds, so that no split of a span loses a second; the rule speaks of seconds
  return giveUnits(batch, fan, member, 'watch', { by: addedMs, scale: SECOND }, context)
}

function earnOnce(
  batch: Batch,
  fan: FanState,
  task: 'browse' | 'cart',
  productId: string,
  context: EventContext,
): Outcome {
  return earn(fan, context, (member) => {
    if (context.rules.modes[member.mode].tasks[task] === undefined) return 0
    return firstToday(batch, fan, context.day, task, productId) ? give(batch, fan, member, task, 1, context) : 0
  })
}

/** Before joining, a light badge is the entry gift: kept for the joining, no points. @rule MEM-1 */
function decideLightBadge(
  batch: Batch,
  fan: FanState,
  event: Incoming<'live.lightBadge'>,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  const inRoom: EventContext = { ...context, session }
  if (session !== null && !fan.excluded) {
    notePresence(batch, fan, session, event.at)
    const total = sessionTotal(batch.writes, session, fan.person.userNo)
    total.interactions += 1
    if (wasMember(fan, event.at)) total.memberInteractions += 1
    if (!context.silent)
      addLine(batch, session, fan, { kind: 'gift', at: event.at, count: event.data.count }, context.rulesNow)
  }
  // the gift a joining named before its event came: it is used already
  if (fan.entryGift === event.id && fan.memberships.live !== null) {
    fan.entryGift = null
    fan.dirty = true
    return { status: 'applied', points: 0 }
  }
  if (fan.memberships.live === null && (fan.entryGiftAt === null || event.at >= fan.entryGiftAt)) {
    fan.entryGift = event.id
    fan.entryGiftAt = event.at
    fan.dirty = true
  }
  return earn(fan, inRoom, (member) => give(batch, fan, member, 'lightBadge', event.data.count, inRoom))
}

function decideDelivery(fan: FanState, event: Incoming<'order.shipped' | 'order.delivered'>): Outcome {
  const order = fan.orders.get(event.data.orderId)
  if (order === undefined) return { status: 'ignored', code: 'order_not_paid' }
  if (event.type === 'order.shipped') order.shippedAt ??= event.at
  else order.deliveredAt ??= event.at
  order.dirty = true
  return { status: 'applied' }
}

/** The latest word on following counts, whatever the order of arrival. */
function decideFollow(
  batch: Batch,
  fan: FanState,
  event: Incoming<'user.followed' | 'user.unfollowed'>,
  context: EventContext,
): Outcome {
  if (fan.followAt !== null && event.at < fan.followAt) return { status: 'applied' }
  const follows = event.type === 'user.followed'
  const live = liveSession(batch, fan.club.clubNo)
  if (follows && !fan.follows && live !== null && !context.silent)
    addLine(batch, live, fan, { kind: 'follow', at: event.at }, context.rulesNow)
  fan.follows = follows
  fan.followAt = event.at
  fan.dirty = true
  return { status: 'applied' }
}

/** The club's session on air, of those loaded. */
function liveSession(batch: Batch, clubNo: number): SessionState | null {
  let found: SessionState | null = null
  for (const session of batch.sessions.values())
    if (
      session.clubNo === clubNo &&
      session.endedAt === null &&
      (found === null || session.startedAt > found.startedAt)
    )
      found = session
  return found
}

function decideProfile(batch: Batch, event: Incoming): Outcome {
  if (event.type !== 'user.profiled' || event.userId === null) return { status: 'rejected', code: 'malformed' }
  const person = personOf(batch, event.userId)
  const { name, ...rest } = event.data
  person.profile = { ...person.profile, ...rest }
  if (name !== undefined) person.name = name
  person.dirty = true
  return { status: 'applied' }
}
