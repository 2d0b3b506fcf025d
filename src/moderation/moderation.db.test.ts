import { expect, test } from 'vitest'
import type { GroupView } from '../contract/groups.ts'
import type { MessageView } from '../contract/messages.ts'
import type { ModerationView } from '../contract/moderation.ts'
import { MINUTE } from '../lib/time.ts'
import { describeWorld, NOON } from '../../test/support/club.ts'

describeWorld('what messages may hold', (w) => {
  const make = async (...members: readonly string[]) => {
    const group = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' })
    for (const user of members) await w.must('PUT', `/v1/groups/${group.groupId}/members/${user}`)
    return group.groupId
  }
  const say = (groupId: string, from: string, text: string) =>
    w.refusal('POST', `/v1/groups/${groupId}/messages`, { from, kind: 'text', text })
  const texts = async (groupId: string, user: string) =>
    (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=${user}`)).items.map(
      ({ text }) => text,
    )
  const settings = (path: string, body: Readonly<Record<string, unknown>>) =>
    w.must<ModerationView>('PATCH', path, body)
  const OWN = '/v1/clubs/luo/moderation'

  test('GRP-8: the platform’s words bind everybody, an owner’s his fans; a word is refused or shown as ＊, however it is written', async () => {
    const groupId = await make('ann')
    expect(await w.must('GET', OWN)).toMatchObject({ version: 0, linksAllowed: false, words: { block: 0 } })
    expect(await say(groupId, 'ann', '赌博')).toBe('201 accepted')
    await settings('/v1/moderation', { version: 0, words: [{ word: '赌博', action: 'block' }] })
    expect(
      await settings(OWN, {
        version: 0,
        words: [
          { word: '竞品', action: 'mask' },
          { word: 'spam', action: 'block' },
        ],
      }),
    ).toMatchObject({
      version: 1,
      words: { block: 1, mask: 1, report: 0 },
      changedBy: expect.stringContaining('platform') as string,
    })
    expect(await say(groupId, 'ann', '去賭 \u200b博吧')).toBe('403 words_not_allowed')
    expect(await say(groupId, 'luo', '赌.博')).toBe('403 words_not_allowed')
    expect(await say(groupId, 'ann', 'Ｓpam')).toBe('403 words_not_allowed')
    expect(await say(groupId, 'luo', 'spam 竞品')).toBe('201 accepted')
    expect(await say(groupId, 'ann', '买 竞-品 不买')).toBe('201 accepted')
    expect(await texts(groupId, 'ann')).toEqual(['赌博', 'spam 竞品', '买 ＊＊＊ 不买'])
    // of another owner
    await w.owner('mei', { mode: 'shopping' })
    const other = await w.must<GroupView>('POST', '/v1/clubs/mei/groups', { name: '别家' })
    await w.must('PUT', `/v1/groups/${other.groupId}/members/ann`)
    expect(await say(other.groupId, 'ann', 'spam 竞品')).toBe('201 accepted')
    expect(await say(other.groupId, 'ann', '赌博')).toBe('403 words_not_allowed')
  })

  test('GRP-8: what the owner’s side sets and the platform says for it is judged too: a group’s name, notice and auto-reply, a packet’s greeting, the desk’s auto-reply', async () => {
    await settings('/v1/moderation', {
      version: 0,
      words: [
        { word: '赌博', action: 'block' },
        { word: '竞品', action: 'mask' },
      ],
    })
    const GROUPS = '/v1/clubs/luo/groups'
    for (const wrong of [{ name: '赌博' }, { name: '群', notice: '去赌 博' }, { name: '群', autoReply: '赌博' }])
      expect(await w.refusal('POST', GROUPS, wrong)).toBe('403 words_not_allowed')
    const group = await w.must<GroupView>('POST', GROUPS, { name: '竞品群', notice: '竞品', autoReply: '无竞品' })
    expect(group).toMatchObject({ name: '＊＊群', notice: '＊＊', autoReply: '无＊＊' })
    const path = `/v1/groups/${group.groupId}`
    await w.must('PUT', `${path}/members/ann`)
    for (const wrong of [{ name: '赌博' }, { notice: '赌博' }, { autoReply: '赌博' }])
      expect(await w.refusal('PATCH', path, wrong)).toBe('403 words_not_allowed')
    expect(await w.must('PATCH', path, { name: '非竞品', notice: '不买竞品', autoReply: '竞品!' })).toMatchObject({
      name: '非＊＊',
      notice: '不买＊＊',
      autoReply: '＊＊!',
    })
    expect(await w.must('GET', `${path}?userId=ann`)).toMatchObject({ name: '非＊＊', notice: '不买＊＊' })
    // the same again, masked as it was kept, is no news
    await w.must('PATCH', path, { notice: '不买竞品' })
    expect(await texts(group.groupId, 'ann')).toEqual(['无＊＊', '不买＊＊'])

    await w.must('POST', '/v1/owners/luo/budget', { amount: { value: 100, currency: 'CNY' } })
    const packet = { ownerId: 'luo', groupId: group.groupId, split: 'equal', count: 1 }
    const total = { value: 1, currency: 'CNY' }
    expect(await w.refusal('POST', '/v1/red-packets', { ...packet, total, greeting: '赌博' })).toBe(
      '403 words_not_allowed',
    )
    expect(await w.must('POST', '/v1/red-packets', { ...packet, total, greeting: '竞品见' })).toMatchObject({
      greeting: '＊＊见',
    })
    const { items } = await w.must<{ items: MessageView[] }>('GET', `${path}/messages?userId=ann`)
    expect(items.at(-1)?.packet).toMatchObject({ greeting: '＊＊见' })

    const desk = { hours: null, autoAssign: false }
    const SERVICE = '/v1/clubs/luo/service/settings'
    expect(await w.refusal('PUT', SERVICE, { ...desk, autoReply: '赌博' })).toBe('403 words_not_allowed')
    expect(await w.must('PUT', SERVICE, { ...desk, autoReply: '竞品明天见' })).toMatchObject({
      autoReply: '＊＊明天见',
    })
    expect(await w.must('GET', SERVICE)).toMatchObject({ autoReply: '＊＊明天见' })
    // an owner's own list binds his fans, not what he sets
    await settings(OWN, { version: 0, words: [{ word: 'spam', action: 'block' }] })
    expect(await w.must('PATCH', path, { name: 'spam' })).toMatchObject({ name: 'spam' })
  })

  test('GRP-8: a changed list holds for the next message; who changes what is no more is told so; a list has a bound', async () => {
    const groupId = await make('ann')
    await settings(OWN, { version: 0, words: [{ word: 'one', action: 'block' }] })
    expect(await say(groupId, 'ann', 'one')).toBe('403 words_not_allowed')
    expect(await w.refusal('PATCH', OWN, { version: 0, without: ['one'] })).toBe('409 moderation_stale')
    await settings(OWN, {
      version: 1,
      without: ['one'],
      words: [
        { word: 'two', action: 'block' },
        { word: 'two', action: 'mask' },
      ],
    })
    expect(await say(groupId, 'ann', 'one')).toBe('201 accepted')
    expect(await w.must('GET', `${OWN}/words`)).toEqual({ items: [{ word: 'two', action: 'mask' }], nextCursor: null })
    for (const word of ['', '。', '\u200b', '🎲', 'x'.repeat(51), 'a\u0000', '\ud800'])
      expect(await w.refusal('PATCH', OWN, { version: 2, words: [{ word, action: 'block' }] })).toBe('422 malformed')
    const many = Array.from({ length: 2_000 }, (_, n) => ({ word: `w${n}`, action: 'block' }))
    expect(await w.refusal('PATCH', OWN, { version: 2, words: many })).toBe('409 words_limit')
    await settings(OWN, { version: 2, words: many, without: ['two'] })
    const [page] = [await w.must<{ items: unknown[]; nextCursor: string }>('GET', `${OWN}/words?limit=200`)]
    expect(page.items).toHaveLength(200)
    expect(
      (await w.must<{ items: unknown[] }>('GET', `${OWN}/words?limit=200&cursor=${page.nextCursor}`)).items[0],
    ).toEqual({
      word: many.map(({ word }) => word).sort()[200],
      action: 'block',
    })
  })

  test('GRP-8: fans link to allowed hosts only and name no contacts where that is not allowed; the owner may', async () => {
    const groupId = await make('ann')
    expect(await say(groupId, 'ann', 'https://luo.example.com/x')).toBe('403 links_not_allowed')
    expect(await say(groupId, 'luo', 'https://luo.example.com/x')).toBe('201 accepted')
    expect(await say(groupId, 'ann', '13812345678')).toBe('201 accepted')
    await settings(OWN, { version: 0, hosts: ['example.com'], contactsAllowed: false })
    await settings('/v1/moderation', { version: 0, hosts: ['tiefen.cn'] })
    expect(await say(groupId, 'ann', 'https://luo.example.com/x tiefen.cn/g/1')).toBe('201 accepted')
    expect(await say(groupId, 'ann', 'luo。example。com evil。com')).toBe('403 links_not_allowed')
    expect(await say(groupId, 'ann', '138 1234 5678')).toBe('403 contacts_not_allowed')
    expect(await say(groupId, 'luo', '138 1234 5678')).toBe('201 accepted')
    await settings(OWN, { version: 1, linksAllowed: true })
    expect(await say(groupId, 'ann', 'evil.com')).toBe('201 accepted')
    expect(await w.refusal('PATCH', OWN, { version: 2, hosts: ['Not a host'] })).toBe('422 malformed')
  })

  test('GRP-8: a word in a choice of ours masks nothing: a poll is asked as it was meant', async () => {
    const groupId = await make('ann')
    await settings('/v1/moderation', { version: 0, words: [{ word: '*vote*', action: 'mask' }] })
    await w.must('POST', `/v1/groups/${groupId}/messages`, {
      from: 'luo',
      kind: 'poll',
      question: 'Who voted?',
      options: ['I voted', 'Not me'],
      results: 'voted',
    })
    const { items } = await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=ann`)
    expect(items.at(-1)?.poll).toMatchObject({
      question: 'Who ＊＊＊＊d?',
      results: 'voted',
      options: [{ text: 'I ＊＊＊＊d' }, { text: 'Not me' }],
    })
  })

  test('GRP-10: the same four times in a minute is refused, however it is dressed; the next minute it may be said again', async () => {
    const groupId = await make('ann')
    for (const text of ['买它!', '买 它', '買它~']) expect(await say(groupId, 'ann', text)).toBe('201 accepted')
    expect(await say(groupId, 'ann', '买它')).toBe('429 said_too_often')
    expect(await say(groupId, 'ann', '好')).toBe('201 accepted')
    for (const text of ['买它', '!!!', '!!!', '!!!']) expect(await say(groupId, 'ann', text)).toBe('201 accepted')
    expect(await say(groupId, 'ann', '!!!')).toBe('429 said_too_often')
    await w.clock(NOON + MINUTE)
    expect(await say(groupId, 'ann', '!!!')).toBe('201 accepted')
    // what is sent again under its id is not said again
    for (let turn = 0; turn < 5; turn += 1)
      expect(
        await w.refusal('POST', `/v1/groups/${groupId}/messages`, {
          from: 'ann',
          kind: 'text',
          text: 'once',
          sendId: 's',
        }),
      ).toBe('201 accepted')
  })

  test('PLT-1: the platform’s list is the reviewer’s, an owner’s is his and of staff with the permission', async () => {
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    await w.must('PUT', '/v1/clubs/luo/staff/s2', { permissions: ['badge'], name: 's2' })
    const [reviewer, owner, fan, staff, other] = [
      await w.token('reviewer', 'rev'),
      await w.token('owner', 'luo', { ownerId: 'luo' }),
      await w.token('fan', 'ann'),
      await w.token('staff', 's1', { ownerId: 'luo' }),
      await w.token('staff', 's2', { ownerId: 'luo' }),
    ]
    const patch = (path: string, as: string) => w.refusal('PATCH', path, { version: 0, hosts: [] }, { as })
    const get = (path: string, as: string) => w.refusal('GET', path, undefined, { as })
    expect([await get('/v1/moderation', fan), await get(`${OWN}/words`, fan)]).toEqual([
      '403 forbidden',
      '403 forbidden',
    ])
    expect([await patch('/v1/moderation', owner), await patch(OWN, other)]).toEqual(['403 forbidden', '403 forbidden'])
    expect([await patch('/v1/moderation', reviewer), await patch(OWN, staff)]).toEqual(['200 accepted', '200 accepted'])
    expect(await get('/v1/clubs/nobody/moderation', await w.token('admin', 'a'))).toBe('404 unknown_owner')
  })
})
