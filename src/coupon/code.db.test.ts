import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../../test/support/club.ts'
import { shopOf, yuan } from '../../test/support/shop.ts'
import type { EntitlementView } from '../contract/benefits.ts'
import type { CouponView } from '../contract/coupons.ts'
import { DAY } from '../lib/time.ts'

describeWorld('coupons by code', (w) => {
  const shop = shopOf(w)
  const codes = '/v1/clubs/luo/coupon-codes'

  async function claimed(user = 'ann'): Promise<{ entitlementId: string; code: string }> {
    const entitlementId = await shop.coupon(undefined, user)
    const { code } = await w.must<EntitlementView>('GET', `/v1/entitlements/${entitlementId}`)
    return { entitlementId, code: code ?? '' }
  }

  test('BEN-6: a code made at the claim is looked up and redeemed, once', async () => {
    const { entitlementId, code } = await claimed()
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    expect(await w.must<CouponView>('GET', `${codes}/${code}`)).toMatchObject({
      entitlementId,
      userId: 'ann',
      state: 'claimed',
      coupon: { off: yuan(2_000) },
    })
    const used = await w.must<CouponView>('POST', `${codes}/${code}/redeem`, shop.order('A'))
    expect(used).toMatchObject({ entitlementId, state: 'used', orderId: 'A', off: yuan(2_000) })
    expect(await w.must('POST', `${codes}/${code}/redeem`, shop.order('A'))).toEqual(used)
    expect(await w.refusal('POST', `${codes}/${code}/redeem`, shop.order('B'))).toBe('409 already_used')
    expect(await w.must<CouponView>('GET', `${codes}/${code}`)).toMatchObject({ state: 'used', orderId: 'A' })
  })

  test('BEN-6: as people type it, and as they mistype it', async () => {
    const { code } = await claimed()
    const typed = `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase()
    expect(await w.refusal('GET', `${codes}/${typed}`)).toBe('200 accepted')
    const wrong = code.endsWith('0') ? '1' : '0'
    expect(await w.refusal('GET', `${codes}/${code.slice(0, 11)}${wrong}`)).toBe('422 code_mistyped')
    expect(await w.refusal('POST', `${codes}/${code.slice(0, 11)}${wrong}/redeem`, shop.order('A'))).toBe(
      '422 code_mistyped',
    )
    // well typed, but nobody's
    expect(await w.refusal('GET', `${codes}/000000000000`)).toBe('404 not_found')
    expect(await w.refusal('POST', `${codes}/000000000000/redeem`, shop.order('A'))).toBe('404 not_found')
    expect(await w.refusal('GET', `${codes}/${'0'.repeat(65)}`)).toBe('422 malformed')
    expect(await w.refusal('GET', `${codes}/%E5%88%B8`)).toBe('422 code_mistyped')
  })

  test('BEN-6: the rules of a checkout hold: minimum, end, refund', async () => {
    const { code, entitlementId } = await claimed()
    expect(await w.refusal('POST', `${codes}/${code}/redeem`, shop.order('A', 9_999))).toBe('409 below_minimum')
    await w.must('POST', `${codes}/${code}/redeem`, shop.order('A'))
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.refunded('ann', 'A', 8_000))
    expect(await shop.stateOf(entitlementId)).toBe('claimed')
    await w.clock(NOON + 7 * DAY)
    expect(await w.refusal('POST', `${codes}/${code}/redeem`, shop.order('B'))).toBe('409 expired')
    expect(await w.must<CouponView>('GET', `${codes}/${code}`)).toMatchObject({ state: 'expired' })
  })

  test('PLT-1: a code is its owner’s: no fan, no other owner, not in another club', async () => {
    const { code } = await claimed()
    await w.owner('li')
    const [fan, luo, li] = [await w.token('fan', 'ann'), await w.token('owner', 'luo'), await w.token('owner', 'li')]
    for (const as of [fan, li]) {
      expect(await w.refusal('GET', `${codes}/${code}`, undefined, { as })).toBe('403 forbidden')
      expect(await w.refusal('POST', `${codes}/${code}/redeem`, shop.order('A'), { as })).toBe('403 forbidden')
    }
    expect(await w.refusal('GET', `/v1/clubs/li/coupon-codes/${code}`, undefined, { as: li })).toBe('404 not_found')
    expect(await w.refusal('POST', `/v1/clubs/li/coupon-codes/${code}/redeem`, shop.order('A'))).toBe('404 not_found')
    expect(await w.refusal('POST', `${codes}/${code}/redeem`, shop.order('A'), { as: luo })).toBe('200 accepted')
  })

  test('PLT-8: the code of one who was merged into another is his still', async () => {
    const { code } = await claimed()
    await w.join('bob')
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'same person' })
    expect(await w.must<CouponView>('POST', `${codes}/${code}/redeem`, shop.order('A'))).toMatchObject({
      userId: 'bob',
      state: 'used',
    })
  })
})
