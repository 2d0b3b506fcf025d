import { expect, test } from 'vitest'
import type { CampaignView } from '../../contract/campaigns.ts'
import { DAY, HOUR, toInstant } from '../../lib/time.ts'
import { describeWorld, NOON, type World } from '../../../test/support/club.ts'

/** Prizes that are benefits: what is promised can be given, and who got nothing is not told that he did. */

type More = Readonly<Record<string, unknown>>
const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })

const CAMPAIGNS = '/v1/clubs/luo/campaigns'
const draw = (benefitId: string, more: More = {}) => ({
  kind: 'draw',
  name: 'Weekend',
  endsAt: toInstant(NOON + 2 * DAY),
  prizes: [{ name: 'A gift', quota: 2, worth: yuan(5), benefitId }],
  ...more,
})
const offer = async (w: World, more: More = {}): Promise<string> => {
  const asked = { kind: 'service', name: 'a promise', audience: {}, ...more }
  return (await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', asked)).benefitId
}
const patch = (w: World, benefitId: string, more: More) =>
  w.call<{ code?: string; earliest?: string }>('PATCH', `/v1/clubs/luo/benefits/${benefitId}`, more)
const make = (w: World, benefitId: string, more: More = {}): Promise<CampaignView> =>
  w.must<CampaignView>('POST', CAMPAIGNS, draw(benefitId, more))
const tryMake = (w: World, benefitId: string, more: More = {}): Promise<string> =>
  w.refusal('POST', CAMPAIGNS, draw(benefitId, more))
const enter = (w: World, { campaignId }: CampaignView, userId: string) =>
  w.must('POST', `/v1/campaigns/${campaignId}/entries`, { userId })

describeWorld('prizes that are benefits', (w) => {
  test('BEN-7: who won is told which prizes he was given; what could not be given is the owner’s to make good', async () => {
    for (const user of ['ann', 'bob']) await w.join(user)
    const benefitId = await offer(w)
    await w.must('POST', `${w.memberPath('ann')}/benefits/${benefitId}/claim`)
    const made = await make(w, benefitId)
    for (const user of ['ann', 'bob']) await enter(w, made, user)
    await w.clock(NOON + 2 * DAY)
    const partOf = async (user: string) =>
      (await w.must<CampaignView>('GET', `/v1/campaigns/${made.campaignId}?userId=${user}`)).mine
    expect(await partOf('ann')).toMatchObject({ won: [0], given: [] })
    expect(await partOf('bob')).toMatchObject({ won: [0], given: [0] })
    const { items } = await w.must<{ items: { userId: string; entry: number; delivered: boolean }[] }>(
      'GET',
      `/v1/campaigns/${made.campaignId}/winners`,
    )
    expect(new Map(items.map(({ userId, delivered }) => [userId, delivered]))).toEqual(
      new Map([
        ['ann', false],
        ['bob', true],
      ]),
    )
    // he handed it over: no benefit came of that
    const won = items.find(({ userId }) => userId === 'ann')
    await w.must('PUT', `/v1/campaigns/${made.campaignId}/winners/${won?.entry ?? -1}/delivered`, { delivered: true })
    expect(await partOf('ann')).toMatchObject({ won: [0], given: [] })
  })

  test('BEN-5 BEN-7: a draw promises only what can be given when it ends', async () => {
    const ends = NOON + 2 * DAY
    const withdrawn = await offer(w)
    await patch(w, withdrawn, { withdrawAt: toInstant(ends) })
    expect(await tryMake(w, withdrawn)).toBe('422 malformed')
    expect(await tryMake(w, withdrawn, { endsAt: toInstant(ends - 1) })).toBe('201 accepted')
    expect(await tryMake(w, await offer(w, { stock: 1 }))).toBe('422 malformed')
    // what one draw is to give, another does not promise
    const two = await offer(w, { stock: 2 })
    const first = await make(w, two, { startsAt: toInstant(NOON + HOUR) })
    expect(await tryMake(w, two)).toBe('422 malformed')
    // judged anew, its own prizes are its own
    await w.must('PATCH', `/v1/campaigns/${first.campaignId}`, { name: 'Sunday' })
    await w.must('POST', `/v1/campaigns/${first.campaignId}/cancel`)
    expect(await tryMake(w, two)).toBe('201 accepted')
    const coupon = { minimum: yuan(100), off: yuan(20), validDays: 7 }
    expect(await tryMake(w, await offer(w, { kind: 'coupon', coupon, budget: yuan(39) }))).toBe('422 malformed')
    expect(await tryMake(w, await offer(w, { kind: 'coupon', coupon, budget: yuan(40) }))).toBe('201 accepted')
    const packet = await offer(w, { kind: 'redPacket', amount: yuan(10) })
    expect(await tryMake(w, packet)).toBe('422 malformed')
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(20) })
    expect(await tryMake(w, packet)).toBe('201 accepted')
  })

  test('BEN-7: a planned draw whose prize a member claimed of meanwhile can be changed, but promises no more of it', async () => {
    const benefitId = await offer(w, { stock: 2 })
    const made = await make(w, benefitId, { startsAt: toInstant(NOON + HOUR) })
    await w.join('ann')
    await w.must('POST', `${w.memberPath('ann')}/benefits/${benefitId}/claim`)
    const path = `/v1/campaigns/${made.campaignId}`
    expect(await w.must('PATCH', path, { name: 'Sunday' })).toMatchObject({ name: 'Sunday' })
    const asked = (quota: number) => ({ prizes: [{ name: 'A gift', quota, worth: yuan(5), benefitId }] })
    expect(await w.refusal('PATCH', path, asked(3))).toBe('422 malformed')
    expect(await w.refusal('PATCH', path, asked(1))).toBe('200 accepted')
  })

  test('BEN-10: wishes give nothing, and in an exchange nobody pays for what cannot be given: both may name what runs low', async () => {
    const benefitId = await offer(w, { stock: 1 })
    expect(await tryMake(w, benefitId, { kind: 'wishList' })).toBe('201 accepted')
    const prizes = [{ name: 'A gift', quota: 2, worth: yuan(5), benefitId, points: 10 }]
    expect(await tryMake(w, benefitId, { kind: 'pointsExchange', prizes })).toBe('201 accepted')
    expect((await patch(w, benefitId, { withdrawAt: toInstant(NOON) })).status).toBe(200)
  })

  test('BEN-7 BEN-11: while a draw is to give it, a benefit is neither withdrawn nor cut, seen or not; drawn, it may be', async () => {
    const benefitId = await offer(w, { stock: 5 })
    await make(w, benefitId, { startsAt: toInstant(NOON + HOUR) })
    const last = NOON + 2 * DAY
    const tooSoon = { status: 409, body: { code: 'withdrawal_too_soon', earliest: toInstant(last + 1) } }
    expect(await patch(w, benefitId, { withdrawAt: toInstant(NOON) })).toMatchObject(tooSoon)
    expect(await patch(w, benefitId, { withdrawAt: toInstant(last) })).toMatchObject(tooSoon)
    expect(await patch(w, benefitId, { stock: 1 })).toMatchObject({ status: 409, body: { code: 'benefit_gives_less' } })
    expect((await patch(w, benefitId, { stock: 2 })).status).toBe(200)
    await w.clock(NOON + HOUR)
    expect(await patch(w, benefitId, { withdrawAt: toInstant(last) })).toMatchObject(tooSoon)
    expect((await patch(w, benefitId, { withdrawAt: toInstant(last + 1) })).status).toBe(200)
    await w.clock(last)
    expect((await patch(w, benefitId, { withdrawAt: toInstant(last) })).status).toBe(200)
  })
})
