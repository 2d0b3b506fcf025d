import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import { HOUR } from '../../lib/time.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'
import { checkSums } from './sums.ts'

describeWorld('doctor: groups as they were lived', (w) => {
  /** What the doctor says of groups: `code: examples`. */
  const told = async (): Promise<string[]> =>
    (await checkSums(w.db, 'Asia/Shanghai'))
      .filter(({ code }) => code.startsWith('group_') || code === 'review_rewards')
      .map(({ code, examples }) => `${code}: ${examples.join(' | ')}`)

  const live = async (): Promise<void> => {
    const group = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: 'one', autoReply: 'hello' })
    const gated = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', {
      name: 'two',
      gate: { kind: 'level', level: 1 },
    })
    for (const user of ['ann', 'ann2', 'bob', 'cai']) {
      await w.join(user)
      for (const { groupId } of [group, gated]) await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
    }
    const path = `/v1/groups/${group.groupId}`
    await w.must('POST', `${path}/messages`, { from: 'ann2', kind: 'text', text: 'hi' })
    await w.must('POST', `${path}/messages`, { from: 'luo', kind: 'notice', text: 'all', to: 'allGroups' })
    await w.must('POST', `${path}/read`, { userId: 'bob', upTo: 99 })
    await w.must('POST', `${path}/removals`, { userId: 'cai' })
    await w.leave('bob')
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'one person' })
  }

  test('GRP-2 GRP-10 MEM-6 PLT-8: joining, speaking, reading, removing, leaving and merging leave nothing to tell', async () => {
    await live()
    expect(await told()).toEqual([])
    for (const { groupId } of (await w.must<{ items: GroupView[] }>('GET', '/v1/clubs/luo/groups')).items)
      await w.must('DELETE', `/v1/groups/${groupId}`)
    expect(await told()).toEqual([])
  })

  test.each([
    ['a member more', 'update sub_group set members = members + 1', /counts 3 members, 2 sit there/],
    ['a total less', 'update group_total set members = members - 1', /its sub-groups say 2 in 1/],
    ['a seat gone', 'delete from group_seat', /sit there/],
    ['a message gone', `delete from group_message where kind = 'text'`, /counts 1 messages/],
    ['a count more', 'update group_scope set messages = messages + 1', /counts 2 messages/],
    ['numbers given back', 'update group_stream set last_seq = 1', /the last number is 1/],
    ['read what was never said', 'update group_seat set read_club = 9 where number is not null', /has read 9/],
  ])('GRP-2 GRP-10: %s by hand: it is told', async (_, damage, words) => {
    await live()
    await w.db.query(damage)
    expect((await told()).join('\n')).toMatch(words)
  })

  test('GRP-8: a vote, an option, a voter or a reward more than there are, by hand: it is told', async () => {
    const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: 'one' })
    await w.join('ann')
    await w.must('PUT', `/v1/groups/${groupId}/members/ann`)
    const { benefitId } = await w.must('POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'thanks',
      audience: {},
      stock: 5,
    })
    const say = (body: object) => w.must('POST', `/v1/groups/${groupId}/messages`, { from: 'luo', ...body })
    await say({ kind: 'poll', question: 'which', options: ['one', 'two'] })
    await say({ kind: 'reviewCall', productId: 'p-1', benefitId, quota: 3, closesAt: '2026-03-12T00:00:00Z' })
    const [poll] = await w.db.query<{ id: string }>('select poll_id::text as id from poll')
    await w.must('PUT', `/v1/polls/${poll?.id}/votes/ann`, { options: [2] })
    await w.clock(NOON + HOUR)
    await w.send(w.paid('ann', 1_000, { order: 'o' }), w.event('order.reviewed', 'ann', { orderId: 'o', lineId: '1' }))
    expect(await told()).toEqual([])
    const damages = [
      ['poll_level', 'votes', 'option = 2', /group_polls: .*option 2 at level 1 counts 2, 1 were cast/],
      ['poll_option', 'votes', 'option = 2', /group_polls: .*option 2 counts 2, 1 were cast/],
      ['poll', 'voters', 'true', /group_polls: .*counts 2 voters, there are 1/],
      ['poll', 'options', 'true', /group_polls: .*counts 3 options, there are 2 up to 2/],
      ['review_call', 'rewarded', 'true', /review_rewards: .*counts 2 rewards, 1 were given, 1 are held/],
    ] as const
    for (const [table, column, where, words] of damages) {
      const set = (by: number) => w.db.query(`update ${table} set ${column} = ${column} + ${by} where ${where}`)
      await set(1)
      expect((await told()).join('\n')).toMatch(words)
      await set(-1)
    }
    await w.db.query('delete from entitlement')
    expect((await told()).join('\n')).toMatch(/review_rewards: .*counts 1 rewards, 1 were given, 0 are held/)
  })
})
