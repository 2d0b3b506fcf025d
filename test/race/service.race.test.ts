import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeskThread, ServiceMessage } from '../../src/contract/service.ts'
import { checkService } from '../../src/flow/doctor/service.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** The service desk with several at it, on two nodes. */
describePostgres('the service desk under races', () => {
  let nodes: TestNodes
  beforeAll(async () => {
    nodes = await openNodes(2, handClock())
    await must(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
    for (const id of ['s-1', 's-2'])
      await must(0, 'PUT', `/v1/clubs/luo/staff/${id}`, { name: id, permissions: ['service'] })
  })
  afterAll(() => nodes.close())

  const call = (node: number, method: string, path: string, body?: unknown): Promise<Answer> => {
    const one = nodes.nodes[node % nodes.nodes.length]
    if (one === undefined) throw new Error(`no node ${node}`)
    return one.call(method, path, body)
  }
  const must = async <T>(...args: Parameters<typeof call>): Promise<T> => {
    const { status, body } = await call(...args)
    if (status >= 300) throw new Error(`${args.join(' ')}: ${status} ${JSON.stringify(body)}`)
    return body as T
  }
  const thread = (user: string, rest = '') => `/v1/clubs/luo/service/threads/${user}${rest}`
  const write = (node: number, user: string, sendId: string) =>
    call(node, 'POST', thread(user, '/messages'), { kind: 'text', text: sendId, sendId, side: 'fan' })
  const rows = async (user: string) =>
    (await must<{ items: ServiceMessage[] }>(0, 'GET', thread(user, '/messages?side=desk&limit=200'))).items
  const first = () => {
    const [one] = nodes.nodes
    if (one === undefined) throw new Error('no node')
    return one
  }

  test('GRP-14: of two that take a thread at once one has it, and the other hears so', async () => {
    for (let round = 0; round < 12; round += 1) {
      const user = `t${round}`
      await write(round, user, 'hi')
      const takes = await Promise.all(
        ['s-1', 's-2'].map((to, node) => call(node, 'PUT', thread(user, '/assignment'), { to, expected: null })),
      )
      const won = takes.filter(({ status }) => status === 200)
      expect(won).toHaveLength(1)
      expect(takes.find(({ status }) => status !== 200)?.body['code']).toBe('assignment_changed')
      const now = await must<DeskThread>(0, 'GET', thread(user, '?side=desk'))
      expect(now.assignedTo).toBe(won[0]?.body['assignedTo'])
    }
  })

  test('GRP-14: what a fan writes while it is resolved is never closed unseen', async () => {
    for (let round = 0; round < 25; round += 1) {
      const user = `r${round}`
      const { seq } = (await write(0, user, 'one')).body as { seq: number }
      const [, closed] = await Promise.all([
        write(round, user, 'two'),
        call(round + 1, 'POST', thread(user, '/resolve'), { seenSeq: seq }),
      ])
      const outcome = closed.status === 200 ? 'resolved' : String(closed.body['code'])
      expect(['resolved', 'written_meanwhile']).toContain(outcome)
      const now = await must<DeskThread>(0, 'GET', thread(user, '?side=desk'))
      // before it: refused; after it: open again
      expect([now.state, now.waitingSince === null]).toEqual(['open', false])
    }
  })

  test('GRP-14: said at once from two nodes, each message stands once and in order, whatever is sent again; merged, still so', async () => {
    const ids = Array.from({ length: 18 }, (_, n) => `m${n}`)
    const answers = await Promise.all(
      ids.flatMap((id, n) => [write(n, 'a', id), write(n + 1, 'a', id), write(n, 'b', id)]),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    await must(1, 'POST', '/v1/users/a/merges', { from: 'b', reason: 'one person' })
    const said = (await rows('b')).filter(({ side }) => side === 'fan')
    expect(said).toHaveLength(36)
    expect(said.map(({ seq }) => seq)).toEqual([...said.map(({ seq }) => seq)].sort((x, y) => x - y))
    expect(new Set(said.map(({ text }) => text)).size).toBe(18)
    expect(await checkService(first().db)).toEqual([])
  })
})
