import { expect, test } from 'vitest'
import { toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'

const DAY = 86_400_000

describeWorlds('refunds', (w) => {
  const buy = async (fen: number, order = 'A') => {
    await w.join('ann')
    await w.send(w.paid('ann', fen, { order }))
  }

  test.each([
    ['all at once', [9_990], [-199]],
    ['two halves', [4_995, 4_995], [-99, -100]],
    ['1 fen, then the rest', [1, 9_989], [0, -199]],
    ['three parts', [3_330, 3_330, 3_330], [-66, -66, -67]],
    ['one short of all', [9_989], [-198]],
  ])('TASK-8: floor(earned × refunded / paid) in total: %s', async (_, parts, taken) => {
    await buy(9_990)
    const outcomes = []
    for (const part of parts) outcomes.push(...(await w.outcome(w.refunded('ann', 'A', part))))
    expect(outcomes).toEqual(taken.map((points) => `applied ${points}`))
    expect(await w.points('ann')).toBe(199 + taken.reduce((sum, points) => sum + points, 0))
  })

  test('TASK-8: of an order cut by the cap goes back what it earned, not what it was worth', async () => {
    await buy(1_000_00)
    expect(await w.points('ann')).toBe(450)
    expect(await w.outcome(w.refunded('ann', 'A', 500_00))).toEqual(['applied -225'])
    expect(await w.outcome(w.refunded('ann', 'A', 500_00))).toEqual(['applied -225'])
  })

  test.each([
    [9_990, 'applied -199'],
    [9_991, 'rejected refund_exceeds_payment'],
  ])('TASK-8: %i of 9 990 fen back: %s', async (fen, expected) => {
    await buy(9_990)
    expect(await w.outcome(w.refunded('ann', 'A', fen))).toEqual([expected])
  })

  test('TASK-8: refunds together exceed the payment: the last one is refused, and may come again smaller', async () => {
    await buy(100_00)
    await w.send(w.refunded('ann', 'A', 60_00))
    const more = w.refunded('ann', 'A', 40_01)
    expect(await w.outcome(more)).toEqual(['rejected refund_exceeds_payment'])
    expect(await w.outcome(w.refunded('ann', 'A', 40_00))).toEqual(['applied -80'])
    expect(await w.points('ann')).toBe(0)
  })

  test('TASK-8: the level follows at once, down as well, and the page of levels with it', async () => {
    await buy(150_00)
    expect(await w.member('ann')).toMatchObject({ level: 3 })
    await w.send(w.refunded('ann', 'A', 150_00))
    expect(await w.member('ann')).toMatchObject({ level: 1, intimacy: 0 })
    const { items } = await w.must<{ items: { members: number }[] }>('GET', '/v1/clubs/luo/levels')
    expect(items.map((row) => row.members).slice(0, 4)).toEqual([1, 0, 0, 0])
  })

  test('TASK-8: a repeated refund id takes nothing again, under another event id either', async () => {
    await buy(100_00)
    const first = w.refunded('ann', 'A', 50_00, { refund: 'R' })
    expect(await w.outcome(first, first, w.refunded('ann', 'A', 50_00, { refund: 'R' }))).toEqual([
      'applied -100',
      'duplicate -100',
      'duplicate',
    ])
    expect(await w.points('ann')).toBe(100)
  })

  test('TASK-9: a refund gives no cap back', async () => {
    await buy(225_00)
    await w.send(w.refunded('ann', 'A', 225_00))
    expect(await w.outcome(w.paid('ann', 10_00))).toEqual(['applied 0'])
    expect((await w.member('ann')).today).toMatchObject({ earned: 450 })
  })

  test('TASK-12: the balance never falls below 0; what could not be taken stands beside the entry', async () => {
    await buy(100_00)
    await w.correct('ann', -150)
    expect(await w.outcome(w.refunded('ann', 'A', 100_00))).toEqual(['applied -50'])
    expect((await w.ledger('ann'))[0]).toMatchObject({ task: 'purchase', delta: -50, balance: 0, shortfall: 150 })
  })

  test.each(['EUR', 'cny', 'USD'])('TASK-8 TASK-7: an amount in %s is not the owner’s', async (currency) => {
    await buy(100_00)
    const invalid = currency === 'cny' ? 'rejected malformed' : 'rejected amount_invalid'
    expect(await w.outcome(w.refunded('ann', 'A', 1, { currency }), w.paid('ann', 100, { currency }))).toEqual([
      invalid,
      invalid,
    ])
  })

  test.each([
    ['negative', -1, 'rejected amount_invalid'],
    ['fractional', 1.5, 'rejected amount_invalid'],
    ['unsafe', 2 ** 53, 'rejected amount_invalid'],
    ['text', '100', 'rejected malformed'],
    ['nothing', 0, 'applied 0'],
  ])('TASK-7: a %s amount', async (_, value, expected) => {
    await w.join('ann')
    expect(await w.outcome(w.paid('ann', value as number))).toEqual([expected])
  })

  test('TASK-8: a refund of nothing is not valid', async () => {
    await buy(100_00)
    expect(await w.outcome(w.refunded('ann', 'A', 0))).toEqual(['rejected amount_invalid'])
  })

  test('TASK-7: a line in another currency than the owner’s spoils its order', async () => {
    await w.join('ann')
    const order = w.paid('ann', 100)
    const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount: { value: 100, currency: 'USD' } }]
    expect(await w.outcome({ ...order, data: { ...order.data, lines } })).toEqual(['rejected amount_invalid'])
  })

  test('TASK-9: a refund before its order waits and then takes effect with it', async () => {
    await w.join('ann')
    const refund = w.refunded('ann', 'A', 50_00)
    expect(await w.outcome(refund, refund)).toEqual(['waiting', 'duplicate'])
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({
      items: [
        { userId: 'ann', orderId: 'A', kind: 'refund', status: 'waiting', waitsUntil: toInstant(NOON + 30 * DAY) },
      ],
    })
    expect(await w.outcome(w.paid('ann', 100_00, { order: 'A' }))).toEqual(['applied 200'])
    expect(await w.points('ann')).toBe(100)
    expect((await w.ledger('ann')).map((e) => [e.delta, e.balance, e.eventId])).toEqual([
      [-100, 100, refund.id],
      [200, 200, expect.any(String)],
    ])
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({ items: [] })
  })

  test('TASK-9 BADGE-5: the whole refund before its order leaves the badge grey', async () => {
    await w.join('ann')
    await w.send(w.refunded('ann', 'A', 100), w.paid('ann', 100, { order: 'A' }))
    expect(await w.member('ann')).toMatchObject({ intimacy: 0, badge: { lit: false } })
  })

  test('TASK-9: more refunds than were paid, before the order: the later ones are refused and reported', async () => {
    await w.join('ann')
    await w.send(w.refunded('ann', 'A', 60_00), w.refunded('ann', 'A', 60_00, { at: NOON - 1 }))
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    expect(await w.points('ann')).toBe(80)
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({
      items: [{ status: 'refused', code: 'refund_exceeds_payment' }],
    })
  })

  test.each([
    ['one millisecond before 30 days', NOON + 30 * DAY - 1, 0, 'waiting'],
    ['after 30 days', NOON + 30 * DAY, 0, 'expired'],
  ])('TASK-9 TASK-8: an order that comes %s finds its refund', async (_, at, points, status) => {
    await w.join('ann')
    await w.send(w.refunded('ann', 'A', 100_00))
    await w.clock(at)
    expect((await w.must<{ items: { status: string }[] }>('GET', '/v1/clubs/luo/waiting')).items[0]?.status).toBe(
      status,
    )
    expect((await w.must<{ waiting: object }>('GET', '/v1/clubs/luo/overview')).waiting).toMatchObject({
      unmatchedRefunds: 1,
    })
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    expect(await w.points('ann')).toBe(points)
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({ items: [] })
  })

  test('TASK-10: refunds are taken for 180 days, to the millisecond', async () => {
    await buy(100_00)
    await w.clock(NOON + 180 * DAY)
    expect(
      await w.outcome(w.refunded('ann', 'A', 1_00, { at: NOON }), w.refunded('ann', 'A', 1_00, { at: NOON - 1 })),
    ).toEqual(['applied -2', 'rejected event_too_old'])
  })

  test('MEM-3 TASK-8: a refund of an earlier membership changes nothing', async () => {
    await buy(100_00)
    await w.leave('ann')
    await w.clock(NOON + DAY)
    await w.join('ann')
    await w.send(w.paid('ann', 10_00, { order: 'B' }))
    expect(await w.outcome(w.refunded('ann', 'A', 100_00))).toEqual(['applied 0'])
    expect(await w.points('ann')).toBe(20)
    await w.leave('ann')
    expect(await w.outcome(w.refunded('ann', 'B', 10_00))).toEqual(['applied 0'])
  })

  test('TASK-8: a refund of an order that earned nothing takes nothing', async () => {
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    await w.join('ann')
    await w.send(w.commented('ann'))
    expect(await w.outcome(w.refunded('ann', 'A', 100_00))).toEqual(['applied 0'])
    expect(await w.member('ann')).toMatchObject({ intimacy: 5, badge: { lit: false } })
  })

  test('TASK-11: reviews pay once per order line, after payment', async () => {
    await w.join('ann')
    await w.clock(NOON + DAY)
    await w.send(w.paid('ann', 10_00, { order: 'A', lines: ['1', '2', '3'], at: NOON + 1_000 }))
    expect(await w.outcome(w.reviewed('ann', 'A', '1', { at: NOON + 999 }), w.reviewed('ann', 'A', '9'))).toEqual([
      'ignored order_not_paid',
      'ignored order_not_paid',
    ])
    expect(
      await w.outcome(
        w.reviewed('ann', 'A', '1'),
        w.reviewed('ann', 'A', '1'),
        w.reviewed('ann', 'A', '2'),
        w.reviewed('ann', 'A', '3'),
      ),
    ).toEqual(['applied 25', 'applied 0', 'applied 25', 'applied 0'])
  })

  test('TASK-11 TASK-9: a review that comes before its order waits for it and pays once', async () => {
    await w.join('ann')
    expect(await w.outcome(w.reviewed('ann', 'A'), w.reviewed('ann', 'A'))).toEqual(['waiting', 'applied 0'])
    await w.send(w.paid('ann', 10_00, { order: 'A' }))
    expect(await w.points('ann')).toBe(45)
    expect(await w.outcome(w.reviewed('ann', 'A'))).toEqual(['applied 0'])
  })

  test('TASK-10: an order id counts once, whatever the event id; under one event id the same body', async () => {
    await w.join('ann')
    const order = w.paid('ann', 100_00, { order: 'A', id: 'E' })
    const again = w.paid('ann', 100_00, { order: 'A' })
    const other = w.paid('ann', 200_00, { order: 'A', id: 'E' })
    expect(await w.outcome(order, again, other)).toEqual(['applied 200', 'duplicate 200', 'rejected event_id_conflict'])
    expect(await w.points('ann')).toBe(200)
  })
})
