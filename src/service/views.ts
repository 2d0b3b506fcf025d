import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { badgeLit, levelOfIntimacy, tierOfLevel, titleOfLevel } from '../contract/ladder.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { DeskThread, FanThread, ServiceCard, ServiceMessage, ServiceOrder } from '../contract/service.ts'
import type { Mode } from '../contract/words.ts'
import { shownName } from '../lib/shown-name.ts'
import { toInstant, type Calendar } from '../lib/time.ts'
import { standingAt } from './hours.ts'
import type { CardRow, DeskThreadRow, FanThreadRow, MessageRow, OrderRow } from './listing/store.ts'
import type { DeskRow } from './store.ts'

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

const lastOf = (row: Pick<FanThreadRow, 'last_side' | 'last_kind' | 'last_text'>): FanThread['last'] =>
  row.last_side === null || row.last_kind === null
    ? null
    : { side: row.last_side, kind: row.last_kind, text: row.last_text }

/** How a thread reads to the desk. @param mode the club's running one */
export const viewForDesk = (row: DeskThreadRow, ownerId: string, mode: Mode, rules: RuleSetBody): DeskThread => {
  const level = row.intimacy === null ? null : levelOfIntimacy(rules, mode, row.intimacy)
  return {
    ownerId,
    userId: row.user_id,
    name: shownName(row.user_name),
    state: row.resolved_at === null ? 'open' : 'resolved',
    assignedTo: row.assigned_to,
    unread: row.unread,
    waitingSince: instantOrNull(row.waiting_since),
    openedAt: toInstant(row.opened_at),
    lastSeq: row.last_seq,
    lastAt: toInstant(row.last_at),
    last: lastOf(row),
    blocked: row.blocked,
    member: level === null ? null : { level, tier: tierOfLevel(rules, level) },
  }
}

/** Whether a desk answers now, and when it does again. */
export function openness(
  hours: DeskRow['hours'],
  calendar: Calendar,
  now: number,
): { openNow: boolean; opensAt: string | null } {
  const { open, opensAt } = standingAt(hours, calendar, now)
  return { openNow: open, opensAt: instantOrNull(opensAt) }
}

/** How a thread reads to its fan. */
export const viewForFan = (row: FanThreadRow, userId: string, calendar: Calendar, now: number): FanThread => ({
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  userId,
  unread: row.unread,
  lastSeq: row.last_seq,
  lastAt: toInstant(row.last_at),
  last: lastOf(row),
  blocked: row.blocked,
  ...openness(row.hours, calendar, now),
})

/** A thread in which nothing was said yet. */
export const emptyForFan = (desk: DeskRow, userId: string, calendar: Calendar, now: number): FanThread => ({
  ownerId: desk.owner_id,
  ownerName: desk.name,
  userId,
  unread: 0,
  lastSeq: 0,
  lastAt: null,
  last: null,
  blocked: false,
  ...openness(desk.hours, calendar, now),
})

/** An order as it stands. */
export function viewOfOrder(row: OrderRow): ServiceOrder {
  const { currency, paid, refunded } = row
  const whole = paid > 0 && refunded >= paid
  return {
    orderId: row.order_id,
    at: toInstant(row.order_at),
    paid: { value: paid, currency },
    refunded: { value: refunded, currency },
    state: whole ? 'refunded' : row.delivered_at !== null ? 'delivered' : row.shipped_at !== null ? 'shipped' : 'paid',
  }
}

const isOrder = (row: Partial<OrderRow>): row is OrderRow => typeof row.order_id === 'string'

/** A message as one side reads it. @param inner to the desk: with who said it */
export const viewOfMessage = (row: MessageRow, inner: boolean): ServiceMessage => ({
  ...row.body,
  seq: row.seq,
  at: toInstant(row.at),
  side: row.side,
  kind: row.kind,
  sendId: row.send_id,
  ...(inner ? { agentId: row.agent } : {}),
  ...(row.kind === 'order' ? { order: isOrder(row) ? viewOfOrder(row) : null } : {}),
})

/** Level, badge and standing of a fan, for who answers him. */
export function viewOfCard(
  row: CardRow,
  rules: RuleSetBody,
  now: number,
): Pick<ServiceCard, 'userId' | 'name' | 'member' | 'blocked'> {
  const { mode, intimacy, joined_at: joinedAt, blocked_at: blockedAt } = row
  const level = intimacy === null ? 0 : levelOfIntimacy(rules, mode, intimacy)
  return {
    userId: row.user_id,
    name: shownName(row.name),
    member:
      intimacy === null || joinedAt === null
        ? null
        : {
            level,
            tier: tierOfLevel(rules, level),
            title: titleOfLevel(rules, level),
            intimacy,
            joinedAt: toInstant(joinedAt),
            badge: {
              name: row.badge ?? defaultBadgeNameOf(mode),
              lit: badgeLit(rules, mode, { litOrders: row.lit_orders ?? 0, lastEarnedAt: row.last_earned_at }, now),
            },
          },
    blocked:
      blockedAt === null ? null : { at: toInstant(blockedAt), by: row.blocked_by ?? '', reason: row.blocked_reason },
  }
}
