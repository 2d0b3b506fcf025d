import { randomUUID } from 'node:crypto'
import { mediaLimits, type MediaFacts } from '../contract/media.ts'
import { DAY, HOUR, toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { HeldMedium, MediaCommands } from '../ports/media.ts'
import { linkWith, type LinkKey } from './links.ts'

/** Rows of media. A row is there before its bytes and goes after them, so that no bytes lie about unknown (ADR 0013). */

/** What links are signed with; made with the first medium. The time is the store's own: a sandbox's clock ends no links. */
export async function readLinkKey(on: Queryable): Promise<LinkKey> {
  const rows = await on.query<{ secret: string; now: number }>(
    `select value #>> '{}' as secret, clock_timestamp() as now from setting where key = 'mediaSecret'`,
  )
  // no link fits: nobody has one to anything yet
  return rows[0] ?? { secret: randomUUID(), now: 0 }
}

/** The secret alone; null: nothing was ever uploaded. */
export async function findLinkSecret(on: Queryable): Promise<string | null> {
  const [row] = await on.query<{ secret: string }>(
    `select value #>> '{}' as secret from setting where key = 'mediaSecret'`,
  )
  return row?.secret ?? null
}

/** How many media a sender's day holds; the rows of swept ones stay as long. */
async function countRecent(tx: Queryable, now: number, clubNo: number, userNo: number | null): Promise<number> {
  // two uploads of one user, or of one owner's side, are counted one after the other
  if (userNo === null)
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('media' || $1, 0))`, [String(clubNo)])
  else await tx.query('select 1 from person where user_no = $1::int8 for no key update', [userNo])
  const rows = await tx.query<{ recent: number }>(
    userNo === null
      ? `select count(*)::int4 as recent from media where club_no = $1::int4 and user_no is null and created_at > $2::timestamptz`
      : `select count(*)::int4 as recent from media where user_no = $1::int8 and created_at > $2::timestamptz`,
    [userNo ?? clubNo, toInstant(now - DAY)],
  )
  return rows[0]?.recent ?? 0
}

async function begin(
  tx: Queryable,
  now: number,
  { clubNo, groupNo, userNo, staffId, kind }: Parameters<MediaCommands['begin']>[0],
): Promise<string> {
  const mediaId = randomUUID()
  // 244 random bits, without an extension
  await tx.query(
    `insert into setting (key, value) values ('mediaSecret', to_jsonb(gen_random_uuid()::text || gen_random_uuid()::text)) on conflict (key) do nothing`,
  )
  await tx.query(
    `insert into media (media_id, club_no, group_no, user_no, staff_id, kind, created_at, sweep_at)
     values ($1::uuid, $2::int4, $3::int4, $4::int8, $5, $6, $7::timestamptz, $8::timestamptz)`,
    [
      mediaId,
      clubNo,
      groupNo,
      userNo,
      staffId,
      kind,
      toInstant(now),
      toInstant(now + mediaLimits.unattachedHours * HOUR),
    ],
  )
  return mediaId
}

/** The bytes of a medium are stored: it can stand in messages. @returns false: it was given up meanwhile */
export async function finishMedium(on: Queryable, mediaId: string, facts: MediaFacts): Promise<boolean> {
  const rows = await on.query(
    'update media set facts = $2::jsonb where media_id = $1::uuid and facts is null and gone_at is null returning 1 as done',
    [mediaId, JSON.stringify(facts)],
  )
  return rows.length > 0
}

/** A medium that was refused before anything of it was stored: its row goes, and with it its place in its sender's day. */
export async function dropUnmade(on: Queryable, mediaId: string): Promise<void> {
  await on.query('delete from media where media_id = $1::uuid and facts is null', [mediaId])
}

async function hold(tx: Queryable, mediaIds: readonly string[]): Promise<ReadonlyMap<string, HeldMedium>> {
  if (mediaIds.length === 0) return new Map()
  const rows = await tx.query<{ club_no: number; group_no: number; user_no: number | null; facts: MediaFacts }>(
    `select club_no, group_no, user_no, facts from media where media_id = any($1::uuid[]) and facts is not null and gone_at is null
     order by media_id for no key update`,
    [[...new Set(mediaIds)]],
  )
  return new Map(
    rows.map(({ facts, ...row }) => [
      facts.mediaId,
      { facts, clubNo: row.club_no, groupNo: row.group_no, userNo: row.user_no },
    ]),
  )
}

async function use(tx: Queryable, mediaIds: readonly string[]): Promise<void> {
  if (mediaIds.length === 0) return
  await tx.query(
    `update media m set uses = m.uses + t.uses, sweep_at = null
     from (select media_id, count(*)::int4 as uses from unnest($1::uuid[]) as u(media_id) group by 1) as t where m.media_id = t.media_id`,
    [[...mediaIds]],
  )
}

async function release(tx: Queryable, now: number, mediaIds: readonly string[]): Promise<void> {
  if (mediaIds.length === 0) return
  await tx.query(
    `with held as (
       select m.media_id, m.uses - t.uses as uses
       from (select media_id, count(*)::int4 as uses from unnest($1::uuid[]) as u(media_id) group by 1) as t join media m using (media_id)
       order by m.media_id for no key update of m
     ) update media m set uses = h.uses, gone_at = case when h.uses = 0 then $2::timestamptz end,
         sweep_at = case when h.uses = 0 then $2::timestamptz end
       from held h where m.media_id = h.media_id and m.gone_at is null`,
    [[...mediaIds], toInstant(now)],
  )
}

async function keep(tx: Queryable, mediaIds: readonly string[], until: number): Promise<void> {
  if (mediaIds.length === 0) return
  await tx.query(
    `update media set sweep_at = greatest(sweep_at, $2::timestamptz)
     where media_id = any($1::uuid[]) and sweep_at is not null and gone_at is null`,
    [[...mediaIds], toInstant(until)],
  )
}

/** Media in one transaction. @param now decision time, UTC ms */
export const createMediaCommands = (tx: Queryable, now: number): MediaCommands => ({
  countRecent: ({ clubNo, userNo }) => countRecent(tx, now, clubNo, userNo),
  begin: (medium) => begin(tx, now, medium),
  hold: (mediaIds) => hold(tx, mediaIds),
  use: (mediaIds) => use(tx, mediaIds),
  release: (mediaIds) => release(tx, now, mediaIds),
  keep: (mediaIds, until) => keep(tx, mediaIds, until),
  links: async () => linkWith(await readLinkKey(tx)),
})

/** All that a user ever sent is gone (PLT-6); what he said with it says nothing any more, by the caller. @param numbers his own and those merged into it */
export async function eraseMedia(tx: Queryable, numbers: readonly number[], now: number): Promise<void> {
  await tx.query(
    `update media set uses = 0, gone_at = coalesce(gone_at, $2::timestamptz), sweep_at = $2::timestamptz
     where media_id in (select media_id from media where user_no = any($1::int8[]) order by media_id for no key update)`,
    [[...numbers], toInstant(now)],
  )
}

/** What one of a user's ids sent is the other's (PLT-8). Both people are held by the caller. */
export async function mergeMedia(tx: Queryable, into: number, from: number): Promise<void> {
  await tx.query('update media set user_no = $1::int8 where user_no = $2::int8', [into, from])
}

/** A medium that is there to be read; null: it is not, or not any more. */
export async function findMedium(on: Queryable, mediaId: string): Promise<MediaFacts | null> {
  const rows = await on.query<{ facts: MediaFacts }>(
    'select facts from media where media_id = $1::uuid and facts is not null and gone_at is null',
    [mediaId],
  )
  return rows[0]?.facts ?? null
}

/** Gives up media whose time has come, and names them with those given up before: their bytes can go. @param now decision time, UTC ms */
export async function giveUp(on: Queryable, now: number, most: number): Promise<string[]> {
  const rows = await on.query<{ media_id: string }>(
    `update media set gone_at = coalesce(gone_at, $1::timestamptz)
     where media_id in (select media_id from media where sweep_at <= $1::timestamptz order by sweep_at limit $2::int4 for update skip locked)
     returning media_id::text`,
    [toInstant(now), most],
  )
  return rows.map((row) => row.media_id)
}

/** The bytes of media given up are gone: their rows go too, those of today once more at the end of their day. */
export async function forgetSwept(on: Queryable, mediaIds: readonly string[], now: number): Promise<void> {
  const dayAgo = toInstant(now - DAY)
  await on.query(
    'delete from media where media_id = any($1::uuid[]) and gone_at is not null and created_at <= $2::timestamptz',
    [[...mediaIds], dayAgo],
  )
  await on.query(
    `update media set sweep_at = created_at + interval '1 day' where media_id = any($1::uuid[]) and gone_at is not null`,
    [[...mediaIds]],
  )
}
