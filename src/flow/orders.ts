import { purchaseTaskShown, valueAt } from '../club/apply.ts'
import type { Incoming } from '../contract/events.ts'
import { deduct, pointsOfPayment, takenBack } from '../intimacy/apply.ts'
import { addSafely } from '../lib/integers.ts'
import { DAY } from '../lib/time.ts'
import { membershipAt, wasMember, type EventContext, type Outcome } from './context.ts'
import { addLine, book, dayOf, grant, notePresence } from './post.ts'
import type { Batch, FanState, MembershipState, OrderState, SessionState, WaitingState } from './state.ts'
import { clubDay, sessionTotal } from './writes.ts'

/**
 * An order was paid: it is kept whoever paid it (it lights the badge, counts for the totals), and earns for a member.
 * @returns `duplicate` for an order id seen before; ignored `not_a_member` | `account_excluded`
 * @rule TASK-1 TASK-2 TASK-5 TASK-7 TASK-9 BADGE-5
 */
export function decideOrder(
  batch: Batch,
  fan: FanState,
  event: Incoming<'order.paid'>,
  session: SessionState | null,
  context: EventContext,
): Outcome {
  const { data } = event
  const known = fan.orders.get(data.orderId)
  if (known !== undefined) return { status: 'duplicate', points: known.earned }

  const mode = valueAt(fan.club.modes, event.at)
  const paid = data.amount.value
  const member = membershipAt(fan, mode, event.at)
  countSale(batch, fan, session, paid, context)
  const standing = fan.excluded ? 'account_excluded' : member === null ? 'not_a_member' : null
  const earned =
    standing === null && member !== null ? earnByPayment(batch, fan, member, paid, event, session, context) : 0
  const order: OrderState = {
    orderId: data.orderId,
    at: event.at,
    paid,
    refunded: 0,
    mode,
    epoch: member?.epoch ?? 0,
    modeSeq: fan.club.modeSeq,
    earned,
    taken: 0,
    ruleSetVersion: context.rules.version,
    session,
    lineIds: data.lines.map((line) => line.lineId),
    productIds: data.lines.map((line) => line.productId),
    reviewed: [],
    refundIds: [],
    source: event.source,
    eventId: event.id,
    shippedAt: null,
    deliveredAt: null,
    dirty: true,
  }
  fan.orders.set(data.orderId, order)
  if (paid > 0) fan.litOrders += 1
  fan.dirty = true
  if (session !== null && !context.silent)
    addLine(batch, session, fan, { kind: 'order', at: event.at }, context.rulesNow)
  settleWaiting(batch, fan, order, context.of)
  return standing === null ? { status: 'applied', points: earned } : { status: 'ignored', code: standing }
}

function earnByPayment(
  batch: Batch,
  fan: FanState,
  member: MembershipState,
  paid: number,
  event: Incoming<'order.paid'>,
  session: SessionState | null,
  context: EventContext,
): number {
  dayOf(fan, member, context.day, context.rules)
  const rule = context.rules.modes[member.mode].tasks.purchase
  if (rule === undefined) return 0
  if (member.mode === 'live') {
    // TASK-1: only orders placed in the live room; TASK-5, TASK-6: by the switch and the rollout at the order's time
    if (session === null) return 0
    const rollout = valueAt(fan.club.rollouts, event.at)
    if (!purchaseTaskShown(valueAt(fan.club.purchases, event.at), rollout, context.purchaseVisible(fan, rollout)))
      return 0
  }
  const worth = pointsOfPayment(rule, paid)
  return grant(batch, fan, member, 'purchase', worth, worth, {
    ...context,
    orderId: event.data.orderId,
    amount: paid,
    session,
  })
}

function countSale(
  batch: Batch,
  fan: FanState,
  session: SessionState | null,
  paid: number,
  context: EventContext,
): void {
  if (fan.excluded) return
  const member = wasMember(fan, context.at)
  const day = clubDay(batch.writes, fan.club.clubNo, context.day)
  day.orders += 1
  day.sales = addSafely(day.sales, paid)
  if (member) {
    day.memberOrders += 1
    day.memberSales = addSafely(day.memberSales, paid)
  }
  if (session === null) return
  notePresence(batch, fan, session, context.at)
  const total = sessionTotal(batch.writes, session)
  total.orders += 1
  total.sales = addSafely(total.sales, paid)
  if (member) {
    total.memberOrders += 1
    total.memberSales = addSafely(total.memberSales, paid)
  }
}

/**
 * Refunds and reviews that came first take their turn, in the order in which they happened; what was reported as missing its order too, now that it is
 * there: money that went back is gone, however late the order is told of.
 * @rule TASK-9
 */
export function settleWaiting(batch: Batch, fan: FanState, order: OrderState, of: EventContext['of']): void {
  const waiting = (fan.waiting.get(order.orderId) ?? []).filter(
    ({ status }) => status === 'waiting' || status === 'expired',
  )
  for (const item of waiting.sort((a, b) => a.at - b.at || (a.eventId < b.eventId ? -1 : 1))) {
    // a clock that ran behind may date it before its order; it takes effect with the order at the earliest
    const at = of({ at: Math.max(item.at, order.at), source: item.source, eventId: item.eventId })
    const outcome =
      item.kind === 'refund'
        ? applyRefund(batch, fan, order, { refundId: item.partId, amount: item.amount ?? 0 }, at)
        : applyReview(batch, fan, order, item.partId, item.at, at)
    item.status = outcome.status === 'rejected' || outcome.code === 'order_not_paid' ? 'refused' : 'settled'
    item.code = outcome.code ?? null
    item.dirty = true
  }
}

/**
 * Money went back: what the order earned goes with it, from every balance that holds it.
 * @returns `waiting` while the order has not come; `refund_exceeds_payment`
 * @rule TASK-8 TASK-9 CLUB-5
 */
export function decideRefund(
  batch: Batch,
  fan: FanState,
  event: Incoming<'order.refunded'>,
  context: EventContext,
): Outcome {
  const { orderId, refundId, amount } = event.data
  const order = fan.orders.get(orderId)
  if (order === undefined) {
    const twin = fan.waiting.get(orderId)?.some((item) => item.kind === 'refund' && item.partId === refundId)
    if (twin === true) return { status: 'duplicate' }
    return wait(fan, event, { kind: 'refund', partId: refundId, amount: amount.value }, context)
  }
  return applyRefund(batch, fan, order, { refundId, amount: amount.value }, context)
}

function wait(
  fan: FanState,
  event: Incoming<'order.refunded' | 'order.reviewed'>,
  part: Pick<WaitingState, 'kind' | 'partId' | 'amount'>,
  context: EventContext,
): Outcome {
  const { orderId } = event.data
  const list = fan.waiting.get(orderId) ?? []
  const waitsUntil = context.now + context.rules.limits.refundWaitDays * DAY
  list.push({
    ...part,
    orderId,
    source: event.source,
    eventId: event.id,
    at: event.at,
    waitsUntil,
    status: 'waiting',
    code: null,
    dirty: true,
  })
  fan.waiting.set(orderId, list)
  return { status: 'waiting' }
}

/** Whether it would give back more than was paid; one that was taken gives back nothing more. @rule TASK-8 */
export const exceedsPayment = (order: OrderState, refund: { refundId: string; amount: number }): boolean =>
  !order.refundIds.includes(refund.refundId) && order.refunded + refund.amount > order.paid

function applyRefund(
  batch: Batch,
  fan: FanState,
  order: OrderState,
  refund: { refundId: string; amount: number },
  context: EventContext,
): Outcome {
  if (order.refundIds.includes(refund.refundId)) return { status: 'duplicate' }
  if (exceedsPayment(order, refund)) return { status: 'rejected', code: 'refund_exceeds_payment' }
  order.refunded += refund.amount
  order.refundIds = [...order.refundIds, refund.refundId]
  order.dirty = true
  if (order.refunded === order.paid) {
    fan.litOrders -= 1
    fan.dirty = true
  }
  if (!fan.excluded) {
    const day = clubDay(batch.writes, fan.club.clubNo, context.day)
    day.refunds += 1
    day.refunded = addSafely(day.refunded, refund.amount)
  }
  const back = takenBack(order.earned, order.paid, order.refunded)
  const wanted = back - order.taken
  order.taken = back
  let points = 0
  if (wanted > 0) {
    for (const holder of holdersOf(fan, order)) {
      const { taken, shortfall } = deduct(holder.intimacy, wanted)
      const session = order.session
      book(
        batch,
        fan,
        holder,
        { kind: 'purchase', delta: -taken, shortfall },
        {
          ...context,
          orderId: order.orderId,
          amount: refund.amount,
          session,
          reason: 'refund',
        },
      )
      if (holder.mode === fan.club.mode || points === 0) points = -taken
    }
  }
  return { status: 'applied', points }
}

/** The balances that hold an order's points: where it earned, and where CLUB-5 carried it. None of an earlier membership. */
function holdersOf(fan: FanState, order: OrderState): readonly MembershipState[] {
  const holders: MembershipState[] = []
  const first = fan.memberships[order.mode]
  if (first !== null && first.epoch === order.epoch) holders.push(first)
  const carried = fan.memberships.shopping
  if (
    order.mode === 'live' &&
    carried !== null &&
    carried.epoch === order.epoch &&
    carried.carriedSeq !== null &&
    carried.carriedSeq > order.modeSeq
  )
    holders.push(carried)
  return holders
}

/**
 * A review of an order line: once per line, after payment.
 * @returns `waiting` while the order has not come; ignored `order_not_paid` when it came before payment or the line is unknown
 * @rule TASK-11
 */
export function decideReview(
  batch: Batch,
  fan: FanState,
  event: Incoming<'order.reviewed'>,
  context: EventContext,
): Outcome {
  const { orderId, lineId } = event.data
  const order = fan.orders.get(orderId)
  if (order === undefined) {
    const twin = fan.waiting.get(orderId)?.some((item) => item.kind === 'review' && item.partId === lineId)
    if (twin === true) return { status: 'applied', points: 0 }
    return wait(fan, event, { kind: 'review', partId: lineId, amount: null }, context)
  }
  return applyReview(batch, fan, order, lineId, event.at, context)
}

/** A review of what was really paid for may be rewarded by a group's call (GRP-8), member of the club or not. */
function noteReview(
  batch: Batch,
  fan: FanState,
  order: OrderState,
  { lineId, at }: { readonly lineId: string; readonly at: number },
  { silent }: EventContext,
): void {
  const productId = order.productIds?.[order.lineIds.indexOf(lineId)]
  if (silent || productId === undefined || order.refunded >= order.paid) return
  const { orderId } = order
  batch.writes.reviews.push({ userNo: fan.person.userNo, clubNo: fan.club.clubNo, productId, orderId, at })
}

function applyReview(
  batch: Batch,
  fan: FanState,
  order: OrderState,
  lineId: string,
  at: number,
  context: EventContext,
): Outcome {
  if (at < order.at || !order.lineIds.includes(lineId)) return { status: 'ignored', code: 'order_not_paid' }
  const mode = valueAt(fan.club.modes, at)
  const member = membershipAt(fan, mode, at)
  if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
  noteReview(batch, fan, order, { lineId, at }, context)
  if (member === null) return { status: 'ignored', code: 'not_a_member' }
  dayOf(fan, member, context.day, context.rules)
  if (order.reviewed.includes(lineId)) return { status: 'applied', points: 0 }
  order.reviewed = [...order.reviewed, lineId]
  order.dirty = true
  const rule = context.rules.modes[mode].tasks.review
  const points =
    rule === undefined
      ? 0
      : grant(batch, fan, member, 'review', rule.points, rule.points, { ...context, orderId: order.orderId })
  return { status: 'applied', points }
}
