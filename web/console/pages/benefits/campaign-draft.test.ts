import { describe, expect, test } from 'vitest'
import { campaignConditions, campaignInput, campaignKinds } from '../../../../src/contract/campaigns.ts'
import { clockWords, emptyCampaign, emptyPrize, toCampaign, type CampaignDraft } from './campaign-draft.ts'

const now = Date.parse('2026-03-01T11:00:00Z')
const full: CampaignDraft = {
  ...emptyCampaign(),
  name: ' 周五福袋 ',
  who: 'join',
  phrase: '新茶真香',
  watchMinutes: 3,
  orderMinimum: '99',
  severalPerUser: true,
  endsAt: '2026-03-02T11:00:00.000Z',
  startsAt: '2026-03-01T12:00:00.000Z',
  prizes: [
    {
      ...emptyPrize,
      name: '春茶 ',
      quota: 3,
      worth: '168.5',
      points: 500,
      benefitId: '0191f0a0-0000-7000-8000-000000000001',
    },
  ],
}
const sent = (kind: (typeof campaignKinds)[number], more: Partial<CampaignDraft> = {}) =>
  toCampaign(kind, { ...full, ...more }, 'CNY', now)

describe('BEN-7, BEN-10: a campaign is sent with what its kind has', () => {
  test.each(campaignKinds)('BEN-10: the contract takes %s', (kind) => {
    expect(campaignInput.safeParse(sent(kind)).error?.issues).toBeUndefined()
    expect(campaignConditions.safeParse(sent(kind).conditions).error?.issues).toBeUndefined()
  })

  test('BEN-7: a lucky bag counts its minutes from now and has its tasks; joining may be one', () => {
    expect(sent('luckyBag')).toEqual({
      kind: 'luckyBag',
      name: '周五福袋',
      endsAt: '2026-03-01T11:10:00.000Z',
      conditions: { membersOnly: false, join: true, phrase: '新茶真香', watchMinutes: 3 },
      prizes: [
        { name: '春茶', quota: 3, worth: { value: 16_850, currency: 'CNY' }, benefitId: full.prizes[0]?.benefitId },
      ],
      severalPerUser: true,
    })
    expect(sent('luckyBag', { who: 'tier', phrase: ' ', watchMinutes: null }).conditions).toEqual({
      membersOnly: true,
      tier: '铁粉',
    })
  })

  test('BEN-10: free orders have a least sum, exchanges have points, wishes neither worth nor winners', () => {
    expect(sent('freeOrder')).toMatchObject({
      orders: { minimum: { value: 9_900, currency: 'CNY' } },
      conditions: { membersOnly: true },
      startsAt: full.startsAt,
    })
    expect(sent('freeOrder', { orderMinimum: '' }).orders).toEqual({})
    expect(sent('pointsExchange').prizes[0]).toMatchObject({ points: 500, quota: 3 })
    expect(sent('wishList').prizes[0]).toEqual({ name: '春茶', quota: 3, worth: { value: 0, currency: 'CNY' } })
    expect(sent('wishList').severalPerUser).toBe(false)
    expect(sent('draw', { startsAt: '' }).startsAt).toBeUndefined()
  })
})

test('BEN-7: a countdown ends at nought and rounds no second away', () => {
  expect([545_000, 544_001, 3_723_000, 900, 0, -5].map(clockWords)).toEqual([
    '9:05',
    '9:05',
    '1:02:03',
    '0:01',
    '0:00',
    '0:00',
  ])
})
