import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Pass-phrases of groups (GRP-5). */

export interface PhraseRow {
  readonly phrase: string
  readonly group_no: number
  readonly group_id: string
  readonly created_at: number
  readonly expires_at: number
  readonly revoked_at: number | null
}

/** A pass-phrase with who came by it counted. */
export interface CountedPhrase extends PhraseRow {
  readonly joined: number
}

const phraseColumns = 'p.phrase, p.group_no, g.group_id::text, p.created_at, p.expires_at, p.revoked_at'
const phraseFrom = 'from group_phrase p join fan_group g using (group_no)'
const countedSelect = `select ${phraseColumns},
  (select count(*)::int4 from group_seat s where s.phrase = p.phrase and s.group_no = p.group_no) as joined ${phraseFrom}`

/** Pass-phrases of a group, newest first; `before`: the last of the page before. */
export function listPhrases(
  on: Queryable,
  groupNo: number,
  page: { readonly before: readonly [string, string] | null; readonly limit: number },
): Promise<CountedPhrase[]> {
  return on.query<CountedPhrase>(
    `${countedSelect} where p.group_no = $1::int4 and ($2::timestamptz is null or (p.created_at, p.phrase) < ($2::timestamptz, $3))
     order by p.created_at desc, p.phrase desc limit $4::int4`,
    [groupNo, page.before?.[0] ?? null, page.before?.[1] ?? null, page.limit],
  )
}

/** One pass-phrase; null: there is none. */
export async function findPhrase(on: Queryable, phrase: string): Promise<PhraseRow | null> {
  const rows = await on.query<PhraseRow>(`select ${phraseColumns} ${phraseFrom} where p.phrase = $1`, [phrase])
  return rows[0] ?? null
}

/** One pass-phrase for those who made it; null: there is none. */
export async function findCounted(on: Queryable, phrase: string): Promise<CountedPhrase | null> {
  const rows = await on.query<CountedPhrase>(`${countedSelect} where p.phrase = $1`, [phrase])
  return rows[0] ?? null
}

/** Which group each pass-phrase opens, and whether it still does. */
export async function findPhrases(
  on: Queryable,
  phrases: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, { readonly groupNo: number; readonly open: boolean }>> {
  if (phrases.length === 0) return new Map()
  const rows = await on.query<{ phrase: string; group_no: number; open: boolean }>(
    `select phrase, group_no, revoked_at is null and expires_at > $2::timestamptz as open from group_phrase where phrase = any($1::text[])`,
    [[...new Set(phrases)], toInstant(now)],
  )
  return new Map(rows.map((row) => [row.phrase, { groupNo: row.group_no, open: row.open }]))
}

/** Pass-phrases of a group that open it now. */
export async function countPhrases(tx: Queryable, groupNo: number, now: number): Promise<number> {
  const rows = await tx.query<{ phrases: number }>(
    `select count(*)::int4 as phrases from group_phrase where group_no = $1::int4 and revoked_at is null and expires_at > $2::timestamptz`,
    [groupNo, toInstant(now)],
  )
  return rows[0]?.phrases ?? 0
}

/** Keeps a new pass-phrase. */
export async function addPhrase(
  tx: Queryable,
  phrase: { readonly phrase: string; readonly groupNo: number; readonly expiresAt: number; readonly by: string },
  now: number,
): Promise<void> {
  await tx.query(
    `insert into group_phrase (phrase, group_no, created_at, created_by, expires_at) values ($1, $2::int4, $3::timestamptz, $4, $5::timestamptz)`,
    [phrase.phrase, phrase.groupNo, toInstant(now), phrase.by, toInstant(phrase.expiresAt)],
  )
}

/** Revoked it opens nothing from now on; twice is the same as once. */
export async function revokePhrase(tx: Queryable, groupNo: number, phrase: string, now: number): Promise<void> {
  await tx.query(
    `update group_phrase set revoked_at = coalesce(revoked_at, $3::timestamptz) where group_no = $1::int4 and phrase = $2`,
    [groupNo, phrase, toInstant(now)],
  )
}
