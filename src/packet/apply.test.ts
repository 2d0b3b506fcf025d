import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BITS_RANGE, type Bits } from '../lib/fair.ts'
import { createRandom } from '../lib/prng.ts'
import { judgeClaimer, judgePacket, nextShare, takeShare, type Claimer, type PacketState } from './apply.ts'

const bitsOf = (seed: string): Bits => {
  const random = createRandom(seed)
  return () => random.below(2 ** 24) * 2 ** 24 + random.below(2 ** 24)
}

const packetOf = (total: number, count: number, more: Partial<PacketState> = {}): PacketState => ({
  packetId: 'p',
  split: 'lucky',
  count,
  fromLevel: null,
  expiresAt: 1_000,
  hasSession: false,
  inGroup: false,
  status: 'open',
  claimed: 0,
  remaining: total,
  shares: 0,
  bestAmount: 0,
  bestShare: 0,
  ...more,
})

/** Every share of a packet in turn. */
const takeAll = (total: number, count: number, bits: Bits, split: 'lucky' | 'equal' = 'lucky'): number[] => {
  const packet = packetOf(total, count, { split })
  return Array.from({ length: count }, (_, user) => takeShare(packet, user, bits).amount)
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

test('BEN-8 I18 I19: whatever chance says, shares add up to the total, each at least 1, at every step', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 500_000 }),
      fc.array(fc.oneof(fc.constantFrom(0, BITS_RANGE - 1), fc.integer({ min: 0, max: BITS_RANGE - 1 })), {
        minLength: 1,
        maxLength: 40,
      }),
      (count, extra, drawn) => {
        const total = count + extra
        let at = 0
        // the extremes again and again; rejection ends since one number is always small enough
        const bits = () => (at++ % 7 === 6 ? 0 : (drawn[at % drawn.length] ?? 0))
        const packet = packetOf(total, count)
        for (let user = 0; user < count; user += 1) {
          const { amount, share } = takeShare(packet, user, bits)
          expect(amount).toBeGreaterThanOrEqual(1)
          expect(share).toBe(user + 1)
          expect(packet.claimed + packet.remaining).toBe(total)
          expect(packet.remaining).toBeGreaterThanOrEqual(count - packet.shares)
          expect(packet.status).toBe(packet.shares === count ? 'empty' : 'open')
        }
        expect(packet.remaining).toBe(0)
      },
    ),
    { seed: 4, numRuns: 300 },
  )
})

test.each([
  [1, 1, [1]],
  [500_000, 1, [500_000]],
  [5, 5, [1, 1, 1, 1, 1]],
  [10_000, 10_000, Array<number>(10_000).fill(1)],
])('BEN-8 I19: %i fen in %i shares leave chance nothing', (total, count, shares) => {
  expect(takeAll(total, count, bitsOf('bounds'))).toEqual(shares)
})

test('BEN-8: equal shares are equal', () => {
  expect(takeAll(1_000, 8, bitsOf('equal'), 'equal')).toEqual(Array<number>(8).fill(125))
})

test('BEN-8: the greatest share leaves exactly 1 for each other where two are left, and never less with more', () => {
  for (let left = 2; left <= 60; left += 1)
    for (let extra = 0; extra <= 200; extra += 1) {
      const remaining = left + extra
      // both ways to round the bound, and the greatest draw below it
      for (const up of [0, 1]) {
        let turn = 0
        const whole = Math.floor((2 * remaining) / left)
        const rest = (2 * remaining) % left
        const bits = () => {
          turn += 1
          if (turn === 1 && rest > 0) return up === 1 ? 0 : left - 1
          const most = rest > 0 && up === 1 ? whole : whole - 1
          return most - 1
        }
        const share = nextShare({ split: 'lucky', remaining, left }, bits)
        expect(remaining - share, `${remaining} in ${left}`).toBeGreaterThanOrEqual(left - 1)
        if (left === 2) expect(remaining - share).toBe(1)
      }
    }
})

/** The mean of a share over everything that chance can say: each way to round the bound, then each number below it. */
function expectationOf(remaining: number, left: number): number {
  const rest = (2 * remaining) % left
  const rounds = rest === 0 ? [null] : Array.from({ length: left }, (_, drawn) => drawn)
  const means = rounds.map((round) => {
    const shares: number[] = []
    // small numbers are taken as they are; a number at or above the bound comes round again, and ends the list
    for (let drawn = 0; shares.length === drawn; drawn += 1) {
      const queue = round === null ? [drawn] : [round, drawn]
      const share = nextShare({ split: 'lucky', remaining, left }, () => queue.shift() ?? 0)
      if (share === drawn + 1) shares.push(share)
    }
    return sum(shares) / shares.length
  })
  return sum(means) / means.length
}

test('BEN-8: over everything that chance can say the mean of a share is the mean of what is left', () => {
  for (let left = 2; left <= 12; left += 1)
    for (let remaining = left; remaining <= left + 40; remaining += 1)
      expect(expectationOf(remaining, left), `${remaining} in ${left}`).toBeCloseTo(remaining / left, 9)
})

/** Means and variances by position over many packets of 200.03 yuan in 10 shares. */
const PACKETS = 20_000
const COUNT = 10
const TOTAL = 20_003

test('BEN-8: fair in expectation: the same mean at every position (fixed seed, 5 standard errors)', () => {
  const bits = bitsOf('mean per position')
  const sums = Array<number>(COUNT).fill(0)
  const squares = Array<number>(COUNT).fill(0)
  for (let packet = 0; packet < PACKETS; packet += 1) {
    const shares = takeAll(TOTAL, COUNT, bits)
    expect(sum(shares)).toBe(TOTAL)
    shares.forEach((share, position) => {
      sums[position] = (sums[position] ?? 0) + share
      squares[position] = (squares[position] ?? 0) + share * share
    })
  }
  const fair = TOTAL / COUNT
  sums.forEach((all, position) => {
    const mean = all / PACKETS
    const deviation = Math.sqrt((squares[position] ?? 0) / PACKETS - mean * mean)
    expect(Math.abs(mean - fair), `position ${position + 1}: ${mean}`).toBeLessThan(
      (5 * deviation) / Math.sqrt(PACKETS),
    )
  })
})

test('BEN-8: the first share is uniform from 1 to twice the mean less 1 (χ², fixed seed)', () => {
  const bits = bitsOf('uniform')
  // 2 · 250 / 10 = 50: no rounding, shares 1 to 49
  const counts = Array<number>(50).fill(0)
  const drawn = 98_000
  for (let packet = 0; packet < drawn; packet += 1) {
    const share = nextShare({ split: 'lucky', remaining: 250, left: 10 }, bits)
    counts[share] = (counts[share] ?? 0) + 1
  }
  expect(counts[0]).toBe(0)
  const expected = drawn / 49
  const chi = counts.slice(1).reduce((all, count) => all + (count - expected) ** 2 / expected, 0)
  // 48 degrees of freedom, p = 0.001
  expect(chi).toBeLessThan(84.04)
})

test('BEN-8: a bound that is no integer is rounded by chance, as often as it must be (fixed seed)', () => {
  const bits = bitsOf('rounding')
  // 2 · 11 / 4 = 5.5: shares 1 to 4, and in half of the draws 1 to 5: a 5 comes in one of ten
  let fives = 0
  const drawn = 50_000
  for (let packet = 0; packet < drawn; packet += 1) {
    const share = nextShare({ split: 'lucky', remaining: 11, left: 4 }, bits)
    expect(share).toBeLessThanOrEqual(5)
    if (share === 5) fives += 1
  }
  // one of two draws may reach 5, one of five of them does
  expect(Math.abs(fives / drawn - 0.1)).toBeLessThan(5 * Math.sqrt((0.1 * 0.9) / drawn))
})

test('BEN-8: the best luck is the first of the greatest', () => {
  const packet = packetOf(300, 3, { split: 'equal' })
  for (let user = 0; user < 3; user += 1) takeShare(packet, user, () => 0)
  expect(packet).toMatchObject({ bestAmount: 100, bestShare: 1, status: 'empty' })
})

const claimer = (more: Partial<Claimer> = {}): Claimer => ({
  excluded: false,
  level: null,
  present: false,
  seated: false,
  ...more,
})

test.each([
  [null, false, { present: true }, null],
  [null, false, { level: 1 }, null],
  [null, false, {}, 'not_a_member'],
  [null, true, {}, 'not_present'],
  [null, true, { level: 1 }, null],
  [null, true, { present: true, excluded: true }, 'account_excluded'],
  [3, true, { present: true }, 'not_a_member'],
  [3, false, { level: 2 }, 'level_too_low'],
  [3, false, { level: 3 }, null],
  [3, false, { level: 20, excluded: true }, 'account_excluded'],
] as const)('BEN-8 I22: from level %s, in a session %s, %j: %s', (fromLevel, hasSession, more, code) => {
  const refusal = judgeClaimer(packetOf(10, 2, { fromLevel, hasSession }), claimer(more))
  expect(refusal?.rejected ?? null).toBe(code)
})

test.each([
  ['open', 999, null],
  ['open', 1_000, 'expired'],
  ['returned', 999, 'expired'],
  ['empty', 999, 'empty'],
  ['empty', 1_000, 'empty'],
] as const)('BEN-8 I22: %s at %i: %s', (status, now, code) => {
  expect(judgePacket(packetOf(10, 2, { status }), now)?.rejected ?? null).toBe(code)
})
