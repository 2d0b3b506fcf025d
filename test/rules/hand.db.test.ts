import { expect, test } from 'vitest'
import { describeWorlds } from '../support/club.ts'

describeWorlds('points by hand', (w) => {
  test('TASK-15: the platform, the owner and staff with the right add or take points with a reason; the ledger names who', async () => {
    await w.join('ann')
    const staff = await w.token('staff', 's1', { ownerId: 'luo', permissions: ['corrections'] })
    expect(await w.correct('ann', 120, { as: staff })).toMatchObject({
      task: 'correction',
      delta: 120,
      balance: 120,
      reason: 'test',
      actor: 'staff:s1',
    })
    expect(await w.correct('ann', -20, { as: await w.token('owner', 'luo') })).toMatchObject({ actor: 'owner:luo' })
    expect(await w.correct('ann', 1)).toMatchObject({
      balance: 101,
      actor: expect.stringMatching(/^platform:/) as string,
    })
    expect(await w.member('ann')).toMatchObject({ level: 2, intimacy: 101, today: { earned: 0 } })
  })

  test('TASK-15 TASK-12: what a correction cannot take stands beside it; the level follows down', async () => {
    await w.join('ann')
    await w.correct('ann', 150)
    expect(await w.correct('ann', -200)).toMatchObject({ delta: -150, balance: 0, shortfall: 50 })
    expect(await w.member('ann')).toMatchObject({ level: 1, intimacy: 0 })
  })

  test('TASK-15: nobody else, nobody absent, never without a reason', async () => {
    await w.join('ann')
    const path = `${w.memberPath('ann')}/corrections`
    expect(await w.refusal('POST', path, { delta: 0, reason: 'nothing' })).toBe('422 malformed')
    const body = { delta: 5, reason: 'x' }
    const without = await w.token('staff', 's2', { ownerId: 'luo', permissions: ['members'] })
    for (const as of [
      without,
      await w.token('fan', 'ann'),
      await w.token('owner', 'mei'),
      await w.token('reviewer', 'r'),
    ])
      expect(await w.refusal('POST', path, body, { as })).toBe('403 forbidden')
    expect(await w.refusal('POST', path, { delta: 5 })).toBe('422 malformed')
    expect(await w.refusal('POST', path, { delta: 1.5, reason: 'x' })).toBe('422 malformed')
    expect(await w.refusal('POST', `${w.memberPath('bob')}/corrections`, body)).toBe('404 not_a_member')
  })

  test('TASK-15: an excluded account earns nothing and counts in no total; let in again, from then on it does', async () => {
    await w.join('bot')
    await w.send(w.commented('bot'))
    await w.exclude('bot')
    expect(await w.outcome(w.commented('bot'), w.paid('bot', 10_00, { session: 'room' }))).toEqual([
      'ignored account_excluded',
      'ignored account_excluded',
    ])
    expect(await w.member('bot')).toMatchObject({ intimacy: 5, excluded: true })
    expect(await w.must('GET', '/v1/sessions/room/totals')).toMatchObject({ orders: 0, interactions: 1 })
    expect(await w.must('GET', '/v1/clubs/luo/exclusions')).toMatchObject({
      items: [{ userId: 'bot', reason: 'test' }],
    })
    await w.must('DELETE', '/v1/clubs/luo/exclusions/bot')
    expect(await w.outcome(w.commented('bot'))).toEqual(['applied 5'])
  })

  test('TASK-15: an exclusion is of one club', async () => {
    await w.owner('mei')
    await w.join('bot')
    await w.join('bot', 'mei')
    await w.exclude('bot')
    expect(await w.outcome(w.visited('bot'), w.visited('bot', { owner: 'mei' }))).toEqual([
      'ignored account_excluded',
      'applied 10',
    ])
  })
})
