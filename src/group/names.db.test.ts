import { expect, test } from 'vitest'
import type { GroupView } from '../contract/groups.ts'
import type { MessageView } from '../contract/messages.ts'
import { describeWorld, type World } from '../../test/support/club.ts'

interface Named {
  readonly userId: string
  readonly name: string | null
  readonly imitates?: boolean
}

/** A fan whose app calls him so. */
const called = (w: World, user: string, name: string) => w.send(w.event('user.profiled', user, { name }))

describeWorld('names in groups', (w) => {
  test('GRP-11: names are shown without what hides in them, and marked where they pass for the owner', async () => {
    await w.must('PUT', '/v1/owners/luo', { kind: 'creator', name: '罗小雨', mode: 'shopping' })
    const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' })
    const names = {
      ann: '\u202e林\u200b同学\u202c',
      bo: '羅\u200b小雨',
      cy: 'оffісіаl 客服',
      di: '\u200b\u3164',
    }
    for (const [user, name] of Object.entries(names)) {
      await called(w, user, name)
      await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
      await w.must('POST', `/v1/groups/${groupId}/messages`, { kind: 'text', text: 'hi', from: user })
    }
    const shown = [
      { name: '林同学' },
      { name: '羅小雨', imitates: true },
      { name: 'оffісіаl 客服', imitates: true },
      { name: null },
    ]
    const { items: members } = await w.must<{ items: Named[] }>('GET', `/v1/groups/${groupId}/members`)
    const marks = ({ name, imitates }: Omit<Named, 'userId'>) => ({
      name,
      ...(imitates === undefined ? {} : { imitates }),
    })
    const inOrder = [...members].sort((a, b) => a.userId.localeCompare(b.userId))
    expect(inOrder.map(marks)).toEqual(shown)

    await w.must('POST', `/v1/groups/${groupId}/messages`, { kind: 'text', text: 'hello', from: 'luo' })
    const page = await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=ann`)
    expect(page.items.map(({ sender }) => sender)).toEqual([
      ...shown.map((one) => ({ kind: 'fan', ...one })),
      { kind: 'owner', name: '罗小雨' },
    ])

    await w.must('POST', `/v1/groups/${groupId}/messages`, { kind: 'text', text: 'me', from: 'bo' })
    const inbox = await w.must<{ items: unknown[] }>('GET', '/v1/users/ann/groups')
    expect(inbox.items).toMatchObject([{ last: { sender: { kind: 'fan', name: '羅小雨', imitates: true } } }])

    await w.must('POST', `/v1/groups/${groupId}/removals`, { userId: 'ann' })
    const removals = await w.must<{ items: Named[] }>('GET', `/v1/groups/${groupId}/removals`)
    expect(removals.items.map(({ name }) => name)).toEqual(['林同学'])

    expect(await w.db.query(`select name from person where user_id = 'bo'`)).toEqual([{ name: names.bo }])
  })

  test('GRP-11: a group is called what one sees', async () => {
    for (const name of ['铁\u200b粉群', '\u202e群', '铁\n粉', '\u3000', '\u3164'])
      expect(await w.refusal('POST', '/v1/clubs/luo/groups', { name })).toBe('422 malformed')
    const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '👩🏽‍💻铁粉群❤️' })
    expect(await w.refusal('PATCH', `/v1/groups/${groupId}`, { name: '群\u2066' })).toBe('422 malformed')
    expect(await w.must('GET', `/v1/groups/${groupId}`)).toMatchObject({ name: '👩🏽‍💻铁粉群❤️' })
  })
})
