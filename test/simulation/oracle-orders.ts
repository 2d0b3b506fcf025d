import type { SentEvent } from '../support/club.ts'
import { dayOf, type Said } from './oracle.ts'
import type { About, BoughtOrder, Fan, Ledger, Membership } from './oracle-ledger.ts'
import { DAY, type ModeName } from './world.ts'

/** The part of the oracle that follows an order: what it gave back, what was said of it, what waits for it. */

export interface Wait extends About {
  readonly now: number
  readonly source: string
  readonly eventId: string
}

type Item = Fan['waiting'][number]

/** TASK-8, TASK-9 */
export function refundOf(ledger: Ledger, fan: Fan, event: SentEvent, about: Wait): Said {
  const { orderId, refundId, amount } = event.data as { orderId: string; refundId: string; amount: { value: number } }
  const order = fan.orders.get(orderId)
  if (order !== undefined) return giveBack(ledger, fan, orderId, order, { part: refundId, amount: amount.value }, about)
  if (fan.waiting.some((item) => item.orderId === orderId && item.kind === 'refund' && item.part === refundId))
    return { status: 'duplicate' }
  return wait(ledger, fan, { orderId, kind: 'refund', part: refundId, amount: amount.value }, about)
}

/** TASK-11 */
export function reviewOf(ledger: Ledger, fan: Fan, event: SentEvent, about: Wait): Said {
  const { orderId, lineId } = event.data as { orderId: string; lineId: string }
  const order = fan.orders.get(orderId)
  if (order !== undefined) return review(ledger, fan, order, orderId, lineId, about)
  if (fan.waiting.some((item) => item.orderId === orderId && item.kind === 'review' && item.part === lineId))
    return { status: 'applied', points: 0 }
  return wait(ledger, fan, { orderId, kind: 'review', part: lineId, amount: 0 }, about)
}

function wait(ledger: Ledger, fan: Fan, what: Pick<Item, 'orderId' | 'kind' | 'part' | 'amount'>, about: Wait): Said {
  const { refundWaitDays } = ledger.rulesOf(dayOf(about.at)).body.limits
  const { at, source, eventId } = about
  fan.waiting.push({ ...what, at, source, eventId, until: about.now + refundWaitDays * DAY, state: 'waiting' })
  return { status: 'waiting' }
}

/** TASK-9: what waited takes its turn, in the order in which it happened, not before the order itself. */
export function settleWaiting(ledger: Ledger, fan: Fan, orderId: string, order: BoughtOrder, about: Wait): void {
  const turn = fan.waiting.filter((item) => item.orderId === orderId && /^(waiting|expired)$/.test(item.state))
  for (const item of turn.sort((a, b) => a.at - b.at || (a.eventId < b.eventId ? -1 : 1))) {
    const then = { ...about, at: Math.max(item.at, order.at), source: item.source, eventId: item.eventId, room: null }
    const said =
      item.kind === 'refund'
        ? giveBack(ledger, fan, orderId, order, item, then)
        : item.at < order.at
          ? { status: 'ignored', code: 'order_not_paid' }
          : review(ledger, fan, order, orderId, item.part, then)
    item.state = said.status === 'rejected' || said.code === 'order_not_paid' ? 'refused' : 'settled'
  }
}

function giveBack(
  ledger: Ledger,
  fan: Fan,
  orderId: string,
  order: BoughtOrder,
  refund: { readonly part: string; readonly amount: number },
  about: Wait,
): Said {
  if (order.refunds.includes(refund.part)) return { status: 'duplicate' }
  if (order.back + refund.amount > order.paid) return { status: 'rejected', code: 'refund_exceeds_payment' }
  order.refunds.push(refund.part)
  order.back += refund.amount
  if (!fan.excluded) ledger.gaveBack(fan, dayOf(about.at), refund.amount)
  const inAll = Number((BigInt(order.earned) * BigInt(order.back)) / BigInt(order.paid))
  const wanted = inAll - order.taken
  order.taken = inAll
  let points = 0
  for (const mode of wanted > 0 ? holders(fan, order) : []) {
    const taken = Math.min(wanted, ledger.balance(fan, mode))
    const { source, eventId, at } = about
    ledger.book(fan, mode, {
      at,
      source,
      eventId,
      orderId,
      kind: 'purchase',
      delta: -taken,
      shortfall: wanted - taken,
    })
    if (points === 0 || mode === ledger.at(fan.club.modes, about.now)) points = -taken
  }
  return { status: 'applied', points }
}

/** CLUB-5: every balance that holds its points, of the membership in which it was earned */
function holders(fan: Fan, order: BoughtOrder): ModeName[] {
  const same = (membership: Membership | undefined): membership is Membership => membership?.epoch === order.epoch
  const found: ModeName[] = same(fan.memberships[order.mode]) ? [order.mode] : []
  const carried = fan.memberships.shopping
  if (order.mode === 'live' && same(carried) && (carried.carriedBy ?? 0) > order.changes) found.push('shopping')
  return found
}

function review(ledger: Ledger, fan: Fan, order: BoughtOrder, orderId: string, line: string, about: Wait): Said {
  if (about.at < order.at || !order.lines.includes(line)) return { status: 'ignored', code: 'order_not_paid' }
  if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
  const mode = ledger.memberAt(fan, about.at)
  if (mode === null) return { status: 'ignored', code: 'not_a_member' }
  ledger.freeze(fan, mode, dayOf(about.at))
  if (order.reviewed.includes(line)) return { status: 'applied', points: 0 }
  order.reviewed.push(line)
  const rule = ledger.rulesOf(dayOf(about.at)).body.modes[mode].tasks.review
  const { source, eventId, at } = about
  return {
    status: 'applied',
    points: rule === undefined ? 0 : ledger.pay(fan, mode, 'review', rule.points, { at, source, eventId, orderId }),
  }
}
