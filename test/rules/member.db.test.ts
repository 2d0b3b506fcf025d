import { expect, test } from 'vitest'
import { joinScenes } from '../../src/contract/words.ts'
import { toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

describeWorlds('members', (w) => {
  const ask = (user: string, owner = 'luo') => w.refusal('PUT', w.memberPath(user, owner), { scene: 'profile' })

  test('MEM-1: joining a shopping club is free; twice is once', async () => {
    expect(await w.join('ann', 'luo', 'shopHome')).toMatchObject({ scene: 'shopHome', joinedAt: toInstant(NOON) })
    await w.clock(NOON + HOUR)
    expect(await w.join('ann')).toMatchObject({ scene: 'shopHome', joinedAt: toInstant(NOON) })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ members: 1 })
    expect(await ask('ann', 'nobody')).toBe('404 unknown_owner')
  })

  test('MEM-2: every scene is taken and recorded; another is not', async () => {
    for (const scene of joinScenes) expect(await w.join(`u-${scene}`, 'luo', scene)).toMatchObject({ scene })
    for (const scene of ['migration', 'import', 'platform', 'door', null])
      expect(await w.refusal('PUT', w.memberPath('x'), { scene })).toBe('422 malformed')
  })

  test('MEM-7: a joiner stands on level 1 with nothing earned', async () => {
    expect(await w.join('ann')).toMatchObject({
      level: 1,
      tier: '新粉',
      title: 'Lv1新粉',
      intimacy: 0,
      next: { level: 2, at: 100, missing: 100 },
      today: { earned: 0 },
    })
  })

  test('MEM-3: leaving takes level and points; the ledger keeps why, its sum is the balance', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00), w.commented('ann'))
    expect(await w.must('GET', `${w.memberPath('ann')}/leave-preview`)).toEqual({
      intimacy: 205,
      level: 2,
      rejoinAfterHours: 24,
      exitsLeftToday: 3,
    })
    await w.leave('ann')
    expect(await w.refusal('GET', w.memberPath('ann'))).toBe('404 not_a_member')
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ members: 0 })
    expect((await w.must<{ items: unknown[] }>('GET', '/v1/clubs/luo/members')).items).toEqual([])
    expect((await w.ledger('ann')).map((e) => [e.task, e.delta, e.balance])).toEqual([
      ['leave', -205, 0],
      ['comment', 5, 205],
      ['purchase', 200, 200],
    ])
    expect(await w.refusal('DELETE', w.memberPath('ann'))).toBe('404 not_a_member')
    expect(await w.outcome(w.commented('ann'))).toEqual(['ignored not_a_member'])
  })

  test('MEM-4: no rejoining for 24 h, to the millisecond; then from nothing, with caps of level 1', async () => {
    await w.join('ann')
    await w.correct('ann', 5_000)
    await w.leave('ann')
    await w.clock(NOON + DAY - 1)
    const answer = await w.call('PUT', w.memberPath('ann'), { scene: 'profile' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'rejoin_cooldown', retryAt: toInstant(NOON + DAY) } })
    expect(await ask('ann', 'luo')).toBe('409 rejoin_cooldown')
    await w.owner('mei')
    expect(await ask('ann', 'mei')).toBe('200 accepted')
    await w.clock(NOON + DAY)
    expect(await w.join('ann')).toMatchObject({ level: 1, intimacy: 0, today: { earned: 0 } })
    expect(await w.taskOf('ann', 'purchase')).toMatchObject({ cap: 450 })
    // what happened between leaving and rejoining earns nothing
    expect(await w.outcome(w.commented('ann', { at: NOON + DAY - 1 }), w.commented('ann'))).toEqual([
      'ignored not_a_member',
      'applied 5',
    ])
  })

  test('MEM-4: an event of the earlier membership that comes after the rejoining earns nothing', async () => {
    await w.join('ann')
    await w.clock(NOON + HOUR)
    await w.leave('ann')
    await w.clock(NOON + 2 * DAY)
    await w.join('ann')
    expect(await w.outcome(w.paid('ann', 100_00, { at: NOON + 1 }))).toEqual(['ignored not_a_member'])
  })

  test('MEM-5: at most 3 clubs in a business day of Shanghai, with the time of the next try', async () => {
    for (const owner of ['a', 'b', 'c', 'd']) {
      await w.owner(owner)
      await w.join('ann', owner)
    }
    expect(await w.leave('ann', 'a')).toMatchObject({
      leftAt: toInstant(NOON),
      rejoinAt: toInstant(NOON + DAY),
      exitsLeftToday: 2,
    })
    await w.leave('ann', 'b')
    expect(await w.leave('ann', 'c')).toMatchObject({ exitsLeftToday: 0 })
    const midnight = Date.UTC(2026, 2, 10, 16)
    expect(await w.call('DELETE', w.memberPath('ann', 'd'))).toMatchObject({
      status: 409,
      body: { code: 'leave_limit', retryAt: toInstant(midnight) },
    })
    await w.clock(midnight - 1)
    expect(await w.refusal('DELETE', w.memberPath('ann', 'd'))).toBe('409 leave_limit')
    await w.clock(midnight)
    expect(await w.leave('ann', 'd')).toMatchObject({ exitsLeftToday: 2 })
  })

  test('MEM-5: each user has his own limit', async () => {
    for (const owner of ['a', 'b', 'c']) {
      await w.owner(owner)
      await w.join('ann', owner)
      await w.leave('ann', owner)
    }
    await w.join('bob')
    expect(await w.leave('bob')).toMatchObject({ exitsLeftToday: 2 })
  })
})

describeWorlds(
  'joining a live club',
  (w) => {
    const ask = (user: string, body: object = {}, as?: string) =>
      w.refusal('PUT', w.memberPath(user), { scene: 'liveRoom', ...body }, as === undefined ? {} : { as })

    test('MEM-1: takes one light badge first, which earns no points', async () => {
      expect(await ask('ann')).toBe('409 entry_gift_required')
      expect(await w.outcome(w.lit('ann'))).toEqual(['ignored not_a_member'])
      expect(await ask('ann')).toBe('200 accepted')
      expect(await w.points('ann')).toBe(0)
      expect(await w.outcome(w.lit('ann'))).toEqual(['applied 100'])
    })

    test('MEM-1: the platform may name a gift whose event is still on its way; it joins once and earns nothing', async () => {
      expect(await ask('ann', { entryGift: { eventId: 'gift-1' } })).toBe('200 accepted')
      await w.clock(NOON + 1_000)
      expect(await w.outcome(w.lit('ann', 1, { id: 'gift-1' }))).toEqual(['applied 0'])
      expect(await w.points('ann')).toBe(0)
    })

    test('MEM-1: a fan cannot name a gift that was never received; an event used once is no gift again', async () => {
      const fan = await w.token('fan', 'ann')
      expect(await ask('ann', { entryGift: { eventId: 'made-up' } }, fan)).toBe('409 entry_gift_required')
      await w.send(w.lit('ann', 1, { id: 'gift-1' }))
      expect(await ask('ann', { entryGift: { eventId: 'gift-1' } }, fan)).toBe('200 accepted')
      await w.leave('ann')
      await w.clock(NOON + DAY)
      expect(await ask('ann', { entryGift: { eventId: 'gift-1' } })).toBe('409 entry_gift_required')
      expect(await ask('ann')).toBe('409 entry_gift_required')
      await w.send(w.lit('ann'))
      expect(await ask('ann')).toBe('200 accepted')
    })

    test('MEM-4 MEM-1: the wait comes before the gift', async () => {
      await w.join('ann')
      await w.leave('ann')
      expect(await ask('ann')).toBe('409 rejoin_cooldown')
    })
  },
  'live',
)

describeWorlds('leaving, for those who keep benefits and seats', (w) => {
  test('MEM-6: leaving is told in its own transaction to the club and the member; a refused one tells nobody', async () => {
    await w.join('ann')
    const left = () =>
      w.db.query<{ topic: string }>(`select topic from outbox where kind = 'member.left' order by position`)
    expect(await w.refusal('DELETE', w.memberPath('bob'))).toBe('404 not_a_member')
    expect(await left()).toEqual([])
    await w.leave('ann')
    expect(await left()).toEqual([{ topic: 'club:luo' }, { topic: 'member:luo:ann' }])
  })
})
