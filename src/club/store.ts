import { clubTopic } from '../contract/topics.ts'
import type { Mode } from '../contract/words.ts'
import { DAY, toInstant, type Calendar } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'

/** A club row, held for writing. */
export interface ClubRow {
  readonly club_no: number
  readonly owner_id: string
  readonly kind: 'creator' | 'merchant'
  readonly name: string
  readonly currency: string
  readonly created_at: number
  readonly mode: Mode
  readonly mode_seq: number
  readonly carried: boolean
  readonly badge_live: string | null
  readonly badge_shopping: string | null
  readonly purchase_on: boolean
  readonly rollout_phase: number
  readonly rollout_share: number
}

const clubColumns = `club_no, owner_id, kind, name, currency, created_at, mode, mode_seq, carried, badge_live, badge_shopping,
  purchase_on, rollout_phase, rollout_share`

/** One club, or null. */
export async function findClub(on: Queryable, ownerId: string): Promise<ClubRow | null> {
  const rows = await on.query<ClubRow>(`select ${clubColumns} from club where owner_id = $1`, [ownerId])
  return rows[0] ?? null
}

/** One club, locked against every other writer of it. */
export async function lockClub(tx: Queryable, ownerId: string): Promise<ClubRow | null> {
  const rows = await tx.query<ClubRow>(`select ${clubColumns} from club where owner_id = $1 for no key update`, [
    ownerId,
  ])
  return rows[0] ?? null
}

/** Registers an owner with his club, or renames him. The history starts before every event that can come. @rule CLUB-1 CLUB-2 */
export async function putOwner(
  tx: Queryable,
  owner: { ownerId: string; kind: string; name: string; mode: Mode; currency: string },
  rollout: { phase: number; share: number },
  now: number,
): Promise<{ made: boolean }> {
  const rows = await tx.query<{ club_no: number }>(
    `insert into club (owner_id, kind, name, currency, created_at, mode, rollout_phase, rollout_share)
     values ($1, $2, $3, $4, $5::timestamptz, $6, $7::int2, $8::float8)
     on conflict (owner_id) do nothing returning club_no`,
    [owner.ownerId, owner.kind, owner.name, owner.currency, toInstant(now), owner.mode, rollout.phase, rollout.share],
  )
  const clubNo = rows[0]?.club_no
  if (clubNo === undefined) {
    await tx.query('update club set name = $2 where owner_id = $1 and name <> $2', [owner.ownerId, owner.name])
    return { made: false }
  }
  const since = toInstant(0)
  await addChange(tx, clubNo, 'mode', since, owner.mode)
  await addChange(tx, clubNo, 'purchase', since, false)
  await addChange(tx, clubNo, 'rollout', since, rollout)
  return { made: true }
}

/** Adds to what was so at which time. */
export async function addChange(
  tx: Queryable,
  clubNo: number,
  kind: 'mode' | 'purchase' | 'rollout',
  at: string,
  value: unknown,
): Promise<void> {
  await tx.query(
    'insert into club_change (club_no, kind, at, value) values ($1::int4, $2, $3::timestamptz, $4::jsonb)',
    [clubNo, kind, at, JSON.stringify(value)],
  )
}

/** Whether a session of the club runs. */
export async function isOnAir(on: Queryable, clubNo: number): Promise<boolean> {
  const rows = await on.query('select 1 from live_session where club_no = $1::int4 and ended_at is null limit 1', [
    clubNo,
  ])
  return rows.length > 0
}

/** TASK-5: the switch, with the time from which it holds. */
export async function setPurchaseTask(tx: Queryable, clubNo: number, on: boolean, now: number): Promise<void> {
  await tx.query('update club set purchase_on = $2::bool where club_no = $1::int4', [clubNo, on])
  await addChange(tx, clubNo, 'purchase', toInstant(now), on)
}

/** TASK-6 */
export async function setRollout(
  tx: Queryable,
  clubNo: number,
  rollout: { phase: number; share: number },
  now: number,
): Promise<void> {
  await tx.query('update club set rollout_phase = $2::int2, rollout_share = $3::float8 where club_no = $1::int4', [
    clubNo,
    rollout.phase,
    rollout.share,
  ])
  await addChange(tx, clubNo, 'rollout', toInstant(now), rollout)
}

/** Schedules a mode change as due work. @rule CLUB-4 */
export async function insertModeChange(
  tx: Queryable,
  change: { id: string; clubNo: number; from: Mode; to: Mode; now: number; effectiveAt: number; carries: number },
): Promise<void> {
  await tx.query(
    `insert into mode_change (id, club_no, from_mode, to_mode, requested_at, effective_at, status, carries)
     values ($1::uuid, $2::int4, $3, $4, $5::timestamptz, $6::timestamptz, 'pending', $7::int4)`,
    [
      change.id,
      change.clubNo,
      change.from,
      change.to,
      toInstant(change.now),
      toInstant(change.effectiveAt),
      change.carries,
    ],
  )
  await tx.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'mode.change', $2::jsonb)`, [
    toInstant(change.effectiveAt),
    JSON.stringify({ id: change.id }),
  ])
}

/** No natural month is longer. */
const MONTH_MOST = 31 * DAY
/** What is asked for may be the first or last instant that can be written: what lies beyond has no such form, and no change. */
const within = (at: number): number => Math.min(Math.max(at, 0), Date.UTC(9999, 11, 31))

/** Whether a change waits, and when those took effect that may share a month with an instant, whatever was withdrawn since. @rule CLUB-3 CLUB-4 */
export async function changesNear(
  tx: Queryable,
  clubNo: number,
  at: number,
): Promise<{ readonly pending: boolean; readonly done: readonly number[] }> {
  const rows = await tx.query<{ status: 'pending' | 'done'; effective_at: number }>(
    `select status, effective_at from mode_change where club_no = $1::int4 and status = 'pending'
     union all select status, effective_at from mode_change
       where club_no = $1::int4 and status = 'done' and effective_at between $2::timestamptz and $3::timestamptz`,
    [clubNo, toInstant(within(at - MONTH_MOST)), toInstant(within(at + MONTH_MOST))],
  )
  const done = rows.filter(({ status }) => status === 'done').map((row) => row.effective_at)
  return { pending: rows.length > done.length, done }
}

/** Withdraws a waiting change; false when it is not waiting any more. */
export async function withdrawModeChange(tx: Queryable, clubNo: number, id: string): Promise<boolean> {
  const rows = await tx.query(
    `update mode_change set status = 'withdrawn' where id = $1::uuid and club_no = $2::int4 and status = 'pending' returning id`,
    [id, clubNo],
  )
  await tx.query(`update due set done_at = at where done_at is null and kind = 'mode.change' and payload->>'id' = $1`, [
    id,
  ])
  return rows.length > 0
}

/**
 * A mode change takes effect: the club is switched, shortly, so that every batch decides wholly before or wholly after it. Its members, where
 * they are to be carried over, follow piece by piece (`flow/work.ts`).
 * @returns what is told to members, rooms and consoles; nothing when it was withdrawn
 * @rule CLUB-3 CLUB-4 CLUB-5 CLUB-6
 */
export async function applyModeChange(
  tx: Queryable,
  id: string,
  at: number,
  calendar: Calendar,
): Promise<OutboxMessage[]> {
  const changes = await tx.query<{ club_no: number; to_mode: Mode; from_mode: Mode }>(
    `select club_no, to_mode, from_mode from mode_change where id = $1::uuid and status = 'pending'`,
    [id],
  )
  const change = changes[0]
  if (change === undefined) return []
  const clubs = await tx.query<{ owner_id: string; mode_seq: number; carried: boolean }>(
    'select owner_id, mode_seq, carried from club where club_no = $1::int4 for update',
    [change.club_no],
  )
  const club = clubs[0]
  if (club === undefined) return []
  const seq = club.mode_seq + 1
  const first = change.to_mode === 'shopping' && change.from_mode === 'live' && !club.carried
  const members = first ? await countToCarry(tx, change.club_no) : { live: 0, carries: 0 }
  await tx.query(
    `update club set mode = $2, mode_seq = $3::int4, carried = carried or $4::bool, purchase_on = false where club_no = $1::int4`,
    [change.club_no, change.to_mode, seq, first],
  )
  await addChange(tx, change.club_no, 'mode', toInstant(at), change.to_mode)
  await addChange(tx, change.club_no, 'purchase', toInstant(at), false)
  await tx.query(`update mode_change set status = 'done', carries = $2::int4 where id = $1::uuid`, [
    id,
    members.carries,
  ])
  if (members.live > 0)
    await tx.query(
      `insert into work_progress (kind, subject, club_no, payload, total) values ('carry', $1, $2::int4, $3::jsonb, $4::int8)`,
      [id, change.club_no, JSON.stringify({ seq, at: toInstant(at), day: calendar.dayOf(at) }), members.live],
    )
  const body = {
    id,
    from: change.from_mode,
    to: change.to_mode,
    effectiveAt: toInstant(at),
    carried: members.carries,
  }
  return [{ topic: clubTopic(club.owner_id), kind: 'mode.changed', body }]
}

/** Live members, and those of them who are no shopping members yet: only a club that was a shopping club before has to look at each. @rule CLUB-5 */
async function countToCarry(tx: Queryable, clubNo: number): Promise<{ live: number; carries: number }> {
  const rows = await tx.query<{ live: number; shopping: number }>(
    `select coalesce(sum(members) filter (where mode = 'live'), 0)::int4 as live,
       coalesce(sum(members) filter (where mode = 'shopping'), 0)::int4 as shopping
     from club_level where club_no = $1::int4`,
    [clubNo],
  )
  const live = rows[0]?.live ?? 0
  if (rows[0]?.shopping === 0) return { live, carries: live }
  const both = await tx.query<{ members: number }>(
    `select count(*)::int4 as members from membership m
     where m.club_no = $1::int4 and m.mode = 'shopping' and exists (
       select from membership l where l.user_no = m.user_no and l.club_no = m.club_no and l.mode = 'live')`,
    [clubNo],
  )
  return { live, carries: live - (both[0]?.members ?? 0) }
}
