import type { BenefitView, MemberBenefit } from '../../src/contract/benefits.ts'
import type { CampaignView } from '../../src/contract/campaigns.ts'
import type { Random } from '../../src/lib/prng.ts'
import { ownerIdOf } from '../race/workload.ts'

/**
 * What fans, shops and owners ask for beside the events while servers die: claims, coupons at a checkout, red packets, draws, deposits, pay-outs.
 * Every wish is repeated until it has an answer, which must fit what its sender knows. What was told is all that check-wishes.ts knows.
 */

export interface WishCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: object
  readonly key?: string
}
export interface WishAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}
/** What came back of a wish: the answers of the copies of its last sending. */
export interface Heard {
  readonly answers: readonly WishAnswer[]
  /** it was sent once, in one copy, and answered */
  readonly sure: boolean
  /** an earlier sending may still lie somewhere and be carried out later: a frozen node's, or one whose store fell silent */
  readonly loose: boolean
}

export interface WishParts {
  readonly clubs: number
  /** by client */
  readonly users: readonly (readonly string[])[]
  ask(client: number, call: WishCall, random: Random): Promise<Heard>
  /** pays for an order and gives all of it back, among the client's events */
  payAndReturn(client: number, order: { user: string; club: number; orderId: string; fen: number }): Promise<void>
  report(words: string): void
}

export interface Offer {
  readonly benefitId: string
  readonly club: number
  readonly kind: 'coupon' | 'redPacket' | 'service'
  readonly stock: number | null
}
export interface Coupon {
  readonly entitlementId: string
  readonly user: string
  readonly club: number
  state: 'claimed' | 'reserved' | 'used'
  orderId: string | null
  /** nothing exact can be said of it any more */
  loose: boolean
}
export interface Packet {
  readonly packetId: string
  readonly club: number
  readonly total: number
  readonly count: number
  /** what each user was told that he took, minor units */
  readonly taken: Map<string, number>
  /** who may have taken a share without having been told */
  readonly maybe: Set<string>
}
export interface Draw {
  readonly campaignId: string
  readonly prizeId: string
  readonly quota: number
  readonly seedHash: string
  /** the entry's hash by user */
  readonly entrants: Map<string, string>
}

/** Everything that was told, whoever asked. */
export interface Told {
  readonly offers: Offer[]
  /** entitlement by `user benefitId` */
  readonly held: Map<string, string>
  /** claims that may be carried out yet */
  readonly maybe: Set<string>
  readonly coupons: Coupon[]
  readonly packets: Packet[]
  readonly draws: Draw[]
  /** by club, minor units */
  readonly deposits: number[]
  /** by user, minor units */
  readonly payouts: Map<string, number>
  wishes: number
}

export interface Wishes {
  readonly told: Told
  /** Funds the owners and makes what they offer; owners and members are there. */
  prepare(random: Random): Promise<void>
  /** A few wishes of one client's people, one after another. */
  some(client: number, random: Random): Promise<void>
}

export const heldKey = (user: string, benefitId: string): string => `${user} ${benefitId}`

const FUND = 10_000_000
/** what a red packet of a benefit is worth */
export const CASH = 7
const ORDER = 20_000
/** a draw closes and a packet returns while the faults go on */
const WINDOW_MS_LEAST = 2_000
const WINDOW_MS_MOST = 6_000
const DRAWS_MOST = 12
const PACKETS_MOST = 60
const WISHES_AT_ONCE = 3

const yuan = (value: number) => ({ value, currency: 'CNY' })
const valueOf = (money: unknown): number => (money as { value: number }).value
const codeOf = ({ status, body }: WishAnswer): string =>
  status < 300 ? 'done' : typeof body['code'] === 'string' ? body['code'] : String(status)
const inMs = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString()

/** What senders know of each other's things is shared here; each acts for his own people alone. */
export function createWishes({ clubs, users, ask, payAndReturn, report }: WishParts): Wishes {
  const told: Told = {
    offers: [],
    held: new Map(),
    maybe: new Set(),
    coupons: [],
    packets: [],
    draws: [],
    deposits: Array.from({ length: clubs }, () => 0),
    payouts: new Map(),
    wishes: 0,
  }
  let made = 0
  const name = (what: string): string => `${what}-${(made += 1)}`

  /** The one success among the answers; none: null. Two of a wish that may succeed once are a finding. */
  function success(heard: Heard, once: boolean, what: string): WishAnswer | null {
    const done = heard.answers.filter((answer) => codeOf(answer) === 'done')
    if (once && done.length > 1) report(`${what}: done twice`)
    if (!once && new Set(done.map(({ body }) => JSON.stringify(body))).size > 1)
      report(`${what}: two answers to one wish: ${done.map(({ body }) => JSON.stringify(body)).join(' | ')}`)
    return done[0] ?? null
  }
  const lastCode = (heard: Heard): string => [...new Set(heard.answers.map(codeOf))].join(', ')

  /** A wish under a key: whatever happens it is answered once and alike; what it may be refused for is none of a fault's business. */
  async function keyed<T>(client: number, path: string, body: object, random: Random): Promise<T> {
    const heard = await ask(client, { method: 'POST', path, body, key: name('key') }, random)
    const done = success(heard, false, path)
    if (done === null)
      report(`POST ${path}: ${lastCode(heard)} ${JSON.stringify(heard.answers[0]?.body).slice(0, 200)}`)
    return (done?.body ?? {}) as T
  }

  async function offer(client: number, club: number, body: object, random: Random): Promise<Offer> {
    const path = `/v1/clubs/${ownerIdOf(club)}/benefits`
    const view = await keyed<BenefitView>(client, path, { name: 'a benefit', audience: {}, ...body }, random)
    return { benefitId: view.benefitId, club, kind: view.kind as Offer['kind'], stock: view.stock }
  }

  async function deposit(client: number, club: number, fen: number, random: Random): Promise<void> {
    await keyed(client, `/v1/owners/${ownerIdOf(club)}/budget`, { amount: yuan(fen) }, random)
    told.deposits[club] = (told.deposits[club] ?? 0) + fen
  }

  async function claim(client: number, random: Random): Promise<void> {
    const [user, wanted] = [random.pick(users[client] ?? []), random.pick(told.offers)]
    const key = heldKey(user, wanted.benefitId)
    const path = `/v1/clubs/${ownerIdOf(wanted.club)}/members/${user}/benefits`
    const heard = await ask(client, { method: 'POST', path: `${path}/${wanted.benefitId}/claim` }, random)
    const done = success(heard, true, `claim of ${key}`)
    const before = told.held.has(key)
    const known = before || told.maybe.has(key)
    let entitlementId = done?.body['entitlementId'] as string | undefined
    if (done !== null && before) return report(`${key}: claimed again, after he was told that he has it`)
    if (done === null && !heard.answers.some((answer) => codeOf(answer) === 'already_claimed')) {
      if (before) report(`${key}: he has it, and is told ${lastCode(heard)}`)
      if (heard.loose) told.maybe.add(key)
      return
    }
    if (done === null && heard.sure && !known) return report(`${key}: never claimed, and told already_claimed`)
    if (before) return
    if (entitlementId === undefined) {
      const { answers } = await ask(client, { method: 'GET', path }, random)
      const items = (answers[0]?.body['items'] ?? []) as MemberBenefit[]
      entitlementId = items.find(({ benefitId }) => benefitId === wanted.benefitId)?.entitlementId
    }
    if (entitlementId === undefined) return report(`${key}: claimed, and not among his benefits`)
    told.held.set(key, entitlementId)
    if (wanted.kind === 'coupon')
      told.coupons.push({ entitlementId, user, club: wanted.club, state: 'claimed', orderId: null, loose: heard.loose })
  }

  async function step(client: number, coupon: Coupon, act: string, orderId: string, random: Random): Promise<string> {
    const path = `/v1/entitlements/${coupon.entitlementId}/${act}`
    const body = act === 'confirm' || act === 'release' ? { orderId } : { orderId, amount: yuan(ORDER) }
    const heard = await ask(client, { method: 'POST', path, body }, random)
    if (heard.loose) coupon.loose = true
    const done = success(heard, false, `${act} of ${coupon.entitlementId}`)
    return done === null ? lastCode(heard) : String(done.body['state'])
  }

  /** The next step of a coupon, or one that must change nothing. */
  async function checkout(client: number, random: Random): Promise<void> {
    const own = told.coupons.filter(({ user, loose }) => !loose && users[client]?.includes(user) === true)
    if (own.length === 0) return
    const coupon = random.pick(own)
    const order = coupon.orderId ?? name(`w${client}`)
    const expectStep = async (act: string, orderId: string, expected: string): Promise<boolean> => {
      const said = await step(client, coupon, act, orderId, random)
      // a step that was lost may come after one that undid it
      if (said !== expected && !coupon.loose)
        report(`${coupon.entitlementId} ${coupon.state}: ${act}: ${said}, not ${expected}`)
      return said === expected
    }
    switch (coupon.state) {
      case 'claimed': {
        const act = random.chance(0.7) ? 'reserve' : 'redeem'
        const state = act === 'reserve' ? 'reserved' : 'used'
        if (await expectStep(act, order, state)) Object.assign(coupon, { state, orderId: order })
        return
      }
      case 'reserved': {
        const act = random.pick(['confirm', 'confirm', 'release', 'reserve', 'another'])
        if (act === 'another') return void (await expectStep('reserve', name('other'), 'already_used'))
        if (act === 'reserve') return void (await expectStep('reserve', order, 'reserved'))
        const state = act === 'confirm' ? 'used' : 'claimed'
        if (await expectStep(act, order, state))
          Object.assign(coupon, { state, orderId: act === 'confirm' ? order : null })
        return
      }
      case 'used': {
        const act = random.pick(['confirm', 'redeem', 'another', 'return'])
        if (act === 'another') return void (await expectStep('reserve', name('other'), 'already_used'))
        if (act !== 'return') return void (await expectStep(act, order, 'used'))
        await payAndReturn(client, { user: coupon.user, club: coupon.club, orderId: order, fen: ORDER })
        Object.assign(coupon, { state: 'claimed', orderId: null })
      }
    }
  }

  async function openPacket(client: number, random: Random): Promise<void> {
    if (told.packets.length >= PACKETS_MOST) return
    const [club, count] = [random.below(clubs), random.between(2, 12)]
    const total = random.between(count, 500)
    const body = { ownerId: ownerIdOf(club), split: 'lucky', total: yuan(total), count }
    const expiresAt = inMs(random.between(WINDOW_MS_LEAST, WINDOW_MS_MOST) * 2)
    const path = '/v1/red-packets'
    const heard = await ask(client, { method: 'POST', path, body: { ...body, expiresAt }, key: name('key') }, random)
    const packetId = success(heard, false, path)?.body['packetId'] as string | undefined
    // the fault may last longer than it would have lain open
    if (packetId !== undefined) told.packets.push({ packetId, club, total, count, taken: new Map(), maybe: new Set() })
  }

  async function takeShare(client: number, random: Random): Promise<void> {
    if (told.packets.length === 0) return
    const [user, packet] = [random.pick(users[client] ?? []), random.pick(told.packets.slice(-4))]
    const path = `/v1/red-packets/${packet.packetId}/claim`
    const heard = await ask(client, { method: 'POST', path, body: { userId: user } }, random)
    const done = success(heard, true, `share of ${packet.packetId} for ${user}`)
    const amounts = heard.answers.flatMap(({ body }) => (body['amount'] === undefined ? [] : [valueOf(body['amount'])]))
    const before = packet.taken.get(user)
    if (done !== null && before !== undefined) report(`${packet.packetId}: ${user} takes a second share`)
    if (amounts.length === 0) {
      if (before !== undefined) report(`${packet.packetId}: ${user} has a share, and is told ${lastCode(heard)}`)
      if (heard.loose) packet.maybe.add(user)
      return
    }
    if (done === null && before === undefined && heard.sure && !packet.maybe.has(user))
      report(`${packet.packetId}: ${user} never took a share, and is told ${lastCode(heard)}`)
    for (const amount of amounts)
      if (amount !== (before ?? amounts[0]))
        report(`${packet.packetId}: ${user} is told ${amounts.join()} of ${before}`)
    packet.taken.set(user, amounts[0] ?? 0)
  }

  async function makeDraw(client: number, random: Random): Promise<void> {
    if (told.draws.length >= DRAWS_MOST) return
    const [club, quota] = [random.below(clubs), random.between(1, 3)]
    // nobody reaches it but by winning
    const prize = await offer(client, club, { kind: 'service', audience: { minLevel: 20 } }, random)
    const plan = {
      kind: 'draw',
      name: 'a draw',
      endsAt: inMs(random.between(WINDOW_MS_LEAST, WINDOW_MS_MOST)),
      prizes: [{ name: 'a prize', quota, worth: yuan(100), benefitId: prize.benefitId }],
    }
    const path = `/v1/clubs/${ownerIdOf(club)}/campaigns`
    const heard = await ask(client, { method: 'POST', path, body: plan, key: name('key') }, random)
    const view = success(heard, false, path)?.body as CampaignView | undefined
    // the fault may last longer than its window
    if (view === undefined) return
    const { campaignId, proof } = view
    told.draws.push({
      campaignId,
      prizeId: prize.benefitId,
      quota,
      seedHash: proof?.seedHash ?? '',
      entrants: new Map(),
    })
  }

  async function enter(client: number, random: Random): Promise<void> {
    if (told.draws.length === 0) return
    const [user, draw] = [random.pick(users[client] ?? []), random.pick(told.draws.slice(-3))]
    const path = `/v1/campaigns/${draw.campaignId}/entries`
    const heard = await ask(client, { method: 'POST', path, body: { userId: user, nonce: name('n') } }, random)
    const done = success(heard, false, `entry of ${user}`)
    const before = draw.entrants.get(user)
    if (done === null) {
      if (before !== undefined) report(`${draw.campaignId}: ${user} takes part, and is told ${lastCode(heard)}`)
      return
    }
    const hash = String(done.body['entryHash'])
    if (before !== undefined && before !== hash) report(`${draw.campaignId}: ${user} entered as ${before}, now ${hash}`)
    draw.entrants.set(user, hash)
  }

  async function payOut(client: number, random: Random): Promise<void> {
    const user = random.pick(users[client] ?? [])
    const path = `/v1/users/${user}/payouts`
    const heard = await ask(client, { method: 'POST', path, body: { amount: yuan(100) }, key: name('key') }, random)
    if (success(heard, false, path) !== null) told.payouts.set(user, (told.payouts.get(user) ?? 0) + 100)
  }

  const acts: readonly ((client: number, random: Random) => Promise<void>)[] = [
    ...Array.from({ length: 6 }, () => claim),
    ...Array.from({ length: 6 }, () => checkout),
    ...Array.from({ length: 6 }, () => takeShare),
    ...Array.from({ length: 4 }, () => enter),
    openPacket,
    openPacket,
    makeDraw,
    payOut,
    (client, random) => deposit(client, random.below(clubs), random.between(1, 1_000), random),
  ]

  return {
    told,
    async prepare(random) {
      for (let club = 0; club < clubs; club += 1) {
        await deposit(0, club, FUND, random)
        const coupon = { coupon: { minimum: yuan(ORDER), off: yuan(500), validDays: 7 } }
        const offers = [
          // fewer than there are fans
          { kind: 'coupon', ...coupon, stock: 20 },
          { kind: 'coupon', ...coupon, audience: { minLevel: 3 } },
          { kind: 'redPacket', amount: yuan(CASH), stock: 25 },
          { kind: 'redPacket', amount: yuan(CASH), audience: { minLevel: 2 }, budget: yuan(20 * CASH) },
          { kind: 'service', audience: { minLevel: 4 }, stock: 10 },
        ]
        for (const each of offers) told.offers.push(await offer(0, club, each, random))
      }
    },
    async some(client, random) {
      for (let left = random.between(0, WISHES_AT_ONCE); left > 0; left -= 1) {
        await random.pick(acts)(client, random)
        told.wishes += 1
      }
    },
  }
}
