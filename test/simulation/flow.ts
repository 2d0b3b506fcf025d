import { isRejection } from '../../src/contract/rejections.ts'
import type { EventAnswer, EventResult, Incoming } from '../../src/contract/events.ts'
import { createIngestor, type Ingestor } from '../../src/flow/batch.ts'
import { parseEvent } from '../../src/flow/parse.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { Fault } from '../../src/ports/db.ts'
import type { SentEvent } from '../support/club.ts'
import { agrees, expectAgreement, expectAnswers, expectCommit, expectThat, plain, type Expected } from './checks.ts'
import { calendar, nextDueAt, perform, runDue } from './commands.ts'
import { visibleTo, type RunReport } from './core.ts'
import { createStores, noMishaps, Poisoned, type Committed, type Faults, type Mishaps } from './memory-store.ts'
import { createOracle } from './oracle.ts'
import { createScheduler, type Process } from './scheduler.ts'
import { createTables, keyOf, personKey } from './tables.ts'
import type { Op, World } from './world.ts'

/** The real ingestor, lanes and cache of several nodes over the store in memory: a seeded dice says whose await ends next and what goes wrong. */

interface Node {
  readonly process: Process
  readonly ingestor: Ingestor
}
interface Call {
  readonly id: string
  readonly events: readonly SentEvent[]
  readonly alongside: boolean
  /** the node that has it now */
  at: Node | null
  answered: boolean
}
type Command = Exclude<Op, { kind: 'send' }>

const calm: Faults = { lost: 0, deadlock: 0, lostBeforeCommit: 0, unknownCommit: 0, poison: new Set() }
/** Turns a world may take once nothing goes wrong any more (I44). */
const QUIET_TURNS_MOST = 60_000

/** What identifies an event and its body, whoever parsed it. */
const identity = ({ userId, source, id, bodyHash }: Incoming): string => `${userId} ${source} ${id} ${bodyHash}`
function identityOf(event: SentEvent): string {
  const parsed = parseEvent(event)
  if ('refused' in parsed) throw new Error(`a world sends what is refused: ${parsed.refused}`)
  return identity(parsed)
}

function faultsOf(world: World, random: Random): Faults {
  const stormy = random.chance(0.6)
  const of = (most: number): number => (stormy && random.chance(0.6) ? random.next() * most : 0)
  const sent = world.ops.flatMap((op) => (op.kind === 'send' ? op.events : []))
  const poison = new Set(random.chance(0.1) && sent.length > 0 ? [random.pick(sent).id] : [])
  return { lost: of(0.01), deadlock: of(0.02), lostBeforeCommit: of(0.1), unknownCommit: of(0.15), poison }
}

/** Runs a world through the flow. */
export async function runFlow(world: World): Promise<RunReport> {
  const run = createRun(world)
  const first = world.ops[0]?.at ?? 0
  const report = { events: run.events, virtualMs: (world.ops.at(-1)?.at ?? first) - first }
  try {
    await run.all()
    return { ...report, mishaps: run.mishaps(), failure: null }
  } catch (error) {
    return { ...report, failure: { seed: world.seed, op: run.step(), error } }
  }
}

interface Sent {
  readonly event: SentEvent
  readonly said: Set<string>
  since: number | null
  again: string | null
}

function createRun(world: World) {
  const random = createRandom(`${world.seed}/flow`)
  const tables = createTables(world)
  const oracle = createOracle(world)
  const scheduler = createScheduler(random.fork('turns'))
  const faults = faultsOf(world, random.fork('faults'))
  /** by identity: an event as sent, all that commits said of it, since when it counts, and what it is answered when it comes again */
  const known = new Map<string, Sent>()
  /** the turn of the last merge */
  let merged = -Infinity
  const identities = new Map<SentEvent, string>()
  const took = new Set<string>()
  const problems: Error[] = []
  const blame = (error: unknown): void => void problems.push(error instanceof Error ? error : new Error(String(error)))
  let now = world.begins
  let step = 0

  const mishaps = noMishaps()
  const stores = createStores({
    mishaps,
    tables,
    scheduler,
    random: random.fork('store'),
    faults,
    now: () => now,
    onCommit: (committed) => {
      try {
        agree(committed)
      } catch (error) {
        blame(error)
      }
    },
  })

  // A commit, seen by the oracle ---------------------------------------------------------------------------------------

  /** the results of a commit that nobody could hear of are not compared */
  let expected: readonly Expected[] = []

  function agree({ batch, now: then, events, notes, began }: Committed): void {
    expected = events.map((event) => {
      const sent = known.get(identity(event))
      if (sent === undefined) throw new Error(`nobody sent ${event.id}`)
      const said: Expected = oracle.take(sent.event, then)
      sent.said.add(plain(said))
      if (said.status !== 'duplicate' && said.status !== 'rejected')
        Object.assign(sent, { since: scheduler.turns(), again: plain({ status: 'duplicate', points: said.points }) })
      // of two ids that became one each had an event of this name: one was kept meanwhile, and this one was decided before
      if (said.code === 'event_id_conflict' && sent.again !== null && merged >= began) {
        sent.said.add(sent.again)
        return { ...said, or: sent.again }
      }
      // another node committed it after this one had found it too early or too late: refused it stays, and sent again it is a duplicate
      if (said.status !== 'duplicate' || sent.since === null || sent.since < began) return said
      const or = event.at > then ? 'rejected event_in_future' : 'rejected event_too_old'
      sent.said.add(or)
      return { ...said, or }
    })
    expectCommit(tables, batch)
    for (const { call: id, results } of notes) {
      const call = calls.find((each) => each.id === id)
      const own = (JSON.parse(results) as EventResult[]).flatMap((result, index) =>
        result.code === 'quarantined'
          ? []
          : [{ of: identities.get(call?.events[index] as SentEvent), told: plain(result) }],
      )
      const from = events.findIndex((_, at) =>
        own.every(({ of, told }, index) => {
          const event = events[at + index]
          return event !== undefined && identity(event) === of && agrees(told, expected[at + index])
        }),
      )
      expectThat(
        own.length === 0 || from >= 0,
        `I36: ${id} wrote alongside ${own.map(({ told }) => told).join(' | ')}, committed ${expected.map(plain).join(' | ')}`,
      )
    }
  }

  // Nodes ---------------------------------------------------------------------------------------------------------------

  let made = 0
  function createNode(): Node {
    const process: Process = { name: `node ${(made += 1)}`, alive: true, frozenUntil: 0 }
    let next: readonly Incoming[] = []
    const ingestor = createIngestor({
      store: stores.storeOf(process, () => next),
      calendar,
      batchEventsMost: random.pick([5, 20, 500]),
      queueEventsMost: 400,
      queueBytesMost: 80_000_000,
      lanes: random.between(1, 3),
      jointEventsMost: random.pick([0, 4, 512]),
      cachePeopleMost: random.pick([0, 2, 8, 1_000]),
      firstPart: made % 15,
      runDue: () => due(process),
      now: async () => {
        await scheduler.turn(process)
        return now
      },
      resolvePurchase: async (events) => {
        await scheduler.turn(process)
        // the lane opens its transaction before anybody else takes a turn
        next = events
        return visibleTo(tables, events)
      },
      onCommit: ({ results }) => {
        try {
          expectAnswers(results, expected)
        } catch (error) {
          blame(error)
        }
      },
      quarantine: async ({ raw }) => {
        await scheduler.turn(process)
        took.add((raw as SentEvent).id)
        return 'kept'
      },
    })
    return { process, ingestor }
  }
  const nodes: Node[] = Array.from({ length: random.between(1, 3) }, createNode)

  /** Due work waits for the clubs it changes, as a lock would make it. */
  async function due(process: Process): Promise<void> {
    for (;;) {
      await scheduler.turn(process)
      const at = nextDueAt(tables)
      if (at === null || at > now) return
      if (stores.open() > 0) continue
      runDue(tables, now)
      oracle.pass(now)
    }
  }

  // Clients ---------------------------------------------------------------------------------------------------------------

  const calls: Call[] = []
  const commands: Command[] = []

  function submit(call: Call): void {
    const node = random.pick(nodes)
    call.at = node
    const alongside = call.alongside
      ? {
          alongside: async (
            tx: { query(text: string, values: readonly string[]): Promise<unknown> },
            results: readonly EventResult[],
          ) => void (await tx.query(call.id, [JSON.stringify(results)])),
        }
      : {}
    const answer = scheduler.inside(node.process, () => node.ingestor.ingest(call.events, alongside))
    void answer.then(
      (value) => {
        if (isRejection(value)) call.at = null
        else hear(call, value)
      },
      (error: unknown) => {
        // a poison that fails a batch and not by itself (its time ran out meanwhile) fails the call, which is sent again
        if (!(error instanceof Fault || error instanceof Poisoned)) blame(error)
        call.at = null
      },
    )
  }

  const saidOf = (event: SentEvent): ReadonlySet<string> => known.get(identities.get(event) ?? '')?.said ?? new Set()

  /** I8, I40: what is answered was committed, and was decided so. */
  function hear(call: Call, answer: EventAnswer): void {
    call.answered = true
    try {
      answer.results.forEach((result, index) => {
        const event = call.events[index] as SentEvent
        expectThat(result.id === event.id, `answer ${index} is of ${result.id}, asked of ${event.id}`)
        if (result.code === 'quarantined')
          expectThat(took.has(event.id) && faults.poison.has(event.id), `quarantined for nothing: ${event.id}`)
        else
          expectThat(
            saidOf(event).has(plain(result)),
            `${event.id} answered ${plain(result)}, committed ${[...saidOf(event)].join(' or ')}`,
          )
      })
    } catch (error) {
      blame(error)
    }
  }

  /** A command takes its locks or waits for its turn. */
  function tryCommand(op: Command): boolean {
    const at = nextDueAt(tables)
    if (at !== null && at <= now) {
      if (stores.open() > 0) return false
      runDue(tables, now)
      oracle.pass(now)
    }
    const rowsOf = (user: string): string[] => {
      const userNo = tables.aliases.get(user) ?? 0
      const days = [...tables.watches.keys()].filter((key) => key.startsWith(`${userNo}:`)).map((key) => `w${key}`)
      return [personKey(userNo), ...[...tables.clubs.values()].map((club) => keyOf(userNo, club.clubNo)), ...days]
    }
    const rows = 'user' in op ? rowsOf(op.user) : op.kind === 'merge' ? [...rowsOf(op.into), ...rowsOf(op.from)] : []
    // a batch that began before a switch was turned may commit after it: only an event dated ahead could tell, so the world keeps them apart
    if (
      op.kind === 'publish' ? stores.open() > 0 : stores.held(rows, 'user' in op || !('owner' in op) ? [] : [op.owner])
    )
      return false
    if (op.kind === 'merge') merged = scheduler.turns()
    expectAnswers([{ status: perform(tables, op, now) }], [{ status: oracle.command(op, now) }])
    return true
  }

  // The world -----------------------------------------------------------------------------------------------------------

  function trouble(): void {
    const node = random.pick(nodes)
    if (random.chance(0.4)) {
      mishaps.crashes += 1
      // kill -9: its transactions end, its callers hear nothing and send again
      node.process.alive = false
      stores.cut(node.process)
      mishaps.conflicts += node.ingestor.cache().conflicts
      nodes.splice(nodes.indexOf(node), 1, createNode())
      for (const call of calls) if (call.at === node) call.at = null
    } else {
      // it stands still; its callers turn to another node, and it comes back
      mishaps.freezes += 1
      node.process.frozenUntil = scheduler.turns() + random.between(20, 300)
      if (random.chance(0.5)) stores.cut(node.process)
      for (const call of calls) if (call.at === node && random.chance(0.7)) call.at = null
    }
  }

  /** Nobody waits for it: what stopped waiting for its order is told of as late as it may be. */
  function timer(): void {
    if (stores.open() > 0 || !tables.due.some(({ at }) => at <= now)) return
    runDue(tables, now)
    oracle.pass(now)
  }

  async function advance(): Promise<boolean> {
    if (random.chance(0.1)) timer()
    for (const command of [...commands]) if (tryCommand(command)) commands.splice(commands.indexOf(command), 1)
    for (const call of calls) if (call.at === null && !call.answered && random.chance(0.3)) submit(call)
    const able = await scheduler.step()
    const problem = problems[0]
    if (problem !== undefined) throw problem
    return able
  }

  async function all(): Promise<void> {
    const troubled = faults.lost + faults.unknownCommit + faults.lostBeforeCommit > 0
    for (const op of world.ops) {
      step += 1
      now = Math.max(now, op.at)
      if (op.kind === 'send') take(op.events)
      else commands.push(op)
      // what comes close together meets; after a while all is quiet
      const turns = random.chance(0.3) ? 0 : random.below(25)
      for (let turn = 0; turn < turns; turn += 1) {
        if (troubled && random.chance(0.004)) trouble()
        await advance()
      }
      if (random.chance(0.1)) await settle(false)
    }
    Object.assign(faults, { ...calm, poison: faults.poison })
    for (const { process } of nodes) process.frozenUntil = 0
    await settle(true)
    timer()
    expectAgreement(tables, oracle, now)
  }

  function take(events: readonly SentEvent[]): void {
    for (const event of events) {
      if (identities.has(event)) continue
      const key = identityOf(event)
      identities.set(event, key)
      if (!known.has(key)) known.set(key, { event, said: new Set(), since: null, again: null })
    }
    calls.push({ id: `call ${calls.length}`, events, alongside: random.chance(0.15), at: null, answered: false })
  }

  /** Until every call is answered and every command done. @param last nothing goes wrong any more: it must come to an end (I44) */
  async function settle(last: boolean): Promise<void> {
    const open = () => calls.some((call) => !call.answered) || commands.length > 0
    for (let turn = 0; open(); turn += 1) {
      await advance()
      if (!last && turn > 400) return
      expectThat(
        turn < QUIET_TURNS_MOST,
        `I44: ${calls.filter((call) => !call.answered).length} calls are never answered`,
      )
    }
  }

  const events = world.ops.reduce((sum, op) => sum + (op.kind === 'send' ? op.events.length : 0), 0)
  const counted = (): Mishaps => ({
    ...mishaps,
    conflicts: mishaps.conflicts + nodes.reduce((sum, node) => sum + node.ingestor.cache().conflicts, 0),
  })
  return { all, step: () => step, events, mishaps: counted }
}
