import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { event } from '../../test/race/events.ts'
import { handClock, openNodes, type TestNode, type TestNodes } from '../../test/race/nodes.ts'
import { fullReduction, yuan } from '../../test/support/shop.ts'
import { describePostgres } from '../../test/support/store.ts'
import { checkCoupons } from '../flow/doctor/coupons.ts'

const ROUNDS = 40

/** Two nodes, each with a pool and a desk of its own: only the store can keep them from using a coupon twice. */
describePostgres('BEN-6: coupons under many hands', () => {
  const clock = handClock()
  let cluster: TestNodes
  let benefitId = ''
  let claims = 0

  const nodeAt = (index: number): TestNode => {
    const node = cluster.nodes[index % cluster.nodes.length]
    if (node === undefined) throw new Error('no node')
    return node
  }
  const call = (index: number, method: string, path: string, body?: unknown) => nodeAt(index).call(method, path, body)
  const order = (orderId: string) => ({ orderId, amount: yuan(10_000) })
  const events = (index: number, ...all: readonly unknown[]) => call(index, 'POST', '/v1/events', all)

  beforeAll(async () => {
    cluster = await openNodes(2, clock)
    await call(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
    const wish = { kind: 'coupon', name: 'c', audience: { minLevel: 1 }, coupon: fullReduction }
    const made = await call(0, 'POST', '/v1/clubs/luo/benefits', wish)
    benefitId = String(made.body['benefitId'])
  })
  afterAll(() => cluster.close())
  afterEach(async () => expect(await checkCoupons(nodeAt(0).db)).toEqual([]))

  /** A coupon of a new member. */
  async function claimed(): Promise<{ user: string; id: string; code: string }> {
    const user = `u${(claims += 1)}`
    await call(claims, 'PUT', `/v1/clubs/luo/members/${user}`, { scene: 'liveRoom' })
    const answer = await call(claims, 'POST', `/v1/clubs/luo/members/${user}/benefits/${benefitId}/claim`)
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
    return { user, id: String(answer.body['entitlementId']), code: String(answer.body['code']) }
  }
  const paid = (user: string, orderId: string) =>
    event('order.paid', {
      subject: user,
      at: clock.now(),
      id: `p-${user}-${orderId}`,
      data: {
        ownerId: 'luo',
        orderId,
        amount: yuan(8_000),
        lines: [{ lineId: '1', productId: 'p', quantity: 1, amount: yuan(8_000) }],
      },
    })
  const refunded = (user: string, orderId: string) =>
    event('order.refunded', {
      subject: user,
      at: clock.now(),
      id: `r-${user}-${orderId}`,
      data: { ownerId: 'luo', orderId, refundId: `r-${orderId}`, amount: yuan(8_000) },
    })
  const result = async () => {
    const { body } = await call(0, 'GET', `/v1/clubs/luo/benefits/${benefitId}`)
    return body['result'] as {
      claimed: number
      used: number
      reserved: number
      orders: number
      cost: { value: number }
      sales: { value: number }
    }
  }
  const state = async (id: string) => (await call(0, 'GET', `/v1/entitlements/${id}`)).body

  it('BEN-6: two checkouts want one coupon: one has it, the other is told, whichever way each goes', async () => {
    const ways = ['reserve', 'redeem'] as const
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, code } = await claimed()
      const answers = await Promise.all([
        call(0, 'POST', `/v1/entitlements/${id}/${ways[round % 2] ?? ''}`, order('A')),
        call(1, 'POST', `/v1/entitlements/${id}/reserve`, order('B')),
        call(0, 'POST', `/v1/clubs/luo/coupon-codes/${code}/redeem`, order('C')),
        call(1, 'POST', `/v1/entitlements/${id}/redeem`, order('D')),
      ])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      for (const { status, body } of answers)
        if (status !== 200) expect([status, body['code']]).toEqual([409, 'already_used'])
      const winner = answers.find(({ status }) => status === 200)?.body['orderId']
      expect((await state(id))['orderId']).toBe(winner)
    }
  })

  it('BEN-6: the same order asks many times at once: one answer, counted once', async () => {
    const before = await result()
    const { id } = await claimed()
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => call(index, 'POST', `/v1/entitlements/${id}/redeem`, order('A'))),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    expect(answers[0]?.body['state']).toBe('used')
    expect((await result()).used).toBe(before.used + 1)
  })

  it('BEN-6: an order is refunded while its coupon is redeemed, on two nodes: never used by a refunded order', async () => {
    const before = await result()
    const coupons = await Promise.all(Array.from({ length: ROUNDS }, () => claimed()))
    await Promise.all(
      coupons.map(async ({ user, id }, index) => {
        // the order is known before, or comes and goes with its refund at the same moment
        if (index % 2 === 0) await events(index, paid(user, 'A'))
        const sent = index % 2 === 0 ? [refunded(user, 'A')] : [paid(user, 'A'), refunded(user, 'A')]
        const way = index % 3 === 0 ? 'redeem' : 'reserve'
        const [used] = await Promise.all([
          call(index, 'POST', `/v1/entitlements/${id}/${way}`, order('A')),
          events(index + 1, ...sent),
        ])
        expect([200, 409]).toContain(used.status)
        if (used.status === 409) expect(used.body['code']).toBe('order_refunded')
        const late = await call(index, 'POST', `/v1/entitlements/${id}/confirm`, { orderId: 'A' })
        expect(late.body['code']).toBe('order_refunded')
      }),
    )
    for (const { id } of coupons) expect(await state(id)).toMatchObject({ state: 'claimed', orderId: null })
    const after = await result()
    expect(after).toEqual({ ...before, claimed: before.claimed + ROUNDS })
  })

  it('BEN-6: the connections break between reserve and confirm: nothing is lost, another node confirms', async () => {
    /** Whoever still meets a session that was ended is told to ask again. */
    const insist = async (...asked: Parameters<typeof call>): ReturnType<typeof call> => {
      const answer = await call(...asked)
      return answer.status === 503 ? insist(...asked) : answer
    }
    const { id } = await claimed()
    const reserved = await call(0, 'POST', `/v1/entitlements/${id}/reserve`, order('A'))
    expect(reserved.body['state']).toBe('reserved')
    const backends = await nodeAt(1).db.query<{ ended: boolean }>(
      `select pg_terminate_backend(pid, 10000) as ended from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    expect(backends.some(({ ended }) => ended)).toBe(true)
    const confirmed = await insist(1, 'POST', `/v1/entitlements/${id}/confirm`, { orderId: 'A' })
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'used', orderId: 'A' } })
    const { body } = await insist(0, 'GET', `/v1/entitlements/${id}`)
    expect(body).toMatchObject({ state: 'used', orderId: 'A' })
  })

  it('BEN-4, BEN-13: members claim while the coupon is issued to them: each has it once, the stock is exact', async () => {
    const stock = 60
    const wish = { kind: 'coupon', name: 'i', audience: { minLevel: 1 }, coupon: fullReduction, stock }
    const made = await call(0, 'POST', '/v1/clubs/luo/benefits', wish)
    const benefit = String(made.body['benefitId'])
    const users = Array.from({ length: claims }, (_, index) => `u${index + 1}`)
    const issue = await call(0, 'POST', `/v1/clubs/luo/benefits/${benefit}/issues`, { fromLevel: 1 })
    expect(issue.status).toBe(202)
    const answers = await Promise.all([
      ...users.map((user, index) => call(index, 'POST', `/v1/clubs/luo/members/${user}/benefits/${benefit}/claim`)),
      ...cluster.nodes.map(async ({ node }) => void (await node.engine.runDueNow())),
    ])
    const path = `/v1/clubs/luo/benefits/${benefit}/issues/${String(issue.body['issueId'])}`
    await expect.poll(async () => (await call(0, 'GET', path)).body['finishedAt'], { timeout: 30_000 }).not.toBeNull()
    const claimedByHand = answers.filter((answer) => answer !== undefined && answer.status === 201).length
    const issued = Number((await call(0, 'GET', path)).body['issued'])
    expect(claimedByHand + issued).toBe(stock)
    const rows = await nodeAt(0).db.query<{ count: number; users: number; left: number }>(
      `select count(*)::int4 as count, count(distinct e.user_no)::int4 as users, (select t.stock - t.claimed from benefit_total t
         where t.benefit_no = b.benefit_no) as left
       from entitlement e join benefit b using (benefit_no) where b.benefit_id = $1::uuid and e.claimed_at is not null group by b.benefit_no`,
      [benefit],
    )
    expect(rows).toEqual([{ count: stock, users: stock, left: 0 }])
  })
})
