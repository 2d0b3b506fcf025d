import { expect, test } from 'vitest'
import { describeWorld, NOON, type World } from '../../../test/support/club.ts'
import type { GroupView } from '../../contract/groups.ts'
import type { MessageView } from '../../contract/messages.ts'
import type { PollView } from '../../contract/polls.ts'
import { checkSums } from '../../flow/doctor/sums.ts'
import { HOUR, MINUTE, SECOND, toInstant } from '../../lib/time.ts'

const make = (w: World, more: Readonly<Record<string, unknown>> = {}) =>
  w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name: '铁粉群', ...more })
const join = (w: World, group: GroupView, user: string) =>
  w.must<{ number: number; subGroupId: string }>('PUT', `/v1/groups/${group.groupId}/members/${user}`)
const post = (w: World, group: GroupView, body: Readonly<Record<string, unknown>>) =>
  w.must<{ messageId: string; seq: number }>('POST', `/v1/groups/${group.groupId}/messages`, { from: 'luo', ...body })
const read = async (w: World, group: GroupView, user: string | null) =>
  (
    await w.must<{ items: MessageView[] }>(
      'GET',
      `/v1/groups/${group.groupId}/messages${user === null ? '' : `?userId=${user}`}`,
    )
  ).items
/** Asks, and gives the poll's id. */
async function ask(w: World, group: GroupView, body: Readonly<Record<string, unknown>>): Promise<string> {
  const { messageId } = await post(w, group, body)
  const poll = (await read(w, group, null)).find((message) => message.messageId === messageId)?.poll
  if (poll === undefined) throw new Error('a question has its poll')
  return poll.pollId
}
const colours = { kind: 'poll', question: '什么颜色', options: ['红', '蓝', '绿'] }
const vote = (w: World, pollId: string, user: string, options: readonly number[]) =>
  w.must<PollView>('PUT', `/v1/polls/${pollId}/votes/${user}`, { options })
const refuseVote = (w: World, pollId: string, user: string, options: readonly number[], as?: string) =>
  w.refusal('PUT', `/v1/polls/${pollId}/votes/${user}`, { options }, as === undefined ? {} : { as })
const suggest = (w: World, pollId: string, userId: string, text: string) =>
  w.must<{ option: number }>('POST', `/v1/polls/${pollId}/suggestions`, { userId, text })
const refuseSuggestion = (w: World, pollId: string, userId: string, text: string) =>
  w.refusal('POST', `/v1/polls/${pollId}/suggestions`, { userId, text })
const poll = (w: World, pollId: string, user?: string) =>
  w.must<PollView>('GET', `/v1/polls/${pollId}${user === undefined ? '' : `?userId=${user}`}`)
const votes = ({ options }: PollView) => options.map((option) => option.votes)

/** What the doctor says of groups. */
const sick = async (w: World) => (await checkSums(w.db, 'Asia/Shanghai')).map(({ code, examples }) => [code, examples])

describeWorld('polls and calls', (w) => {
  test('PLT-8 PLT-6: of two votes of one person one counts; erased, his vote stays counted and his suggestion says nothing', async () => {
    const group = await make(w)
    for (const user of ['ann', 'ann2', 'bob']) await join(w, group, user)
    const [both, one] = [await ask(w, group, colours), await ask(w, group, colours)]
    const call = await ask(w, group, { kind: 'topicCall', question: '聊什么' })
    await vote(w, both, 'ann', [1])
    await vote(w, both, 'ann2', [2])
    await vote(w, both, 'bob', [2])
    await vote(w, one, 'ann2', [3])
    const { option } = await suggest(w, call, 'ann2', '露营')
    await vote(w, call, 'bob', [option])
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann2', reason: 'one person' })
    // who stays keeps his own, and has what the other alone said
    for (const user of ['ann', 'ann2']) {
      expect(await poll(w, both, user)).toMatchObject({ voters: 2, mine: { options: [1] } })
      expect(await poll(w, one, user)).toMatchObject({ voters: 1, mine: { options: [3] } })
      expect(await poll(w, call, user)).toMatchObject({ mine: { suggestions: [option] } })
    }
    expect(votes(await poll(w, both))).toEqual([1, 1, 0])
    expect(votes(await vote(w, both, 'ann2', [2])), 'one vote, whichever id').toEqual([0, 2, 0])
    expect(await sick(w)).toEqual([])
    await w.must('POST', '/v1/users/ann/erasure', { confirm: true })
    await w.node.engine.runDueNow()
    const suggested = async () => (await w.must<{ items: object[] }>('GET', `/v1/polls/${call}/options`)).items
    await expect.poll(suggested, { timeout: 30_000 }).toEqual([])
    expect(await poll(w, both)).toMatchObject({ voters: 2 })
    expect(JSON.stringify(await w.db.query('select * from poll_option'))).not.toContain('露营')
    // what he said may be said again
    await suggest(w, call, 'bob', '露营')
    expect(await sick(w)).toEqual([])
  })

  test('GRP-8: one choice or several, changed while it is open, taken back, counted once', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const single = await ask(w, group, colours)
    expect(await vote(w, single, 'ann', [1])).toMatchObject({ voters: 1, mine: { options: [1] }, status: 'open' })
    expect(await refuseVote(w, single, 'ann', [1, 2])).toBe('409 too_many_choices')
    expect(await refuseVote(w, single, 'ann', [4])).toBe('404 unknown_option')
    expect(await refuseVote(w, single, 'ann', [1, 1])).toBe('422 malformed')
    expect(votes(await vote(w, single, 'bob', [2]))).toEqual([1, 1, 0])
    expect(votes(await vote(w, single, 'ann', [2]))).toEqual([0, 2, 0])
    expect(await vote(w, single, 'ann', [2])).toMatchObject({ voters: 2 })
    expect(await vote(w, single, 'bob', [])).toMatchObject({ voters: 1, mine: { options: [] } })
    const several = await ask(w, group, { ...colours, choicesMost: 2 })
    expect(votes(await vote(w, several, 'ann', [3, 1]))).toEqual([1, 0, 1])
    expect(await refuseVote(w, several, 'ann', [1, 2, 3])).toBe('409 too_many_choices')
  })

  test('GRP-8: it ends at its time or by hand; a late vote is refused with a code', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    const timed = await ask(w, group, { ...colours, closesAt: toInstant(NOON + HOUR) })
    const byHand = await ask(w, group, colours)
    await vote(w, timed, 'ann', [1])
    await w.clock(NOON + HOUR - 1)
    await vote(w, timed, 'ann', [2])
    await w.clock(NOON + HOUR)
    expect(await refuseVote(w, timed, 'ann', [1])).toBe('409 poll_closed')
    expect(await poll(w, timed, 'ann')).toMatchObject({
      status: 'closed',
      closedAt: toInstant(NOON + HOUR),
      voters: 1,
      mine: { options: [2] },
    })
    const luo = await w.token('owner', 'luo')
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('POST', `/v1/polls/${byHand}/close`, {}, { as: fan })).toBe('403 forbidden')
    await w.must('POST', `/v1/polls/${byHand}/close`, {}, { as: luo })
    expect(await refuseVote(w, byHand, 'ann', [1])).toBe('409 poll_closed')
  })

  test.each([
    ['always', [1, 0, 0], [1, 1, 0]],
    ['voted', [null, null, null], [1, 1, 0]],
    ['ended', [null, null, null], [null, null, null]],
  ] as const)('GRP-8: counts are shown %s', async (results, before, after) => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const pollId = await ask(w, group, { ...colours, results })
    await vote(w, pollId, 'ann', [1])
    expect(votes(await poll(w, pollId, 'bob'))).toEqual(before)
    expect(votes(await vote(w, pollId, 'bob', [2]))).toEqual(after)
    expect((await read(w, group, 'bob')).at(-1)?.poll?.options.map((option) => option.votes)).toEqual(after)
    expect(votes(await poll(w, pollId)), 'the owner’s side').toEqual([1, 1, 0])
    await w.must('POST', `/v1/polls/${pollId}/close`, {})
    expect(votes(await poll(w, pollId, 'bob')), 'it is over').toEqual([1, 1, 0])
  })

  test('GRP-10: who reads the message answers: no stranger, nobody of another sub-group, nobody who joined later; a left member’s vote stands', async () => {
    const [one, two] = [await make(w), await make(w, { name: '二' })]
    await join(w, one, 'ann')
    await join(w, two, 'bob')
    const pollId = await ask(w, one, colours)
    await join(w, one, 'late')
    for (const user of ['bob', 'late', 'nobody']) {
      expect(await refuseVote(w, pollId, user, [1]), user).toBe('403 not_in_group')
      expect(await w.refusal('GET', `/v1/polls/${pollId}?userId=${user}`), user).toBe('403 not_in_group')
    }
    await vote(w, pollId, 'ann', [1])
    await w.must('DELETE', `/v1/groups/${one.groupId}/members/ann`)
    expect(await refuseVote(w, pollId, 'ann', [2])).toBe('403 not_in_group')
    expect(votes(await poll(w, pollId))).toEqual([1, 0, 0])
    const ann = await w.token('fan', 'ann')
    expect(await refuseVote(w, pollId, 'bob', [1], ann)).toBe('403 forbidden')
    expect(await refuseVote(w, await ask(w, one, colours), 'late', [1], ann)).toBe('403 forbidden')
    expect(await w.refusal('GET', `/v1/polls/0199a2c4-0000-7000-8000-000000000000`)).toBe('404 not_found')
  })

  test('GRP-8: put to all groups it is one poll: one member one vote, however many groups he sits in', async () => {
    const [one, two] = [await make(w), await make(w, { name: '二' })]
    for (const group of [one, two]) await join(w, group, 'ann')
    await join(w, two, 'bob')
    const pollId = await ask(w, one, { ...colours, to: 'allGroups' })
    await vote(w, pollId, 'ann', [1])
    await vote(w, pollId, 'bob', [1])
    expect(await vote(w, pollId, 'ann', [1])).toMatchObject({ voters: 2 })
    expect((await read(w, two, 'ann')).at(-1)?.poll).toMatchObject({ pollId, voters: 2, mine: { options: [1] } })
    expect((await read(w, one, 'ann')).at(-1)?.poll).toMatchObject({ pollId, voters: 2, mine: { options: [1] } })
  })

  test('GRP-8: a vote on new products shows them, and the owner sees it by level and tier', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob', 'cat']) await join(w, group, user)
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid('bob', 20_000))
    const products = [
      {
        productId: 'p1',
        name: '口红',
        imageUrl: 'https://img.example.com/p1.jpg',
        price: { value: 9900, currency: 'CNY' },
      },
      { productId: 'p2' },
    ]
    const pollId = await ask(w, group, { kind: 'productVote', question: '测款', products })
    for (const user of ['ann', 'bob', 'cat']) await vote(w, pollId, user, [user === 'cat' ? 2 : 1])
    const seen = await poll(w, pollId, 'ann')
    expect(seen.options.map(({ text, product }) => [text, product])).toEqual([
      ['口红', products[0]],
      ['p2', products[1]],
    ])
    const results = await w.must<{
      tiers: { tier: string | null; voters: number }[]
      options: { votes: number; levels: { level: number; votes: number }[] }[]
    }>('GET', `/v1/polls/${pollId}/results`)
    expect(results).toMatchObject({ voters: 3 })
    expect(results.options.map((option) => option.levels)).toEqual([
      [
        { level: 1, votes: 1 },
        { level: 3, votes: 1 },
      ],
      [{ level: 0, votes: 1 }],
    ])
    expect(results.tiers).toEqual([
      { tier: null, voters: 1 },
      { tier: '新粉', voters: 2 },
    ])
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('GET', `/v1/polls/${pollId}/results`, undefined, { as: fan })).toBe('403 forbidden')
    for (const imageUrl of ['http://img.example.com/a.jpg', 'javascript:alert(1)', 'https://'])
      expect(
        await w.refusal('POST', `/v1/groups/${group.groupId}/messages`, {
          from: 'luo',
          kind: 'productVote',
          question: '测款',
          products: [{ productId: 'p1', imageUrl }, { productId: 'p2' }],
        }),
        imageUrl,
      ).toBe('422 malformed')
  })

  test('GRP-8: fans answer a call, others back what they suggested, the owner picks some', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const pollId = await ask(w, group, { kind: 'musicCall', question: '今晚听什么', each: 2 })
    expect(await suggest(w, pollId, 'ann', '晴天')).toMatchObject({ option: 1 })
    expect(await suggest(w, pollId, 'ann', 'Hello  World')).toMatchObject({ option: 2 })
    expect(await refuseSuggestion(w, pollId, 'ann', '三')).toBe('409 suggestion_limit')
    expect(await refuseSuggestion(w, pollId, 'bob', 'ｈｅｌｌｏ world\u200b ')).toBe('409 suggestion_exists')
    expect(await refuseSuggestion(w, pollId, 'bob', ' \u200b ')).toBe('422 malformed')
    await vote(w, pollId, 'bob', [2])
    const seen = await poll(w, pollId, 'bob')
    expect(seen).toMatchObject({ suggestions: 2, voters: 1, mine: { options: [2], suggestions: [] } })
    expect(seen.options.map(({ text, votes: backs, by }) => [text, backs, by?.userId])).toEqual([
      ['Hello  World', 1, null],
      ['晴天', 0, null],
    ])
    const luo = await w.token('owner', 'luo')
    expect(await w.refusal('PUT', `/v1/polls/${pollId}/picks`, { options: [9] }, { as: luo })).toBe(
      '404 unknown_option',
    )
    const picked = await w.must<PollView>('PUT', `/v1/polls/${pollId}/picks`, { options: [1] }, { as: luo })
    expect(picked.options.map((option) => [option.option, option.picked, option.by?.userId])).toEqual([
      [1, true, 'ann'],
      [2, false, 'ann'],
    ])
    const given = await ask(w, group, colours)
    expect(await refuseSuggestion(w, given, 'ann', '黑')).toBe('409 not_a_call')
    await w.must('PUT', `/v1/groups/${group.groupId}/mutes/bob`, { until: null })
    expect(await refuseSuggestion(w, pollId, 'bob', '新的')).toBe('403 muted')
    await vote(w, pollId, 'bob', [1])
  })

  test('GRP-8: a suggestion sent again after a lost answer is his as it was, also once the call is over or full of his', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const pollId = await ask(w, group, { kind: 'musicCall', question: '今晚听什么', each: 1 })
    const first = await suggest(w, pollId, 'ann', ' 晴天')
    expect(await suggest(w, pollId, 'ann', '晴 天'.replace(' ', '\u200b'))).toEqual(first)
    expect(await refuseSuggestion(w, pollId, 'bob', '晴天')).toBe('409 suggestion_exists')
    expect(await poll(w, pollId, 'ann')).toMatchObject({ suggestions: 1, mine: { suggestions: [1] } })
    await w.must('POST', `/v1/polls/${pollId}/close`, undefined, { as: await w.token('owner', 'luo') })
    expect(await suggest(w, pollId, 'ann', '晴天')).toEqual(first)
    expect(await refuseSuggestion(w, pollId, 'ann', '雨天')).toBe('409 poll_closed')
  })

  test('GRP-8: where counts are hidden, which suggestions stand on a card does not tell them; a list goes on in its order though they are shown meanwhile', async () => {
    const group = await make(w)
    const fans = ['ann', 'bob']
    for (const user of fans) await join(w, group, user)
    const pollId = await ask(w, group, { kind: 'topicCall', question: '聊什么', each: 10, results: 'ended' })
    for (let turn = 1; turn <= 6; turn += 1) for (const user of fans) await suggest(w, pollId, user, `${user} ${turn}`)
    await vote(w, pollId, 'bob', [1])
    const numbers = ({ options }: PollView) => options.map(({ option }) => option)
    const newest = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    expect(numbers(await poll(w, pollId, 'ann'))).toEqual(newest)
    expect(numbers(await poll(w, pollId, 'bob'))).toEqual(newest)
    // who may see counts sees the most backed
    const luo = await w.token('owner', 'luo')
    const run = await w.must<PollView>('GET', `/v1/polls/${pollId}`, undefined, { as: luo })
    expect(numbers(run)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const page = (cursor: string) =>
      w.must<{ items: PollView['options']; nextCursor: string | null }>(
        'GET',
        `/v1/polls/${pollId}/options?userId=ann&limit=5${cursor}`,
      )
    const one = await page('')
    expect(one.items.map(({ option, votes: backs }) => [option, backs])).toEqual(
      [12, 11, 10, 9, 8].map((n) => [n, null]),
    )
    expect(Buffer.from(one.nextCursor ?? '', 'base64url').toString()).toBe('["new",0,8]')
    await w.must('POST', `/v1/polls/${pollId}/close`, undefined, { as: luo })
    const two = await page(`&cursor=${one.nextCursor ?? ''}`)
    expect(two.items.map(({ option }) => option)).toEqual([7, 6, 5, 4, 3])
    expect((await page(`&cursor=${two.nextCursor ?? ''}`)).items.map(({ option }) => option)).toEqual([2, 1])
    const backed = await page('&sort=votes')
    expect(backed.items.map(({ option }) => option)).toEqual([1, 2, 3, 4, 5])
    expect((await page(`&sort=votes&cursor=${backed.nextCursor ?? ''}`)).items[0]?.option).toBe(6)
    expect(numbers(await poll(w, pollId, 'ann'))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('GRP-9: a suggestion is taken away by the owner’s side or its author; its words are gone, its votes stay', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const pollId = await ask(w, group, { kind: 'topicCall', question: '聊什么' })
    for (const text of ['一', '二', '三']) await suggest(w, pollId, 'ann', text)
    await vote(w, pollId, 'bob', [1, 2, 3])
    const [ann, bob] = [await w.token('fan', 'ann'), await w.token('fan', 'bob')]
    const remove = `/v1/polls/${pollId}/suggestions`
    expect(await w.refusal('DELETE', `${remove}/1`, undefined, { as: bob })).toBe('403 forbidden')
    await w.must('DELETE', `${remove}/1`, undefined, { as: ann })
    await w.must('DELETE', `${remove}/2`)
    expect(await w.refusal('DELETE', `${remove}/2`)).toBe('404 unknown_option')
    // what is gone is no choice of his any more: what he is shown as his he can send again
    const seen = await poll(w, pollId, 'bob')
    expect(seen).toMatchObject({ voters: 1, mine: { options: [3] } })
    expect(seen.options.map((option) => option.text)).toEqual(['三'])
    expect(await refuseVote(w, pollId, 'bob', [1, 3])).toBe('404 unknown_option')
    await suggest(w, pollId, 'bob', '四')
    expect(await vote(w, pollId, 'bob', [3, 4])).toMatchObject({ voters: 1, mine: { options: [3, 4] } })
    expect(await vote(w, pollId, 'bob', [3])).toMatchObject({ voters: 1, mine: { options: [3] } })
    expect(await sick(w)).toEqual([])
    const all = await w.must<{ items: { option: number }[] }>('GET', `/v1/polls/${pollId}/options?userId=bob&limit=1`)
    expect(all.items.map(({ option }) => option)).toEqual([3])
  })

  test('GRP-8: who voted sees the counts, also once all that he chose was taken away', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const pollId = await ask(w, group, { kind: 'topicCall', question: '聊什么', results: 'voted' })
    for (const text of ['一', '二']) await suggest(w, pollId, 'ann', text)
    await vote(w, pollId, 'bob', [1])
    await w.must('DELETE', `/v1/polls/${pollId}/suggestions/1`)
    const seen = await poll(w, pollId, 'bob')
    expect(seen).toMatchObject({ voters: 1, mine: { options: [] } })
    expect(votes(seen)).toEqual([0])
    const listOf = (user: string) =>
      w.must<{ items: { votes: number | null }[] }>('GET', `/v1/polls/${pollId}/options?userId=${user}`)
    expect((await listOf('bob')).items).toMatchObject([{ votes: 0 }])
    expect((await listOf('ann')).items).toMatchObject([{ votes: null }])
    expect(await vote(w, pollId, 'bob', [2])).toMatchObject({ voters: 1, mine: { options: [2] } })
    expect(await vote(w, pollId, 'bob', [])).toMatchObject({ voters: 0, mine: { options: [] } })
    expect(await sick(w)).toEqual([])
  })

  test('GRP-8: fans ask nothing; an end must lie ahead, within 30 days', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    for (const body of [
      colours,
      { kind: 'topicCall', question: '聊什么' },
      { kind: 'productVote', question: '测款', products: [{ productId: 'a' }, { productId: 'b' }] },
    ])
      expect(await w.refusal('POST', `/v1/groups/${group.groupId}/messages`, { from: 'ann', ...body }), body.kind).toBe(
        '403 not_allowed',
      )
    const refuse = (more: Readonly<Record<string, unknown>>) =>
      w.refusal('POST', `/v1/groups/${group.groupId}/messages`, { from: 'luo', ...colours, ...more })
    expect(await refuse({ closesAt: toInstant(NOON) })).toBe('422 malformed')
    expect(await refuse({ closesAt: toInstant(NOON + 31 * 24 * HOUR) })).toBe('422 malformed')
    expect(await refuse({ options: ['一'] })).toBe('422 malformed')
    expect(await refuse({ options: ['一', '一'] })).toBe('422 malformed')
  })

  test('GRP-8: open pages are told of counts once a second, and always of the last', async () => {
    const group = await make(w)
    for (let n = 0; n < 6; n += 1) await join(w, group, `u${n}`)
    const pollId = await ask(w, group, colours)
    const told = async () =>
      (
        await w.db.query<{ body: { voters: number; votes: unknown } }>(
          `select body from outbox where kind = 'group.poll' order by position`,
        )
      ).map(({ body }) => body.voters)
    for (let n = 0; n < 5; n += 1) await vote(w, pollId, `u${n}`, [1])
    expect(await told()).toEqual([1])
    await w.clock(NOON + SECOND)
    expect(await told()).toEqual([1, 5])
    await w.clock(NOON + MINUTE)
    expect(await told()).toEqual([1, 5])
    await vote(w, pollId, 'u5', [2])
    expect(await told()).toEqual([1, 5, 6])
    expect(await w.db.query(`select 1 from due where kind = 'poll.tell'`)).toEqual([])
  })

  test('GRP-9: a deleted question takes no answer any more', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    const { messageId } = await post(w, group, colours)
    const pollId = (await read(w, group, null)).at(-1)?.poll?.pollId ?? ''
    await w.must('DELETE', `/v1/groups/${group.groupId}/messages/${messageId}`)
    expect(await refuseVote(w, pollId, 'ann', [1])).toBe('409 poll_closed')
    expect((await read(w, group, 'ann')).at(-1)).not.toHaveProperty('poll')
  })
})
