import { noWork } from '../../src/club/apply.ts'
import type { Incoming } from '../../src/contract/events.ts'
import type { RuleSet } from '../../src/contract/rule-set.ts'
import { ChangedMeanwhile, MergedMeanwhile, type Once, type Pair } from '../../src/flow/batch-store.ts'
import {
  newFan,
  newPerson,
  onceKey,
  seenKey,
  type Batch,
  type ClubState,
  type DayState,
  type FanState,
  type MembershipState,
  type OrderState,
  type PersonState,
  type SeenState,
  type SessionState,
  type WaitingState,
} from '../../src/flow/state.ts'
import type { EntryDraft } from '../../src/flow/writes.ts'
import type { OutboxMessage } from '../../src/ports/app.ts'
import type { ModeName, World } from './world.ts'

/** The tables of a store in memory: what is in here is committed. Loads give copies; `save.ts` takes back what is marked as changed. */

type Writable<T> = { -readonly [K in keyof T]: T[K] }
export interface ClubRow extends Writable<Omit<ClubState, 'modes' | 'purchases' | 'rollouts'>> {
  carried: boolean
  modes: ClubState['modes'][number][]
  purchases: ClubState['purchases'][number][]
  rollouts: ClubState['rollouts'][number][]
  asked: { to: ModeName; at: number } | null
  readonly done: number[]
}
export interface FanRow extends Pick<
  Writable<FanState>,
  | 'version'
  | 'epoch'
  | 'seq'
  | 'leftAt'
  | 'litOrders'
  | 'follows'
  | 'followAt'
  | 'entryGift'
  | 'entryGiftAt'
  | 'excluded'
  | 'memberships'
> {
  readonly userNo: number
  readonly clubNo: number
  /** by mode and day */
  readonly days: Map<string, DayState>
  readonly orders: Map<string, Omit<OrderState, 'session'> & { sessionId: string | null }>
  readonly waiting: Map<string, WaitingState[]>
  readonly once: Set<string>
  /** days that two accounts had before they were one: they shared no cap (PLT-8) */
  readonly shared: Set<string>
}
export type EntryRow = Omit<EntryDraft, 'fan' | 'session'> & { userNo: number; clubNo: number }
export interface SessionRow extends Omit<SessionState, 'dirty'> {
  readonly totals: {
    viewers: number
    memberViewers: number
    orders: number
    sales: number
    interactions: number
    memberInteractions: number
    readonly completed: number[]
    readonly exhausted: number[]
  }
}
export interface PresenceRow {
  readonly userNo: number
  readonly firstAt: number
  readonly lastAt: number
  readonly member: boolean
  readonly completed: number
  readonly exhausted: number
}
export interface PersonRow {
  readonly userNo: number
  readonly userId: string
  name: string | null
  profile: Readonly<Record<string, unknown>>
  mergedInto: number | null
}
export type ClubDayRow = Record<
  'earned' | 'taken' | 'orders' | 'sales' | 'refunds' | 'refunded' | 'lastLive' | 'lastShopping',
  number
>

export interface Tables {
  readonly clubs: Map<string, ClubRow>
  /** outside id → inner number */
  readonly aliases: Map<string, number>
  readonly persons: Map<number, PersonRow>
  /** by user and club number */
  readonly fans: Map<string, FanRow>
  /** by user number, source and id */
  readonly seen: Map<string, SeenState>
  /** by user number and day */
  readonly watches: Map<string, readonly number[]>
  readonly sessions: Map<string, SessionRow>
  /** by user number and session id */
  readonly presences: Map<string, PresenceRow>
  /** by user and club number, in order of seq */
  readonly ledger: Map<string, EntryRow[]>
  /** by club number and day */
  readonly clubDays: Map<string, ClubDayRow>
  /** members by club number, mode and level */
  readonly levels: Map<string, number>
  readonly leavings: {
    readonly userNo: number
    readonly clubNo: number
    readonly epoch: number
    readonly day: string
  }[]
  readonly outbox: OutboxMessage[]
  readonly versions: RuleSet[]
  readonly due: { readonly at: number; readonly kind: 'mode' | 'rules' | 'expire'; readonly ownerId?: string }[]
}

export const keyOf = (userNo: number, clubNo: number): string => `${userNo}:${clubNo}`

export function createTables(world: World): Tables {
  const clubs = world.owners.map(({ ownerId, mode }, index): [string, ClubRow] => [
    ownerId,
    {
      clubNo: index + 1,
      ownerId,
      version: 0,
      currency: 'CNY',
      mode,
      modeSeq: 0,
      badgeNames: { live: '粉丝团', shopping: '购物团' },
      work: noWork,
      carried: false,
      modes: [{ at: 0, value: mode }],
      purchases: [{ at: 0, value: false }],
      rollouts: [{ at: 0, value: { phase: 2, share: 1 } }],
      asked: null,
      done: [],
    },
  ])
  return {
    clubs: new Map(clubs),
    aliases: new Map(world.users.map((userId, index) => [userId, index + 1])),
    persons: new Map(
      world.users.map((userId, index) => [
        index + 1,
        { userNo: index + 1, userId, name: null, profile: {}, mergedInto: null },
      ]),
    ),
    fans: new Map(),
    seen: new Map(),
    watches: new Map(),
    sessions: new Map(),
    presences: new Map(),
    ledger: new Map(),
    clubDays: new Map(),
    levels: new Map(),
    leavings: [],
    outbox: [],
    versions: [{ ...world.rules, version: 1, effectiveDay: '0001-01-01' }],
    due: [],
  }
}

const copyMembership = (row: MembershipState | null): MembershipState | null =>
  row === null ? null : { ...row, stored: true, dirty: false }
const copyDay = (row: DayState): DayState => ({
  ...row,
  tasksEarned: [...row.tasksEarned],
  tasksCount: [...row.tasksCount],
  tasksUnits: [...row.tasksUnits],
  stored: true,
  dirty: false,
})

/** Clubs by owner id; one whose version is the known one is the known object. */
export function loadClubs(
  tables: Tables,
  ownerIds: readonly string[],
  known: (ownerId: string) => ClubState | undefined,
): Map<string, ClubState> {
  const found = new Map<string, ClubState>()
  for (const ownerId of ownerIds) {
    const row = tables.clubs.get(ownerId)
    if (row === undefined) continue
    const before = known(ownerId)
    if (before?.version === row.version) found.set(ownerId, before)
    else
      found.set(ownerId, {
        ...row,
        modes: [...row.modes],
        purchases: [...row.purchases],
        rollouts: [...row.rollouts],
      })
  }
  return found
}

export function loadPersons(tables: Tables, numbers: readonly number[]): Map<number, PersonState> {
  const found = new Map<number, PersonState>()
  for (const userNo of numbers) {
    const row = tables.persons.get(userNo)
    if (row === undefined || row.mergedInto !== null) throw new MergedMeanwhile()
    found.set(userNo, newPerson(userNo, row.userId, row.name))
  }
  return found
}

export function loadFans(tables: Tables, pairs: readonly Pair[]): void {
  for (const { person, club, fromDay } of pairs) {
    const fan = newFan(person, club, fromDay)
    person.fans.set(club.clubNo, fan)
    // a person may be remembered from before a merge, or under an old name (load.ts asks the same)
    const known = tables.persons.get(person.userNo)
    if (known?.mergedInto !== null) throw new MergedMeanwhile()
    person.name = known.name
    const row = tables.fans.get(keyOf(person.userNo, club.clubNo))
    if (row === undefined) continue
    const { version, epoch, seq, leftAt, litOrders, follows, followAt, entryGift, entryGiftAt, excluded } = row
    const scalars = { version, epoch, seq, leftAt, litOrders, follows, followAt, entryGift, entryGiftAt, excluded }
    Object.assign(fan, scalars)
    fan.memberships.live = copyMembership(row.memberships.live)
    fan.memberships.shopping = copyMembership(row.memberships.shopping)
    loadDays(tables, [{ fan, fromDay }])
  }
}

export function loadDays(
  tables: Tables,
  wanted: readonly { readonly fan: FanState; readonly fromDay: string }[],
): void {
  for (const { fan, fromDay } of wanted) {
    fan.daysFrom = fromDay
    fan.days.length = 0
    const row = tables.fans.get(keyOf(fan.person.userNo, fan.club.clubNo))
    for (const day of row?.days.values() ?? []) if (day.day >= fromDay) fan.days.push(copyDay(day))
  }
}

const copySession = ({ totals: _totals, ...row }: SessionRow): SessionState => ({ ...row, dirty: false })

export function loadSessions(tables: Tables, ids: readonly string[], onAirOf: readonly number[]): SessionState[] {
  const rows = [...tables.sessions.values()]
  const named = new Set(ids)
  for (const clubNo of onAirOf) {
    const onAir = rows.filter((row) => row.clubNo === clubNo && row.endedAt === null)
    const latest = onAir.sort((a, b) => b.startedAt - a.startedAt)[0]
    if (latest !== undefined) named.add(latest.sessionId)
  }
  return rows.filter((row) => named.has(row.sessionId)).map(copySession)
}

export function loadPresences(
  tables: Tables,
  wanted: readonly { readonly fan: FanState; readonly session: SessionState }[],
): void {
  for (const { fan, session } of wanted) {
    const row = tables.presences.get(`${fan.person.userNo}:${session.sessionId}`)
    fan.presences.set(session.sessionId, row === undefined ? null : { ...row, session, stored: true, dirty: false })
  }
}

export function loadWatches(
  tables: Tables,
  wanted: readonly { readonly person: PersonState; readonly day: string }[],
): void {
  for (const { person, day } of wanted) {
    const stored = tables.watches.get(`${person.userNo}:${day}`) ?? null
    person.watches.set(day, { userNo: person.userNo, day, spans: stored ?? [], stored, dirty: false })
  }
}

export function loadOrders(
  tables: Tables,
  wanted: readonly { readonly fan: FanState; readonly orderId: string }[],
  sessions: Map<string, SessionState>,
): void {
  for (const { fan, orderId } of wanted) {
    const row = tables.fans.get(keyOf(fan.person.userNo, fan.club.clubNo))
    const order = row?.orders.get(orderId)
    if (order !== undefined) {
      const { sessionId, ...rest } = order
      const known = sessionId === null ? undefined : sessions.get(sessionId)
      const stored = sessionId === null ? undefined : tables.sessions.get(sessionId)
      const session = known ?? (stored === undefined ? null : copySession(stored))
      if (session !== null) sessions.set(session.sessionId, session)
      fan.orders.set(orderId, { ...rest, session, dirty: false })
    }
    const waiting = row?.waiting.get(orderId)
    if (waiting !== undefined)
      fan.waiting.set(
        orderId,
        waiting.map((item) => ({ ...item, dirty: false })),
      )
  }
}

export function loadOnce(tables: Tables, wanted: readonly Once[]): void {
  for (const { fan, day, task, key } of wanted) {
    const mark = onceKey(day, task, key)
    if (tables.fans.get(keyOf(fan.person.userNo, fan.club.clubNo))?.once.has(mark) === true) fan.once.add(mark)
  }
}

/** Key of an event among everybody's. */
export const seenRowKey = (userNo: number, source: string, id: string): string => `${userNo}:${seenKey(source, id)}`

export function loadSeen(tables: Tables, batch: Batch, events: readonly Incoming[]): void {
  for (const event of events) {
    const person = event.userId === null ? undefined : batch.persons.get(event.userId)
    const row = tables.seen.get(seenRowKey(person?.userNo ?? 0, event.source, event.id))
    if (row !== undefined) (person?.seen ?? batch.seen).set(seenKey(event.source, event.id), row)
  }
}

/** Key of a person's row among those that transactions hold. */
export const personKey = (userNo: number): string => `p${userNo}`

/** What nodes remember of a person is old now. */
export function moveFans(tables: Tables, userNo: number): void {
  for (const row of tables.fans.values()) if (row.userNo === userNo) row.version += 1
}

/** Refuses a state that somebody else wrote meanwhile. */
export function guard(condition: boolean): void {
  if (!condition) throw new ChangedMeanwhile()
}
