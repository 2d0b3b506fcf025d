import { valueAt } from '../club/apply.ts'
import type { Incoming } from '../contract/events.ts'
import type { Task } from '../contract/words.ts'
import { addSpan, pointsOfUnits, uncoveredMs } from '../intimacy/apply.ts'
import { assert } from '../lib/assert.ts'
import { SECOND } from '../lib/time.ts'
import { membershipAt, wasMember, type EventContext, type Outcome } from './context.ts'
import { addLine, dayOf, firstToday, grant, notePresence } from './post.ts'
import { taskIndex, type Batch, type FanState, type MembershipState, type SessionState } from './state.ts'
import { sessionTotal } from './writes.ts'

/** What a user does in a room, and what the tasks pay for it: part of `decide.ts`, on the batch's working copy. */

type LiveAct = Incoming<
  'live.entered' | 'live.watched' | 'live.commented' | 'live.liked' | 'live.shared' | 'live.gifted'
>

/** What happens in a room counts for the room whoever does it, and earns for a member. @rule TASK-1 TASK-2 LIVE-1 */
export function decideLive(
  batch: Batch,
  fan: FanState,
  event: LiveAct,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  assert(session !== null, 'a live event names its session')
  if (!fan.excluded) countInRoom(batch, fan, event, session, context)
  return earn(fan, context, (member) => {
    switch (event.type) {
      case 'live.entered':
        return 0
      case 'live.watched':
        return earnWatch(batch, fan, member, event, context)
      case 'live.commented':
        return give(batch, fan, member, 'comment', 1, context)
      case 'live.liked':
        return giveUnits(batch, fan, member, 'like', { by: event.data.count, scale: 1 }, context)
      case 'live.shared':
        return give(batch, fan, member, 'share', 1, context)
      case 'live.gifted':
        return give(batch, fan, member, 'coins', event.data.coins, context)
      default:
        return event satisfies never
    }
  })
}

function countInRoom(batch: Batch, fan: FanState, event: LiveAct, session: SessionState, context: EventContext): void {
  notePresence(batch, fan, session, event.at)
  if (event.type !== 'live.entered' && event.type !== 'live.watched') {
    const total = sessionTotal(batch.writes, session)
    total.interactions += 1
    if (wasMember(fan, event.at)) total.memberInteractions += 1
  }
  if (session.collects === true && !context.silent) noteAct(batch, fan, session, event)
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

/** BEN-7: a running campaign asks who says its phrase and how long people watch. */
function noteAct(batch: Batch, fan: FanState, session: SessionState, { type, at, data }: LiveAct): void {
  if (type === 'live.commented') batch.writes.acts.push({ fan, session, at, text: data.text ?? '', seconds: 0 })
  else if (type === 'live.watched') batch.writes.acts.push({ fan, session, at, text: null, seconds: data.seconds })
}

/** Earns if the user was a member of the mode of that time and is not excluded. @rule TASK-10 TASK-15 */
export function earn(fan: FanState, context: EventContext, points: (member: MembershipState) => number): Outcome {
  if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
  const member = membershipAt(fan, valueAt(fan.club.modes, context.at), context.at)
  if (member === null) return { status: 'ignored', code: 'not_a_member' }
  // TASK-3: the day's first event freezes its level, whether or not it earns
  dayOf(fan, member, context.day, context.rules)
  return { status: 'applied', points: points(member) }
}

/** A task that pays for each unit of one event. */
export function give(
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
  const { calendar, day } = context
  const { watches } = fan.person
  const around = calendar.around(day)
  const addedMs = uncoveredMs(
    around.map((near) => watches.get(near)?.spans ?? []),
    from,
    event.at,
  )
  // The event counts for the day of its time, but each day's row holds what was watched on that day: two nodes that count the same minutes
  // before midnight, one of them by an event of the next day, write the same row and so notice each other.
  const note = (on: string, start: number, end: number): void => {
    if (start >= end) return
    const watch = watches.get(on) ?? { userNo, day: on, spans: [], stored: null, dirty: true }
    watches.set(on, watch)
    watch.spans = addSpan(watch.spans, start, end)
    watch.dirty = true
  }
  const began = calendar.dayOf(from)
  if (began === day) note(day, from, event.at)
  else {
    const midnight = calendar.startOf(day)
    note(began, from, midnight)
    note(day, midnight, event.at)
  }
  // kept in milliseconds, so that no split of a span loses a second; the rule speaks of seconds
  return giveUnits(batch, fan, member, 'watch', { by: addedMs, scale: SECOND }, context)
}

/** A task that pays once a day for each product. @rule TASK-11 */
export function earnOnce(
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
export function decideLightBadge(
  batch: Batch,
  fan: FanState,
  event: Incoming<'live.lightBadge'>,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  if (session !== null && !fan.excluded) {
    notePresence(batch, fan, session, event.at)
    const total = sessionTotal(batch.writes, session)
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
  return earn(fan, context, (member) => give(batch, fan, member, 'lightBadge', event.data.count, context))
}
