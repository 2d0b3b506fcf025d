import { valueAt, visibilityKey } from '../club/apply.ts'
import type { EventResult, Incoming } from '../contract/events.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { EventType } from '../contract/words.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import { assert } from '../lib/assert.ts'
import { DAY, MINUTE, type Calendar } from '../lib/time.ts'
import { decideLightBadge, decideLive, earn, earnOnce, give } from './acts.ts'
import type { EventContext, Outcome } from './context.ts'
import { joinAs } from './membership.ts'
import { decideOrder, decideRefund, decideReview, exceedsPayment } from './orders.ts'
import { decideWithoutSubject, keepSession, sessionOf } from './sessions.ts'
import { addLine } from './post.ts'
import {
  seenKey,
  type Batch,
  type ClubState,
  type FanState,
  type PersonState,
  type SeenState,
  type SessionState,
} from './state.ts'

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
  const environment = environmentOf(options, batch.now)
  return events.map((event) => {
    const { status, code, points } = decideOnce(batch, event, environment)
    const result: Writable<EventResult> = { id: event.id, status }
    if (code !== undefined) result.code = code
    if (points !== undefined) result.points = points
    return result
  })
}

/** Contexts of what is decided without an event of its own: what waited for its order until a merge. @param now decision time, UTC ms */
export const contextsOf = (options: DecideOptions, now: number): EventContext['of'] => environmentOf(options, now).of

function environmentOf(options: DecideOptions, now: number): Environment {
  const environment: Environment = {
    ...options,
    rulesNow: ruleSetOfDay(options.versions, options.calendar.dayOf(now)),
    rulesByDay: new Map(),
    now,
    visible: (fan, rollout) => options.purchaseVisible.has(visibilityKey(fan.person.userId, fan.club.ownerId, rollout)),
    of: (other) => contextOf(other, null, environment),
  }
  return environment
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** What is the same for all events of a batch. */
interface Environment extends DecideOptions {
  /** rules in force now */
  readonly rulesNow: RuleSet
  /** a batch names few days */
  readonly rulesByDay: Map<string, RuleSet>
  readonly now: number
  readonly visible: EventContext['purchaseVisible']
  readonly of: EventContext['of']
}

function rulesOf(environment: Environment, day: string): RuleSet {
  const known = environment.rulesByDay.get(day)
  if (known !== undefined) return known
  const rules = ruleSetOfDay(environment.versions, day)
  environment.rulesByDay.set(day, rules)
  return rules
}

/** The same id again is answered from what it did first, whatever its time; another body under it is refused. @rule TASK-10 */
function decideOnce(batch: Batch, event: Incoming, environment: Environment): Outcome {
  const person = event.userId === null ? null : personOf(batch, event.userId)
  const key = seenKey(event.source, event.id)
  const memory = person === null ? batch.seen : person.seen
  const seen = memory.get(key)
  if (seen !== undefined) {
    if (seen.bodyHash !== event.bodyHash) return { status: 'rejected', code: 'event_id_conflict' }
    const { points } = seen
    return points === undefined ? { status: 'duplicate' } : { status: 'duplicate', points }
  }
  const outcome = decide(batch, person, event, environment)
  if (outcome.status === 'rejected') return outcome
  const taken: SeenState = {
    bodyHash: event.bodyHash,
    status: outcome.status,
    code: outcome.code,
    points: outcome.points,
  }
  memory.set(key, taken)
  batch.writes.seen.push({ userNo: person?.userNo ?? 0, source: event.source, eventId: event.id, taken })
  return outcome
}

function personOf(batch: Batch, userId: string) {
  const person = batch.persons.get(userId)
  assert(person !== undefined, 'every subject of a batch is loaded')
  return person
}

function decide(batch: Batch, person: PersonState | null, event: Incoming, environment: Environment): Outcome {
  const club = 'ownerId' in event.data ? batch.clubs.get(event.data.ownerId) : null
  if (club === undefined) return { status: 'rejected', code: 'unknown_owner' }
  const late = judgeTime(event, batch.now, environment.rulesNow, environment.history)
  if (late !== null) return { status: 'rejected', code: late }
  if (club !== null && !isMoneyOf(club, event)) return { status: 'rejected', code: 'amount_invalid' }
  if (club === null) return decideProfile(batch, person, event)
  const session = sessionOf(batch, club, event)
  if (session === 'foreign') return { status: 'rejected', code: 'malformed' }
  if (person === null) return decideWithoutSubject(batch, club, event, session, environment.history)

  const fan = person.fans.get(club.clubNo)
  assert(fan !== undefined, 'every fan of a batch is loaded')
  const { at, source, id: eventId } = event
  if (isBeyondPayment(fan, event)) return { status: 'rejected', code: 'refund_exceeds_payment' }
  const context = contextOf({ at, source, eventId }, inRoom.has(event.type) ? session : null, environment)
  if (environment.history) joinByHistory(batch, fan, event.at, context)
  const outcome = decideByType(batch, fan, event, session, context)
  if (outcome.status !== 'rejected') {
    fan.touched = true
    keepSession(batch, event, session, context.silent)
  }
  return outcome
}

/** What happens in a room: its points are the session's too (TASK-13). */
const inRoom: ReadonlySet<EventType> = new Set<EventType>([
  'live.entered',
  'live.watched',
  'live.commented',
  'live.liked',
  'live.shared',
  'live.gifted',
  'live.lightBadge',
])

/** An event that was kept here is as old as it was when it came: our failure costs nobody his points. @rule TASK-10 */
function judgeTime(event: Incoming, now: number, rules: RuleSet, history: boolean): string | null {
  if (event.at > now + rules.limits.aheadMinutes * MINUTE) return 'event_in_future'
  if (history) return null
  const days = event.type === 'order.refunded' ? rules.limits.refundLateDays : rules.limits.lateDays
  return event.at < (event.cameAt ?? now) - days * DAY ? 'event_too_old' : null
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

/** Of an order that is known. Judged like the money, before history makes anybody a member. */
function isBeyondPayment(fan: FanState, event: Incoming): boolean {
  if (event.type !== 'order.refunded') return false
  const { orderId, refundId, amount } = event.data
  const order = fan.orders.get(orderId)
  return order !== undefined && exceedsPayment(order, { refundId, amount: amount.value })
}

function contextOf(
  { at, source, eventId }: { readonly at: number; readonly source: string; readonly eventId: string },
  session: SessionState | null,
  environment: Environment,
): EventContext {
  const { calendar, rulesNow, history, now, visible, of } = environment
  const day = calendar.dayOf(at)
  return {
    at,
    day,
    rules: rulesOf(environment, day),
    rulesNow,
    calendar,
    source,
    eventId,
    session,
    now,
    silent: history,
    purchaseVisible: visible,
    of,
  }
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

function decideProfile(batch: Batch, person: PersonState | null, event: Incoming): Outcome {
  if (event.type !== 'user.profiled' || person === null) return { status: 'rejected', code: 'malformed' }
  const { profiles } = batch.writes
  const { name = null, ...fields } = event.data
  const before = profiles.get(person)
  profiles.set(person, { name: name ?? before?.name ?? null, fields: { ...before?.fields, ...fields } })
  person.name = name ?? person.name
  return { status: 'applied' }
}
