import { bools, dates, instants, int2s, int4s, int8s, kinds, listsOf, texts } from '../lib/binary-array.ts'
import { tasks } from '../contract/words.ts'
import { ChangedMeanwhile } from './batch-store.ts'
import type { Pipeline } from './pipeline.ts'
import type { Batch, DayState, FanState, MembershipState, PersonState, WatchState } from './state.ts'
import type { ProfileDraft } from './writes.ts'

/**
 * People, fans, memberships and days. A fan's row guards all that hangs on it: it is written exactly when its version is the one that the
 * batch was decided on, so what was read from memory, or before another node's commit, is found out here. Fans are written in one order by all.
 */

/**
 * The pipeline fails with ChangedMeanwhile when somebody else wrote one of the batch's fans or watched spans, or names a person whom there is no
 * more.
 */
export function saveFans(line: Pipeline, batch: Batch): void {
  const profiles = [...batch.writes.profiles].sort(([a], [b]) => a.userNo - b.userNo)
  const touched = [...batch.fans].filter((fan) => fan.touched || fan.dirty).sort(byKey)
  const known = touched.filter((fan) => fan.version >= 0)
  saveProfiles(line, profiles)
  insertFans(
    line,
    touched.filter((fan) => fan.version < 0),
  )
  guard(
    line,
    known.filter((fan) => !fan.dirty),
  )
  updateFans(
    line,
    known.filter((fan) => fan.dirty),
  )
  for (const fan of touched) fan.version += 1
  moveFans(
    line,
    profiles.map(([person]) => person.userNo),
  )
  endMemberships(line, batch)
  saveMemberships(line, touched)
  saveDays(line, touched)
  saveWatches(line, touched)
}

const byKey = (a: FanState, b: FanState): number => a.person.userNo - b.person.userNo || a.club.clubNo - b.club.clubNo

const fanKeys = (fans: readonly FanState[]): Buffer[] => [
  int8s(fans, (fan) => fan.person.userNo),
  int4s(fans, (fan) => fan.club.clubNo),
]

/** Sends a statement that tells how many rows it found or wrote; fewer than asked for means that somebody else was there. */
function exactly(line: Pipeline, count: number, text: string, values: readonly Buffer[]): void {
  line.add(
    line.tx
      .query<{ rows: number }>(`with done as (${text}) select count(*)::int4 as rows from done`, values)
      .then((rows) => {
        if (rows[0]?.rows !== count) throw new ChangedMeanwhile()
      }),
  )
}

function guard(line: Pipeline, fans: readonly FanState[]): void {
  if (fans.length === 0) return
  exactly(
    line,
    fans.length,
    `update fan f set version = f.version + 1, seq = t.seq
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[]) as t(user_no, club_no, version, seq)
     where f.user_no = t.user_no and f.club_no = t.club_no and f.version = t.version returning 1`,
    [...fanKeys(fans), int4s(fans, (fan) => fan.version), int4s(fans, (fan) => fan.seq)],
  )
}

const fanValues = (fans: readonly FanState[]): Buffer[] => [
  int4s(fans, (fan) => fan.epoch),
  int4s(fans, (fan) => fan.seq),
  instants(fans, (fan) => fan.leftAt),
  int4s(fans, (fan) => fan.litOrders),
  bools(fans, (fan) => fan.follows),
  instants(fans, (fan) => fan.followAt),
  texts(fans, (fan) => fan.entryGift),
  instants(fans, (fan) => fan.entryGiftAt),
]

function updateFans(line: Pipeline, fans: readonly FanState[]): void {
  if (fans.length === 0) return
  exactly(
    line,
    fans.length,
    `update fan f set version = f.version + 1, epoch = t.epoch, seq = t.seq, left_at = t.left_at, lit_orders = t.lit_orders,
       follows = t.follows, follow_at = t.follow_at, entry_gift = t.entry_gift, entry_gift_at = t.entry_gift_at
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[], $5::timestamptz[], $6::int4[], $7::bool[], $8::timestamptz[], $9::text[],
       $10::timestamptz[], $11::int4[])
       as t(user_no, club_no, epoch, seq, left_at, lit_orders, follows, follow_at, entry_gift, entry_gift_at, version)
     where f.user_no = t.user_no and f.club_no = t.club_no and f.version = t.version returning 1`,
    [...fanKeys(fans), ...fanValues(fans), int4s(fans, (fan) => fan.version)],
  )
}

/**
 * First rows of users in clubs: of people who are still those remembered. A merge would look for their rows and not find these; and where there was
 * no row, no version told that they were named anew or erased, so what this batch says of them would be under an old name.
 */
function insertFans(line: Pipeline, fans: readonly FanState[]): void {
  if (fans.length === 0) return
  const people = [...new Set(fans.map((fan) => fan.person))]
  exactly(
    line,
    people.length,
    `select 1 from unnest($1::int8[], $2::text[], $3::text[]) as t(user_no, user_id, name) join person p on p.user_no = t.user_no
     where p.user_id = t.user_id and p.name is not distinct from t.name and p.merged_into is null and p.erased_at is null
     order by p.user_no for share of p`,
    [
      int8s(people, (person) => person.userNo),
      texts(people, (person) => person.userId),
      texts(people, (person) => person.name),
    ],
  )
  line.send(
    `insert into fan (user_no, club_no, epoch, seq, left_at, lit_orders, follows, follow_at, entry_gift, entry_gift_at)
     select * from unnest($1::int8[], $2::int4[], $3::int4[], $4::int4[], $5::timestamptz[], $6::int4[], $7::bool[], $8::timestamptz[],
       $9::text[], $10::timestamptz[])`,
    [...fanKeys(fans), ...fanValues(fans)],
  )
}

/**
 * What events say of people goes onto what is stored: nobody who remembers them can write back what was changed or erased since (ADR 0011). What
 * other nodes remember of them is old then: the versions of all their fans move (`moveFans`).
 */
function saveProfiles(line: Pipeline, drafts: readonly (readonly [PersonState, ProfileDraft])[]): void {
  if (drafts.length === 0) return
  exactly(
    line,
    drafts.length,
    `update person p set name = coalesce(t.name, p.name), profile = coalesce(p.profile, '{}') || t.fields::jsonb
     from unnest($1::int8[], $2::text[], $3::text[], $4::text[]) as t(user_no, user_id, name, fields)
     where p.user_no = t.user_no and p.user_id = t.user_id and p.merged_into is null and p.erased_at is null returning 1`,
    [
      int8s(drafts, ([person]) => person.userNo),
      texts(drafts, ([person]) => person.userId),
      texts(drafts, ([, draft]) => draft.name),
      texts(drafts, ([, draft]) => JSON.stringify(draft.fields)),
    ],
  )
}

function moveFans(line: Pipeline, people: readonly number[]): void {
  if (people.length === 0) return
  line.send(
    `update fan set version = version + 1 where (user_no, club_no) in (
       select user_no, club_no from fan where user_no = any($1::int8[]) order by user_no, club_no for no key update)`,
    [int8s(people, (userNo) => userNo)],
  )
}

/** MEM-3: who left is no member any more; what he had stays in the ledger. */
function endMemberships(line: Pipeline, batch: Batch): void {
  const ended = batch.writes.log.filter((item) => item.kind === 'leave')
  if (ended.length === 0) return
  line.send(
    `delete from membership using unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, mode)
     where membership.user_no = t.user_no and membership.club_no = t.club_no and membership.mode = t.mode`,
    [int8s(ended, (l) => l.userNo), int4s(ended, (l) => l.clubNo), texts(ended, (l) => l.mode)],
  )
}

interface MembershipRow {
  readonly fan: FanState
  readonly membership: MembershipState
}

function saveMemberships(line: Pipeline, fans: readonly FanState[]): void {
  const known: MembershipRow[] = []
  const fresh: MembershipRow[] = []
  for (const fan of fans)
    for (const membership of [fan.memberships.live, fan.memberships.shopping])
      if (membership?.dirty === true) (membership.stored ? known : fresh).push({ fan, membership })
  if (known.length > 0)
    line.send(
      `update membership m set joined_at = t.joined_at, intimacy = t.intimacy, level = t.level, last_earned_at = t.last_earned_at,
         carried_seq = t.carried_seq
       from unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::int8[], $6::int2[], $7::timestamptz[], $8::int4[])
         as t(user_no, club_no, mode, joined_at, intimacy, level, last_earned_at, carried_seq)
       where m.user_no = t.user_no and m.club_no = t.club_no and m.mode = t.mode`,
      membershipValues(known),
    )
  if (fresh.length > 0)
    line.send(
      `insert into membership (user_no, club_no, mode, joined_at, intimacy, level, last_earned_at, carried_seq, epoch, scene)
       select * from unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::int8[], $6::int2[], $7::timestamptz[], $8::int4[],
         $9::int4[], $10::text[])`,
      [...membershipValues(fresh), int4s(fresh, (r) => r.membership.epoch), texts(fresh, (r) => r.membership.scene)],
    )
}

const membershipValues = (rows: readonly MembershipRow[]): Buffer[] => [
  int8s(rows, (r) => r.fan.person.userNo),
  int4s(rows, (r) => r.fan.club.clubNo),
  texts(rows, (r) => r.membership.mode),
  instants(rows, (r) => r.membership.joinedAt),
  int8s(rows, (r) => r.membership.intimacy),
  int2s(rows, (r) => r.membership.level),
  instants(rows, (r) => r.membership.lastEarnedAt),
  int4s(rows, (r) => r.membership.carriedSeq),
]

interface DayRow {
  readonly fan: FanState
  readonly day: DayState
}

/** A row's arrays lie one after the other in one parameter; each row takes its slice, so no text is built or read. */
const slice = (parameter: string): string =>
  `(${parameter})[((t.place - 1) * ${tasks.length} + 1)::int4 : (t.place * ${tasks.length})::int4]`

function saveDays(line: Pipeline, fans: readonly FanState[]): void {
  const known: DayRow[] = []
  const fresh: DayRow[] = []
  for (const fan of fans) for (const day of fan.days) if (day.dirty) (day.stored ? known : fresh).push({ fan, day })
  if (known.length > 0)
    line.send(
      `update member_day d set earned = t.earned, net = t.net, tasks_earned = ${slice('$7::int4[]')},
         tasks_count = ${slice('$8::int4[]')}, tasks_units = ${slice('$9::int8[]')}
       from unnest($1::int8[], $2::int4[], $3::text[], $4::date[], $5::int4[], $6::int8[]) with ordinality
         as t(user_no, club_no, mode, day, earned, net, place)
       where d.user_no = t.user_no and d.club_no = t.club_no and d.mode = t.mode and d.day = t.day`,
      dayValues(known),
    )
  if (fresh.length > 0)
    line.send(
      `insert into member_day (user_no, club_no, mode, day, earned, net, tasks_earned, tasks_count, tasks_units, level)
       select user_no, club_no, mode, day, earned, net, ${slice('$7::int4[]')}, ${slice('$8::int4[]')}, ${slice('$9::int8[]')}, level
       from unnest($1::int8[], $2::int4[], $3::text[], $4::date[], $5::int4[], $6::int8[], $10::int2[]) with ordinality
         as t(user_no, club_no, mode, day, earned, net, level, place)`,
      [...dayValues(fresh), int2s(fresh, (r) => r.day.level)],
    )
}

const dayValues = (rows: readonly DayRow[]): Buffer[] => [
  int8s(rows, (r) => r.fan.person.userNo),
  int4s(rows, (r) => r.fan.club.clubNo),
  texts(rows, (r) => r.day.mode),
  dates(rows, (r) => r.day.day),
  int4s(rows, (r) => r.day.earned),
  int8s(rows, (r) => r.day.net),
  listsOf(kinds.int4, rows, tasks.length, (r) => r.day.tasksEarned),
  listsOf(kinds.int4, rows, tasks.length, (r) => r.day.tasksCount),
  listsOf(kinds.int8, rows, tasks.length, (r) => r.day.tasksUnits),
]

/** Spans belong to the user, not to one club: their own old value guards them. @rule TASK-14 */
function saveWatches(line: Pipeline, fans: readonly FanState[]): void {
  const people = new Set<PersonState>(fans.map((fan) => fan.person))
  const known: WatchState[] = []
  const fresh: WatchState[] = []
  for (const person of people)
    for (const watch of person.watches.values()) if (watch.dirty) (watch.stored === null ? fresh : known).push(watch)
  if (known.length > 0)
    exactly(
      line,
      known.length,
      `update watch_day w set spans = ($3::int8[])[t.first : t.last]
       from unnest($1::int8[], $2::date[], $4::int4[], $5::int4[], $7::int4[], $8::int4[]) as t(user_no, day, first, last, old_first, old_last)
       where w.user_no = t.user_no and w.day = t.day and w.spans = ($6::int8[])[t.old_first : t.old_last] returning 1`,
      [
        int8s(known, (watch) => watch.userNo),
        dates(known, (watch) => watch.day),
        ...pieces(known.map((watch) => watch.spans)),
        ...pieces(known.map((watch) => watch.stored ?? [])),
      ],
    )
  if (fresh.length > 0)
    line.send(
      `insert into watch_day (user_no, day, spans) select user_no, day, ($3::int8[])[first : last]
       from unnest($1::int8[], $2::date[], $4::int4[], $5::int4[]) as t(user_no, day, first, last)`,
      [
        int8s(fresh, (watch) => watch.userNo),
        dates(fresh, (watch) => watch.day),
        ...pieces(fresh.map((watch) => watch.spans)),
      ],
    )
}

/** Lists of any length, one after the other, and where each begins and ends (from 1). */
function pieces(lists: readonly (readonly number[])[]): Buffer[] {
  const flat: number[] = []
  const bounds = lists.map((list) => {
    const first = flat.length + 1
    for (const value of list) flat.push(value)
    return { first, last: flat.length }
  })
  return [int8s(flat, (value) => value), int4s(bounds, ({ first }) => first), int4s(bounds, ({ last }) => last)]
}
