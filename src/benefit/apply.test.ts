import { describe, expect, test } from 'vitest'
import type { EntitlementState } from '../contract/benefits.ts'
import { windowOf } from '../contract/coupon-rules.ts'
import { isRejection } from '../contract/rejections.ts'
import { toInstant } from '../lib/time.ts'
import {
  endOfClaiming,
  expiryOf,
  judgePatch,
  refusalOfClaim,
  refusalOfGift,
  refusalOfStock,
  stateOf,
  type Before,
  type Held,
  type Left,
  type Offer,
  type Promised,
  type Standing,
} from './apply.ts'

const NOW = Date.UTC(2026, 2, 10, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR

const offer = (more: Partial<Offer> = {}): Offer => ({
  fromLevel: 3,
  firstJoin: false,
  claimFrom: null,
  claimUntil: null,
  withdrawAt: null,
  ...more,
})
const at = (level: number, firstTime = true): Standing => ({ level, firstTime })
const held = (state: Held['state'], more: Partial<Held> = {}): Held => ({
  state,
  expiresAt: null,
  reservedAt: null,
  ...more,
})

describe('BEN-3: the state of a benefit for one member', () => {
  const before = offer({ claimFrom: NOW + 1 })
  const over = offer({ claimUntil: NOW })
  const withdrawn = offer({ withdrawAt: NOW })
  const first = offer({ fromLevel: 1, firstJoin: true })
  const cases: [string, Offer, Held | null, Standing, EntitlementState][] = [
    ['one level below', offer(), null, at(2), 'locked'],
    ['on its level', offer(), null, at(3), 'claimable'],
    ['above its level', offer(), null, at(20), 'claimable'],
    ['a millisecond before its window', before, null, at(3), 'locked'],
    ['as its window begins', offer({ claimFrom: NOW }), null, at(3), 'claimable'],
    ['a millisecond before its window ends', offer({ claimUntil: NOW + 1 }), null, at(3), 'claimable'],
    ['as its window ends', over, null, at(3), 'expired'],
    ['as its window ends, level never reached', over, null, at(2), 'expired'],
    ['a millisecond before its withdrawal', offer({ withdrawAt: NOW + 1 }), null, at(3), 'claimable'],
    ['as it is withdrawn', withdrawn, null, at(3), 'expired'],
    ['opened and still there', offer(), held('claimable'), at(3), 'claimable'],
    ['opened, then the window ended', over, held('claimable'), at(3), 'expired'],
    ['opened, the window ended, then he fell', over, held('claimable'), at(2), 'expired'],
    ['opened, below it by another mode', offer(), held('claimable'), at(2), 'lapsed'],
    ['fell below it', offer(), held('lapsed'), at(2), 'lapsed'],
    ['fell and rose again', offer(), held('lapsed'), at(3), 'claimable'],
    ['fell, and the window ended', over, held('lapsed'), at(2), 'lapsed'],
    ['fell, the window ended, then he rose', over, held('lapsed'), at(3), 'lapsed'],
    ['claimed', offer(), held('claimed'), at(3), 'claimed'],
    ['claimed, then fell', offer(), held('claimed'), at(1), 'claimed'],
    ['claimed, then withdrawn', withdrawn, held('claimed'), at(3), 'claimed'],
    ['a coupon a millisecond before its end', over, held('claimed', { expiresAt: NOW + 1 }), at(3), 'claimed'],
    ['a coupon at its end', offer(), held('claimed', { expiresAt: NOW }), at(3), 'expired'],
    ['reserved past its end', offer(), held('reserved', { expiresAt: NOW, reservedAt: NOW - 1 }), at(3), 'reserved'],
    ['used past its end', offer(), held('used', { expiresAt: NOW }), at(3), 'used'],
    ['put to an end by a merge', offer(), held('expired'), at(3), 'expired'],
    ['greets a newcomer', first, null, at(1), 'claimable'],
    ['does not greet again', first, null, at(20, false), 'locked'],
    ['greeted, left, came back', first, held('lapsed'), at(1, false), 'lapsed'],
  ]
  test.each(cases)('BEN-3: %s', (_title, of, row, member, state) => {
    expect(stateOf(of, row, member, NOW)).toBe(state)
  })

  test('BEN-3: a window holds its beginning and not its end', () => {
    const window = { claimFrom: NOW, claimUntil: NOW + 10, withdrawAt: null }
    expect([NOW - 1, NOW, NOW + 9, NOW + 10].map((now) => windowOf(window, now))).toEqual([
      'before',
      'open',
      'open',
      'over',
    ])
  })
})

describe('BEN-5: codes of a claim in the order of api.md', () => {
  const full: Left = { stock: 5, claimed: 5, budget: 100, committed: 100, offMost: 1 }
  const free: Left = { stock: null, claimed: 5, budget: null, committed: 100, offMost: 1 }
  const closed = offer({ claimFrom: NOW + 1 })
  const cases: [string, Offer, Held | null, Standing | null, Left][] = [
    ['not_a_member', closed, held('claimed'), null, full],
    ['already_claimed', closed, held('claimed'), at(1), full],
    ['already_claimed', closed, held('reserved'), at(1), full],
    ['already_claimed', closed, held('used'), at(1), full],
    ['already_claimed', closed, held('expired'), at(1), full],
    ['not_open', closed, held('lapsed'), at(1), full],
    ['not_open', offer({ claimUntil: NOW }), held('claimable'), at(3), free],
    ['not_open', offer({ withdrawAt: NOW }), null, at(3), free],
    ['not_open', offer({ firstJoin: true }), null, at(20, false), free],
    ['level_too_low', offer(), held('claimable'), at(2), full],
    ['out_of_stock', offer(), null, at(3), full],
    ['budget_exceeded', offer(), null, at(3), { ...full, stock: 6 }],
  ]
  test.each(cases)('BEN-5: %s', (code, of, row, member, left) => {
    expect(refusalOfClaim(of, row, member, left, NOW)).toBe(code)
  })

  test.each([null, 'claimable', 'lapsed'] as const)('BEN-4: with a row that says %s it is taken', (state) => {
    expect(refusalOfClaim(offer(), state === null ? null : held(state), at(3), free, NOW)).toBeNull()
  })

  test('BEN-5: the last one and the last fen are given, and not one more', () => {
    const left = (claimed: number, committed: number): Left => ({
      stock: 5,
      claimed,
      budget: 100,
      committed,
      offMost: 20,
    })
    expect(refusalOfStock(left(4, 80))).toBeNull()
    expect(refusalOfStock(left(5, 80))).toBe('out_of_stock')
    expect(refusalOfStock(left(4, 81))).toBe('budget_exceeded')
  })
})

describe('BEN-5: what is given whatever the level and the window', () => {
  const money = (value: number) => ({ value, currency: 'CNY' })
  const terms = { minimum: money(100), off: money(10) }
  const until = (at: number) => ({ ...terms, validUntil: toInstant(at) })
  const full: Left = { stock: 5, claimed: 5, budget: 100, committed: 100, offMost: 1 }
  const free: Left = { stock: null, claimed: 5, budget: null, committed: 100, offMost: 1 }
  const cases: [string, string | null, Parameters<typeof refusalOfGift>][] = [
    ['he had it', 'already_claimed', [{ withdrawAt: NOW, coupon: until(NOW) }, held('used'), full, NOW]],
    ['withdrawn', 'not_open', [{ withdrawAt: NOW, coupon: undefined }, null, full, NOW]],
    ['a coupon as it runs out', 'not_open', [{ withdrawAt: null, coupon: until(NOW) }, null, full, NOW]],
    ['a coupon that ran out', 'not_open', [{ withdrawAt: null, coupon: until(NOW - DAY) }, null, free, NOW]],
    ['a coupon of one more millisecond', null, [{ withdrawAt: null, coupon: until(NOW + 1) }, null, free, NOW]],
    ['a coupon of a day', null, [{ withdrawAt: null, coupon: { ...terms, validDays: 1 } }, held('lapsed'), free, NOW]],
    ['nothing left', 'out_of_stock', [{ withdrawAt: NOW + 1, coupon: undefined }, held('claimable'), full, NOW]],
  ]
  test.each(cases)('%s: %s', (_, code, wish) => {
    expect(refusalOfGift(...wish)).toBe(code)
  })
})

describe('BEN-6: how long a coupon holds', () => {
  const money = (value: number) => ({ value, currency: 'CNY' })
  const days = { minimum: money(100), off: money(10), validDays: 7 }
  const until = { minimum: money(100), off: money(10), validUntil: toInstant(NOW + DAY) }

  test('BEN-6: days count from the claim, to the millisecond; a fixed end is the same for all', () => {
    expect(expiryOf(days, NOW + 5)).toBe(NOW + 5 + 7 * DAY)
    expect(expiryOf(until, NOW + 5)).toBe(NOW + DAY)
    expect(expiryOf(undefined, NOW)).toBeNull()
  })

  test('BEN-6: nobody claims a coupon that has run out', () => {
    expect(endOfClaiming(undefined, days)).toBeNull()
    expect(endOfClaiming(toInstant(NOW), undefined)).toBe(NOW)
    expect(endOfClaiming(null, until)).toBe(NOW + DAY)
    expect(endOfClaiming(toInstant(NOW + 2 * DAY), until)).toBe(NOW + DAY)
    expect(endOfClaiming(toInstant(NOW), until)).toBe(NOW)
  })
})

describe('BEN-11: what has been seen is given less only after a notice', () => {
  const before: Before = {
    kind: 'coupon',
    honour: undefined,
    description: 'as it was',
    amount: undefined,
    products: null,
    claimFrom: NOW - DAY,
    claimUntil: NOW + 10 * DAY,
    withdrawn: false,
    stock: 100,
    claimed: 40,
    budget: 1_000,
    committed: 400,
    offMost: 10,
    coupon: undefined,
  }
  type Patch = Parameters<typeof judgePatch>[1]
  const nothing: Promised = { until: null, quota: 0 }
  const judge = (patch: Patch, seen = true, more: Partial<Before> = {}, promised = nothing): string => {
    const refusal = judgePatch({ ...before, ...more }, patch, { currency: 'CNY', seen, promised, now: NOW })
    return isRejection(refusal) ? refusal.rejected : 'taken'
  }
  const cny = (value: number) => ({ value, currency: 'CNY' })

  const cases: [string, Patch, seen: string, unseen: string][] = [
    ['words', { name: 'other', description: null }, 'taken', 'taken'],
    ['more stock', { stock: 101 }, 'taken', 'taken'],
    ['the same stock', { stock: 100 }, 'taken', 'taken'],
    ['less stock', { stock: 99 }, 'benefit_gives_less', 'taken'],
    ['stock without end', { stock: null }, 'taken', 'taken'],
    ['stock as much as was claimed', { stock: 40 }, 'benefit_gives_less', 'taken'],
    ['stock below what was claimed', { stock: 39 }, 'benefit_gives_less', 'benefit_gives_less'],
    ['more budget', { budget: cny(1_001) }, 'taken', 'taken'],
    ['less budget', { budget: cny(999) }, 'benefit_gives_less', 'taken'],
    ['budget without end', { budget: null }, 'taken', 'taken'],
    ['budget below what is promised', { budget: cny(399) }, 'benefit_gives_less', 'benefit_gives_less'],
    ['foreign budget', { budget: { value: 2_000, currency: 'USD' } }, 'amount_invalid', 'amount_invalid'],
    ['a later end', { claimUntil: toInstant(NOW + 11 * DAY) }, 'taken', 'taken'],
    ['no end', { claimUntil: null }, 'taken', 'taken'],
    ['an earlier end', { claimUntil: toInstant(NOW + 9 * DAY) }, 'benefit_gives_less', 'taken'],
    ['an end that is gone', { claimUntil: toInstant(NOW) }, 'malformed', 'malformed'],
    ['withdrawal in 24 h', { withdrawAt: toInstant(NOW + DAY) }, 'taken', 'taken'],
    ['withdrawal in less', { withdrawAt: toInstant(NOW + DAY - 1) }, 'withdrawal_too_soon', 'taken'],
    ['withdrawal at once', { withdrawAt: toInstant(NOW) }, 'withdrawal_too_soon', 'taken'],
    ['withdrawal in the past', { withdrawAt: toInstant(NOW - 1) }, 'withdrawal_too_soon', 'withdrawal_too_soon'],
    ['no withdrawal after all', { withdrawAt: null }, 'taken', 'taken'],
  ]
  test.each(cases)('BEN-11: %s', (_title, patch, seen, unseen) => {
    expect([judge(patch), judge(patch, false)]).toEqual([seen, unseen])
  })

  const promises: [string, Partial<Before>, string][] = [
    ['a service', { kind: 'service' }, 'benefit_gives_less'],
    ['a ticket', { kind: 'luckyBag' }, 'benefit_gives_less'],
    ['a packet without an amount', { kind: 'redPacket' }, 'benefit_gives_less'],
    ['goods that nothing names', { kind: 'product' }, 'benefit_gives_less'],
    ['a packet with its amount', { kind: 'redPacket', amount: cny(100) }, 'taken'],
    ['goods by their ids', { kind: 'product', products: ['p1'] }, 'taken'],
    ['an honour with its style', { kind: 'honour' }, 'taken'],
  ]
  test.each(promises)('BEN-11: another description where the words are the promise: %s', (_title, more, answer) => {
    const patches: Patch[] = [{ description: 'nothing' }, { description: null }]
    for (const patch of patches)
      expect([judge(patch, true, more), judge(patch, false, more)]).toEqual([answer, 'taken'])
    expect(judge({ description: before.description, stock: 101 }, true, more)).toBe('taken')
    // api.md: a name can be changed, and what had no description gets one
    expect(judge({ name: 'another' }, true, more)).toBe('taken')
    expect(judge({ description: 'first said' }, true, { ...more, description: null })).toBe('taken')
  })

  test('BEN-1: a right that names no gifts yet gets them, once; nothing else does', () => {
    const gifts = { gifts: ['crown'] }
    const right: Partial<Before> = { kind: 'honour', honour: 'giftRight' }
    expect(judge(gifts, true, right)).toBe('taken')
    expect(judge(gifts, false, { ...right, products: ['rose'] })).toBe('malformed')
    expect(judge(gifts, false, { kind: 'honour', honour: 'badge' })).toBe('malformed')
    expect(judge(gifts, false, { kind: 'product', products: null })).toBe('malformed')
  })

  test('BEN-7 BEN-11: what a draw is to give is neither withdrawn before it nor cut below its prizes, seen or not', () => {
    const promised: Promised = { until: NOW + 3 * DAY, quota: 20 }
    const patched = (patch: Patch, seen: boolean) => judge(patch, seen, {}, promised)
    expect(patched({ withdrawAt: toInstant(NOW + 3 * DAY) }, true)).toBe('withdrawal_too_soon')
    expect(patched({ withdrawAt: toInstant(NOW + 3 * DAY) }, false)).toBe('withdrawal_too_soon')
    expect(patched({ withdrawAt: toInstant(NOW + 3 * DAY + 1) }, true)).toBe('taken')
    expect(patched({ stock: 59 }, false)).toBe('benefit_gives_less')
    expect(patched({ stock: 60 }, false)).toBe('taken')
    expect(patched({ budget: cny(599) }, false)).toBe('benefit_gives_less')
    expect(patched({ budget: cny(600) }, false)).toBe('taken')
    // claims took of it meanwhile: more is more all the same
    expect(judge({ stock: 50 }, true, { stock: 45 }, promised)).toBe('taken')
  })

  test('BEN-11: what had no end gets none; what is over needs no notice; what is gone is gone', () => {
    expect(judge({ stock: 1_000 }, true, { stock: null })).toBe('benefit_gives_less')
    expect(judge({ budget: cny(10_000) }, true, { budget: null })).toBe('benefit_gives_less')
    expect(judge({ claimUntil: toInstant(NOW + 99 * DAY) }, true, { claimUntil: null })).toBe('benefit_gives_less')
    expect(judge({ withdrawAt: toInstant(NOW) }, true, { claimUntil: NOW })).toBe('taken')
    expect(judge({ withdrawAt: toInstant(NOW) }, true, { claimUntil: NOW + 1 })).toBe('withdrawal_too_soon')
    for (const claimUntil of [null, toInstant(NOW + DAY)])
      expect(judge({ claimUntil }, true, { claimUntil: NOW })).toBe('malformed')
    expect(judge({ claimUntil: null }, true, { claimUntil: NOW + 1 })).toBe('taken')
    expect(judge({ name: 'x' }, false, { withdrawn: true })).toBe('benefit_withdrawn')
    expect(judge({ budget: cny(5_000) }, false, { offMost: null, budget: null })).toBe('malformed')
    expect(judge({ claimUntil: toInstant(NOW + DAY) }, false, { claimFrom: NOW + DAY })).toBe('malformed')
  })
})
