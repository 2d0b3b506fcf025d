import { expect, test } from 'vitest'
import { describeWorlds, NOON } from '../support/club.ts'
import { pages } from '../support/pages.ts'

const DAY = 86_400_000

describeWorlds('people', (w) => {
  const merge = (into: string, from: string) =>
    w.refusal('POST', `/v1/users/${into}/merges`, { from, reason: 'one person' })

  test('PLT-8: an alias speaks for its user everywhere', async () => {
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann/aliases/open-1')
    expect(await w.outcome(w.commented('open-1'), w.commented('ann'))).toEqual(['applied 5', 'applied 5'])
    expect(await w.member('open-1')).toMatchObject({ userId: 'ann', intimacy: 10 })
    expect(await w.must('GET', '/v1/users/open-1')).toMatchObject({ userId: 'ann', aliases: ['ann', 'open-1'] })
    const event = w.commented('ann', { id: 'E' })
    await w.send(event)
    expect(await w.outcome({ ...event, subject: 'open-1' })).toEqual(['rejected event_id_conflict'])
    const fan = await w.token('fan', 'open-1')
    expect(await w.refusal('GET', w.memberPath('ann'), undefined, { as: fan })).toBe('200 accepted')
  })

  test('PLT-8: an id that is someone else’s needs a merge', async () => {
    await w.join('ann')
    await w.join('bob')
    expect(await w.refusal('PUT', '/v1/users/ann/aliases/bob')).toBe('409 alias_in_use')
    expect(await w.refusal('PUT', '/v1/users/ann/aliases/ann')).toBe('200 accepted')
    expect(await merge('ann', 'ann')).toBe('409 merge_self')
    expect(await merge('ann', 'nobody')).toBe('404 unknown_user')
  })

  test('PLT-8: merging moves balances as entries, keeps refunds and repeats finding their own, and is on record', async () => {
    await w.join('ann')
    await w.join('bob')
    const bought = w.paid('bob', 100_00, { order: 'B' })
    await w.send(bought, w.commented('ann'), w.paid('ann', 10_00, { order: 'A' }))
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.member('bob')).toMatchObject({ userId: 'ann', intimacy: 225, badge: { lit: true } })
    expect((await w.ledger('ann'))[0]).toMatchObject({ task: 'merge', delta: 200, balance: 225, reason: 'one person' })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ members: 1 })
    expect(await w.must('GET', '/v1/users/ann/merges')).toMatchObject({ items: [{ into: 'ann', from: 'bob' }] })
    expect(await w.outcome(bought)).toEqual(['duplicate 200'])
    expect(await w.outcome(w.refunded('bob', 'B', 100_00), w.refunded('ann', 'A', 10_00))).toEqual([
      'applied -200',
      'applied -20',
    ])
    expect(await w.member('ann')).toMatchObject({ intimacy: 5, badge: { lit: false } })
    // what both earned today counts against one cap
    expect((await w.taskOf('ann', 'purchase'))?.earned).toBe(220)
  })

  test.each([
    ['the one that stays', 'ann', 'bob'],
    ['the one that goes', 'bob', 'ann'],
  ])('PLT-8 TASK-9: a refund that waits under %s finds its order when both are one user', async (_, waits, bought) => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid(bought, 100_00, { order: 'A' }))
    expect(
      await w.outcome(w.refunded(waits, 'A', 50_00), w.refunded(waits, 'A', 60_00), w.reviewed(waits, 'A', '1')),
    ).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.member('ann')).toMatchObject({ intimacy: 125, badge: { lit: true } })
    expect((await w.ledger('ann')).map((entry) => [entry.task, entry.delta])).toEqual(
      expect.arrayContaining([
        ['purchase', -100],
        ['review', 25],
      ]),
    )
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({
      items: [{ status: 'refused', code: 'refund_exceeds_payment' }],
    })
    await w.send(w.refunded('bob', 'A', 50_00))
    expect(await w.member('ann')).toMatchObject({ intimacy: 25, badge: { lit: false } })
  })

  test('PLT-8 TASK-15: an excluded account stays excluded under the user it is merged into, and is listed once', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.must('PUT', '/v1/clubs/luo/exclusions/bob', { reason: 'a robot' })
    await w.send(w.followed('bob'))
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.outcome(w.commented('bob'))).toEqual(['ignored account_excluded'])
    const list = await w.must<{ items: unknown[] }>('GET', '/v1/clubs/luo/exclusions')
    expect(list.items).toMatchObject([{ userId: 'ann', reason: 'a robot' }])
    expect(list.items).toHaveLength(1)
    const follows = await w.db.query(
      `select 1 from fan join person_alias using (user_no) where user_id = 'ann' and follows`,
    )
    expect(follows).toHaveLength(1)
    await w.must('DELETE', '/v1/clubs/luo/exclusions/ann')
    expect(await w.outcome(w.commented('bob'))).toEqual(['applied 5'])
  })

  test('PLT-8: merges are listed by pages, newest first', async () => {
    for (const user of ['ann', 'bob', 'cat', 'dan']) await w.join(user)
    for (const [minute, from] of ['bob', 'cat', 'dan'].entries()) {
      await w.clock(NOON + minute * 60_000)
      expect(await merge('ann', from)).toBe('201 accepted')
    }
    expect(await pages(w, '/v1/users/ann/merges', 2, 'from')).toEqual([['dan', 'cat'], ['bob']])
  })

  test('PLT-8: one who was no member becomes one by the merge, with what the other had', async () => {
    await w.join('bob')
    await w.send(w.paid('bob', 100_00, { order: 'B' }), w.entered('ann'))
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.member('ann')).toMatchObject({ intimacy: 200, level: 2 })
    await w.send(w.refunded('ann', 'B', 50_00))
    expect(await w.points('ann')).toBe(100)
  })

  test('PLT-8 MEM-3: orders of a membership that had ended stay ended', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid('bob', 100_00, { order: 'B' }), w.paid('ann', 100_00, { order: 'A' }))
    await w.leave('bob')
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.outcome(w.refunded('ann', 'B', 100_00))).toEqual(['applied 0'])
    expect(await w.points('ann')).toBe(200)
  })

  test('PLT-8 MEM-3: an order of an earlier membership is not taken for one of the present membership of the other', async () => {
    await w.join('bob')
    await w.send(w.paid('bob', 100_00, { order: 'B' }))
    await w.leave('bob')
    await w.clock(NOON + DAY)
    await w.join('bob')
    await w.join('ann')
    await w.send(w.paid('ann', 100_00, { order: 'A' }), w.paid('bob', 50_00, { order: 'C' }))
    await merge('ann', 'bob')
    expect(await w.points('ann')).toBe(300)
    expect(await w.outcome(w.refunded('ann', 'B', 100_00), w.refunded('ann', 'C', 50_00))).toEqual([
      'applied 0',
      'applied -100',
    ])
  })

  test('PLT-8 CLUB-5: a refund after the merge finds both balances that hold carried points', async () => {
    await w.owner('mei', { mode: 'live' })
    await w.join('bob', 'mei')
    await w.send(w.started({ owner: 'mei', session: 'm' }))
    await w.must('PUT', '/v1/clubs/mei/purchase-task', { on: true })
    await w.send(
      w.paid('bob', 100_00, { owner: 'mei', session: 'm', order: 'B' }),
      w.entered('ann', { owner: 'mei', session: 'm' }),
    )
    await w.changeMode('shopping', 'mei')
    await merge('ann', 'bob')
    await w.send(w.refunded('ann', 'B', 100_00, { owner: 'mei' }))
    expect([await w.points('ann', 'mei', 'live'), await w.points('ann', 'mei', 'shopping')]).toEqual([0, 0])
  })

  test('PLT-8 TASK-15: an excluded account stays excluded, by whichever id it comes', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.exclude('bob')
    expect(await merge('ann', 'bob')).toBe('201 accepted')
    expect(await w.outcome(w.commented('ann'))).toEqual(['ignored account_excluded'])
  })

  test('PLT-8 BADGE-5: an order both had lights once', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid('ann', 100, { order: 'A' }), w.paid('bob', 100, { order: 'A' }))
    await merge('ann', 'bob')
    await w.send(w.refunded('ann', 'A', 100))
    expect(await w.member('ann')).toMatchObject({ badge: { lit: false } })
  })
})
