import { createHash, randomInt } from 'node:crypto'
import { getSystemErrorMap } from 'node:util'
import type { Pool } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Db, Queryable, SqlValue } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { copyIn } from './copy-in.ts'
import { createSessions } from './sessions.ts'
import type { Look, Session } from './sessions.ts'
import { toWire } from './sql-values.ts'

/** Attempts of one transaction, the first included. */
const TRANSACTION_ATTEMPTS_MAX = 5
/** Pause before attempt n: a random share of 20 ms · 2^n, so that two losers of a deadlock do not meet again. */
const RETRY_PAUSE_MS = 20
/** SQL texts are a fixed small set; past this many, statements go unnamed instead of growing every session's plan cache. */
const NAMED_STATEMENTS_MAX = 1000

// serialization_failure, deadlock_detected, lock_not_available: the same work again may well pass.
const RETRYABLE_STATES = new Set(['40001', '40P01', '55P03'])
/** in_failed_sql_transaction: a statement behind one that failed. */
const FAILED_TRANSACTION = '25P02'
// Answers of a store that cannot serve now: a transaction ended by a limit, a read-only standby, a database that is being restored.
const UNAVAILABLE_STATES = new Set(['25P03', '25P04', '25006', '3D000'])
// Connections, passwords that were changed, out of something, shutting down or starting or cancelled, its system.
const UNAVAILABLE_CLASSES = new Set(['08', '28', '53', '57', '58'])
// A system call failed: the network, or a socket's file that is not there while the server starts again. Not every such error names the call: one of
// several addresses tried has the code alone.
const SYSTEM_CODES = new Set([...getSystemErrorMap().values()].map(([code]) => code))
// No socket says these: a file that a transaction's work writes beside the store (`tiefen export`) met them.
const FILE_CODES = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])
// pg gives these no code.
const LOST_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/

/** The SQLSTATE (or the system's error code) of what was thrown, or null. */
export function errorCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : null
}

const isSqlState = (code: string | null): boolean => code !== null && /^[0-9A-Z]{5}$/.test(code)

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = errorCode(error)
  if (code === null) return LOST_MESSAGES.test(error.message)
  if (FILE_CODES.has(code)) return false
  if ('syscall' in error || SYSTEM_CODES.has(code)) return true
  return isSqlState(code) && (UNAVAILABLE_STATES.has(code) || UNAVAILABLE_CLASSES.has(code.slice(0, 2)))
}

/** World failures become a `Fault`; a constraint or syntax error stays what it is, with `.code` and `.constraint`. */
function toFault(error: unknown): unknown {
  if (error instanceof Fault || !isUnavailable(error)) return error
  return new Fault(`store not available: ${(error as Error).message}`, { cause: error, retryable: true })
}

function pause(attempt: number): Promise<void> {
  const milliseconds = 1 + randomInt(RETRY_PAUSE_MS * 2 ** attempt)
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Named statements keep parse and plan work in the session: our SQL texts are a fixed small set, so the name is a hash of the text. */
function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const known = names.get(text)
    if (known !== undefined) return known
    if (names.size >= NAMED_STATEMENTS_MAX) return undefined
    const name = `t${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
    names.set(text, name)
    return name
  }
}

export interface PoolDbOptions {
  readonly kind: Db['kind']
  readonly pool: Pool
  readonly log: Log
  /** how to see whether the server is there; null: it is in this process */
  readonly look: Look | null
  /** Runs after the pool has ended. */
  close(): Promise<void>
}

/** `Db` over a pg pool; both stores speak through it, so their values, errors and retries are the same by construction. */
export function poolDb({ kind, pool, log, look, close }: PoolDbOptions): Db {
  const nameOf = statementNames()
  const sessions = createSessions(pool, log, look)
  let statements = 0
  let closing: Promise<void> | null = null
  // An idle session that breaks is only news for the log: the pool has dropped it already.
  pool.on('error', (error) => log.warn({ code: errorCode(error), reason: error.message }, 'idle database session lost'))

  async function run<R extends object>(session: Session, text: string, values: readonly SqlValue[]): Promise<R[]> {
    statements += 1
    const name = nameOf(text)
    const query = { text, values: values.map(toWire), ...(name === undefined ? {} : { name }) }
    const result = await sessions.ask(session, () => session.client.query<R>(query))
    return result.rows
  }

  function copy(session: Session, text: string, data: Uint8Array): Promise<void> {
    statements += 1
    return sessions.ask(session, () => copyIn(session.client, text, data))
  }

  async function simple(session: Session, text: string): Promise<void> {
    statements += 1
    await sessions.ask(session, () => session.client.query(text))
  }

  /** Runs `work` on a session of its own; one that may be broken leaves the pool. @param settle makes a whole one fit for others after an error */
  async function withSession<T>(
    work: (session: Session) => Promise<T>,
    settle: (session: Session) => Promise<void>,
  ): Promise<T> {
    const session = await sessions.take()
    const { client } = session
    let broken: Error | undefined
    const onError = (error: Error) => (broken = error)
    client.on('error', onError)
    try {
      return await work(session)
    } catch (error) {
      if (error instanceof Error && isUnavailable(error)) broken = error
      else await settle(session).catch((lost: unknown) => (broken = lost as Error))
      throw error
    } finally {
      client.off('error', onError)
      sessions.give(session, broken)
    }
  }

  const rollBack = (session: Session): Promise<void> => simple(session, 'rollback')
  /** A statement alone leaves no transaction open. */
  const nothing = (): Promise<void> => Promise.resolve()

  async function attemptOnce<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return withSession(async (session) => {
      // The server answers statements in the order in which they are sent: when the last is answered, all are.
      let last: Promise<unknown> = Promise.resolve()
      let open = true
      let failure: Error | undefined
      const send = <T>(statement: () => Promise<T>): Promise<T> => {
        if (!open) return Promise.reject(new Error('the transaction is over'))
        const sent = statement().catch((error: Error) => {
          // that the transaction had failed already is no reason: what it failed with is
          if (failure !== undefined && errorCode(error) === FAILED_TRANSACTION) throw failure
          failure ??= error
          throw error
        })
        last = sent.catch(() => undefined)
        return sent
      }
      const tx: Queryable = {
        query: <R extends object>(text: string, values: readonly SqlValue[] = []) =>
          send(() => run<R>(session, text, values)),
        ...(kind === 'pglite'
          ? {}
          : { copyIn: (text: string, data: Uint8Array) => send(() => copy(session, text, data)) }),
      }
      await simple(session, 'begin')
      let value: T
      try {
        value = await work(tx)
      } finally {
        open = false
        await last
      }
      await commit(session)
      return value
    }, rollBack)
  }

  /**
   * A connection lost while COMMIT was on its way leaves the outcome unknown: it may be on disk. So this fault is not retryable here;
   * the caller asks again with the same event ids or idempotency key, which answers either way.
   */
  async function commit(session: Session): Promise<void> {
    statements += 1
    try {
      const result = await sessions.ask(session, () => session.client.query('commit'))
      // A transaction in error answers COMMIT with ROLLBACK, without an error.
      if (result.command !== 'COMMIT') throw new Error('a statement had failed inside the transaction: rolled back')
    } catch (error) {
      if (!isUnavailable(error)) throw error
      throw new Fault('connection lost during commit: the outcome is unknown', { cause: error, retryable: false })
    }
  }

  /** Runs again what the store gave up on and rolled back, a transaction or a statement alone. */
  async function retried<T>(run: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run()
      } catch (error) {
        const code = errorCode(error)
        if (code === null || !RETRYABLE_STATES.has(code)) throw toFault(error)
        if (attempt >= TRANSACTION_ATTEMPTS_MAX)
          throw new Fault(`gave up after ${attempt} attempts (${code})`, { cause: error, retryable: true })
        log.debug({ attempt, code }, 'tried again')
        await pause(attempt)
      }
    }
  }

  return {
    kind,
    transaction: (work) => retried(() => attemptOnce(work)),
    statements: () => statements,
    query: <R extends object>(text: string, values: readonly SqlValue[] = []) =>
      retried(() => withSession((session) => run<R>(session, text, values), nothing)),
    async exec(text) {
      try {
        await withSession((session) => simple(session, text), rollBack)
      } catch (error) {
        throw toFault(error)
      }
    },
    close() {
      closing ??= Promise.all([sessions.stop(), pool.end()]).then(close)
      return closing
    },
  }
}
