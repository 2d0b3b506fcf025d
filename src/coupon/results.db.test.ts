import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../../test/support/club.ts'
import { shopOf, yuan } from '../../test/support/shop.ts'
import { couponLimits } from '../contract/coupon-rules.ts'
import { checkCoupons } from '../flow/doctor/coupons.ts'
import { DAY, HOUR, MINUTE, toInstant } from '../lib/time.ts'

describeWorld('coupons of refunded orders', (w) => {
  const shop = shopOf(w)
  const returns = () =>
    w.db.query<{ topic: string; body: { orderId: string } }>(
      `select topic, body from outbox where kind = 'coupon.returned'`,
    )

  test('BEN-6: a full refund gives the coupon back, in the transaction of the refund, and tells its holder', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }))
    expect(await w.outcome(w.refunded('ann', 'A', 8_000))).toEqual(['applied -160'])
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await returns()).toMatchObject([{ topic: 'member:luo:ann', body: { entitlementId: id, orderId: 'A' } }])
    expect(await shop.redeem(id, 'B')).toMatchObject({ state: 'used', orderId: 'B' })
  })

  test('BEN-6: a partial refund keeps it used, the part that completes it gives it back, once', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.refunded('ann', 'A', 7_999))
    expect(await shop.stateOf(id)).toBe('used A 2000')
    const last = w.refunded('ann', 'A', 1, { refund: 'R' })
    await w.send(last)
    expect(await shop.stateOf(id)).toBe('claimed')
    await shop.redeem(id, 'B')
    await w.send(last, w.refunded('ann', 'A', 1, { refund: 'R' }), w.reviewed('ann', 'A'))
    expect(await shop.stateOf(id)).toBe('used B 2000')
    expect(await returns()).toHaveLength(1)
  })

  test('BEN-6: an order refunded while it holds the coupon lets it go; its confirmation comes too late', async () => {
    const id = await shop.coupon()
    await shop.reserve(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.refunded('ann', 'A', 8_000))
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await shop.refused(id, 'confirm', { orderId: 'A' })).toBe('409 order_refunded')
    expect(await shop.refused(id, 'reserve', shop.order('A'))).toBe('409 order_refunded')
    expect(await shop.refused(id, 'redeem', shop.order('A'))).toBe('409 order_refunded')
    expect(await shop.reserve(id, 'B')).toMatchObject({ state: 'reserved' })
  })

  test('BEN-6: a refund that came before its order gives the coupon back when the order comes', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    expect(await w.outcome(w.refunded('ann', 'A', 8_000))).toEqual(['waiting'])
    expect(await shop.stateOf(id)).toBe('used A 2000')
    await w.send(w.paid('ann', 8_000, { order: 'A' }))
    expect(await shop.stateOf(id)).toBe('claimed')
  })

  test('BEN-6: an order that the coupon paid for altogether cost nothing, so nothing of it is refunded', async () => {
    const id = await shop.coupon({ minimum: yuan(2_000), off: yuan(2_000), validDays: 7 })
    await shop.redeem(id, 'A', 2_000)
    await w.send(w.paid('ann', 0, { order: 'A' }), w.reviewed('ann', 'A'))
    expect(await w.outcome(w.refunded('ann', 'A', 0))).toEqual(['rejected amount_invalid'])
    expect(await shop.stateOf(id)).toBe('used A 2000')
  })

  test('BEN-6: another user’s order, and another club’s, of the same id give nothing back', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    await w.owner('li')
    await w.send(w.paid('bob', 8_000, { order: 'A' }), w.refunded('bob', 'A', 8_000))
    await w.send(w.paid('ann', 8_000, { order: 'A', owner: 'li' }), w.refunded('ann', 'A', 8_000, { owner: 'li' }))
    expect(await shop.stateOf(id)).toBe('used A 2000')
  })

  test('PLT-8: the order comes under an alias, or under the id of one who was merged: it finds the coupon', async () => {
    const [one, two] = [await shop.coupon(), await shop.coupon(undefined, 'bob')]
    await shop.redeem(one)
    await shop.redeem(two, 'B')
    await w.must('PUT', '/v1/users/ann/aliases/ann-dy')
    await w.send(w.paid('ann-dy', 8_000, { order: 'A' }), w.refunded('ann-dy', 'A', 8_000))
    expect(await shop.stateOf(one)).toBe('claimed')
    await w.join('cat')
    await w.must('POST', '/v1/users/cat/merges', { from: 'bob', reason: 'same person' })
    await w.send(w.paid('bob', 8_000, { order: 'B' }), w.refunded('bob', 'B', 8_000))
    expect(await shop.stateOf(two)).toBe('claimed')
  })

  test('BEN-3: returned after its end it is expired', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }))
    await w.clock(NOON + 7 * DAY)
    await w.send(w.refunded('ann', 'A', 8_000))
    expect(await shop.stateOf(id)).toBe('expired')
  })

  test('BEN-6: who is no member any more has his coupon back too', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }))
    await w.leave('ann')
    await w.send(w.refunded('ann', 'A', 8_000))
    expect(await shop.stateOf(id)).toBe('claimed')
  })

  test('BEN-6: many refunds of one batch, some with coupons', async () => {
    const users = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']
    const ids: string[] = []
    for (const user of users) ids.push(await shop.coupon(undefined, user))
    for (const [index, id] of ids.entries()) if (index % 2 === 0) await shop.redeem(id, `o-${index}`)
    const paid = users.map((user, index) => w.paid(user, 8_000, { order: `o-${index}` }))
    const refunded = users.map((user, index) => w.refunded(user, `o-${index}`, index === 4 ? 7_000 : 8_000))
    await w.send(...paid, ...refunded)
    const states = []
    for (const id of ids) states.push(await shop.stateOf(id))
    expect(states).toEqual(['claimed', 'claimed', 'claimed', 'claimed', 'used o-4 2000', 'claimed'])
  })
})

describeWorld('results of benefits', (w) => {
  const shop = shopOf(w)
  const nothing = { claimed: 0, reserved: 0, used: 0, expired: 0, cost: 0, orders: 0, sales: 0 }

  test('BEN-12: nothing yet', async () => {
    expect(await shop.result(await shop.offer())).toEqual(nothing)
  })

  test('BEN-12: claimed, reserved, used, and what it took off; a reservation that ended counts no more', async () => {
    const benefit = await shop.offer()
    const ids: string[] = []
    for (const user of ['ann', 'bob', 'cat']) {
      await w.join(user)
      ids.push((await shop.claim(benefit, user)).entitlementId)
    }
    const [ann = '', bob = '', cat = ''] = ids
    await shop.redeem(ann)
    await shop.reserve(bob, 'B')
    await shop.reserve(cat, 'C')
    await shop.confirm(cat, 'C')
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 3, reserved: 1, used: 2, cost: 4_000 })
    await w.clock(NOON + 30 * MINUTE)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 3, used: 2, cost: 4_000 })
  })

  test('BEN-6: the store knows the same limit of a reservation', async () => {
    const rows = await w.db.query<{ minutes: number }>(
      'select (extract(epoch from reservation_lasts()) / 60)::int4 as minutes',
    )
    expect(rows[0]?.minutes).toBe(couponLimits.reservationMinutes)
  })

  test('BEN-12: the order a coupon was used for, known before it or after; refunded money taken off; none after its return', async () => {
    const benefit = await shop.offer()
    await w.join('ann')
    await w.join('bob')
    const [one, two] = [
      (await shop.claim(benefit, 'ann')).entitlementId,
      (await shop.claim(benefit, 'bob')).entitlementId,
    ]
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.paid('ann', 50_000, { order: 'other' }))
    await shop.redeem(one, 'A')
    expect(await shop.result(benefit)).toMatchObject({ used: 1, orders: 1, sales: 8_000 })
    await shop.redeem(two, 'B')
    expect(await shop.result(benefit)).toMatchObject({ used: 2, orders: 1, sales: 8_000 })
    await w.send(w.paid('bob', 9_000, { order: 'B' }))
    expect(await shop.result(benefit)).toMatchObject({ used: 2, cost: 4_000, orders: 2, sales: 17_000 })
    await w.send(w.refunded('bob', 'B', 1_000), w.reviewed('bob', 'B'))
    expect(await shop.result(benefit)).toMatchObject({ used: 2, orders: 2, sales: 16_000 })
    await w.send(w.refunded('bob', 'B', 8_000))
    expect(await shop.result(benefit)).toEqual({
      ...nothing,
      claimed: 2,
      used: 1,
      cost: 2_000,
      orders: 1,
      sales: 8_000,
    })
    await w.send(w.refunded('ann', 'A', 8_000))
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 2 })
  })

  test('BEN-12: paid and refunded in one batch leaves nothing', async () => {
    const benefit = await shop.offer()
    await w.join('ann')
    await shop.redeem((await shop.claim(benefit)).entitlementId)
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.refunded('ann', 'A', 8_000))
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1 })
  })

  test.each([
    ['at the claim', 0, 1],
    ['in the last millisecond of seven days', 7 * DAY - 1, 1],
    ['after seven days', 7 * DAY, 0],
  ])('BEN-12: an order %s follows a benefit that is no coupon', async (_what, later, orders) => {
    await w.join('ann')
    const benefit = await shop.give('service')
    await shop.claim(benefit)
    const other = await shop.offer()
    await shop.claim(other)
    await w.clock(NOON + later)
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.paid('bob', 8_000, { order: 'B' }))
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1, orders, sales: orders * 8_000 })
    // a coupon is followed by what it was used for
    expect(await shop.result(other)).toMatchObject({ orders: 0, sales: 0 })
    await w.send(w.refunded('ann', 'A', 3_000))
    expect(await shop.result(benefit)).toMatchObject({ orders, sales: orders * 5_000 })
    await w.send(w.refunded('ann', 'A', 5_000))
    expect(await shop.result(benefit)).toMatchObject({ orders: 0, sales: 0 })
  })

  test('BEN-12: an order of before the claim follows nothing, however late it is told', async () => {
    await w.join('ann')
    const benefit = await shop.give('service')
    await shop.claim(benefit)
    await w.clock(NOON + HOUR)
    await w.send(w.paid('ann', 8_000, { order: 'A', at: NOON - 1 }), w.paid('ann', 9_000, { order: 'B', at: NOON }))
    expect(await shop.result(benefit)).toMatchObject({ orders: 1, sales: 9_000 })
  })

  test('BEN-12: expired to the millisecond, on the day itself and on days gone by; a returned one joins them', async () => {
    const benefit = await shop.offer()
    for (const [index, user] of ['ann', 'bob', 'cat'].entries()) {
      await w.clock(NOON + index * 5 * HOUR)
      await w.join(user)
    }
    const claims: string[] = []
    for (const [index, user] of ['ann', 'bob', 'cat'].entries()) {
      await w.clock(NOON + DAY + index * 5 * HOUR)
      claims.push((await shop.claim(benefit, user)).entitlementId)
    }
    await shop.redeem(claims[1] ?? '', 'B')
    const expired = async (at: number): Promise<number> => {
      await w.clock(at)
      return (await shop.result(benefit)).expired
    }
    const ends = NOON + 8 * DAY
    expect(await expired(ends - 1)).toBe(0)
    expect(await expired(ends)).toBe(1)
    expect(await expired(ends + 10 * HOUR - 1)).toBe(1)
    // the first one's day is over by now (UTC)
    expect(await expired(ends + 13 * HOUR)).toBe(2)
    await w.send(w.paid('bob', 8_000, { order: 'B' }), w.refunded('bob', 'B', 8_000))
    expect((await shop.result(benefit)).expired).toBe(3)
    expect(await expired(ends + 30 * DAY)).toBe(3)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 3, expired: 3 })
  })

  test('BEN-12: a coupon reserved past its end is reserved, then expired', async () => {
    const benefit = await shop.offer()
    await w.join('ann')
    const { entitlementId } = await shop.claim(benefit)
    await w.clock(NOON + 7 * DAY - 1)
    await shop.reserve(entitlementId)
    await w.clock(NOON + 7 * DAY)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1, reserved: 1 })
    await w.clock(NOON + 7 * DAY + 30 * MINUTE)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1, expired: 1 })
    await w.clock(NOON + 9 * DAY)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1, expired: 1 })
  })

  test('PLT-8: two people who both had it are one: the coupon that gives way is expired, and counted so', async () => {
    const benefit = await shop.offer()
    for (const user of ['ann', 'bob']) {
      await w.join(user)
      await shop.claim(benefit, user)
    }
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'same person' })
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 2, expired: 1 })
    expect(await checkCoupons(w.db)).toEqual([])
    await w.clock(NOON + 2 * DAY)
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 2, expired: 1 })
  })

  test('BEN-12: an order told ahead of its time, before the claim that it follows, is counted with the claim', async () => {
    await w.join('ann')
    const benefit = await shop.give('service')
    await w.send(
      w.paid('ann', 8_000, { order: 'A', at: NOON + 2 * MINUTE }),
      w.paid('ann', 5_000, { order: 'B', at: NOON + 2 * MINUTE }),
      w.refunded('ann', 'B', 5_000, { at: NOON + 3 * MINUTE }),
    )
    await w.clock(NOON + MINUTE)
    await shop.claim(benefit)
    expect(await shop.result(benefit)).toMatchObject({ orders: 1, sales: 8_000 })
    await w.clock(NOON + 4 * MINUTE)
    await w.send(w.refunded('ann', 'A', 8_000))
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 1 })
  })

  test('PLT-8: orders of a merged user follow what his new self claimed, and a refund takes off no more than was counted', async () => {
    await w.join('ann')
    await w.join('bob')
    const [one, both] = [await shop.give('service'), await shop.give('honour')]
    await shop.claim(one, 'ann')
    await shop.claim(both, 'ann')
    await shop.claim(both, 'bob')
    await w.send(w.paid('bob', 8_000, { order: 'A' }), w.paid('ann', 1_000, { order: 'B' }))
    expect(await shop.result(one)).toMatchObject({ orders: 1, sales: 1_000 })
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'same person' })
    expect(await shop.result(one)).toMatchObject({ orders: 2, sales: 9_000 })
    // of two rows of one person one stands, and each order follows it once
    expect(await shop.result(both)).toMatchObject({ claimed: 2, expired: 1, orders: 2, sales: 9_000 })
    await w.send(w.refunded('bob', 'A', 8_000), w.refunded('ann', 'B', 1_000))
    expect(await shop.result(one)).toEqual({ ...nothing, claimed: 1 })
    await w.clock(NOON + 2 * DAY)
    expect(await shop.result(both)).toEqual({ ...nothing, claimed: 2, expired: 1 })
    expect(await checkCoupons(w.db)).toEqual([])
  })

  test('BEN-4 PLT-8: a coupon that gives way while an order holds it is used by that order or by none', async () => {
    const benefit = await shop.offer()
    const ids: string[] = []
    for (const user of ['ann', 'bob', 'cat']) {
      await w.join(user)
      ids.push((await shop.claim(benefit, user)).entitlementId)
    }
    const [ann = '', bob = '', cat = ''] = ids
    await shop.redeem(ann, 'A')
    await shop.reserve(bob, 'B')
    await shop.reserve(cat, 'C')
    for (const from of ['bob', 'cat']) await w.must('POST', '/v1/users/ann/merges', { from, reason: 'same person' })
    await shop.release(bob, 'B')
    expect(await shop.refused(bob, 'redeem', shop.order('D'))).toBe('409 expired')
    expect(await shop.confirm(cat, 'C')).toMatchObject({ state: 'used' })
    expect(await shop.result(benefit)).toEqual({ ...nothing, claimed: 3, used: 2, expired: 1, cost: 4_000 })
    expect(await checkCoupons(w.db)).toEqual([])
  })

  test('TASK-15, BEN-12: an order of an excluded account follows nothing, nor does its refund; its coupon comes back', async () => {
    const [coupon, service] = [await shop.offer(), await shop.give('service')]
    await w.join('ann')
    const { entitlementId } = await shop.claim(coupon)
    await shop.claim(service)
    const before = w.paid('ann', 6_000, { order: 'before' })
    await w.send(before)
    await w.exclude('ann')
    await w.send(w.paid('ann', 8_000, { order: 'A' }))
    await shop.redeem(entitlementId)
    await w.send(w.refunded('ann', 'A', 1_000))
    expect(await shop.result(coupon)).toMatchObject({ used: 1, cost: 2_000, orders: 0, sales: 0 })
    // what was counted before he was excluded stays, and its refund is taken off
    await w.send(w.refunded('ann', 'before', 1_000))
    expect(await shop.result(service)).toMatchObject({ orders: 1, sales: 5_000 })
    await w.must('DELETE', '/v1/clubs/luo/exclusions/ann')
    await w.send(w.refunded('ann', 'A', 7_000))
    expect(await shop.stateOf(entitlementId)).toBe('claimed')
    expect(await shop.result(coupon)).toMatchObject({ used: 0, cost: 0, orders: 0, sales: 0 })
    expect(await shop.result(service)).toMatchObject({ orders: 1, sales: 5_000 })
  })

  test('TASK-15, BEN-12: an excluded account’s order that came ahead of its time, or of a merge, follows no claim', async () => {
    const service = await shop.give('service')
    await w.join('ann')
    await w.exclude('ann')
    await w.send(w.paid('ann', 8_000, { order: 'A', at: NOON + 2 * MINUTE }))
    await shop.claim(service)
    expect(await shop.result(service)).toMatchObject({ claimed: 1, orders: 0, sales: 0 })
    await w.join('bob')
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'test' })
    expect(await shop.result(service)).toMatchObject({ orders: 0, sales: 0 })
  })

  test('BEN-12: sums of several writers stand still together', async () => {
    const huge = Number.MAX_SAFE_INTEGER
    const benefit = await shop.offer()
    await w.join('ann')
    await w.join('bob')
    const [one, two] = [await shop.claim(benefit, 'ann'), await shop.claim(benefit, 'bob')]
    await w.send(w.paid('ann', huge, { order: 'A' }))
    await shop.redeem(one.entitlementId, 'A')
    await shop.redeem(two.entitlementId, 'B')
    await w.send(w.paid('bob', huge, { order: 'B' }))
    expect(await shop.result(benefit)).toMatchObject({ used: 2, orders: 2, sales: huge })
  })

  test('BEN-12: hostile amounts break no sum and no batch', async () => {
    const huge = Number.MAX_SAFE_INTEGER
    const benefit = await shop.give('service')
    for (const user of ['ann', 'bob']) {
      await w.join(user)
      await shop.claim(benefit, user)
      await w.send(w.paid(user, huge, { order: user }))
    }
    expect(await shop.result(benefit)).toMatchObject({ orders: 2, sales: huge })
    expect(toInstant(w.now())).toBe(toInstant(NOON))
  })
})
