import type { Db, Queryable } from '../ports/db.ts'
import type { BatchStore, BatchTransaction, Preamble } from './batch-store.ts'
import { internPeople, internSources, loadClubs, loadDays, loadFans, loadPersons, lockFans } from './load.ts'
import { loadOnce, loadOrders, loadPresences, loadSeen, loadSessions, loadWatches } from './load-events.ts'
import { saveBatch } from './save.ts'
import type { Batch } from './state.ts'

/** The batch engine's store in SQL, the same for both stores. */
export function createSqlStore(db: Db, preamble: (tx: Queryable) => Promise<Preamble>): BatchStore {
  return {
    internPeople: (userIds, now) => internPeople(db, userIds, now),
    internSources: (sources) => internSources(db, sources),
    transaction: (work) => db.transaction((tx) => work(transactionOf(tx, preamble))),
  }
}

function transactionOf(tx: Queryable, preamble: (tx: Queryable) => Promise<Preamble>): BatchTransaction {
  return {
    tx,
    preamble: () => preamble(tx),
    loadClubs: (ownerIds, known) => loadClubs(tx, ownerIds, known),
    loadPersons: (numbers) => loadPersons(tx, numbers, false),
    loadFans: (pairs, lock) => loadFans(tx, pairs, lock),
    lockFans: (fans) => lockFans(tx, fans),
    loadDays: (wanted) => loadDays(tx, wanted),
    loadSessions: (ids, onAirOf) => loadSessions(tx, ids, onAirOf),
    loadPresences: (wanted) => loadPresences(tx, wanted),
    loadWatches: (wanted) => loadWatches(tx, wanted),
    loadOrders: (wanted, sessions) => loadOrders(tx, wanted, sessions),
    loadOnce: (wanted) => loadOnce(tx, wanted),
    loadSeen: (batch, events, sources) => loadSeen(tx, batch, events, sources),
    save: async (batch, sources) => saveBatch(tx, batch, await allSources(tx, batch, sources)),
  }
}

/** A settled refund keeps the source it came with, which this batch may not have named. */
async function allSources(
  tx: Queryable,
  batch: Batch,
  sources: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const needed = new Set<string>()
  for (const entry of batch.writes.entries)
    if (entry.source !== null && !sources.has(entry.source)) needed.add(entry.source)
  for (const fan of batch.fans) {
    for (const order of fan.orders.values()) if (order.dirty && !sources.has(order.source)) needed.add(order.source)
    for (const list of fan.waiting.values())
      for (const item of list) if (item.dirty && !sources.has(item.source)) needed.add(item.source)
  }
  if (needed.size === 0) return sources
  return new Map([...sources, ...(await internSources(tx, [...needed]))])
}
