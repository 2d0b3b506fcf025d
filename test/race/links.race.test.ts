import { afterAll, beforeAll, expect, test } from 'vitest'
import type { GroupView } from '../../src/contract/groups.ts'
import type { LinkSeat, LinkView } from '../../src/contract/linking.ts'
import { describePostgres } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** Links under way on two nodes at once (GRP-8). */

const OWNERS = ['luo', 'mei', 'qin', 'wei']

describePostgres('links on two nodes', () => {
  const clock = handClock()
  let nodes: TestNodes
  const groups = new Map<string, string>()
  const fans = Array.from({ length: 6 }, (_, n) => `f${n}`)

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
  const outcome = ({ status, body }: Answer) => (status < 300 ? 'done' : String(body['code']))
  const start = (node: number, owner: string, userIds: readonly string[]) =>
    call(node, 'POST', `/v1/groups/${groups.get(owner)}/links`, { kind: 'voice', userIds })
  /** What must hold whatever happened: parties who are not out are busy with their link, and nobody else is. */
  const wrong = () =>
    nodes.nodes[0]?.db.query(
      `select * from link_busy b full join (
         select p.user_no, p.club_no, p.link_no, p.party from link_party p where p.status <> 'out' and p.user_no is not null) t using (user_no, club_no, link_no, party)
       left join link l using (club_no, link_no)
       where b.group_no is null or l.ended_at is not null or not exists (
         select from link_party x where (x.club_no, x.link_no, x.party, x.user_no) = (club_no, link_no, party, user_no) and x.status <> 'out')`,
    )

  beforeAll(async () => {
    nodes = await openNodes(2, clock)
    for (const owner of OWNERS) {
      await must(0, 'PUT', `/v1/owners/${owner}`, { kind: 'creator', name: owner, mode: 'shopping' })
      const group = await must<GroupView>(0, 'POST', `/v1/clubs/${owner}/groups`, { name: owner })
      groups.set(owner, group.groupId)
      for (const fan of fans) await must(0, 'PUT', `/v1/groups/${group.groupId}/members/${fan}`)
    }
  })
  afterAll(() => nodes.close())

  test('GRP-8: many calls of one owner at once: one link; many owners call the same fans: each is in one', async () => {
    const answers = await Promise.all(fans.map((fan, n) => start(n, 'luo', [fan])))
    expect(answers.map(outcome).sort()).toEqual(['done', ...Array.from({ length: 5 }, () => 'link_running')])
    const { link } = answers.find(({ status }) => status < 300)?.body as unknown as LinkSeat
    await must(0, 'POST', `/v1/links/${link.linkId}/leave`, { from: 'luo' })
    for (let round = 0; round < 10; round += 1) {
      const pairs = OWNERS.map((owner, n) => start(n, owner, n % 2 === 0 ? ['f0', 'f1'] : ['f1', 'f0']))
      const done = (await Promise.all(pairs)).filter(({ status }) => status < 300)
      expect(done).toHaveLength(1)
      expect(await wrong()).toEqual([])
      const won = done[0]?.body as unknown as LinkSeat
      await must(round, 'POST', `/v1/links/${won.link.linkId}/leave`, { from: won.link.ownerId })
    }
  })

  test('GRP-8: two fans wanted at once where one place is left: one comes, the other is refused and free', async () => {
    const { link } = await must<LinkSeat>(0, 'POST', `/v1/groups/${groups.get('luo')}/links`, {
      kind: 'voice',
      userIds: ['f0'],
    })
    const asked = await Promise.all(
      ['f1', 'f2', 'f3'].map((userId, n) => call(n, 'POST', `/v1/links/${link.linkId}/invitations`, { userId })),
    )
    expect(asked.map(outcome).sort()).toEqual(['done', 'link_full', 'link_full'])
    expect(await wrong()).toEqual([])
    await must(0, 'POST', `/v1/links/${link.linkId}/leave`, { from: 'luo' })
  })

  test('GRP-8 GRP-9: called and removed from the group at once: in no link afterwards, whichever came first', async () => {
    for (let round = 0; round < 12; round += 1) {
      const path = `/v1/groups/${groups.get('mei')}`
      const [called, gone] = await Promise.all([
        start(round, 'mei', ['f4']),
        call(round + 1, 'DELETE', `${path}/members/f4`),
      ])
      expect(gone.status).toBe(200)
      expect(['done', 'not_in_group']).toContain(outcome(called))
      expect(await must(0, 'GET', '/v1/users/f4/link')).toEqual({ link: null, asks: [] })
      expect(await must(0, 'GET', '/v1/clubs/mei/link')).toEqual({ link: null })
      await must(0, 'PUT', `${path}/members/f4`)
    }
  })

  test('GRP-8: answered and called off at once; hung up by both: one end, nobody left busy', async () => {
    for (let round = 0; round < 12; round += 1) {
      const { link } = await must<LinkSeat>(round, 'POST', `/v1/groups/${groups.get('qin')}/links`, {
        kind: 'video',
        userIds: ['f5'],
      })
      const at = `/v1/links/${link.linkId}`
      const answers = await Promise.all([
        call(round, 'POST', `${at}/join`, { from: 'f5' }),
        call(round + 1, 'POST', `${at}/leave`, { from: 'qin' }),
        call(round, 'POST', `${at}/leave`, { from: 'f5' }),
      ])
      for (const code of answers.map(outcome)) expect(['done', 'link_over']).toContain(code)
      expect(await must<LinkView>(0, 'GET', at)).toMatchObject({ status: 'ended' })
      expect(await wrong()).toEqual([])
    }
  })

  test('GRP-8: signals sent by two parties over both nodes arrive in order, none twice, none lost', async () => {
    const { link } = await must<LinkSeat>(0, 'POST', `/v1/groups/${groups.get('wei')}/links`, {
      kind: 'video',
      userIds: ['f0', 'f1'],
    })
    const at = `/v1/links/${link.linkId}`
    for (const from of ['f0', 'f1']) await must(0, 'POST', `${at}/join`, { from })
    const candidate = (text: string) => ({ type: 'candidate', candidate: text, sdpMid: null, sdpMLineIndex: null })
    const speak = async (from: string, turn: number) => {
      for (let number = 1; number <= 20; number += 1) {
        const wish = { from, sitting: 1, to: 0, toSitting: 1, number, signals: [candidate(`${from} ${number}`)] }
        // every third is sent twice at once, as after a lost answer
        const again = number % 3 === 0 ? [0, 1] : [0]
        const taken = await Promise.all(
          again.map((n) => must<{ taken: number }>(turn + number + n, 'POST', `${at}/signals`, wish)),
        )
        expect(taken.reduce((sum, one) => sum + one.taken, 0)).toBe(1)
      }
    }
    await Promise.all([speak('f0', 0), speak('f1', 1)])
    const { items } = await must<{ items: { seq: number; signal: { candidate: string } }[] }>(
      1,
      'GET',
      `${at}/signals?from=wei&sitting=1`,
    )
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    for (const from of ['f0', 'f1'])
      expect(items.map(({ signal }) => signal.candidate).filter((text) => text.startsWith(from))).toEqual(
        Array.from({ length: 20 }, (_, n) => `${from} ${n + 1}`),
      )
  })
})
