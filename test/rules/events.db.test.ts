import { expect, test } from 'vitest'
import { describeWorlds, NOON } from '../support/club.ts'

const MINUTE = 60_000
const DAY = 86_400_000

describeWorlds('events', (w) => {
  test.each([
    ['7 days', NOON - 7 * DAY, 'ignored not_a_member'],
    ['7 days and 1 ms', NOON - 7 * DAY - 1, 'rejected event_too_old'],
    ['5 minutes ahead', NOON + 5 * MINUTE, 'applied 5'],
    ['5 minutes and 1 ms ahead', NOON + 5 * MINUTE + 1, 'rejected event_in_future'],
  ])('TASK-10: an event of %s', async (_, at, expected) => {
    await w.join('ann')
    expect(await w.outcome(w.commented('ann', { at }))).toEqual([expected])
  })

  test('TASK-10: a late event earns by the day on which it happened', async () => {
    await w.join('ann')
    await w.clock(NOON + 7 * DAY)
    expect(await w.outcome(w.commented('ann', { at: NOON }))).toEqual(['applied 5'])
    expect((await w.member('ann')).today.earned).toBe(0)
    expect((await w.ledger('ann'))[0]).toMatchObject({ businessDay: '2026-03-10' })
  })

  test('TASK-10: it counts once, by source and id of its subject, in one batch or in many', async () => {
    await w.join('ann')
    await w.join('bob')
    const event = w.commented('ann', { id: 'E' })
    expect(await w.outcome(event, event)).toEqual(['applied 5', 'duplicate 5'])
    expect(await w.outcome(event)).toEqual(['duplicate 5'])
    expect(await w.outcome(w.commented('ann', { id: 'E', source: 'other' }), w.commented('bob', { id: 'E' }))).toEqual([
      'applied 5',
      'applied 5',
    ])
  })

  test('TASK-10: the same body is a duplicate whatever its order of members, its form of time, or its age', async () => {
    await w.join('ann')
    const event = w.commented('ann', { id: 'E', at: '2026-03-10T12:00:00.000Z' })
    await w.send(event)
    const { data, ...rest } = event
    const turned = {
      data: Object.fromEntries(Object.entries(data).reverse()),
      ...rest,
      time: '2026-03-10T20:00:00+08:00',
    }
    expect(await w.outcome(turned)).toEqual(['duplicate 5'])
    await w.clock(NOON + 100 * DAY)
    expect(await w.outcome(event)).toEqual(['duplicate 5'])
    expect(await w.outcome({ ...event, time: '2026-03-10T12:00:01Z' })).toEqual(['rejected event_id_conflict'])
  })

  test('TASK-10: a refused event leaves no trace and may come again', async () => {
    await w.join('ann')
    const event = w.commented('ann', { at: NOON + 6 * MINUTE })
    expect(await w.outcome(event)).toEqual(['rejected event_in_future'])
    await w.clock(NOON + MINUTE)
    expect(await w.outcome(event)).toEqual(['applied 5'])
  })

  test('TASK-10: it earns only if the user was a member when it happened', async () => {
    await w.clock(NOON + MINUTE)
    await w.join('ann')
    const at = (ms: number) => w.commented('ann', { at: NOON + MINUTE + ms })
    expect(await w.outcome(at(-1), at(0))).toEqual(['ignored not_a_member', 'applied 5'])
    expect(await w.outcome(w.commented('stranger'))).toEqual(['ignored not_a_member'])
  })

  test('TASK-10: one bad event never spoils its batch; results stand in the order sent', async () => {
    await w.join('ann')
    const good = w.commented('ann')
    const { time: _time, ...timeless } = good
    const answer = await w.send(
      good,
      { ...good, id: 'x1', type: 'live.danced' },
      { ...good, id: 'x2', data: { ...good.data, ownerId: 'nobody' } },
      null,
      [],
      'text',
      { ...timeless, id: 'x3' },
      { ...good, id: 'x4', time: 'yesterday' },
      { ...good, id: 'x5', subject: 'a b' },
      { ...good, id: 'x6', specversion: '0.3' },
      { ...good, id: 7 },
      { ...good, id: 'x8', data: { ownerId: 'luo' } },
      JSON.parse('{"__proto__":{"id":"x9"}}'),
      w.shared('ann'),
    )
    expect(answer).toMatchObject({ applied: 2, rejected: 12, duplicates: 0, ignored: 0 })
    expect(answer.results.map((result) => [result.id, result.code])).toEqual([
      [good.id, undefined],
      ['x1', 'unknown_type'],
      ['x2', 'unknown_owner'],
      [null, 'malformed'],
      [null, 'malformed'],
      [null, 'malformed'],
      ['x3', 'malformed'],
      ['x4', 'malformed'],
      ['x5', 'malformed'],
      ['x6', 'malformed'],
      [null, 'malformed'],
      ['x8', 'malformed'],
      [null, 'malformed'],
      [expect.any(String), undefined],
    ])
    expect(await w.points('ann')).toBe(10)
  })

  test('TASK-10: a session belongs to one owner', async () => {
    await w.owner('mei')
    await w.join('ann')
    await w.join('ann', 'mei')
    expect(await w.outcome(w.commented('ann'), w.commented('ann', { owner: 'mei' }))).toEqual([
      'applied 5',
      'rejected malformed',
    ])
  })

  test('TASK-12: an entry says event, task, change, balance after, cap and the rules it was made by', async () => {
    await w.join('ann')
    const order = w.paid('ann', 100_00, { order: 'A' })
    await w.send(w.commented('ann'), order)
    const [purchase] = await w.ledger('ann')
    expect(purchase).toMatchObject({
      task: 'purchase',
      delta: 200,
      balance: 205,
      shortfall: 0,
      eventId: order.id,
      source: 'test',
      ruleSetVersion: 1,
      businessDay: '2026-03-10',
      orderId: 'A',
      amount: { value: 100_00, currency: 'CNY' },
      dayEarned: 200,
      dayCap: 450,
    })
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('GET', `${w.memberPath('ann')}/ledger`, undefined, { as: fan })).toBe('200 accepted')
  })

  test('TASK-12: the ledger is append-only in the store itself', async () => {
    await w.join('ann')
    await w.send(w.commented('ann'))
    await expect(w.db.query('update ledger set delta = 1')).rejects.toThrow()
    await expect(w.db.query('delete from ledger')).rejects.toThrow()
    expect(await w.points('ann')).toBe(5)
  })

  test('TASK-7: huge sums of money neither overflow nor break a page', async () => {
    await w.join('ann')
    const most = Number.MAX_SAFE_INTEGER
    const orders = Array.from({ length: 1_100 }, () => w.paid('ann', most, { session: 'room' }))
    expect((await w.send(...orders)).applied).toBe(1_100)
    expect((await w.send(w.paid('ann', most, { session: 'room', order: 'Z' }))).applied).toBe(1)
    expect((await w.send(w.refunded('ann', 'Z', most))).applied).toBe(1)
    expect(await w.refusal('GET', '/v1/clubs/luo/overview')).toBe('200 accepted')
    expect(await w.refusal('GET', '/v1/sessions/room/totals')).toBe('200 accepted')
    expect(await w.refusal('GET', '/v1/clubs/luo/sessions')).toBe('200 accepted')
    expect(await w.refusal('GET', `${w.memberPath('ann')}/story`)).toBe('200 accepted')
  })
})

describeWorlds('history', (w) => {
  const long = Date.UTC(2024, 0, 5, 12)

  test('TASK-10: takes events of any age by the rules of their own day, and makes members of buyers', async () => {
    const answer = await w.history([
      w.paid('ann', 1_000_00, { at: long, order: 'A' }),
      w.paid('ann', 1_000_00, { at: long + DAY, order: 'B' }),
      w.refunded('ann', 'B', 1_000_00, { at: long + 200 * DAY }),
      w.commented('ann', { at: long - DAY }),
    ])
    expect(answer.results.map((r) => r.points)).toEqual([450, 450, -450, 5])
    expect(await w.member('ann')).toMatchObject({
      intimacy: 455,
      scene: 'import',
      joinedAt: '2024-01-04T12:00:00.000Z',
    })
    expect((await w.ledger('ann')).map((e) => e.businessDay)).toEqual([
      '2024-01-04',
      '2024-07-23',
      '2024-01-06',
      '2024-01-05',
    ])
  })

  test('TASK-10: the future is refused, and so is anyone but the platform key', async () => {
    expect((await w.history([w.paid('ann', 100, { at: NOON + 5 * MINUTE + 1 })])).results[0]).toMatchObject({
      code: 'event_in_future',
    })
    const admin = await w.token('admin', 'root')
    expect(await w.refusal('POST', '/v1/events?mode=history', [], { as: admin })).toBe('403 forbidden')
  })

  test('TASK-10: tells nobody and puts nobody on air', async () => {
    await w.history([
      w.started({ at: long, session: 'old' }),
      w.commented('ann', { at: long + MINUTE, session: 'old' }),
      w.ended({ at: long + DAY, session: 'old' }),
      w.commented('ann', { at: long + 2 * DAY, session: 'older' }),
      w.event('video.published', null, { videoId: 'v' }, { at: long }),
    ])
    expect(await w.db.query('select topic, kind from outbox')).toEqual([])
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ live: null })
    expect(await w.must('GET', '/v1/sessions/old/totals')).toMatchObject({
      viewers: 1,
      interactions: 1,
      startedAt: '2024-01-05T12:00:00.000Z',
      endedAt: '2024-01-06T12:00:00.000Z',
      members: { viewers: 1, interactions: 1 },
    })
  })

  test('TASK-10: a refused event of the past makes nobody a member', async () => {
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    const { results } = await w.history([w.refunded('ann', 'A', 100_01)])
    expect(results.map((r) => r.code)).toEqual(['refund_exceeds_payment'])
    expect(await w.refusal('GET', w.memberPath('ann'))).toBe('404 not_a_member')
  })

  test('MEM-3: the past brings nobody back who left', async () => {
    await w.join('ann')
    await w.leave('ann')
    const { results } = await w.history([w.paid('ann', 100_00, { at: long }), w.paid('ann', 100_00, { at: NOON })])
    expect(results.map((r) => r.code)).toEqual(['not_a_member', 'not_a_member'])
    expect(await w.refusal('GET', w.memberPath('ann'))).toBe('404 not_a_member')
  })
})
