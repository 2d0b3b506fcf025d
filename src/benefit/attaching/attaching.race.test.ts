import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { event } from '../../../test/race/events.ts'
import { handClock, openNodes, type TestNodes } from '../../../test/race/nodes.ts'
import { fullReduction, yuan } from '../../../test/support/shop.ts'
import { describePostgres } from '../../../test/support/store.ts'
import { checkBenefits } from '../../flow/doctor/benefits.ts'
import { checkCoupons } from '../../flow/doctor/coupons.ts'
import { DAY, toInstant } from '../../lib/time.ts'

const ROUNDS = 25

/** Two nodes: only the store can keep more from being attached than is granted, and tell a shop's order whose coupon it used. */
describePostgres('BEN-6: attached coupons under many hands', () => {
  const clock = handClock()
  let cluster: TestNodes
  let count = 0

  const nodeAt = (index: number) => {
    const node = cluster.nodes[index % cluster.nodes.length]
    if (node === undefined) throw new Error('no node')
    return node
  }
  const call = (index: number, method: string, path: string, body?: unknown) => nodeAt(index).call(method, path, body)
  const coupon = async (): Promise<string> => {
    const wish = { kind: 'coupon', name: 'c', audience: {}, coupon: fullReduction }
    return String((await call(0, 'POST', '/v1/clubs/shu/benefits', wish)).body['benefitId'])
  }
  const attachment = (benefitId: string) => `/v1/clubs/shu/benefits/${benefitId}/attachments/luo`
  const attach = (index: number, benefitId: string, stock: number) =>
    call(index, 'POST', '/v1/clubs/luo/benefits', {
      kind: 'coupon',
      name: 'a',
      audience: {},
      stock,
      coupon: { attached: { ownerId: 'shu', benefitId } },
    })
  const joined = async (): Promise<string> => {
    const user = `u${(count += 1)}`
    await call(count, 'PUT', `/v1/clubs/luo/members/${user}`, { scene: 'liveRoom' })
    return user
  }
  const claim = (index: number, user: string, benefitId: string) =>
    call(index, 'POST', `/v1/clubs/luo/members/${user}/benefits/${benefitId}/claim`)

  beforeAll(async () => {
    cluster = await openNodes(2, clock)
    await call(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
    await call(0, 'PUT', '/v1/owners/shu', { kind: 'merchant', name: 'shu', mode: 'shopping' })
  })
  afterAll(() => cluster.close())
  afterEach(async () => {
    expect(await checkBenefits(nodeAt(0).db)).toEqual([])
    expect(await checkCoupons(nodeAt(0).db)).toEqual([])
  })

  it('BEN-6: many attach and claim at once while the grant ends and begins anew: never more than was granted', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const benefitId = await coupon()
      await call(0, 'PUT', attachment(benefitId), { stock: 10 })
      const made = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => attach(index, benefitId, 3)))
      expect(made.filter(({ status }) => status === 201)).toHaveLength(3)
      const first = String(made.find(({ status }) => status === 201)?.body['benefitId'])
      const users = await Promise.all([0, 1, 2, 3, 4].map(joined))
      const [claims, ...rest] = await Promise.all([
        Promise.all(users.map((user, index) => claim(index, user, first))),
        call(0, 'DELETE', attachment(benefitId)),
        call(1, 'PUT', attachment(benefitId), { stock: 9 + (round % 3) }),
        attach(1, benefitId, 1),
        call(0, 'PATCH', `/v1/clubs/luo/benefits/${first}`, { stock: 4 }),
      ])
      expect(claims.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(4)
      expect(rest.filter(({ status }) => status >= 500)).toEqual([])
      const { body } = await call(0, 'GET', attachment(benefitId))
      const sums = await nodeAt(0).db.query<{ stock: number; granted: number }>(
        `select sum(t.stock)::int4 as stock, a.stock as granted from coupon_attachment a join benefit m on m.benefit_no = a.benefit_no
         join benefit b on b.attached_no = m.benefit_no join benefit_total t on t.benefit_no = b.benefit_no
         where m.benefit_id = $1::uuid group by a.stock`,
        [benefitId],
      )
      expect(sums[0]?.stock).toBeLessThanOrEqual(sums[0]?.granted ?? 0)
      const left = (sums[0]?.granted ?? 0) - (sums[0]?.stock ?? 0)
      expect(body['left']).toBe(body['endedAt'] === null ? left : 0)
    }
  })

  it('BEN-7, BEN-11: a shop withdraws its coupon while a draw promises it: it is not withdrawn before the draw, or the draw is refused', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const benefitId = await coupon()
      await call(0, 'PUT', attachment(benefitId), { stock: 10 })
      const mine = String((await attach(0, benefitId, 10)).body['benefitId'])
      const endsAt = clock.now() + 3 * DAY
      const [draw, end] = await Promise.all([
        call(0, 'POST', '/v1/clubs/luo/campaigns', {
          kind: 'draw',
          name: 'Weekend',
          startsAt: toInstant(clock.now() + DAY),
          endsAt: toInstant(endsAt),
          prizes: [{ name: 'A coupon', quota: 2, worth: yuan(2_000), benefitId: mine }],
        }),
        call(1, 'DELETE', attachment(benefitId)),
      ])
      expect(end.status).toBe(200)
      const { body } = await call(1, 'GET', `/v1/clubs/luo/benefits/${mine}`)
      if (draw.status === 201) expect(Date.parse(String(body['withdrawAt']))).toBeGreaterThan(endsAt)
      else expect(draw.status).toBe(422)
    }
  })

  it('BEN-6, BEN-12: the shop’s checkout, order and refund of a stranger to the shop come in any order', async () => {
    const benefitId = await coupon()
    await call(0, 'PUT', attachment(benefitId), { stock: 1_000 })
    const mine = String((await attach(0, benefitId, 1_000)).body['benefitId'])
    const told = (user: string, type: 'order.paid' | 'order.refunded', data: object) =>
      event(type, {
        subject: user,
        at: clock.now(),
        id: `${type}-${user}`,
        data: { ownerId: 'shu', orderId: 'A', ...data },
      })
    const paid = (user: string) =>
      told(user, 'order.paid', {
        amount: yuan(8_000),
        lines: [{ lineId: '1', productId: 'p', quantity: 1, amount: yuan(8_000) }],
      })
    const refunded = (user: string) => told(user, 'order.refunded', { refundId: 'r', amount: yuan(8_000) })
    let followed = 0
    let used = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const user = await joined()
      const id = String((await claim(round, user, mine)).body['entitlementId'])
      const use = call(0, 'POST', `/v1/entitlements/${id}/redeem`, { orderId: 'A', amount: yuan(10_000) })
      const isRefunded = round % 2 === 0
      await Promise.all([use, call(1, 'POST', '/v1/events', isRefunded ? [paid(user), refunded(user)] : [paid(user)])])
      const { body } = await call(1, 'GET', `/v1/entitlements/${id}`)
      if (isRefunded) expect(body['state']).toBe('claimed')
      else expect([body['state'], (await use).status]).toEqual(['used', 200])
      if (!isRefunded) [followed, used] = [followed + 1, used + 1]
    }
    const { body } = await call(0, 'GET', attachment(benefitId))
    expect(body).toMatchObject({ used, orders: followed, sales: yuan(8_000 * followed), cost: yuan(2_000 * used) })
  })
})
