import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupView } from '../../src/contract/groups.ts'
import type { MessageView } from '../../src/contract/messages.ts'
import type { PollView } from '../../src/contract/polls.ts'
import { checkGroups } from '../../src/flow/doctor/groups.ts'
import { createRandom } from '../../src/lib/prng.ts'
import { DAY, toInstant } from '../../src/lib/time.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** Votes, suggestions, rewards and packets of groups under a rush, on two nodes. */

/** a machine busy with everything else needs a minute for what is seconds' work */
const SLOW_MS = 240_000

describePostgres('what groups decide, under a rush', () => {
  const clock = handClock()
  let nodes: TestNodes
  beforeAll(async () => {
    nodes = await openNodes(2, clock)
    await must(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
  })
  afterAll(() => nodes.close())

  const nodeAt = (node: number) => {
    const one = nodes.nodes[node % nodes.nodes.length]
    if (one === undefined) throw new Error(`no node ${node}`)
    return one
  }
  const call = (node: number, method: string, path: string, body?: unknown): Promise<Answer> =>
    nodeAt(node).call(method, path, body)
  const must = async <T>(...args: Parameters<typeof call>): Promise<T> => {
    const { status, body } = await call(...args)
    if (status >= 300) throw new Error(`${args.join(' ')}: ${status} ${JSON.stringify(body)}`)
    return body as T
  }
  const make = (name: string) => must<GroupView>(0, 'POST', '/v1/clubs/luo/groups', { name })
  const join = (node: number, group: GroupView, user: string) =>
    must(node, 'PUT', `/v1/groups/${group.groupId}/members/${user}`)
  const post = async (group: GroupView, body: object): Promise<MessageView> => {
    const { messageId } = await must<{ messageId: string }>(0, 'POST', `/v1/groups/${group.groupId}/messages`, {
      from: 'luo',
      ...body,
    })
    const { items } = await must<{ items: MessageView[] }>(0, 'GET', `/v1/groups/${group.groupId}/messages`)
    const found = items.find((message) => message.messageId === messageId)
    if (found === undefined) throw new Error('what was posted is read')
    return found
  }
  /** The doctor finds nothing wrong in groups. */
  const sound = async () => expect(await checkGroups(nodeAt(0).db)).toEqual([])

  test(
    'GRP-8: 300 members of two groups vote and change their votes on both nodes, some leave, two are found to be one: one vote each, counts exact',
    async () => {
      const [one, two] = [await make('one'), await make('two')]
      const users = Array.from({ length: 300 }, (_, n) => `v${n}`)
      await Promise.all(users.map((user, n) => join(n, n % 3 === 0 ? two : one, user)))
      await Promise.all(users.slice(0, 60).map((user, n) => join(n, n % 3 === 0 ? one : two, user)))
      const asked = await post(one, {
        kind: 'poll',
        question: '?',
        options: ['a', 'b', 'c'],
        choicesMost: 2,
        to: 'allGroups',
      })
      const pollId = asked.poll?.pollId ?? ''
      const random = createRandom('votes of a rush')
      const chosen = () => [[1], [2], [1, 3], [3, 2], []][random.below(5)] ?? []
      const wishes = [...users, ...users, ...users].map((user) => ({ user, options: chosen() }))
      const answers = await Promise.all([
        ...wishes.map(({ user, options }, turn) => call(turn, 'PUT', `/v1/polls/${pollId}/votes/${user}`, { options })),
        ...users.slice(200, 220).map((user, turn) => call(turn, 'DELETE', `/v1/groups/${one.groupId}/members/${user}`)),
        ...[0, 1, 2, 3].map((n) =>
          call(n, 'POST', `/v1/users/v${n}/merges`, { from: `v${n + 100}`, reason: 'one person' }),
        ),
      ])
      expect(
        answers.flatMap(({ status, body }) => (status >= 300 && body['code'] !== 'not_in_group' ? [body] : [])),
      ).toEqual([])
      const rows = await nodeAt(0).db.query<{ user_no: number; options: number[] }>(
        'select user_no, options from poll_vote where poll_id = $1::uuid',
        [pollId],
      )
      expect(rows.length).toBeGreaterThan(100)
      const poll = await must<PollView>(1, 'GET', `/v1/polls/${pollId}`)
      expect(poll.voters).toBe(new Set(rows.map((row) => row.user_no)).size)
      expect(poll.options.map(({ option, votes }) => [option, votes])).toEqual(
        [1, 2, 3].map((option) => [option, rows.filter((row) => row.options.includes(option)).length]),
      )
      await sound()
    },
    SLOW_MS,
  )

  test('GRP-8: votes race with the end: none is counted after it, none before it is lost', async () => {
    const group = await make('ending')
    const users = Array.from({ length: 80 }, (_, n) => `e${n}`)
    await Promise.all(users.map((user, n) => join(n, group, user)))
    for (const before of [0, 20, 40, 60]) {
      const pollId = (await post(group, { kind: 'poll', question: '?', options: ['a', 'b'] })).poll?.pollId ?? ''
      const vote = (user: string, turn: number) =>
        call(turn, 'PUT', `/v1/polls/${pollId}/votes/${user}`, { options: [1] })
      const first = users.slice(0, before).map(vote)
      const close = call(0, 'POST', `/v1/polls/${pollId}/close`, {})
      const answers = await Promise.all([...first, ...users.slice(before).map(vote)])
      expect((await close).status).toBe(200)
      const counted = answers.filter(({ status }) => status === 200).length
      expect(answers.filter(({ body, status }) => status === 409 && body['code'] === 'poll_closed')).toHaveLength(
        80 - counted,
      )
      expect(await must<PollView>(1, 'GET', `/v1/polls/${pollId}`)).toMatchObject({ voters: counted, status: 'closed' })
      // as many as its end told of
      const told = await nodeAt(0).db.query(
        `select distinct body->'voters' as voters from outbox where kind = 'group.poll' and body->>'pollId' = $1 and body->>'status' = 'closed'`,
        [pollId],
      )
      expect(told, `closed after ${before}`).toEqual([{ voters: counted }])
    }
    await sound()
  })

  test('GRP-8: the same suggestion from both nodes is taken once, and nobody makes more than he may', async () => {
    const group = await make('call')
    const users = Array.from({ length: 20 }, (_, n) => `s${n}`)
    await Promise.all(users.map((user, n) => join(n, group, user)))
    const pollId = (await post(group, { kind: 'topicCall', question: '?', each: 1 })).poll?.pollId ?? ''
    const answers = await Promise.all(
      [...users, ...users].map((userId, turn) =>
        call(turn, 'POST', `/v1/polls/${pollId}/suggestions`, { userId, text: `topic ${turn % 8}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(8)
    expect(await must<PollView>(0, 'GET', `/v1/polls/${pollId}`)).toMatchObject({ suggestions: 8 })
    await sound()
  })

  test('GRP-8 BEN-5: 60 reviews on both nodes for a quota of 25 reward exactly 25, each once', async () => {
    const group = await make('reviews')
    const users = Array.from({ length: 60 }, (_, n) => `w${n}`)
    await Promise.all(users.map((user, n) => join(n, group, user)))
    const { benefitId } = await must<{ benefitId: string }>(0, 'POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'thanks',
      audience: { minLevel: 20 },
      stock: 1_000,
    })
    const closesAt = toInstant(clock.now() + DAY)
    const call1 = await post(group, { kind: 'reviewCall', productId: 'p', benefitId, quota: 25, closesAt })
    clock.move(1_000)
    const time = toInstant(clock.now())
    const event = (id: string, type: string, subject: string, data: object) => ({
      specversion: '1.0',
      id,
      source: 'race',
      type,
      subject,
      time,
      data: { ownerId: 'luo', ...data },
    })
    const amount = { value: 1_000, currency: 'CNY' }
    const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount }]
    await must(
      0,
      'POST',
      '/v1/events',
      users.map((user) => event(`o-${user}`, 'order.paid', user, { orderId: user, amount, lines })),
    )
    await Promise.all(
      users.flatMap((user, turn) =>
        [0, 1].map((node) =>
          must(turn + node, 'POST', '/v1/events', [
            event(`r-${user}-${node}`, 'order.reviewed', user, { orderId: user, lineId: '1' }),
          ]),
        ),
      ),
    )
    const seen = await must<{ rewarded: number }>(1, 'GET', `/v1/review-calls/${call1.reviewCall?.reviewCallId}`)
    expect(seen.rewarded).toBe(25)
    const rows = await nodeAt(0).db.query<{ rewards: number; claimed: number }>(
      `select (select count(*)::int4 from review_reward) as rewards, (select claimed from benefit_total t join benefit b using (benefit_no)
         where b.benefit_id = $1::uuid) as claimed`,
      [benefitId],
    )
    expect(rows).toEqual([{ rewards: 25, claimed: 25 }])
    await sound()
  })

  test('BEN-8: a packet in a group while its members leave: each share goes to who sat there, and sums hold', async () => {
    const group = await make('packet')
    const users = Array.from({ length: 60 }, (_, n) => `k${n}`)
    await Promise.all(users.map((user, n) => join(n, group, user)))
    await must(0, 'POST', '/v1/owners/luo/budget', { amount: { value: 100_000, currency: 'CNY' } })
    const { packetId } = await must<{ packetId: string }>(0, 'POST', '/v1/red-packets', {
      ownerId: 'luo',
      groupId: group.groupId,
      split: 'lucky',
      total: { value: 5_000, currency: 'CNY' },
      count: 40,
    })
    const claims = await Promise.all(
      users.flatMap((userId, turn) => [
        call(turn, 'POST', `/v1/red-packets/${packetId}/claim`, { userId }),
        ...(turn % 4 === 0 ? [call(turn + 1, 'DELETE', `/v1/groups/${group.groupId}/members/${userId}`)] : []),
      ]),
    )
    const codes = new Set(claims.flatMap(({ status, body }) => (status >= 300 ? [String(body['code'])] : [])))
    expect([...codes].filter((code) => code !== 'not_in_group' && code !== 'empty')).toEqual([])
    const packet = await must<{ claimed: { value: number }; remaining: { value: number }; sharesClaimed: number }>(
      1,
      'GET',
      `/v1/red-packets/${packetId}`,
    )
    expect(packet).toMatchObject({ sharesClaimed: 40, claimed: { value: 5_000 }, remaining: { value: 0 } })
    expect(await call(0, 'POST', `/v1/red-packets/${packetId}/claim`, { userId: 'k0' })).not.toMatchObject({
      status: 200,
    })
  })
})
