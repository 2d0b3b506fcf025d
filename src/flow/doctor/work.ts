import { toInstant } from '../../lib/time.ts'
import { oldestUnreadOf } from '../../operations/read.ts'
import type { Db, SqlValue } from '../../ports/db.ts'
import { readClock, shownBy } from '../clock.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'
import type { FindingCode } from './words.ts'

/** From where on something counts as stuck. */
export interface WorkBounds {
  /** what a running node does every few seconds */
  readonly overdueSeconds: number
  /** the outbox is kept for a day and swept every ten minutes */
  readonly unsweptHours: number
  /** expired keys, sessions and tickets */
  readonly expiredHours: number
  readonly transactionSeconds: number
  /** dead rows of a table, at least, and as many times what autovacuum waits for */
  readonly deadRows: number
  readonly deadTimes: number
  readonly unanalyzedRows: number
  /** of 2 147 483 648; autovacuum freezes by itself at 200 million */
  readonly transactionAge: number
  readonly slotBytes: number
}

export const workBounds: WorkBounds = {
  overdueSeconds: 300,
  unsweptHours: 26,
  expiredHours: 72,
  transactionSeconds: 300,
  deadRows: 50_000,
  deadTimes: 3,
  unanalyzedRows: 10_000,
  transactionAge: 1_000_000_000,
  slotBytes: 10_000_000_000,
}

interface Instants {
  /** real time */
  readonly now: string
  /** the clock that decides (PLT-5) */
  readonly decided: string
}

interface WorkCheck {
  readonly code: FindingCode
  /** looked at where these are there */
  readonly tables: readonly string[]
  readonly servers: 'both' | 'postgres'
  /** one row a finding: `text`, and `total` how many there are */
  readonly text: string
  values(bounds: WorkBounds, instants: Instants): readonly SqlValue[]
}

const overdue = ({ overdueSeconds }: WorkBounds, { decided }: Instants): readonly SqlValue[] => [
  decided,
  overdueSeconds,
]
const overdueReal = ({ overdueSeconds }: WorkBounds, { now }: Instants): readonly SqlValue[] => [now, overdueSeconds]
const nothing = (): readonly SqlValue[] => []
const late = '$1::timestamptz - make_interval(secs => $2::float8)'

const unread = (feed: keyof typeof oldestUnreadOf): string =>
  `select format('messages since %s are not read yet', at) as text, 1 as total from (${oldestUnreadOf[feed]}) as unread where at < ${late}`

/** Work that any node does by itself. */
const own: readonly WorkCheck[] = [
  {
    code: 'due_overdue',
    tables: ['due'],
    servers: 'both',
    text: `select format('%s, due %s', kind, at) as text, count(*) over ()::int4 as total from due
      where done_at is null and failed_at is null and at < ${late} order by at`,
    values: overdue,
  },
  {
    code: 'due_failed',
    tables: ['due'],
    servers: 'both',
    text: `select format('%s, due %s: %s', kind, at, failure) as text, count(*) over ()::int4 as total from due
      where done_at is null and failed_at is not null order by at`,
    values: nothing,
  },
  {
    code: 'due_failed',
    tables: ['work_progress'],
    servers: 'both',
    text: `select format('%s %s, %s of %s done: %s', kind, subject, done, total, failure) as text, count(*) over ()::int4 as total
      from work_progress where finished_at is null and failed_at is not null order by work_no`,
    values: nothing,
  },
  {
    code: 'mode_change_stuck',
    tables: ['mode_change'],
    servers: 'both',
    text: `select format('club %s: to %s at %s', c.owner_id, m.to_mode, m.effective_at) as text, count(*) over ()::int4 as total
      from mode_change m left join club c using (club_no) where m.status = 'pending' and m.effective_at < ${late} order by m.effective_at`,
    values: overdue,
  },
  {
    code: 'waiting_overdue',
    tables: ['order_waiting'],
    servers: 'both',
    text: `select format('%s of order %s, until %s', kind, order_id, waits_until) as text, count(*) over ()::int4 as total
      from order_waiting where status = 'waiting' and waits_until < ${late} order by waits_until`,
    values: overdue,
  },
  {
    code: 'outbox_held',
    tables: ['outbox'],
    servers: 'both',
    text: `select format('%s messages since %s', count(*), min(at)) as text, count(*)::int4 as total
      from outbox where txid >= pg_snapshot_xmin(pg_current_snapshot()) and txid < pg_snapshot_xmax(pg_current_snapshot()) and at < ${late} having count(*) > 0`,
    values: overdueReal,
  },
  {
    code: 'outbox_unswept',
    tables: ['outbox'],
    servers: 'both',
    // the oldest lie first in the key's order: no count over all of it
    text: `select format('oldest of %s', at) as text, 1 as total
      from (select at from outbox order by txid, position limit 1) as oldest where at < $1::timestamptz - make_interval(hours => $2::int4)`,
    values: ({ unsweptHours }, { now }) => [now, unsweptHours],
  },
  {
    code: 'sweep_behind',
    tables: ['idempotency', 'browser_session', 'stream_ticket'],
    servers: 'both',
    text: `select format('%s: %s rows', name, rows) as text, count(*) over ()::int4 as total from (
        select 'idempotency' as name, count(*) as rows from idempotency where expires_at < $1::timestamptz - make_interval(hours => $2::int4)
        union all select 'browser_session', count(*) from browser_session where expires_at < $1::timestamptz - make_interval(hours => $2::int4)
        union all select 'stream_ticket', count(*) from stream_ticket where expires_at < $1::timestamptz - make_interval(hours => $2::int4)
      ) as old where rows > 0`,
    values: ({ expiredHours }, { now }) => [now, expiredHours],
  },
  {
    code: 'room_failed',
    tables: ['room_pending'],
    servers: 'both',
    text: `select format('connection %s: %s', connection_id, left(coalesce(last_error, 'unknown'), 120)) as text, count(*) over ()::int4 as total
      from room_pending where status = 'failed' order by received_at`,
    values: nothing,
  },
  {
    code: 'room_overdue',
    tables: ['room_pending'],
    servers: 'both',
    text: `select format('connection %s, due %s', connection_id, due_at) as text, count(*) over ()::int4 as total
      from room_pending where status = 'waiting' and due_at < ${late} order by due_at`,
    values: overdueReal,
  },
  {
    code: 'quarantine_waiting',
    tables: ['quarantine'],
    servers: 'both',
    text: `select format('%s, %s times: %s', event_type, attempts, left(error_message, 120)) as text, count(*) over ()::int4 as total
      from quarantine where state = 'waiting' order by quarantine_no`,
    values: nothing,
  },
  {
    code: 'webhook_overdue',
    tables: ['webhook_endpoint', 'webhook_delivery'],
    servers: 'both',
    text: `select format('webhook %s: %s deliveries since %s', e.webhook_id, count(*), min(d.next_at)) as text, count(*) over ()::int4 as total
      from webhook_delivery d join webhook_endpoint e using (endpoint_no)
      where d.status = 'waiting' and e.status = 'on' and d.next_at < ${late} and coalesce(e.not_before < ${late}, true)
      group by e.endpoint_no, e.webhook_id order by e.endpoint_no`,
    values: overdue,
  },
  {
    code: 'webhook_overdue',
    tables: ['webhook_feed', 'webhook_endpoint', 'outbox'],
    servers: 'both',
    text: unread('webhooks'),
    values: overdueReal,
  },
  {
    code: 'push_overdue',
    tables: ['push_piece'],
    servers: 'both',
    text: `select format('%s pieces of pushes since %s', count(*), min(next_at)) as text, count(*)::int4 as total
      from push_piece where done_at is null and next_at < ${late} having count(*) > 0`,
    values: overdueReal,
  },
  {
    code: 'push_overdue',
    tables: ['push_feed', 'outbox'],
    servers: 'both',
    text: unread('pushes'),
    values: overdueReal,
  },
  {
    code: 'webhook_off',
    tables: ['webhook_endpoint'],
    servers: 'both',
    text: `select format('webhook %s (%s), since %s', webhook_id, off_reason, off_at) as text, count(*) over ()::int4 as total
      from webhook_endpoint where status = 'off' and off_reason <> 'manual' order by off_at`,
    values: nothing,
  },
]

/** What a PostgreSQL server may have left lying. */
const servers: readonly WorkCheck[] = [
  {
    code: 'long_transaction',
    tables: [],
    servers: 'postgres',
    // another database's transactions hold back the outbox as well, as long as they write
    text: `select format('pid %s, %s, %s, since %s', pid, coalesce(nullif(application_name, ''), 'no name'), state, xact_start) as text,
        count(*) over ()::int4 as total
      from pg_stat_activity
      where xact_start < clock_timestamp() - make_interval(secs => $1::float8) and pid <> pg_backend_pid() and backend_type = 'client backend'
        and (datname = current_database() or backend_xid is not null) order by xact_start`,
    values: ({ transactionSeconds }) => [transactionSeconds],
  },
  {
    code: 'prepared_transaction',
    tables: [],
    servers: 'postgres',
    text: `select format('rollback prepared %L -- since %s', gid, prepared) as text, count(*) over ()::int4 as total from pg_prepared_xacts
      where prepared < clock_timestamp() - make_interval(secs => $1::float8) order by prepared`,
    values: ({ transactionSeconds }) => [transactionSeconds],
  },
  {
    code: 'vacuum_behind',
    tables: [],
    servers: 'postgres',
    text: `select format('vacuum (analyze) %I -- %s dead of %s rows, last %s', s.relname, s.n_dead_tup, s.n_dead_tup + s.n_live_tup,
        coalesce(greatest(s.last_autovacuum, s.last_vacuum)::text, 'never')) as text, count(*) over ()::int4 as total
      from pg_stat_user_tables s
      where s.schemaname = current_schema() and s.n_dead_tup >= $1::int8 and s.n_dead_tup >= $2::float8 * (
        current_setting('autovacuum_vacuum_threshold')::float8 + current_setting('autovacuum_vacuum_scale_factor')::float8 * s.n_live_tup)
      order by s.n_dead_tup desc`,
    values: ({ deadRows, deadTimes }) => [deadRows, deadTimes],
  },
  {
    code: 'never_analyzed',
    tables: [],
    servers: 'postgres',
    text: `select format('analyze %I -- about %s rows', relname, n_live_tup) as text, count(*) over ()::int4 as total from pg_stat_user_tables
      where schemaname = current_schema() and n_live_tup >= $1::int8 and coalesce(last_analyze, last_autoanalyze) is null order by n_live_tup desc`,
    values: ({ unanalyzedRows }) => [unanalyzedRows],
  },
  {
    code: 'wraparound',
    tables: [],
    servers: 'postgres',
    text: `select format('%s: age %s, multixact age %s', datname, age(datfrozenxid), mxid_age(datminmxid)) as text, count(*) over ()::int4 as total
      from pg_database where greatest(age(datfrozenxid), mxid_age(datminmxid)) >= $1::int8 order by 1`,
    values: ({ transactionAge }) => [transactionAge],
  },
  {
    code: 'slot_holds_wal',
    tables: [],
    servers: 'postgres',
    text: `select format('%s keeps %s', slot_name, pg_size_pretty(behind)) as text, count(*) over ()::int4 as total from (
        select slot_name, pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end, restart_lsn) as behind
        from pg_replication_slots where not active) as slot
      where behind >= $1::int8 order by behind desc`,
    values: ({ slotBytes }) => [slotBytes],
  },
  {
    code: 'archive_failing',
    tables: [],
    servers: 'postgres',
    text: `select format('%s failed %s, last success %s', last_failed_wal, last_failed_time, coalesce(last_archived_time::text, 'never')) as text,
        1 as total
      from pg_stat_archiver where last_failed_time > coalesce(last_archived_time, '-infinity') and current_setting('archive_mode') <> 'off'`,
    values: nothing,
  },
]

/** A column that a migration to come adds; that it is missing, the schema's area says. */
const isOlderSchema = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '42703'

/**
 * Looks for work that is stuck. On the embedded store, which nobody works on while the doctor has it, what counts as now is its last moment of
 * life: what was overdue then already.
 * @param realNow UTC ms
 */
export async function checkWork(db: Db, realNow: number, bounds: WorkBounds = workBounds): Promise<readonly Finding[]> {
  const now = db.kind === 'postgres' ? realNow : await lastSign(db)
  if (now === null) return []
  const instants = { now: toInstant(now), decided: toInstant(shownBy(await readClock(db), now)) }
  const findings: Finding[] = []
  for (const { code, tables, servers: where, text, values } of [...own, ...servers]) {
    if (where === 'postgres' && db.kind !== 'postgres') continue
    if (!(await areThere(db, tables))) continue
    const rows = await db
      .query<{ text: string; total: number }>(`${text} limit ${EXAMPLES_MOST}`, values(bounds, instants))
      .catch((error: unknown) => (isOlderSchema(error) ? [] : Promise.reject(error)))
    findings.push(
      ...found(
        code,
        rows.map((row) => row.text),
        rows[0]?.total ?? 0,
      ),
    )
  }
  return findings
}

async function areThere(db: Db, tables: readonly string[]): Promise<boolean> {
  const [row] = await db.query<{ all: boolean }>(
    'select coalesce(bool_and(to_regclass(name) is not null), true) as all from unnest($1::text[]) as name',
    [tables],
  )
  return row?.all === true
}

/** When the store last took something, UTC ms; null: never. */
async function lastSign(db: Db): Promise<number | null> {
  const [row] = await db.query<{ at: number | null }>(
    'select greatest((select max(at) from outbox), (select max(kept_at) from (select claimed_at as kept_at from idempotency) as call)) as at',
  )
  return row?.at ?? null
}
