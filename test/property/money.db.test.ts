import { expect, test } from 'vitest'
import type { RedPacketView } from '../../src/contract/money.ts'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { claimDesk } from '../../src/packet/claim.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { DAY, HOUR, toInstant } from '../../src/lib/time.ts'
import type { Db, Queryable } from '../../src/ports/db.ts'
import { openEngine } from '../race/engine.ts'
import { describeWorld, NOON, type World } from '../support/club.ts'
import { packetsOf, yuan } from '../support/packets.ts'

/** Money moved at random through the HTTP contract beside an oracle that knows nothing but sums. A failure names its seed. */

const OWNERS = ['luo', 'mei']
const USERS = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5']
const STEPS = 120

interface OraclePacket {
  readonly id: string
  readonly owner: string
  readonly lucky: boolean
  readonly count: number
  readonly total: number
  readonly endsAt: number
  remaining: number
  returned: number
  readonly taken: { readonly user: string; readonly amount: number }[]
}

function oracleOf() {
  const budget = new Map(OWNERS.map((owner) => [owner, 0]))
  /** whose money an id's is now */
  const heir = new Map(USERS.map((user) => [user, user]))
  const balance = new Map(USERS.map((user) => [user, 0]))
  const waiting = new Map(USERS.map((user) => [user, 0]))
  const paidOut = new Map(USERS.map((user) => [user, 0]))
  const packets: OraclePacket[] = []
  const payouts: { readonly id: string; readonly user: string; readonly amount: number }[] = []
  const person = (user: string): string => heir.get(user) ?? user
  const add = (sums: Map<string, number>, key: string, amount: number) => sums.set(key, (sums.get(key) ?? 0) + amount)
  return { budget, heir, balance, waiting, paidOut, packets, payouts, person, add }
}
type Oracle = ReturnType<typeof oracleOf>

describeWorld('money at random', (w) => {
  const p = packetsOf(w)

  const steps: readonly ((random: Random, oracle: Oracle) => Promise<void>)[] = [
    async function deposit(random, { budget, add }) {
      const owner = random.pick(OWNERS)
      const fen = random.between(1, 2_000)
      await p.fund(fen, owner)
      add(budget, owner, fen)
    },
    async function withdraw(random, { budget, add }) {
      const owner = random.pick(OWNERS)
      const fen = random.between(1, 1_000)
      const answer = await w.refusal('POST', `/v1/owners/${owner}/budget/withdrawals`, { amount: yuan(fen) })
      if (fen > (budget.get(owner) ?? 0)) return expect(answer).toBe('409 budget_too_low')
      expect(answer).toBe('201 accepted')
      add(budget, owner, -fen)
    },
    async function open(random, { budget, packets, add }) {
      const owner = random.pick(OWNERS)
      const lucky = random.chance(0.7)
      const count = random.between(1, 5)
      const total = lucky ? random.between(count, 900) : count * random.between(1, 200)
      const endsAt = w.now() + random.between(1, 24) * HOUR
      const answer = await w.call<RedPacketView & { code: string }>('POST', '/v1/red-packets', {
        ownerId: owner,
        split: lucky ? 'lucky' : 'equal',
        total: yuan(total),
        count,
        expiresAt: toInstant(endsAt),
      })
      if (total > (budget.get(owner) ?? 0)) return expect(answer.body.code).toBe('budget_too_low')
      expect(answer.status).toBe(201)
      add(budget, owner, -total)
      const id = answer.body.packetId
      packets.push({ id, owner, lucky, count, total, endsAt, remaining: total, returned: 0, taken: [] })
    },
    claim,
    claim,
    claim,
    claim,
    async function wait(random, { budget, packets, add }) {
      await w.clock(w.now() + random.between(1, 9) * HOUR)
      for (const packet of packets) {
        if (packet.endsAt > w.now()) continue
        add(budget, packet.owner, packet.remaining)
        packet.returned += packet.remaining
        packet.remaining = 0
      }
    },
    async function ask(random, { balance, waiting, payouts, person, add }) {
      const user = random.pick(USERS)
      const fen = random.between(100, 400)
      const answer = await w.call<{ payoutId: string; code: string }>('POST', `/v1/users/${user}/payouts`, {
        amount: yuan(fen),
      })
      if (fen > (balance.get(person(user)) ?? 0)) return expect(answer.body.code).toBe('balance_too_low')
      expect(answer.status).toBe(201)
      add(balance, person(user), -fen)
      add(waiting, person(user), fen)
      payouts.push({ id: answer.body.payoutId, user, amount: fen })
    },
    async function decide(random, { balance, waiting, paidOut, payouts, person, add }) {
      const payout = payouts.splice(random.below(payouts.length), 1)[0]
      if (payout === undefined) return
      const done = random.chance(0.5)
      const body = done ? { status: 'done', reference: 'r' } : { status: 'failed', reason: 'r' }
      await w.must('POST', `/v1/payouts/${payout.id}/decision`, body)
      add(waiting, person(payout.user), -payout.amount)
      add(done ? paidOut : balance, person(payout.user), payout.amount)
    },
    async function merge(random, { heir, balance, waiting, paidOut, person, add }) {
      if (!random.chance(0.15)) return
      const [into, from] = [random.pick(USERS), random.pick(USERS)]
      for (const user of [into, from]) await w.must('PUT', `/v1/users/${user}`, { name: user })
      const answer = await w.refusal('POST', `/v1/users/${into}/merges`, { from, reason: 'one person' })
      const [taker, giver] = [person(into), person(from)]
      if (taker === giver) return expect(answer).toBe('409 merge_self')
      expect(answer).toBe('201 accepted')
      for (const sums of [balance, waiting, paidOut]) {
        add(sums, taker, sums.get(giver) ?? 0)
        sums.set(giver, 0)
      }
      for (const user of USERS) if (person(user) === giver) heir.set(user, taker)
    },
  ]

  async function claim(random: Random, { balance, packets, person, add }: Oracle): Promise<void> {
    if (packets.length === 0) return
    const packet = random.pick(packets.slice(-4))
    const user = random.pick(USERS)
    const answer = await p.claim(packet.id, user)
    const before = packet.taken.filter((taken) => person(taken.user) === person(user))
    if (before.length > 0) {
      expect(answer.body.code).toBe('already_claimed')
      return expect(before.map(({ amount }) => amount)).toContain(answer.body.amount?.value)
    }
    const left = packet.count - packet.taken.length
    if (left === 0) return expect(answer.body.code).toBe('empty')
    if (packet.endsAt <= w.now()) return expect(answer.body.code).toBe('expired')
    expect(answer.status).toBe(200)
    const amount = answer.body.amount?.value ?? 0
    if (!packet.lucky) expect(amount).toBe(packet.total / packet.count)
    if (left === 1) expect(amount).toBe(packet.remaining)
    expect(amount).toBeGreaterThanOrEqual(1)
    expect(packet.remaining - amount).toBeGreaterThanOrEqual(left - 1)
    packet.remaining -= amount
    packet.taken.push({ user, amount })
    add(balance, person(user), amount)
  }

  async function compare({ budget, balance, waiting, paidOut, packets, person }: Oracle): Promise<void> {
    for (const owner of OWNERS) {
      const held = packets.reduce((sum, packet) => sum + (packet.owner === owner ? packet.remaining : 0), 0)
      expect(await p.budget(owner)).toMatchObject({ available: yuan(budget.get(owner) ?? 0), held: yuan(held) })
    }
    for (const user of USERS) {
      const { items } = await w.must<{ items: object[] }>('GET', `/v1/users/${user}/balance`)
      const sums = [balance, waiting, paidOut].map((one) => one.get(person(user)) ?? 0)
      const [available, payingOut, paid] = sums.map((value) => yuan(value))
      if (sums.every((value) => value === 0) && items.length === 0) continue
      expect(items).toEqual([{ currency: 'CNY', available, payingOut, paidOut: paid }])
    }
    for (const packet of packets) {
      const { total, remaining, returned } = packet
      expect(await p.packet(packet.id)).toMatchObject({
        total: yuan(total),
        claimed: yuan(total - remaining - returned),
        remaining: yuan(remaining),
        returned: yuan(returned),
        sharesClaimed: packet.taken.length,
      })
    }
    expect(await checkMoney(w.db)).toEqual([])
  }

  test.each(['money-1', 'money-3', 'money-6', 'money-7'])(
    'BEN-8 I18 I19 I21 PLT-8: seed %s: after any steps every account, packet and pay-out is what the sums say',
    async (seed) => {
      await w.owner('mei')
      const random = createRandom(seed)
      const oracle = oracleOf()
      for (let turn = 1; turn <= STEPS; turn += 1) {
        // each draws from a stream of its own: what a step finds (shares are the program's own luck) changes no later one
        await random.pick(steps)(random.fork(`step ${turn}`), oracle)
        if (turn % 40 === 0) await compare(oracle)
      }
      // the runs did something
      expect(oracle.packets.flatMap(({ taken }) => taken).length).toBeGreaterThan(5)
      expect(w.now()).toBeGreaterThan(NOON + DAY)
    },
  )
})

/** A store beside which is counted what is asked of it, and by nobody else: timers of the world's node ask the same one. */
function countedDb(db: Db): { readonly db: Db; asked(): number } {
  let asked = 0
  const counted = (on: Queryable): Pick<Queryable, 'query'> => ({
    query: (...statement) => {
      asked += 1
      return on.query(...statement)
    },
  })
  return {
    asked: () => asked,
    db: {
      ...db,
      ...counted(db),
      transaction(work) {
        // begin and commit
        asked += 2
        return db.transaction((tx) => work({ ...tx, ...counted(tx) }))
      },
    },
  }
}

/** What a batch costs must not grow with it. */
describeWorld('money by the batch', (w: World) => {
  const p = packetsOf(w)

  test('BEN-8: claims of one moment cost a fixed number of statements, whatever their number', async () => {
    await p.fund(400_000)
    const { db, asked } = countedDb(w.db)
    const { app } = await openEngine(db, w)
    const costOf = async (many: number): Promise<number> => {
      const { packetId } = await p.open({ split: 'lucky', total: yuan(20_000), count: 500 })
      const before = asked()
      const answers = await Promise.all(
        Array.from({ length: many }, (_, user) => app.together(claimDesk, { packetId, userId: `b${user}`, fan: null })),
      )
      expect(answers.every((answer) => !('rejected' in answer))).toBe(true)
      return asked() - before
    }
    await costOf(400)
    const [few, many] = [await costOf(20), await costOf(400)]
    expect(Math.abs(many - few)).toBeLessThanOrEqual(2)
    expect(many).toBeLessThanOrEqual(24)
  })
})
