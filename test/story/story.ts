import assert from 'node:assert/strict'
import type { BenefitView, MemberBenefit } from '../../src/contract/benefits.ts'
import type { RedPacketView } from '../../src/contract/money.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { DAY, HOUR, MINUTE, toInstant } from '../../src/lib/time.ts'
import { createOracle, REJOIN_MS, sumOf, VALID_MS, type Fan, type Goods, type Oracle } from './oracle.ts'
import { openScene, type Scene } from './scene.ts'

/**
 * Some days of a club from a seed: levels rise and fall, benefits, coupons, red packets and money move, at two nodes on one PostgreSQL whose
 * connections are cut at chance; what nobody answered is asked again. Beside it an oracle says what every answer and every state must be.
 */

const USERS = ['ann', 'bob', 'cat', 'dan', 'eve', 'fay'] as const
const BEGINS = Date.UTC(2026, 2, 10, 4)
const CASH = 7
const ORDER_FEN = 20_000
const GOODS_MOST = 10
const yuan = (value: number) => ({ value, currency: 'CNY' })

export interface StoryReport {
  readonly seed: string
  readonly steps: number
  readonly cuts: number
  readonly claims: number
}

interface Story {
  readonly scene: Scene
  readonly oracle: Oracle
  readonly random: Random
  readonly name: (what: string) => string
}

const member = (user: string): string => `/v1/clubs/luo/members/${user}`
const amountOf = (body: Readonly<Record<string, unknown>>): number => (body['amount'] as { value: number }).value

/** What an asked step came to, once somebody answered: `done`, or the code of a refusal. */
type Act = (story: Story) => Promise<void>

const join: Act = (story) => joinAs(story, story.random.pick(story.oracle.fans))

async function joinAs({ scene, oracle }: Story, fan: Fan): Promise<void> {
  const said = await scene.ask('PUT', member(fan.user), { scene: 'profile' })
  if (!fan.member && oracle.now < fan.leftAt + REJOIN_MS) return assert.equal(said.code, 'rejoin_cooldown')
  assert.equal(said.code, 'done')
  if (!fan.member) Object.assign(fan, { member: true, points: 0 })
  oracle.settle(fan)
}

const leave: Act = async ({ scene, oracle, random }) => {
  const fan = random.pick(oracle.fans)
  if (!fan.member || !random.chance(0.3)) return
  const said = await scene.ask('DELETE', member(fan.user))
  // told by the second asking where nobody heard of the first
  assert.ok(said.code === 'done' || (said.asked > 1 && said.code === 'not_a_member'), said.code)
  Object.assign(fan, { member: false, points: 0, leftAt: oracle.now })
}

const correct: Act = async ({ scene, oracle, random, name }) => {
  const fan = random.pick(oracle.fans)
  if (!fan.member) return
  const delta = random.pick([-900, -250, -60, 120, 250, 400, 700, 1_500])
  const said = await scene.ask('POST', `${member(fan.user)}/corrections`, { delta, reason: 'x' }, name('key'))
  assert.equal(said.code, 'done')
  fan.points = Math.max(0, fan.points + delta)
  oracle.settle(fan)
}

/** An order paid and given back in one batch: the level rises and falls within it. */
const spike: Act = async ({ scene, oracle, random, name }) => {
  const fan = random.pick(oracle.fans)
  if (!fan.member) return
  const orderId = name('spike')
  const about = { ownerId: 'luo', orderId }
  const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount: yuan(5_000) }]
  const said = await scene.ask('POST', '/v1/events', [
    scene.event(`${orderId}-1`, 'order.paid', fan.user, { ...about, amount: yuan(5_000), lines }),
    scene.event(`${orderId}-2`, 'order.refunded', fan.user, { ...about, refundId: orderId, amount: yuan(5_000) }),
  ])
  assert.equal(said.code, 'done')
  const { items } = await scene.must<{ items: { balance: number; orderId: string | null }[] }>(
    'GET',
    `${member(fan.user)}/ledger?limit=2`,
  )
  // what the day's cap leaves of it; nothing, once that is used up
  const own = items.filter((entry) => entry.orderId === orderId)
  oracle.settle(fan, Math.max(fan.points, ...own.map(({ balance }) => balance)))
  const { intimacy } = await scene.must<{ intimacy: number }>('GET', member(fan.user))
  assert.equal(intimacy, fan.points, 'a returned order leaves nothing')
}

const offer: Act = async ({ scene, oracle, random, name }) => {
  if (oracle.goods.length >= GOODS_MOST) return
  const kind = random.pick(['service', 'coupon', 'redPacket'] as const)
  const [level, stock] = [random.between(1, 4), random.between(1, 5)]
  const more = { coupon: { minimum: yuan(100), off: yuan(50), validDays: 7 } }
  const said = await scene.ask(
    'POST',
    '/v1/clubs/luo/benefits',
    {
      kind,
      name: kind,
      audience: { minLevel: level },
      stock,
      ...(kind === 'coupon' ? more : kind === 'redPacket' ? { amount: yuan(CASH) } : {}),
    },
    name('key'),
  )
  assert.equal(said.code, 'done')
  const { benefitId } = said.body as unknown as BenefitView
  oracle.goods.push({ benefitId, kind, level, stock, claimed: 0, opened: new Set(), taken: new Map() })
  for (const fan of oracle.fans) oracle.settle(fan)
}

/** What a claim may be told; it counts as taken where it was told so, now or by the asking that nobody heard of. */
async function claimOne({ scene, oracle }: Story, fan: Fan, goods: Goods): Promise<{ code: string; won: boolean }> {
  const path = `${member(fan.user)}/benefits`
  const said = await scene.ask('POST', `${path}/${goods.benefitId}/claim`)
  const won = said.code === 'done' || (said.code === 'already_claimed' && !goods.taken.has(fan.user))
  if (said.code === 'already_claimed' && won)
    assert.ok(said.asked > 1, `${fan.user} never claimed, and is told that he did`)
  if (!won) return { code: said.code, won }
  assert.ok(!goods.taken.has(fan.user), `${fan.user} has it twice`)
  const { items } = await scene.must<{ items: MemberBenefit[] }>('GET', path)
  const entitlementId = items.find(({ benefitId }) => benefitId === goods.benefitId)?.entitlementId ?? ''
  const expiresAt = goods.kind === 'coupon' ? oracle.now + VALID_MS : Infinity
  goods.taken.set(fan.user, { entitlementId, expiresAt, use: 'free', reservedAt: 0, orderId: null })
  return { code: 'done', won }
}

function note(oracle: Oracle, fan: Fan, goods: Goods): void {
  goods.claimed += 1
  if (goods.kind !== 'redPacket') return
  oracle.budget -= CASH
  fan.balance += CASH
}

const claim: Act = async (story) => {
  const { oracle, random } = story
  if (oracle.goods.length === 0) return
  const [fan, goods] = [random.pick(oracle.fans), random.pick(oracle.goods)]
  const poor = goods.kind === 'redPacket' && oracle.budget < CASH
  const expected = oracle.refusal(fan, goods) ?? (poor ? 'budget_exceeded' : 'done')
  const { code } = await claimOne(story, fan, goods)
  assert.equal(code, expected, `${fan.user} claims ${goods.kind} of level ${goods.level}`)
  if (code === 'done') note(oracle, fan, goods)
}

/** Everybody at once, at both nodes: as many as there are get one. */
const rush: Act = async (story) => {
  const { oracle, random } = story
  const open = oracle.goods.filter(({ kind }) => kind !== 'redPacket' || oracle.budget >= CASH * USERS.length)
  if (open.length === 0) return
  const goods = random.pick(open)
  const before = new Map(oracle.fans.map((fan) => [fan.user, oracle.refusal(fan, goods)]))
  const most = Math.min(goods.stock - goods.claimed, [...before.values()].filter((code) => code === null).length)
  const said = await Promise.all(oracle.fans.map(async (fan) => ({ fan, ...(await claimOne(story, fan, goods)) })))
  for (const { fan, code, won } of said) {
    const expected = before.get(fan.user) ?? null
    if (won) note(oracle, fan, goods)
    else assert.equal(code, expected ?? 'out_of_stock', `${fan.user} in a rush`)
    assert.ok(!won || expected === null, `${fan.user} was given what he may not have: ${String(expected)}`)
  }
  assert.equal(said.filter(({ won }) => won).length, most, 'as many as were left')
}

const checkout: Act = async ({ scene, oracle, random, name }) => {
  const held = oracle.goods.flatMap((goods) => (goods.kind === 'coupon' ? [...goods.taken.values()] : []))
  if (held.length === 0) return
  const coupon = random.pick(held)
  const standing = oracle.standing(coupon)
  const step = random.pick(['reserve', 'reserve', 'confirm', 'confirm', 'release', 'redeem'] as const)
  const own = coupon.orderId !== null && coupon.use !== 'free' && random.chance(0.8)
  const orderId = own ? (coupon.orderId ?? '') : name('o')
  const body = step === 'confirm' || step === 'release' ? { orderId } : { orderId, amount: yuan(ORDER_FEN) }
  const said = await scene.ask('POST', `/v1/entitlements/${coupon.entitlementId}/${step}`, body)
  const mine = coupon.use !== 'free' && coupon.orderId === orderId
  const holds = coupon.use === 'reserved' && mine
  const take = (use: 'reserved' | 'used', reservedAt: number): string => {
    Object.assign(coupon, { use, orderId, reservedAt })
    return 'done'
  }
  const judge = (): string => {
    if (standing === 'used') return mine && (step === 'confirm' || step === 'redeem') ? 'done' : 'already_used'
    if (step === 'release') {
      if (coupon.use !== 'reserved') return 'done'
      if (!mine) return standing === 'reserved' ? 'not_reserved' : 'done'
      Object.assign(coupon, { use: 'free', orderId: null })
      return 'done'
    }
    if (step === 'confirm') {
      if (standing === 'expired') return 'expired'
      return holds ? take('used', coupon.reservedAt) : 'not_reserved'
    }
    if (standing === 'reserved' && !mine) return 'already_used'
    if (standing === 'expired') return 'expired'
    return take(step === 'redeem' ? 'used' : 'reserved', standing === 'reserved' ? coupon.reservedAt : oracle.now)
  }
  const before = `${standing} (${coupon.use})`
  assert.equal(said.code, judge(), `${step} of a coupon that is ${before}, order ${mine ? 'its own' : 'another'}`)
}

const deposit: Act = async ({ scene, oracle, random, name }) => {
  const fen = random.between(50, 1_000)
  const said = await scene.ask('POST', '/v1/owners/luo/budget', { amount: yuan(fen) }, name('key'))
  assert.equal(said.code, 'done')
  oracle.budget += fen
}

/** A packet for fewer than all, taken by all at once at both nodes. */
const packet: Act = async ({ scene, oracle, random, name }) => {
  const count = random.between(1, USERS.length + 1)
  const total = random.between(count, 300)
  const endsAt = oracle.now + random.between(1, 20) * HOUR
  const wish = { ownerId: 'luo', split: 'lucky', total: yuan(total), count, expiresAt: toInstant(endsAt) }
  const said = await scene.ask('POST', '/v1/red-packets', wish, name('key'))
  if (oracle.budget < total) return assert.equal(said.code, 'budget_too_low')
  assert.equal(said.code, 'done')
  oracle.budget -= total
  const { packetId } = said.body as unknown as RedPacketView
  const taken = new Map<string, number>()
  oracle.packets.push({ packetId, total, count, endsAt, returned: false, taken })
  const claimers = oracle.fans.filter(() => random.chance(0.8))
  const answers = await Promise.all(
    claimers.map(async (fan) => ({
      fan,
      ...(await scene.ask('POST', `/v1/red-packets/${packetId}/claim`, { userId: fan.user })),
    })),
  )
  for (const { fan, code, body, asked } of answers) {
    if (code === 'empty') continue
    assert.ok(code === 'done' || (code === 'already_claimed' && asked > 1), `${fan.user}: ${code}`)
    taken.set(fan.user, amountOf(body))
    fan.balance += amountOf(body)
  }
  assert.equal(taken.size, Math.min(count, claimers.length), 'as many shares as there are')
  if (taken.size === count) assert.equal(sumOf(taken.values()), total, 'all of it')
}

const wait: Act = async ({ scene, oracle, random }) => {
  const long = random.pick([MINUTE, 29 * MINUTE, 31 * MINUTE, 5 * HOUR, 12 * HOUR, DAY])
  await scene.move(long)
  oracle.pass(long)
}

const acts: readonly Act[] = [
  join,
  join,
  leave,
  correct,
  correct,
  correct,
  spike,
  offer,
  claim,
  claim,
  claim,
  claim,
  rush,
  rush,
  checkout,
  checkout,
  checkout,
  checkout,
  checkout,
  deposit,
  packet,
  wait,
]

async function compare({ scene, oracle }: Story): Promise<void> {
  for (const fan of oracle.fans) {
    const { items } = await scene.must<{ items: { available: { value: number } }[] }>(
      'GET',
      `/v1/users/${fan.user}/balance`,
    )
    assert.equal(items[0]?.available.value ?? 0, fan.balance, `balance of ${fan.user}`)
    if (!fan.member) continue
    assert.equal(
      (await scene.must<{ intimacy: number }>('GET', member(fan.user))).intimacy,
      fan.points,
      `points of ${fan.user}`,
    )
    const shown = await scene.must<{ items: MemberBenefit[] }>('GET', `${member(fan.user)}/benefits`)
    for (const goods of oracle.goods)
      assert.equal(
        shown.items.find(({ benefitId }) => benefitId === goods.benefitId)?.state,
        oracle.state(fan, goods),
        `${goods.kind} of level ${goods.level} for ${fan.user} with ${fan.points} points`,
      )
  }
  const { items } = await scene.must<{ items: BenefitView[] }>('GET', '/v1/clubs/luo/benefits?limit=200')
  for (const goods of oracle.goods) {
    const view = items.find(({ benefitId }) => benefitId === goods.benefitId)
    assert.deepEqual(
      [view?.result.claimed, view?.left],
      [goods.claimed, goods.stock - goods.claimed],
      'claimed and left',
    )
  }
  const held = sumOf(oracle.packets.map(({ total, returned, taken }) => (returned ? 0 : total - sumOf(taken.values()))))
  const budget = await scene.must<Record<string, { value: number }>>('GET', '/v1/owners/luo/budget')
  assert.deepEqual([budget['available']?.value, budget['held']?.value], [oracle.budget, held], 'budget, held')
  for (const { packetId, total, returned, taken } of oracle.packets) {
    const sum = sumOf(taken.values())
    const view = await scene.must<RedPacketView>('GET', `/v1/red-packets/${packetId}`)
    const parts = [view.claimed.value, view.remaining.value, view.returned.value]
    assert.deepEqual(parts, returned ? [sum, 0, total - sum] : [sum, total - sum, 0], 'a packet’s parts')
  }
}

const COMPARE_EVERY = 20

/** Lives one story on an empty, migrated PostgreSQL database; throws with seed and step where oracle and product differ. */
export async function runStory(seed: string, url: string, steps: number): Promise<StoryReport> {
  const random = createRandom(`story ${seed}`)
  const scene = await openScene(url, random.fork('cuts'), BEGINS)
  let made = 0
  const oracle = createOracle(USERS, BEGINS)
  const story: Story = { scene, oracle, random: random.fork('acts'), name: (what) => `${what}-${(made += 1)}` }
  let step = 0
  try {
    await scene.must('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
    scene.storm(true)
    // members, money and something to have, so that a short story meets more
    for (const fan of oracle.fans) await joinAs(story, fan)
    for (const act of [deposit, deposit, deposit, offer, offer, offer]) await act(story)
    for (step = 1; step <= steps; step += 1) {
      // each draws from a stream of its own: who was first in a rush (the machine's luck) changes no later one
      await story.random.pick(acts)({ ...story, random: story.random.fork(`step ${step}`) })
      if (step % COMPARE_EVERY === 0) await compare(story)
    }
    scene.storm(false)
    await compare(story)
    assert.deepEqual(await scene.findings(), [])
    const claims = sumOf(oracle.goods.map(({ claimed }) => claimed))
    return { seed, steps, cuts: scene.cuts(), claims }
  } catch (error) {
    throw new Error(`story ${seed}, step ${step}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  } finally {
    await scene.close()
  }
}
