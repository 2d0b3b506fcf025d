import type { Incoming } from '../contract/events.ts'
import type { Task } from '../contract/words.ts'
import { inOrder } from '../lib/in-order.ts'
import type { Calendar } from '../lib/time.ts'
import { MergedMeanwhile, type BatchTransaction, type Once, type Pair } from './batch-store.ts'
import type { ClubCache, PeopleCache } from './people-cache.ts'
import type { Batch, ClubState, FanState, PersonState, SessionState } from './state.ts'
import { emptyWrites } from './writes.ts'

export interface GatherOptions {
  readonly calendar: Calendar
  readonly cache: PeopleCache
  /** the totals' part this writer adds to */
  readonly part: number
  readonly now: number
  /** inner numbers of people who may not be in the cache */
  readonly numbers: ReadonlyMap<string, number>
  readonly sources: ReadonlyMap<string, number>
  /** trust nothing: lock the fans, compare their versions with the store's, and ask the store what was seen */
  readonly check: boolean
}

/** Clubs of events, held until the commit; before people and fans, which is the order in which all lock. */
export async function gatherClubs(
  tx: BatchTransaction,
  events: readonly Incoming[],
  cache: ClubCache,
): Promise<Map<string, ClubState>> {
  const loaded = await tx.loadClubs(ownersOf(events), (ownerId) => cache.get(ownerId))
  return new Map([...loaded].map(([ownerId, club]) => [ownerId, cache.keep(club)]))
}

/**
 * Brings together all that a batch of events can need: from the node's memory what it has, from the store the rest, in a number of
 * statements that does not grow with the batch. None waits for another but where it is made of its answer.
 */
export async function gather(
  tx: BatchTransaction,
  events: readonly Incoming[],
  clubs: Map<string, ClubState>,
  options: GatherOptions,
): Promise<Batch> {
  const { now, part, check } = options
  const members = gatherMembers(tx, events, clubs, options)
  // what hangs on fans that are held is read when they are: whoever held them before has just written it
  if (check) await members
  const [{ persons, fans }, sessions] = await inOrder([members, gatherSessions(tx, events, clubs)])
  const batch: Batch = { now, part, clubs, persons, fans, seen: new Map(), sessions, writes: emptyWrites() }
  await gatherForEvents(tx, batch, events, options)
  return batch
}

function ownersOf(events: readonly Incoming[]): string[] {
  const owners = new Set<string>()
  for (const event of events) if ('ownerId' in event.data) owners.add(event.data.ownerId)
  return [...owners]
}

async function gatherMembers(
  tx: BatchTransaction,
  events: readonly Incoming[],
  clubs: ReadonlyMap<string, ClubState>,
  options: GatherOptions,
): Promise<{ persons: Map<string, PersonState>; fans: Set<FanState> }> {
  const persons = await gatherPersons(tx, events, options)
  return { persons, fans: await gatherFans(tx, events, { clubs, persons }, options) }
}

/** One object a person, by whichever of his ids events name him. */
async function gatherPersons(
  tx: BatchTransaction,
  events: readonly Incoming[],
  { cache, numbers }: GatherOptions,
): Promise<Map<string, PersonState>> {
  const persons = new Map<string, PersonState>()
  const byNo = new Map<number, PersonState>()
  const missing = new Map<string, number>()
  for (const { userId } of events) {
    if (userId === null || persons.has(userId) || missing.has(userId)) continue
    const known = cache.get(userId)
    if (known === undefined) {
      const userNo = numbers.get(userId)
      if (userNo === undefined) throw new MergedMeanwhile()
      missing.set(userId, userNo)
    } else {
      const same = byNo.get(known.userNo) ?? known
      byNo.set(known.userNo, same)
      persons.set(userId, same)
    }
  }
  const wanted = [...new Set(missing.values())].filter((userNo) => !byNo.has(userNo))
  if (wanted.length > 0) for (const [userNo, person] of await tx.loadPersons(wanted)) byNo.set(userNo, person)
  for (const [userId, userNo] of missing) {
    const person = byNo.get(userNo)
    if (person === undefined) throw new MergedMeanwhile()
    persons.set(userId, person)
  }
  return persons
}

interface Wish {
  readonly person: PersonState
  readonly club: ClubState
  fromDay: string
}

async function gatherFans(
  tx: BatchTransaction,
  events: readonly Incoming[],
  { clubs, persons }: { clubs: ReadonlyMap<string, ClubState>; persons: ReadonlyMap<string, PersonState> },
  { calendar, check }: GatherOptions,
): Promise<Set<FanState>> {
  const wishes = wishesOf(events, clubs, persons, calendar)
  const known: { fan: FanState; wish: Wish }[] = []
  const missing: Pair[] = []
  for (const wish of wishes) {
    const fan = wish.person.fans.get(wish.club.clubNo)
    // a club that has moved may have moved its members too (CLUB-5)
    if (fan === undefined || fan.club !== wish.club) missing.push(wish)
    else known.push({ fan, wish })
  }
  const versions = check && known.length > 0 ? await tx.lockFans(known.map(({ fan }) => fan)) : null
  const older: { fan: FanState; fromDay: string }[] = []
  known.forEach(({ fan, wish }, index) => {
    // where there is no row, nothing tells that the person was merged away: read again
    if (versions !== null && (fan.version < 0 || versions[index] !== fan.version)) missing.push(wish)
    else if (wish.fromDay < fan.daysFrom) older.push({ fan, fromDay: wish.fromDay })
  })
  if (missing.length > 0) await tx.loadFans(missing, check)
  if (older.length > 0) await tx.loadDays(older)
  const fans = new Set<FanState>()
  for (const { person, club } of wishes) {
    const fan = person.fans.get(club.clubNo)
    if (fan !== undefined) fans.add(fan)
  }
  return fans
}

/** Each user and club of the batch once, with the first business day that its events touch. */
function wishesOf(
  events: readonly Incoming[],
  clubs: ReadonlyMap<string, ClubState>,
  persons: ReadonlyMap<string, PersonState>,
  calendar: Calendar,
): Wish[] {
  const wishes: Wish[] = []
  const byPerson = new Map<PersonState, Wish[]>()
  for (const event of events) {
    if (event.userId === null || !('ownerId' in event.data)) continue
    const person = persons.get(event.userId)
    const club = clubs.get(event.data.ownerId)
    if (person === undefined || club === undefined) continue
    const fromDay = calendar.dayOf(event.at)
    const own = byPerson.get(person)
    const same = own?.find((wish) => wish.club === club)
    if (same !== undefined) {
      if (fromDay < same.fromDay) same.fromDay = fromDay
      continue
    }
    const wish = { person, club, fromDay }
    wishes.push(wish)
    if (own === undefined) byPerson.set(person, [wish])
    else own.push(wish)
  }
  return wishes
}

async function gatherSessions(
  tx: BatchTransaction,
  events: readonly Incoming[],
  clubs: ReadonlyMap<string, ClubState>,
): Promise<Map<string, SessionState>> {
  const ids = new Set<string>()
  const onAirOf = new Set<number>()
  for (const event of events) {
    if ('sessionId' in event.data && event.data.sessionId !== undefined) ids.add(event.data.sessionId)
    // a follow names no session, yet shows on the screen of the one on air (BADGE-6)
    const club = event.type === 'user.followed' ? clubs.get(event.data.ownerId) : undefined
    if (club !== undefined) onAirOf.add(club.clubNo)
  }
  if (ids.size === 0 && onAirOf.size === 0) return new Map()
  const sessions = await tx.loadSessions([...ids], [...onAirOf])
  return new Map(sessions.map((session) => [session.sessionId, session]))
}

/** Presence, watched spans, orders and products of the events, where the fan does not know them yet, and what was seen of them. */
async function gatherForEvents(
  tx: BatchTransaction,
  batch: Batch,
  events: readonly Incoming[],
  { calendar, check, sources }: GatherOptions,
): Promise<void> {
  const presences: { fan: FanState; session: SessionState }[] = []
  const watches: { person: PersonState; day: string }[] = []
  const orders: { fan: FanState; orderId: string }[] = []
  const once: Once[] = []
  const marks = new Set<string>()
  const first = (mark: string): boolean => !marks.has(mark) && marks.add(mark) !== undefined
  for (const event of events) {
    if (event.userId === null || !('ownerId' in event.data)) continue
    const club = batch.clubs.get(event.data.ownerId)
    const person = batch.persons.get(event.userId)
    const fan = club === undefined ? undefined : person?.fans.get(club.clubNo)
    if (fan === undefined || person === undefined) continue
    if ('sessionId' in event.data && event.data.sessionId !== undefined) {
      const session = batch.sessions.get(event.data.sessionId)
      if (session !== undefined && !fan.presences.has(session.sessionId)) {
        fan.presences.set(session.sessionId, null)
        presences.push({ fan, session })
      }
    }
    if (event.type === 'live.watched') {
      const day = calendar.dayOf(event.at)
      for (const near of calendar.around(day))
        if (!person.watches.has(near)) {
          person.watches.set(near, { userNo: person.userNo, day: near, spans: [], stored: null, dirty: false })
          watches.push({ person, day: near })
        }
    } else if ('orderId' in event.data) {
      const { orderId } = event.data
      if (first(`${person.userNo}:${fan.club.clubNo}:${orderId}`)) orders.push({ fan, orderId })
    } else if (event.type === 'product.viewed' || event.type === 'product.carted') {
      const task: Task = event.type === 'product.viewed' ? 'browse' : 'cart'
      once.push({ fan, day: calendar.dayOf(event.at), task, key: event.data.productId })
    }
  }
  const loading: Promise<void>[] = []
  if (presences.length > 0) loading.push(tx.loadPresences(presences))
  if (watches.length > 0) loading.push(tx.loadWatches(watches))
  if (orders.length > 0) loading.push(tx.loadOrders(orders, batch.sessions))
  if (once.length > 0) loading.push(tx.loadOnce(once))
  const unseen = check ? events : events.filter((event) => event.userId === null)
  if (unseen.length > 0) loading.push(tx.loadSeen(batch, unseen, sources))
  await inOrder(loading)
}
