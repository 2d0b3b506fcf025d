import { expect, test } from 'vitest'
import type { CampaignView } from '../contract/campaigns.ts'
import { DAY, HOUR, MINUTE, toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'

const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })
const make = (w: World, kind: string, more: Readonly<Record<string, unknown>> = {}) =>
  w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', {
    kind,
    name: 'Tonight',
    endsAt: toInstant(NOON + 10 * MINUTE),
    prizes: [{ name: 'A mug', quota: 2, worth: yuan(50) }],
    ...more,
  })

describeWorld('what came of a campaign', (w) => {
  const resultOf = ({ campaignId }: CampaignView) => w.must('GET', `/v1/campaigns/${campaignId}/result`)

  test('BEN-12: the orders that followed: of who took part, for 7 days, less what went back, without excluded accounts', async () => {
    await w.send(w.started())
    for (const user of ['ann', 'bob', 'bot', 'eve']) await w.join(user)
    const made = await make(w, 'luckyBag')
    const before = w.paid('ann', 90_00, { at: NOON - 1 })
    await w.clock(NOON + MINUTE)
    for (const userId of ['ann', 'bob', 'bot'])
      await w.must('POST', `/v1/campaigns/${made.campaignId}/entries`, { userId })
    await w.exclude('bot')
    expect(await resultOf(made)).toMatchObject({ entries: 3, orders: 0, buyers: 0, sales: yuan(0) })
    await w.send(
      before,
      w.paid('ann', 10_00, { order: 'first' }),
      w.paid('ann', 3_00, { order: 'second' }),
      w.paid('bob', 5_00, { order: 'back' }),
      // excluded, and one who took no part
      w.paid('bot', 70_00),
      w.paid('eve', 70_00),
    )
    await w.send(w.refunded('ann', 'first', 4_00), w.refunded('bob', 'back', 5_00))
    expect(await resultOf(made)).toMatchObject({ orders: 2, buyers: 1, sales: yuan(9) })
    const end = NOON + MINUTE + 7 * DAY
    await w.clock(end)
    await w.send(
      w.paid('bob', 40_00, { order: 'just-in-time', at: end - 1 }),
      w.paid('bob', 50_00, { order: 'too-late', at: end }),
    )
    expect(await resultOf(made)).toMatchObject({ winners: 2, orders: 3, buyers: 2, sales: yuan(49) })
  })

  test('BEN-12: a free order is followed from the order on with which one takes part', async () => {
    for (const user of ['ann', 'bob']) await w.join(user)
    const made = await make(w, 'freeOrder', { orders: { minimum: yuan(20) }, endsAt: toInstant(NOON + HOUR) })
    await w.clock(NOON + MINUTE)
    await w.send(w.paid('ann', 30_00), w.paid('bob', 10_00))
    await w.clock(NOON + 2 * MINUTE)
    await w.send(w.paid('ann', 5_00))
    await w.clock(NOON + HOUR)
    expect(await resultOf(made)).toMatchObject({ entries: 1, orders: 2, buyers: 1, sales: yuan(35) })
  })
})
