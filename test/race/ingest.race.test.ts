import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createWorkload, everythingMix, ownerIdOf, seededRandom, userIdOf } from './workload.ts'
import { replay } from '../../src/flow/replay.ts'
import type { Queryable } from '../../src/ports/db.ts'
import { describePostgres } from '../support/store.ts'
import { event, order } from './events.ts'
import { handClock, openNodes, type Answer, type TestNode, type TestNodes } from './nodes.ts'

/** Two nodes with a pool each on one PostgreSQL: what the database must decide, since no process can. */

const clock = handClock()
const HOUR = 3_600_000
const DAY = 24 * HOUR

interface Sums {
  readonly applied: number
  readonly duplicates: number
  readonly ignored: number
  readonly rejected: number
}

describePostgres('races', () => {
  let world: TestNodes
  let all: readonly TestNode[]

  /** Calls go to the nodes in turn. */
  const node = (turn: number): TestNode => all[turn % all.length] as TestNode
  const call = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) =>
    node(0).call(method, path, body, headers)
  const together = (count: number, work: (turn: number) => Promise<Answer>): Promise<Answer[]> =>
    Promise.all(Array.from({ length: count }, (_, turn) => work(turn)))
  const points = async (ownerId: string, userId: string): Promise<number> => {
    const { status, body } = await call('GET', `/v1/clubs/${ownerId}/members/${userId}`)
    expect(status).toBe(200)
    return Number(body['intimacy'])
  }
  const sumOf = (answers: readonly Answer[]): Sums => {
    const sum = (name: string) => answers.reduce((total, { body }) => total + Number(body[name]), 0)
    return {
      applied: sum('applied'),
      duplicates: sum('duplicates'),
      ignored: sum('ignored'),
      rejected: sum('rejected'),
    }
  }
  const statuses = (answers: readonly Answer[]): Record<string, number> => {
    const found: Record<string, number> = {}
    for (const { status, body } of answers) {
      const key = status < 300 ? String(status) : `${status} ${String(body['code'])}`
      found[key] = (found[key] ?? 0) + 1
    }
    return found
  }
  const owner = async (ownerId: string, mode = 'shopping'): Promise<void> => {
    expect((await call('PUT', `/v1/owners/${ownerId}`, { kind: 'creator', name: ownerId, mode })).status).toBeLessThan(
      300,
    )
  }
  const join = async (ownerId: string, userId: string): Promise<void> => {
    const joined = await call('PUT', `/v1/clubs/${ownerId}/members/${userId}`, { scene: 'group' })
    expect(joined.status, JSON.stringify(joined.body)).toBeLessThan(300)
  }

  /** So many sessions wait for what `holder` holds. */
  const waits = (holder: Queryable, count: number): Promise<void> =>
    expect
      .poll(async () => {
        // the server ends a transaction that says nothing for eight seconds
        await holder.query('select 1')
        return node(0).db.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      })
      .toHaveLength(count)

  beforeAll(async () => {
    world = await openNodes(2, clock)
    all = world.nodes
  })
  afterAll(() => world.close())
  afterEach(async () => {
    const { lines } = await replay(node(0).db, { fix: false })
    expect(lines).toEqual([])
  })
  it('TASK-10: one event sent 200 times at once is applied once, and the rest are duplicates with its points', async () => {
    await owner('dup')
    await join('dup', 'ann')
    const once = order({ id: 'one', ownerId: 'dup', userId: 'ann', orderId: 'o1', yuan: 10, at: clock.now() })
    const answers = await together(200, (turn) =>
      node(turn).call('POST', '/v1/events', turn % 3 === 0 ? [once, once] : once),
    )
    expect(statuses(answers)).toEqual({ 200: 200 })
    expect(sumOf(answers)).toEqual({ applied: 1, duplicates: 200 + 67 - 1, ignored: 0, rejected: 0 })
    for (const { body } of answers)
      for (const result of body['results'] as { points: number }[]) expect(result.points).toBe(20)
    expect(await points('dup', 'ann')).toBe(20)
  })

  it('TASK-10: another body under the id of an event is a conflict, whoever comes first', async () => {
    await owner('conflict')
    await join('conflict', 'ann')
    const answers = await together(60, (turn) =>
      node(turn).call(
        'POST',
        '/v1/events',
        order({ id: 'same', ownerId: 'conflict', userId: 'ann', orderId: `o${turn}`, yuan: 10, at: clock.now() }),
      ),
    )
    expect(sumOf(answers)).toEqual({ applied: 1, duplicates: 0, ignored: 0, rejected: 59 })
    expect(await points('conflict', 'ann')).toBe(20)
  })

  it('TASK-3: 200 orders at once earn exactly the cap', async () => {
    await owner('cap')
    await join('cap', 'ann')
    const answers = await together(200, (turn) =>
      node(turn).call(
        'POST',
        '/v1/events',
        order({ ownerId: 'cap', userId: 'ann', orderId: `o${turn}`, yuan: 7, at: clock.now() }),
      ),
    )
    expect(sumOf(answers)).toEqual({ applied: 200, duplicates: 0, ignored: 0, rejected: 0 })
    const earned = answers.flatMap(({ body }) =>
      (body['results'] as { points: number }[]).map((result) => result.points),
    )
    expect(earned.reduce((a, b) => a + b, 0)).toBe(450)
    expect(earned.filter((some) => some === 14)).toHaveLength(32)
    expect(earned.filter((some) => some === 2)).toHaveLength(1)
    expect(await points('cap', 'ann')).toBe(450)
  })

  it('TASK-8: a refund and its own order at once end at nothing, whichever comes first', async () => {
    await owner('refund')
    const people = Array.from({ length: 40 }, (_, turn) => `r${turn}`)
    await Promise.all(people.map((userId) => join('refund', userId)))
    const answers = await together(80, (turn) => {
      const userId = people[turn >> 1] ?? ''
      const amount = { value: 1_000, currency: 'CNY' }
      return node(turn + (turn >> 1)).call(
        'POST',
        '/v1/events',
        turn % 2 === 0
          ? order({ ownerId: 'refund', userId, orderId: `o-${userId}`, yuan: 10, at: clock.now() })
          : event('order.refunded', {
              subject: userId,
              at: clock.now(),
              data: { ownerId: 'refund', orderId: `o-${userId}`, refundId: 'all', amount },
            }),
      )
    })
    expect(statuses(answers)).toEqual({ 200: 80 })
    expect(await Promise.all(people.map((userId) => points('refund', userId)))).toEqual(people.map(() => 0))
  })

  it('MEM-4 MEM-5: storms of joining and leaving keep every limit, without a 5xx', async () => {
    const owners = Array.from({ length: 6 }, (_, club) => `storm${club}`)
    for (const ownerId of owners) await owner(ownerId)
    const people = Array.from({ length: 10 }, (_, turn) => `s${turn}`)
    const random = seededRandom(7)
    const plan = Array.from({ length: 600 }, () => ({
      ownerId: owners[Math.floor(random() * owners.length)] ?? '',
      userId: people[Math.floor(random() * people.length)] ?? '',
      leaves: random() < 0.5,
    }))
    const answers = await together(plan.length, (turn) => {
      const { ownerId, userId, leaves } = plan[turn] ?? { ownerId: '', userId: '', leaves: false }
      const path = `/v1/clubs/${ownerId}/members/${userId}`
      return leaves ? node(turn).call('DELETE', path) : node(turn).call('PUT', path, { scene: 'liveRoom' })
    })
    const found = statuses(answers)
    expect(
      Object.keys(found).filter((key) => !/^(200|404 not_a_member|409 rejoin_cooldown|409 leave_limit)$/.test(key)),
    ).toEqual([])
    const left = await node(0).db.query<{ user_id: string; clubs: number }>(
      `select p.user_id, count(*)::int4 as clubs from membership_log l join person p using (user_no)
       where l.kind = 'leave' and p.user_id = any($1::text[]) group by 1`,
      [people],
    )
    // MEM-5: with 60 tries each everybody wanted to leave more than 3
    expect(left.map((row) => row.clubs)).toEqual(people.map(() => 3))
    const twice = await node(0).db.query(
      `select from membership_log where kind = 'join' and user_no in (select user_no from person where user_id = any($1::text[]))
       group by user_no, club_no having count(*) > 1`,
      [people],
    )
    // MEM-4: the clock stands, so nobody came back
    expect(twice).toEqual([])
  })

  it('CLUB-5: a mode change while batches run: each event wholly before or after it, everybody carried with what he had', async () => {
    await owner('change', 'live')
    const people = Array.from({ length: 60 }, (_, turn) => `m${turn}`)
    const gifts = people.map((subject) =>
      event('live.lightBadge', { subject, at: clock.now(), data: { ownerId: 'change', count: 1 } }),
    )
    await call('POST', '/v1/events', gifts)
    await Promise.all(people.map((userId) => join('change', userId)))
    const asked = await call('POST', '/v1/clubs/change/mode-changes', {
      to: 'shopping',
      effectiveAt: new Date(clock.now() + DAY).toISOString(),
    })
    expect(asked.status).toBeLessThan(300)
    clock.move(DAY - 1)
    const at = clock.now()
    // events of before the change (live tasks, at the old time) and of after it, sent while the clock passes it
    const send = (turn: number, type: string, data: Record<string, unknown>, when: number) =>
      node(turn).call(
        'POST',
        '/v1/events',
        people.map((subject) =>
          event(type, { subject, at: when, data: { ownerId: 'change', sessionId: 'change-1', ...data } }),
        ),
      )
    const before = Array.from({ length: 10 }, (_, turn) => send(turn, 'live.gifted', { coins: 2 }, at))
    clock.move(2)
    const during = Array.from({ length: 10 }, (_, turn) => send(turn, 'live.gifted', { coins: 2 }, at))
    const after = Array.from({ length: 10 }, (_, turn) => send(turn, 'live.commented', {}, at + 2))
    const answers = await Promise.all([...before, ...during, ...after])
    expect(statuses(answers)).toEqual({ 200: 30 })
    expect(sumOf(answers)).toEqual({ applied: 1_800, duplicates: 0, ignored: 0, rejected: 0 })
    const rows = await node(0).db.query<{ mode: string; intimacy: number; people: number }>(
      `select mode, sum(intimacy)::int4 as intimacy, count(*)::int4 as people from membership where club_no = (select club_no from club where owner_id = 'change')
       group by mode order by mode`,
    )
    const live = 60 * 20 * 4
    expect(rows[0]).toEqual({ mode: 'live', intimacy: live, people: 60 })
    // carried: what live held at the change; then 3 comments of 5 points up to the cap of 15
    const carried = await node(0).db.query<{ same: boolean; total: number }>(
      `select bool_and(g.delta = (select coalesce(sum(l.delta), 0) from ledger l where l.user_no = g.user_no and l.club_no = g.club_no
         and l.mode = 'live' and l.seq < g.seq)) as same, sum(g.delta)::int4 as total from ledger g where g.kind = 'migration'`,
    )
    expect(carried[0]?.same).toBe(true)
    expect(rows[1]).toEqual({ mode: 'shopping', intimacy: (carried[0]?.total ?? 0) + 60 * 15, people: 60 })
  })

  it('BADGE-4: submissions and reviews at once: one waits, one is decided once', async () => {
    await owner('badge')
    const submitted = await together(20, (turn) =>
      node(turn).call('POST', '/v1/clubs/badge/badge-names', { name: `团${String.fromCharCode(97 + turn)}` }),
    )
    expect(statuses(submitted)).toEqual({ 202: 1, '409 badge_name_waiting': 19 })
    const reviewId = String(submitted.find(({ status }) => status === 202)?.body['reviewId'])
    const decided = await together(20, (turn) =>
      node(turn).call(
        'POST',
        `/v1/reviews/${reviewId}/decision`,
        turn % 2 === 0 ? { approve: true } : { approve: false, reason: 'no' },
      ),
    )
    expect(statuses(decided)).toEqual({ 200: 1, '409 review_decided': 19 })
  })

  it('TASK-15: corrections at once add up, and none takes what is not there', async () => {
    await owner('correct')
    await join('correct', 'ann')
    const path = '/v1/clubs/correct/members/ann/corrections'
    const answers = await together(60, (turn) =>
      node(turn).call('POST', path, { delta: turn < 30 ? 10 : -7, reason: 'test' }),
    )
    expect(statuses(answers)).toEqual({ 201: 60 })
    const rows = await node(0).db.query<{ total: number; short: number }>(
      `select sum(delta)::int4 as total, sum(shortfall)::int4 as short from ledger l join person p using (user_no) join club c using (club_no)
       where c.owner_id = 'correct' and p.user_id = 'ann'`,
    )
    expect((rows[0]?.total ?? 0) - (rows[0]?.short ?? 0)).toBe(30 * 10 - 30 * 7)
    expect(await points('correct', 'ann')).toBe(rows[0]?.total)
  })

  it('PLT-8: people are merged while their events come in: nothing lost, nothing twice', async () => {
    await owner('merge')
    const pairs = Array.from({ length: 8 }, (_, turn) => ({ into: `into${turn}`, from: `from${turn}` }))
    for (const { into, from } of pairs) await Promise.all([join('merge', into), join('merge', from)])
    const work: Promise<Answer>[] = []
    for (let turn = 0; turn < 20; turn += 1) {
      const events = pairs.flatMap(({ into, from }) =>
        [into, from].map((userId) =>
          order({ ownerId: 'merge', userId, orderId: `o-${userId}-${turn}`, yuan: 5, at: clock.now() }),
        ),
      )
      work.push(node(turn).call('POST', '/v1/events', events))
      const pair = turn % 2 === 0 ? pairs[turn / 2] : undefined
      if (pair !== undefined)
        work.push(
          node(turn + 1).call('POST', `/v1/users/${pair.into}/merges`, { from: pair.from, reason: 'one person' }),
        )
    }
    const answers = await Promise.all(work)
    expect(Object.keys(statuses(answers)).filter((key) => !/^2/.test(key))).toEqual([])
    expect(sumOf(answers.filter(({ body }) => 'applied' in body))).toEqual({
      applied: 320,
      duplicates: 0,
      ignored: 0,
      rejected: 0,
    })
    const orders = await node(0).db.query<{ orders: number; earned: number }>(
      `select count(*)::int4 as orders, sum(earned)::int4 as earned from purchase_order o join club c using (club_no) where c.owner_id = 'merge'`,
    )
    const held = await node(0).db.query<{ points: number }>(
      `select sum(intimacy)::int4 as points from membership m join club c using (club_no) where c.owner_id = 'merge'`,
    )
    expect(orders[0]?.orders).toBe(320)
    expect(held[0]?.points).toBe(orders[0]?.earned)
  })

  it('LVL-4: of publishers who start from the same version one publishes, the others are told it is stale', async () => {
    const { body: now } = await call('GET', '/v1/rule-sets')
    const items = now['items'] as { version: number; body: unknown }[]
    const [latest] = items
    const answers = await together(6, (turn) =>
      node(turn).call('POST', '/v1/rule-sets', { body: latest?.body, basedOn: latest?.version, note: 'same' }),
    )
    expect(statuses(answers)).toEqual({ 201: 1, '409 rule_set_stale': 5 })
  })

  it('LIVE-1: a session that two owners open at once belongs to one of them; the other is refused', async () => {
    await owner('first')
    await owner('second')
    const started = (ownerId: string, turn: number) =>
      event('live.started', { at: clock.now(), data: { ownerId, sessionId: `both-${turn}` } })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, turn) =>
        Promise.all(
          ['first', 'second'].map((ownerId, at) => node(at).call('POST', '/v1/events', [started(ownerId, turn)])),
        ),
      ),
    )
    for (const pair of answers) {
      expect(statuses(pair)).toEqual({ 200: 2 })
      expect(sumOf(pair)).toEqual({ applied: 1, duplicates: 0, ignored: 0, rejected: 1 })
    }
  })

  it('PLT-8: what waits for a user who is merged away meanwhile goes on with the user he became', async () => {
    await owner('gone')
    for (const userId of ['g-a', 'g-b', 'g-c']) await join('gone', userId)
    let wait: Promise<Answer[]> = Promise.resolve([])
    await node(0).db.transaction(async (tx) => {
      await tx.query(
        `select user_no from person where user_no = (select user_no from person_alias where user_id = 'g-b') for no key update`,
      )
      // in this order each finds «g-b» still there and waits for it
      const work: Promise<Answer>[] = []
      const next = async (method: string, path: string, body?: unknown): Promise<void> => {
        work.push(node(work.length).call(method, path, body))
        await waits(tx, work.length)
      }
      await next('POST', '/v1/users/g-a/merges', { from: 'g-b', reason: 'one person' })
      await next('POST', '/v1/users/g-b/merges', { from: 'g-c', reason: 'one person' })
      await next('POST', '/v1/clubs/gone/members/g-b/corrections', { delta: 7, reason: 'late' })
      await next('PUT', '/v1/users/g-b/aliases/g-d')
      await next('PUT', '/v1/clubs/gone/exclusions/g-b', { reason: 'own account' })
      wait = Promise.all(work)
    })
    expect(statuses(await wait)).toEqual({ 200: 2, 201: 3 })
    for (const userId of ['g-a', 'g-b', 'g-c', 'g-d']) {
      const { status, body } = await call('GET', `/v1/clubs/gone/members/${userId}`)
      expect([userId, status, body['userId'], body['intimacy'], body['excluded']]).toEqual([
        userId,
        200,
        'g-a',
        7,
        true,
      ])
    }
  })

  it('batches of the same people in opposite order on two nodes do not block each other for good', async () => {
    await owner('opposite')
    const clubs = ['opposite', 'cap', 'dup', 'storm0', 'storm1']
    const people = Array.from({ length: 120 }, (_, turn) => `x${turn}`)
    const answers = await together(40, (turn) => {
      const list = turn % 2 === 0 ? people : people.toReversed()
      const order_ = turn % 3 === 0 ? clubs : clubs.toReversed()
      return node(turn).call(
        'POST',
        '/v1/events',
        list.map((subject, index) =>
          event('user.followed', { subject, at: clock.now(), data: { ownerId: order_[(index + turn) % 5] ?? '' } }),
        ),
      )
    })
    expect(statuses(answers)).toEqual({ 200: 40 })
    expect(sumOf(answers).applied).toBe(4_800)
  })

  it('LIVE-1: a session that two nodes open at once starts once', async () => {
    await owner('session')
    for (let round = 0; round < 10; round += 1) {
      const answers = await together(8, (turn) =>
        node(turn).call('POST', '/v1/events', [
          event('live.entered', {
            subject: `v${round}-${turn}`,
            at: clock.now(),
            data: { ownerId: 'session', sessionId: `live-${round}` },
          }),
          event('live.started', {
            id: `start-${round}`,
            at: clock.now(),
            data: { ownerId: 'session', sessionId: `live-${round}` },
          }),
        ]),
      )
      expect(statuses(answers)).toEqual({ 200: 8 })
      // who is no member enters without earning
      expect(sumOf(answers)).toEqual({ applied: 1, duplicates: 7, ignored: 8, rejected: 0 })
    }
    const told = await node(0).db.query<{ times: number }>(
      `select count(*)::int4 as times from outbox where kind = 'session.started' and topic = 'club:session' group by body->>'sessionId'`,
    )
    expect(told.map((row) => row.times)).toEqual(Array.from({ length: 10 }, () => 1))
  })

  it('LIVE-1: two batches of history end one session: the later end is kept, whichever is written last', async () => {
    await owner('past')
    const told = (turn: number, at: number) =>
      node(turn).call('POST', '/v1/events?mode=history', [
        event('live.entered', { subject: `past-${at}`, at, data: { ownerId: 'past', sessionId: 'past' } }),
      ])
    const begun = clock.now() - 5 * HOUR
    expect((await told(0, begun)).status).toBe(200)
    let answers: Promise<Answer[]> = Promise.resolve([])
    await node(0).db.transaction(async (tx) => {
      await tx.query(`select 1 from live_session where session_id = 'past' for no key update`)
      // each has read the session as it was, and waits to write it
      const work: Promise<Answer>[] = []
      for (const at of [begun + 2 * HOUR, begun + HOUR]) {
        work.push(told(work.length, at))
        await waits(tx, work.length)
      }
      answers = Promise.all(work)
    })
    expect(statuses(await answers)).toEqual({ 200: 2 })
    expect(await node(0).db.query(`select ended_at from live_session where session_id = 'past'`)).toEqual([
      { ended_at: begun + 2 * HOUR },
    ])
  })

  it('LIVE-1 LIVE-2: an order and the beginning of its broadcast at once, in either order: on air, told once', async () => {
    await owner('shop')
    for (let round = 0; round < 10; round += 1) {
      const data = { ownerId: 'shop', sessionId: `sale-${round}` }
      const amount = { value: 100, currency: 'CNY' }
      const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount }]
      const answers = await together(8, (turn) =>
        node(turn >> 1).call(
          'POST',
          '/v1/events',
          turn % 2 === 0
            ? event('order.paid', {
                subject: `b${round}-${turn}`,
                at: clock.now() - turn,
                data: { ...data, orderId: `${round}-${turn}`, amount, lines },
              })
            : event('live.started', { at: clock.now(), data }),
        ),
      )
      expect(statuses(answers)).toEqual({ 200: 8 })
    }
    const { db } = node(0)
    const told = await db.query<{ times: number }>(
      `select count(*)::int4 as times from outbox where kind = 'session.started' and topic = 'club:shop' group by body->>'sessionId'`,
    )
    expect(told.map((row) => row.times)).toEqual(Array.from({ length: 10 }, () => 1))
    const open = await db.query(
      `select 1 from live_session where session_id like 'sale-%' and ended_at is null and aired`,
    )
    expect(open).toHaveLength(10)
  })

  it('PLT-3: one idempotency key at once on two nodes does the work once and gives all the same answer', async () => {
    await owner('key')
    await join('key', 'ann')
    const headers = { 'idempotency-key': 'k-1' }
    const answers = await together(30, (turn) =>
      node(turn).call('POST', '/v1/clubs/key/members/ann/corrections', { delta: 10, reason: 'once' }, headers),
    )
    expect(
      answers.every(({ status }) => status === 201 || status === 409),
      JSON.stringify(statuses(answers)),
    ).toBe(true)
    expect(new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body['id'])).size).toBe(1)
    expect(await points('key', 'ann')).toBe(10)
  })

  it('TASK-10 TASK-12: two nodes take the same traffic of every type at once, overlapping: every event counts once', async () => {
    const clubs = 6
    for (let club = 0; club < clubs; club += 1) await owner(ownerIdOf(club), club === 5 ? 'live' : 'shopping')
    await Promise.all(Array.from({ length: 60 }, (_, person) => join(ownerIdOf(person % 5), userIdOf(person))))
    const workload = createWorkload({
      seed: 5,
      clubs,
      people: 200,
      active: 200,
      eventsEach: 20,
      from: clock.now() - 3 * HOUR,
      pause: 500,
      duplicates: 0.05,
      mix: everythingMix,
    })
    const sent = Array.from({ length: 24 }, () => workload.take(250))
    // every batch goes to both nodes, the second time in another order
    const answers = await together(48, (turn) =>
      node(turn).call('POST', '/v1/events', turn < 24 ? sent[turn] : sent[47 - turn]?.toReversed()),
    )
    expect(statuses(answers)).toEqual({ 200: 48 })
    const seen = await node(0).db.query<{ events: number }>(
      `select count(*)::int4 as events from event_seen join source using (source_no) where source = 'load'`,
    )
    const { applied, ignored } = sumOf(answers)
    const waiting = answers.reduce((sum, { body }) => sum + Number(body['waiting']), 0)
    expect(seen[0]?.events).toBeGreaterThan(5_000)
    expect(applied + ignored + waiting).toBeLessThanOrEqual(seen[0]?.events ?? 0)
  })
})
