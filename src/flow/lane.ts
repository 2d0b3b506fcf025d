import type { EventResult, Incoming } from '../contract/events.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { inOrder } from '../lib/in-order.ts'
import { Fault } from '../ports/db.ts'
import type { IngestorOptions } from './batch.ts'
import { ChangedMeanwhile, DueFirst, type BatchTransaction } from './batch-store.ts'
import { decideEvents } from './decide.ts'
import { gather, gatherClubs } from './gather.ts'
import { createPerform, type Waiting, type Work } from './isolate.ts'
import { messagesOf } from './messages.ts'
import { settleWork } from './carry.ts'
import { dropOldest, settle, type ClubCache, type PeopleCache } from './people-cache.ts'
import type { Batch } from './state.ts'

/** Runs transactions, one at a time, over a share of the people, whom it remembers from one to the next. */
export interface Lane {
  /** Commits the work in one transaction. What it says to `settle`, and to nobody else, is committed; only the calls concerned can fail. */
  perform(works: readonly Waiting[]): Promise<void>
  readonly people: PeopleCache
  /** batches that found another node's write, since the start */
  conflicts(): number
}

/** What all lanes of a node remember together. */
export interface SharedMemory {
  readonly clubs: ClubCache
  /** inner numbers of event sources */
  readonly sources: Map<string, number>
  /** the store that all of it is about, as it names itself; '' before the first transaction */
  storeName: string
  /** Forgets everybody: it is another store now. */
  forget(): void
}

/** A batch that meets other nodes' writes starts again; from the second try on it holds what it reads, so it gets through. */
const ATTEMPTS_MOST = 20
/** Each waited as long as the store lets anything wait for a lock, so fewer of those: as many as any other transaction makes (infra/pool-db.ts). */
const LOCK_WAITS_MOST = 5
/** After a conflict so many batches check before they decide: where two nodes serve the same people, one conflict is followed by the next. */
const CHECKED_AFTER_CONFLICT = 64

/** @param cache its share of the people @param part of the totals that it adds to */
export function createLane(options: IngestorOptions, cache: PeopleCache, part: number, shared: SharedMemory): Lane {
  let conflicts = 0
  let checked = 0

  const commit = async (works: readonly Work[], dry = false): Promise<void> => {
    const started = performance.now()
    const items = works.flatMap((each) => each.items)
    const events = items.map(({ event }) => event)
    const userIds = new Set<string>()
    for (const { userId } of events) if (userId !== null) userIds.add(userId)
    for (let attempt = 1, lockWaits = 0; ; attempt += 1) {
      try {
        const trust = attempt > 1 ? 'nothing' : checked > 0 ? 'checked' : 'memory'
        const { batch, results, sources } = await attemptOnce(works, events, userIds, { trust, dry })
        if (checked > 0) checked -= 1
        remember(batch, userIds, sources)
        crashPoint('batch.committed')
        let next = 0
        for (const each of works)
          for (const { index: place } of each.items) {
            const result = results[next++]
            if (result !== undefined) each.settle(place, result)
          }
        if (events.length > 0)
          options.onCommit({
            events: events.length,
            results,
            milliseconds: performance.now() - started,
            waitMilliseconds: started - Math.min(...works.map((each) => each.since)),
            attempts: attempt,
            clubs: batch.clubs.size,
          })
        return
      } catch (error) {
        cache.drop(userIds)
        if (isLockWait(error)) lockWaits += 1
        if (attempt >= ATTEMPTS_MOST || lockWaits >= LOCK_WAITS_MOST) throw gaveUp(error, attempt)
        await getReady(error)
      }
    }
  }

  /** For another try. @throws the error where another would end as this one did */
  const getReady = async (error: unknown): Promise<void> => {
    if (error instanceof AskStore || error instanceof OtherStore) return
    if (error instanceof DueFirst) return options.runDue()
    if (!(error instanceof ChangedMeanwhile || error instanceof RunAgain || isUniqueViolation(error))) throw error
    conflicts += 1
    checked = CHECKED_AFTER_CONFLICT
  }

  /** Whether it would be committed. @throws what it would fail with */
  const rehearse = async (work: Work): Promise<void> => {
    await commit([work], true).catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error
    })
  }

  const attemptOnce = async (
    works: readonly Work[],
    events: readonly Incoming[],
    userIds: ReadonlySet<string>,
    { trust, dry }: { trust: Trust; dry: boolean },
  ): Promise<Attempt> => {
    const { store, calendar } = options
    const history = works[0]?.history ?? false
    const numberedBy = shared.storeName
    const numbers = await numbersOf(userIds)
    const sources = await sourcesOf(events)
    const purchaseVisible = await options.resolvePurchase(events)
    return store.transaction(
      once(async (tx) => {
        const [{ now, versions, store: name }, clubs] = await inOrder([
          tx.preamble(),
          gatherClubs(tx, events, shared.clubs),
        ])
        if (name !== numberedBy) meetStore(name, numberedBy)
        const check = trust !== 'memory'
        const batch = await gather(tx, events, clubs, { calendar, cache, part, now, numbers, sources, check })
        for (const fan of batch.fans) settleWork(batch, fan, { versions, calendar })
        crashPoint('batch.loaded')
        const results = decideEvents(batch, events, { calendar, versions, history, purchaseVisible })
        // a refused event leaves no trace that a guard or the unique key could find: whether it is one that was taken before, or its sender another's
        // alias by now, only the store knows
        if (trust !== 'nothing' && results.some(({ status }) => status === 'rejected')) throw new AskStore()
        // api.md "mode=history": nobody is notified
        if (history) batch.writes.messages.length = 0
        else messagesOf(batch, ruleSetOfDay(versions, calendar.dayOf(now)))
        await tx.save(batch, sources)
        let next = 0
        for (const { items, alongside } of works) {
          const own = results.slice(next, (next += items.length))
          await alongside?.(tx.tx, own)
        }
        if (dry) throw new DryRun()
        crashPoint('batch.saved')
        return { batch, results, sources }
      }),
    )
  }

  /** @param numberedBy the store that gave this batch its numbers; '': the first one met */
  const meetStore = (name: string, numberedBy: string): void => {
    const isOther = shared.storeName !== '' && shared.storeName !== name
    shared.storeName = name
    if (isOther) shared.forget()
    if (isOther || numberedBy !== '') throw new OtherStore()
  }

  /** Inner numbers of those whom this lane does not remember. */
  const numbersOf = async (userIds: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> => {
    const unknown = [...userIds].filter((userId) => !cache.has(userId))
    return unknown.length === 0 ? new Map() : options.store.internPeople(unknown, await options.now())
  }

  /** Inner numbers of the events' sources: the batch's own, since what is shared is forgotten at any time. */
  const sourcesOf = async (events: readonly Incoming[]): Promise<ReadonlyMap<string, number>> => {
    const numbers = new Map<string, number>()
    const unknown = new Set<string>()
    for (const { source } of events) {
      if (numbers.has(source) || unknown.has(source)) continue
      const known = shared.sources.get(source)
      if (known === undefined) unknown.add(source)
      else numbers.set(source, known)
    }
    if (unknown.size > 0)
      for (const [source, sourceNo] of await options.store.internSources([...unknown])) numbers.set(source, sourceNo)
    return numbers
  }

  const remember = (batch: Batch, userIds: ReadonlySet<string>, sources: ReadonlyMap<string, number>): void => {
    for (const [source, sourceNo] of sources) shared.sources.set(source, sourceNo)
    dropOldest(shared.sources, SOURCES_MOST)
    for (const userId of userIds) {
      const person = batch.persons.get(userId)
      if (person === undefined) continue
      // a change of name moved the versions of all his fans
      if (batch.writes.profiles.has(person)) cache.drop([userId])
      else cache.put(userId, person)
    }
    for (const person of new Set(batch.persons.values())) settle(person)
  }

  return {
    perform: createPerform({ commit, rehearse, quarantine: options.quarantine }),
    people: cache,
    conflicts: () => conflicts,
  }
}

/** What a transaction decided, and the numbers of its sources. */
interface Attempt {
  readonly batch: Batch
  readonly results: EventResult[]
  readonly sources: ReadonlyMap<string, number>
}

/** Sources whose numbers are remembered: platforms have few, a hostile one may invent them. */
const SOURCES_MOST = 10_000

/** From where a batch takes people: as remembered; remembered, but compared under lock; read anew (a failed try has forgotten them). */
type Trust = 'memory' | 'checked' | 'nothing'

/** Ends a transaction that met another store than before: all is forgotten and read anew, so nothing that is remembered afterwards is in doubt. */
class OtherStore extends Error {}

/** Ends a transaction whose batch must ask the store. */
class AskStore extends Error {}

/** Ends a transaction that was only to see whether it fails. */
class DryRun extends Error {}

/** A transaction's work that is not run a second time: that would find people changed by the first. */
function once<T>(work: (tx: BatchTransaction) => Promise<T>): (tx: BatchTransaction) => Promise<T> {
  let begun = false
  let failure: unknown
  return async (tx) => {
    if (begun) throw new RunAgain(failure)
    begun = true
    try {
      return await work(tx)
    } catch (error) {
      failure = error
      throw error
    }
  }
}

/** Ends a second run of a transaction, which the store's client began because of the `cause`: the batch starts again. */
class RunAgain extends Error {
  constructor(cause: unknown) {
    super('a batch runs its transaction once', { cause })
  }
}

/** What the store or its due work kept from committing is nothing that an event could help: its callers come again, no event is set aside. */
function gaveUp(error: unknown, attempts: number): unknown {
  if (!(error instanceof RunAgain || error instanceof DueFirst)) return error
  const why = error instanceof DueFirst ? 'due work first' : stateOf(error.cause)
  return new Fault(`gave up after ${attempts} attempts (${why})`, { cause: error, retryable: true })
}

/** The SQLSTATE of what was thrown. */
const stateOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : null

/** lock_not_available: somebody holds what the batch needs for longer than `lock_timeout`. */
const isLockWait = (error: unknown): boolean => error instanceof RunAgain && stateOf(error.cause) === '55P03'

/** Another batch took the same event, or made the same row, meanwhile: the second try finds it. */
const isUniqueViolation = (error: unknown): boolean => stateOf(error) === '23505'
