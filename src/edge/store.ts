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

/** Whether an owner is registered: a list of nothing under another is no empty list. */
export async function isOwner(on: Queryable, ownerId: string): Promise<boolean> {
  return (await on.query('select 1 from club where owner_id = $1', [ownerId])).length > 0
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
/** A claim that is ours since then, UTC ms. */
export interface HeldClaim extends Claim {
  readonly claimedAt: number
}
export interface StoredAnswer {
  readonly sameRequest: boolean
  /** null while the first request runs */
  readonly status: number | null
  readonly sealed: Uint8Array | null
  /** without an answer: its command is committed, or it is older than `staleBefore` */
  readonly free: boolean
}

/**
 * Claims a key for this request; true when it is ours to run. A claim without an answer is taken over by the same request once its command is
 * committed (running it again only tells its outcome) or it is older than `staleBefore` (its process died); an expired one by any request.
 */
export async function claimKey(
  db: Queryable,
  claim: Claim,
  times: { now: number; staleBefore: number; expiresAt: number },
): Promise<boolean> {
  const rows = await db.query(
    `insert into idempotency as kept (caller, key_hash, request_hash, claimed_at, expires_at) values ($1, $2, $3, $4, $6)
     on conflict (caller, key_hash) do update
       set request_hash = excluded.request_hash, claimed_at = excluded.claimed_at, expires_at = excluded.expires_at, status = null, sealed = null,
         outcome = case when kept.expires_at > $4 then kept.outcome end
       where kept.expires_at <= $4 or (kept.status is null and kept.request_hash = excluded.request_hash
         and (kept.outcome is not null or kept.claimed_at < $5))
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
export async function readKey(db: Queryable, claim: Claim, staleBefore: number): Promise<StoredAnswer | null> {
  const [row] = await db.query<StoredAnswer>(
    `select request_hash = $3 as "sameRequest", status, sealed, status is null and (outcome is not null or claimed_at < $4::timestamptz) as free
     from idempotency where caller = $1 and key_hash = $2`,
    [claim.caller, claim.keyHash, claim.requestHash, toInstant(staleBefore)],
  )
  return row ?? null
}

/**
 * Writes the answer that the key will give from now on; false where it has one already, or where this one is a refusal and another process's
 * command under this key is committed.
 */
export async function keepAnswer(
  db: Queryable,
  claim: Claim,
  { status, refused, sealed }: { status: number; refused: boolean; sealed: Uint8Array },
): Promise<boolean> {
  const rows = await db.query(
    `update idempotency set status = $3, sealed = $4
     where caller = $1 and key_hash = $2 and status is null and (outcome is null or not $5::bool) returning 1 as kept`,
    [claim.caller, claim.keyHash, status, sealed, refused],
  )
  return rows.length === 1
}

/** Gives a key back that led to no lasting answer; not one whose command is committed, and not one that another process took over. */
export async function releaseKey(db: Queryable, { caller, keyHash, claimedAt }: HeldClaim): Promise<void> {
  await db.query(
    `delete from idempotency where caller = $1 and key_hash = $2 and claimed_at = $3::timestamptz and status is null and outcome is null`,
    [caller, keyHash, toInstant(claimedAt)],
  )
}

/** What the key's command came to, if one is committed. */
export async function readOutcome(tx: Queryable, { caller, keyHash }: Claim): Promise<Uint8Array | null> {
  const [row] = await tx.query<{ outcome: Uint8Array | null }>(
    'select outcome from idempotency where caller = $1 and key_hash = $2',
    [caller, keyHash],
  )
  return row?.outcome ?? null
}

/** Writes what the command came to, in its own transaction; false where another process was first: with its command, or with a refusal. */
export async function keepOutcome(tx: Queryable, { caller, keyHash }: Claim, sealed: Uint8Array): Promise<boolean> {
  const rows = await tx.query(
    'update idempotency set outcome = $3 where caller = $1 and key_hash = $2 and outcome is null and status is null returning 1 as kept',
    [caller, keyHash, sealed],
  )
  return rows.length === 1
}

// ── clean-up ──────────────────────────────────────────────────────────────────────────────────────────────────────
const sweeps = [
  'delete from idempotency where (caller, key_hash) in (select caller, key_hash from idempotency where expires_at <= $1 limit $2)',
  'delete from stream_ticket where ticket_hash in (select ticket_hash from stream_ticket where expires_at <= $1 limit $2)',
  'delete from browser_session where session_id in (select session_id from browser_session where expires_at <= $1 limit $2)',
  `delete from group_send where (club_no, group_no, user_no, send_id) in (
     select club_no, group_no, user_no, send_id from group_send where kept_until <= $1 limit $2)`,
] as const

/** Deletes what has expired, at most `rows` in one statement, so that no sweep holds the store for long. */
export async function sweepExpired(db: Queryable, now: number, rows: number): Promise<void> {
  for (const text of sweeps)
    while ((await db.query(`${text} returning 1 as gone`, [toInstant(now), rows])).length === rows);
}
