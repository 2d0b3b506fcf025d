import type { Rollout, Since } from '../club/apply.ts'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { dates, int4s, int8s } from '../lib/binary-array.ts'
import { tasks, type Mode, type Scene } from '../contract/words.ts'
import { inOrder } from '../lib/in-order.ts'
import { COMMANDS_PART } from '../lib/parts.ts'
import { findNumbers, internUnknown } from '../person/store.ts'
import type { HeldPerson } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { loadWork } from './work-read.ts'
import { MergedMeanwhile, type Pair } from './batch-store.ts'
import { newFan, newPerson, type Batch, type ClubState, type FanState, type PersonState } from './state.ts'
import { emptyWrites } from './writes.ts'

/**
 * Gives every outside id an inner number, making people who are new. Outside the batch's transaction: it means nothing by itself, and
 * two batches that meet the same newcomer do not wait for each other's commit.
 * @returns inner numbers by outside id
 */
export async function internPeople(
  db: Queryable,
  userIds: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const known = await findNumbers(db, userIds)
  // sorted, so that two nodes interning the same newcomers queue up instead of deadlocking
  const missing = userIds.filter((id) => !known.has(id)).sort()
  if (missing.length === 0) return known
  await internUnknown(db, missing, now)
  return findNumbers(db, userIds)
}

/**
 * People of outside ids, held against a merge until the commit, in one order (PLT-8); who was never heard of is left out.
 * @throws MergedMeanwhile where one was merged away while we waited for him
 */
export async function holdPeople(tx: Queryable, userIds: readonly string[]): Promise<ReadonlyMap<string, HeldPerson>> {
  const numbers = await findNumbers(tx, [...new Set(userIds)])
  const rows = await tx.query<{ user_no: number; user_id: string; gone: boolean }>(
    'select user_no, user_id, (merged_into is not null or erased_at is not null) as gone from person where user_no = any($1::int8[]) order by user_no for share',
    [[...new Set(numbers.values())]],
  )
  if (rows.some(({ gone }) => gone)) throw new MergedMeanwhile()
  const firstIds = new Map(rows.map((row) => [row.user_no, row.user_id]))
  return new Map([...numbers].map(([asked, userNo]) => [asked, { userNo, userId: firstIds.get(userNo) ?? asked }]))
}

/** Gives every event source a number, outside the transaction for the same reason. */
export async function internSources(db: Queryable, sources: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const find = () =>
    db.query<{ source: string; source_no: number }>(
      'select source, source_no from source where source = any($1::text[])',
      [sources],
    )
  let rows = await find()
  if (rows.length < sources.length) {
    await db.query('insert into source (source) select unnest($1::text[]) on conflict (source) do nothing', [
      [...sources].sort(),
    ])
    rows = await find()
  }
  return new Map(rows.map((row) => [row.source, row.source_no]))
}

interface ClubRow {
  club_no: number
  owner_id: string
  version: number
  currency: string
  mode: Mode
  mode_seq: number
  badge_live: string | null
  badge_shopping: string | null
}

/**
 * Loads clubs with their history; held against a mode change until the commit (CLUB-5 changes every member).
 * @param known clubs that were loaded before; those whose version has not moved are not read again
 */
export async function loadClubs(
  tx: Queryable,
  ownerIds: readonly string[],
  known: (ownerId: string) => ClubState | undefined = () => undefined,
): Promise<Map<string, ClubState>> {
  const clubs = new Map<string, ClubState>()
  if (ownerIds.length === 0) return clubs
  const rows = await tx.query<ClubRow>(
    `select club_no, owner_id, version, currency, mode, mode_seq, badge_live, badge_shopping
     from club where owner_id = any($1::text[]) order by club_no for key share`,
    [ownerIds],
  )
  const moved = rows.filter((row) => known(row.owner_id)?.version !== row.version)
  const fresh = new Map((await readClubs(tx, moved)).map((club) => [club.ownerId, club]))
  for (const { owner_id: ownerId } of rows) {
    const club = fresh.get(ownerId) ?? known(ownerId)
    if (club !== undefined) clubs.set(ownerId, club)
  }
  return clubs
}

async function readClubs(tx: Queryable, rows: readonly ClubRow[]): Promise<ClubState[]> {
  if (rows.length === 0) return []
  const numbers = rows.map((row) => row.club_no)
  const [changes, work] = await inOrder([
    tx.query<{ club_no: number; kind: string; at: number; value: unknown }>(
      'select club_no, kind, at, value from club_change where club_no = any($1::int4[]) order by club_no, at, change_no',
      [numbers],
    ),
    loadWork(tx, numbers),
  ])
  const histories = new Map<string, Since<unknown>[]>()
  for (const { club_no: clubNo, kind, at, value } of changes) {
    const history = histories.get(`${clubNo}:${kind}`)
    if (history === undefined) histories.set(`${clubNo}:${kind}`, [{ at, value }])
    else history.push({ at, value })
  }
  const of = <T>(clubNo: number, kind: string): Since<T>[] => (histories.get(`${clubNo}:${kind}`) ?? []) as Since<T>[]
  return rows.map((row) => ({
    clubNo: row.club_no,
    ownerId: row.owner_id,
    version: row.version,
    currency: row.currency,
    mode: row.mode,
    modeSeq: row.mode_seq,
    badgeNames: {
      live: row.badge_live ?? defaultBadgeNameOf('live'),
      shopping: row.badge_shopping ?? defaultBadgeNameOf('shopping'),
    },
    modes: of<Mode>(row.club_no, 'mode'),
    purchases: of<boolean>(row.club_no, 'purchase'),
    rollouts: of<Rollout>(row.club_no, 'rollout'),
    work: work(row.club_no),
  }))
}

/**
 * People by number.
 * @param lock held until the commit, in one order for all: for commands, which decide on more than a fan's rows
 */
export async function loadPersons(
  tx: Queryable,
  numbers: readonly number[],
  lock: boolean,
): Promise<Map<number, PersonState>> {
  const persons = new Map<number, PersonState>()
  if (numbers.length === 0) return persons
  const rows = await tx.query<{
    user_no: number
    user_id: string
    name: string | null
    gone: boolean
  }>(
    `select user_no, user_id, name, (merged_into is not null or erased_at is not null) as gone from person where user_no = any($1::int8[]) order by user_no
     ${lock ? 'for no key update' : ''}`,
    [int8s(numbers, (userNo) => userNo)],
  )
  for (const row of rows) {
    if (row.gone) throw new MergedMeanwhile()
    persons.set(row.user_no, newPerson(row.user_no, row.user_id, row.name))
  }
  if (persons.size < new Set(numbers).size) throw new MergedMeanwhile()
  return persons
}

/**
 * All that a command on few members can need: clubs first, then people, then fans, locked in one order.
 * @param numbers inner numbers of every subject
 */
export async function loadBatch(
  tx: Queryable,
  now: number,
  wanted: {
    numbers: ReadonlyMap<string, number>
    ownerIds: readonly string[]
    pairs: readonly (readonly [string, string, string])[]
  },
): Promise<Batch> {
  const clubs = await loadClubs(tx, wanted.ownerIds)
  const byNo = await loadPersons(tx, [...new Set(wanted.numbers.values())], true)
  const persons = new Map<string, PersonState>()
  for (const [userId, userNo] of wanted.numbers) {
    const person = byNo.get(userNo)
    if (person !== undefined) persons.set(userId, person)
  }
  const pairs: Pair[] = []
  for (const [userId, ownerId, fromDay] of wanted.pairs) {
    const person = persons.get(userId)
    const club = clubs.get(ownerId)
    if (person !== undefined && club !== undefined) pairs.push({ person, club, fromDay })
  }
  await loadFans(tx, pairs, true)
  const fans = new Set(pairs.flatMap(({ person, club }) => person.fans.get(club.clubNo) ?? []))
  return { now, part: COMMANDS_PART, clubs, persons, fans, seen: new Map(), sessions: new Map(), writes: emptyWrites() }
}

interface FanRow {
  user_no: number
  club_no: number
  version: number
  epoch: number
  seq: number
  left_at: number | null
  lit_orders: number
  follows: boolean
  follow_at: number | null
  entry_gift: string | null
  entry_gift_at: number | null
  excluded: boolean
}

const byFan = (a: Pair, b: Pair): number => a.person.userNo - b.person.userNo || a.club.clubNo - b.club.clubNo

/**
 * Puts fans with their memberships and days onto their people. The fan's row is read first: whatever changes between this statement and the
 * next moves its version, and the write finds out.
 */
export async function loadFans(tx: Queryable, pairs: readonly Pair[], lock: boolean): Promise<void> {
  if (pairs.length === 0) return
  const sorted = [...pairs].sort(byFan)
  const keys = [int8s(sorted, (pair) => pair.person.userNo), int4s(sorted, (pair) => pair.club.clubNo)]
  const people = new Map<number, PersonState>()
  for (const { person, club, fromDay } of sorted) {
    people.set(person.userNo, person)
    person.fans.set(club.clubNo, newFan(person, club, fromDay))
  }
  const find: FindFan = (userNo, clubNo) => people.get(userNo)?.fans.get(clubNo)
  const reading = tx.query<FanRow>(
    `select f.user_no, f.club_no, f.version, f.epoch, f.seq, f.left_at, f.lit_orders, f.follows, f.follow_at, f.entry_gift,
       f.entry_gift_at, f.excluded_at is not null as excluded
     from unnest($1::int8[], $2::int4[]) as t(user_no, club_no) join fan f using (user_no, club_no) ${lock ? 'for no key update of f' : ''}`,
    keys,
  )
  const [rows] = await inOrder([
    reading,
    lookAgain(tx, people),
    loadMemberships(tx, keys, find),
    loadDays(
      tx,
      sorted.flatMap(({ person, club, fromDay }) => {
        const fan = person.fans.get(club.clubNo)
        return fan === undefined ? [] : [{ fan, fromDay }]
      }),
    ),
  ])
  for (const row of rows) {
    const fan = find(row.user_no, row.club_no)
    if (fan === undefined) continue
    fan.version = row.version
    fan.epoch = row.epoch
    fan.seq = row.seq
    fan.leftAt = row.left_at
    fan.litOrders = row.lit_orders
    fan.follows = row.follows
    fan.followAt = row.follow_at
    fan.entryGift = row.entry_gift
    fan.entryGiftAt = row.entry_gift_at
    fan.excluded = row.excluded
  }
}

/**
 * A person may be remembered from before a merge or under an old name, and we may have waited for that just now. After his fans were read, so that
 * any later change moves their versions; a statement of its own, since it must see what the one before has seen after a wait.
 */
async function lookAgain(tx: Queryable, people: ReadonlyMap<number, PersonState>): Promise<void> {
  const rows = await tx.query<{ user_no: number; user_id: string; name: string | null }>(
    'select user_no, user_id, name from person where user_no = any($1::int8[]) and merged_into is null and erased_at is null',
    [int8s([...people.keys()], (userNo) => userNo)],
  )
  if (rows.length < people.size) throw new MergedMeanwhile()
  for (const row of rows) {
    const person = people.get(row.user_no)
    if (person?.userId !== row.user_id) throw new MergedMeanwhile()
    person.name = row.name
  }
}

/** Finds what was put onto its person by its numbers. */
type FindFan = (userNo: number, clubNo: number) => FanState | undefined

async function loadMemberships(tx: Queryable, keys: readonly Buffer[], find: FindFan): Promise<void> {
  const rows = await tx.query<{
    user_no: number
    club_no: number
    mode: Mode
    epoch: number
    scene: Scene
    joined_at: number
    intimacy: number
    level: number
    last_earned_at: number | null
    carried_seq: number | null
  }>(
    `select m.user_no, m.club_no, m.mode, m.epoch, m.scene, m.joined_at, m.intimacy, m.level, m.last_earned_at, m.carried_seq
     from unnest($1::int8[], $2::int4[]) as t(user_no, club_no) join membership m using (user_no, club_no)`,
    keys,
  )
  for (const row of rows) {
    const fan = find(row.user_no, row.club_no)
    if (fan === undefined) continue
    fan.memberships[row.mode] = {
      mode: row.mode,
      epoch: row.epoch,
      scene: row.scene,
      joinedAt: row.joined_at,
      intimacy: row.intimacy,
      level: row.level,
      lastEarnedAt: row.last_earned_at,
      carriedSeq: row.carried_seq,
      stored: true,
      dirty: false,
    }
  }
}

/** Versions of fans as they are now, in the order given (-1: no row), locked until the commit. */
export async function lockFans(tx: Queryable, fans: readonly FanState[]): Promise<number[]> {
  const sorted = [...fans].sort((a, b) => a.person.userNo - b.person.userNo || a.club.clubNo - b.club.clubNo)
  const rows = await tx.query<{ user_no: number; club_no: number; version: number }>(
    `select f.user_no, f.club_no, f.version from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)
     join fan f using (user_no, club_no) for no key update of f`,
    [int8s(sorted, (fan) => fan.person.userNo), int4s(sorted, (fan) => fan.club.clubNo)],
  )
  const versions = new Map(rows.map((row) => [`${row.user_no}:${row.club_no}`, row.version]))
  return fans.map((fan) => versions.get(`${fan.person.userNo}:${fan.club.clubNo}`) ?? -1)
}

/** Puts the days from `fromDay` on onto fans that have none of them yet. */
export async function loadDays(
  tx: Queryable,
  wanted: readonly { readonly fan: FanState; readonly fromDay: string }[],
): Promise<void> {
  if (wanted.length === 0) return
  const people = new Map<number, PersonState>()
  for (const { fan, fromDay } of wanted) {
    people.set(fan.person.userNo, fan.person)
    fan.daysFrom = fromDay
    fan.days.length = 0
  }
  const rows = await tx.query<{
    user_no: number
    club_no: number
    mode: Mode
    day: string
    level: number
    earned: number
    net: number
    tasks_earned: number[]
    tasks_count: number[]
    tasks_units: number[]
  }>(
    `select d.user_no, d.club_no, d.mode, d.day, d.level, d.earned, d.net, d.tasks_earned, d.tasks_count, d.tasks_units
     from unnest($1::int8[], $2::int4[], $3::date[]) as t(user_no, club_no, from_day)
     join member_day d on d.user_no = t.user_no and d.club_no = t.club_no and d.day >= t.from_day`,
    [
      int8s(wanted, ({ fan }) => fan.person.userNo),
      int4s(wanted, ({ fan }) => fan.club.clubNo),
      dates(wanted, ({ fromDay }) => fromDay),
    ],
  )
  for (const row of rows)
    people
      .get(row.user_no)
      ?.fans.get(row.club_no)
      ?.days.push({
        mode: row.mode,
        day: row.day,
        level: row.level,
        earned: row.earned,
        net: row.net,
        tasksEarned: padded(row.tasks_earned),
        tasksCount: padded(row.tasks_count),
        tasksUnits: padded(row.tasks_units),
        stored: true,
        dirty: false,
      })
}

/** A task added later has no place in older rows. */
const padded = (values: readonly number[]): number[] => tasks.map((_, index) => values[index] ?? 0)
