import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { claimDesk } from '../../src/benefit/desk.ts'
import type { EntitlementView } from '../../src/contract/benefits.ts'
import { isRejection, type Rejection } from '../../src/contract/rejections.ts'
import { checkBenefits } from '../../src/flow/doctor/benefits.ts'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { replay } from '../../src/flow/replay.ts'
import { event, order } from '../race/events.ts'
import { handClock, openNodes, type TestNode, type TestNodes } from '../race/nodes.ts'
import { describePostgres } from '../support/store.ts'

/** Two nodes with a pool each on one PostgreSQL: claims that meet. */

const clock = handClock()

describePostgres('BEN-5: claims under a rush', (store) => {
  void store
  let world: TestNodes
  let all: readonly TestNode[]
  const node = (turn: number): TestNode => all[turn % all.length] as TestNode

  const must = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const answer = await node(0).call(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** A club with members who stand on level 1. */
  const club = async (ownerId: string, members: number): Promise<string[]> => {
    await must('PUT', `/v1/owners/${ownerId}`, { kind: 'creator', name: ownerId, mode: 'shopping' })
    const users = Array.from({ length: members }, (_, index) => `${ownerId}-${index}`)
    const answer = await node(0).node.engine.app.ingest(
      users.map((subject) => event('user.followed', { subject, at: Date.UTC(2026, 0, 1), data: { ownerId } })),
      { history: true },
    )
    expect(isRejection(answer) ? answer : answer.applied).toBe(members)
    return users
  }
  const offer = async (ownerId: string, more: Record<string, unknown>): Promise<string> =>
    String(
      (await must('POST', `/v1/clubs/${ownerId}/benefits`, { kind: 'service', name: 'x', audience: {}, ...more }))[
        'benefitId'
      ],
    )
  const claim = (
    turn: number,
    ownerId: string,
    userId: string,
    benefitId: string,
  ): Promise<EntitlementView | Rejection> =>
    node(turn).node.engine.app.together(claimDesk, { ownerId, userId, benefitId })
  const codes = (answers: readonly (EntitlementView | Rejection)[]): Record<string, number> => {
    const found: Record<string, number> = {}
    for (const answer of answers) {
      const key = isRejection(answer) ? answer.rejected : 'taken'
      found[key] = (found[key] ?? 0) + 1
    }
    return found
  }
  const stateOf = async (userId: string): Promise<string | null> => {
    const rows = await node(0).db.query<{ state: string }>(
      'select e.state from entitlement e join person_alias a using (user_no) where a.user_id = $1',
      [userId],
    )
    return rows[0]?.state ?? null
  }

  beforeAll(async () => {
    world = await openNodes(2, clock)
    all = world.nodes
  })
  afterAll(() => world.close())
  afterEach(async () => {
    expect((await replay(node(0).db, { fix: false })).lines).toEqual([])
    expect(await node(0).db.transaction((tx) => checkBenefits(tx))).toEqual([])
    expect(await checkMoney(node(0).db)).toEqual([])
  })

  it('BEN-5: 2 000 claimers on a stock of 500, on two nodes: 500 take it, each once', async () => {
    const users = await club('rush', 2_000)
    const benefitId = await offer('rush', { stock: 500 })
    const answers = await Promise.all(users.map((user, turn) => claim(turn, 'rush', user, benefitId)))
    expect(codes(answers)).toEqual({ taken: 500, out_of_stock: 1_500 })
    expect(await must('GET', `/v1/clubs/rush/benefits/${benefitId}`)).toMatchObject({
      left: 0,
      result: { claimed: 500 },
    })
    const taken = answers.flatMap((answer) => (isRejection(answer) ? [] : [answer.entitlementId]))
    expect(new Set(taken).size).toBe(500)
  })

  it('BEN-4: one member who asks a hundred times at once on two nodes takes it once', async () => {
    const [user = ''] = await club('once', 1)
    const benefitId = await offer('once', { stock: 50 })
    const answers = await Promise.all(Array.from({ length: 100 }, (_, turn) => claim(turn, 'once', user, benefitId)))
    expect(codes(answers)).toEqual({ taken: 1, already_claimed: 99 })
  })

  it('BEN-5: a budget is spent to its last fen and not beyond, over HTTP', async () => {
    const users = await club('budget', 120)
    const benefitId = await offer('budget', {
      kind: 'coupon',
      coupon: {
        minimum: { value: 9_000, currency: 'CNY' },
        percentOff: 10,
        atMost: { value: 700, currency: 'CNY' },
        validDays: 1,
      },
      budget: { value: 30_000, currency: 'CNY' },
    })
    const answers = await Promise.all(
      users.map((user, turn) =>
        node(turn).call('POST', `/v1/clubs/budget/members/${user}/benefits/${benefitId}/claim`),
      ),
    )
    const told = answers.map(({ status, body }) => (status === 201 ? '201' : `${status} ${String(body['code'])}`))
    expect(told.filter((each) => each === '201')).toHaveLength(42)
    expect(told.filter((each) => each === '409 budget_exceeded')).toHaveLength(78)
  })

  it('BEN-5: several benefits at one desk, stocks raised meanwhile: every piece is given and none twice', async () => {
    const users = await club('many', 300)
    const benefits = await Promise.all([offer('many', { stock: 50 }), offer('many', { stock: 70 }), offer('many', {})])
    const raise = must('PATCH', `/v1/clubs/many/benefits/${benefits[0]}`, { stock: 400 })
    const answers = await Promise.all(
      benefits.map((benefitId) => Promise.all(users.map((user, turn) => claim(turn, 'many', user, benefitId)))),
    )
    await raise
    const again = await Promise.all(users.map((user, turn) => claim(turn, 'many', user, benefits[0] ?? '')))
    const first = codes([...(answers[0] ?? []), ...again])
    expect(first['taken']).toBe(300)
    expect(codes(answers[1] ?? [])).toEqual({ taken: 70, out_of_stock: 230 })
    expect(codes(answers[2] ?? [])).toEqual({ taken: 300 })
  })

  it('I15: a claim against a falling level: either it came first and stays, or it finds the lower level', async () => {
    const users = await club('fall', 120)
    const buy = users.map((userId, index) =>
      order({ ownerId: 'fall', userId, orderId: `o${index}`, yuan: 100, at: clock.now() }),
    )
    const bought = await node(0).node.engine.app.ingest(buy)
    expect(isRejection(bought) ? bought : bought.applied).toBe(users.length)
    const benefitId = await offer('fall', { audience: { minLevel: 2 } })
    const refunds = users.map((subject, index) =>
      event('order.refunded', {
        subject,
        at: clock.now(),
        data: {
          ownerId: 'fall',
          orderId: `o${index}`,
          refundId: `r${index}`,
          amount: { value: 10_000, currency: 'CNY' },
        },
      }),
    )
    const pieces = Array.from({ length: 12 }, (_, piece) => piece * 10)
    const [answers] = await Promise.all([
      Promise.all(users.map((user, turn) => claim(turn, 'fall', user, benefitId))),
      Promise.all(
        pieces.map(async (from, turn) => {
          const answer = await node(turn).node.engine.app.ingest(refunds.slice(from, from + 10))
          expect(isRejection(answer) ? answer : answer.applied).toBe(10)
        }),
      ),
    ])
    for (const [index, answer] of answers.entries()) {
      const state = await stateOf(users[index] ?? '')
      expect(isRejection(answer) ? answer.rejected : 'taken').toBe(state === 'claimed' ? 'taken' : 'level_too_low')
      if (state !== 'claimed') expect(state).toBe('lapsed')
    }
    const [told] = await node(0).db.query<{ lapsed: number }>(
      `select count(*)::int4 as lapsed from outbox where kind = 'benefit.lapsed' and topic like 'member:fall:%'`,
    )
    expect(told?.lapsed).toBe(codes(answers)['level_too_low'] ?? 0)
  })

  it('MEM-6: a claim against leaving: taken and kept, or not a member', async () => {
    const users = await club('leave', 60)
    const benefitId = await offer('leave', {})
    const [answers] = await Promise.all([
      Promise.all(users.map((user, turn) => claim(turn, 'leave', user, benefitId))),
      Promise.all(users.map((user, turn) => node(turn + 1).call('DELETE', `/v1/clubs/leave/members/${user}`))),
    ])
    for (const [index, answer] of answers.entries())
      expect(isRejection(answer) ? answer.rejected : 'taken').toBe(
        (await stateOf(users[index] ?? '')) === 'claimed' ? 'taken' : 'not_a_member',
      )
  })

  it('PLT-8: claims by both ids of a person against their merge: he ends with it, and nobody is told of a benefit that is not there', async () => {
    const users = await club('merge', 40)
    const benefitId = await offer('merge', {})
    const pairs = Array.from({ length: 20 }, (_, pair) => [users[2 * pair] ?? '', users[2 * pair + 1] ?? ''] as const)
    const [answers] = await Promise.all([
      Promise.all(
        pairs.map(async ([into, from], turn) =>
          Promise.all([claim(turn, 'merge', into, benefitId), claim(turn + 1, 'merge', from, benefitId)]),
        ),
      ),
      Promise.all(
        pairs.map(([into, from], turn) => node(turn).call('POST', `/v1/users/${into}/merges`, { from, reason: 'one' })),
      ),
    ])
    for (const [index, [into]] of pairs.entries()) {
      expect(await stateOf(into)).toBe('claimed')
      const [one, other] = answers[index] ?? []
      for (const answer of [one, other]) {
        if (answer === undefined || isRejection(answer)) {
          expect(answer?.rejected).toBe('already_claimed')
          continue
        }
        const found = await must('GET', `/v1/entitlements/${answer.entitlementId}`)
        expect(['claimed', 'expired']).toContain(found['state'])
      }
    }
  })

  it('PLT-8 BEN-4 BEN-8: a merge waits for a claim by a seat alone: benefit and money are the one’s who is left', async () => {
    const [into = ''] = await club('seat', 1)
    const from = 'seat-alone'
    const { groupId } = await must('POST', '/v1/clubs/seat/groups', { name: 'open to all' })
    await must('PUT', `/v1/groups/${String(groupId)}/members/${from}`)
    expect(
      await node(0).db.query('select 1 from fan join person_alias using (user_no) where user_id = $1', [from]),
    ).toEqual([])
    const amount = { value: 300, currency: 'CNY' }
    await must('POST', '/v1/owners/seat/budget', { amount: { ...amount, value: 1_000 } })
    const benefitId = await offer('seat', { kind: 'redPacket', amount, audience: { groupId } })
    const waiting = async (table: string): Promise<number> => {
      const [row] = await node(0).db.query<{ sessions: number }>(
        `select count(*)::int4 as sessions from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ $1`,
        [`(from|into) ${table}\\y`],
      )
      return row?.sessions ?? 0
    }
    // somebody who holds the budget: the claim stops there, with all that it looked up
    const holder = new Client({ connectionString: world.url })
    await holder.connect()
    let merged = false
    try {
      await holder.query('begin')
      await holder.query('select 1 from owner_book for update')
      const claiming = claim(0, 'seat', from, benefitId)
      await expect.poll(() => waiting('owner_book'), { timeout: 20_000 }).toBe(1)
      const merging = node(1)
        .call('POST', `/v1/users/${into}/merges`, { from, reason: 'one' })
        .finally(() => (merged = true))
      await expect.poll(async () => merged || (await waiting('person')) > 0, { timeout: 20_000 }).toBe(true)
      await holder.query('rollback')
      expect(codes([await claiming])).toEqual({ taken: 1 })
      expect((await merging).status).toBeLessThan(300)
    } finally {
      await holder.end()
    }
    expect(await stateOf(into)).toBe('claimed')
    expect(codes([await claim(1, 'seat', from, benefitId), await claim(0, 'seat', into, benefitId)])).toEqual({
      already_claimed: 2,
    })
    const balances = await node(0).db.query(
      'select a.user_id, b.balance from user_book b left join person_alias a using (user_no) where b.balance > 0 order by 1',
    )
    expect(balances).toEqual([from, into].sort().map((user_id) => ({ user_id, balance: 300 })))
  })
})
