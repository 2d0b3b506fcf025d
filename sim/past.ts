import type { JoinScene } from '../src/contract/words.ts'
import { createRandom, type Random } from '../src/lib/prng.ts'
import { DAY, HOUR, MINUTE } from '../src/lib/time.ts'
import type { Fan } from './cast.ts'
import type { ClubPlan } from './clubs.ts'
import { changeDay, decisions, eveningOf, type PastOptions } from './decisions.ts'
import { worldEvent, type EventDraft, type Happening, type WorldEvent } from './happening.ts'
import { orderDraft, pickProduct, refundDraft, LINE_ID, type Bought } from './orders.ts'
import { comesAt, personas } from './personas.ts'
import { sayWord } from './words.ts'

/** Hour of the evening that the show begins at; each evening of the past is a whole number of days before it. */
const EVENING_HOUR = 20
const SESSION_LENGTH = 150 * MINUTE
/** Each club rests one day a week, not all the same one, and none on the eve of the show. */
const WEEK_DAYS = 7
const isRestDay = (day: number, club: number, days: number): boolean =>
  day < days - 1 && (day + 3 * club) % WEEK_DAYS === 2
/** A shop's old orders reach back so far before the first evening. */
const HISTORY_DAYS = 540
/** One evening stands for all sessions of its day, so more is bought in it than a persona's rate says; less where people come to listen. */
const SHOPPING_ORDERS = 4
const LIVE_ORDERS = 1.5
/** Who has not joined looks in less often than a member. */
const STRANGER_SHARE = 0.3
const WATCH_SECONDS_LEAST = 240

/** What was before the show. */
export interface Past {
  /** orders and refunds from before the clubs existed, for `mode=history` */
  readonly imported: readonly WorldEvent[]
  /** everything after the clubs were registered, in order of time */
  readonly happenings: readonly Happening[]
}

interface Pen {
  readonly random: Random
  readonly clubs: readonly ClubPlan[]
  readonly happenings: Happening[]
  readonly bought: { at: number; club: ClubPlan; fan: Fan; bought: Bought }[]
  add(at: number, draft: EventDraft): void
  nextOrderId(): string
}

function createPen({ seed, clubs }: PastOptions): Pen {
  const happenings: Happening[] = []
  let events = 0
  let orders = 0
  return {
    random: createRandom(`${seed}/past`),
    clubs,
    happenings,
    bought: [],
    add: (at, draft) =>
      void happenings.push({ at, kind: 'event', event: worldEvent(`past-${(events += 1)}`, at, draft) }),
    nextOrderId: () => `P${String((orders += 1)).padStart(6, '0')}`,
  }
}

/** Makes the world's past: the same for the same options. */
export function makePast(options: PastOptions): Past {
  const pen = createPen(options)
  const { cast, clubs, days } = options
  const opened = eveningOf(options, 0) - 10 * HOUR
  for (const fan of cast) introduce(pen, fan, opened)
  for (let day = 0; day < days; day += 1) {
    const evening = eveningOf(options, day)
    for (const fan of cast)
      if (fan.joinsOnDay === day && !fan.imported) arrive(pen, fan, modeOn(options, fan.home, day), evening)
    clubs.forEach((club, index) => {
      if (!isRestDay(day, index, days)) holdSession(pen, options, club, day, evening + MINUTE * 30)
    })
    settleOrders(pen, evening - 5 * HOUR)
    for (const fan of cast) {
      const lasting = fan.joinsOnDay !== null && fan.joinsOnDay < day
      if (lasting && fan.persona === 'deserter' && pen.random.chance(0.07))
        pen.happenings.push({ at: evening + 4 * HOUR, kind: 'leave', ownerId: fan.home, userId: fan.userId })
    }
  }
  pen.happenings.push(...decisions(options))
  pen.happenings.sort((one, other) => one.at - other.at)
  return { imported: importedOrders(options, opened), happenings: pen.happenings }
}

function introduce(pen: Pen, fan: Fan, at: number): void {
  const { random } = pen
  pen.add(at, {
    type: 'user.profiled',
    subject: fan.userId,
    data: {
      name: fan.name,
      age: random.between(18, 66),
      gender: random.chance(0.7) ? 'female' : 'male',
      cityTier: random.between(1, 5),
      spending: fan.persona === 'bigSpender' ? 'high' : random.pick(['low', 'middle', 'middle']),
    },
  })
}

const scenes: readonly JoinScene[] = [
  'liveRoom',
  'liveRoom',
  'liveRoom',
  'shopHome',
  'productPage',
  'shortVideo',
  'showcase',
  'profile',
]

function arrive(pen: Pen, fan: Fan, mode: 'live' | 'shopping', evening: number): void {
  const { random } = pen
  const owner = { ownerId: fan.home }
  // MEM-1: a live club keeps its entry gift
  if (mode === 'live')
    pen.add(evening - MINUTE, { type: 'live.lightBadge', subject: fan.userId, data: { ...owner, count: 1 } })
  if (random.chance(0.6)) pen.add(evening - MINUTE, { type: 'user.followed', subject: fan.userId, data: owner })
  pen.happenings.push({ at: evening, kind: 'join', ownerId: fan.home, userId: fan.userId, scene: random.pick(scenes) })
}

function modeOn(options: PastOptions, ownerId: string, day: number): 'live' | 'shopping' {
  const club = options.clubs.find((each) => each.ownerId === ownerId)
  if (club === undefined) return 'shopping'
  // on the evening of the change itself the new mode runs already
  return day >= changeDay(options) ? club.mode : club.firstMode
}

function holdSession(pen: Pen, options: PastOptions, club: ClubPlan, day: number, from: number): void {
  const { random } = pen
  const sessionId = `${club.ownerId}-d${String(day + 1).padStart(2, '0')}`
  const owner = { ownerId: club.ownerId, sessionId }
  pen.add(from, { type: 'live.started', data: { ...owner, title: random.pick(club.titles) } })
  for (const fan of options.cast) {
    if (fan.home !== club.ownerId && fan.second !== club.ownerId) continue
    const member = fan.joinsOnDay !== null && fan.joinsOnDay <= day
    const chance =
      comesAt(fan.persona, EVENING_HOUR) * (member ? 1 : STRANGER_SHARE) * (fan.home === club.ownerId ? 1 : 0.4)
    if (random.chance(chance)) attend(pen, { club, fan, sessionId, from, mode: modeOn(options, club.ownerId, day) })
  }
  pen.add(from + SESSION_LENGTH, { type: 'live.ended', data: owner })
}

interface Visit {
  readonly club: ClubPlan
  readonly fan: Fan
  readonly sessionId: string
  readonly from: number
  readonly mode: 'live' | 'shopping'
}

/** One evening of one fan, told in few events: counts add up, so one event a kind says the same as many. */
function attend(pen: Pen, visit: Visit): void {
  const { club, fan, sessionId, from, mode } = visit
  const { random } = pen
  const persona = personas[fan.persona]
  const owner = { ownerId: club.ownerId }
  const live = { ...owner, sessionId }
  const stay = Math.min(
    SESSION_LENGTH - 5 * MINUTE,
    WATCH_SECONDS_LEAST * 1_000 + random.wait(persona.staysMinutes) * MINUTE,
  )
  const arrived = from + random.next() * (SESSION_LENGTH - stay)
  const left = Math.floor(arrived + stay)
  const sometime = () => Math.floor(arrived + random.next() * stay)
  const subject = fan.userId
  const times = (perHour: number, most: number) => Math.min(most, Math.floor(random.wait((perHour * stay) / HOUR)))
  pen.add(left, { type: 'live.watched', subject, data: { ...live, seconds: Math.floor(stay / 1_000) } })
  if (times(persona.comments / 3, 1) > 0) {
    const product = random.pick(club.products)
    const text = sayWord(random, { persona: fan.persona, phase: 'selling', club, product })
    pen.add(sometime(), { type: 'live.commented', subject, data: { ...live, text } })
  }
  const likes = times(persona.likes * 6, 300)
  if (likes > 0) pen.add(sometime(), { type: 'live.liked', subject, data: { ...live, count: likes } })
  if (times(persona.shares, 1) > 0) pen.add(sometime(), { type: 'live.shared', subject, data: live })
  if (times(persona.views / 3, 1) > 0)
    pen.add(sometime(), {
      type: 'product.viewed',
      subject,
      data: { ...owner, productId: pickProduct(random, club, persona.purse).productId },
    })
  if (times(persona.carts / 2, 1) > 0)
    pen.add(sometime(), {
      type: 'product.carted',
      subject,
      data: { ...owner, productId: pickProduct(random, club, persona.purse).productId },
    })
  if (mode === 'live') giveGifts(pen, visit, sometime(), times(persona.gifts, 8))
  const orders = persona.orders * (mode === 'live' ? LIVE_ORDERS : SHOPPING_ORDERS)
  for (let count = times(orders, 4); count > 0; count -= 1) buy(pen, visit, sometime())
}

function giveGifts(pen: Pen, { club, fan, sessionId }: Visit, at: number, gifts: number): void {
  const live = { ownerId: club.ownerId, sessionId }
  if (gifts === 0) return
  pen.add(at, { type: 'live.lightBadge', subject: fan.userId, data: { ...live, count: 1 } })
  if (gifts > 1)
    pen.add(at + 1_000, {
      type: 'live.gifted',
      subject: fan.userId,
      data: { ...live, coins: (gifts - 1) * pen.random.between(9, 66) },
    })
}

function buy(pen: Pen, { club, fan, sessionId }: Visit, at: number): void {
  const { draft, bought } = orderDraft(pen.random, {
    club,
    userId: fan.userId,
    persona: fan.persona,
    orderId: pen.nextOrderId(),
    sessionId,
  })
  pen.add(at, draft)
  pen.bought.push({ at, club, fan, bought })
}

/** Refunds and reviews of what was bought more than a day ago. */
function settleOrders(pen: Pen, now: number): void {
  const { random } = pen
  for (let index = pen.bought.length - 1; index >= 0; index -= 1) {
    const order = pen.bought[index]
    if (order === undefined || order.at > now - DAY) continue
    pen.bought.splice(index, 1)
    const { fan, club, bought } = order
    const persona = personas[fan.persona]
    const at = Math.floor(now + random.next() * 4 * HOUR)
    if (random.chance(persona.refunds)) pen.add(at, refundDraft(random, club.ownerId, fan.userId, bought))
    else if (random.chance(persona.reviews / 2))
      pen.add(at, {
        type: 'order.reviewed',
        subject: fan.userId,
        data: { ownerId: club.ownerId, orderId: bought.orderId, lineId: LINE_ID },
      })
  }
}

/** Old orders of those who come with the shop's history, some of them refunded. */
function importedOrders(options: PastOptions, opened: number): WorldEvent[] {
  const random = createRandom(`${options.seed}/imported`)
  const events: WorldEvent[] = []
  let orders = 0
  const add = (at: number, draft: EventDraft) => void events.push(worldEvent(`import-${events.length + 1}`, at, draft))
  for (const fan of options.cast) {
    const club = options.clubs.find((each) => each.ownerId === fan.home)
    if (!fan.imported || club === undefined) continue
    const persona = personas[fan.persona]
    const count = Math.max(1, Math.round(persona.pastOrders * (0.5 + random.next())))
    for (let index = 0; index < count; index += 1) {
      const at = Math.floor(opened - (1 + random.next() * HISTORY_DAYS) * DAY)
      orders += 1
      const orderId = `H${String(orders).padStart(6, '0')}`
      const { draft, bought } = orderDraft(random, {
        club,
        userId: fan.userId,
        persona: fan.persona,
        orderId,
        sessionId: null,
      })
      add(at, draft)
      if (random.chance(persona.refunds)) add(at + 12 * HOUR, refundDraft(random, club.ownerId, fan.userId, bought))
    }
  }
  return events.sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0))
}
