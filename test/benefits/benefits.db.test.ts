import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../support/club.ts'
import { benefitsOf, DAY, yuan } from './support.ts'

describeWorld('benefits', (w) => {
  const b = benefitsOf(w)

  test('BEN-2: a member sees every level at once, in the order of the ladder, and what is missing', async () => {
    await w.join('ann')
    await w.correct('ann', 150)
    const third = await b.offer({ name: 'third', audience: { minLevel: 3 } })
    const first = await b.offer({ name: 'first' })
    const tier = await b.offer({ name: 'tier', audience: { tier: '铁粉' } })
    const greeting = await b.offer({ name: 'greeting', audience: { firstJoin: true } })
    const { mode, level, items } = await b.ladder('ann')
    expect({ mode, level }).toEqual({ mode: 'shopping', level: 2 })
    expect(
      items.map(({ benefitId, fromLevel, missing, state, audience }) => [
        benefitId,
        fromLevel,
        missing,
        state,
        audience,
      ]),
    ).toEqual([
      [greeting.benefitId, 1, 0, 'claimable', { firstJoin: true }],
      [first.benefitId, 1, 0, 'claimable', { minLevel: 1 }],
      [third.benefitId, 3, 150, 'locked', { minLevel: 3 }],
      [tier.benefitId, 6, 3_850, 'locked', { tier: '铁粉' }],
    ])
    expect(await w.refusal('GET', `${w.memberPath('bob')}/benefits`)).toBe('404 not_a_member')
    expect(await w.refusal('GET', `${w.memberPath('ann', 'none')}/benefits`)).toBe('404 unknown_owner')
  })

  test('BEN-6: a claim answers 201 with all that a wallet shows; again it is refused', async () => {
    await w.join('ann')
    const { benefitId } = await b.coupon({ stock: 5 })
    const answer = await w.call('POST', b.claimPath('ann', benefitId))
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      benefitId,
      ownerId: 'luo',
      userId: 'ann',
      kind: 'coupon',
      state: 'claimed',
      claimedAt: b.at(NOON),
      expiresAt: b.at(NOON + 7 * DAY),
      orderId: null,
      off: null,
      coupon: { minimum: yuan(100), off: yuan(20), validDays: 7 },
    })
    expect(answer.body['code']).toMatch(/^[0-9A-Z]{12}$/)
    expect(await b.tryClaim('ann', benefitId)).toBe('409 already_claimed')
    const entitlementId = String(answer.body['entitlementId'])
    expect(await w.must('GET', `/v1/entitlements/${entitlementId}`)).toEqual(answer.body)
    expect(await w.must('GET', '/v1/users/ann/entitlements')).toEqual({ items: [answer.body], nextCursor: null })
    expect((await b.ladder('ann')).items).toMatchObject([
      { benefitId, entitlementId, state: 'claimed', left: 4, code: answer.body['code'] },
    ])
    expect(await w.must('GET', `${b.path()}/${benefitId}`)).toMatchObject({ left: 4, result: { claimed: 1 } })
    expect(await b.told('benefit.claimed')).toEqual([
      { topic: 'member:luo:ann', body: { benefitId, entitlementId, kind: 'coupon' } },
    ])
    await w.clock(NOON + 7 * DAY - 1)
    expect(await b.state('ann', benefitId)).toBe('claimed')
    await w.clock(NOON + 7 * DAY)
    expect(await b.state('ann', benefitId)).toBe('expired')
    expect(await w.must('GET', '/v1/users/ann/entitlements?state=usable')).toMatchObject({ items: [] })
    expect(await b.tryClaim('ann', benefitId)).toBe('409 already_claimed')
  })
})
