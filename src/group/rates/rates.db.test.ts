import { expect, test } from 'vitest'
import type { GroupRates } from '../../contract/group-rates.ts'
import type { GroupView } from '../../contract/groups.ts'
import { DAY, HOUR, toInstant } from '../../lib/time.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'

describeWorld('how much groups speak and buy', (w) => {
  const rates = (query = '') => w.must<GroupRates>('GET', `/v1/clubs/luo/groups/rates${query}`)
  const make = (name: string, gate: object) =>
    w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name, gate }).then(({ groupId }) => groupId)
  const join = (groupId: string, user: string) => w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
  const say = (groupId: string, from: string) =>
    w.must('POST', `/v1/groups/${groupId}/messages`, { from, kind: 'text', text: `from ${from}` })

  test('GRP-13: speakers and buyers among who sat there at the window’s end, gated groups against the others, by hand', async () => {
    const [open, gated] = [await make('open', { kind: 'none' }), await make('gated', { kind: 'level', level: 1 })]
    for (const user of ['ann', 'bob', 'cid']) await w.join(user)
    for (const user of ['ann', 'bob', 'cid', 'dan']) await join(open, user)
    for (const user of ['ann', 'bob']) await join(gated, user)
    await say(open, 'ann')
    await say(open, 'ann')
    await say(open, 'dan')
    await say(open, 'luo')
    await say(gated, 'bob')
    await w.send(w.paid('ann', 1_00), w.paid('dan', 1_00))
    await w.clock(NOON + HOUR)
    const first = { speakers: 2, buyers: 2, speakingRate: 0.5, buyersShare: 0.5 }
    const second = { speakers: 1, buyers: 1, speakingRate: 0.5, buyersShare: 0.5 }
    expect(await rates()).toMatchObject({
      to: toInstant(NOON + HOUR),
      from: toInstant(NOON + HOUR - 7 * DAY),
      groups: [
        { groupId: open, name: 'open', members: 4, ...first },
        { groupId: gated, members: 2, ...second },
      ],
      gated: { groups: 1, members: 2, ...second },
      others: { groups: 1, members: 4, ...first },
    })
    // who leaves counts no more from then on, in windows that end later; who joins after a window's end is not in it
    await w.must('DELETE', `/v1/groups/${open}/members/ann`)
    await w.clock(NOON + 2 * HOUR)
    await join(open, 'eve')
    await w.clock(NOON + 3 * HOUR)
    const window = (from: number, to: number) => `?from=${toInstant(NOON + from)}&to=${toInstant(NOON + to)}`
    expect((await rates(window(0, 2 * HOUR))).others).toMatchObject({ members: 3, speakers: 1, buyers: 1 })
    expect((await rates(window(0, HOUR))).others).toMatchObject({ members: 4, speakers: 2 })
    expect((await rates(window(0, 3 * HOUR))).others).toMatchObject({ members: 4, speakers: 1, speakingRate: 0.25 })
    expect((await rates(window(1, 3 * HOUR))).others).toMatchObject({ members: 4, speakers: 0, buyers: 0 })
    expect((await rates(window(-DAY, 0))).gated).toEqual({
      groups: 1,
      members: 0,
      speakers: 0,
      buyers: 0,
      speakingRate: null,
      buyersShare: null,
    })
    for (const query of [window(0, 0), window(1, 0), window(0, 93 * DAY), '?from=x'])
      expect(await w.refusal('GET', `/v1/clubs/luo/groups/rates${query}`)).toBe('422 malformed')
    expect(await w.refusal('GET', '/v1/clubs/nobody/groups/rates')).toBe('404 unknown_owner')
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('GET', '/v1/clubs/luo/groups/rates', undefined, { as: fan })).toBe('403 forbidden')
  })
})
