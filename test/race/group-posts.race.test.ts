import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupView } from '../../src/contract/groups.ts'
import type { PostView } from '../../src/contract/group-posts.ts'
import { toInstant } from '../../src/lib/time.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** Planned posts whose time comes on two nodes while they are changed and withdrawn. */

const POSTS = 30
const postId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describePostgres('planned posts under a rush', () => {
  const clock = handClock()
  let nodes: TestNodes
  let group: GroupView
  beforeAll(async () => {
    nodes = await openNodes(2, clock)
    await call(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
    group = (await call(0, 'POST', '/v1/clubs/luo/groups', { name: 'group' })).body as unknown as GroupView
  })
  afterAll(() => nodes.close())

  const call = (node: number, method: string, path: string, body?: unknown): Promise<Answer> => {
    const one = nodes.nodes[node % nodes.nodes.length]
    if (one === undefined) throw new Error(`no node ${node}`)
    return one.call(method, path, body)
  }

  test('GRP-10 I28: what is withdrawn is never sent and what is sent is sent once, whichever node comes first', async () => {
    const sendAt = toInstant(clock.now() + 60_000)
    const path = (n: number) => `/v1/clubs/luo/group-posts/${postId(n)}`
    const body = (n: number) => ({ message: { from: 'luo', kind: 'text', text: `p${n}` }, groupIds: [group.groupId] })
    for (let n = 0; n < POSTS; n += 1) expect((await call(n, 'PUT', path(n), { ...body(n), sendAt })).status).toBe(200)
    clock.move(59_999)
    const withdrawals = Array.from({ length: POSTS }, (_, n) => call(n, 'DELETE', path(n)))
    // their time comes while some are withdrawn already and others are being
    await Promise.race(withdrawals)
    clock.move(1)
    const due = [...nodes.nodes, ...nodes.nodes].map(({ node }) => node.engine.runDueNow())
    // a third is asked for anew, for now, while its time comes
    const again = Array.from({ length: POSTS / 3 }, (_, n) => call(n + 1, 'PUT', path(n * 3), body(n * 3)))
    const [answers] = await Promise.all([Promise.all(withdrawals), Promise.all(due), Promise.all(again)])
    const messages = await call(0, 'GET', `/v1/groups/${group.groupId}/messages?limit=200`)
    const said = (messages.body['items'] as { text: string }[]).map(({ text }) => text)
    expect(new Set(said).size).toBe(said.length)
    const posts = await Promise.all(answers.map((_, n) => call(0, 'GET', path(n))))
    const sent = posts.flatMap(({ body: post }, n) =>
      (post as unknown as PostView).status === 'sent' ? [`p${n}`] : [],
    )
    expect([...said].sort()).toEqual(sent.sort())
    for (const [n, { status, body: answer }] of answers.entries())
      expect(status === 200 ? answer['status'] : answer['code']).toBe(
        said.includes(`p${n}`) ? 'post_settled' : 'withdrawn',
      )
  })
})
