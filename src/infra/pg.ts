import { Pool } from 'pg'
import { Fault } from '../ports/db.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { poolDb } from './pool-db.ts'
import { typeParsers } from './sql-values.ts'

const SERVER_VERSION_MIN = 150_000
const CONNECTION_TIMEOUT_MS = 5_000
const IDLE_SESSION_MS = 60_000
/** No statement of ours takes longer; a runaway one must not hold locks for good. */
const STATEMENT_TIMEOUT_MS = 60_000
/** Waiting longer means something is stuck: 55P03, and the transaction starts again. */
const LOCK_TIMEOUT_MS = 10_000
const IDLE_IN_TRANSACTION_MS = 30_000

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly connectionString: string
  /** sessions at most */
  readonly max: number
  readonly log: Log
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

/**
 * A pool on a PostgreSQL server (≥ 15), checked before the first use. Plans: named statements run with custom plans five times and then
 * with a generic one where that looks as cheap; a generic plan made while a table was still empty can be a sequential scan until the
 * table is analysed (measured: research/perf.md), so fill and `analyze` before measuring.
 * @throws Fault with plain words when the server cannot be reached or is unfit
 */
export async function openPostgres({ connectionString, max, log }: PostgresOptions): Promise<Db> {
  const pool = new Pool({
    connectionString,
    max,
    application_name: 'tiefen',
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_SESSION_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    // Instants come back as UTC text, whatever the server's zone.
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    keepAlive: true,
    types: typeParsers,
  })
  const db = poolDb({ kind: 'postgres', pool, log, close: () => Promise.resolve() })
  try {
    const [settings] = await db.query<ServerSettings>(`
      select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
             current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding`)
    if (settings === undefined) throw new Fault('the server did not answer')
    refuseUnfit(settings, log)
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}
