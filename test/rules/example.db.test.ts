import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, type World } from '../support/club.ts'
import { describeStores } from '../support/store.ts'

describeStores('the example of api.md', (store) => {
  let world: World
  beforeAll(async () => void (world = await openWorld(store)))
  afterAll(() => world.close())
  beforeEach(() => world.reset('2026-03-01T11:00:00Z'))

  test('TASK-7 TASK-8 BADGE-5: word for word', async () => {
    const money = { value: 9990, currency: 'CNY' }
    const event = { specversion: '1.0', source: 'shop', subject: 'ann', time: '2026-03-01T12:00:00Z' }
    await world.must('PUT', '/v1/owners/luo', { kind: 'creator', name: 'Luo', mode: 'shopping' })
    await world.must('PUT', '/v1/clubs/luo/members/ann', { scene: 'liveRoom' })
    await world.clock('2026-03-01T12:00:05Z')
    const lines = [{ lineId: '1', productId: 'p1', quantity: 1, amount: money }]
    const order = {
      ...event,
      id: 'o-1',
      type: 'order.paid',
      data: { ownerId: 'luo', orderId: '1', amount: money, lines },
    }
    const headers = { 'content-type': 'application/cloudevents-batch+json' }
    expect(await world.must('POST', '/v1/events', [order], { headers })).toMatchObject({
      applied: 1,
      results: [{ id: 'o-1', status: 'applied', points: 199 }],
    })
    expect(await world.member('ann')).toMatchObject({
      level: 2,
      intimacy: 199,
      title: 'Lv2新粉',
      badge: { name: '购物团', lit: true },
      scene: 'liveRoom',
      next: { level: 3, at: 300, missing: 101 },
      today: { businessDay: '2026-03-01', earned: 199, cap: 975 },
    })
    const refund = {
      ...event,
      id: 'r-1',
      type: 'order.refunded',
      data: { ownerId: 'luo', orderId: '1', refundId: '1', amount: money },
    }
    expect(await world.send(refund)).toMatchObject({ applied: 1, results: [{ points: -199 }] })
    expect(await world.member('ann')).toMatchObject({
      level: 1,
      intimacy: 0,
      badge: { lit: false },
      today: { earned: 199 },
    })
  })
})
