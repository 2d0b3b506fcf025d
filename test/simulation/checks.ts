import { isDeepStrictEqual, inspect } from 'node:util'
import type { Batch } from '../../src/flow/state.ts'
import { tasks } from '../../src/contract/words.ts'
import { dayOf, type Oracle } from './oracle.ts'
import { levelIn, type Entry, type Fan } from './oracle-ledger.ts'
import { keyOf, type FanRow, type Tables } from './tables.ts'

/** What must hold: after every commit for whom it touched, at the end for everything, and between the store and the oracle. */

export interface Failure {
  readonly seed: string
  /** index of the step that failed; the number of steps: the comparison at the end */
  readonly op: number
  readonly error: unknown
}

export class Disagreement extends Error {}

function expectEqual(found: unknown, expected: unknown, what: string): void {
  if (isDeepStrictEqual(found, expected)) return
  const show = (value: unknown) => inspect(value, { depth: 6, breakLength: 160, maxArrayLength: 200 })
  throw new Disagreement(`${what}\n  is        ${show(found)}\n  should be ${show(expected)}`)
}
export function expectThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Disagreement(what)
}

interface Answer {
  readonly status: string
  readonly code?: string | undefined
  readonly points?: number | undefined
}
export const plain = ({ status, code, points }: Answer): string =>
  [status, code, points === undefined ? undefined : points + 0].filter((part) => part !== undefined).join(' ')

/** An answer of the oracle; `or`: one that had no effect and was true a moment before, when the batch was decided. */
export interface Expected extends Answer {
  readonly or?: string
}
export const agrees = (found: string, expected: Expected | undefined): boolean =>
  expected !== undefined && (found === plain(expected) || found === expected.or)

/** TASK-10: every answer is the oracle's. */
export function expectAnswers(found: readonly Answer[], expected: readonly Expected[]): void {
  const is = found.map(plain)
  if (is.length !== expected.length || is.some((answer, index) => !agrees(answer, expected[index])))
    expectEqual(is, expected.map(plain), 'answers')
}

/** The invariants of what one commit touched (research/reliability.md I1, I2, I4, I5, I9, I12). */
export function expectCommit(tables: Tables, batch: Batch): void {
  for (const { person, club } of batch.fans) {
    const row = tables.fans.get(keyOf(person.userNo, club.clubNo))
    if (row !== undefined) expectSound(tables, row)
  }
  expectMessages(batch)
  expectNames(tables, batch)
}

/** What is said aloud of a person is under the name he has now (or had, where this commit names him anew). */
function expectNames(tables: Tables, { fans, writes }: Batch): void {
  for (const { person } of fans) {
    if (writes.profiles.has(person)) continue
    const name = tables.persons.get(person.userNo)?.name
    for (const line of [...writes.lines.values()].flat())
      if (line.userId === person.userId)
        expectThat(line.name === name, `${person.userId}: a line of ${line.name}, is ${name}`)
  }
}

/** I39, I43: each member whose running balance moved is told once, with the balance after the last entry of this commit. */
function expectMessages({ fans, writes }: Batch): void {
  const told = writes.messages.filter((message) => message.kind === 'member.moved')
  for (const fan of fans) {
    const own = writes.entries.filter((entry) => entry.fan === fan && entry.mode === fan.club.mode)
    const topic = `member:${fan.club.ownerId}:${fan.person.userId}`
    const messages = told.filter((message) => message.topic === topic)
    expectThat(
      messages.length === (own.length > 0 ? 1 : 0),
      `${topic}: told ${messages.length} times of ${own.length} entries`,
    )
    const [message] = messages
    if (message === undefined) continue
    const { intimacy, delta } = message.body as { intimacy: number; delta: number }
    expectThat(intimacy === own.at(-1)?.balance, `${topic}: told of ${intimacy}, is ${own.at(-1)?.balance}`)
    expectThat(delta === own.reduce((sum, entry) => sum + entry.delta, 0), `${topic}: told of a change by ${delta}`)
  }
}

function expectSound(tables: Tables, row: FanRow): void {
  const entries = tables.ledger.get(keyOf(row.userNo, row.clubNo)) ?? []
  const who = `user ${row.userNo} club ${row.clubNo}`
  expectThat(
    entries.length === row.seq && entries.at(-1)?.seq === (row.seq || undefined),
    `${who}: seq is the entries' count`,
  )
  for (const member of [row.memberships.live, row.memberships.shopping]) {
    if (member === null) continue
    let sum = 0
    for (const entry of entries)
      if (entry.mode === member.mode && entry.epoch === member.epoch) {
        sum += entry.delta
        expectThat(entry.balance === sum && sum >= 0, `${who}: TASK-12 the balance after entry ${entry.seq}`)
      }
    expectThat(member.intimacy === sum, `${who}: TASK-12 the balance ${member.intimacy} is the sum ${sum}`)
  }
  for (const day of row.days.values()) {
    // an event dated ahead may have been paid by the rules that a version published an hour later took the day from (LVL-4)
    const ruling = tables.versions.filter((version) => version.effectiveDay <= day.day).slice(-2)
    day.tasksEarned.forEach((points, index) => {
      const task = tasks[index]
      const caps = ruling.map((rules) => {
        const rule = task === undefined ? undefined : rules.modes[day.mode].tasks[task]
        return rule?.cap.findLast((step) => step.fromLevel <= day.level)?.points ?? 0
      })
      expectThat(
        points <= Math.max(...caps) || row.shared.has(`${day.mode}:${day.day}`),
        `${who} ${day.day}: TASK-3 ${task} ${points} of ${caps.join(' or ')}`,
      )
    })
    expectThat(
      day.earned === day.tasksEarned.reduce((sum, points) => sum + points, 0),
      `${who} ${day.day}: a day earns what its tasks earn`,
    )
  }
  for (const order of row.orders.values()) {
    expectThat(order.refunded <= order.paid && order.taken <= order.earned, `${who}: TASK-8 ${order.orderId}`)
    if (order.paid > 0)
      expectThat(
        BigInt(order.taken) === (BigInt(order.earned) * BigInt(order.refunded)) / BigInt(order.paid),
        `${who}: TASK-8 ${order.orderId} gave back ${order.taken}`,
      )
  }
}

// The whole store and the oracle ---------------------------------------------------------------------------------------

const entryOf = (entry: Entry): Entry => {
  const { mode, epoch, day, kind, delta, balance, shortfall, source, eventId, orderId, version } = entry
  return {
    mode,
    epoch,
    day,
    kind,
    delta: delta + 0,
    balance,
    shortfall: shortfall + 0,
    source,
    eventId,
    orderId,
    version,
  }
}

/** Everything that is kept is what the oracle holds. @param now when the world ended */
export function expectAgreement(tables: Tables, oracle: Oracle, now: number): void {
  for (const { userId, name, profile, mergedInto } of tables.persons.values()) {
    if (mergedInto !== null) continue
    const person = oracle.knows(userId)
    expectEqual([name, profile], [person.name, Object.fromEntries(person.profile)], `${userId}: name and profile`)
  }
  for (const club of tables.clubs.values())
    for (const user of tables.persons.values()) {
      const row = tables.fans.get(keyOf(user.userNo, club.clubNo))
      const fan = oracle.fans.get(`${user.userId} ${club.ownerId}`)
      if (row === undefined) {
        expectThat(
          fan === undefined || fan.entries.length + fan.orders.size + fan.waiting.length === 0,
          `${user.userId} ${club.ownerId}: nothing is kept`,
        )
        continue
      }
      expectSound(tables, row)
      expectThat(fan !== undefined, `${user.userId} ${club.ownerId}: kept and unknown`)
      expectFan(tables, oracle, row, fan, now)
    }
  expectTotals(tables, oracle)
}

function expectFan(tables: Tables, oracle: Oracle, row: FanRow, fan: Fan, now: number): void {
  const who = `${fan.root} ${fan.owner}`
  const entries = (tables.ledger.get(keyOf(row.userNo, row.clubNo)) ?? []).map(
    ({ ruleSetVersion, eventId, source, orderId, ...entry }) =>
      entryOf({ ...entry, version: ruleSetVersion, eventId, source, orderId }),
  )
  expectEqual(entries, fan.entries.map(entryOf), `${who}: ledger`)
  const rules = oracle.rulesOf(dayOf(now)).body
  for (const mode of ['live', 'shopping'] as const) {
    const [is, should] = [row.memberships[mode], fan.memberships[mode]]
    const balance = oracle.ledger.balance(fan, mode)
    expectEqual(
      is === null ? null : [is.epoch, is.joinedAt, is.intimacy, is.level, is.lastEarnedAt, is.carriedSeq],
      should === undefined
        ? null
        : [
            should.epoch,
            should.joinedAt,
            balance,
            levelIn(rules, mode, balance),
            should.lastEarnedAt ?? null,
            should.carriedBy ?? null,
          ],
      `${who}: ${mode} membership [epoch, joined, intimacy, level, last earned, carried]`,
    )
  }
  expectEqual(
    Object.fromEntries([...row.days].map(([key, day]) => [key.replace(':', ' '), day.level]).sort()),
    Object.fromEntries([...fan.levels].sort()),
    `${who}: TASK-3 levels of days`,
  )
  const orders = [...row.orders].map(([id, o]) => [
    id,
    o.paid,
    o.refunded,
    o.earned,
    o.taken,
    o.epoch,
    o.mode,
    [...o.reviewed],
    [...o.refundIds],
  ])
  const bought = [...fan.orders].map(([id, o]) => [
    id,
    o.paid,
    o.back,
    o.earned,
    o.taken,
    o.epoch,
    o.mode,
    o.reviewed,
    o.refunds,
  ])
  expectEqual(orders.sort(), bought.sort(), `${who}: orders`)
  const gone = tables.persons.get(row.userNo)?.mergedInto !== null
  const lit = [...fan.orders.values()].filter((o) => o.paid > 0 && o.back < o.paid).length
  expectThat(row.litOrders === (gone ? 0 : lit), `${who}: BADGE-5 lit orders`)
  const waiting = [...row.waiting.values()]
    .flat()
    .map(
      (item) =>
        `${item.orderId} ${item.kind} ${item.partId} ${item.status === 'waiting' && item.waitsUntil <= now ? 'expired' : item.status}`,
    )
  const waits = fan.waiting.map(
    (item) =>
      `${item.orderId} ${item.kind} ${item.part} ${item.state === 'waiting' && item.until <= now ? 'expired' : item.state}`,
  )
  expectEqual(waiting.sort(), waits.sort(), `${who}: what waits`)
  expectEqual(
    [row.epoch, row.leftAt, row.entryGift, row.follows, row.followAt, row.excluded],
    [fan.epoch, fan.leftAt, fan.gift, fan.follows, fan.followAt, fan.excluded],
    `${who}: [epoch, left, gift, follows, since, excluded]`,
  )
}

function expectTotals(tables: Tables, oracle: Oracle): void {
  const counted = new Map<string, number>()
  for (const row of tables.fans.values())
    for (const member of [row.memberships.live, row.memberships.shopping])
      if (member !== null) {
        const key = `${row.clubNo} ${member.mode} ${member.level}`
        counted.set(key, (counted.get(key) ?? 0) + 1)
      }
  const told = [...tables.levels].filter(([, members]) => members !== 0)
  expectEqual(told.sort(), [...counted].sort(), 'LVL-1: the ladder counts the members')
  for (const session of tables.sessions.values()) {
    const room = oracle.rooms.get(session.sessionId)
    expectThat(room !== undefined, `a session of nothing: ${session.sessionId}`)
    const guests = [...room.guests.values()]
    const of = (name: 'completed' | 'exhausted') =>
      tasks.map((task) => guests.filter((guest) => guest[name].has(task)).length)
    const { viewers, memberViewers, orders, sales, interactions, memberInteractions } = session.totals
    const counts = (name: 'completed' | 'exhausted') => tasks.map((_, index) => session.totals[name][index] ?? 0)
    expectEqual(
      [
        session.startedAt,
        viewers,
        memberViewers,
        orders,
        sales,
        interactions,
        memberInteractions,
        counts('completed'),
        counts('exhausted'),
      ],
      [
        room.startedAt,
        guests.length,
        guests.filter((guest) => guest.member).length,
        room.orders,
        room.sales,
        room.interactions,
        room.memberInteractions,
        of('completed'),
        of('exhausted'),
      ],
      `LIVE-5 TASK-13: totals of ${session.sessionId}`,
    )
  }
  expectThat(tables.sessions.size === oracle.rooms.size, 'LIVE-1: as many sessions as were opened')
  for (const [key, day] of tables.clubDays) {
    const [clubNo = '', date = ''] = key.split(' ')
    const owner = [...tables.clubs.values()].find((club) => String(club.clubNo) === clubNo)?.ownerId ?? ''
    const entries = [...oracle.fans.values()]
      .filter((fan) => fan.owner === owner)
      .flatMap((fan) =>
        fan.entries.filter((entry) => entry.day === date && !['migration', 'merge', 'leave'].includes(entry.kind)),
      )
    const sum = (sign: 1 | -1) => entries.reduce((total, { delta }) => total + Math.max(0, sign * delta), 0)
    const { orders = 0, sales = 0, refunds = 0, refunded = 0 } = oracle.ledger.days.get(`${owner} ${date}`) ?? {}
    // CLUB-9
    const last = (mode: 'live' | 'shopping') =>
      [...tables.fans.values()].filter((fan) => {
        const at = fan.memberships[mode]?.lastEarnedAt ?? null
        return String(fan.clubNo) === clubNo && at !== null && dayOf(at) === date
      }).length
    expectEqual(
      day,
      {
        earned: sum(1),
        taken: sum(-1),
        orders,
        sales,
        refunds,
        refunded,
        lastLive: last('live'),
        lastShopping: last('shopping'),
      },
      `INS-1 CLUB-9: ${owner} ${date}`,
    )
  }
  const opened = tables.outbox
    .filter((message) => message.kind === 'session.started')
    .map((message) => message.body['sessionId'])
  expectThat(new Set(opened).size === opened.length, 'LIVE-2: a session is announced once')
}
