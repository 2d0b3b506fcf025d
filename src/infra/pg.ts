import { Client, DatabaseError, Pool } from 'pg'
import type { ClientConfig } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { patience } from '../lib/patience.ts'
import { poolDb } from './pool-db.ts'
import type { Found } from './sessions.ts'
import { typeParsers } from './sql-values.ts'

const SERVER_VERSION_MIN = 150_000
const CONNECTION_TIMEOUT_MS = 5_000
const IDLE_SESSION_MS = 60_000
/** No statement of ours takes longer; a runaway one must not hold locks for good. */
const STATEMENT_TIMEOUT_MS = 60_000
/** Waiting longer means something is stuck: 55P03, and the transaction starts again. */
const LOCK_TIMEOUT_MS = 10_000
/**
 * Between two statements a transaction computes and never waits. A node that stops there (frozen, or cut off without a word) holds its locks
 * for so long at most, so that another can do its work within ten seconds (test/faults/frozen).
 */
const IDLE_IN_TRANSACTION_MS = 8_000
/** The pool ends a session that nobody needs after a minute; what is left longer is of a node that cannot be reached any more. */
const ABANDONED_MS = 3 * IDLE_SESSION_MS
/** Asked once a line says nothing for so long; ten questions a second apart without an answer end it (Node's own numbers). */
const KEEP_ALIVE_MS = 5_000
/** A server that has not answered a new connection's question for so long says nothing. */
const LOOK_MS = 3_000

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly connectionString: string
  /** sessions at most */
  readonly max: number
  readonly log: Log
  /** what becomes of a server that is too old or unsafe: refused (unless given), or opened for the doctor to tell */
  readonly unfit?: 'refuse' | 'open'
}

/** What must be so on the server. */
export interface ServerSettings {
  version: number
  fsync: string
  commit: string
  encoding: string
}

/**
 * Clear words instead of a SQL error at the first query that needs what the server lacks, or a loss at the first power cut.
 * @throws Fault when the server is too old, has another encoding, or runs without fsync
 */
export function refuseUnfit(settings: ServerSettings, log: Log): void {
  if (settings.version < SERVER_VERSION_MIN) {
    throw new Fault(
      `数据库版本过低:需要 PostgreSQL 15 或更新 · PostgreSQL 15 or newer is needed, this server is ${Math.floor(settings.version / 10_000)}`,
    )
  }
  if (settings.encoding !== 'UTF8') {
    throw new Fault(`数据库编码须为 UTF8 · the database must use UTF8, this one uses ${settings.encoding}`)
  }
  if (settings.fsync === 'off') {
    throw new Fault(
      'PostgreSQL 关闭了 fsync,断电会丢数据,拒绝启动 · fsync is off on this server: a power cut would lose or destroy data. Turn it on',
    )
  }
  if (settings.commit === 'off')
    log.warn(
      { setting: 'synchronous_commit' },
      'synchronous_commit is off: a crash of the server may lose acknowledged writes',
    )
}

/** Asks the server, by a connection of its own, which of our sessions are at work. @returns null when it says nothing */
async function lookAt(config: ClientConfig, processes: readonly number[]): Promise<Found | null> {
  // one bound for all of it, which a node that gets no time does not take for the server's
  const client = new Client({ ...config, connectionTimeoutMillis: 0 })
  client.on('error', () => undefined)
  const heard = patience(LOOK_MS, () => client.connection.stream.destroy())
  try {
    await client.connect()
    // a session whose answer is on its way has been idle for a moment only
    const { rows } = await client.query<{ own: number; pid: number | null }>(
      `select pg_backend_pid() as own, s.pid from (select 1) as one left join pg_stat_activity s on s.pid = any($1::int4[])
         and (s.state is null or s.state not like 'idle%' or s.state_change > clock_timestamp() - interval '2 s')`,
      [processes],
    )
    // behind a pooler the numbers that sessions were told are not the server's
    const known = (client as Client & { readonly processID?: number | null }).processID === rows[0]?.own
    return { atWork: known ? new Set(rows.flatMap(({ pid }) => pid ?? [])) : null }
  } catch (error) {
    // full, starting or stopping: it speaks
    return error instanceof DatabaseError ? { atWork: null } : null
  } finally {
    heard()
    void client.end()
  }
}

/**
 * A pool on a PostgreSQL server (≥ 15), checked before the first use. Plans: named statements run with custom plans five times and then
 * with a generic one where that looks as cheap; a generic plan made while a table was still empty can be a sequential scan until the
 * table is analysed (measured: research/perf.md), so fill and `analyze` before measuring.
 * @throws Fault with plain words when the server cannot be reached or is unfit
 */
export async function openPostgres({ connectionString, max, log, unfit = 'refuse' }: PostgresOptions): Promise<Db> {
  const session: ClientConfig = {
    connectionString,
    application_name: 'tiefen',
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Instants come back as UTC text, whatever the server's zone.
    options: `-c TimeZone=UTC -c DateStyle=ISO -c idle_session_timeout=${ABANDONED_MS}`,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    pipeline: true,
    types: typeParsers,
  }
  const pool = new Pool({ ...session, max, idleTimeoutMillis: IDLE_SESSION_MS })
  const db = poolDb({
    kind: 'postgres',
    pool,
    log,
    look: (processes) => lookAt(session, processes),
    close: () => Promise.resolve(),
  })
  try {
    const [settings] = await db.query<ServerSettings>(`
      select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding`)
    if (settings === undefined) throw new Fault('the server did not answer')
    if (unfit === 'refuse') refuseUnfit(settings, log)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}
