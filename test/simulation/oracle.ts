import type { RuleSetBody } from '../../src/contract/rule-set.ts'
import type { SentEvent } from '../support/club.ts'
import { createLedger, type BoughtOrder, type Club, type Fan } from './oracle-ledger.ts'
import { refundOf, reviewOf, settleWaiting, type Wait } from './oracle-orders.ts'
import { SHANGHAI, type ModeName, type Op, DAY, HOUR, MINUTE, SECOND, type World } from './world.ts'

/**
 * What rules.md says, a second time: plain lists that are searched from their beginning, written from the clauses and sharing no code with src/.
 * It is told what was committed in which order, and says what each step should have answered and what should lie in the store now.
 */

export interface Said {
  readonly status: string
  readonly code?: string
  readonly points?: number
}
interface Person {
  readonly root: string
  /** TASK-10: by source and id */
  readonly seen: Map<string, { body: string; said: Said }>
  /** TASK-14: everything watched, in any room, with the day it counts for */
  watched: { from: number; to: number; day: string }[]
  name: string | null
  /** the last word on each of his qualities */
  readonly profile: Map<string, unknown>
}
const nobodyYet = (root: string): Person => ({
  root,
  seen: new Map(),
  watched: [],
  name: null,
  profile: new Map(),
})
interface Room {
  readonly owner: string
  startedAt: number
  ended: boolean
  /** by person at that time */
  readonly guests: Map<string, { member: boolean; completed: Set<string>; exhausted: Set<string> }>
  orders: number
  sales: number
  interactions: number
  memberInteractions: number
}

const dayNames = new Map<number, string>()
/** The calendar day in Shanghai. */
export function dayOf(at: number): string {
  const number = Math.floor((at + SHANGHAI) / DAY)
  const known = dayNames.get(number)
  if (known !== undefined) return known
  const name = new Date(number * DAY).toISOString().slice(0, 10)
  dayNames.set(number, name)
  return name
}

/** Whether phase 1 shows the purchase task to a user (TASK-6): the word of an outside flag service. */
export function shownTo(user: string, owner: string, share: number): boolean {
  let sum = 7
  for (const letter of `${user}${owner}`) sum = (sum * 31 + letter.charCodeAt(0)) % 997
  return sum / 997 < share
}

/** What nobody in particular did (api.md «no subject»). */
const nobodys: ReadonlySet<string> = new Set(['live.started', 'live.ended', 'video.published'])

const bodies = new WeakMap<SentEvent, string>()
function bodyOf(event: SentEvent): string {
  const known = bodies.get(event)
  if (known !== undefined) return known
  const subject = nobodys.has(event.type) ? null : event.subject
  const body = JSON.stringify([event.type, subject, Date.parse(event.time), Object.entries(event.data).sort()])
  bodies.set(event, body)
  return body
}

export function createOracle(world: World) {
  const clubs = new Map<string, Club>(
    world.owners.map(({ ownerId, mode }) => [
      ownerId,
      {
        ownerId,
        modes: [{ at: 0, value: mode }],
        switches: [{ at: 0, value: false }],
        rollouts: [{ at: 0, value: { phase: 2, share: 1 } }],
        changes: 0,
        carried: false,
        asked: null,
        done: [],
      },
    ]),
  )
  const aliases = new Map<string, string>()
  const people = new Map<string, Person>()
  const rooms = new Map<string, Room>()
  for (const user of world.users) people.set(user, nobodyYet(user))
  const rules: { from: string; body: RuleSetBody }[] = [{ from: '', body: world.rules }]
  const ledger = createLedger({ rulesOf, rooms })
  const { fanOf, fans } = ledger
  const leavings: { root: string; day: string }[] = []

  function rulesOf(day: string): { version: number; body: RuleSetBody } {
    let version = 0
    rules.forEach((rule, index) => {
      if (rule.from <= day) version = index
    })
    return { version: version + 1, body: (rules[version] as { body: RuleSetBody }).body }
  }
  const rootOf = (user: string): string => aliases.get(user) ?? user
  function personOf(user: string): Person {
    const root = rootOf(user)
    const known = people.get(root) ?? nobodyYet(root)
    people.set(root, known)
    return known
  }
  const club = (owner: string): Club => clubs.get(owner) as Club

  // What falls due -------------------------------------------------------------------------------------------------------

  function pass(now: number): void {
    for (;;) {
      const due = [...clubs.values()]
        .filter((each) => each.asked !== null && each.asked.at <= now)
        .sort((a, b) => (a.asked?.at ?? 0) - (b.asked?.at ?? 0))[0]
      if (due?.asked == null) break
      changeMode(due, due.asked.to, due.asked.at)
    }
    for (const fan of fans.values())
      for (const item of fan.waiting) if (item.state === 'waiting' && item.until <= now) item.state = 'expired'
  }

  /** CLUB-3, CLUB-5, TASK-5 */
  function changeMode(of: Club, to: ModeName, at: number): void {
    of.asked = null
    of.changes += 1
    of.done.push(at)
    if (to === 'shopping' && !of.carried) {
      of.carried = true
      for (const fan of fans.values()) {
        const live = fan.owner === of.ownerId ? fan.memberships.live : undefined
        if (live === undefined || fan.memberships.shopping !== undefined) continue
        fan.memberships.shopping = { ...live, joinedAt: at, carriedBy: of.changes }
        ledger.book(fan, 'shopping', { at, kind: 'migration', delta: ledger.balance(fan, 'live') })
      }
    }
    of.modes.push({ at, value: to })
    of.switches.push({ at, value: false })
  }

  // Events ---------------------------------------------------------------------------------------------------------------

  function take(event: SentEvent, now: number): Said {
    const owner = String(event.data['ownerId'])
    const person = event.subject === undefined || nobodys.has(event.type) ? null : personOf(event.subject)
    const memory = (person ?? personOf('')).seen
    const key = `${event.source} ${event.id}`
    const before = memory.get(key)
    if (before !== undefined) {
      if (before.body !== bodyOf(event)) return { status: 'rejected', code: 'event_id_conflict' }
      return { status: 'duplicate', ...(before.said.points === undefined ? {} : { points: before.said.points }) }
    }
    const said = judge(event, owner, person, now)
    if (said.status !== 'rejected') memory.set(key, { body: bodyOf(event), said })
    return said
  }

  function judge(event: SentEvent, owner: string, person: Person | null, now: number): Said {
    const ownerless = event.type === 'user.profiled'
    if (!ownerless && !clubs.has(owner)) return { status: 'rejected', code: 'unknown_owner' }
    const at = Date.parse(event.time)
    const { limits } = rulesOf(dayOf(now)).body
    if (at > now + limits.aheadMinutes * MINUTE) return { status: 'rejected', code: 'event_in_future' }
    const oldest = event.type === 'order.refunded' ? limits.refundLateDays : limits.lateDays
    if (at < now - oldest * DAY) return { status: 'rejected', code: 'event_too_old' }
    if (!ownerless) return judgeInClub(event, at, club(owner), person, now)
    for (const [quality, word] of Object.entries(event.data))
      if (quality === 'name') (person as Person).name = word as string
      else person?.profile.set(quality, word)
    return { status: 'applied' }
  }

  function judgeInClub(event: SentEvent, at: number, of: Club, person: Person | null, now: number): Said {
    const roomId = event.data['sessionId'] as string | undefined
    const room = roomId === undefined ? undefined : rooms.get(roomId)
    if (room !== undefined && room.owner !== of.ownerId) return { status: 'rejected', code: 'malformed' }
    const entered = (): Room | null => {
      if (roomId === undefined) return null
      const known = rooms.get(roomId) ?? {
        owner: of.ownerId,
        startedAt: at,
        ended: false,
        guests: new Map(),
        orders: 0,
        sales: 0,
        interactions: 0,
        memberInteractions: 0,
      }
      known.startedAt = Math.min(known.startedAt, at)
      rooms.set(roomId, known)
      return known
    }
    if (person === null) {
      const here = entered()
      if (event.type === 'live.ended' && here !== null) here.ended = true
      return { status: 'applied' }
    }
    const fan = fanOf(person.root, of)
    const said = happen(event, at, now, fan, person, entered)
    if (said.status !== 'rejected') entered()
    return said
  }

  function happen(
    event: SentEvent,
    at: number,
    now: number,
    fan: Fan,
    person: Person,
    entered: () => Room | null,
  ): Said {
    const data = event.data
    const roomId = data['sessionId'] as string | undefined
    const count = (name: string): number => Number(data[name])
    const about = { at, now, source: event.source, eventId: event.id, room: roomId ?? null }
    const seenHere = (interacts: boolean): void => {
      const room = entered()
      if (room === null || fan.excluded) return
      const member = ledger.memberAt(fan, at) !== null
      ledger.present(room, person.root, member)
      if (!interacts) return
      room.interactions += 1
      if (member) room.memberInteractions += 1
    }
    const earn = (points: (mode: ModeName) => number): Said => {
      if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
      const mode = ledger.memberAt(fan, at)
      if (mode === null) return { status: 'ignored', code: 'not_a_member' }
      ledger.freeze(fan, mode, dayOf(at))
      return { status: 'applied', points: points(mode) }
    }
    const paid = (task: Parameters<typeof ledger.pay>[2], units: number) =>
      earn((mode) => {
        const rule = rulesOf(dayOf(at)).body.modes[mode].tasks[task]
        return rule === undefined ? 0 : ledger.pay(fan, mode, task, Math.floor(units / rule.per) * rule.points, about)
      })
    /** TASK-7, TASK-11: units of the whole day, each full `per` once */
    const grown = (task: 'watch' | 'like', units: () => number, scale: number) =>
      earn((mode) => {
        const rule = rulesOf(dayOf(at)).body.modes[mode].tasks[task]
        if (rule === undefined) return 0
        const key = `${mode} ${dayOf(at)} ${task}`
        const before = fan.units.get(key) ?? 0
        const after = before + units()
        fan.units.set(key, after)
        const worth = (sum: number) => Math.floor(sum / (rule.per * scale)) * rule.points
        return ledger.pay(fan, mode, task, worth(after) - worth(before), about)
      })
    const once = (task: 'browse' | 'cart') => {
      const key = `${dayOf(at)} ${task} ${String(data['productId'])}`
      return earn((mode) => {
        const rule = rulesOf(dayOf(at)).body.modes[mode].tasks[task]
        if (rule === undefined || fan.products.has(key)) return 0
        fan.products.add(key)
        return ledger.pay(fan, mode, task, rule.points, about)
      })
    }
    switch (event.type) {
      case 'live.entered':
        seenHere(false)
        return earn(() => 0)
      case 'live.watched': {
        seenHere(false)
        const from = at - count('seconds') * SECOND
        return grown('watch', () => watch(person, from, at), SECOND)
      }
      case 'live.commented':
        seenHere(true)
        return paid('comment', 1)
      case 'live.liked':
        seenHere(true)
        return grown('like', () => count('count'), 1)
      case 'live.shared':
        seenHere(true)
        return paid('share', 1)
      case 'live.gifted':
        seenHere(true)
        return paid('coins', count('coins'))
      case 'live.lightBadge': {
        seenHere(true)
        // MEM-1: the gift of a joining, used before or kept for it
        if (fan.gift === event.id && fan.memberships.live !== undefined) {
          fan.gift = null
          return { status: 'applied', points: 0 }
        }
        if (fan.memberships.live === undefined && (fan.giftAt === null || at >= fan.giftAt)) {
          fan.gift = event.id
          fan.giftAt = at
        }
        return paid('lightBadge', count('count'))
      }
      case 'product.viewed':
        return once('browse')
      case 'product.carted':
        return once('cart')
      case 'group.visited':
        return paid('groupVisit', 1)
      case 'user.followed':
      case 'user.unfollowed':
        if (fan.followAt === null || at >= fan.followAt) {
          fan.followAt = at
          fan.follows = event.type === 'user.followed'
        }
        return { status: 'applied' }
      case 'order.paid':
        return buy(event, at, fan, entered, about)
      case 'order.refunded':
        return refundOf(ledger, fan, event, about)
      case 'order.reviewed':
        return reviewOf(ledger, fan, event, about)
      case 'order.shipped':
        return fan.orders.has(String(data['orderId']))
          ? { status: 'applied' }
          : { status: 'ignored', code: 'order_not_paid' }
      default:
        throw new Error(`no such event: ${event.type}`)
    }
  }

  /** TASK-14: what no other span of the day, or of its neighbours, covered; one millisecond range after another. */
  function watch(person: Person, from: number, to: number): number {
    const day = dayOf(to)
    const near = person.watched.filter((span) => Math.abs(Date.parse(span.day) - Date.parse(day)) <= DAY)
    const edges = [from, to, ...near.flatMap((span) => [span.from, span.to])].filter((at) => at >= from && at <= to)
    const cuts = [...new Set(edges)].sort((a, b) => a - b)
    let free = 0
    for (let index = 1; index < cuts.length; index += 1) {
      const [a = 0, b = 0] = [cuts[index - 1], cuts[index]]
      if (!near.some((span) => span.from <= a && b <= span.to)) free += b - a
    }
    person.watched.push({ from, to, day })
    return free
  }

  function buy(event: SentEvent, at: number, fan: Fan, entered: () => Room | null, about: Wait): Said {
    const orderId = String(event.data['orderId'])
    const known = fan.orders.get(orderId)
    if (known !== undefined) return { status: 'duplicate', points: known.earned }
    const paid = (event.data['amount'] as { value: number }).value
    const mode = ledger.memberAt(fan, at)
    const room = entered()
    if (!fan.excluded) {
      ledger.sold(fan, dayOf(at), paid)
      if (room !== null) {
        ledger.present(room, fan.root, mode !== null)
        room.orders += 1
        room.sales = Math.min(Number.MAX_SAFE_INTEGER, room.sales + paid)
      }
    }
    let earned = 0
    if (!fan.excluded && mode !== null) {
      ledger.freeze(fan, mode, dayOf(at))
      const rule = rulesOf(dayOf(at)).body.modes[mode].tasks.purchase
      const { phase, share } = ledger.at(fan.club.rollouts, at)
      const shown =
        mode === 'shopping' ||
        (room !== null && ledger.at(fan.club.switches, at) && (phase > 1 || shownTo(fan.root, fan.owner, share)))
      if (rule !== undefined && shown)
        earned = ledger.pay(fan, mode, 'purchase', Number((BigInt(paid) * BigInt(rule.points)) / BigInt(rule.per)), {
          ...about,
          orderId,
        })
    }
    fan.orders.set(orderId, {
      at,
      paid,
      back: 0,
      earned,
      taken: 0,
      mode: ledger.at(fan.club.modes, at),
      epoch: mode === null ? 0 : (fan.memberships[mode]?.epoch ?? 0),
      changes: fan.club.changes,
      room: room === null ? null : (event.data['sessionId'] as string),
      lines: (event.data['lines'] as { lineId: string }[]).map(({ lineId }) => lineId),
      reviewed: [],
      refunds: [],
    })
    settleWaiting(ledger, fan, orderId, fan.orders.get(orderId) as BoughtOrder, about)
    if (fan.excluded) return { status: 'ignored', code: 'account_excluded' }
    return mode === null ? { status: 'ignored', code: 'not_a_member' } : { status: 'applied', points: earned }
  }

  // Commands -------------------------------------------------------------------------------------------------------------

  function command(op: Exclude<Op, { kind: 'send' }>, now: number): string {
    const limits = rulesOf(dayOf(now)).body.limits
    switch (op.kind) {
      case 'join': {
        const fan = fanOf(rootOf(op.user), club(op.owner))
        const mode = ledger.at(fan.club.modes, now)
        if (fan.memberships[mode] !== undefined) return 'ok'
        const gift =
          op.gift === null
            ? fan.gift
            : op.gift === fan.gift || ![...personOf(op.user).seen.keys()].some((key) => key.endsWith(` ${op.gift}`))
              ? op.gift
              : null
        if (fan.leftAt !== null && now < fan.leftAt + limits.rejoinHours * HOUR) return 'rejoin_cooldown'
        if (mode === 'live' && gift === null) return 'entry_gift_required'
        if (mode === 'live') {
          fan.gift = gift === fan.gift ? null : gift
          fan.giftAt = null
        }
        if (fan.memberships.live === undefined && fan.memberships.shopping === undefined) fan.epoch += 1
        fan.memberships[mode] = { epoch: fan.epoch, joinedAt: now }
        return 'ok'
      }
      case 'leave': {
        const fan = fanOf(rootOf(op.user), club(op.owner))
        if (fan.memberships.live === undefined && fan.memberships.shopping === undefined) return 'not_a_member'
        const today = leavings.filter((each) => each.root === fan.root && each.day === dayOf(now))
        if (today.length >= limits.leavesPerDay) return 'leave_limit'
        leavings.push({ root: fan.root, day: dayOf(now) })
        for (const mode of ['live', 'shopping'] as const) {
          if (fan.memberships[mode] === undefined) continue
          const all = ledger.balance(fan, mode)
          if (all > 0) ledger.book(fan, mode, { at: now, kind: 'leave', delta: -all })
          delete fan.memberships[mode]
        }
        fan.leftAt = now
        return 'ok'
      }
      case 'correct': {
        const fan = fanOf(rootOf(op.user), club(op.owner))
        const mode = ledger.at(fan.club.modes, now)
        if (fan.memberships[mode] === undefined) return 'not_a_member'
        const delta = Math.max(op.delta, -ledger.balance(fan, mode))
        ledger.book(fan, mode, { at: now, kind: 'correction', delta, shortfall: delta - op.delta })
        return 'ok'
      }
      case 'exclude':
        fanOf(rootOf(op.user), club(op.owner)).excluded = op.out
        return 'ok'
      case 'purchase':
        club(op.owner).switches.push({ at: now, value: op.on })
        return 'ok'
      case 'rollout':
        club(op.owner).rollouts.push({ at: now, value: { phase: op.phase, share: op.share } })
        return 'ok'
      case 'mode': {
        const of = club(op.owner)
        const month = (at: number) => dayOf(at).slice(0, 7)
        if (ledger.at(of.modes, now) === op.to) return 'mode_unchanged'
        if (op.effectiveAt < now + limits.modeNoticeHours * HOUR) return 'mode_change_too_soon'
        if (of.asked !== null) return 'mode_change_pending'
        if (of.done.filter((at) => month(at) === month(op.effectiveAt)).length >= limits.modeChangesPerMonth)
          return 'mode_change_limit'
        of.asked = { to: op.to, at: op.effectiveAt }
        return 'ok'
      }
      case 'publish':
        rules.push({ from: dayOf(now + DAY), body: op.body })
        return 'ok'
      case 'name':
        personOf(op.user).name = op.name
        return 'ok'
      case 'merge':
        return merge(rootOf(op.into), rootOf(op.from), now)
    }
  }

  /** PLT-8, as readings.md has it. */
  function merge(into: string, from: string, now: number): string {
    if (into === from) return 'merge_self'
    for (const source of [...fans.values()].filter((fan) => fan.root === from))
      ledger.merge(source, fanOf(into, source.club), now)
    const [keeps, gives] = [personOf(into), personOf(from)]
    for (const [key, seen] of gives.seen) if (!keeps.seen.has(key)) keeps.seen.set(key, seen)
    keeps.watched.push(...gives.watched)
    people.set(from, nobodyYet(from))
    // TASK-9: what waited under the one id for an order that came under the other
    for (const fan of [...fans.values()].filter((each) => each.root === into))
      for (const [orderId, order] of fan.orders)
        settleWaiting(ledger, fan, orderId, order, { at: now, now, source: '', eventId: '' })
    for (const [alias, root] of aliases) if (root === from) aliases.set(alias, into)
    aliases.set(from, into)
    return 'ok'
  }

  return { pass, take, command, rooms, clubs, fans, rulesOf, rootOf, ledger, knows: (user: string) => personOf(user) }
}
export type Oracle = ReturnType<typeof createOracle>
