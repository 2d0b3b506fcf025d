import type { Db, Queryable } from '../ports/db.ts'
import { toInstant } from '../lib/time.ts'

/** Reads the instance's secret, making it with `made` on first use: the first node to start decides, the others read what it wrote. */
export async function instanceSecret(db: Db, made: string): Promise<string> {
  await db.query(
    `insert into setting (key, value) values ('instanceSecret', to_jsonb($1::text)) on conflict (key) do nothing`,
    [made],
  )
  const [row] = await db.query<{ value: string }>(`select value from setting where key = 'instanceSecret'`)
  return row?.value ?? made
}

/** True when the store answers. */
export async function storeAnswers(db: Queryable): Promise<boolean> {
  return (await db.query<{ one: number }>('select 1 as one'))[0]?.one === 1
}

// ── stream tickets ────────────────────────────────────────────────────────────────────────────────────────────────
/** Keeps a ticket’s hash and whom it speaks for. */
export async function putTicket(db: Queryable, hash: Uint8Array, principal: object, expiresAt: number): Promise<void> {
  await db.query('insert into stream_ticket (ticket_hash, principal, expires_at) values ($1, $2::jsonb, $3)', [
    hash,
    JSON.stringify(principal),
    toInstant(expiresAt),
  ])
}

/** Takes a ticket away; null when there is none or its time is over. */
export async function takeTicket(db: Queryable, hash: Uint8Array, now: number): Promise<unknown> {
  const [row] = await db.query<{ principal: unknown; expires_at: number }>(
    'delete from stream_ticket where ticket_hash = $1 returning principal, expires_at',
    [hash],
  )
  return row !== undefined && row.expires_at > now ? row.principal : null
}

// ── idempotency keys ──────────────────────────────────────────────────────────────────────────────────────────────
export interface Claim {
  readonly caller: string
  readonly keyHash: Uint8Array
  readonly requestHash: Uint8Array
}
export interface StoredAnswer {
  readonly sameRequest: boolean
  /** null while the first request runs */
  readonly status: number | null
  readonly sealed: Uint8Array | null
}

/**
 * Claims a key for this request; true when it is ours to run. A claim without an answer older than `staleBefore` belongs to a process that died
 * and is taken over by the same request; an expired one by any.
 */
export async function claimKey(
  db: Queryable,
  claim: Claim,
  times: { now: number; staleBefore: number; expiresAt: number },
): Promise<boolean> {
  const rows = await db.query(
    `insert into idempotency as kept (caller, key_hash, request_hash, claimed_at, expires_at) values ($1, $2, $3, $4, $6)
     on conflict (caller, key_hash) do update
       set request_hash = excluded.request_hash, claimed_at = excluded.claimed_at, expires_at = excluded.expires_at, status = null, sealed = null
       where kept.expires_at <= $4 or (kept.status is null and kept.claimed_at < $5 and kept.request_hash = excluded.request_hash)
     returning 1 as claimed`,
    [
      claim.caller,
      claim.keyHash,
      claim.requestHash,
      toInstant(times.now),
      toInstant(times.staleBefore),
      toInstant(times.expiresAt),
    ],
  )
  return rows.length === 1
}

/** What is known of a key; null when it was released meanwhile. */
export async function readKey(db: Queryable, claim: Claim): Promise<StoredAnswer | null> {
  const [row] = await db.query<{ same: boolean; status: number | null; sealed: Uint8Array | null }>(
    'select request_hash = $3 as same, status, sealed from idempotency where caller = $1 and key_hash = $2',
    [claim.caller, claim.keyHash, claim.requestHash],
  )
  return row === undefined ? null : { sameRequest: row.same, status: row.status, sealed: row.sealed }
}

/** Writes the answer that the key will give from now on. */
export async function keepAnswer(db: Queryable, claim: Claim, status: number, sealed: Uint8Array): Promise<void> {
  await db.query('update idempotency set status = $3, sealed = $4 where caller = $1 and key_hash = $2', [
    claim.caller,
    claim.keyHash,
    status,
    sealed,
  ])
}

/** Gives a key back that led to no lasting answer. */
export async function releaseKey(db: Queryable, claim: Claim): Promise<void> {
  await db.query('delete from idempotency where caller = $1 and key_hash = $2 and status is null', [
    claim.caller,
    claim.keyHash,
  ])
}

// ── clean-up ──────────────────────────────────────────────────────────────────────────────────────────────────────
const sweeps = [
  'delete from idempotency where (caller, key_hash) in (select caller, key_hash from idempotency where expires_at <= $1 limit $2)',
  'delete from stream_ticket where ticket_hash in (select ticket_hash from stream_ticket where expires_at <= $1 limit $2)',
  'delete from browser_session where session_id in (select session_id from browser_session where expires_at <= $1 limit $2)',
] as const

/** Deletes what has expired, at most `rows` of each kind, so that no sweep holds the store for long. */
export async function sweepExpired(db: Queryable, now: number, rows: number): Promise<void> {
  for (const text of sweeps) await db.query(text, [toInstant(now), rows])
}
