import { expect, test } from 'vitest'
import type { GroupView } from '../contract/groups.ts'
import type { RedPacketView } from '../contract/money.ts'
import { describeWorld } from '../../test/support/club.ts'

const yuan = (value: number) => ({ value: value * 100, currency: 'CNY' })

describeWorld('what is a group’s own', (w) => {
  const make = (more: object = {}) => w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群', ...more })
  const seat = ({ groupId }: GroupView, user: string) => `/v1/groups/${groupId}/members/${user}`
  const openPacket = (more: object) =>
    w.must<RedPacketView>('POST', '/v1/red-packets', {
      ownerId: 'luo',
      split: 'equal',
      total: yuan(4),
      count: 4,
      greeting: '只给你们',
      ...more,
    })
  const claim = ({ packetId }: RedPacketView, userId: string) =>
    w.must('POST', `/v1/red-packets/${packetId}/claim`, { userId })

  test('GRP-3 GRP-10: a notice is told to who sits there and to the owner’s side, not to a stranger, nor to who was removed', async () => {
    const group = await make({ notice: '今晚八点' })
    const path = `/v1/groups/${group.groupId}`
    for (const user of ['ann', 'bob']) await w.must('PUT', seat(group, user))
    await w.must('POST', `${path}/removals`, { userId: 'bob' })
    const { phrase } = await w.must<{ phrase: string }>('POST', `${path}/phrases`, {})
    const seen = async (as: string) => {
      const one = await w.must<GroupView>('GET', path, undefined, { as })
      const { items } = await w.must<{ items: GroupView[] }>('GET', '/v1/clubs/luo/groups', undefined, { as })
      const card = await w.must<{ group: GroupView }>('GET', `/v1/group-phrases/${phrase}`, undefined, { as })
      return [one, ...items, card.group].map(({ notice, noticeAt }) => [notice, noticeAt !== null])
    }
    const [told, untold] = [
      ['今晚八点', true],
      [null, false],
    ]
    for (const as of [await w.token('fan', 'ann'), await w.token('owner', 'luo')])
      expect(await seen(as)).toEqual([told, told, told])
    for (const user of ['bob', 'cat'])
      expect(await seen(await w.token('fan', user)), user).toEqual([untold, untold, untold])
  })

  test('BEN-8 GRP-8: where a group’s packet lies and what it says is told to who sits there or took a share; its sums to all', async () => {
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(100) })
    const group = await make()
    const other = await make({ name: '二群' })
    for (const user of ['ann', 'bob', 'cat']) await w.must('PUT', seat(group, user))
    await w.must('PUT', seat(other, 'dan'))
    const packet = await openPacket({ groupId: group.groupId, subGroupId: `${group.groupId}.1` })
    await openPacket({})
    await claim(packet, 'bob')
    for (const user of ['bob', 'cat']) await w.must('DELETE', seat(group, user))
    const seen = async (user: string) => {
      const as = await w.token('fan', user)
      const one = await w.must<RedPacketView>('GET', `/v1/red-packets/${packet.packetId}`, undefined, { as })
      const { items } = await w.must<{ items: RedPacketView[] }>('GET', '/v1/red-packets?ownerId=luo', undefined, {
        as,
      })
      expect(items.find(({ groupId }) => groupId === null)?.greeting, 'for all present').toBe('只给你们')
      const listed = items.find(({ packetId }) => packetId === packet.packetId)
      expect([one.sharesClaimed, listed?.sharesClaimed]).toEqual([1, 1])
      return [one, listed].map((view) => [view?.greeting, view?.subGroupId, view?.messageId])
    }
    const told = ['只给你们', packet.subGroupId, packet.messageId]
    expect(told).not.toContain(null)
    for (const user of ['ann', 'bob']) expect(await seen(user), user).toEqual([told, told])
    const untold = [null, null, null]
    for (const user of ['cat', 'dan', 'eve']) expect(await seen(user), user).toEqual([untold, untold])
  })

  test('BEN-8 GRP-11: who took a share is named as in the members’ list, and marked where he passes for the owner', async () => {
    await w.must('PUT', '/v1/owners/luo', { kind: 'creator', name: '罗小雨', mode: 'shopping' })
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(100) })
    const group = await make()
    const names = { ann: '\u202e林\u200b同学\u202c', bob: '罗小雨官方' }
    for (const [user, name] of Object.entries(names)) {
      await w.send(w.event('user.profiled', user, { name }))
      await w.must('PUT', seat(group, user))
    }
    const packet = await openPacket({ groupId: group.groupId })
    for (const user of ['ann', 'bob']) await claim(packet, user)
    const path = `/v1/red-packets/${packet.packetId}`
    const { claims } = await w.must<RedPacketView>('GET', path)
    const { items } = await w.must<{ items: RedPacketView['claims'] }>('GET', `${path}/claims`)
    for (const list of [claims, items])
      expect(list.map(({ name, imitates }) => [name, imitates])).toEqual([
        ['罗小雨官方', true],
        ['林同学', undefined],
      ])
  })
})
