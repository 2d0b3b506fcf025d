import { answerOf } from '../sdk/client.ts'
import { createAgenda } from '../sim/agenda.ts'
import { clubPlans, type ClubPlan } from '../sim/clubs.ts'
import { worldEvent, type Happening, type WorldEvent } from '../sim/happening.ts'
import { createRandom } from '../src/lib/prng.ts'
import { MINUTE } from '../src/lib/time.ts'
import { fillBudget } from './benefits.ts'
import { offersOf } from './offers.ts'
import { insist, sendEvents, type Stagehand } from './play.ts'

/** Of a session, in decision time: when its bags and packets come, and how long a bag waits. */
const BAGS_AFTER: readonly number[] = [4 * MINUTE, 60 * MINUTE]
const BAG_LASTS = 40 * MINUTE
const PACKETS_AFTER: readonly number[] = [9 * MINUTE, 34 * MINUTE, 70 * MINUTE]
const PACKET_FEN = 6_600
const PACKET_SHARES = 30
const TAKE_MEAN = 5 * MINUTE
/** Somebody of a room takes what his level opened, about so often. */
const CLAIM_MEAN = MINUTE
/** So many try for one bag or packet; who has it already is told so. */
const TAKERS = 26
/** Of those who claim, so many also say a wish and look at what points buy. */
const WISH_SHARE = 0.4
const CALLS_A_TICK_MOST = 40

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** What the fans of the show do with benefits, through the public API alone. */
export interface Perks {
  /** After `happenings` were played: bags and packets come, fans take, say, use. @param now UTC ms of decision time */
  follow(happenings: readonly Happening[], now: number): Promise<void>
}

interface OnAir {
  readonly club: ClubPlan
  readonly sessionId: string
  readonly present: Set<string>
}
interface Held {
  readonly entitlementId: string
  /** fen */
  readonly minimum: number
}

/** Begins to follow a show; what it knows of fans it learns from what happens. */
export function createPerks(hand: Stagehand, seed: string): Perks {
  const { client } = hand
  const random = createRandom(`${seed}/perks`)
  const agenda = createAgenda()
  const rooms = new Map<string, OnAir>()
  const coupons = new Map<string, Held>()
  let calls: (() => Promise<unknown>)[] = []
  let said: WorldEvent[] = []
  let numbered = 0

  const isOn = (room: OnAir): boolean => rooms.get(room.club.ownerId) === room
  const call = (work: () => Promise<unknown>) => void calls.push(() => insist(hand, work))
  const somebody = ({ present }: OnAir): string | null => (present.size === 0 ? null : random.pick([...present]))

  function begin(club: ClubPlan, sessionId: string, at: number): void {
    const room: OnAir = { club, sessionId, present: new Set() }
    rooms.set(club.ownerId, room)
    for (const after of BAGS_AFTER) agenda.put(at + after, (when) => isOn(room) && call(() => openBag(room, when)))
    for (const after of PACKETS_AFTER)
      agenda.put(at + after, (when) => isOn(room) && call(() => openPacket(room, when)))
    agenda.put(at + CLAIM_MEAN, (when) => keepClaiming(room, when))
  }

  async function openBag(room: OnAir, at: number): Promise<void> {
    const { club, sessionId } = room
    const phrase = random.pick(offersOf[club.ownerId]?.phrases ?? ['一起来'])
    const prize = random.pick(club.products)
    const body = {
      kind: 'luckyBag' as const,
      name: `${prize.short}福袋`,
      sessionId,
      endsAt: new Date(at + BAG_LASTS).toISOString(),
      conditions: { phrase },
      prizes: [{ name: prize.title, quota: random.between(1, 3), worth: yuan(prize.priceFen) }],
    }
    await answerOf(client.POST('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId: club.ownerId } }, body }))
    for (let taker = 0; taker < TAKERS; taker += 1)
      agenda.put(at + random.next() * BAG_LASTS * 0.9, (when) => say(room, phrase, when))
  }

  function say(room: OnAir, phrase: string, at: number): void {
    const subject = somebody(room)
    if (!isOn(room) || subject === null) return
    const data = { ownerId: room.club.ownerId, sessionId: room.sessionId, text: phrase }
    const id = `say-${room.sessionId}-${(numbered += 1)}`
    said.push(worldEvent(id, at, { type: 'live.commented', subject, data }))
  }

  async function openPacket(room: OnAir, at: number): Promise<void> {
    const { ownerId } = room.club
    await fillBudget(hand, ownerId)
    const body = {
      ownerId,
      sessionId: room.sessionId,
      split: 'lucky' as const,
      total: yuan(PACKET_FEN),
      count: PACKET_SHARES,
      greeting: random.pick(offersOf[ownerId]?.phrases ?? ['大吉大利']),
    }
    const { packetId } = await answerOf(client.POST('/v1/red-packets', { body }))
    const params = { path: { packetId } }
    for (let taker = 0; taker < TAKERS; taker += 1)
      agenda.put(at + random.wait(TAKE_MEAN), () => {
        const userId = somebody(room)
        if (userId !== null)
          call(() => answerOf(client.POST('/v1/red-packets/{packetId}/claim', { params, body: { userId } })))
      })
  }

  function keepClaiming(room: OnAir, at: number): void {
    if (!isOn(room)) return
    const userId = somebody(room)
    if (userId !== null) {
      call(() => claimAll(room.club.ownerId, userId))
      if (random.chance(WISH_SHARE)) call(() => wish(room.club.ownerId, userId))
    }
    agenda.put(at + random.wait(CLAIM_MEAN), (when) => keepClaiming(room, when))
  }

  async function claimAll(ownerId: string, userId: string): Promise<void> {
    const path = { ownerId, userId }
    const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/members/{userId}/benefits', { params: { path } }))
    for (const { benefitId, state, left } of items) {
      if (state !== 'claimable' || left === 0) continue
      const params = { path: { ...path, benefitId } }
      const taken = await insist(hand, () =>
        answerOf(client.POST('/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim', { params })),
      )
      if (taken?.coupon !== undefined)
        coupons.set(`${ownerId} ${userId}`, {
          entitlementId: taken.entitlementId,
          minimum: taken.coupon.minimum.value,
        })
    }
  }

  /** Says what he would like to see next, and spends points where he has enough. */
  async function wish(ownerId: string, userId: string): Promise<void> {
    const query = { status: 'running' as const }
    const { items } = await answerOf(
      client.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId }, query } }),
    )
    for (const { kind, campaignId, prizes } of items) {
      if (kind !== 'wishList' && kind !== 'pointsExchange') continue
      const body = { userId, prize: random.below(prizes.length) }
      const params = { path: { campaignId } }
      await insist(hand, () => answerOf(client.POST('/v1/campaigns/{campaignId}/entries', { params, body })))
    }
  }

  /** Who pays enough uses what he holds (BEN-6). */
  function use(key: string, orderId: string, amount: { value: number; currency: string }): void {
    const held = coupons.get(key)
    if (held === undefined || amount.value < held.minimum) return
    coupons.delete(key)
    const params = { path: { entitlementId: held.entitlementId } }
    call(async () => {
      await answerOf(client.POST('/v1/entitlements/{entitlementId}/reserve', { params, body: { orderId, amount } }))
      await answerOf(client.POST('/v1/entitlements/{entitlementId}/confirm', { params, body: { orderId } }))
    })
  }

  function learn({ type, subject, data }: WorldEvent, at: number): void {
    const club = clubPlans.find(({ ownerId }) => 'ownerId' in data && ownerId === data.ownerId)
    if (club === undefined) return
    if (type === 'live.started') begin(club, data.sessionId, at)
    else if (type === 'live.ended') rooms.delete(club.ownerId)
    else if (type === 'live.entered') rooms.get(club.ownerId)?.present.add(subject)
    else if (type === 'order.paid') use(`${club.ownerId} ${subject}`, data.orderId, data.amount)
  }

  return {
    async follow(happenings, now) {
      for (const one of happenings) if (one.kind === 'event') learn(one.event, one.at)
      agenda.runUntil(now)
      const events = said
      said = []
      if (events.length > 0) await sendEvents(hand, events)
      const due = calls.slice(0, CALLS_A_TICK_MOST)
      calls = calls.slice(CALLS_A_TICK_MOST)
      await Promise.all(due.map((work) => work()))
    },
  }
}
