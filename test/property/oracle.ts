import { readFileSync } from 'node:fs'
import type { SentEvent } from '../support/club.ts'

/**
 * What rules.md says a member's points are, computed a second time: plain loops over one list of events in order of arrival, written from the
 * clauses and sharing nothing with src/. Every member has joined before the first event; the club keeps one mode; nothing is too late.
 */

type TaskName =
  | 'watch'
  | 'comment'
  | 'like'
  | 'share'
  | 'browse'
  | 'cart'
  | 'purchase'
  | 'review'
  | 'groupVisit'
  | 'lightBadge'
  | 'coins'
interface Rule {
  points: number
  per: number
  cap: { fromLevel: number; points: number }[]
}
interface ModeRules {
  dayCap: number | null
  tasks: Partial<Record<TaskName, Rule>>
  thresholds: number[]
}

const shipped = JSON.parse(readFileSync(new URL('../../rulesets/default-1.json', import.meta.url), 'utf8')) as {
  modes: { live: ModeRules; shopping: ModeRules }
}

interface Order {
  at: number
  paid: number
  back: number
  earned: number
  taken: number
  refunds: Set<string>
  lines: Set<string>
  reviewed: Set<string>
}
interface Day {
  /** TASK-3: frozen at the first event of the day that is decided */
  level: number
  earned: number
  byTask: Map<TaskName, number>
  seconds: number
  likes: number
  products: Set<string>
}
export interface OracleMember {
  balance: number
  readonly entries: { day: string; delta: number; shortfall: number }[]
  readonly days: Map<string, Day>
  readonly orders: Map<string, Order>
  /** BADGE-5 */
  lit: boolean
}
interface Waiting {
  kind: 'refund' | 'review'
  orderId: string
  part: string
  value: number
  at: number
  id: string
}

/** TASK-3: the calendar day in Shanghai, which has kept UTC+8 since 1991. */
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** LVL-2 */
export const levelOf = (thresholds: readonly number[], balance: number): number =>
  thresholds.filter((threshold) => threshold <= balance).length

/** Points by member after all events came, in the order given; every balance opens, before the first day, with `opening`. */
export function oracle(
  events: readonly SentEvent[],
  mode: 'live' | 'shopping' = 'shopping',
  opening = 0,
): Map<string, OracleMember> {
  const rules = shipped.modes[mode]
  const members = new Map<string, OracleMember>()
  const waiting = new Map<string, Waiting[]>()
  /** TASK-14: each user's watched milliseconds, one entry a second would be too slow: a list of spans, searched naively */
  const watched = new Map<string, [number, number][]>()
  const seen = new Set<string>()

  const memberOf = (user: string): OracleMember => {
    const known = members.get(user) ?? { balance: opening, entries: [], days: new Map(), orders: new Map(), lit: false }
    members.set(user, known)
    return known
  }
  const dayFor = (member: OracleMember, day: string): Day => {
    const known = member.days.get(day)
    if (known !== undefined) return known
    const before = member.entries.filter((entry) => entry.day < day).reduce((sum, entry) => sum + entry.delta, opening)
    const level = levelOf(rules.thresholds, Math.max(0, before))
    const made: Day = { level, earned: 0, byTask: new Map(), seconds: 0, likes: 0, products: new Set() }
    member.days.set(day, made)
    return made
  }
  const change = (member: OracleMember, day: string, delta: number, shortfall = 0): void => {
    member.balance += delta
    member.entries.push({ day, delta, shortfall })
  }
  /** TASK-3, TASK-4 */
  const pay = (member: OracleMember, at: number, task: TaskName, worth: number): number => {
    const rule = rules.tasks[task]
    const day = dayFor(member, dayOf(at))
    if (rule === undefined) return 0
    const cap = rule.cap.filter((step) => step.fromLevel <= day.level).at(-1)?.points ?? 0
    const already = day.byTask.get(task) ?? 0
    const points = Math.max(
      0,
      Math.min(worth, cap - already, rules.dayCap === null ? worth : rules.dayCap - day.earned),
    )
    day.byTask.set(task, already + points)
    day.earned += points
    if (points > 0) change(member, dayOf(at), points)
    return points
  }
  const worthOf = (task: TaskName, units: number): number => {
    const rule = rules.tasks[task]
    return rule === undefined ? 0 : Math.floor(units / rule.per) * rule.points
  }
  /** TASK-7, TASK-11: what adds up over the day */
  const payGrown = (member: OracleMember, at: number, task: 'watch' | 'like', before: number, after: number): void => {
    pay(member, at, task, worthOf(task, after) - worthOf(task, before))
  }

  const refund = (member: OracleMember, order: Order, id: string, value: number, at: number): void => {
    if (order.refunds.has(id) || order.back + value > order.paid) return
    order.refunds.add(id)
    order.back += value
    const inAll = Number((BigInt(order.earned) * BigInt(order.back)) / BigInt(order.paid))
    const wanted = inAll - order.taken
    order.taken = inAll
    if (wanted === 0) return
    const taken = Math.min(wanted, member.balance)
    // the refund is an event of its own day, which it freezes like any other (TASK-3)
    dayFor(member, dayOf(at))
    change(member, dayOf(at), -taken, wanted - taken)
  }
  const review = (member: OracleMember, order: Order, line: string, happened: number, at: number): void => {
    if (happened < order.at || !order.lines.has(line)) return
    dayFor(member, dayOf(at))
    if (order.reviewed.has(line)) return
    order.reviewed.add(line)
    pay(member, at, 'review', rules.tasks.review?.points ?? 0)
  }

  for (const event of events) {
    const user = event.subject ?? ''
    const key = `${user} ${event.source} ${event.id}`
    if (seen.has(key)) continue
    const member = memberOf(user)
    const at = Date.parse(event.time)
    const data: Record<string, unknown> = event.data
    const day = () => dayFor(member, dayOf(at))
    const order = member.orders.get(String(data['orderId']))
    const line = waiting.get(`${user} ${String(data['orderId'])}`) ?? []
    switch (event.type) {
      case 'live.watched': {
        const spans = watched.get(user) ?? []
        const from = at - Number(data['seconds']) * 1_000
        if (rules.tasks.watch === undefined) break
        const added = uncovered(spans, from, at)
        watched.set(user, [...spans, [from, at]])
        const today = day()
        today.seconds += added
        payGrown(member, at, 'watch', (today.seconds - added) / 1_000, today.seconds / 1_000)
        break
      }
      case 'live.liked': {
        const today = day()
        today.likes += Number(data['count'])
        payGrown(member, at, 'like', today.likes - Number(data['count']), today.likes)
        break
      }
      case 'live.commented':
        pay(member, at, 'comment', worthOf('comment', 1))
        break
      case 'live.shared':
        pay(member, at, 'share', worthOf('share', 1))
        break
      case 'live.gifted':
        pay(member, at, 'coins', worthOf('coins', Number(data['coins'])))
        break
      case 'live.lightBadge':
        pay(member, at, 'lightBadge', worthOf('lightBadge', Number(data['count'])))
        break
      case 'group.visited':
        pay(member, at, 'groupVisit', worthOf('groupVisit', 1))
        break
      case 'live.entered':
        day()
        break
      case 'product.viewed':
      case 'product.carted': {
        const task = event.type === 'product.viewed' ? 'browse' : 'cart'
        const product = `${task} ${String(data['productId'])}`
        const first = !day().products.has(product)
        day().products.add(product)
        if (first) pay(member, at, task, worthOf(task, 1))
        break
      }
      case 'order.paid': {
        if (order !== undefined) break
        const paid = Number((data['amount'] as { value: number }).value)
        // TASK-1: in live mode only orders placed in the room; TASK-5: and only while the switch is on, which it is not here
        const earned = mode === 'live' ? (day(), 0) : pay(member, at, 'purchase', Math.floor((paid * 2) / 100))
        const lines = new Set((data['lines'] as { lineId: string }[]).map((each) => each.lineId))
        const made: Order = { at, paid, back: 0, earned, taken: 0, refunds: new Set(), lines, reviewed: new Set() }
        member.orders.set(String(data['orderId']), made)
        const turn = [...line].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
        for (const item of turn)
          if (item.kind === 'refund') refund(member, made, item.part, item.value, Math.max(item.at, at))
          else review(member, made, item.part, item.at, Math.max(item.at, at))
        waiting.delete(`${user} ${String(data['orderId'])}`)
        break
      }
      case 'order.refunded':
      case 'order.reviewed': {
        const kind = event.type === 'order.refunded' ? 'refund' : 'review'
        const part = String(data[kind === 'refund' ? 'refundId' : 'lineId'])
        const value = kind === 'refund' ? Number((data['amount'] as { value: number }).value) : 0
        if (order === undefined) {
          if (!line.some((item) => item.kind === kind && item.part === part))
            waiting.set(`${user} ${String(data['orderId'])}`, [
              ...line,
              { kind, orderId: String(data['orderId']), part, value, at, id: event.id },
            ])
        } else if (kind === 'refund') {
          if (!order.refunds.has(part) && order.back + value > order.paid) continue // refused: it may come again
          refund(member, order, part, value, at)
        } else review(member, order, part, at, at)
        break
      }
      default:
        break
    }
    seen.add(key)
  }
  for (const member of members.values())
    member.lit = [...member.orders.values()].some((order) => order.paid > 0 && order.back < order.paid)
  return members
}

/** Milliseconds of [from, to) that no span covers: cut at every edge and ask of each piece. */
function uncovered(spans: readonly [number, number][], from: number, to: number): number {
  const edges = [...new Set([from, to, ...spans.flat().filter((edge) => edge > from && edge < to)])].sort(
    (a, b) => a - b,
  )
  let free = 0
  for (let index = 1; index < edges.length; index += 1) {
    const [a = 0, b = 0] = [edges[index - 1], edges[index]]
    if (!spans.some(([start, end]) => start <= a && b <= end)) free += b - a
  }
  return free
}
