import { expect, test } from 'vitest'
import type { GroupView } from '../../contract/groups.ts'
import type { MessageView } from '../../contract/messages.ts'
import type { ReportCase } from '../../contract/reports.ts'
import { HOUR } from '../../lib/time.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'

describeWorld('reports of messages', (w) => {
  const make = async (...members: readonly string[]) => {
    const { groupId } = await w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群' })
    for (const user of members) await w.must('PUT', `/v1/groups/${groupId}/members/${user}`)
    return groupId
  }
  const say = async (groupId: string, from: string, text: string, more: object = {}) =>
    (
      await w.must<{ messageId: string }>('POST', `/v1/groups/${groupId}/messages`, {
        from,
        kind: 'text',
        text,
        ...more,
      })
    ).messageId
  const report = (groupId: string, messageId: string, user: string, body: object = { reason: 'spam' }) =>
    w.refusal('PUT', `/v1/groups/${groupId}/messages/${messageId}/reports/${user}`, body)
  const open = async (path = '/v1/reports') => (await w.must<{ items: ReportCase[] }>('GET', path)).items
  const texts = async (groupId: string, user: string) =>
    (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${groupId}/messages?userId=${user}`)).items.map(
      ({ text, kind }) => text ?? kind,
    )

  test('GRP-9: a member reports what he reads, once, never his own; the queue shows it with what was said around it', async () => {
    const groupId = await make('ann', 'bob', 'cid')
    for (let n = 1; n <= 6; n += 1) await say(groupId, 'bob', `before ${n}`)
    const bad = await say(groupId, 'bob', 'bad')
    for (let n = 1; n <= 6; n += 1) await say(groupId, 'cid', `after ${n}`)
    expect(await report(groupId, bad, 'ann', { reason: 'abuse', note: 'rude' })).toBe('200 accepted')
    expect(await report(groupId, bad, 'ann', { reason: 'fraud' })).toBe('200 accepted')
    expect(await report(groupId, bad, 'cid')).toBe('200 accepted')
    expect(await report(groupId, bad, 'bob')).toBe('409 report_own')
    expect(await report(groupId, bad, 'eve')).toBe('403 not_in_group')
    expect(await report(groupId, '0-0-99', 'ann')).toBe('404 not_found')
    expect(await report(groupId, bad, 'ann', { reason: 'nonsense' })).toBe('422 malformed')
    // who joined later never read it
    await w.must('PUT', `/v1/groups/${groupId}/members/late`)
    expect(await report(groupId, bad, 'late')).toBe('404 not_found')
    const [one] = await open()
    expect(one).toMatchObject({ messageId: bad, text: 'bad', reports: 2, writer: { userId: 'bob' }, outcome: 'open' })
    expect(await w.must('GET', `/v1/reports/${one?.caseId}`)).toMatchObject({
      before: [2, 3, 4, 5, 6].map((n) => ({ text: `before ${n}` })),
      after: [1, 2, 3, 4, 5].map((n) => ({ text: `after ${n}` })),
      reported: [{ reason: 'abuse', note: 'rude', userId: 'ann' }, { reason: 'spam' }],
    })
    const owner = await w.token('owner', 'luo', { ownerId: 'luo' })
    const seen = await w.must<{ reported: { userId: string | null }[] }>(
      'GET',
      `/v1/reports/${one?.caseId}`,
      undefined,
      {
        as: owner,
      },
    )
    expect(seen.reported.map(({ userId }) => userId)).toEqual([null, null])
  })

  test('GRP-9: a decision deletes or leaves the message, mutes or removes its writer, is made once, and its reporters hear of it', async () => {
    const groupId = await make('ann', 'bob', 'cid')
    const ids = [await say(groupId, 'bob', 'one'), await say(groupId, 'cid', 'two'), await say(groupId, 'cid', 'three')]
    for (const id of ids) await report(groupId, id, 'ann')
    const cases = await open()
    expect(cases.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    const decide = (n: number, body: object) =>
      w.call<ReportCase>('POST', `/v1/reports/${cases[n]?.caseId}/decision`, body)
    expect((await decide(0, { decision: 'delete', writer: 'mute', note: 'spam' })).body).toMatchObject({
      outcome: 'deleted',
      writerAct: 'muted',
    })
    expect((await decide(0, { decision: 'dismiss' })).body).toMatchObject({ code: 'review_decided' })
    expect((await decide(1, { decision: 'dismiss' })).body).toMatchObject({ outcome: 'dismissed', writerAct: null })
    expect((await decide(2, { decision: 'delete', writer: 'remove' })).body).toMatchObject({ writerAct: 'removed' })
    expect(await texts(groupId, 'ann')).toEqual(['deleted', 'two', 'deleted'])
    expect(await w.refusal('POST', `/v1/groups/${groupId}/messages`, { from: 'bob', kind: 'text', text: 'x' })).toBe(
      '403 muted',
    )
    expect(await w.refusal('PUT', `/v1/groups/${groupId}/members/cid`)).toBe('409 removed_from_group')
    expect(await open()).toEqual([])
    expect((await open('/v1/reports?state=decided')).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['one', 'two', 'three']),
    )
    expect(await w.must('GET', '/v1/users/ann/reports')).toMatchObject({
      items: [{ outcome: 'deleted' }, { outcome: 'dismissed' }, { outcome: 'deleted' }],
    })
    // made at one instant, they are on one page or on the next
    type Page = { items: { messageId: string }[]; nextCursor: string | null }
    const first = await w.must<Page>('GET', '/v1/users/ann/reports?limit=2')
    const second = await w.must<Page>('GET', `/v1/users/ann/reports?limit=2&cursor=${first.nextCursor}`)
    expect(new Set([...first.items, ...second.items].map(({ messageId }) => messageId)).size).toBe(3)
    const told = await w.db.query<{ outcome: string }>(
      `select body->>'outcome' as outcome from outbox where kind = 'group.reportDecided' and topic = $1`,
      [`group:${groupId}:ann`],
    )
    expect(told.map(({ outcome }) => outcome).sort()).toEqual(['deleted', 'deleted', 'dismissed'])
  })

  test('GRP-9: a decision reaches its writer also where he left before it', async () => {
    const groupId = await make('ann', 'bob', 'cid')
    const ids = [await say(groupId, 'bob', 'one'), await say(groupId, 'cid', 'two')]
    for (const id of ids) await report(groupId, id, 'ann')
    for (const user of ['bob', 'cid']) await w.must('DELETE', `/v1/groups/${groupId}/members/${user}`)
    const [one, two] = await open()
    const decide = (found: ReportCase | undefined, writer: string) =>
      w.must('POST', `/v1/reports/${found?.caseId}/decision`, { decision: 'delete', writer })
    expect(await decide(one, 'remove')).toMatchObject({ writerAct: 'removed' })
    expect(await decide(two, 'mute')).toMatchObject({ writerAct: 'muted' })
    expect(await w.refusal('PUT', `/v1/groups/${groupId}/members/bob`)).toBe('409 removed_from_group')
    await w.must('PUT', `/v1/groups/${groupId}/members/cid`)
    expect(await w.refusal('POST', `/v1/groups/${groupId}/messages`, { from: 'cid', kind: 'text', text: 'x' })).toBe(
      '403 muted',
    )
  })

  test('GRP-9: from so many reports on a fan’s message is not shown until somebody decides; dismissed, it is there again', async () => {
    await w.must('PATCH', '/v1/clubs/luo/moderation', { version: 0, hideAt: 2 })
    const groupId = await make('ann', 'bob', 'cid', 'dan')
    const id = await say(groupId, 'bob', 'fine')
    const owners = await say(groupId, 'luo', 'owner')
    for (const user of ['ann', 'cid']) for (const message of [id, owners]) await report(groupId, message, user)
    expect(await texts(groupId, 'dan')).toEqual(['deleted', 'owner'])
    const one = (await open()).find(({ text }) => text === 'fine')
    expect(one).toMatchObject({ hidden: true, text: 'fine', reports: 2 })
    await w.must('POST', `/v1/reports/${one?.caseId}/decision`, { decision: 'dismiss' })
    expect(await texts(groupId, 'dan')).toEqual(['fine', 'owner'])
    // dismissed is dismissed
    expect(await report(groupId, id, 'dan')).toBe('200 accepted')
    expect(await texts(groupId, 'dan')).toEqual(['fine', 'owner'])
  })

  test('GRP-9: what reports hid is taken back by its writer or the owner’s side, once, and no decision shows it again', async () => {
    await w.must('PATCH', '/v1/clubs/luo/moderation', { version: 0, hideAt: 1 })
    const groupId = await make('ann', 'bob')
    const writers = [await w.token('fan', 'bob'), await w.token('owner', 'luo', { ownerId: 'luo' })]
    for (const as of writers) {
      const id = await say(groupId, 'bob', 'sorry')
      await report(groupId, id, 'ann')
      const [one] = await open()
      expect(one).toMatchObject({ hidden: true, text: 'sorry' })
      const remove = () => w.refusal('DELETE', `/v1/groups/${groupId}/messages/${id}`, undefined, { as })
      expect([await remove(), await remove()]).toEqual(['200 accepted', '404 not_found'])
      // who decides still sees it
      expect((await open())[0]).toMatchObject({ hidden: false, text: 'sorry' })
      await w.must('POST', `/v1/reports/${one?.caseId}/decision`, { decision: 'dismiss' })
    }
    expect(await texts(groupId, 'ann')).toEqual(['deleted', 'deleted'])
    const id = await say(groupId, 'bob', 'bad')
    await report(groupId, id, 'ann')
    await w.must('POST', `/v1/reports/${(await open())[0]?.caseId}/decision`, { decision: 'delete' })
    // decided: there is nothing to take back
    expect(await w.refusal('DELETE', `/v1/groups/${groupId}/messages/${id}`)).toBe('404 not_found')
    const told = await w.db.query("select body->>'messageId' as id from outbox where kind = 'group.deleted'")
    expect(new Set(told.map(({ id: one }) => one)).size).toBe(told.length)
  })

  test('GRP-9: a poll comes before who decides with its question and options', async () => {
    const groupId = await make('ann', 'bob')
    const asked = { from: 'luo', kind: 'poll', question: '去哪', options: ['杭州', '苏州'] }
    const { messageId } = await w.must<{ messageId: string }>('POST', `/v1/groups/${groupId}/messages`, asked)
    const said = await say(groupId, 'bob', 'hm')
    for (const id of [messageId, said]) await report(groupId, id, 'ann')
    const text = '去哪\n· 杭州\n· 苏州'
    const [poll, words] = await open()
    expect(poll).toMatchObject({ kind: 'poll', text })
    expect(await w.must('GET', `/v1/reports/${words?.caseId}`)).toMatchObject({ before: [{ kind: 'poll', text }] })
    expect(await w.must('POST', `/v1/reports/${poll?.caseId}/decision`, { decision: 'delete' })).toMatchObject({ text })
  })

  test('GRP-9 PLT-1: the owner’s side sees and decides on messages of fans in groups it runs; on its own the platform does', async () => {
    const groupId = await make('ann', 'bob')
    await report(groupId, await say(groupId, 'luo', 'from the owner', { to: 'allGroups' }), 'ann')
    await report(groupId, await say(groupId, 'bob', 'from a fan'), 'ann')
    const [owners, fans] = await open()
    await w.must('PUT', '/v1/clubs/luo/staff/s1', { permissions: ['groups'], name: 's1' })
    const [owner, staff, fan, reviewer] = [
      await w.token('owner', 'luo', { ownerId: 'luo' }),
      await w.token('staff', 's1', { ownerId: 'luo' }),
      await w.token('fan', 'ann'),
      await w.token('reviewer', 'rev'),
    ]
    const listed = async (as: string) =>
      (await w.must<{ items: ReportCase[] }>('GET', '/v1/clubs/luo/reports', undefined, { as })).items.map(
        ({ text }) => text,
      )
    expect([await listed(owner), await listed(staff)]).toEqual([['from a fan'], []])
    await w.must('PUT', `/v1/groups/${groupId}/admins/s1`)
    expect(await listed(staff)).toEqual(['from a fan'])
    const decide = (one: ReportCase | undefined, as: string) =>
      w.refusal('POST', `/v1/reports/${one?.caseId}/decision`, { decision: 'dismiss' }, { as })
    expect([await decide(owners, owner), await decide(owners, staff), await decide(fans, fan)]).toEqual(
      Array.from({ length: 3 }, () => '403 forbidden'),
    )
    expect(await w.refusal('GET', '/v1/reports', undefined, { as: owner })).toBe('403 forbidden')
    expect(
      await w.refusal(
        'PUT',
        `/v1/groups/${groupId}/messages/${fans?.messageId}/reports/bob`,
        { reason: 'spam' },
        { as: fan },
      ),
    ).toBe('403 forbidden')
    expect([await decide(fans, staff), await decide(owners, reviewer)]).toEqual(['200 accepted', '200 accepted'])
  })

  test('GRP-9: twenty reports an hour; words of a list bring a message before the reviewer by themselves', async () => {
    const groupId = await make('ann', 'bob')
    const ids: string[] = []
    for (let n = 0; n < 22; n += 1) {
      if (n === 20) await w.clock(NOON + 60_000)
      ids.push(await say(groupId, 'bob', `m${n}`))
    }
    for (const id of ids.slice(0, 20)) expect(await report(groupId, id, 'ann')).toBe('200 accepted')
    expect(await report(groupId, ids[20] ?? '', 'ann')).toBe('429 reports_too_many')
    await w.clock(NOON + 60_000 + HOUR)
    expect(await report(groupId, ids[20] ?? '', 'ann')).toBe('200 accepted')
    await w.must('PATCH', '/v1/moderation', { version: 0, words: [{ word: '加群', action: 'report' }] })
    const noted = await say(groupId, 'bob', '快加-群')
    expect((await open()).find(({ messageId }) => messageId === noted)).toMatchObject({ reports: 0, noted: ['加群'] })
    expect(await texts(groupId, 'ann')).toContain('快加-群')
  })

  test('PLT-6 PLT-8: reports follow who is merged; who is erased leaves neither his words nor his reports', async () => {
    const groupId = await make('ann', 'ann2', 'bob')
    const id = await say(groupId, 'bob', 'bad')
    for (const user of ['ann', 'ann2']) await report(groupId, id, user, { reason: 'abuse', note: 'note' })
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'same person' })
    expect((await w.must<{ items: unknown[] }>('GET', '/v1/users/ann2/reports')).items).toHaveLength(1)
    for (const user of ['ann', 'bob']) await w.must('POST', `/v1/users/${user}/erasure`, { confirm: true })
    await w.clock(NOON + 2 * HOUR)
    await expect
      .poll(
        async () => w.db.query('select said, (select count(*)::int4 from group_report) as reports from report_case'),
        { timeout: 30_000 },
      )
      .toEqual([{ said: null, reports: 0 }])
  })
})
