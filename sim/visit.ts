import type { JoinScene } from '../src/contract/words.ts'
import { HOUR, MINUTE, SECOND } from '../src/lib/time.ts'
import { foretellOrder } from './aftermath.ts'
import type { Fan } from './cast.ts'
import type { ClubPlan } from './clubs.ts'
import { orderDraft, pickProduct } from './orders.ts'
import { personas, type Persona } from './personas.ts'
import { mayJoin, type Session, type Stage } from './stage.ts'
import { sayWord } from './words.ts'

/** A platform tells watching about so often. */
const WATCH_TOLD = 10 * MINUTE
const STAY_LEAST = 3 * MINUTE
const LIKES_MOST = 30
const COINS = [1, 1, 5, 9, 10, 20, 52, 66, 99, 199] as const

interface Visit {
  readonly stage: Stage
  readonly session: Session
  readonly fan: Fan
  readonly persona: Persona
  readonly until: number
}

/** Somebody enters a room, does there what his character does, and goes. */
export function visit(stage: Stage, session: Session, fan: Fan, at: number): void {
  const persona = personas[fan.persona]
  const until = Math.min(session.to - SECOND, at + STAY_LEAST + stage.random.wait(persona.staysMinutes) * MINUTE)
  const one: Visit = { stage, session, fan, persona, until }
  stage.event(at, { type: 'live.entered', subject: fan.userId, data: liveOf(session) })
  tellWatching(one, at)
  planAct(one, at)
  const members = stage.members.get(session.club.ownerId)
  if (members?.has(fan.userId) === true || !stage.random.chance(persona.joins)) return
  const joinsAt = at + stage.random.between(1, 12) * MINUTE
  if (joinsAt < until)
    stage.agenda.put(joinsAt, (when) => join(stage, session.club, fan, when, 'liveRoom', session.sessionId))
}

const liveOf = ({ club, sessionId }: Session) => ({ ownerId: club.ownerId, sessionId })

function tellWatching(one: Visit, since: number): void {
  const { stage, session, fan, until } = one
  const at = Math.min(since + WATCH_TOLD, until)
  const seconds = Math.floor((at - since) / SECOND)
  if (seconds < 1) return
  stage.agenda.put(at, () => {
    stage.event(at, { type: 'live.watched', subject: fan.userId, data: { ...liveOf(session), seconds } })
    tellWatching(one, at)
  })
}

const acts = ['comments', 'likes', 'shares', 'views', 'carts', 'orders', 'gifts'] as const
type ActName = (typeof acts)[number]

/** Several sessions a day: in each of them less is bought than a fan buys in an evening, least where people come to listen. */
const ORDERS_IN_SHOPPING = 0.5
const ORDERS_IN_LIVE = 0.25

/** Rate per hour of an act in a club of this mode. */
function rateOf(persona: Persona, name: ActName, { mode }: ClubPlan): number {
  if (name === 'orders') return persona.orders * (mode === 'live' ? ORDERS_IN_LIVE : ORDERS_IN_SHOPPING)
  return name === 'gifts' && mode === 'shopping' ? 0 : persona[name]
}

function planAct(one: Visit, after: number): void {
  const { stage, session, persona, until } = one
  const rates = acts.map((name) => rateOf(persona, name, session.club))
  const total = rates.reduce((sum, rate) => sum + rate, 0)
  const at = Math.floor(after + stage.random.wait(HOUR / total))
  if (at >= until) return
  stage.agenda.put(at, () => {
    let roll = stage.random.next() * total
    const name = acts.find((_, index) => (roll -= rates[index] ?? 0) < 0) ?? 'likes'
    perform(one, name, at)
    planAct(one, at)
  })
}

function perform({ stage, session, fan }: Visit, name: ActName, at: number): void {
  const { random } = stage
  const { club } = session
  const subject = fan.userId
  const live = liveOf(session)
  const product = session.productAt(at)
  const goods = { ownerId: club.ownerId, productId: product.productId }
  switch (name) {
    case 'comments': {
      const text = sayWord(random, { persona: fan.persona, phase: session.phaseAt(at), club, product })
      return stage.event(at, { type: 'live.commented', subject, data: { ...live, text } })
    }
    case 'likes':
      return stage.event(at, { type: 'live.liked', subject, data: { ...live, count: random.between(1, LIKES_MOST) } })
    case 'shares':
      return stage.event(at, { type: 'live.shared', subject, data: live })
    case 'views':
      return stage.event(at, { type: 'product.viewed', subject, data: goods })
    case 'carts':
      return stage.event(at, { type: 'product.carted', subject, data: goods })
    case 'orders':
      return buy(stage, club, fan, at, session.sessionId)
    case 'gifts':
      return random.chance(0.4)
        ? stage.event(at, { type: 'live.lightBadge', subject, data: { ...live, count: 1 } })
        : stage.event(at, { type: 'live.gifted', subject, data: { ...live, coins: random.pick(COINS) } })
  }
}

function buy(stage: Stage, club: ClubPlan, fan: Fan, at: number, sessionId: string | null): void {
  const orderId = stage.nextOrderId()
  const { draft, bought } = orderDraft(stage.random, {
    club,
    userId: fan.userId,
    persona: fan.persona,
    orderId,
    sessionId,
  })
  stage.event(at, draft)
  foretellOrder(stage, at, fan, club.ownerId, bought)
}

/** Somebody becomes a member; a live club first sees its entry gift (MEM-1). */
function join(stage: Stage, club: ClubPlan, fan: Fan, at: number, scene: JoinScene, sessionId: string | null): void {
  const members = stage.members.get(club.ownerId)
  if (members === undefined || members.has(fan.userId) || !mayJoin(stage, fan.userId, at)) return
  const { ownerId } = club
  if (club.mode === 'live') {
    const data = { ownerId, count: 1, ...(sessionId === null ? {} : { sessionId }) }
    stage.event(at, { type: 'live.lightBadge', subject: fan.userId, data })
  }
  if (fan.persona !== 'passerBy') members.add(fan.userId)
  stage.emit({ at, kind: 'join', ownerId, userId: fan.userId, scene })
}

const shopScenes: readonly JoinScene[] = ['shopHome', 'showcase', 'productPage', 'shortVideo', 'profile']

/** Somebody looks at the shop by himself: sees, carts, sometimes buys, visits the group. */
export function wander(stage: Stage, club: ClubPlan, fan: Fan, at: number): void {
  const { random } = stage
  const { ownerId } = club
  const subject = fan.userId
  const persona = personas[fan.persona]
  const { productId } = pickProduct(random, club, persona.purse)
  stage.event(at, { type: 'product.viewed', subject, data: { ownerId, productId } })
  const isMember = stage.members.get(ownerId)?.has(subject) === true
  if (!isMember) {
    if (random.chance(persona.joins / 4)) join(stage, club, fan, at, random.pick(shopScenes), null)
    return
  }
  if (random.chance(0.4)) stage.event(at, { type: 'product.carted', subject, data: { ownerId, productId } })
  if (random.chance(Math.min(0.3, persona.orders / 6))) buy(stage, club, fan, at, null)
  if (club.mode === 'shopping' && random.chance(0.3))
    stage.event(at, { type: 'group.visited', subject, data: { ownerId, groupId: `${ownerId}-fans` } })
}
