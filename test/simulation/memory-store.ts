import { DueFirst, type BatchStore, type BatchTransaction } from '../../src/flow/batch-store.ts'
import type { Incoming } from '../../src/contract/events.ts'
import type { Batch, FanState } from '../../src/flow/state.ts'
import type { Random } from '../../src/lib/prng.ts'
import { Fault, type SqlValue } from '../../src/ports/db.ts'
import { nextDueAt } from './commands.ts'
import { checkBatch, saveBatch } from './save.ts'
import type { Process, Scheduler } from './scheduler.ts'
import {
  keyOf,
  loadClubs,
  loadDays,
  loadFans,
  loadOnce,
  loadOrders,
  loadPersons,
  loadPresences,
  loadSeen,
  loadSessions,
  loadWatches,
  personKey,
  type Tables,
} from './tables.ts'

/**
 * The batch engine's store in memory: READ COMMITTED, rows locked from their write (or `for update`) to the commit, clubs held shared, and
 * whatever a network and a server can do to a transaction: it ends at any await, deadlocks, is lost before its commit or after.
 */

/** How often what goes wrong, per await or per commit. */
export interface Faults {
  readonly lost: number
  readonly deadlock: number
  readonly lostBeforeCommit: number
  readonly unknownCommit: number
  /** ids of events on which the product fails whenever it writes them */
  readonly poison: ReadonlySet<string>
}

/** What a transaction wrote for its caller (`alongside`). */
export interface Note {
  readonly call: string
  readonly results: string
}

export interface Committed {
  readonly process: Process
  readonly batch: Batch
  readonly now: number
  readonly events: readonly Incoming[]
  readonly notes: readonly Note[]
  /** turns taken when the transaction began */
  readonly began: number
}

interface Transaction {
  readonly process: Process
  /** rows held until the end */
  readonly locks: Set<string>
  readonly clubs: Set<string>
}

class Deadlock extends Error {}
/** An event on which the product itself fails. */
export class Poisoned extends Error {}
/** Turns after which who waits for a row is taken to wait in a ring. */
const WAITS_MOST = 60
const RERUNS_MOST = 8

/** What happened to transactions, to know that enough did. */
export interface Mishaps {
  commits: number
  lost: number
  deadlocks: number
  unknown: number
  crashes: number
  freezes: number
  conflicts: number
}
export const noMishaps = (): Mishaps => ({
  commits: 0,
  lost: 0,
  deadlocks: 0,
  unknown: 0,
  crashes: 0,
  freezes: 0,
  conflicts: 0,
})

export interface StoreWorld {
  readonly mishaps: Mishaps
  readonly tables: Tables
  readonly scheduler: Scheduler
  readonly random: Random
  faults: Faults
  readonly now: () => number
  readonly onCommit: (committed: Committed) => void
}

export function createStores(world: StoreWorld) {
  const { tables, scheduler, random, mishaps } = world
  const open = new Set<Transaction>()
  const heldByOther = (own: Transaction | null, key: string): boolean => {
    for (const each of open) if (each !== own && each.locks.has(key)) return true
    return false
  }
  const end = (transaction: Transaction): void => {
    transaction.locks.clear()
    transaction.clubs.clear()
    open.delete(transaction)
  }

  function storeOf(process: Process, eventsOf: () => readonly Incoming[]): BatchStore {
    const pause = async (): Promise<void> => {
      await scheduler.turn(process)
      if (!random.chance(world.faults.lost)) return
      mishaps.lost += 1
      throw new Fault('the connection is gone', { retryable: true })
    }

    async function run<T>(work: (tx: BatchTransaction) => Promise<T>, events: readonly Incoming[]): Promise<T> {
      const transaction: Transaction = { process, locks: new Set(), clubs: new Set() }
      open.add(transaction)
      const saved: { batch: Batch; now: number; notes: Note[] }[] = []
      const notes: Note[] = []
      const began = scheduler.turns()
      try {
        const value = await work(transactionOf(transaction, saved, notes))
        await pause()
        if (!open.has(transaction)) throw new Fault('the server ended the transaction', { retryable: true })
        if (random.chance(world.faults.lostBeforeCommit)) {
          mishaps.lost += 1
          throw new Fault('lost before the commit', { retryable: true })
        }
        for (const { batch, now } of saved) {
          saveBatch(tables, batch)
          world.onCommit({ process, batch, now, events, notes, began })
        }
        end(transaction)
        mishaps.commits += 1
        if (random.chance(world.faults.unknownCommit)) {
          mishaps.unknown += 1
          throw new Fault('lost after the commit', { retryable: false })
        }
        return value
      } finally {
        end(transaction)
      }
    }

    function transactionOf(
      transaction: Transaction,
      saved: { batch: Batch; now: number; notes: Note[] }[],
      notes: Note[],
    ): BatchTransaction {
      let now = 0
      const step = async (): Promise<void> => {
        await pause()
        if (!open.has(transaction)) throw new Fault('the server ended the transaction', { retryable: true })
        if (random.chance(world.faults.deadlock)) throw new Deadlock()
      }
      const hold = async (keys: readonly string[]): Promise<void> => {
        for (let waits = 0; keys.some((key) => heldByOther(transaction, key)); waits += 1) {
          if (waits > WAITS_MOST) throw new Deadlock()
          await step()
        }
        for (const key of keys) transaction.locks.add(key)
      }
      const fanLocks = (fans: Iterable<FanState>): string[] =>
        [...fans].map((fan) => keyOf(fan.person.userNo, fan.club.clubNo))
      return {
        tx: {
          async query<R extends object>(call: string, values: readonly SqlValue[] = []): Promise<R[]> {
            await step()
            notes.push({ call, results: String(values[0]) })
            return []
          },
        },
        async preamble() {
          await step()
          now = world.now()
          const due = nextDueAt(tables)
          if (due !== null && due <= now) throw new DueFirst()
          return { now, versions: [...tables.versions], store: 'memory' }
        },
        async loadClubs(ownerIds, known) {
          await step()
          for (const ownerId of ownerIds) transaction.clubs.add(ownerId)
          return loadClubs(tables, ownerIds, known)
        },
        async loadPersons(numbers) {
          await step()
          return loadPersons(tables, numbers)
        },
        async loadFans(pairs, lock) {
          await step()
          const rows = pairs.map(({ person, club }) => keyOf(person.userNo, club.clubNo))
          if (lock) await hold(rows.filter((key) => tables.fans.has(key)))
          loadFans(tables, pairs)
        },
        async lockFans(fans) {
          await step()
          const rows = fanLocks(fans)
          await hold(rows.filter((key) => tables.fans.has(key)))
          return rows.map((key) => tables.fans.get(key)?.version ?? -1)
        },
        async loadDays(wanted) {
          await step()
          loadDays(tables, wanted)
        },
        async loadSessions(ids, onAirOf) {
          await step()
          return loadSessions(tables, ids, onAirOf)
        },
        async loadPresences(wanted) {
          await step()
          loadPresences(tables, wanted)
        },
        async loadWatches(wanted) {
          await step()
          loadWatches(tables, wanted)
        },
        async loadOrders(wanted, sessions) {
          await step()
          loadOrders(tables, wanted, sessions)
        },
        async loadOnce(wanted) {
          await step()
          loadOnce(tables, wanted)
        },
        async loadSeen(batch, events) {
          await step()
          loadSeen(tables, batch, events)
        },
        async save(batch) {
          await step()
          for (const { eventId } of batch.writes.seen) if (world.faults.poison.has(eventId)) throw new Poisoned(eventId)
          const changed = [...batch.fans].filter((fan) => fan.touched || fan.dirty)
          const described = [...batch.writes.profiles.keys()].map((person) => person.userNo)
          const people = [...described, ...changed.filter((fan) => fan.version < 0).map((fan) => fan.person.userNo)]
          await hold(people.map(personKey))
          await hold([
            ...[...tables.fans.values()]
              .filter((row) => described.includes(row.userNo))
              .map((row) => keyOf(row.userNo, row.clubNo)),
            ...fanLocks(changed),
            ...changed.flatMap(({ person }) =>
              [...person.watches.values()]
                .filter((watch) => watch.dirty)
                .map((watch) => `w${watch.userNo}:${watch.day}`),
            ),
            ...[...batch.sessions.values()]
              .filter((session) => session.dirty)
              .map((session) => `s${session.sessionId}`),
            ...batch.writes.seen
              .filter(({ userNo }) => userNo === 0)
              .map(({ source, eventId }) => `e${source}:${eventId}`),
          ])
          checkBatch(tables, batch)
          for (const fan of changed) fan.version += 1
          saved.push({ batch, now, notes })
        },
      }
    }

    return {
      async internPeople(userIds) {
        await pause()
        return new Map(userIds.map((userId) => [userId, tables.aliases.get(userId) ?? 0]))
      },
      async internSources(sources) {
        await pause()
        return new Map(sources.map((source) => [source, source.length]))
      },
      async transaction(work) {
        const events = eventsOf()
        for (let run_ = 1; ; run_ += 1) {
          try {
            return await run(work, events)
          } catch (error) {
            if (!(error instanceof Deadlock)) throw error
            mishaps.deadlocks += 1
            if (run_ >= RERUNS_MOST) throw new Fault('deadlocks without end', { retryable: true })
          }
        }
      },
    }
  }

  return {
    storeOf,
    /** Whether a transaction under way holds any of these rows or clubs. */
    held: (rows: readonly string[], clubs: readonly string[]): boolean =>
      rows.some((key) => heldByOther(null, key)) ||
      [...open].some((each) => clubs.some((club) => each.clubs.has(club))),
    /** What a server does to the transactions of a process that is gone, or stands still. */
    cut(process: Process): void {
      for (const transaction of [...open]) if (transaction.process === process) end(transaction)
    },
    open: () => open.size,
  }
}
