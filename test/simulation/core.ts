import type { EventResult, Incoming } from '../../src/contract/events.ts'
import { ruleSetOfDay } from '../../src/contract/ladder.ts'
import { visibilityKey } from '../../src/club/apply.ts'
import { decideEvents } from '../../src/flow/decide.ts'
import { messagesOf } from '../../src/flow/messages.ts'
import { parseEvent } from '../../src/flow/parse.ts'
import type { Batch, FanState, PersonState } from '../../src/flow/state.ts'
import { emptyWrites } from '../../src/flow/writes.ts'
import { createRandom } from '../../src/lib/prng.ts'
import type { SentEvent } from '../support/club.ts'
import { expectAgreement, expectAnswers, expectCommit, type Failure } from './checks.ts'
import { calendar, perform, runDue } from './commands.ts'
import { createOracle, shownTo } from './oracle.ts'
import type { Mishaps } from './memory-store.ts'
import { checkBatch, saveBatch } from './save.ts'
import {
  createTables,
  loadClubs,
  loadFans,
  loadOnce,
  loadOrders,
  loadPersons,
  loadPresences,
  loadSeen,
  loadSessions,
  loadWatches,
  type Tables,
} from './tables.ts'
import type { World } from './world.ts'

/** The pure core alone, one transaction after another: every step's answers and every commit are checked, the whole store at the end. */

/** Parses each event once, however often it is told. */
function createParser(): (event: SentEvent) => Incoming {
  const known = new Map<SentEvent, Incoming>()
  return (event) => {
    const before = known.get(event)
    if (before !== undefined) return before
    const parsed = parseEvent(event)
    if ('refused' in parsed) throw new Error(`a world sends what is refused: ${parsed.refused}`)
    known.set(event, parsed)
    return parsed
  }
}

/** Who sees the purchase task in phase 1, for the users and rollouts that events can meet. */
export function visibleTo(tables: Tables, events: readonly Incoming[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const event of events) {
    const club = 'ownerId' in event.data ? tables.clubs.get(event.data.ownerId) : undefined
    const root = tables.persons.get(tables.aliases.get(event.userId ?? '') ?? 0)?.userId
    if (club === undefined || root === undefined) continue
    for (const { value } of club.rollouts)
      if (shownTo(root, club.ownerId, value.share)) keys.add(visibilityKey(root, club.ownerId, value))
  }
  return keys
}

/** Loads what the events can need, and no more: a rule that looks further is found out. */
function loadFor(tables: Tables, now: number, events: readonly Incoming[]): Batch {
  const owners = events.flatMap((event) => ('ownerId' in event.data ? [event.data.ownerId] : []))
  const clubs = loadClubs(tables, [...new Set(owners)], () => undefined)
  const numbers = new Map(
    events.flatMap((event) =>
      event.userId === null ? [] : [[event.userId, tables.aliases.get(event.userId) ?? 0] as const],
    ),
  )
  const byNo = loadPersons(tables, [...new Set(numbers.values())])
  const persons = new Map<string, PersonState>()
  for (const [userId, userNo] of numbers) persons.set(userId, byNo.get(userNo) as PersonState)
  const fans = new Set<FanState>()
  const sessions = new Map(
    loadSessions(
      tables,
      events.flatMap((event) =>
        'sessionId' in event.data && event.data.sessionId !== undefined ? [event.data.sessionId] : [],
      ),
      [...clubs.values()].map((club) => club.clubNo),
    ).map((session) => [session.sessionId, session]),
  )
  const batch: Batch = { now, part: 0, clubs, persons, fans, seen: new Map(), sessions, writes: emptyWrites() }
  const first = events.reduce((least, event) => Math.min(least, event.at), Infinity)
  for (const event of events) {
    const person = persons.get(event.userId ?? '')
    const club = 'ownerId' in event.data ? clubs.get(event.data.ownerId) : undefined
    if (person === undefined || club === undefined) continue
    if (!person.fans.has(club.clubNo)) loadFans(tables, [{ person, club, fromDay: calendar.dayOf(first) }])
    const fan = person.fans.get(club.clubNo) as FanState
    fans.add(fan)
    loadForEvent(tables, batch, event, fan)
  }
  loadSeen(tables, batch, events)
  return batch
}

function loadForEvent(tables: Tables, batch: Batch, event: Incoming, fan: FanState): void {
  const { data } = event
  const session = 'sessionId' in data ? batch.sessions.get(data.sessionId ?? '') : undefined
  if (session !== undefined) loadPresences(tables, [{ fan, session }])
  if ('orderId' in data && !fan.orders.has(data.orderId) && !fan.waiting.has(data.orderId))
    loadOrders(tables, [{ fan, orderId: data.orderId }], batch.sessions)
  const day = calendar.dayOf(event.at)
  if (event.type === 'live.watched')
    for (const near of [calendar.plusDays(day, -1), day, calendar.plusDays(day, 1)])
      if (!fan.person.watches.has(near)) loadWatches(tables, [{ person: fan.person, day: near }])
  if (event.type === 'product.viewed') loadOnce(tables, [{ fan, day, task: 'browse', key: event.data.productId }])
  if (event.type === 'product.carted') loadOnce(tables, [{ fan, day, task: 'cart', key: event.data.productId }])
}

function decideAll(tables: Tables, now: number, events: readonly Incoming[]): { batch: Batch; results: EventResult[] } {
  const batch = loadFor(tables, now, events)
  const { versions } = tables
  const purchaseVisible = visibleTo(tables, events)
  const results = decideEvents(batch, events, { calendar, versions, history: false, purchaseVisible })
  messagesOf(batch, ruleSetOfDay(versions, calendar.dayOf(now)))
  return { batch, results }
}

export interface RunReport {
  readonly failure: Failure | null
  readonly events: number
  readonly virtualMs: number
  readonly mishaps?: Mishaps
}

/** Runs a world through the pure core. */
export function runCore(world: World): RunReport {
  const random = createRandom(`${world.seed}/faults`)
  const tables = createTables(world)
  const oracle = createOracle(world)
  const parse = createParser()
  let events = 0
  const report = (failure: Failure | null): RunReport => ({
    failure,
    events,
    virtualMs: (world.ops.at(-1)?.at ?? 0) - (world.ops[0]?.at ?? 0),
  })
  for (const [index, op] of world.ops.entries()) {
    try {
      runDue(tables, op.at)
      oracle.pass(op.at)
      if (op.kind !== 'send') {
        expectAnswers([{ status: perform(tables, op, op.at) }], [{ status: oracle.command(op, op.at) }])
        continue
      }
      const parsed = op.events.map(parse)
      // the node dies before it commits: nothing remains of what it decided; or after: the platform sends again
      if (random.chance(0.05)) decideAll(tables, op.at, parsed)
      for (let times = random.chance(0.05) ? 2 : 1; times > 0; times -= 1) {
        events += parsed.length
        const { batch, results } = decideAll(tables, op.at, parsed)
        checkBatch(tables, batch)
        saveBatch(tables, batch)
        expectCommit(tables, batch)
        expectAnswers(
          results,
          op.events.map((event) => oracle.take(event, op.at)),
        )
      }
    } catch (error) {
      return report({ seed: world.seed, op: index, error })
    }
  }
  try {
    expectAgreement(tables, oracle, world.ops.at(-1)?.at ?? 0)
  } catch (error) {
    return report({ seed: world.seed, op: world.ops.length, error })
  }
  return report(null)
}
