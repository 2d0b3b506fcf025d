import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RedPacketView } from '../../src/contract/money.ts'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import { HOUR } from '../../src/lib/time.ts'
import { createMoney } from '../../src/money/book.ts'
import type { Db, Queryable } from '../../src/ports/db.ts'
import { describePostgres, silentLog } from '../support/store.ts'
import { handClock, openNodes, type Answer, type TestNodes } from './nodes.ts'

/** Red packets wanted by thousands, over sockets, on one node and on two, with a bookkeeper who looks at every commit (I18 to I21). */

const yuan = (value: number) => ({ value, currency: 'CNY' })

/** a machine busy with everything else needs a minute for what is a second's work */
const SLOW_MS = 240_000

/** Everything that must agree in any one picture of the store. */
const picture = `select
  (select coalesce(sum(claimed + remaining + returned - total), 0)::int8 from red_packet) as packets,
  (select coalesce(sum(claimed), 0)::int8 from red_packet) - (select coalesce(sum(amount), 0)::int8 from packet_claim) as claims,
  (select count(*)::int4 from red_packet where status = 'open' and remaining < count - shares) as short,
  (select coalesce(sum(remaining), 0)::int8 from red_packet where status = 'open') - (select coalesce(sum(held), 0)::int8 from owner_book) as held,
  (select coalesce(sum(paid), 0)::int8 from owner_book) - (select coalesce(sum(balance + paying_out + outside), 0)::int8 from user_book) as users,
  (select coalesce(sum(outside + budget + held + paid), 0)::int8 from owner_book) as books`
const whole = { packets: 0, claims: 0, short: 0, held: 0, users: 0, books: 0 }

/** Looks at the store again and again from a connection of its own until stopped. @returns how many pictures it saw, and those that were wrong */
function bookkeeper(db: Queryable) {
  let stopped = false
  const wrong: unknown[] = []
  let seen = 0
  const run = (async () => {
    while (!stopped) {
      const [row] = await db.query(picture)
      seen += 1
      if (JSON.stringify(row) !== JSON.stringify(whole)) wrong.push(row)
    }
  })()
  // what it fails with is told where it is stopped, and not as nobody's besides
  run.catch(() => undefined)
  return async () => {
    stopped = true
    await run
    return { seen, wrong }
  }
}

describePostgres('red packets by thousands', () => {
  const clock = handClock()
  let nodes: TestNodes
  let watcher: Db

  beforeAll(async () => {
    nodes = await openNodes(2, clock)
    watcher = await openPostgres({ connectionString: nodes.url, max: 3, log: silentLog })
    await call(0, 'PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
  })
  afterAll(async () => {
    await watcher.close()
    await nodes.close()
  })
  let stop: ReturnType<typeof bookkeeper>
  beforeEach(() => void (stop = bookkeeper(watcher)))
  afterEach(async () => {
    const { seen, wrong } = await stop()
    expect(wrong.slice(0, 3)).toEqual([])
    expect(seen).toBeGreaterThan(0)
    expect(await checkMoney(watcher)).toEqual([])
  })

  const call = (node: number, method: string, path: string, body?: unknown): Promise<Answer> => {
    const one = nodes.nodes[node]
    if (one === undefined) throw new Error(`no node ${node}`)
    return one.call(method, path, body)
  }
  const open = async (count: number, total: number, more: object = {}): Promise<string> => {
    await call(0, 'POST', '/v1/owners/luo/budget', { amount: yuan(total) })
    const made = await call(0, 'POST', '/v1/red-packets', {
      ownerId: 'luo',
      split: 'lucky',
      total: yuan(total),
      count,
      ...more,
    })
    expect(made.status).toBe(201)
    return String(made.body['packetId'])
  }
  const claim = (node: number, packetId: string, userId: string) =>
    call(node, 'POST', `/v1/red-packets/${packetId}/claim`, { userId })
  const view = async (packetId: string) =>
    (await call(0, 'GET', `/v1/red-packets/${packetId}`)).body as unknown as RedPacketView
  const outcome = ({ status, body }: Answer): string => (status === 200 ? 'taken' : String(body['code']))
  const tally = (answers: readonly Answer[]): Readonly<Record<string, number>> => {
    const counts: Record<string, number> = {}
    for (const answer of answers) counts[outcome(answer)] = (counts[outcome(answer)] ?? 0) + 1
    return counts
  }
  const amountOf = ({ body }: Answer): number => (body['amount'] as { value: number }).value

  test.each(['budget', 'budget/withdrawals'])(
    'PLT-1 BEN-8: outside a sandbox nobody but the platform moves money between the world and a budget: POST …/%s',
    async (path) => {
      await call(0, 'POST', '/v1/owners/luo/budget', { amount: yuan(1) })
      const made = await call(0, 'POST', '/v1/tokens', { subject: { type: 'owner', id: 'luo' } })
      const response = await fetch(`${nodes.nodes[0]?.address}/v1/owners/luo/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${String(made.body['token'])}`, 'content-type': 'application/json' },
        body: JSON.stringify({ amount: yuan(1) }),
      })
      expect(response.status).toBe(403)
    },
  )

  test.each([1, 2])(
    'BEN-8 I18 I19 F27: 2 000 claimers and 500 second taps on 200 shares, %i node(s): 200 taken, one each, to the fen',
    async (many) => {
      const packetId = await open(200, 20_011)
      const people = Array.from({ length: 2_000 }, (_, user) => `fan-${many}-${user}`)
      // second taps come from the first in line, so that some of them have a share already and some have not
      const taps = [...people.slice(0, 250), ...people, ...people.slice(0, 250)]
      const answers = await Promise.all(taps.map((user, turn) => claim(turn % many, packetId, user)))
      const { taken, ...refused } = tally(answers)
      expect(taken).toBe(200)
      expect((refused['empty'] ?? 0) + (refused['already_claimed'] ?? 0)).toBe(2_300)
      expect(refused['already_claimed']).toBeGreaterThan(0)
      const winners = new Map<string, number>()
      answers.forEach((answer, turn) => {
        if (answer.status !== 200) return
        const user = taps[turn] ?? ''
        expect(winners.has(user), user).toBe(false)
        winners.set(user, amountOf(answer))
      })
      expect([...winners.values()].reduce((sum, amount) => sum + amount, 0)).toBe(20_011)
      expect(Math.min(...winners.values())).toBeGreaterThanOrEqual(1)
      // a second tap is told the same amount
      answers.forEach((answer, turn) => {
        if (answer.body['code'] === 'already_claimed') expect(amountOf(answer)).toBe(winners.get(taps[turn] ?? ''))
      })
      const packet = await view(packetId)
      expect(packet).toMatchObject({ status: 'empty', sharesClaimed: 200, claimed: yuan(20_011), remaining: yuan(0) })
      expect(packet.claims.filter(({ best }) => best)).toHaveLength(1)
      expect(Math.max(...winners.values())).toBe(packet.claims.find(({ best }) => best)?.amount.value)
    },
    SLOW_MS,
  )

  test('BEN-8: two packets of one owner at once, claimed on two nodes: each is exact, nobody waits for ever', async () => {
    const first = await open(50, 5_000)
    const second = await open(50, 5_000)
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, turn) =>
        claim(turn % 2, turn % 4 < 2 ? first : second, `double-${Math.floor(turn / 4)}`),
      ),
    )
    expect(tally(answers)['taken']).toBe(100)
    expect([(await view(first)).status, (await view(second)).status]).toEqual(['empty', 'empty'])
  })

  /** Waits until so many sessions wait for a lock with a statement on a table; timers of both nodes may be among those that wait for due work. */
  const waits = (holder: Queryable, sessions: number, table: string) =>
    expect
      .poll(
        async () => {
          // the server ends a transaction that says nothing for eight seconds
          await holder.query('select 1')
          const rows = await watcher.query(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ~ $1`,
            [`(from|into) ${table}\\y`],
          )
          return rows.length
        },
        { timeout: 20_000, interval: 10 },
      )
      .toBeGreaterThanOrEqual(sessions)
  const runDue = (node: number) => nodes.nodes[node]?.node.engine.runDueNow() ?? Promise.reject(new Error('no node'))
  /** Holds a packet's row while `work` runs. */
  const holding = <T>(packetId: string, work: (holder: Queryable) => Promise<T>): Promise<T> =>
    watcher.transaction(async (tx) => {
      await tx.query('select 1 from red_packet where packet_id = $1::uuid for update', [packetId])
      return work(tx)
    })

  test('BEN-8 I20: the last claim is first at the packet, the return second: claimed, and nothing returns', async () => {
    const packetId = await open(1, 100)
    const { claimed, returned } = await holding(packetId, async (holder) => {
      const first = claim(0, packetId, 'just-in-time')
      await waits(holder, 1, 'red_packet')
      clock.move(24 * HOUR)
      const second = runDue(1)
      await waits(holder, 2, 'red_packet')
      return { claimed: first, returned: second }
    })
    await returned
    expect(outcome(await claimed)).toBe('taken')
    expect(await view(packetId)).toMatchObject({ status: 'empty', claimed: yuan(100), returned: yuan(0) })
  })

  test('BEN-8 I20 I22: the return is first, the claim second: expired, and all of it returns', async () => {
    const packetId = await open(1, 100)
    const { claimed, returned } = await holding(packetId, async (holder) => {
      clock.move(24 * HOUR)
      const first = runDue(1)
      await waits(holder, 1, 'red_packet')
      const second = claim(0, packetId, 'too-late')
      await waits(holder, 1, 'due')
      return { claimed: second, returned: first }
    })
    await returned
    expect(outcome(await claimed)).toBe('expired')
    expect(await view(packetId)).toMatchObject({ status: 'returned', claimed: yuan(0), returned: yuan(100) })
  })

  test('BEN-8 I18 I20: packets that end while hundreds claim: what was not taken returns once, whoever comes first', async () => {
    const results = { returned: 0, empty: 0 }
    for (let round = 0; round < 6; round += 1) {
      const packetId = await open(60, 600)
      const claims = Array.from({ length: 90 }, (_, turn) => claim(turn % 2, packetId, `end-${round}-${turn}`))
      // a later round gives the claims a longer start
      await Promise.all(claims.slice(0, round * 12))
      clock.move(24 * HOUR)
      await Promise.all([runDue(0), runDue(1), runDue(0)])
      const { taken = 0 } = tally(await Promise.all(claims))
      const packet = await view(packetId)
      expect(packet.status).toBe(taken === 60 ? 'empty' : 'returned')
      expect(packet.sharesClaimed).toBe(taken)
      expect(packet.claimed.value + packet.returned.value).toBe(600)
      results[packet.status === 'empty' ? 'empty' : 'returned'] += 1
    }
    expect(results.returned).toBeGreaterThan(0)
  })

  test(
    'PLT-8 BEN-8: a merge while both ids tap: the person never takes a share that is not his, and the books stay whole',
    async () => {
      for (let round = 0; round < 8; round += 1) {
        const packetId = await open(10, 1_000, { split: 'equal' })
        const [one, two] = [`one-${round}`, `two-${round}`]
        for (const user of [one, two]) await call(0, 'PUT', `/v1/clubs/luo/members/${user}`, { scene: 'liveRoom' })
        const [merged, ...taps] = await Promise.all([
          call(0, 'POST', `/v1/users/${one}/merges`, { from: two, reason: 'one person' }),
          claim(0, packetId, one),
          claim(1, packetId, two),
          claim(1, packetId, one),
          claim(0, packetId, two),
        ])
        expect(merged.status).toBe(201)
        const { taken = 0 } = tally(taps)
        // before the merge they were two, after it one
        expect(taken).toBeGreaterThanOrEqual(1)
        expect(taken).toBeLessThanOrEqual(2)
        const balance = await call(0, 'GET', `/v1/users/${two}/balance`)
        expect(balance.body).toMatchObject({ items: [{ available: yuan(taken * 100) }] })
        expect(outcome(await claim(0, packetId, two))).toBe('already_claimed')
      }
    },
    SLOW_MS,
  )

  test('PLT-8 BEN-8: money that a user is given for the first time while another id becomes his: he has both', async () => {
    await claim(0, await open(1, 300), 'gone')
    await call(0, 'PUT', '/v1/users/heir', { name: 'heir' })
    await call(0, 'POST', '/v1/owners/luo/budget', { amount: yuan(500) })
    const [heir] = await watcher.query<{ userNo: number; clubNo: number }>(
      `select user_no as "userNo", club_no as "clubNo" from person_alias, club where user_id = 'heir'`,
    )
    if (heir === undefined) throw new Error('nobody')
    // what a draw does for its winner
    const merged = await watcher.transaction(async (tx) => {
      const money = createMoney(tx, clock.now())
      expect(await money.payFromBudget([{ ...heir, amount: 500, benefitId: randomUUID() }])).toEqual([true])
      const merging = call(1, 'POST', '/v1/users/heir/merges', { from: 'gone', reason: 'one person' })
      await waits(tx, 1, 'user_book')
      return { merging }
    })
    expect((await merged.merging).status).toBe(201)
    expect((await call(0, 'GET', '/v1/users/gone/balance')).body).toMatchObject({ items: [{ available: yuan(800) }] })
  })

  test('BEN-8 I21: packets opened at once take no fen more than the budget has', async () => {
    const [before] = await watcher.query<{ budget: number }>('select budget from owner_book')
    await call(0, 'POST', '/v1/owners/luo/budget', { amount: yuan(1_000) })
    const budget = (before?.budget ?? 0) + 1_000
    const total = Math.floor(budget / 5)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, turn) =>
        call(turn % 2, 'POST', '/v1/red-packets', { ownerId: 'luo', split: 'lucky', total: yuan(total), count: 3 }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ body }) => body['code'] === 'budget_too_low')).toHaveLength(7)
  })

  test('BEN-8 I21: a budget that is taken out while packets are opened from it gives no fen twice', async () => {
    await call(0, 'POST', '/v1/owners/luo/budget', { amount: yuan(1_000) })
    const [before] = await watcher.query<{ budget: number }>('select budget from owner_book')
    const amount = yuan(Math.floor((before?.budget ?? 0) / 5))
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, turn) =>
        turn % 4 < 2
          ? call(turn % 2, 'POST', '/v1/owners/luo/budget/withdrawals', { amount })
          : call(turn % 2, 'POST', '/v1/red-packets', { ownerId: 'luo', split: 'lucky', total: amount, count: 3 }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ body }) => body['code'] === 'budget_too_low')).toHaveLength(11)
  })

  test('BEN-8: pay-outs asked for at once take no fen more than the balance has', async () => {
    const packetId = await open(1, 1_000)
    await claim(0, packetId, 'payee')
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, turn) => call(turn % 2, 'POST', '/v1/users/payee/payouts', { amount: yuan(300) })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    const ids = answers.flatMap(({ body }) => (body['payoutId'] === undefined ? [] : [String(body['payoutId'])]))
    // one decision each, whoever says it first
    const decided = await Promise.all(
      ids.flatMap((payoutId) => [
        call(0, 'POST', `/v1/payouts/${payoutId}/decision`, { status: 'done', reference: 'bank' }),
        call(1, 'POST', `/v1/payouts/${payoutId}/decision`, { status: 'failed', reason: 'no' }),
      ]),
    )
    expect(decided.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(decided.filter(({ body }) => body['code'] === 'payout_decided')).toHaveLength(3)
  })
})
