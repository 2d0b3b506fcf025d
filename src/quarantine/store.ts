import { canonicalJson, shortHash } from '../lib/hash.ts'
import { textsOf, toldError } from '../lib/told-error.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { quarantineBounds, type QuarantineState } from '../contract/operations.ts'

/** How long what was decided is kept, for the record. */
const DECIDED_DAYS = 30
const SWEEP_ROWS_MOST = 5_000

/** An event that failed for a reason of ours, as the engine hands it over. */
export interface Poison {
  /** the parsed JSON value as it came */
  readonly raw: unknown
  readonly userId: string | null
  readonly error: unknown
  /** api.md `?mode=history` */
  readonly history?: boolean
}

export interface QuarantineRow {
  readonly quarantine_no: number
  readonly source: string
  readonly event_id: string
  readonly event_type: string
  readonly user_id: string | null
  readonly state: QuarantineState
  readonly error_class: string
  readonly error_code: string | null
  readonly error_message: string
  readonly attempts: number
  readonly first_at: number
  readonly last_at: number
  readonly outcome_status: string | null
  readonly outcome_code: string | null
  readonly decided_at: number | null
  readonly decided_by: string | null
}

const listed = `quarantine_no, source, event_id, event_type, user_id, state, error_class, error_code, error_message, attempts, first_at, last_at,
  outcome_status, outcome_code, decided_at, decided_by`

/** Names a member of an event's envelope; the engine hands over only what was parsed, so the fallback is for a store that lies. */
function textOf(raw: unknown, key: string): string {
  const value = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' ? value : ''
}

/**
 * Keeps a poison event with its reason, in a transaction of its own (the batch it came with has rolled back without it). The same event again is one more attempt
 * of the same row. `full`: nothing was kept, the sender must keep it.
 * @param now decision time, UTC ms
 */
export async function keepPoison(
  db: Db,
  { raw, userId, error, history = false }: Poison,
  now: number,
): Promise<'kept' | 'full'> {
  const told = toldError(error, textsOf(raw))
  const text = JSON.stringify(raw)
  const values = [
    textOf(raw, 'source'),
    textOf(raw, 'id'),
    shortHash(canonicalJson(raw)),
    told.type,
    told.code,
    told.message,
    toInstant(now),
  ]
  return db.transaction(async (tx) => {
    // one at a time over all nodes, so that the bounds hold; poison is rare
    await tx.query(`select pg_advisory_xact_lock(hashtext('tiefen.quarantine'))`)
    const again = await tx.query(
      `update quarantine set attempts = attempts + 1, error_class = $4, error_code = $5, error_message = $6, last_at = $7::timestamptz
       where source = $1 and event_id = $2 and body_hash = $3 and state = 'waiting' returning quarantine_no`,
      values,
    )
    if (again.length > 0) return 'kept'
    const held = await sizeOf(tx)
    const bytes = Buffer.byteLength(text)
    if (held.waiting >= quarantineBounds.eventsMost || held.bytes + bytes > quarantineBounds.bytesMost) return 'full'
    await tx.query(
      `insert into quarantine (source, event_id, body_hash, error_class, error_code, error_message, first_at, last_at, event_type, user_id, history, raw, raw_bytes, state)
       values ($1, $2, $3, $4, $5, $6, $7::timestamptz, $7::timestamptz, $8, $9, $10::bool, $11, $12::int4, 'waiting')`,
      [...values, textOf(raw, 'type'), userId, history, text, bytes],
    )
    return 'kept'
  })
}

/** How much waits. */
async function sizeOf(on: Queryable): Promise<{ waiting: number; bytes: number }> {
  const [row] = await on.query<{ waiting: number; bytes: number }>(
    `select count(*)::int4 as waiting, coalesce(sum(raw_bytes), 0)::int8 as bytes from quarantine where state = 'waiting'`,
  )
  return row ?? { waiting: 0, bytes: 0 }
}

/** Newest first; `before` is the number of the last row of the page before. `source` and `code` narrow; null: all. */
export function listQuarantine(
  on: Queryable,
  filter: {
    readonly state: QuarantineState
    readonly source: string | null
    readonly error: string | null
    readonly before: number | null
    readonly limit: number
  },
): Promise<QuarantineRow[]> {
  return on.query<QuarantineRow>(
    `select ${listed} from quarantine
     where state = $1 and ($2::text is null or source = $2) and ($3::text is null or error_code = $3 or error_class = $3)
       and ($4::int8 is null or quarantine_no < $4::int8)
     order by quarantine_no desc limit $5::int4`,
    [filter.state, filter.source, filter.error, filter.before, filter.limit],
  )
}

/** These rows with their bodies, in the order of the ids, in whatever state. */
export function readQuarantine(
  on: Queryable,
  ids: readonly string[],
): Promise<(QuarantineRow & { readonly raw: string; readonly history: boolean })[]> {
  return on.query(
    `select ${listed}, raw, history from unnest($1::int8[]) with ordinality as asked(no, place) join quarantine on quarantine_no = asked.no order by asked.place`,
    [ids.map(Number)],
  )
}

/**
 * What a retry was answered. An event that was taken is `applied` and done with; a refusal is noted and the event waits on.
 * @returns false: it was decided before
 */
export async function noteOutcome(
  on: Queryable,
  outcome: {
    readonly id: number
    readonly status: string
    readonly code: string | null
    readonly taken: boolean
    readonly by: string
    readonly now: number
  },
): Promise<boolean> {
  const rows = await on.query(
    `update quarantine set outcome_status = $2, outcome_code = $3, last_at = $4::timestamptz,
       state = case when $5::bool then 'applied' else state end,
       decided_at = case when $5::bool then $4::timestamptz end, decided_by = case when $5::bool then $6::text end
     where quarantine_no = $1::int8 and state = 'waiting' returning quarantine_no`,
    [outcome.id, outcome.status, outcome.code, toInstant(outcome.now), outcome.taken, outcome.by],
  )
  return rows.length > 0
}

/** Sets waiting events aside for good, on record; returns the ids of those it found waiting. */
export async function discardQuarantine(
  on: Queryable,
  ids: readonly string[],
  by: string,
  now: number,
): Promise<string[]> {
  const rows = await on.query<{ quarantine_no: number }>(
    `update quarantine set state = 'discarded', decided_at = $2::timestamptz, decided_by = $3
     where quarantine_no = any($1::int8[]) and state = 'waiting' returning quarantine_no`,
    [ids.map(Number), toInstant(now), by],
  )
  return rows.map((row) => String(row.quarantine_no))
}

/** Removes what was decided long ago, a bounded number of rows; what waits stays however old it is. @param now decision time, UTC ms */
export async function sweepQuarantine(on: Queryable, now: number): Promise<number> {
  const rows = await on.query(
    `delete from quarantine where quarantine_no in (
       select quarantine_no from quarantine where state <> 'waiting' and decided_at < $1::timestamptz order by decided_at limit $2::int4)
     returning quarantine_no`,
    [toInstant(now - DECIDED_DAYS * 86_400_000), SWEEP_ROWS_MOST],
  )
  return rows.length
}
