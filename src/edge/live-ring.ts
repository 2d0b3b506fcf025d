import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'
import { edgeLimits } from './settings.ts'

/** The newest entries of the outbox, in order. */
export function createRing(capacity: number) {
  let entries: OutboxEntry[] = []
  /** Of the first one kept; what was put before the beginning has numbers below 0. */
  let first = 0
  const numberOf = new Map<string, number>()
  return {
    add(entry: OutboxEntry): void {
      numberOf.set(entry.position, first + entries.length)
      entries.push(entry)
      if (entries.length < capacity * 2) return
      for (const old of entries.slice(0, capacity)) numberOf.delete(old.position)
      entries = entries.slice(capacity)
      first += capacity
    },
    /** Puts what came directly before the first that was ever added before it, where that one is still here. */
    prepend(older: readonly OutboxEntry[]): void {
      if (first !== 0) return
      first = -older.length
      entries = [...older, ...entries]
      for (const [index, { position }] of older.entries()) numberOf.set(position, first + index)
    },
    has: (position: string): boolean => numberOf.has(position),
    /** As `OutboxReader.after` with topics, among all entries here; null where the position is not. */
    after(position: string, limit: number, topics: Pick<ReadonlySet<string>, 'has'>): readonly OutboxEntry[] | null {
      const number = numberOf.get(position)
      if (number === undefined) return null
      const own: OutboxEntry[] = []
      for (let index = number + 1 - first; index < entries.length && own.length < limit; index += 1) {
        const entry = entries[index]
        if (entry !== undefined && (topics.has(entry.topic) || index === entries.length - 1)) own.push(entry)
      }
      return own
    },
    clear(): void {
      entries = []
      first = 0
      numberOf.clear()
    },
  }
}

/** The newest position, asked for at most once in `streamPositionSeconds`, however many want it. */
export function createLatest(outbox: OutboxReader): () => Promise<string> {
  let asked: Promise<string> | null = null
  let askedAt = 0
  return () => {
    if (asked !== null && performance.now() - askedAt < edgeLimits.streamPositionSeconds * 1_000) return asked
    askedAt = performance.now()
    const asking = outbox.head()
    asked = asking
    asking.catch(() => {
      if (asked === asking) asked = null
    })
    return asking
  }
}
