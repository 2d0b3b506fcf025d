import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'

/** One node's way out to other people's servers: pieces of a queue are claimed, tried so many at a time, and what came of them is written down together. */
export interface OutwardLoop {
  /** Looks once for what is to be done; returns once it is under way. */
  tick(): Promise<void>
  /** After a commit: looks soon. */
  nudge(): void
  /** Pieces under way. */
  sending(): number
  /** Waits until nothing is under way. */
  settled(): Promise<void>
  /** Takes no more; stops what is under way and gives it back. */
  stop(): Promise<void>
}

export interface OutwardParts<Claim, Ended> {
  readonly db: Db
  readonly log: Log
  /** in the log */
  readonly way: 'webhooks' | 'pushes'
  /** pieces at the same time */
  readonly atOnce: number
  /** the next is looked for as soon as one ends; else those that end soon after one another are looked after together */
  readonly eager: boolean
  /** Leases of a process that is gone: asked once, on the store that one process holds at a time. */
  releaseAll(db: Db): Promise<void>
  /** One look: feeds the queue and has `start` claim from it. @param stop ends it early */
  look(start: () => Promise<void>, stop: AbortSignal): Promise<void>
  claim(most: number): Promise<readonly Claim[]>
  /** What tells a piece from others in the log. */
  named(claim: Claim): Readonly<Record<string, string | number>>
  /** Tries one piece; what is stopped is an outcome too. */
  attempt(claim: Claim, stop: AbortSignal): Promise<Ended>
  /** Writes down what has ended; where that fails, leases end and other attempts are made: at least once. */
  record(ended: readonly Ended[]): Promise<void>
}

/** Wakes come with every commit; they are gathered for so long. */
const NUDGE_MS = 100

/** Makes the loop; nothing is looked for before the first tick or nudge. */
export function createOutwardLoop<Claim, Ended>(parts: OutwardParts<Claim, Ended>): OutwardLoop {
  const { db, log, way } = parts
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  let ended: Ended[] = []
  let recording: Promise<void> = Promise.resolve()
  let nextRecording: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null
  let ticking: Promise<void> | null = null
  let again = false
  let released = db.kind !== 'pglite'

  /** Whatever ends while one transaction runs goes with the next. */
  function record(one: Ended): Promise<void> {
    ended.push(one)
    nextRecording ??= recording.then(() => (recording = recordAll()))
    return nextRecording
  }

  async function recordAll(): Promise<void> {
    const batch = ended
    ended = []
    nextRecording = null
    await parts
      .record(batch)
      .catch((error: unknown) => log.warn({ err: error, way }, 'what came of attempts could not be written down'))
  }

  async function start(): Promise<void> {
    const most = parts.atOnce - underWay.size
    if (most <= 0 || stopping.signal.aborted) return
    for (const claim of await parts.claim(most)) {
      const run: Promise<void> = parts
        .attempt(claim, stopping.signal)
        .then(record)
        .catch((error: unknown) => log.error({ err: error, way, ...parts.named(claim) }, 'an attempt failed'))
        .finally(() => {
          underWay.delete(run)
          if (parts.eager) void tick().catch(warn)
          else nudge()
        })
      underWay.add(run)
    }
  }

  const warn = (error: unknown): void =>
    log.warn({ err: error, way }, 'the way out could not go on; it will be tried again')

  async function run(): Promise<void> {
    try {
      do {
        again = false
        if (!released) await parts.releaseAll(db).then(() => (released = true))
        await parts.look(start, stopping.signal)
      } while (again && !stopping.signal.aborted)
    } finally {
      // at once: whoever asks for a tick from here on must get one
      ticking = null
    }
  }

  const tick = (): Promise<void> => {
    if (stopping.signal.aborted) return Promise.resolve()
    again = ticking !== null
    ticking ??= run()
    return ticking
  }

  function nudge(): void {
    if (timer !== null || stopping.signal.aborted) return
    timer = setTimeout(() => {
      timer = null
      tick().catch(warn)
    }, NUDGE_MS)
    timer.unref()
  }

  return {
    tick,
    nudge,
    sending: () => underWay.size,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async stop() {
      stopping.abort()
      if (timer !== null) clearTimeout(timer)
      await ticking?.catch(() => undefined)
      await Promise.all(underWay)
    },
  }
}
