import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { MemberGroup } from '../../contract/messages.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'

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

  test('GRP-7: groups of several owners stand by when they were last spoken in, page by page, not by how much an owner ever said', async () => {
    await w.must('PUT', '/v1/owners/mei', { name: '梅姐', kind: 'creator' })
    const [loud, quiet] = [await make('罗群'), await make('罗二群')]
    const other = await w.must<GroupView>('POST', '/v1/clubs/mei/groups', { name: '梅群' })
    for (const group of [loud, quiet, other]) await join(group, 'ann')
    for (let n = 0; n < 3; n += 1) await say(loud, { from: 'luo', kind: 'text', text: `${n}` })
    await w.clock(NOON + 60_000)
    await say(other, { from: 'mei', kind: 'text', text: '刚刚' })
    const pages = async (limit: number) => {
      const names: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const path = `/v1/users/ann/groups?limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`
        const page: { items: MemberGroup[]; nextCursor: string | null } = await w.must('GET', path)
        names.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor
      }
      return names
    }
    expect(await pages(200)).toEqual(['梅群', '罗群', '罗二群'])
    expect(await pages(1)).toEqual(['梅群', '罗群', '罗二群'])
    // a cursor of before is the first page again
    const old = Buffer.from(JSON.stringify([4, 1])).toString('base64url')
    const [first] = (await w.must<{ items: MemberGroup[] }>('GET', `/v1/users/ann/groups?cursor=${old}`)).items
    expect(first?.name).toBe('梅群')
  })

  test('GRP-7: the last notice said to a seat is told however much was said since, until it is taken back', async () => {
    const [one, two] = [await make('一群'), await make('二群')]
    await say(one, { from: 'luo', kind: 'notice', text: '之前' })
    for (const group of [one, two]) await join(group, 'ann')
    const notices = async () =>
      Object.fromEntries((await listed('ann')).map(({ name, saidNotice }) => [name, saidNotice?.text ?? null]))
    expect(await notices(), 'none was said to him').toEqual({ 一群: null, 二群: null })
    await say(one, { from: 'luo', kind: 'notice', text: '给所有群', to: 'allGroups' })
    await say(one, { from: 'luo', kind: 'notice', text: '给一群' })
    const last = await w.must<{ messageId: string }>('POST', `/v1/groups/${one.groupId}/messages`, {
      from: 'luo',
      kind: 'notice',
      text: '给一室',
      subGroupId: `${one.groupId}.1`,
    })
    for (let n = 0; n < 60; n += 1) await say(one, { from: 'luo', kind: 'text', text: `${n}` })
    expect(await notices()).toEqual({ 一群: '给一室', 二群: '给所有群' })
    await w.must('DELETE', `/v1/groups/${one.groupId}/messages/${last.messageId}`)
    expect(await notices()).toEqual({ 一群: '给一群', 二群: '给所有群' })
  })

  test('GRP-9: a mute tells when it ends, and is over then', async () => {
    const group = await make('一群')
    await join(group, 'ann')
    const mute = (until: string | null) => w.must('PUT', `/v1/groups/${group.groupId}/mutes/ann`, { until })
    const told = async () => (await listed('ann')).map(({ muted, mutedUntil }) => [muted, mutedUntil])
    expect(await told()).toEqual([[false, null]])
    await mute('2026-03-10T13:00:00.000Z')
    expect(await told()).toEqual([[true, '2026-03-10T13:00:00.000Z']])
    await w.clock('2026-03-10T13:00:00.000Z')
    expect(await told()).toEqual([[false, null]])
    await mute(null)
    expect(await told()).toEqual([[true, null]])
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
