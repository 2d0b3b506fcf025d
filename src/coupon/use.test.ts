import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CouponTerms, EntitlementState } from '../contract/benefits.ts'
import { couponLimits, standingOf } from '../contract/coupon-rules.ts'
import { isRejection } from '../contract/rejections.ts'
import { decideStep, freed, type Coupon, type CouponUse, type Step } from './use.ts'

const MINUTE = 60_000
const HOLDS = couponLimits.reservationMinutes * MINUTE
const ENDS = 100 * MINUTE
const yuan = (value: number) => ({ value, currency: 'CNY' })
const terms: CouponTerms = { minimum: yuan(10_000), off: yuan(2_000), validDays: 7 }

const coupon = (use: Partial<CouponUse> = {}, more: Partial<Coupon> = {}): Coupon => ({
  kind: 'coupon',
  terms,
  currency: 'CNY',
  expiresAt: ENDS,
  use: { ...freed, ...use },
  ...more,
})
const reserved = (orderId = 'A', reservedAt = 0) =>
  coupon({ state: 'reserved', reservedAt, orderId, orderAmount: 10_000, off: 2_000 })
const used = (orderId = 'A') =>
  coupon({ state: 'used', reservedAt: 0, usedAt: 1, orderId, orderAmount: 10_000, off: 2_000 })

const step = (what: Step['do'], orderId = 'A', amount = 10_000): Step =>
  what === 'reserve' || what === 'redeem'
    ? { do: what, orderId, order: { amount: yuan(amount) } }
    : { do: what, orderId }
const outcome = (of: Coupon, wish: Step, now = 0, refunded = false): string => {
  const use = decideStep(of, wish, { now, refunded })
  return isRejection(use) ? use.rejected : `${use.state}${use.orderId === null ? '' : ` ${use.orderId} ${use.off}`}`
}

describe('BEN-6: the steps of using a coupon, in every standing', () => {
  type Row = [what: string, coupon: Coupon, reserve: string, confirm: string, release: string, redeem: string]
  const held = 'reserved A 2000'
  const done = 'used A 2000'
  test.each<Row>([
    ['claimed', coupon(), held, 'not_reserved', 'claimed', done],
    ['reserved for this order', reserved(), held, done, 'claimed', done],
    ['reserved for another', reserved('B'), 'already_used', 'not_reserved', 'not_reserved', 'already_used'],
    ['used by this order', used(), 'already_used', done, 'already_used', done],
    ['used by another', used('B'), 'already_used', 'already_used', 'already_used', 'already_used'],
    ['claimable', coupon({ state: 'claimable' }), ...four('not_claimed')],
    ['lapsed', coupon({ state: 'lapsed' }), ...four('not_claimed')],
    ['not a coupon', coupon({}, { kind: 'service', terms: null }), ...four('not_a_coupon')],
  ])('%s', (_what, of, reserve, confirm, release, redeem) => {
    expect([
      outcome(of, step('reserve')),
      outcome(of, step('confirm')),
      outcome(of, step('release')),
      outcome(of, step('redeem')),
    ]).toEqual([reserve, confirm, release, redeem])
  })

  function four(code: string): [string, string, string, string] {
    return [code, code, code, code]
  }

  test.each<[what: string, coupon: Coupon, step: Step, now: number, expected: string]>([
    ['a coupon in its last millisecond', coupon(), step('reserve'), ENDS - 1, held],
    ['a coupon at its end', coupon(), step('reserve'), ENDS, 'expired'],
    ['used in its last millisecond', coupon(), step('redeem'), ENDS - 1, done],
    ['redeemed at its end', coupon(), step('redeem'), ENDS, 'expired'],
    ['without an end', coupon({}, { expiresAt: null }), step('reserve'), 9e14, held],
    ['reserved in time, confirmed past the end', reserved('A', ENDS - 1), step('confirm'), ENDS + HOLDS - 2, done],
    ['and at the reservation’s own end', reserved('A', ENDS - 1), step('confirm'), ENDS - 1 + HOLDS, 'expired'],
    ['another order, the millisecond before it ends', reserved('B'), step('reserve'), HOLDS - 1, 'already_used'],
    ['another order once it ended', reserved('B'), step('reserve'), HOLDS, held],
    ['confirmed late, nobody else took it', reserved(), step('confirm'), HOLDS, done],
    ['released late', reserved(), step('release'), HOLDS, 'claimed'],
    ['released by another once it ended', reserved('B'), step('release'), HOLDS, 'reserved B 2000'],
    ['confirmed by another once it ended', reserved('B'), step('confirm'), HOLDS, 'not_reserved'],
    ['reserved anew after its end', reserved(), step('reserve'), ENDS, 'expired'],
  ])('BEN-3: %s', (_what, of, wish, now, expected) => {
    expect(outcome(of, wish, now)).toBe(expected)
  })

  test('an order whose money went back takes no coupon along, and one that used it before stays answered', () => {
    expect(outcome(coupon(), step('reserve'), 0, true)).toBe('order_refunded')
    expect(outcome(coupon(), step('redeem'), 0, true)).toBe('order_refunded')
    expect(outcome(reserved(), step('confirm'), 0, true)).toBe('order_refunded')
    expect(outcome(reserved(), step('release'), 0, true)).toBe('claimed')
  })

  test('precedence: expired before the amount, the amount last', () => {
    expect(outcome(coupon(), step('reserve', 'A', 1), ENDS)).toBe('expired')
    expect(outcome(reserved('B'), step('reserve', 'A', 1))).toBe('already_used')
    expect(outcome(coupon(), step('reserve', 'A', 9_999))).toBe('below_minimum')
    expect(outcome(used('B'), step('redeem', 'A', 1), ENDS)).toBe('already_used')
    expect(outcome(used('A'), step('redeem', 'A', 10_001))).toBe('already_used')
    expect(outcome(used('A'), step('redeem', 'A', 9_999))).toBe('already_used')
  })

  test('the same reservation again runs on as it was; a changed basket begins a new one', () => {
    const first = reserved()
    expect(decideStep(first, step('reserve'), { now: 5, refunded: false })).toBe(first.use)
    expect(decideStep(reserved(), step('reserve', 'A', 10_001), { now: 5, refunded: false })).toMatchObject({
      reservedAt: 5,
      orderAmount: 10_001,
    })
    expect(outcome(reserved(), step('reserve', 'A', 9_999))).toBe('below_minimum')
    // in time is what was reserved before the coupon's end: a basket that changes after it gains no time
    const late = reserved('A', ENDS - 1)
    expect(decideStep(late, step('reserve', 'A', 10_001), { now: ENDS + 5, refunded: false })).toMatchObject({
      reservedAt: ENDS - 1,
      orderAmount: 10_001,
    })
  })

  test('another order is told until when the first one holds it', () => {
    const refused = decideStep(reserved('B'), step('reserve'), { now: 5, refunded: false })
    expect(refused).toMatchObject({ extra: { retryAt: new Date(HOLDS).toISOString() } })
  })
})

test('BEN-6: a property: whatever happens, one order at a time holds it, one order uses it, and repeating a step changes nothing', () => {
  const wishes = fc.array(
    fc.record({
      do: fc.constantFrom<Step['do'][]>('reserve', 'confirm', 'release', 'redeem'),
      orderId: fc.constantFrom('A', 'B', 'C'),
      amount: fc.constantFrom(10_000, 10_000, 12_000),
      after: fc.constantFrom(0, 1, HOLDS - 1, HOLDS, ENDS / 2),
    }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(wishes, (list) => {
      let state = coupon()
      let now = 0
      for (const wish of list) {
        now += wish.after
        const before = state.use
        const asked = step(wish.do, wish.orderId, wish.amount)
        const answer = decideStep(state, asked, { now, refunded: false })
        if (isRejection(answer)) continue
        if (before.state === 'used') expect(answer).toBe(before)
        const standing = standingOf({ ...before, expiresAt: state.expiresAt }, now)
        if (standing === 'reserved' && answer !== before) expect(wish.orderId).toBe(before.orderId)
        if (standing === 'expired') expect(answer.state).not.toBe('used')
        expect((answer.orderId === null) === (answer.state === 'claimed')).toBe(true)
        expect(answer.reservedAt ?? 0).toBeLessThan(ENDS)
        state = coupon(answer)
        expect(decideStep(state, asked, { now, refunded: false })).toEqual(answer)
      }
    }),
  )
})

test('BEN-3: a state as it is shown', () => {
  const shown = (
    state: EntitlementState,
    now: number,
    expiresAt: number | null = ENDS,
    reservedAt: number | null = null,
  ) => standingOf({ state, expiresAt, reservedAt }, now)
  expect(shown('claimed', ENDS - 1)).toBe('claimed')
  expect(shown('claimed', ENDS)).toBe('expired')
  expect(shown('claimed', ENDS, null)).toBe('claimed')
  expect(shown('reserved', HOLDS - 1, ENDS, 0)).toBe('reserved')
  expect(shown('reserved', HOLDS, ENDS, 0)).toBe('claimed')
  expect(shown('reserved', ENDS, ENDS, ENDS - 1)).toBe('reserved')
  expect(shown('reserved', ENDS, ENDS, 0)).toBe('expired')
  for (const state of ['locked', 'claimable', 'used', 'expired', 'lapsed'] as const)
    expect(shown(state, 9e14)).toBe(state)
})
