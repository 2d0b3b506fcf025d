import type { Incoming } from '../contract/events.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { toInstant, type Calendar } from '../lib/time.ts'
import type { App, CommandContext, RuleBook } from '../ports/app.ts'
import type { Clock } from '../ports/clock.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { createIngestor, type BatchReport, type Ingestor, type IngestorOptions } from './batch.ts'
import { cards } from './cards.ts'
import { ChangedMeanwhile, DueFirst, type Preamble } from './batch-store.ts'
import { commandContext } from './command-context.ts'
import { moveClock, sandboxClock, shownBy, readClock, type ClockSetting } from './clock.ts'
import { isDeciding, nextDueAt, retryFailed, runDue } from './due.ts'
import { createGate } from '../lib/gate.ts'
import { createMediaService, type MediaPlace } from './media.ts'
import { loadRuleSets, ruleBookOf } from './rules.ts'
import { createWorker, type Worker } from './work.ts'
import { createRandomBits } from './random-bits.ts'
import { createSqlStore } from './sql-store.ts'
import { createTogether } from './together.ts'

export interface EngineOptions {
  readonly db: Db
  readonly systemClock: Clock
  readonly realNow: () => number
  readonly calendar: Calendar
  readonly sandbox: boolean
  readonly log: Log
  readonly queueEventsMost: number
  readonly queueBytesMost: number
  readonly batchEventsMost: number
  /** people kept in memory */
  readonly cachePeopleMost: number
  /** of the totals' parts, where this node's lanes begin */
  readonly firstPart: number
  /** TASK-6 */
  readonly resolvePurchase: (events: readonly Incoming[]) => Promise<ReadonlySet<string>>
  readonly purchaseVisible: App['purchaseVisible']
  readonly onCommit: (report: BatchReport) => void
  readonly quarantine?: IngestorOptions['quarantine']
  /** where a process takes in pictures and videos; without it none are taken */
  readonly media?: MediaPlace
}

/** Half of a node's sessions. */
const COMMANDS_AT_ONCE = 8
/** Commands waiting for their turn; beyond, callers are told to come back (429 busy). */
const COMMANDS_WAITING_MOST = 2_000

/** Transactions of the batch engine under way at once on PostgreSQL: while one waits for the store, others decide. */
export const LANES = 4

/** Waiting events that one transaction takes together (measured, docs/performance.md). */
const JOINT_EVENTS_MOST = 512

/** A command starts again when what it read was changed meanwhile (a merge, a batch); so often only where the store is damaged. */
const CHANGES_MET_MOST = 20

/** Which store this is, and since when its server runs (`Preamble.store`). */
const STORE_NAME = `concat_ws(' ', (select value #>> '{}' from setting where key = 'storeId'), (select oid from pg_database
  where datname = current_database()), pg_postmaster_start_time())`

const PLATFORM: Subject = { role: 'platform', id: 'platform' }

/** The engine of one node: the App that routes use, and how to stop it. */
export interface Engine {
  readonly app: App
  readonly ingestor: Ingestor
  /** Listens to commits of this node that wrote messages. */
  onWake(listener: () => void): () => void
  /** goes through all members of a club, piece by piece, beside everything else (CLUB-5, LVL-4) */
  readonly worker: Worker
  /** Does what fell due before now (a timer calls it where no sandbox clock stands still). */
  runDueNow(): Promise<number>
}

/** Builds the engine over a migrated store. */
export function createEngine(options: EngineOptions): Engine {
  const { db, calendar, sandbox, realNow } = options
  const clock: Clock = sandbox ? sandboxClock(db, realNow) : options.systemClock
  const listeners = new Set<() => void>()
  const wake = (): void => {
    for (const listener of listeners) listener()
  }
  const rules = createRuleCache(db)
  const bits = createRandomBits()
  const worker = createWorker({ db, calendar, now: (on) => clock.now(on), log: options.log, onTold: wake })
  let retried = false
  const doDue = async (only: 'all' | 'deciding'): Promise<number> => {
    const done = await runDue(db, await clock.now(), calendar, { members: 'begin', only, log: options.log })
    worker.kick()
    if (done > 0) wake()
    return done
  }
  const runDueNow = async (): Promise<number> => {
    if (!retried) await retryFailed(db)
    retried = true
    return doDue('all')
  }
  /** What a `DueFirst` asks for. */
  const runDeciding = async (): Promise<void> => void (await doDue('deciding'))

  /**
   * One statement gives all a transaction must know first: time, rules (read by a second where they are new), due work that decides. And it settles how the transaction's statements are
   * planned: each of them looks up rows by key, whatever a table's statistics say (a hash join over all members, planned for a batch of
   * thousands or while a table was empty, costs more than the batch; measured: research/perf.md).
   */
  const preamble = async (tx: Queryable): Promise<Preamble> => {
    const rows = await tx.query<{ version: number; clock: ClockSetting | null; due_at: number | null; store: string }>(
      `select (select max(version) from rule_set) as version, (select value from setting where key = 'clock') as clock,
         (select min(at) from due where ${isDeciding}) as due_at, ${STORE_NAME} as store,
         set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
         set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
    )
    const row = rows[0] ?? { version: 0, clock: null, due_at: null, store: '' }
    const now = sandbox ? shownBy(row.clock, realNow()) : await options.systemClock.now()
    if (row.due_at !== null && row.due_at <= now) throw new DueFirst()
    return { now, versions: await rules.atVersion(tx, row.version, row.store), store: row.store }
  }

  const ingestor = createIngestor({
    store: createSqlStore(db, preamble),
    calendar,
    batchEventsMost: options.batchEventsMost,
    queueEventsMost: options.queueEventsMost,
    queueBytesMost: options.queueBytesMost,
    lanes: db.kind === 'pglite' ? 1 : LANES,
    jointEventsMost: JOINT_EVENTS_MOST,
    cachePeopleMost: options.cachePeopleMost,
    firstPart: options.firstPart,
    runDue: runDeciding,
    now: () => clock.now(),
    resolvePurchase: options.resolvePurchase,
    onCommit: (report) => {
      options.onCommit(report)
      wake()
    },
    ...(options.quarantine === undefined ? {} : { quarantine: options.quarantine }),
  })

  // commands that wait for one person's lock must not take every session of the pool: reads and batches need theirs
  const gate = createGate(db.kind === 'pglite' ? 1 : COMMANDS_AT_ONCE, COMMANDS_WAITING_MOST)

  function command<T>(
    subject: Subject,
    work: (context: CommandContext) => Promise<T | Rejection>,
  ): Promise<T | Rejection> {
    return (
      gate.run(() => perform(subject, work)) ?? Promise.resolve(reject('busy', undefined, { retryAfterSeconds: 1 }))
    )
  }

  async function perform<T>(
    subject: Subject,
    work: (context: CommandContext) => Promise<T | Rejection>,
  ): Promise<T | Rejection> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = await db.transaction(async (tx) => {
          const { now, versions } = await preamble(tx)
          const value = await work(commandContext(tx, { subject, now, versions, calendar, bits }))
          if (isRejection(value)) throw new RolledBack(value)
          return value
        })
        wake()
        return result
      } catch (error) {
        if (error instanceof RolledBack) return error.rejection
        if (error instanceof DueFirst) await runDeciding()
        else if (!(error instanceof ChangedMeanwhile) || attempt >= CHANGES_MET_MOST) throw error
      }
    }
  }

  const together = createTogether((work) => perform(PLATFORM, work))

  const app: App = {
    db,
    clock,
    calendar,
    timeZone: calendar.timeZone,
    sandbox,
    rules: () => rules.current(),
    command,
    together: (desk, wish) => together.run(desk, wish),
    ingest: (events, ingestOptions) => ingestor.ingest(events, ingestOptions),
    setClock: (to) => setClock(options, to).finally(wake),
    clockRate: async () => (sandbox ? ((await readClock(db))?.rate ?? 1) : 1),
    purchaseVisible: options.purchaseVisible,
    cards,
    media: createMediaService(db, options.media ?? null),
    wake,
  }
  return {
    app,
    ingestor,
    worker,
    runDueNow,
    onWake: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Carries a refusal out of a transaction, so that it rolls back. */
class RolledBack extends Error {
  readonly rejection: Rejection
  constructor(rejection: Rejection) {
    super(rejection.rejected)
    this.rejection = rejection
  }
}

/** Versions of one store only grow and never change, so a cache is stale exactly when a higher number exists, or it is another store now. */
function createRuleCache(db: Db) {
  let known: { readonly store: string; readonly versions: readonly RuleSet[] } = { store: '', versions: [] }
  const atVersion = async (on: Queryable, version: number, store: string): Promise<readonly RuleSet[]> => {
    if (known.store === store && known.versions.at(-1)?.version === version) return known.versions
    const versions = await loadRuleSets(on)
    known = { store, versions }
    return versions
  }
  return {
    atVersion,
    async current(): Promise<RuleBook> {
      const [row] = await db.query<{ version: number; store: string }>(
        `select (select max(version) from rule_set) as version, ${STORE_NAME} as store`,
      )
      return ruleBookOf(await atVersion(db, row?.version ?? 0, row?.store ?? ''))
    },
  }
}

/** Time only goes forward; what falls due on the way is done, in order, each at its own time, before this answers. @rule PLT-5 */
async function setClock(
  { db, realNow, calendar, log }: EngineOptions,
  to: { now: number; rate: number },
): Promise<{ now: number; rate: number } | Rejection> {
  const backwards = (shown: number): Rejection => reject('clock_backwards', undefined, { now: toInstant(shown) })
  const before = await readClock(db)
  if (before !== null) {
    const shown = shownBy(before, realNow())
    if (to.now < shown) return backwards(shown)
    // what a timer has begun already is done first
    for (let at: number | null = shown; at !== null && at <= to.now; at = await nextDueAt(db)) {
      if (at > shown) await moveClock(db, at, 0, realNow)
      await runDue(db, at, calendar, { log })
    }
  }
  const later = await moveClock(db, to.now, to.rate, realNow)
  if (later !== null) return backwards(later)
  // what fell due before there was a clock, and what a timer began meanwhile
  await runDue(db, to.now, calendar, { log })
  return to
}
