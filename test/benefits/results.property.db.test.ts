import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BenefitResult } from '../../src/contract/benefits.ts'
import { checkBenefits } from '../../src/flow/doctor/benefits.ts'
import { checkCoupons } from '../../src/flow/doctor/coupons.ts'
import { describeWorld, NOON, type World } from '../support/club.ts'
import { shopOf, yuan } from '../support/shop.ts'

/**
 * BEN-12 over any story of three customers: the server's sums, kept as things happen, against the same figures reckoned from the whole story
 * each time. The oracle knows claims, steps that the server accepted, orders and refunds, and nothing of how they are counted.
 */

const MINUTE = 60_000
const DAY = 1_440 * MINUTE
const users = ['ann', 'bob', 'cat'] as const
/** What each order of a user costs; the refunds of one never exceed it. */
const prices = [8_000, 9_999, 25_000, 1] as const
const baskets = [10_000, 12_345, 20_000] as const

const offers = {
  full: {
    kind: 'coupon',
    coupon: { minimum: yuan(10_000), off: yuan(2_000), validDays: 1 },
    off: () => 2_000,
    days: 1,
  },
  percent: {
    kind: 'coupon',
    coupon: { minimum: yuan(12_000), percentOff: 15, atMost: yuan(2_500), validDays: 3 },
    // 12 345 × 15 % = 1 851.75
    off: (basket: number) => (basket < 12_000 ? null : basket === 12_345 ? 1_852 : 2_500),
    days: 3,
  },
  service: { kind: 'service' },
  honour: { kind: 'honour', honour: 'badge' },
  redPacket: { kind: 'redPacket', amount: yuan(300) },
} as const
type Name = keyof typeof offers
const names = Object.keys(offers) as Name[]
const coupons = ['full', 'percent'] as const

const user = fc.constantFrom(...users)
const order = fc.integer({ min: 0, max: prices.length - 1 })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('claim' as const), user, name: fc.constantFrom(...names) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('reserve' as const, 'redeem' as const, 'redeem' as const),
      user,
      name: fc.constantFrom(...coupons),
      order,
      basket: fc.constantFrom(...baskets),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('confirm' as const, 'release' as const),
      user,
      name: fc.constantFrom(...coupons),
      order,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('pay' as const), user, order, ahead: fc.integer({ min: -90, max: 4 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refund' as const), user, order, whole: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.constantFrom(1, 3, 10, 29, 30, 600, 1_440, 1_441, 4_320),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Claim {
  readonly user: string
  readonly name: Name
  readonly at: number
  readonly entitlementId: string
  /** what an order holds or used of it, as the server accepted it */
  held: { readonly order: string; readonly basket: number; readonly at: number; readonly used: boolean } | null
}
interface Order {
  readonly user: string
  readonly id: string
  at: number
  paid: number | null
  refunded: number
}

/** The story so far, and what follows from it. */
function createStory() {
  const claims: Claim[] = []
  const orders = new Map<string, Order>()
  const orderOf = (who: string, which: number): Order => {
    const id = `${who}-${which}`
    const made = orders.get(id) ?? { user: who, id, at: 0, paid: null, refunded: 0 }
    orders.set(id, made)
    return made
  }
  const endOf = ({ name, at }: Claim): number => {
    const offer = offers[name]
    return 'days' in offer ? at + offer.days * DAY : Infinity
  }
  const offOf = ({ name, held }: Claim): number => {
    const offer = offers[name]
    return 'off' in offer && held !== null ? (offer.off(held.basket) ?? 0) : 0
  }
  const isHeld = ({ held }: Claim, now: number): boolean => held !== null && !held.used && now < held.at + 30 * MINUTE
  const isWhole = ({ paid, refunded }: Order): boolean => paid !== null && refunded === paid

  return {
    claims,
    orderOf,
    endOf,
    isHeld,
    find: (who: string, name: Name) => claims.find((claim) => claim.user === who && claim.name === name),
    /** Orders whose money all went back let go of what they held or used. */
    settle(): void {
      for (const each of orders.values())
        if (isWhole(each)) for (const claim of claims) if (claim.held?.order === each.id) claim.held = null
    },
    result(name: Name, now: number) {
      const own = claims.filter((claim) => claim.name === name)
      const used = own.filter(({ held }) => held?.used === true)
      const isCoupon = offers[name].kind === 'coupon'
      const following = [...orders.values()].filter(
        (each) =>
          each.paid !== null &&
          !isWhole(each) &&
          (isCoupon
            ? used.some(({ held }) => held?.order === each.id)
            : own.some(({ user: who, at }) => who === each.user && each.at >= at && each.at < at + 7 * DAY)),
      )
      return {
        claimed: own.length,
        reserved: own.filter((claim) => isHeld(claim, now)).length,
        used: used.length,
        expired: own.filter((claim) => endOf(claim) <= now && !used.includes(claim) && !isHeld(claim, now)).length,
        cost: isCoupon
          ? used.reduce((sum, claim) => sum + offOf(claim), 0)
          : name === 'redPacket'
            ? own.length * offers.redPacket.amount.value
            : 0,
        orders: following.length,
        sales: following.reduce((sum, each) => sum + (each.paid ?? 0) - each.refunded, 0),
      }
    },
  }
}
type Story = ReturnType<typeof createStory>

/** Does a step on the server, and writes down what it accepted. */
async function take(w: World, story: Story, benefits: ReadonlyMap<Name, string>, each: Step): Promise<void> {
  const shop = shopOf(w)
  const now = w.now()
  switch (each.do) {
    case 'wait':
      return w.clock(now + each.minutes * MINUTE)
    case 'claim': {
      const path = `${w.memberPath(each.user)}/benefits/${benefits.get(each.name)}/claim`
      const { status, body } = await w.call<{ entitlementId: string }>('POST', path)
      expect(status).toBe(story.find(each.user, each.name) === undefined ? 201 : 409)
      if (status === 201)
        story.claims.push({
          user: each.user,
          name: each.name,
          at: now,
          entitlementId: body.entitlementId,
          held: null,
        })
      return
    }
    case 'pay': {
      const of = story.orderOf(each.user, each.order)
      if (of.paid !== null) return
      Object.assign(of, { at: now + each.ahead * MINUTE, paid: prices[each.order] })
      const paid = w.paid(each.user, prices[each.order] ?? 0, { order: of.id, at: of.at })
      expect((await w.outcome(paid))[0]).not.toMatch(/rejected/)
      return story.settle()
    }
    case 'refund': {
      const of = story.orderOf(each.user, each.order)
      const left = (prices[each.order] ?? 0) - of.refunded
      const part = each.whole ? left : Math.floor(left / 3)
      if (part === 0) return
      of.refunded += part
      expect((await w.outcome(w.refunded(each.user, of.id, part)))[0]).not.toMatch(/rejected/)
      return story.settle()
    }
    default: {
      const claim = story.find(each.user, each.name)
      if (claim === undefined) return
      const { id } = story.orderOf(each.user, each.order)
      const body = 'basket' in each ? shop.order(id, each.basket) : { orderId: id }
      const answer = await shop.refused(claim.entitlementId, each.do, body)
      if (answer === '200 accepted') accept(story, claim, each, id, now)
    }
  }
}

/** What an accepted step means: a reservation, a use, or neither. */
function accept(story: Story, claim: Claim, each: Step, id: string, now: number): void {
  if (!('name' in each) || each.do === 'claim') return
  const { held } = claim
  if (each.do === 'release') {
    if (held?.order === id) claim.held = null
    return
  }
  // what is used stays as it was used
  if (held?.used === true) return expect(held.order).toBe(id)
  if (!('basket' in each)) {
    expect(held?.order).toBe(id)
    if (held !== null) claim.held = { ...held, used: true }
    return
  }
  const { basket } = each
  const runsOn = held !== null && story.isHeld(claim, now)
  const at = runsOn && (held.basket === basket || now >= story.endOf(claim)) ? held.at : now
  claim.held = { order: id, basket, at, used: each.do === 'redeem' }
}

describeWorld('results over any story', (w) => {
  test('BEN-12: claimed, reserved, used, expired, cost, orders and sales are those of the story, whatever its order', async () => {
    const shop = shopOf(w)
    const met = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 60 }), async (steps) => {
        await w.reset()
        await w.clock(NOON)
        await w.owner()
        await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(100_000) })
        for (const name of users) await w.join(name)
        const benefits = new Map<Name, string>()
        for (const name of names) {
          const { off: _off, days: _days, kind, ...more } = { off: null, days: null, ...offers[name] }
          benefits.set(name, await shop.give(kind, more))
        }
        const story = createStory()
        for (const [turn, each] of steps.entries()) {
          await take(w, story, benefits, each)
          if (turn % 5 > 0 && turn < steps.length - 1) continue
          for (const [name, benefitId] of benefits) {
            const told: Readonly<Record<keyof BenefitResult, number>> = await shop.result(benefitId)
            const reckoned = story.result(name, w.now())
            expect([turn, name, told]).toEqual([turn, name, reckoned])
            for (const [figure, value] of Object.entries(told)) if (value > 0) met.add(`${offers[name].kind} ${figure}`)
          }
        }
        expect([...(await checkBenefits(w.db)), ...(await checkCoupons(w.db))]).toEqual([])
      }),
      // a failure is made small for a while, and told before the test's own time is up
      { numRuns: 16, seed: 20_260_310, interruptAfterTimeLimit: 480_000, markInterruptAsFailure: true },
    )
    // every figure was more than nothing, so that none is believed without having been seen
    const figures = ['claimed', 'orders', 'sales']
    expect([...met].sort()).toEqual(
      [
        ...['service', 'honour', 'redPacket', 'coupon'].flatMap((kind) => figures.map((figure) => `${kind} ${figure}`)),
        'redPacket cost',
        ...['reserved', 'used', 'expired', 'cost'].map((figure) => `coupon ${figure}`),
      ].sort(),
    )
  }, 600_000)
})
