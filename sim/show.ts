import { createRandom } from '../src/lib/prng.ts'
import { MINUTE, SECOND } from '../src/lib/time.ts'
import { createAgenda } from './agenda.ts'
import type { Fan } from './cast.ts'
import type { ClubPlan } from './clubs.ts'
import { worldEvent, type Happening } from './happening.ts'
import { makeName } from './names.ts'
import { comesAt, personas } from './personas.ts'
import type { Session, Stage } from './stage.ts'
import { visit, wander } from './visit.ts'

/** The first session of each club begins so soon; they take turns, so that there is nearly always one to watch. */
const FIRST_AFTER: readonly number[] = [15 * SECOND, 40 * SECOND, 6 * MINUTE]
const ON_AIR_LEAST = 90 * MINUTE
const ON_AIR_MOST = 150 * MINUTE
const PAUSE_LEAST = 6 * MINUTE
const PAUSE_MOST = 14 * MINUTE
/** Fans arrive with this mean, so that a room fills quickly and goes on filling. */
const ARRIVE_MEAN = 14 * MINUTE
const PRODUCT_SHOWN = 8 * MINUTE
const PASSERS_BY_MOST = 9
const OPENING = 8 * MINUTE
const CLOSING = 7 * MINUTE
const SECOND_CLUB_SHARE = 0.35
/** Somebody opens the shop between the sessions about so often. */
const WANDER_MEAN = 4 * MINUTE

export interface ShowOptions {
  readonly seed: string
  readonly clubs: readonly ClubPlan[]
  readonly cast: readonly Fan[]
  /** UTC ms: when it begins; a later start gives another show */
  readonly from: number
  /** who is a member of which club by then (userIds by ownerId) */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>
  /** hour (0 to 23) of the platform's day */
  readonly hourOf: (at: number) => number
}

/** A show that never ends. */
export interface Show {
  /** What happens up to an instant, since the last call, in order. The steps in which it is asked change nothing. */
  until(at: number): Happening[]
  /** things foreseen, bounded */
  foreseen(): number
}

/** Begins a show: the same for the same options, whatever the steps in which it is asked. */
export function createShow(options: ShowOptions): Show {
  const { clubs, cast, from, seed } = options
  const agenda = createAgenda()
  const random = createRandom(`${seed}/show/${from}`)
  let out: Happening[] = []
  let events = 0
  let orders = 0
  const stage: Stage = {
    random,
    agenda,
    members: new Map(clubs.map((club) => [club.ownerId, new Set(options.members.get(club.ownerId))])),
    leftAt: new Map(),
    emit: (happening) => void out.push(happening),
    event: (at, draft) =>
      void out.push({ at, kind: 'event', event: worldEvent(`${from.toString(36)}-${(events += 1)}`, at, draft) }),
    nextOrderId: () => `L${from.toString(36)}-${(orders += 1)}`,
  }
  clubs.forEach((club, index) => {
    const mine = cast.filter((fan) => fan.home === club.ownerId || fan.second === club.ownerId)
    agenda.put(from + (FIRST_AFTER[index % FIRST_AFTER.length] ?? 0), (at) => goOnAir(stage, options, club, mine, at))
    agenda.put(from + random.wait(WANDER_MEAN), (at) => keepWandering(stage, club, mine, at))
  })
  return {
    until(at) {
      agenda.runUntil(at)
      const done = out
      out = []
      return done
    },
    foreseen: () => agenda.size(),
  }
}

function goOnAir(stage: Stage, options: ShowOptions, club: ClubPlan, mine: readonly Fan[], from: number): void {
  const { random, agenda } = stage
  const to = from + random.between(ON_AIR_LEAST, ON_AIR_MOST)
  const sessionId = `${club.ownerId}-${Math.floor(from / SECOND).toString(36)}`
  const owner = { ownerId: club.ownerId, sessionId }
  const rota = random.below(club.products.length)
  const session: Session = {
    club,
    sessionId,
    from,
    to,
    phaseAt: (at) => (at < from + OPENING ? 'opening' : at > to - CLOSING ? 'closing' : 'selling'),
    productAt: (at) => {
      const shown = club.products[(rota + Math.floor((at - from) / PRODUCT_SHOWN)) % club.products.length]
      return shown ?? random.pick(club.products)
    },
  }
  stage.event(from, { type: 'live.started', data: { ...owner, title: random.pick(club.titles) } })
  // BADGE-4 says when the next name may be handed in; until then this is refused
  stage.emit({ at: from, kind: 'badgeName', ownerId: club.ownerId, name: random.pick(club.badgeNames) })
  if (club.mode === 'live')
    agenda.put(from + MINUTE, (at) => stage.emit({ at, kind: 'purchaseTask', ownerId: club.ownerId, on: true }))
  const hour = options.hourOf(from)
  for (const fan of mine) {
    const share = fan.home === club.ownerId ? 1 : SECOND_CLUB_SHARE
    if (!random.chance(comesAt(fan.persona, hour) * share)) continue
    const arrival = from + random.wait(ARRIVE_MEAN)
    if (arrival < to - CLOSING) agenda.put(arrival, (at) => visit(stage, session, fan, at))
  }
  invitePassersBy(stage, session)
  agenda.put(to, (at) => {
    stage.event(at, { type: 'live.ended', data: owner })
    for (const fan of mine) considerLeaving(stage, club, fan, at)
    agenda.put(at + random.between(PAUSE_LEAST, PAUSE_MOST), (next) => goOnAir(stage, options, club, mine, next))
  })
}

/** People who are seen once: they come by during the session, and some of them stay as members. */
function invitePassersBy(stage: Stage, session: Session): void {
  const { random, agenda } = stage
  const count = random.between(2, PASSERS_BY_MOST)
  for (let index = 1; index <= count; index += 1) {
    const fan: Fan = {
      userId: `${session.sessionId}-${index}`,
      name: makeName(random),
      persona: 'passerBy',
      home: session.club.ownerId,
      second: null,
      imported: false,
      joinsOnDay: null,
    }
    agenda.put(session.from + random.next() * (session.to - session.from - CLOSING), (at) => {
      stage.event(at, { type: 'user.profiled', subject: fan.userId, data: { name: fan.name } })
      visit(stage, session, fan, at)
    })
  }
}

function considerLeaving(stage: Stage, club: ClubPlan, fan: Fan, at: number): void {
  const members = stage.members.get(club.ownerId)
  if (members?.has(fan.userId) !== true || !stage.random.chance(personas[fan.persona].leaves)) return
  const when = at + stage.random.between(1, 9) * MINUTE
  stage.agenda.put(when, () => {
    if (!members.delete(fan.userId)) return
    stage.leftAt.set(fan.userId, when)
    stage.emit({ at: when, kind: 'leave', ownerId: club.ownerId, userId: fan.userId })
  })
}

function keepWandering(stage: Stage, club: ClubPlan, mine: readonly Fan[], at: number): void {
  if (mine.length > 0) wander(stage, club, stage.random.pick(mine), at)
  stage.agenda.put(at + stage.random.wait(WANDER_MEAN), (next) => keepWandering(stage, club, mine, next))
}
