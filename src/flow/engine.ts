import type { Incoming } from '../contract/events.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { toInstant, type Calendar } from '../lib/time.ts'
import type { App, CommandContext, RuleBook } from '../ports/app.ts'
import type { Clock } from '../ports/clock.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { createIngestor, DueFirst, type BatchReport, type Ingestor } from './batch.ts'
import { moveClock, sandboxClock, shownBy, readClock, type ClockSetting } from './clock.ts'
import { nextDueAt, runDue } from './due.ts'
import { createGate } from './gate.ts'
import { loadRuleSets, ruleBookOf } from './rules.ts'
import { publish } from './save.ts'
import { createPeople } from './people.ts'
import { MergedMeanwhile } from './load.ts'

export interface EngineOptions {
  readonly db: Db
  readonly systemClock: Clock
  readonly realNow: () => number
  readonly calendar: Calendar
  readonly sandbox: boolean
  readonly log: Log
  readonly queueEventsMost: number
  readonly batchEventsMost: number
  /** TASK-6 */
  readonly resolvePurchase: (events: readonly Incoming[]) => Promise<ReadonlySet<string>>
  readonly purchaseVisible: App['purchaseVisible']
  readonly onCommit: (report: BatchReport) => void
}

/** Half of a node's sessions. */
const COMMANDS_AT_ONCE = 8
/** Commands waiting for their turn; beyond, callers are told to come back (429 busy). */
const COMMANDS_WAITING_MOST = 2_000

/** A command starts again when its user was merged into another meanwhile; so often only where the store is damaged. */
const MERGES_MET_MOST = 20

/** The engine of one node: the App that routes use, and how to stop it. */
export interface Engine {
  readonly app: App
  readonly ingestor: Ingestor
  /** Listens to commits of this node that wrote messages. */
  onWake(listener: () => void): () => void
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
  const runDueNow = async (): Promise<number> => {
    const done = await runDue(db, await clock.now(), calendar)
    if (done > 0) wake()
    return done
  }

  /**
   * One statement gives all a transaction must know first: time, rules, due work. And it settles how the transaction's statements are
   * planned: each of them looks up rows by key, whatever a table's statistics say (a hash join over all members, planned for a batch of
   * thousands or while a table was empty, costs more than the batch; measured: research/perf.md).
   */
  const preamble = async (tx: Queryable): Promise<{ now: number; versions: readonly RuleSet[] }> => {
    const rows = await tx.query<{ version: number; clock: ClockSetting | null; due_at: number | null }>(
      `select (select max(version) from rule_set) as version, (select value from setting where key = 'clock') as clock,
         (select min(at) from due where done_at is null) as due_at,
         set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
         set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
    )
    const row = rows[0] ?? { version: 0, clock: null, due_at: null }
    const now = sandbox ? shownBy(row.clock, realNow()) : await options.systemClock.now()
    if (row.due_at !== null && row.due_at <= now) throw new DueFirst()
    return { now, versions: await rules.atVersion(tx, row.version) }
  }

  const ingestor = createIngestor({
    db,
    calendar,
    batchEventsMost: options.batchEventsMost,
    queueEventsMost: options.queueEventsMost,
    lanes: db.kind === 'pglite' ? 1 : 2,
    preamble,
    runDue: async () => void (await runDueNow()),
    now: () => clock.now(),
    resolvePurchase: options.resolvePurchase,
    onCommit: (report) => {
      options.onCommit(report)
      wake()
    },
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
          const value = await work({
            tx,
            now,
            subject,
            rules: ruleBookOf(versions),
            publish: (messages) => publish(tx, messages),
            members: createPeople(tx, { now, versions, calendar }),
          })
          if (isRejection(value)) throw new RolledBack(value)
          return value
        })
        wake()
        return result
      } catch (error) {
        if (error instanceof RolledBack) return error.rejection
        if (error instanceof DueFirst) await runDueNow()
        else if (!(error instanceof MergedMeanwhile) || attempt >= MERGES_MET_MOST) throw error
      }
    }
  }

  const app: App = {
    db,
    clock,
    calendar,
    timeZone: calendar.timeZone,
    sandbox,
    rules: () => rules.current(),
    command,
    ingest: (events, ingestOptions) => ingestor.ingest(events, ingestOptions),
    setClock: (to) => setClock(options, to).finally(wake),
    clockRate: async () => (sandbox ? ((await readClock(db))?.rate ?? 1) : 1),
    purchaseVisible: options.purchaseVisible,
    wake,
  }
  return {
    app,
    ingestor,
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

/** Versions only grow and never change, so a cache is stale exactly when a higher number exists. */
function createRuleCache(db: Db) {
  let versions: readonly RuleSet[] = []
  const atVersion = async (on: Queryable, version: number): Promise<readonly RuleSet[]> => {
    if (versions.at(-1)?.version !== version) versions = await loadRuleSets(on)
    return versions
  }
  return {
    atVersion,
    async current(): Promise<RuleBook> {
      const rows = await db.query<{ version: number }>('select max(version) as version from rule_set')
      return ruleBookOf(await atVersion(db, rows[0]?.version ?? 0))
    },
  }
}

/** Time only goes forward; what falls due on the way is done, in order, each at its own time, before this answers. @rule PLT-5 */
async function setClock(
  { db, realNow, calendar }: EngineOptions,
  to: { now: number; rate: number },
): Promise<{ now: number; rate: number } | Rejection> {
  const backwards = (shown: number): Rejection => reject('clock_backwards', undefined, { now: toInstant(shown) })
  const before = await readClock(db)
  if (before !== null) {
    const shown = shownBy(before, realNow())
    if (to.now < shown) return backwards(shown)
    for (let at = await nextDueAt(db); at !== null && at <= to.now; at = await nextDueAt(db)) {
      if (at > shown) await moveClock(db, at, 0, realNow)
      await runDue(db, at, calendar)
    }
  }
  const later = await moveClock(db, to.now, to.rate, realNow)
  if (later !== null) return backwards(later)
  if (before === null) await runDue(db, to.now, calendar)
  return to
}
