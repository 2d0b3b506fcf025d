import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../../test/support/club.ts'
import { fullReduction, shopOf, yuan } from '../../test/support/shop.ts'
import { DAY, MINUTE, toInstant } from '../lib/time.ts'

describeWorld('coupons at a checkout', (w) => {
  const shop = shopOf(w)

  test('BEN-6: reserve tells what it takes off, confirm uses it', async () => {
    const id = await shop.coupon()
    expect(await shop.reserve(id)).toMatchObject({
      entitlementId: id,
      ownerId: 'luo',
      userId: 'ann',
      state: 'reserved',
      orderId: 'A',
      off: yuan(2_000),
      reservedUntil: toInstant(NOON + 30 * MINUTE),
      expiresAt: toInstant(NOON + 7 * DAY),
    })
    expect(await shop.confirm(id)).toMatchObject({ state: 'used', orderId: 'A', off: yuan(2_000), reservedUntil: null })
    expect(await shop.stateOf(id)).toBe('used A 2000')
  })

  test('BEN-6: release gives it back for another order', async () => {
    const id = await shop.coupon()
    await shop.reserve(id)
    expect(await shop.release(id)).toMatchObject({ state: 'claimed', orderId: null, off: null, reservedUntil: null })
    expect(await shop.reserve(id, 'B')).toMatchObject({ state: 'reserved', orderId: 'B' })
  })

  test('BEN-6: redeem is reserve and confirm in one call', async () => {
    const id = await shop.coupon()
    expect(await shop.redeem(id)).toMatchObject({ state: 'used', orderId: 'A', off: yuan(2_000) })
    expect(await shop.refused(id, 'redeem', shop.order('B'))).toBe('409 already_used')
  })

  test('BEN-6: the same call again gives the same answer and changes nothing', async () => {
    const id = await shop.coupon()
    const first = await shop.reserve(id)
    await w.clock(NOON + MINUTE)
    expect(await shop.reserve(id)).toEqual(first)
    const used = await shop.confirm(id)
    await w.clock(NOON + 2 * MINUTE)
    expect(await shop.confirm(id)).toEqual(used)
    expect(await shop.redeem(id)).toEqual(used)
    const other = await shop.coupon(fullReduction, 'bob')
    const released = await shop.release(other, 'B')
    expect(await shop.release(other, 'B')).toEqual(released)
  })

  test('BEN-6: one order at a time; another order’s confirm and release are refused', async () => {
    const id = await shop.coupon()
    await shop.reserve(id)
    expect(await shop.refused(id, 'reserve', shop.order('B'))).toBe('409 already_used')
    expect(await shop.refused(id, 'redeem', shop.order('B'))).toBe('409 already_used')
    expect(await shop.refused(id, 'confirm', { orderId: 'B' })).toBe('409 not_reserved')
    expect(await shop.refused(id, 'release', { orderId: 'B' })).toBe('409 not_reserved')
    await shop.confirm(id)
    for (const orderId of ['A', 'B'])
      expect(await shop.refused(id, 'reserve', shop.order(orderId))).toBe('409 already_used')
    expect(await shop.refused(id, 'confirm', { orderId: 'B' })).toBe('409 already_used')
    expect(await shop.refused(id, 'release', { orderId: 'A' })).toBe('409 already_used')
  })

  test('BEN-6: a confirmation without a reservation is refused', async () => {
    const id = await shop.coupon()
    expect(await shop.refused(id, 'confirm', { orderId: 'A' })).toBe('409 not_reserved')
  })

  test.each([
    ['the last millisecond', 30 * MINUTE - 1, '409 already_used'],
    ['the end', 30 * MINUTE, '200 accepted'],
  ])('BEN-6: a reservation ends by itself: %s', async (_what, later, expected) => {
    const id = await shop.coupon()
    await shop.reserve(id)
    await w.clock(NOON + later)
    expect(await shop.refused(id, 'reserve', shop.order('B'))).toBe(expected)
  })

  test('BEN-6: who confirms late has the coupon still, unless another order took it', async () => {
    const [one, other] = [await shop.coupon(), await shop.coupon(fullReduction, 'bob')]
    await shop.reserve(one)
    await shop.reserve(other)
    await w.clock(NOON + 40 * MINUTE)
    expect(await shop.stateOf(one)).toBe('claimed')
    expect(await shop.confirm(one)).toMatchObject({ state: 'used', orderId: 'A' })
    await shop.reserve(other, 'B')
    expect(await shop.refused(other, 'confirm', { orderId: 'A' })).toBe('409 not_reserved')
  })

  test.each([
    ['its last millisecond', 7 * DAY - 1, '200 accepted'],
    ['its end', 7 * DAY, '409 expired'],
  ])('BEN-3: a coupon at %s', async (_what, later, expected) => {
    const id = await shop.coupon()
    await w.clock(NOON + later)
    expect(await shop.refused(id, 'reserve', shop.order('A'))).toBe(expected)
  })

  test('BEN-6: what was reserved in time may be confirmed past the coupon’s end, and is expired when it was not', async () => {
    const [one, other] = [await shop.coupon(), await shop.coupon(fullReduction, 'bob')]
    await w.clock(NOON + 7 * DAY - 1)
    await shop.reserve(one)
    await shop.reserve(other)
    await w.clock(NOON + 7 * DAY + 29 * MINUTE)
    expect(await shop.stateOf(one)).toBe('reserved A 2000')
    expect(await shop.confirm(one)).toMatchObject({ state: 'used' })
    expect(await shop.release(other)).toMatchObject({ state: 'expired' })
    expect(await shop.refused(other, 'confirm', { orderId: 'A' })).toBe('409 expired')
  })

  test('BEN-6: an order that used it and comes again with another basket is told that it is used', async () => {
    const id = await shop.coupon()
    await shop.redeem(id, 'A', 12_000)
    expect(await shop.refused(id, 'redeem', shop.order('A', 12_000))).toBe('200 accepted')
    for (const value of [1, 10_000, 13_000])
      expect(await shop.refused(id, 'redeem', shop.order('A', value))).toBe('409 already_used')
    expect(await shop.stateOf(id)).toBe('used A 2000')
  })

  test('BEN-6: a basket that changes after the coupon’s end does not hold it for longer', async () => {
    const id = await shop.coupon()
    await w.clock(NOON + 7 * DAY - 1)
    await shop.reserve(id)
    await w.clock(NOON + 7 * DAY + 29 * MINUTE)
    expect(await shop.reserve(id, 'A', 12_000)).toMatchObject({
      state: 'reserved',
      reservedUntil: toInstant(NOON + 7 * DAY + 30 * MINUTE - 1),
    })
    await w.clock(NOON + 7 * DAY + 30 * MINUTE)
    expect(await shop.stateOf(id)).toBe('expired')
  })

  test('BEN-6: an id in capital letters is the same id (RFC 9562)', async () => {
    const id = await shop.coupon()
    expect(await shop.reserve(id.toUpperCase())).toMatchObject({ entitlementId: id, state: 'reserved' })
    expect(await shop.confirm(id.toUpperCase())).toMatchObject({ entitlementId: id, state: 'used' })
  })

  test.each([
    ['below the minimum', 9_999, '409 below_minimum'],
    ['at the minimum', 10_000, '200 accepted'],
  ])('BEN-6: %s', async (_what, value, expected) => {
    expect(await shop.refused(await shop.coupon(), 'reserve', shop.order('A', value))).toBe(expected)
  })

  test('BEN-6: a percentage with its maximum, for some goods only', async () => {
    const id = await shop.coupon({
      minimum: yuan(5_000),
      percentOff: 15,
      atMost: yuan(1_000),
      validDays: 7,
      products: ['p1'],
    })
    const line = (productId: string, value: number) => ({ productId, amount: yuan(value) })
    expect(await shop.refused(id, 'reserve', shop.order('A', 20_000))).toBe('422 malformed')
    expect(await shop.refused(id, 'reserve', shop.order('A', 20_000, [line('p2', 20_000)]))).toBe('409 below_minimum')
    const some = shop.order('A', 20_000, [line('p1', 5_030), line('p2', 14_970)])
    expect(await shop.step(id, 'reserve', some)).toMatchObject({ off: yuan(754) })
    const many = shop.order('A', 20_000, [line('p1', 20_000)])
    expect(await shop.step(id, 'reserve', many)).toMatchObject({ off: yuan(1_000) })
  })

  test('BEN-6: a changed basket of the same order changes what it takes off', async () => {
    const id = await shop.coupon({ minimum: yuan(0), percentOff: 10, atMost: yuan(9_000), validDays: 7 })
    await shop.reserve(id, 'A', 10_000)
    await w.clock(NOON + 20 * MINUTE)
    expect(await shop.reserve(id, 'A', 20_000)).toMatchObject({
      off: yuan(2_000),
      reservedUntil: toInstant(NOON + 50 * MINUTE),
    })
  })

  test('BEN-6: what is not a claimed coupon cannot be used', async () => {
    await w.join('ann')
    const service = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'free returns',
      audience: { minLevel: 1 },
    })
    const { entitlementId } = await shop.claim(service.benefitId)
    expect(await shop.refused(entitlementId, 'reserve', shop.order('A'))).toBe('409 not_a_coupon')
    const nobodys = '01900000-0000-7000-8000-000000000001'
    expect(await shop.refused(nobodys, 'reserve', shop.order('A'))).toBe('404 not_found')
  })

  test('BEN-3: a coupon that is only claimable is not his to use', async () => {
    await w.join('ann')
    const benefit = await shop.offer(fullReduction, { audience: { minLevel: 2 } })
    await w.correct('ann', 10_000)
    const rows = await w.db.query<{ entitlement_id: string; state: string }>(
      'select entitlement_id, state from entitlement e join benefit b using (benefit_no) where b.benefit_id = $1::uuid',
      [benefit],
    )
    expect(rows[0]?.state).toBe('claimable')
    expect(await shop.refused(rows[0]?.entitlement_id ?? '', 'reserve', shop.order('A'))).toBe('409 not_claimed')
  })

  test('PLT-1: the platform and the owner redeem; a fan does not, another owner does not learn of it', async () => {
    const id = await shop.coupon()
    await w.owner('li')
    const fan = await w.token('fan', 'ann')
    const [luo, li] = [await w.token('owner', 'luo'), await w.token('owner', 'li')]
    const staff = await w.token('staff', 's1', { ownerId: 'luo', permissions: ['benefits'] })
    const other = await w.token('staff', 's2', { ownerId: 'luo', permissions: ['members'] })
    for (const step of ['reserve', 'redeem']) {
      expect(await shop.refused(id, step, shop.order('A'), fan)).toBe('403 forbidden')
      expect(await shop.refused(id, step, shop.order('A'), li)).toBe('404 not_found')
    }
    for (const step of ['confirm', 'release']) {
      expect(await shop.refused(id, step, { orderId: 'A' }, fan)).toBe('403 forbidden')
      expect(await shop.refused(id, step, { orderId: 'A' }, li)).toBe('404 not_found')
    }
    expect(await w.refusal('POST', `/v1/entitlements/${id}/reserve`, shop.order('A'), { as: null })).toBe(
      '401 unauthenticated',
    )
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await shop.step(id, 'reserve', shop.order('A'), luo)).toMatchObject({ state: 'reserved' })
    expect(await shop.refused(id, 'confirm', { orderId: 'A' }, other)).toBe('404 not_found')
    expect(await shop.step(id, 'confirm', { orderId: 'A' }, staff)).toMatchObject({ state: 'used' })
  })

  test('BEN-3 MEM-6: what was claimed is used below its level, and by one who left', async () => {
    await w.join('ann')
    await w.correct('ann', 300)
    const [one, other, third] = [
      await shop.offer(fullReduction, { audience: { minLevel: 3 } }),
      await shop.offer(fullReduction, { audience: { minLevel: 3 } }),
      await shop.offer(fullReduction, { audience: { minLevel: 3 } }),
    ]
    const [low, left] = [(await shop.claim(one)).entitlementId, (await shop.claim(other)).entitlementId]
    await w.correct('ann', -300)
    expect(await shop.redeem(low)).toMatchObject({ state: 'used' })
    expect(await w.refusal('POST', `${w.memberPath('ann')}/benefits/${third}/claim`)).toBe('409 level_too_low')
    await w.leave('ann')
    expect(await shop.redeem(left, 'B')).toMatchObject({ state: 'used' })
  })

  test('BEN-6: two coupons on one order are each judged by the amount that its call names', async () => {
    const [one, other] = [await shop.coupon(), await shop.coupon()]
    expect(await shop.redeem(one, 'A', 10_000)).toMatchObject({ off: yuan(2_000) })
    expect(await shop.refused(other, 'redeem', shop.order('A', 8_000))).toBe('409 below_minimum')
    expect(await shop.redeem(other, 'A', 18_000)).toMatchObject({ state: 'used', orderId: 'A', off: yuan(2_000) })
    await w.send(w.paid('ann', 16_000, { order: 'A' }), w.refunded('ann', 'A', 16_000))
    expect([await shop.stateOf(one), await shop.stateOf(other)]).toEqual(['claimed', 'claimed'])
  })

  test('PLT-1: an entitlement is shown to its holder, its owner’s people with the right, and the platform; to others it is not there', async () => {
    const id = await shop.coupon()
    await w.owner('li')
    await w.must('PUT', '/v1/users/ann/aliases/ann-dy')
    const who = async (type: 'fan' | 'owner' | 'staff' | 'reviewer', as: string, more = {}): Promise<string> =>
      w.refusal('GET', `/v1/entitlements/${id}`, undefined, { as: await w.token(type, as, more) })
    expect([
      await who('fan', 'ann'),
      await who('fan', 'ann-dy'),
      await who('fan', 'bob'),
      await who('owner', 'luo'),
      await who('owner', 'li'),
      await who('staff', 's1', { ownerId: 'luo', permissions: ['benefits'] }),
      await who('staff', 's2', { ownerId: 'luo', permissions: ['members'] }),
      await who('reviewer', 'r'),
    ]).toEqual([
      '200 accepted',
      '200 accepted',
      '404 not_found',
      '200 accepted',
      '404 not_found',
      '200 accepted',
      '404 not_found',
      '404 not_found',
    ])
    const bob = await w.token('fan', 'bob')
    for (const path of [
      '/v1/users/ann/entitlements',
      `${w.memberPath('ann')}/benefits`,
      `${w.memberPath('ann')}/honours`,
    ])
      expect(await w.refusal('GET', path, undefined, { as: bob })).toBe('403 forbidden')
  })

  test('BEN-6: another currency, an amount below 0, a hostile order are refused and change nothing', async () => {
    const id = await shop.coupon()
    const bad: [body: unknown, expected: string][] = [
      [{ orderId: 'A', amount: yuan(10_000, 'USD') }, '422 amount_invalid'],
      [{ orderId: 'A', amount: yuan(-1) }, '422 malformed'],
      [{ orderId: 'A', amount: yuan(2 ** 53) }, '422 malformed'],
      [{ orderId: 'A', amount: yuan(0.5) }, '422 malformed'],
      [{ orderId: '', amount: yuan(10_000) }, '422 malformed'],
      [{ orderId: 'A\u0000', amount: yuan(10_000) }, '422 malformed'],
      [{ orderId: 'x'.repeat(129), amount: yuan(10_000) }, '422 malformed'],
      [{ orderId: 'A' }, '422 malformed'],
      [{ ...shop.order('A'), off: yuan(1) }, '422 malformed'],
      [
        shop.order(
          'A',
          10_000,
          Array.from({ length: 501 }, () => ({ productId: 'p', amount: yuan(1) })),
        ),
        '422 malformed',
      ],
      [null, '422 malformed'],
      [[], '422 malformed'],
    ]
    for (const [body, expected] of bad)
      expect(await shop.refused(id, 'reserve', body), JSON.stringify(body)).toBe(expected)
    expect(await w.refusal('POST', '/v1/entitlements/nonsense/reserve', shop.order('A'))).toBe('422 malformed')
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await shop.reserve(id, 'A', Number.MAX_SAFE_INTEGER)).toMatchObject({ off: yuan(2_000) })
  })

  test('MEM-6, PLT-8: a coupon stays usable after leaving, and after its holder was merged into another', async () => {
    const id = await shop.coupon()
    await w.leave('ann')
    expect(await shop.reserve(id)).toMatchObject({ state: 'reserved', userId: 'ann' })
    await w.join('bob')
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'same person' })
    expect(await shop.confirm(id)).toMatchObject({ state: 'used', userId: 'bob', orderId: 'A' })
  })

  test('PLT-4: a redeemed coupon is told to its holder’s pages', async () => {
    const id = await shop.coupon()
    await shop.redeem(id)
    const rows = await w.db.query<{ topic: string; body: unknown }>(
      `select topic, body from outbox where kind = 'coupon.redeemed'`,
    )
    expect(rows).toMatchObject([
      { topic: 'member:luo:ann', body: { entitlementId: id, orderId: 'A', off: yuan(2_000) } },
    ])
  })
})
