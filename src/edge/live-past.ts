import { setImmediate as nextTurn } from 'node:timers/promises'
import { createGate } from '../lib/gate.ts'
import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'
import { createRing, ENTRY_BYTES } from './live-ring.ts'
import { edgeLimits } from './settings.ts'

/** What was said before: in memory, and behind that in the store. */
export interface Past {
  /** The position from which on everything is added; returns it. */
  begin(position: string): string
  add(entry: OutboxEntry): void
  /** Whether it is in memory. */
  has(position: string): boolean
  /** Whether everything behind a position can be read. */
  isKnown(position: string): Promise<boolean>
  /** At most so many of the next entries of some topics behind a position, and the last that was looked at: `OutboxReader.after`. */
  after(position: string, topics: ReadonlyMap<string, unknown>, most: number): Promise<readonly OutboxEntry[]>
  clear(): void
}

/** The past as those who come back read it: in turn, so that a storm leaves sessions and time for everyone else. */
export function createPast(outbox: OutboxReader): Past {
  const ring = createRing(edgeLimits.streamRingEntries, edgeLimits.streamRingBytes)
  const gate = () => createGate(edgeLimits.streamCatchUpsAtOnce, edgeLimits.streamClients)
  const [reads, steps] = [gate(), gate()]
  let began = ''
  /** The ring gets what was before it began. */
  let filling: Promise<void> | null = null

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => reads.run(work) ?? work()
  const inStep = <T>(work: () => T): Promise<T> => {
    const step = async (): Promise<T> => {
      await nextTurn()
      return work()
    }
    return steps.run(step) ?? step()
  }

  /** The newest up to a position, oldest first: half of what the ring may hold, the rest is for what comes. */
  const newest = async (to: string): Promise<readonly OutboxEntry[]> => {
    let [found, bytes]: [readonly OutboxEntry[], number] = [[], 0]
    for (let last = to; ;) {
      const read = await outbox.upTo(last, edgeLimits.streamFillEntries)
      const older = read.filter(({ position }) => position !== found[0]?.position)
      found = [...older, ...found]
      for (const entry of older) bytes += ENTRY_BYTES + entry.bytes
      const isFull = found.length >= edgeLimits.streamRingEntries || bytes >= edgeLimits.streamRingBytes / 2
      const oldest = older[0]
      if (isFull || oldest === undefined) return found
      last = oldest.position
    }
  }

  /** Once for all who come back to a node that has just begun. */
  const fill = (): Promise<void> => {
    if (filling !== null) return filling
    const mine = newest(began)
      .then((older) => {
        if (filling === mine) ring.prepend(older)
      })
      .catch((error: unknown) => {
        if (filling === mine) filling = null
        throw error
      })
    filling = mine
    return mine
  }

  return {
    begin(position) {
      began = position
      return position
    },
    add: (entry) => ring.add(entry),
    has: (position) => ring.has(position),
    async isKnown(position) {
      if (ring.has(position)) return true
      if (!/^[A-Za-z0-9._-]{1,64}$/.test(position)) return false
      // one who comes back alone reads less by himself
      if (reads.held() >= edgeLimits.streamCatchUpsAtOnce) await fill()
      return ring.has(position) || inTurn(() => outbox.holds(position))
    },
    async after(position, topics, most) {
      const page = () => ({ topics: [...topics.keys()], rows: edgeLimits.streamReadRows })
      const known = await inStep(() => ring.after(position, most, topics))
      return known ?? inTurn(() => outbox.after(position, most, page()))
    },
    clear() {
      began = ''
      filling = null
      ring.clear()
    },
  }
}
