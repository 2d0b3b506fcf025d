import type { Pool, PoolClient } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { every } from './every.ts'

/**
 * Sessions of a pool, none of which is waited for for ever. A server whose packets are dropped says nothing: no error, no end, and TCP itself
 * gives up after a quarter of an hour. A limit on statements cannot tell that from a long one, so a session that has owed an answer for a while
 * makes the node look at the server by a connection of its own.
 */

/** An answer that is owed for so long makes us look. */
const SILENT_MS = 4_000
const LOOK_EVERY_MS = 500

/** What a look at the server found. */
export interface Found {
  /** process numbers, of those asked for, that are at work for us; null: it could not be told */
  readonly atWork: ReadonlySet<number> | null
}
/** Looks at the server by a connection of its own, within a bound. @returns null when it says nothing */
export type Look = (processes: readonly number[]) => Promise<Found | null>

export interface Session {
  readonly client: PoolClient
  /** how often the server had gone silent when it was connected */
  readonly generation: number
  /** answers that are owed: statements may be sent without waiting for those before */
  owed: number
  /** since when one is, or when the server last answered another or said that it works on it; 0: none is owed. Monotonic ms */
  owedSince: number
  returned: boolean
}

export interface Sessions {
  /** A session of one's own. @throws Fault at once while the server says nothing */
  take(): Promise<Session>
  /** Asks the server something on it; rejects when the session is given up meanwhile. */
  ask<T>(session: Session, question: () => Promise<T>): Promise<T>
  /** Gives it back; `broken`: it leaves the pool. */
  give(session: Session, broken?: Error): void
  stop(): Promise<void>
}

const silent = (): Fault => new Fault('PostgreSQL does not answer', { retryable: true })

const processOf = ({ client }: Session): number =>
  // pg keeps the number that a cancel request needs; its types do not say so
  (client as PoolClient & { readonly processID?: number | null }).processID ?? 0

/** @param look null: a store in this process, which is never silent */
export function createSessions(pool: Pool, log: Log, look: Look | null): Sessions {
  const taken = new Set<Session>()
  /** who waits for a connection: told at once when there will be none */
  const hoping = new Set<(error: Error) => void>()
  const born = new WeakMap<PoolClient, number>()
  let generation = 0
  let away = false
  /** a connection was not made in time */
  let suspect = false
  pool.on('connect', (client) => born.set(client, generation))

  const connect = (): Promise<PoolClient> =>
    new Promise((resolve, reject) => {
      hoping.add(reject)
      pool.connect().then(
        (client) => {
          if (hoping.delete(reject)) resolve(client)
          else client.release()
        },
        (error: Error) => {
          hoping.delete(reject)
          suspect = true
          reject(error)
        },
      )
    })

  function give(session: Session, broken?: Error): void {
    if (session.returned) return
    session.returned = true
    taken.delete(session)
    // a session with answers owed is cut at once, and its statements rejected: pg itself would wait for the end of a pipeline
    if (broken !== undefined && session.owed > 0) session.client.connection.stream.destroy()
    session.client.release(broken)
  }

  function goneSilent(): void {
    if (!away) log.error({ sessions: taken.size }, 'PostgreSQL does not answer: requests are refused until it does')
    away = true
    generation += 1
    for (const refuse of hoping) refuse(silent())
    hoping.clear()
    for (const session of taken) if (session.owedSince > 0) give(session, silent())
  }

  /** Sessions whose question or answer was lost on the way, while the server serves others. */
  function giveUpLost(asked: ReadonlyMap<Session, number>, { atWork }: Found): void {
    for (const [session, since] of asked) {
      if (session.owedSince !== since) continue
      if (atWork?.has(processOf(session)) === false) {
        log.warn({}, 'a database session was lost without a word')
        give(session, silent())
      } else session.owedSince = performance.now()
    }
  }

  async function lookAfter(look: Look): Promise<void> {
    const since = performance.now() - SILENT_MS
    const asked = new Map<Session, number>()
    for (const session of taken)
      if (session.owedSince > 0 && session.owedSince < since) asked.set(session, session.owedSince)
    if (asked.size === 0 && !away && !suspect) return
    suspect = false
    const found = await look([...asked.keys()].map(processOf))
    if (found === null) return goneSilent()
    if (away) log.info({}, 'PostgreSQL answers again')
    away = false
    giveUpLost(asked, found)
  }

  const stop = look === null ? () => Promise.resolve() : every(LOOK_EVERY_MS, log, () => lookAfter(look))
  return {
    async take() {
      for (;;) {
        if (away) throw silent()
        const client = await connect()
        const session = { client, generation: born.get(client) ?? generation, owed: 0, owedSince: 0, returned: false }
        if (session.generation === generation) {
          taken.add(session)
          return session
        }
        // it lay idle while the server was silent: nobody knows whether its line still leads anywhere
        client.release(true)
      }
    },
    async ask(session, question) {
      if (session.returned || session.generation !== generation) throw silent()
      if (session.owed === 0) session.owedSince = performance.now()
      session.owed += 1
      try {
        return await question()
      } finally {
        session.owed -= 1
        session.owedSince = session.owed === 0 ? 0 : performance.now()
      }
    },
    give,
    stop,
  }
}
