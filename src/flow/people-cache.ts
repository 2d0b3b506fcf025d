import type { ClubState, FanState, PersonState } from './state.ts'

/**
 * People with their fans as a node last saw them, so that a batch need not read what it wrote a moment ago. Nothing here is believed: a
 * fan's version is checked by the write (save-fans.ts), so a stale or lost entry costs a second try and no more. Bounded by the number of
 * people, the least recently used go first.
 */
export interface PeopleCache {
  has(userId: string): boolean
  get(userId: string): PersonState | undefined
  put(userId: string, person: PersonState): void
  /** Forgets these people, by whichever of their ids they are known: what a failed batch changed must be found under none. */
  drop(userIds: Iterable<string>): void
  clear(): void
  readonly size: number
  /** looked for and found, or not, since the start */
  readonly hits: number
  readonly misses: number
}

/** Seen events kept of a person: platforms send an event again within minutes, and the store knows the rest. */
const SEEN_MOST = 64
/** Sessions, days and clubs kept of a person: more than a day's evening needs. */
const PRESENCES_MOST = 8
const DAYS_MOST = 16
const WATCHES_MOST = 8
const FANS_MOST = 32

/** Clubs as a node last read them; the fans it remembers hold these very objects. */
export interface ClubCache {
  get(ownerId: string): ClubState | undefined
  /** Keeps a club that was just read; gives the object of that version that is kept already, if there is one. */
  keep(club: ClubState): ClubState
  clear(): void
}

/** Clubs kept of a node. */
const CLUBS_MOST = 10_000

/** Keeps the clubs of a node, for all its lanes. */
export function createClubCache(): ClubCache {
  const clubs = new Map<string, ClubState>()
  return {
    get: (ownerId) => clubs.get(ownerId),
    keep(club) {
      const known = clubs.get(club.ownerId)
      const kept = known?.version === club.version ? known : club
      clubs.delete(club.ownerId)
      clubs.set(club.ownerId, kept)
      dropOldest(clubs, CLUBS_MOST)
      return kept
    },
    clear: () => clubs.clear(),
  }
}

/** The people of several lanes as one cache, for a transaction that takes them all. @param of the lane's cache in which an id belongs */
export function joinCaches(of: (userId: string) => PeopleCache, caches: readonly PeopleCache[]): PeopleCache {
  const sum = (count: (cache: PeopleCache) => number): number => caches.reduce((all, cache) => all + count(cache), 0)
  return {
    has: (userId) => of(userId).has(userId),
    get: (userId) => of(userId).get(userId),
    put(userId, person) {
      // two lanes never hold one object: each changes what it holds
      if (of(userId) === of(person.userId)) of(userId).put(userId, person)
      else of(userId).drop([userId])
    },
    drop(userIds) {
      for (const userId of userIds) of(userId).drop([userId])
    },
    clear() {
      for (const cache of caches) cache.clear()
    },
    get size() {
      return sum((cache) => cache.size)
    },
    get hits() {
      return sum((cache) => cache.hits)
    },
    get misses() {
      return sum((cache) => cache.misses)
    },
  }
}

/** @param peopleMost people kept at most; 0 keeps none */
export function createPeopleCache(peopleMost: number): PeopleCache {
  // a Map keeps insertion order: what is used is put at the end again
  const people = new Map<string, PersonState>()
  /** ids under which a person is kept, where there is more than one (PLT-8) */
  const aliases = new Map<number, Set<string>>()
  const forget = (userId: string): void => {
    const person = people.get(userId)
    if (person === undefined) return
    people.delete(userId)
    const ids = aliases.get(person.userNo)
    if (ids === undefined) return
    aliases.delete(person.userNo)
    for (const id of ids) people.delete(id)
  }
  let hits = 0
  let misses = 0
  return {
    has: (userId) => people.has(userId),
    get(userId) {
      const person = people.get(userId)
      if (person === undefined) misses += 1
      else hits += 1
      return person
    },
    put(userId, person) {
      people.delete(userId)
      if (peopleMost === 0) return
      people.set(userId, person)
      if (userId !== person.userId) {
        const ids = aliases.get(person.userNo)
        if (ids === undefined) aliases.set(person.userNo, new Set([userId, person.userId]))
        else ids.add(userId)
      }
      if (people.size > peopleMost) {
        const [oldest] = people.keys()
        if (oldest !== undefined) forget(oldest)
      }
    },
    drop(userIds) {
      for (const userId of userIds) forget(userId)
    },
    clear() {
      people.clear()
      aliases.clear()
    },
    get size() {
      return people.size
    },
    get hits() {
      return hits
    },
    get misses() {
      return misses
    },
  }
}

/** Makes a person fit to be kept after the commit of what was decided on him: what was written is as stored, what only that batch needed goes. */
export function settle(person: PersonState): void {
  for (const fan of person.fans.values()) settleFan(fan)
  for (const watch of person.watches.values()) {
    watch.stored = watch.spans.length === 0 && watch.stored === null ? null : watch.spans
    watch.dirty = false
  }
  dropOldest(person.seen, SEEN_MOST)
  dropOldest(person.watches, WATCHES_MOST)
  dropOldest(person.fans, FANS_MOST)
}

function settleFan(fan: FanState): void {
  // made for an event that was refused then, and so not written
  if (!fan.touched && !fan.dirty && fan.days.some((day) => day.dirty)) {
    fan.person.fans.delete(fan.club.clubNo)
    return
  }
  fan.touched = fan.dirty = false
  for (const membership of [fan.memberships.live, fan.memberships.shopping])
    if (membership !== null) {
      membership.stored = true
      membership.dirty = false
    }
  for (const day of fan.days) {
    day.stored = true
    day.dirty = false
  }
  if (fan.days.length > DAYS_MOST) forgetDays(fan)
  for (const presence of fan.presences.values())
    if (presence !== null) {
      presence.stored = true
      presence.dirty = false
    }
  // emptying an empty map still makes it a new table
  if (fan.orders.size > 0) fan.orders.clear()
  if (fan.waiting.size > 0) fan.waiting.clear()
  if (fan.once.size > 0) fan.once.clear()
  dropOldest(fan.presences, PRESENCES_MOST)
}

/** Keeps the `most` entries put last. */
export function dropOldest<K>(map: Map<K, unknown>, most: number): void {
  if (map.size <= most) return
  let surplus = map.size - most
  for (const key of map.keys()) {
    if (surplus === 0) return
    surplus -= 1
    map.delete(key)
  }
}

/** The oldest half of a fan's days goes; an event of one of them reads them again. */
function forgetDays(fan: FanState): void {
  const days = fan.days.map((state) => state.day).sort()
  fan.daysFrom = days[days.length >> 1] ?? fan.daysFrom
  const kept = fan.days.filter((state) => state.day >= fan.daysFrom)
  fan.days.splice(0, fan.days.length, ...kept)
}
