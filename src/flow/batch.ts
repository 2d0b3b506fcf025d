import type { EventAnswer, EventResult, EventStatus, Incoming } from '../contract/events.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Calendar } from '../lib/time.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import { Fault, type Db, type Queryable } from '../ports/db.ts'
import type { Alongside, IngestOptions } from '../ports/app.ts'
import { decideEvents } from './decide.ts'
import { messagesOf } from './messages.ts'
import { internPeople, internSources, loadBatch, ChangedMeanwhile } from './load.ts'
import { loadForEvents } from './load-events.ts'
import { parseEvent, type Refused } from './parse.ts'
import { saveBatch } from './save.ts'
import type { Batch } from './state.ts'

/** What the batch engine is made of. */
export interface IngestorOptions {
  readonly db: Db
  readonly calendar: Calendar
  /** events of one transaction */
  readonly batchEventsMost: number
  /** events waiting for a commit; beyond it callers are told to come back (429 `busy`) */
  readonly queueEventsMost: number
  /** transactions under way at once; 1 on a store with one connection */
  readonly lanes: number
  /** Decision time, rules in force, and due work first. Called at the head of every transaction. */
  readonly preamble: (tx: Queryable) => Promise<{ now: number; versions: readonly RuleSet[] }>
  /** Does what fell due before now; see `DueFirst`. */
  readonly runDue: () => Promise<void>
  /** Decision time outside a transaction. */
  readonly now: () => Promise<number>
  /** TASK-6: `${userId}:${ownerId}` of those who see the purchase task in phase 1; may ask an operator's flag service, so before the transaction. */
  readonly resolvePurchase: (events: readonly Incoming[]) => Promise<ReadonlySet<string>>
  readonly onCommit: (batch: BatchReport) => void
}

/** Counts of one committed batch, for metrics. */
export interface BatchReport {
  readonly events: number
  readonly results: readonly EventResult[]
  readonly milliseconds: number
}

/** Thrown by the preamble when something fell due before now: the batch rolls back, the due work is done, the batch runs again. */
export class DueFirst extends Error {}

interface Request {
  readonly parsed: readonly (Incoming | Refused)[]
  readonly history: boolean
  readonly alongside: Alongside | undefined
  readonly resolve: (answer: EventAnswer | Rejection) => void
  readonly fail: (error: unknown) => void
}

export interface Ingestor {
  ingest(events: readonly unknown[], options?: IngestOptions): Promise<EventAnswer | Rejection>
  /** Events waiting or under way. */
  queued(): number
  /** Resolves when everything accepted is committed. */
  drain(): Promise<void>
}

const isEvent = (parsed: Incoming | Refused): parsed is Incoming => !('refused' in parsed)

/**
 * Group commit: requests that arrive together share one load, one decision pass and one transaction; each gets its own answer after the
 * commit. A request is never split over two transactions.
 */
export function createIngestor(options: IngestorOptions): Ingestor {
  const waiting: Request[] = []
  let queued = 0
  let running = 0
  let idle: (() => void)[] = []

  const take = (): Request[] => {
    const first = waiting.shift()
    if (first === undefined) return []
    const batch = [first]
    let events = first.parsed.length
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (next.history !== first.history || events + next.parsed.length > options.batchEventsMost) break
      batch.push(next)
      events += next.parsed.length
      waiting.shift()
    }
    return batch
  }

  const lane = async (): Promise<void> => {
    running += 1
    try {
      for (let batch = take(); batch.length > 0; batch = take()) {
        await settle(options, batch)
        queued -= batch.reduce((sum, request) => sum + request.parsed.length, 0)
      }
    } finally {
      running -= 1
      if (running === 0 && waiting.length === 0) {
        for (const wake of idle) wake()
        idle = []
      }
    }
  }

  return {
    ingest(events, { history = false, alongside } = {}) {
      if (queued + events.length > options.queueEventsMost)
        return Promise.resolve(reject('busy', undefined, { retryAfterSeconds: 1 }))
      const parsed = events.map(parseEvent)
      queued += parsed.length
      return new Promise((resolve, fail) => {
        waiting.push({ parsed, history, alongside, resolve, fail })
        // one turn of the loop lets requests that came together share a commit
        if (running < options.lanes) setImmediate(() => running < options.lanes && void lane())
      })
    },
    queued: () => queued,
    drain: () =>
      running === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve)),
  }
}

/** Runs a batch of requests; if it fails for a reason that lies in the events, halves it, so that only the poisonous request fails. */
async function settle(options: IngestorOptions, requests: readonly Request[]): Promise<void> {
  const first = requests[0]
  if (first === undefined) return
  try {
    for (const [request, results] of await runBatch(options, requests, first.history))
      request.resolve(answerOf(results))
  } catch (error) {
    if (requests.length === 1 || error instanceof Fault) for (const request of requests) request.fail(error)
    else {
      const middle = requests.length >> 1
      await settle(options, requests.slice(0, middle))
      await settle(options, requests.slice(middle))
    }
  }
}

const ATTEMPTS_MOST = 20

type Settled = readonly (readonly [Request, readonly EventResult[]])[]

async function runBatch(options: IngestorOptions, requests: readonly Request[], history: boolean): Promise<Settled> {
  const events = requests.flatMap((request) => request.parsed.filter(isEvent))
  const deal = (decided: readonly EventResult[]): Settled => {
    let next = 0
    return requests.map((request) => [
      request,
      request.parsed.map((item) =>
        isEvent(item)
          ? (decided[next++] ?? { id: item.id, status: 'rejected' })
          : { id: item.id, status: 'rejected', code: item.refused },
      ),
    ])
  }
  const alongside = async (tx: Queryable, decided: readonly EventResult[]): Promise<void> => {
    for (const [request, results] of deal(decided)) await request.alongside?.(tx, results)
  }
  if (events.length > 0) return deal(await commit(options, events, history, alongside))
  if (requests.some((request) => request.alongside !== undefined))
    await options.db.transaction((tx) => alongside(tx, []))
  return deal([])
}

async function commit(
  options: IngestorOptions,
  events: readonly Incoming[],
  history: boolean,
  alongside: Alongside,
): Promise<EventResult[]> {
  const { db } = options
  const started = performance.now()
  for (let attempt = 1; ; attempt += 1) {
    try {
      const numbers = await internPeople(db, unique(events.flatMap((event) => event.userId ?? [])), await options.now())
      const sources = await internSources(db, unique(events.map((event) => event.source)))
      const purchaseVisible = await options.resolvePurchase(events)
      const results = await db.transaction(async (tx) => {
        const { now, versions } = await options.preamble(tx)
        const batch = await loadBatch(tx, now, { numbers, ...wantedOf(events, options.calendar) })
        await loadForEvents(tx, batch, events, sources, options.calendar)
        const decided = decideEvents(batch, events, { calendar: options.calendar, versions, history, purchaseVisible })
        // api.md "mode=history": nobody is notified
        if (history) batch.writes.messages.length = 0
        else messagesOf(batch, ruleSetOfDay(versions, options.calendar.dayOf(now)))
        await saveBatch(tx, batch, await allSources(tx, batch, sources))
        await alongside(tx, decided)
        return decided
      })
      options.onCommit({ events: events.length, results, milliseconds: performance.now() - started })
      return results
    } catch (error) {
      if (attempt >= ATTEMPTS_MOST) throw error
      if (error instanceof DueFirst) await options.runDue()
      else if (!(error instanceof ChangedMeanwhile) && !isUniqueViolation(error)) throw error
    }
  }
}

/** A subjectless event has no user whose row holds it: two nodes may take the same one at once. The second try finds it seen. */
const isUniqueViolation = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23505'

/** A settled refund keeps the source it came with, which this batch may not have named. */
async function allSources(
  tx: Queryable,
  batch: Batch,
  sources: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const needed = new Set<string>()
  for (const entry of batch.writes.entries)
    if (entry.source !== null && !sources.has(entry.source)) needed.add(entry.source)
  for (const fan of batch.fans.values()) {
    for (const order of fan.orders.values()) if (order.dirty && !sources.has(order.source)) needed.add(order.source)
    for (const item of [...fan.waiting.values()].flat())
      if (item.dirty && !sources.has(item.source)) needed.add(item.source)
  }
  if (needed.size === 0) return sources
  return new Map([...sources, ...(await internSources(tx, [...needed]))])
}

const unique = (values: readonly string[]): string[] => [...new Set(values)]

function wantedOf(events: readonly Incoming[], calendar: Calendar) {
  const ownerIds = new Set<string>()
  const pairs: [string, string, string][] = []
  for (const event of events) {
    if (!('ownerId' in event.data)) continue
    ownerIds.add(event.data.ownerId)
    if (event.userId !== null) pairs.push([event.userId, event.data.ownerId, calendar.dayOf(event.at)])
  }
  return { ownerIds: [...ownerIds], pairs }
}

/** Sums up results in the form of api.md. */
export function answerOf(results: readonly EventResult[]): EventAnswer {
  const count = (status: EventStatus) => results.filter((result) => result.status === status).length
  return {
    applied: count('applied'),
    duplicates: count('duplicate'),
    ignored: count('ignored'),
    rejected: count('rejected'),
    waiting: count('waiting'),
    results: [...results],
  }
}
