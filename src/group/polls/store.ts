import type { PollKind, PollView } from '../../contract/polls.ts'
import type { Mode } from '../../contract/words.ts'
import { arrayText, columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { isOver, type CountChange, type PollState } from './apply.ts'

/** Polls, their options and votes: each function is one statement, whatever the number of polls and people. */

/** A poll with where it was asked. */
export interface PollRow {
  readonly poll_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly mode: Mode
  /** null: it was asked in all groups */
  readonly group_id: string | null
  readonly group_no: number
  readonly number: number
  readonly seq: number
  readonly kind: PollKind
  readonly question: string
  readonly choices_most: number
  readonly each: number
  readonly results: PollView['results']
  readonly opened_at: number
  readonly closes_at: number | null
  readonly closed_at: number | null
  readonly voters: number
  readonly options: number
  readonly told_at: number | null
  readonly tell_due: boolean
}

const pollSelect = `select p.poll_id, p.club_no, c.owner_id, c.mode, g.group_id::text, p.group_no, p.number, p.seq, p.kind, p.question, p.choices_most,
  p.each, p.results, p.opened_at, p.closes_at, p.closed_at, p.voters, p.options, p.told_at, p.tell_due
  from poll p join club c using (club_no) left join fan_group g on g.group_no = p.group_no`

/** Polls by id. */
export async function readPolls(on: Queryable, pollIds: readonly string[]): Promise<ReadonlyMap<string, PollRow>> {
  if (pollIds.length === 0) return new Map()
  const rows = await on.query<PollRow>(`${pollSelect} where p.poll_id = any($1::uuid[])`, [pollIds])
  return new Map(rows.map((row) => [row.poll_id, row]))
}

/** Polls by id, held until the commit, in one order for all; their clubs are held by the caller. */
export async function lockPolls(tx: Queryable, pollIds: readonly string[]): Promise<ReadonlyMap<string, PollRow>> {
  if (pollIds.length === 0) return new Map()
  const rows = await tx.query<PollRow>(
    `${pollSelect} where p.poll_id = any($1::uuid[]) order by p.poll_id for no key update of p`,
    [pollIds],
  )
  return new Map(rows.map((row) => [row.poll_id, row]))
}

/** Clubs held against a mode change, in one order. */
export async function holdClubs(tx: Queryable, clubNos: readonly number[]): Promise<void> {
  await tx.query('select 1 from club where club_no = any($1::int4[]) order by club_no for key share', [
    [...new Set(clubNos)],
  ])
}

/** What is decided of one poll. */
export const stateOf = (row: PollRow): PollState => ({
  pollId: row.poll_id,
  choicesMost: row.choices_most,
  each: row.each,
  closesAt: row.closes_at,
  closedAt: row.closed_at,
  voters: row.voters,
  options: row.options,
})

/** Whether a poll takes answers no more. */
export const isOverRow = (row: PollRow, now: number): boolean =>
  isOver({ closesAt: row.closes_at, closedAt: row.closed_at }, now)

/** A user and a poll. */
export interface PollKey {
  readonly userNo: number
  readonly pollId: string
}
/** Its name in the maps of one transaction. */
export const pollKey = ({ userNo, pollId }: PollKey): string => `${userNo}:${pollId}`

const keyColumns = (keys: readonly PollKey[]) =>
  columns(
    keys,
    ({ userNo }) => userNo,
    ({ pollId }) => pollId,
  )

/** A seat as an answer needs it. */
export interface AnswerSeat {
  readonly user_no: number
  readonly club_no: number
  readonly group_no: number
  readonly number: number
  /** what was said up to it is not his to read */
  readonly joined_seq: number
  readonly muted: boolean
}

/** Seats that people have now in clubs. @param hold until the commit: a removal or a mute comes before or after */
export function readSeatsIn(
  on: Queryable,
  asked: readonly { readonly userNo: number; readonly clubNo: number }[],
  now: number,
  hold: boolean,
): Promise<AnswerSeat[]> {
  return on.query<AnswerSeat>(
    `select s.user_no, s.club_no, s.group_no, s.number, s.joined_seq, coalesce(s.muted_until > $3::timestamptz, false) as muted
     from group_seat s where (s.user_no, s.club_no) in (select * from unnest($1::int8[], $2::int4[])) and s.number is not null
     order by s.user_no, s.group_no ${hold ? 'for share of s' : ''}`,
    [
      ...columns(
        asked,
        ({ userNo }) => userNo,
        ({ clubNo }) => clubNo,
      ),
      toInstant(now),
    ],
  )
}

/** Points of members in the mode that runs, for the level they vote with. */
export function readIntimacies(
  on: Queryable,
  asked: readonly { readonly userNo: number; readonly clubNo: number; readonly mode: Mode }[],
): Promise<{ user_no: number; club_no: number; mode: Mode; intimacy: number }[]> {
  return on.query(
    `select m.user_no, m.club_no, m.mode, m.intimacy
     from (select distinct * from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, mode)) as t
     join membership_shown m using (user_no, club_no, mode)`,
    columns(
      asked,
      ({ userNo }) => userNo,
      ({ clubNo }) => clubNo,
      ({ mode }) => mode,
    ),
  )
}

/** Which of these options are there and were not taken away. */
export function findOptions(
  on: Queryable,
  asked: readonly { readonly pollId: string; readonly option: number }[],
): Promise<{ poll_id: string; option: number }[]> {
  return on.query(
    `select o.poll_id, o.option from (select distinct * from unnest($1::uuid[], $2::int4[]) as t(poll_id, option)) as t
     join poll_option o using (poll_id, option) where o.removed_at is null`,
    columns(
      asked,
      ({ pollId }) => pollId,
      ({ option }) => option,
    ),
  )
}

/** What somebody chose. */
export interface VoteRow {
  readonly user_no: number
  readonly poll_id: string
  readonly options: readonly number[]
  readonly level: number
}

/** What people chose in polls. */
export function readVotes(on: Queryable, keys: readonly PollKey[]): Promise<VoteRow[]> {
  return on.query<VoteRow>(
    `select v.user_no, v.poll_id, v.options, v.level
     from (select distinct * from unnest($1::int8[], $2::uuid[]) as t(user_no, poll_id)) as t join poll_vote v using (user_no, poll_id)`,
    keyColumns(keys),
  )
}

/** Suggestions of people that stand. */
export function readSuggestions(
  on: Queryable,
  keys: readonly PollKey[],
): Promise<{ user_no: number; poll_id: string; option: number }[]> {
  return on.query(
    `select o.user_no, o.poll_id, o.option
     from (select distinct * from unnest($1::int8[], $2::uuid[]) as t(user_no, poll_id)) as t join poll_option o using (user_no, poll_id)
     where o.removed_at is null order by o.option`,
    keyColumns(keys),
  )
}

/** A suggestion that says the same already, and whose it is. */
export interface SameRow {
  readonly poll_id: string
  readonly folded: string
  readonly option: number
  readonly user_no: number | null
  readonly text: string
}

/** Suggestions that say the same already. */
export function findSame(
  on: Queryable,
  asked: readonly { readonly pollId: string; readonly folded: string }[],
): Promise<SameRow[]> {
  return on.query<SameRow>(
    `select o.poll_id, o.folded, o.option, o.user_no, o.text from (select distinct * from unnest($1::uuid[], $2::text[]) as t(poll_id, folded)) as t
     join poll_option o using (poll_id, folded)`,
    columns(
      asked,
      ({ pollId }) => pollId,
      ({ folded }) => folded,
    ),
  )
}

/** Writes what people chose instead of what they chose before; who chose nothing has no row. */
export async function saveVotes(
  tx: Queryable,
  votes: readonly (PollKey & { readonly options: readonly number[]; readonly level: number })[],
  now: number,
): Promise<void> {
  const [kept, gone] = [
    votes.filter(({ options }) => options.length > 0),
    votes.filter(({ options }) => options.length === 0),
  ]
  if (kept.length > 0)
    await tx.query(
      `insert into poll_vote as v (user_no, poll_id, options, level, at)
       select user_no, poll_id, options::int4[], level, $5::timestamptz
       from unnest($1::int8[], $2::uuid[], $3::text[], $4::int2[]) as t(user_no, poll_id, options, level)
       on conflict (user_no, poll_id) do update set options = excluded.options, level = excluded.level, at = excluded.at`,
      [
        ...keyColumns(kept),
        ...columns(
          kept,
          ({ options }) => arrayText(options),
          ({ level }) => level,
        ),
        toInstant(now),
      ],
    )
  if (gone.length > 0)
    await tx.query(
      `delete from poll_vote v using unnest($1::int8[], $2::uuid[]) as t(user_no, poll_id)
       where v.user_no = t.user_no and v.poll_id = t.poll_id`,
      keyColumns(gone),
    )
}

/** Adds to the counts of held polls: by option, by option and level, voters. */
export async function addCounts(tx: Queryable, changes: readonly CountChange[]): Promise<void> {
  if (changes.length === 0) return
  const sorted = [...changes].sort(
    (a, b) => (a.pollId < b.pollId ? -1 : a.pollId > b.pollId ? 1 : 0) || a.option - b.option || a.level - b.level,
  )
  await tx.query(
    `with change as (
       select * from unnest($1::uuid[], $2::int4[], $3::int2[], $4::int4[]) as t(poll_id, option, level, by)
     ), levels as (
       insert into poll_level as l (poll_id, option, level, votes) select poll_id, option, level, 0 from change
       on conflict (poll_id, option, level) do nothing
     ), options as (
       update poll_option o set votes = o.votes + c.by
       from (select poll_id, option, sum(by)::int4 as by from change where option > 0 group by 1, 2) as c
       where o.poll_id = c.poll_id and o.option = c.option and c.by <> 0
     )
     update poll p set voters = p.voters + c.by
     from (select poll_id, sum(by)::int4 as by from change where option = 0 group by 1) as c where p.poll_id = c.poll_id and c.by <> 0`,
    columns(
      sorted,
      ({ pollId }) => pollId,
      ({ option }) => option,
      ({ level }) => level,
      ({ by }) => by,
    ),
  )
  // a statement of its own: the rows that the one before it made are there now, and a count that falls is never inserted below 0
  await tx.query(
    `update poll_level l set votes = l.votes + t.by from unnest($1::uuid[], $2::int4[], $3::int2[], $4::int4[]) as t(poll_id, option, level, by)
     where l.poll_id = t.poll_id and l.option = t.option and l.level = t.level`,
    columns(
      sorted,
      ({ pollId }) => pollId,
      ({ option }) => option,
      ({ level }) => level,
      ({ by }) => by,
    ),
  )
}

/** An option to be written. */
export interface NewOption {
  readonly pollId: string
  readonly option: number
  readonly text: string
  readonly folded: string | null
  readonly product: object | null
  readonly userNo: number | null
}

/** Writes options, given or suggested. */
export async function addOptions(tx: Queryable, options: readonly NewOption[], now: number): Promise<void> {
  if (options.length === 0) return
  await tx.query(
    `insert into poll_option (poll_id, option, text, folded, product, user_no, at)
     select poll_id, option, text, folded, product, user_no, $7::timestamptz
     from unnest($1::uuid[], $2::int4[], $3::text[], $4::text[], $5::jsonb[], $6::int8[]) as t(poll_id, option, text, folded, product, user_no)`,
    [
      ...columns(
        options,
        ({ pollId }) => pollId,
        ({ option }) => option,
        ({ text }) => text,
        ({ folded }) => folded,
        ({ product }) => (product === null ? null : JSON.stringify(product)),
        ({ userNo }) => userNo,
      ),
      toInstant(now),
    ],
  )
}

/** Writes how many options held polls have by now. */
export async function saveOptionCounts(tx: Queryable, polls: readonly PollState[]): Promise<void> {
  await tx.query(
    'update poll p set options = t.options from unnest($1::uuid[], $2::int4[]) as t(poll_id, options) where p.poll_id = t.poll_id',
    columns(
      polls,
      ({ pollId }) => pollId,
      ({ options }) => options,
    ),
  )
}

/** Takes a suggestion's words away; its number and its votes stay. @returns false: it was gone */
export async function removeOption(tx: Queryable, pollId: string, option: number, now: number): Promise<boolean> {
  const rows = await tx.query(
    `update poll_option set text = null, folded = null, picked_at = null, removed_at = $3::timestamptz
     where poll_id = $1::uuid and option = $2::int4 and removed_at is null and user_no is not null returning 1 as done`,
    [pollId, option, toInstant(now)],
  )
  return rows.length > 0
}

/** Who suggested an option that stands; undefined: there is none. */
export async function findSuggester(on: Queryable, pollId: string, option: number): Promise<number | undefined> {
  const rows = await on.query<{ user_no: number }>(
    'select user_no from poll_option where poll_id = $1::uuid and option = $2::int4 and removed_at is null and user_no is not null',
    [pollId, option],
  )
  return rows[0]?.user_no
}

/** Picks these options of a held poll and no others. */
export async function pickOptions(
  tx: Queryable,
  pollId: string,
  options: readonly number[],
  now: number,
): Promise<void> {
  await tx.query(
    `update poll_option set picked_at = case when option = any($2::int4[]) then $3::timestamptz end
     where poll_id = $1::uuid and (picked_at is not null) <> (option = any($2::int4[])) and (picked_at is not null or option = any($2::int4[]))`,
    [pollId, options, toInstant(now)],
  )
}
