import { toInstant } from '../../../lib/time.ts'
import type { Queryable } from '../../../ports/db.ts'

/** What posts of the owner's side ask of the store. */

/** Whether an owner has a group that is open. */
export async function hasOpenGroup(on: Queryable, ownerId: string): Promise<boolean> {
  const rows = await on.query(
    `select 1 as open from club c join fan_group g using (club_no) where c.owner_id = $1 and g.closed_at is null limit 1`,
    [ownerId],
  )
  return rows.length > 0
}

/** Clubs among these that have an open group; nothing is asked where there are none. */
export async function findOpenClubs(on: Queryable, clubNos: readonly number[]): Promise<ReadonlySet<number>> {
  if (clubNos.length === 0) return new Set()
  const rows = await on.query<{ club_no: number }>(
    'select distinct club_no from fan_group where club_no = any($1::int4[]) and closed_at is null',
    [[...new Set(clubNos)]],
  )
  return new Set(rows.map((row) => row.club_no))
}

/** What is told to all groups of an owner once. */
export interface News {
  readonly clubNo: number
  readonly kind: string
  /** what it is about: a session, a video */
  readonly key: string
}

/** Notes what is told for the first time, of clubs that have an open group. @returns that, and no other */
export async function noteNews(tx: Queryable, news: readonly News[], now: number): Promise<ReadonlySet<string>> {
  const sorted = [...news].sort((a, b) => a.clubNo - b.clubNo || (newsKey(a) < newsKey(b) ? -1 : 1))
  const rows = await tx.query<{ club_no: number; kind: string; key: string }>(
    `insert into group_news (club_no, kind, key, at)
     select distinct t.club_no, t.kind, t.key, $4::timestamptz from unnest($1::int4[], $2::text[], $3::text[]) as t(club_no, kind, key)
     where exists (select from fan_group g where g.club_no = t.club_no and g.closed_at is null)
     order by t.club_no, t.kind, t.key on conflict (club_no, kind, key) do nothing returning club_no, kind, key`,
    [sorted.map(({ clubNo }) => clubNo), sorted.map(({ kind }) => kind), sorted.map(({ key }) => key), toInstant(now)],
  )
  return new Set(rows.map((row) => newsKey({ clubNo: row.club_no, kind: row.kind, key: row.key })))
}

/** A piece of news in the maps of one transaction. */
export const newsKey = ({ clubNo, kind, key }: News): string => `${clubNo}:${kind}:${key}`
