import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupView } from '../../src/contract/groups.ts'
import type { MessageView } from '../../src/contract/messages.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** Seats and messages of fan groups under a rush, on two nodes. */

const SEATS = 2_000
/** a machine busy with everything else needs a minute for what is seconds' work */
const SLOW_MS = 240_000

describePostgres('fan groups under a rush', () => {
  const clock = handClock()
  let nodes: TestNodes
  beforeAll(async () => {
    nodes = await openNodes(2, clock)
    await call(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
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
  const make = (name: string, more: object = {}) =>
    must<GroupView>(0, 'POST', '/v1/clubs/luo/groups', { name, ...more })
  const join = (node: number, group: GroupView, user: string) =>
    call(node, 'PUT', `/v1/groups/${group.groupId}/members/${user}`)
  const outcome = ({ status, body }: Answer) => (status === 200 ? 'in' : String(body['code']))
  /** Members of each sub-group: as counted, and as seats say. */
  const seats = async (group: GroupView) => {
    const rows = await nodes.nodes[0]?.db.query<{ number: number; members: number; seated: number }>(
      `select s.number, s.members::int4 as members, (select count(*)::int4 from group_seat t where t.group_no = s.group_no and t.number = s.number) as seated
       from sub_group s join fan_group g using (group_no) where g.group_id = $1::uuid order by s.number`,
      [group.groupId],
    )
    return rows ?? []
  }

  test(
    'GRP-1 GRP-2 I27 I28: 2 500 joiners on two nodes fill exactly 20 × 100, in order; leavers’ seats are reused',
    async () => {
      const group = await make('rush')
      const users = Array.from({ length: 2_500 }, (_, n) => `r${n}`)
      // every tenth taps twice, on both nodes
      const taps = users.flatMap((user, n) => (n % 10 === 0 ? [user, user] : [user]))
      const answers = await Promise.all(taps.map((user, turn) => join(turn, group, user)))
      const inside = new Set(taps.filter((_, turn) => answers[turn]?.status === 200))
      expect(inside.size).toBe(SEATS)
      expect(new Set(answers.map(outcome))).toEqual(new Set(['in', 'group_full']))
      expect(await seats(group)).toEqual(
        Array.from({ length: 20 }, (_, n) => ({ number: n + 1, members: 100, seated: 100 })),
      )
      const leavers = [...inside].slice(0, 40)
      await Promise.all(
        leavers.map((user, turn) => call(turn, 'DELETE', `/v1/groups/${group.groupId}/members/${user}`)),
      )
      const again = await Promise.all(Array.from({ length: 60 }, (_, n) => join(n, group, `late${n}`)))
      expect(again.map(outcome).filter((word) => word === 'in')).toHaveLength(40)
      expect(await seats(group)).toEqual(
        Array.from({ length: 20 }, (_, n) => ({ number: n + 1, members: 100, seated: 100 })),
      )
      expect(await must(1, 'GET', `/v1/groups/${group.groupId}`)).toMatchObject({ members: SEATS, freeSeats: 0 })
    },
    SLOW_MS,
  )

  test(
    'GRP-4 MEM-6: joining a gated group while leaving the club, on two nodes: no seat outlives the membership',
    async () => {
      const group = await make('gated', { gate: { kind: 'level', level: 1 } })
      const users = Array.from({ length: 60 }, (_, n) => `g${n}`)
      for (const user of users) await must(0, 'PUT', `/v1/clubs/luo/members/${user}`, { scene: 'liveRoom' })
      const answers = await Promise.all(
        users.flatMap((user, turn) => [
          join(turn, group, user),
          call(turn + 1, 'DELETE', `/v1/clubs/luo/members/${user}`),
        ]),
      )
      expect(
        answers
          .filter((_, turn) => turn % 2 === 0)
          .map(outcome)
          .every((word) => word === 'in' || word === 'gate_not_met'),
      ).toBe(true)
      expect((await seats(group)).map(({ members, seated }) => [members, seated])).toEqual(
        (await seats(group)).map(() => [0, 0]),
      )
      expect(await must(0, 'GET', `/v1/groups/${group.groupId}`)).toMatchObject({ members: 0 })
    },
    SLOW_MS,
  )

  test(
    'GRP-10: everybody sees every message addressed to him exactly once and in order, while all speak on two nodes and read as they go',
    async () => {
      const groups = [await make('one'), await make('two')]
      const people = Array.from({ length: 12 }, (_, n) => `p${n}`)
      for (const group of groups)
        for (const user of people) await must(0, 'PUT', `/v1/groups/${group.groupId}/members/${user}`)
      const [one, two] = groups as [GroupView, GroupView]
      const said = new Map<string, string[]>([
        [one.groupId, []],
        [two.groupId, []],
      ])
      let speaking = true
      const readers = people.slice(0, 4).map(async (user, turn) => {
        const seen: MessageView[] = []
        for (let last = false; ;) {
          const after = seen.at(-1)?.seq ?? 0
          const { items } = await must<{ items: MessageView[] }>(
            turn,
            'GET',
            `/v1/groups/${one.groupId}/messages?userId=${user}&after=${after}&limit=7`,
          )
          seen.push(...items)
          if (last && items.length === 0) return seen
          last = !speaking
        }
      })
      await Promise.all(
        Array.from({ length: 240 }, async (_, n) => {
          const group = n % 3 === 0 ? two : one
          const text = `m${n}`
          const body =
            n % 20 === 0
              ? { from: 'luo', kind: 'text', text, to: 'allGroups' }
              : n % 5 === 0
                ? { from: 'luo', kind: 'text', text }
                : { from: people[n % people.length], kind: 'text', text }
          await must(n, 'POST', `/v1/groups/${group.groupId}/messages`, body)
          for (const id of n % 20 === 0 ? [one.groupId, two.groupId] : [group.groupId]) said.get(id)?.push(text)
        }),
      )
      speaking = false
      const wanted = [...(said.get(one.groupId) ?? [])].sort()
      const all = await Promise.all(readers)
      for (const seen of all) {
        expect(seen.map(({ text }) => text ?? '').sort()).toEqual(wanted)
        expect(seen.every(({ seq }, index) => index === 0 || seq > (seen[index - 1]?.seq ?? 0))).toBe(true)
      }
      // one order for all
      for (const seen of all) expect(seen.map(({ seq }) => seq)).toEqual(all[0]?.map(({ seq }) => seq))
    },
    SLOW_MS,
  )

  test('GRP-10: what is sent four times under its id, at one time on two nodes, is said once: a fan, the owner, to all groups, under a key', async () => {
    const groups = [await make('once'), await make('once too')]
    for (const group of groups)
      for (const user of ['o1', 'o2']) await must(0, 'PUT', `/v1/groups/${group.groupId}/members/${user}`)
    const [one, two] = groups as [GroupView, GroupView]
    const sends = Array.from({ length: 40 }, (_, n) => {
      const text = `once ${n}`
      const body = { from: n % 2 === 0 ? 'luo' : `o${1 + (n % 4 === 1 ? 0 : 1)}`, kind: 'text', text }
      // every fifth by a key alone, every tenth to all groups
      return {
        body: {
          ...body,
          ...(n % 10 === 0 ? { to: 'allGroups' } : {}),
          ...(n % 5 === 1 ? {} : { sendId: `id ${n}`.replace(' ', '-') }),
        },
        headers: n % 5 === 1 ? { 'idempotency-key': `key ${n}` } : {},
      }
    })
    const answers = await Promise.all(
      sends.map(({ body, headers }, n) =>
        Promise.all(
          [0, 1, 2, 3].map(async (turn) => {
            const group = n % 10 === 0 && turn > 1 ? two : one
            const path = `/v1/groups/${(n % 5 === 1 ? one : group).groupId}/messages`
            const answer = await nodes.nodes[turn % 2]?.call('POST', path, body, headers)
            return `${answer?.status} ${JSON.stringify(answer?.body)}`
          }),
        ),
      ),
    )
    for (const [n, told] of answers.entries()) expect(new Set(told), `send ${n}`).toEqual(new Set([told[0]]))
    expect(answers.every(([told]) => told?.startsWith('201 '))).toBe(true)
    const seen = async (group: GroupView) =>
      (
        await must<{ items: MessageView[] }>(0, 'GET', `/v1/groups/${group.groupId}/messages?userId=o1&limit=200`)
      ).items.map(({ text }) => text)
    expect((await seen(one)).sort()).toEqual(sends.map(({ body }) => body.text).sort())
    expect((await seen(two)).sort()).toEqual([0, 10, 20, 30].map((n) => `once ${n}`))
  })

  test('GRP-10 GRP-9: a seat’s stream tells each message once, from joining to removal, on the other node', async () => {
    const group = await make('heard')
    const [first, second] = nodes.nodes
    if (first === undefined || second === undefined) throw new Error('two nodes')
    await must(0, 'POST', `/v1/groups/${group.groupId}/messages`, { from: 'luo', kind: 'text', text: 'before' })
    await must(0, 'PUT', `/v1/groups/${group.groupId}/members/ann`)
    const { token } = await must<{ token: string }>(0, 'POST', '/v1/tokens', { subject: { type: 'fan', id: 'ann' } })
    const topic = `group:${group.groupId}:ann`
    const stop = new AbortController()
    const open = (topics: string, as: string) =>
      fetch(`${second.address}/v1/stream?topics=${encodeURIComponent(topics)}`, {
        headers: { authorization: `Bearer ${as}` },
        signal: stop.signal,
      })
    expect((await open(`group:${group.groupId}:bob`, token)).status).toBe(403)
    expect((await open(`group:${group.groupId}`, token)).status).toBe(403)
    const answer = await open(topic, token)
    expect(answer.status).toBe(200)
    const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
    const heard: { topic: string; kind: string; body: Record<string, unknown> }[] = []
    let text = ''
    const until = async (done: () => boolean) => {
      while (!done()) {
        const { value } = await reader.read()
        text += value ?? ''
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
          text = text.slice(end + 2)
          if (data?.includes('"kind"') === true) heard.push(JSON.parse(data) as (typeof heard)[number])
          else if (data !== undefined) ready = true
        }
      }
    }
    let ready = false
    await until(() => ready)
    await must(0, 'POST', `/v1/groups/${group.groupId}/messages`, {
      from: 'luo',
      kind: 'text',
      text: 'all',
      to: 'allGroups',
    })
    await must(0, 'POST', `/v1/groups/${group.groupId}/messages`, { from: 'ann', kind: 'text', text: 'mine' })
    await must(0, 'POST', `/v1/groups/${group.groupId}/removals`, { userId: 'ann' })
    await must(0, 'POST', `/v1/groups/${group.groupId}/messages`, { from: 'luo', kind: 'text', text: 'after' })
    await until(() => heard.some(({ kind }) => kind === 'group.left'))
    // something else of his own, to know that what stood between has passed
    await must(0, 'DELETE', `/v1/groups/${group.groupId}/removals/ann`)
    await must(0, 'PUT', `/v1/groups/${group.groupId}/members/ann`)
    await must(0, 'PUT', `/v1/groups/${group.groupId}/mutes/ann`, { until: null })
    await until(() => heard.some(({ kind }) => kind === 'group.muted'))
    stop.abort()
    expect(heard.map(({ kind, body }) => body['text'] ?? kind)).toEqual(['all', 'mine', 'group.left', 'group.muted'])
    expect(new Set(heard.map((message) => message.topic))).toEqual(new Set([topic]))
  })

  test('GRP-9: a report sent twice at once, over two nodes, is one report, also where it hides the message', async () => {
    const group = await make('reported')
    for (const user of ['ann', 'bob']) await must(0, 'PUT', `/v1/groups/${group.groupId}/members/${user}`)
    const db = nodes.nodes[0]?.db
    if (db === undefined) throw new Error('no node')
    const waiting = async (): Promise<number> =>
      (
        await db.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ 'group_message'`,
        )
      ).length
    const twice = async (): Promise<readonly Answer[]> => {
      const said = { from: 'bob', kind: 'text', text: 'bad' }
      const path = `/v1/groups/${group.groupId}/messages`
      const { messageId } = await must<{ messageId: string }>(0, 'POST', path, said)
      const report = (node: number) => call(node, 'PUT', `${path}/${messageId}/reports/ann`, { reason: 'spam' })
      let both: Promise<readonly Answer[]> = Promise.resolve([])
      // both have begun before either writes
      await db.transaction(async (tx) => {
        await tx.query("select 1 from group_message where body->>'text' = 'bad' for update")
        both = Promise.all([report(0), report(1)])
        // a transaction that says nothing for long is ended (src/infra/pg.ts)
        await expect.poll(() => tx.query('select').then(waiting)).toBe(2)
      })
      return both
    }
    for (const hideAt of [null, 1]) {
      if (hideAt !== null) await must(0, 'PATCH', '/v1/clubs/luo/moderation', { version: 0, hideAt })
      expect((await twice()).map(({ status, body }) => [status, body['reason']])).toEqual([
        [200, 'spam'],
        [200, 'spam'],
      ])
    }
    const { items } = await must<{ items: { reports: number; hidden: boolean }[] }>(1, 'GET', '/v1/reports')
    expect(items.map(({ reports, hidden }) => [reports, hidden])).toEqual([
      [1, false],
      [1, true],
    ])
  })
})
