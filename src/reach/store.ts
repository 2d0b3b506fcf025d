import { createHash } from 'node:crypto'
import type { ClubSwitches, DeviceInput, QuietHours } from '../contract/reach.ts'
import type { ReachLanguage } from '../contract/reach-kinds.ts'
import { reachLimits } from '../contract/reach.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/** Devices of users and what they want to hear. */

export interface DeviceRow {
  readonly device_id: string
  readonly device: string | null
  readonly language: ReachLanguage
  readonly created_at: number
  readonly seen_at: number
}

/** A browser's id, made of its endpoint: a UUID of version 8 (RFC 9562). */
export function deviceIdOf(endpoint: string): string {
  const bytes = createHash('sha256').update(endpoint).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

const deviceColumns = 'device_id::text as device_id, device, language, created_at, seen_at'

/** Devices of a user, the one that was seen last first. */
export function listDevices(on: Queryable, userNo: number): Promise<DeviceRow[]> {
  return on.query<DeviceRow>(
    `select ${deviceColumns} from push_device where user_no = $1::int8 order by seen_at desc, device_id`,
    [userNo],
  )
}

/**
 * Keeps a device as this user's and nobody else's; beyond the most, the one that was silent longest goes. Whoever says it of the same browser at the
 * same time takes turns. The person is held by the caller.
 */
export async function putDevice(
  tx: Queryable,
  userNo: number,
  { endpoint, keys, language, device }: DeviceInput,
  now: number,
): Promise<DeviceRow> {
  const deviceId = deviceIdOf(endpoint)
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('push_device' || $1, 0))`, [deviceId])
  await tx.query('delete from push_device where device_id = $1::uuid and user_no <> $2::int8', [deviceId, userNo])
  // the first device of all: what is committed from now on is told
  await tx.query(
    'insert into push_feed (txid, position) select pg_snapshot_xmin(pg_current_snapshot()), 0 on conflict (one) do nothing',
  )
  const rows = await tx.query<DeviceRow>(
    `insert into push_device as d (user_no, device_id, endpoint, p256dh, auth, language, device, created_at, seen_at)
     values ($1::int8, $2::uuid, $3, $4::bytea, $5::bytea, $6, $7, $8::timestamptz, $8::timestamptz)
     on conflict (user_no, device_id) do update set p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language,
       device = coalesce(excluded.device, d.device), seen_at = greatest(d.seen_at, excluded.seen_at)
     returning ${deviceColumns}`,
    [
      userNo,
      deviceId,
      endpoint,
      Buffer.from(keys.p256dh, 'base64url'),
      Buffer.from(keys.auth, 'base64url'),
      language,
      device ?? null,
      toInstant(now),
    ],
  )
  await tx.query(
    `delete from push_device where user_no = $1::int8 and device_id in (
       select device_id from push_device where user_no = $1::int8
       order by device_id = $2::uuid desc, seen_at desc, device_id offset $3::int4)`,
    [userNo, deviceId, reachLimits.devicesMost],
  )
  const [row] = rows
  if (row === undefined) throw new Error('a device was not written')
  return row
}

/** Forgets a device. @returns false: the user has none of that id */
export async function deleteDevice(tx: Queryable, userNo: number, deviceId: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from push_device where user_no = $1::int8 and device_id = $2::uuid returning 1 as done',
    [userNo, deviceId],
  )
  return rows.length > 0
}

export interface SettingRow {
  /** null: everywhere */
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly switches: ClubSwitches
  readonly quiet: QuietHours | null
}

/** What a user chose, for everywhere and for clubs. */
export function listSettings(on: Queryable, userNo: number): Promise<SettingRow[]> {
  return on.query<SettingRow>(
    `select c.owner_id, c.name as owner_name, s.switches, s.quiet from push_setting s left join club c on c.club_no = s.club_no
     where s.user_no = $1::int8 order by s.club_no`,
    [userNo],
  )
}

/** Changes what is named of what holds everywhere. @param quiet undefined: stays; null: none */
export async function putSettings(
  tx: Queryable,
  userNo: number,
  switches: ClubSwitches,
  quiet: QuietHours | null | undefined,
): Promise<void> {
  await tx.query(
    `insert into push_setting as s (user_no, club_no, switches, quiet) values ($1::int8, 0, $2::jsonb, $3::jsonb)
     on conflict (user_no, club_no) do update set switches = s.switches || excluded.switches,
       quiet = case when $4 then excluded.quiet else s.quiet end`,
    [
      userNo,
      JSON.stringify(switches),
      quiet === undefined || quiet === null ? null : JSON.stringify(quiet),
      quiet !== undefined,
    ],
  )
}

/** Replaces what differs for a club. @returns false: no such owner */
export async function putClubSettings(
  tx: Queryable,
  userNo: number,
  ownerId: string,
  switches: ClubSwitches,
): Promise<boolean> {
  const [club] = await tx.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  if (club === undefined) return false
  if (Object.keys(switches).length === 0)
    await tx.query('delete from push_setting where user_no = $1::int8 and club_no = $2::int4', [userNo, club.club_no])
  else
    await tx.query(
      `insert into push_setting (user_no, club_no, switches) values ($1::int8, $2::int4, $3::jsonb)
       on conflict (user_no, club_no) do update set switches = excluded.switches`,
      [userNo, club.club_no, JSON.stringify(switches)],
    )
  return true
}

/** Sets whether a group is silent for its member. @returns false: he does not sit there */
export async function setSilent(tx: Queryable, userNo: number, groupId: string, silent: boolean): Promise<boolean> {
  const rows = await tx.query(
    `update group_seat set silent = $3 where user_no = $1::int8 and number is not null
       and group_no = (select group_no from fan_group where group_id = $2::uuid) returning 1 as done`,
    [userNo, groupId, silent],
  )
  return rows.length > 0
}

/** The inner number of a user; null: never heard of. */
export async function findUserNo(on: Queryable, userId: string): Promise<number | null> {
  const rows = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
  return rows[0]?.user_no ?? null
}
