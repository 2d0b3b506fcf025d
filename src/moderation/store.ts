import type { ModerationPatch, WordAction } from '../contract/moderation.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/** The platform's settings lie under the number of no club. */
export const PLATFORM_NO = 0

/** Settings as they are kept. */
export interface ModerationRow {
  readonly club_no: number
  readonly version: number
  readonly mark: string
  readonly links_allowed: boolean
  readonly contacts_allowed: boolean
  readonly hosts: readonly string[]
  readonly hide_at: number | null
  readonly changed_at: number
  readonly changed_by: string
}

const selected = `select m.club_no, m.version, m.mark::text, m.links_allowed, m.contacts_allowed, m.hosts, m.hide_at, m.changed_at, m.changed_by`

/** Settings of clubs and of the platform, of those that have any. */
export const readSettings = (on: Queryable, clubNos: readonly number[]): Promise<ModerationRow[]> =>
  on.query<ModerationRow>(`${selected} from moderation m where m.club_no = any($1::int4[])`, [[...new Set(clubNos)]])

/** Words of lists, each with the mark they had at that moment. */
export const readWords = (
  on: Queryable,
  clubNos: readonly number[],
): Promise<{ club_no: number; mark: string; words: string[]; actions: WordAction[] }[]> =>
  on.query(
    `select m.club_no, m.mark::text, w.words, w.actions from moderation m cross join lateral (
       select coalesce(array_agg(w.word order by w.word), '{}') as words, coalesce(array_agg(w.action order by w.word), '{}') as actions
       from moderation_word w where w.club_no = m.club_no) as w
     where m.club_no = any($1::int4[])`,
    [[...clubNos]],
  )

/** How many words of a list have which action. */
export async function countWords(on: Queryable, clubNo: number): Promise<Record<WordAction, number>> {
  const rows = await on.query<{ action: WordAction; words: number }>(
    'select action, count(*)::int4 as words from moderation_word where club_no = $1::int4 group by action',
    [clubNo],
  )
  const of = (action: WordAction): number => rows.find((row) => row.action === action)?.words ?? 0
  return { block: of('block'), mask: of('mask'), report: of('report') }
}

/** A page of a list, in the store's order of text. */
export const listWords = (
  on: Queryable,
  clubNo: number,
  wanted: { readonly action: WordAction | null; readonly after: string | null; readonly limit: number },
): Promise<{ word: string; action: WordAction }[]> =>
  on.query(
    `select word, action from moderation_word where club_no = $1::int4 and ($2::text is null or action = $2::text)
       and ($3::text is null or word > $3::text) order by word limit $4::int4`,
    [clubNo, wanted.action, wanted.after, wanted.limit],
  )

/** The number of an owner's club; null: nobody registered him. */
export async function clubNoOf(on: Queryable, ownerId: string): Promise<number | null> {
  const rows = await on.query<{ club_no: number }>('select club_no from club where owner_id = $1', [ownerId])
  return rows[0]?.club_no ?? null
}

/** Settings held against another change until the commit, made where there are none. @param mark of who makes them */
export async function lockSettings(
  tx: Queryable,
  clubNo: number,
  made: { readonly mark: string; readonly at: number; readonly by: string },
): Promise<ModerationRow> {
  await tx.query(
    `insert into moderation (club_no, version, mark, links_allowed, contacts_allowed, hosts, changed_at, changed_by)
     values ($1::int4, 0, $2::uuid, false, true, '{}', $3::timestamptz, $4) on conflict (club_no) do nothing`,
    [clubNo, made.mark, toInstant(made.at), made.by],
  )
  const rows = await tx.query<ModerationRow>(
    `${selected} from moderation m where m.club_no = $1::int4 for no key update`,
    [clubNo],
  )
  const [row] = rows
  if (row === undefined) throw new Error('settings that were just made are not there')
  return row
}

/** Writes a change of held settings. */
export async function changeSettings(
  tx: Queryable,
  before: ModerationRow,
  patch: ModerationPatch,
  made: { readonly mark: string; readonly at: number; readonly by: string },
): Promise<void> {
  await tx.query(
    `update moderation set version = version + 1, mark = $2::uuid, links_allowed = $3, contacts_allowed = $4, hosts = $5::text[], hide_at = $6::int2,
       changed_at = $7::timestamptz, changed_by = $8 where club_no = $1::int4`,
    [
      before.club_no,
      made.mark,
      patch.linksAllowed ?? before.links_allowed,
      patch.contactsAllowed ?? before.contacts_allowed,
      [...(patch.hosts ?? before.hosts)],
      patch.hideAt === undefined ? before.hide_at : patch.hideAt,
      toInstant(made.at),
      made.by,
    ],
  )
  await tx.query('delete from moderation_word where club_no = $1::int4 and word = any($2::text[])', [
    before.club_no,
    patch.without,
  ])
  // a word that is named twice has the action named last
  const words = [...new Map(patch.words.map(({ word, action }) => [word, action]))]
  await tx.query(
    `insert into moderation_word (club_no, word, action) select $1::int4, word, action from unnest($2::text[], $3::text[]) as t(word, action)
     on conflict (club_no, word) do update set action = excluded.action`,
    [
      before.club_no,
      ...columns(
        words,
        ([word]) => word,
        ([, action]) => action,
      ),
    ],
  )
}
