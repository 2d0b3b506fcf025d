import { createHash, randomInt } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Db, Queryable, SqlValue } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { toWire } from './sql-values.ts'

/** Attempts of one transaction, the first included. */
const TRANSACTION_ATTEMPTS_MAX = 5
/** Pause before attempt n: a random share of 20 ms · 2^n, so that two losers of a deadlock do not meet again. */
const RETRY_PAUSE_MS = 20
/** SQL texts are a fixed small set; past this many, statements go unnamed instead of growing every session's plan cache. */
const NAMED_STATEMENTS_MAX = 1000

// serialization_failure, deadlock_detected, lock_not_available: the same work again may well pass.
const RETRYABLE_STATES = new Set(['40001', '40P01', '55P03'])
// Answers of a store that cannot serve now: shutting down or starting, out of connections, memory or disk, cancelled by a limit, read-only standby.
const UNAVAILABLE_STATES = new Set(['57P01', '57P02', '57P03', '57P05', '57014', '25P03', '25P04', '25006'])
const UNAVAILABLE_CLASSES = new Set(['08', '53', '58'])
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])
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
  if (NETWORK_CODES.has(code)) return true
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
  /** Runs after the pool has ended. */
  close(): Promise<void>
}

/** `Db` over a pg pool; both stores speak through it, so their values, errors and retries are the same by construction. */
export function poolDb({ kind, pool, log, close }: PoolDbOptions): Db {
  const nameOf = statementNames()
  let statements = 0
  let closing: Promise<void> | null = null
  // An idle session that breaks is only news for the log: the pool has dropped it already.
  pool.on('error', (error) => log.warn({ code: errorCode(error), reason: error.message }, 'idle database session lost'))

  async function run<R extends object>(
    client: Pool | PoolClient,
    text: string,
    values: readonly SqlValue[],
  ): Promise<R[]> {
    statements += 1
    const name = nameOf(text)
    const query = { text, values: values.map(toWire), ...(name === undefined ? {} : { name }) }
    const result = await client.query<R>(query)
    return result.rows
  }

  async function simple(client: PoolClient, text: string): Promise<void> {
    statements += 1
    await client.query(text)
  }

  /** Runs `work` on a client of its own; a client that may be broken, or is still inside a transaction, leaves the pool. */
  async function withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    const onError = (error: Error) => (broken = error)
    client.on('error', onError)
    try {
      return await work(client)
    } catch (error) {
      if (isUnavailable(error)) broken = error as Error
      else await simple(client, 'rollback').catch((lost: unknown) => (broken = lost as Error))
      throw error
    } finally {
      client.off('error', onError)
      client.release(broken)
    }
  }

  async function attemptOnce<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return withClient(async (client) => {
      // Statements of one session run one after the other, also when `work` awaits several at once (pg 9 will refuse to queue them).
      let tail: Promise<unknown> = Promise.resolve()
      let open = true
      const tx: Queryable = {
        query: <R extends object>(text: string, values: readonly SqlValue[] = []) => {
          if (!open) return Promise.reject(new Error('the transaction is over'))
          const next = tail.then(() => run<R>(client, text, values))
          tail = next.catch(() => undefined)
          return next
        },
      }
      await simple(client, 'begin')
      let value: T
      try {
        value = await work(tx)
      } finally {
        open = false
        await tail
      }
      await commit(client)
      return value
    })
  }

  /**
   * A connection lost while COMMIT was on its way leaves the outcome unknown: it may be on disk. So this fault is not retryable here;
   * the caller asks again with the same event ids or idempotency key, which answers either way.
   */
  async function commit(client: PoolClient): Promise<void> {
    statements += 1
    try {
      const result = await client.query('commit')
      // A transaction in error answers COMMIT with ROLLBACK, without an error.
      if (result.command !== 'COMMIT') throw new Error('a statement had failed inside the transaction: rolled back')
    } catch (error) {
      if (!isUnavailable(error)) throw error
      throw new Fault('connection lost during commit: the outcome is unknown', { cause: error, retryable: false })
    }
  }

  async function transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await attemptOnce(work)
      } catch (error) {
        const code = errorCode(error)
        if (code === null || !RETRYABLE_STATES.has(code)) throw toFault(error)
        if (attempt >= TRANSACTION_ATTEMPTS_MAX)
          throw new Fault(`gave up after ${attempt} attempts (${code})`, { cause: error, retryable: true })
        log.debug({ attempt, code }, 'transaction tried again')
        await pause(attempt)
      }
    }
  }

  return {
    kind,
    transaction,
    statements: () => statements,
    async query<R extends object>(text: string, values: readonly SqlValue[] = []) {
      try {
        return await run<R>(pool, text, values)
      } catch (error) {
        throw toFault(error)
      }
    },
    async exec(text) {
      try {
        await withClient((client) => simple(client, text))
      } catch (error) {
        throw toFault(error)
      }
    },
    close() {
      closing ??= pool.end().then(close)
      return closing
    },
  }
}
