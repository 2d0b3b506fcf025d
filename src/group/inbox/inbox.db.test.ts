import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { MemberGroup } from '../../contract/messages.ts'
import { describeWorld } from '../../../test/support/club.ts'

describeWorld('groups of a member', (w) => {
  const listed = async (user: string) =>
    (await w.must<{ items: MemberGroup[] }>('GET', `/v1/users/${user}/groups`)).items
  const make = (name: string, more = {}) => w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name, ...more })
  const join = ({ groupId }: GroupView, user: string) => w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
  const say = ({ groupId }: GroupView, body: object) => w.must('POST', `/v1/groups/${groupId}/messages`, body)

  test('GRP-7: the list shows what was said last to its reader, wherever it was said', async () => {
    const [one, two] = [await make('一群', { autoReply: '欢迎' }), await make('二群')]
    for (const group of [one, two]) await join(group, 'ann')
    const lasts = async (user: string) =>
      Object.fromEntries(
        (await listed(user)).map(({ name, last }) => [name, last && [last.from, last.kind, last.text]]),
      )
    expect(await lasts('ann')).toEqual({ 一群: ['luo', 'autoReply', '欢迎'], 二群: null })

    await say(one, { from: 'ann', kind: 'text', text: '大家好' })
    expect(await lasts('ann')).toEqual({ 一群: ['ann', 'text', '大家好'], 二群: null })
    await say(two, { from: 'luo', kind: 'notice', text: '今晚七点', to: 'allGroups' })
    expect(await lasts('ann')).toEqual({ 一群: ['luo', 'notice', '今晚七点'], 二群: ['luo', 'notice', '今晚七点'] })
    await say(two, { from: 'luo', kind: 'livePreview', text: '新品'.repeat(80), startsAt: '2990-01-01T00:00:00Z' })
    expect(await lasts('ann')).toMatchObject({ 二群: ['luo', 'livePreview', '新品'.repeat(50)] })

    // who comes later is shown nothing that was said before him
    await join(two, 'bob')
    expect(await lasts('bob')).toEqual({ 二群: null })
  })

  test('GRP-9: a message that was taken back shows nothing of what it said', async () => {
    const group = await make('三群')
    await join(group, 'ann')
    const { messageId } = await w.must<{ messageId: string }>('POST', `/v1/groups/${group.groupId}/messages`, {
      from: 'ann',
      kind: 'text',
      text: '说错了',
    })
    await w.must('DELETE', `/v1/groups/${group.groupId}/messages/${messageId}`)
    expect((await listed('ann'))[0]?.last).toMatchObject({ kind: 'deleted', text: null })
  })
})
