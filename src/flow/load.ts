import type { Rollout, Since } from '../club/apply.ts'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { columns } from '../lib/columns.ts'
import { tasks, type Mode, type Scene } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import {
  emptyWrites,
  fanKey,
  type Batch,
  type ClubState,
  type FanState,
  type MembershipState,
  type PersonState,
} from './state.ts'

/** Ids of people, sources and clubs that a batch speaks of. */
export interface Wanted {
  readonly userIds: ReadonlySet<string>
  readonly ownerIds: ReadonlySet<string>
}

/** What was read is so no more (a person merged into another, a session opened by another club): the caller starts again. */
export class ChangedMeanwhile extends Error {}
/** A person that another was merged into while we waited. */
export class MergedMeanwhile extends ChangedMeanwhile {}

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
  const find = () =>
    db.query<{ user_id: string; user_no: number }>(
      'select user_id, user_no from person_alias where user_id = any($1::text[])',
      [userIds],
    )
  let rows = await find()
  if (rows.length < userIds.length) {
    const known = new Set(rows.map((row) => row.user_id))
    // sorted, so that two nodes interning the same newcomers queue up instead of deadlocking
    const missing = userIds.filter((id) => !known.has(id)).sort()
    await db.query(
      `with made as (
         insert into person_alias (user_id, user_no)
         select user_id, nextval(pg_get_serial_sequence('person', 'user_no')) from unnest($1::text[]) as t(user_id)
         on conflict (user_id) do nothing
         returning user_id, user_no
       )
       insert into person (user_no, user_id, created_at) overriding system value
       select user_no, user_id, $2::timestamptz from made`,
      [missing, toInstant(now)],
    )
    rows = await find()
  }
  return new Map(rows.map((row) => [row.user_id, row.user_no]))
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
  currency: string
  mode: Mode
  mode_seq: number
  badge_live: string | null
  badge_shopping: string | null
}

/** Loads clubs with their history; held against a mode change until the commit (CLUB-5 changes every member). */
export async function loadClubs(tx: Queryable, ownerIds: readonly string[]): Promise<Map<string, ClubState>> {
  const rows = await tx.query<ClubRow>(
    `select club_no, owner_id, currency, mode, mode_seq, badge_live, badge_shopping
     from club where owner_id = any($1::text[]) order by club_no for key share`,
    [ownerIds],
  )
  const changes = await tx.query<{ club_no: number; kind: string; at: number; value: unknown }>(
    'select club_no, kind, at, value from club_change where club_no = any($1::int4[]) order by club_no, at, change_no',
    [rows.map((row) => row.club_no)],
  )
  const histories = new Map<string, Since<unknown>[]>()
  for (const { club_no: clubNo, kind, at, value } of changes) {
    const history = histories.get(`${clubNo}:${kind}`)
    if (history === undefined) histories.set(`${clubNo}:${kind}`, [{ at, value }])
    else history.push({ at, value })
  }
  const of = <T>(clubNo: number, kind: string): Since<T>[] => (histories.get(`${clubNo}:${kind}`) ?? []) as Since<T>[]
  return new Map(
    rows.map((row) => [
      row.owner_id,
      {
        clubNo: row.club_no,
        ownerId: row.owner_id,
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
      },
    ]),
  )
}

/** Locks and loads people by number, in one order for all. */
async function lockPersons(tx: Queryable, numbers: ReadonlyMap<string, number>): Promise<Map<string, PersonState>> {
  const rows = await tx.query<{
    user_no: number
    user_id: string
    name: string | null
    profile: Record<string, unknown> | null
    merged_into: number | null
  }>(
    'select user_no, user_id, name, profile, merged_into from person where user_no = any($1::int8[]) order by user_no for no key update',
    [[...new Set(numbers.values())]],
  )
  const byNo = new Map<number, PersonState>()
  for (const row of rows) {
    if (row.merged_into !== null) throw new MergedMeanwhile()
    byNo.set(row.user_no, {
      userNo: row.user_no,
      userId: row.user_id,
      name: row.name,
      profile: row.profile,
      dirty: false,
    })
  }
  const byId = new Map<string, PersonState>()
  for (const [userId, userNo] of numbers) {
    const person = byNo.get(userNo)
    if (person === undefined) throw new MergedMeanwhile()
    byId.set(userId, person)
  }
  return byId
}

/** A user and a club of the batch, and the first business day the batch may touch for them. */
interface Pair {
  readonly person: PersonState
  readonly club: ClubState
  fromDay: string
}

/**
 * Loads all that a batch of events can need, in a fixed number of statements: clubs first, then people, locked in one order.
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
  const persons = await lockPersons(tx, wanted.numbers)
  const pairs = new Map<string, Pair>()
  for (const [userId, ownerId, day] of wanted.pairs) {
    const person = persons.get(userId)
    const club = clubs.get(ownerId)
    if (person === undefined || club === undefined) continue
    const key = fanKey(person.userNo, club.clubNo)
    const known = pairs.get(key)
    if (known === undefined) pairs.set(key, { person, club, fromDay: day })
    else if (day < known.fromDay) known.fromDay = day
  }
  const fans = await loadFans(tx, [...pairs.values()])
  return {
    now,
    clubs,
    persons,
    fans,
    seen: new Map(),
    watches: new Map(),
    once: new Set(),
    sessions: new Map(),
    sessionFans: new Map(),
    writes: emptyWrites(),
  }
}

interface FanRow {
  user_no: number
  club_no: number
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

async function loadFans(tx: Queryable, pairs: readonly Pair[]): Promise<Map<string, FanState>> {
  const keys = columns(
    pairs,
    (pair) => pair.person.userNo,
    (pair) => pair.club.clubNo,
  )
  const rows = await tx.query<FanRow>(
    `select f.user_no, f.club_no, f.epoch, f.seq, f.left_at, f.lit_orders, f.follows, f.follow_at, f.entry_gift, f.entry_gift_at,
       f.excluded_at is not null as excluded
     from unnest($1::int8[], $2::int4[]) as t(user_no, club_no) join fan f using (user_no, club_no)`,
    keys,
  )
  const byKey = new Map(rows.map((row) => [fanKey(row.user_no, row.club_no), row]))
  const fans = new Map<string, FanState>()
  for (const { person, club } of pairs) {
    const key = fanKey(person.userNo, club.clubNo)
    const row = byKey.get(key)
    fans.set(key, {
      person,
      club,
      epoch: row?.epoch ?? 0,
      seq: row?.seq ?? 0,
      leftAt: row?.left_at ?? null,
      litOrders: row?.lit_orders ?? 0,
      follows: row?.follows ?? false,
      followAt: row?.follow_at ?? null,
      entryGift: row?.entry_gift ?? null,
      entryGiftAt: row?.entry_gift_at ?? null,
      excluded: row?.excluded ?? false,
      memberships: { live: null, shopping: null },
      days: new Map(),
      orders: new Map(),
      waiting: new Map(),
      dirty: false,
    })
  }
  await loadMemberships(tx, keys, fans)
  await loadDays(tx, pairs, fans)
  return fans
}

async function loadMemberships(
  tx: Queryable,
  keys: ReturnType<typeof columns>,
  fans: ReadonlyMap<string, FanState>,
): Promise<void> {
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
    const membership: MembershipState = {
      mode: row.mode,
      epoch: row.epoch,
      scene: row.scene,
      joinedAt: row.joined_at,
      intimacy: row.intimacy,
      level: row.level,
      lastEarnedAt: row.last_earned_at,
      carriedSeq: row.carried_seq,
      dirty: false,
    }
    const fan = fans.get(fanKey(row.user_no, row.club_no))
    if (fan !== undefined) fan.memberships[row.mode] = membership
  }
}

async function loadDays(tx: Queryable, pairs: readonly Pair[], fans: ReadonlyMap<string, FanState>): Promise<void> {
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
    columns(
      pairs,
      (pair) => pair.person.userNo,
      (pair) => pair.club.clubNo,
      (pair) => pair.fromDay,
    ),
  )
  for (const row of rows)
    fans.get(fanKey(row.user_no, row.club_no))?.days.set(`${row.mode}:${row.day}`, {
      mode: row.mode,
      day: row.day,
      level: row.level,
      earned: row.earned,
      net: row.net,
      tasksEarned: padded(row.tasks_earned),
      tasksCount: padded(row.tasks_count),
      tasksUnits: padded(row.tasks_units),
      dirty: false,
    })
}

/** A task added later has no place in older rows. */
const padded = (values: readonly number[]): number[] => tasks.map((_, index) => values[index] ?? 0)
