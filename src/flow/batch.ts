import type { EventAnswer, EventResult, EventStatus, Incoming } from '../contract/events.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { PARTS } from '../lib/parts.ts'
import type { Calendar } from '../lib/time.ts'
import type { Alongside, IngestOptions } from '../ports/app.ts'
import type { BatchStore } from './batch-store.ts'
import type { Item, Poison, Work } from './isolate.ts'
import { createLane, type SharedMemory } from './lane.ts'
import { parseEvent, type Refused } from './parse.ts'
import { createClubCache, createPeopleCache, joinCaches, type PeopleCache } from './people-cache.ts'
import { createTurns } from './turns.ts'

/** What the batch engine is made of. */
export interface IngestorOptions {
  readonly store: BatchStore
  readonly calendar: Calendar
  /** events of one transaction */
  readonly batchEventsMost: number
  /** events waiting for a commit; beyond it callers are told to come back (429 `busy`) */
  readonly queueEventsMost: number
  /** the same of their bytes as they came */
  readonly queueBytesMost: number
  /** transactions under way at once, each with its own share of the people; 1 on a store with one connection */
  readonly lanes: number
  /** up to so many waiting events are taken in one transaction over all lanes (`turns.ts`) */
  readonly jointEventsMost: number
  /** people kept in memory, over all lanes */
  readonly cachePeopleMost: number
  /** the first part of the totals that this node's lanes add to; nodes that choose different ones wait less for each other */
  readonly firstPart: number
  /** Does what fell due before now; see `DueFirst`. */
  readonly runDue: () => Promise<void>
  /** Decision time outside a transaction. */
  readonly now: () => Promise<number>
  /** TASK-6: `${userId}:${ownerId}` of those who see the purchase task in phase 1; may ask an operator's flag service, so before the transaction. */
  readonly resolvePurchase: (events: readonly Incoming[]) => Promise<ReadonlySet<string>>
  readonly onCommit: (batch: BatchReport) => void
  /**
   * Keeps an event that fails for a reason of its own, so that it neither blocks others nor is lost; `full`: it could not, the sender keeps it.
   * Without this the whole call fails.
   */
  readonly quarantine?: (poison: Poison) => Promise<'kept' | 'full'>
}

/** Counts of one committed batch, for metrics. */
export interface BatchReport {
  readonly events: number
  readonly results: readonly EventResult[]
  /** from the first try to the commit */
  readonly milliseconds: number
  /** the longest that one of its calls had waited for its turn */
  readonly waitMilliseconds: number
  /** transactions it took */
  readonly attempts: number
  readonly clubs: number
}

/** What the engine keeps in memory, for metrics. */
export interface CacheReport {
  readonly people: number
  /** lookups since the start */
  readonly hits: number
  readonly misses: number
  /** batches that found another node's write, since the start */
  readonly conflicts: number
}

export interface Ingestor {
  ingest(events: readonly unknown[], options?: IngestOptions): Promise<EventAnswer | Rejection>
  /** Events waiting or under way. */
  queued(): number
  cache(): CacheReport
  /** Resolves when everything accepted is committed. */
  drain(): Promise<void>
}

const isEvent = (parsed: Incoming | Refused): parsed is Incoming => !('refused' in parsed)

/** An event that was kept, with when it first came (UTC ms). */
const cameFirst = (parsed: Incoming | Refused, cameAt: number | undefined): Incoming | Refused =>
  cameAt === undefined || !isEvent(parsed) ? parsed : { ...parsed, cameAt }

/**
 * Group commit: events that arrive together share one load, one decision pass and one transaction. A call's events go to lanes by user, so
 * that transactions under way at once do not wait for each other; the answer comes when all of them are committed. A call with writes of
 * its own (`alongside`) stays in one transaction.
 */
export function createIngestor(options: IngestorOptions): Ingestor {
  let queued = 0
  let queuedBytes = 0
  let waiters: (() => void)[] = []
  const { lanes, joint, turns } = createLanes(options)

  const done = (events: number, bytes: number): void => {
    queued -= events
    queuedBytes -= bytes
    if (queued > 0) return
    for (const wake of waiters) wake()
    waiters = []
  }

  const run = async (
    raw: readonly unknown[],
    parsed: readonly (Incoming | Refused)[],
    { history = false, alongside }: IngestOptions,
  ): Promise<EventAnswer> => {
    const results: EventResult[] = parsed.map((item) => ({
      id: item.id,
      status: 'rejected',
      ...('refused' in item ? { code: item.refused } : {}),
    }))
    const done = await Promise.allSettled(
      deal(raw, parsed, options.lanes, alongside).map(([lane, items]) =>
        turns.run(lane, {
          items,
          history,
          since: performance.now(),
          alongside: alongsideOf(alongside, items, results),
          settle: (index, result) => void (results[index] = result),
        }),
      ),
    )
    // only now: what still stands in another lane counts as waiting until it is done with
    for (const each of done) if (each.status === 'rejected') throw each.reason
    return answerOf(results)
  }

  return {
    ingest(raw, ingestOptions = {}) {
      const { cameAt, bytes = 0 } = ingestOptions
      if (queued + raw.length > options.queueEventsMost || queuedBytes + bytes > options.queueBytesMost)
        return Promise.resolve(reject('busy', undefined, { retryAfterSeconds: 1 }))
      queued += raw.length
      queuedBytes += bytes
      const parsed = raw.map((each, index) => cameFirst(parseEvent(each), cameAt?.[index]))
      return run(raw, parsed, ingestOptions).finally(() => done(raw.length, bytes))
    },
    queued: () => queued,
    cache: () => ({
      people: joint.people.size,
      hits: joint.people.hits,
      misses: joint.people.misses,
      conflicts: [...lanes, joint].reduce((all, lane) => all + lane.conflicts(), 0),
    }),
    drain: () => (queued === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve))),
  }
}

/** The lanes with what they remember, and the one that takes all of them. */
function createLanes(options: IngestorOptions) {
  const caches = Array.from({ length: options.lanes }, () =>
    createPeopleCache(Math.ceil(options.cachePeopleMost / options.lanes)),
  )
  const of = (userId: string): PeopleCache => {
    const cache = caches[laneOf(userId, caches.length)]
    if (cache === undefined) throw new RangeError('an engine has a lane')
    return cache
  }
  const people = joinCaches(of, caches)
  const clubs = createClubCache()
  const sources = new Map<string, number>()
  const shared: SharedMemory = {
    clubs,
    sources,
    storeName: '',
    forget() {
      people.clear()
      clubs.clear()
      sources.clear()
    },
  }
  const partOf = (index: number): number => (options.firstPart + index) % (PARTS - 1)
  const lanes = caches.map((cache, index) => createLane(options, cache, partOf(index), shared))
  const joint = createLane(options, people, partOf(0), shared)
  return { lanes, joint, turns: createTurns({ ...options, lanes, joint }) }
}

/** A call's events by lane. With writes of its own it stays whole, whoever its events are about. */
function deal(
  raw: readonly unknown[],
  parsed: readonly (Incoming | Refused)[],
  lanes: number,
  alongside: Alongside | undefined,
): [number, Item[]][] {
  const byLane = new Map<number, Item[]>()
  if (alongside !== undefined) byLane.set(0, [])
  parsed.forEach((item, index) => {
    if (!isEvent(item)) return
    const lane = alongside === undefined ? laneOf(item.userId, lanes) : 0
    const items = byLane.get(lane)
    if (items === undefined) byLane.set(lane, [{ event: item, raw: raw[index], index }])
    else items.push({ event: item, raw: raw[index], index })
  })
  return [...byLane]
}

/** The caller's writes see the results of the whole call, those that never reached a lane included. */
function alongsideOf(
  alongside: Alongside | undefined,
  items: readonly Item[],
  refused: readonly EventResult[],
): Work['alongside'] {
  if (alongside === undefined) return undefined
  return (tx, decided) => {
    const results = [...refused]
    items.forEach(({ index }, place) => {
      const result = decided[place]
      if (result !== undefined) results[index] = result
    })
    return alongside(tx, results)
  }
}

/** The lane of a user: always the same, so that his events are decided in the order in which they came. FNV-1a. */
export function laneOf(userId: string | null, lanes: number): number {
  if (userId === null || lanes === 1) return 0
  let hash = 0x811c9dc5
  for (let index = 0; index < userId.length; index += 1) hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193)
  return (hash >>> 0) % lanes
}

/** Sums up results in the form of api.md. */
export function answerOf(results: readonly EventResult[]): EventAnswer {
  const counts: Record<EventStatus, number> = { applied: 0, duplicate: 0, ignored: 0, rejected: 0, waiting: 0 }
  for (const { status } of results) counts[status] += 1
  const { applied, duplicate: duplicates, ignored, rejected, waiting } = counts
  return { applied, duplicates, ignored, rejected, waiting, results: [...results] }
}
