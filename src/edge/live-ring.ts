import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'
import { edgeLimits } from './settings.ts'

/** What an entry is reckoned with beside its body. */
export const ENTRY_BYTES = 256

const bytesOf = (entry: OutboxEntry): number => ENTRY_BYTES + entry.bytes

/** The newest entries of the outbox, in order: so many to twice as many, fewer where they have more bytes than that. */
export function createRing(capacity: number, bytesMost: number) {
  let entries: OutboxEntry[] = []
  let bytes = 0
  /** Of the first one kept; what was put before the beginning has numbers below 0. */
  let first = 0
  const numberOf = new Map<string, number>()

  const dropOldest = (count: number): void => {
    for (const old of entries.slice(0, count)) {
      numberOf.delete(old.position)
      bytes -= bytesOf(old)
    }
    entries = entries.slice(count)
    first += count
  }

  /** How many of the oldest must go until half of the bytes are left, so that the others are not moved each time; the newest stays. */
  const tooMany = (): number => {
    let [count, left] = [0, bytes]
    for (const entry of entries.slice(0, -1)) {
      if (left <= bytesMost / 2) break
      left -= bytesOf(entry)
      count += 1
    }
    return count
  }

  return {
    add(entry: OutboxEntry): void {
      numberOf.set(entry.position, first + entries.length)
      entries.push(entry)
      bytes += bytesOf(entry)
      if (entries.length >= capacity * 2) dropOldest(capacity)
      if (bytes > bytesMost) dropOldest(tooMany())
    },
    /** Puts what came directly before the first that was ever added before it, where that one is still here. */
    prepend(older: readonly OutboxEntry[]): void {
      if (first !== 0) return
      first = -older.length
      entries = [...older, ...entries]
      for (const entry of older) bytes += bytesOf(entry)
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
      bytes = 0
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
