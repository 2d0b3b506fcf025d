import type { Db } from '../../ports/db.ts'
import { finding, found, type Finding } from './finding.ts'

/** What a server is set to, as far as our promises rest on it. */
export interface ServerPicture {
  readonly version: number
  readonly encoding: string
  readonly fsync: string
  readonly pageWrites: string
  readonly commit: string
  readonly checksums: string
  readonly isolation: string
  readonly readOnly: boolean
  readonly role: string
  readonly autovacuum: string
  /** settings that hide damage, by name, that are on */
  readonly hiding: readonly string[]
  /** sessions that we may open, on a server of its own */
  readonly sessions: number
  /** UTC ms on the server */
  readonly now: number
}

const VERSION_MIN = 150_000
const CLOCK_APART_MS_MOST = 10_000

/** Reads what `judgeServer` judges. */
export async function readServer(db: Db): Promise<ServerPicture> {
  const [row] = await db.query<ServerPicture>(
    `select current_setting('server_version_num')::int4 as version, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('full_page_writes') as "pageWrites", current_setting('synchronous_commit') as commit,
       current_setting('data_checksums') as checksums, current_setting('default_transaction_isolation') as isolation,
       current_setting('transaction_read_only') = 'on' as "readOnly", current_setting('session_replication_role') as role,
       current_setting('autovacuum') as autovacuum,
       array(select name from pg_settings where setting = 'on'
         and name in ('zero_damaged_pages', 'ignore_checksum_failure', 'ignore_system_indexes', 'ignore_invalid_pages') order by name) as hiding,
       current_setting('max_connections')::int4 - current_setting('superuser_reserved_connections')::int4 as sessions,
       clock_timestamp() as now`,
  )
  if (row === undefined) throw new Error('the server did not answer')
  return row
}

/**
 * Which settings break a promise. Pure.
 * @param realNow UTC ms of this machine, as near to `picture.now` as can be
 * @param sessionsWanted of one node
 */
export function judgeServer(
  kind: Db['kind'],
  picture: ServerPicture,
  realNow: number,
  sessionsWanted: number,
): readonly Finding[] {
  const apart = Math.abs(picture.now - realNow)
  const told = (wrong: boolean, code: Finding['code'], example: string): readonly Finding[] =>
    wrong ? [finding(code, { examples: [example] })] : []
  return [
    ...told(picture.version < VERSION_MIN, 'version_old', `server_version_num ${picture.version}`),
    ...told(picture.encoding !== 'UTF8', 'encoding_wrong', picture.encoding),
    ...told(picture.fsync !== 'on', 'fsync_off', `fsync = ${picture.fsync}`),
    ...told(picture.pageWrites !== 'on', 'page_writes_off', `full_page_writes = ${picture.pageWrites}`),
    ...told(picture.commit === 'off', 'commit_async', `synchronous_commit = ${picture.commit}`),
    ...found('damage_hidden', picture.hiding),
    ...told(picture.checksums !== 'on', 'checksums_off', `data_checksums = ${picture.checksums}`),
    ...told(
      picture.isolation !== 'read committed',
      'isolation_other',
      `default_transaction_isolation = ${picture.isolation}`,
    ),
    ...told(picture.readOnly, 'read_only', 'transaction_read_only = on'),
    ...told(picture.role !== 'origin', 'triggers_off', `session_replication_role = ${picture.role}`),
    // PGlite has no workers; a running server vacuums it by itself
    ...told(kind === 'postgres' && picture.autovacuum !== 'on', 'autovacuum_off', `autovacuum = ${picture.autovacuum}`),
    ...told(
      kind === 'postgres' && picture.sessions < sessionsWanted,
      'connections_few',
      `${picture.sessions} sessions, a node opens up to ${sessionsWanted}`,
    ),
    ...told(apart > CLOCK_APART_MS_MOST, 'clock_apart', `${Math.round(apart / 1_000)} s`),
  ]
}

/**
 * Finds connections whose secrets this deployment's key does not open, a page at a time.
 * @param opens whether a sealed text opens
 */
export async function checkSecrets(
  db: Db,
  opens: (sealed: string, connectionId: string) => boolean,
): Promise<readonly Finding[]> {
  const closed: string[] = []
  for (let last = ''; ;) {
    const rows = await db.query<{ connection_id: string; sealed_secrets: string }>(
      'select connection_id, sealed_secrets from room_connection where connection_id > $1 order by connection_id limit 500',
      [last],
    )
    closed.push(
      ...rows
        .filter((row) => !opens(row.sealed_secrets, row.connection_id))
        .map((row) => `connection ${row.connection_id}`),
    )
    const end = rows.at(-1)
    if (end === undefined) return found('secrets_sealed', closed)
    last = end.connection_id
  }
}
