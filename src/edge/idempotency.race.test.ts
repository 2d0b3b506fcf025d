import type { FastifyInstance } from 'fastify'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { edgeConfig, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { handClock, openNodes } from '../../test/race/nodes.ts'
import { until } from '../../test/support/nats.ts'
import { describePostgres } from '../../test/support/store.ts'
import { acceptInvitation, invite } from '../account/accept.ts'
import { isRejection } from '../contract/rejections.ts'
import { realNow } from '../infra/system-clock.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'
import { edgeLimits } from './settings.ts'

/** Two nodes on one database, asked at the same moment. */
describePostgres('API: at the same moment on two nodes', (store) => {
  const probe = probes()
  const clock = handClock()
  let db: Db
  let nodes: FastifyInstance[] = []
  beforeAll(async () => {
    db = await store.open()
    const start = () =>
      // on a clock that stands: on a slow machine nobody is taken for dead, and nobody waits too long
      createServer({
        app: plainApp(db),
        routes: probe.routes,
        config: edgeConfig,
        realNow: clock.now,
        outbox: memoryOutbox(),
      })
    nodes = [start(), start()]
  })
  afterAll(async () => {
    for (const node of nodes) await node.close()
    await db.close()
  })
  const pick = (index: number): FastifyInstance => nodes[index % 2] as FastifyInstance
  const authorization = `Bearer ${secretKey}`

  test('one idempotency key runs once and answers all alike', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        pick(index).inject({
          method: 'POST',
          url: '/v1/clubs/luo/things',
          headers: { authorization, 'idempotency-key': 'one' },
          payload: { name: 'a' },
        }),
      ),
    )
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))).toEqual(
      new Set(['201 {"name":"a","runs":1}']),
    )
    expect(probe.runs()).toBe(1)
  })

  test('tokens made by one node are read by the other, from the first call on', async () => {
    const made = await pick(0).inject({
      method: 'POST',
      url: '/v1/tokens',
      headers: { authorization },
      payload: { subject: { type: 'fan', id: 'ann' } },
    })
    const { token } = made.json() as { token: string }
    const asked = await pick(1).inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } })
    expect(asked.json()).toMatchObject({ id: 'ann' })
  })

  test('PLT-1: an invitation is accepted once', async () => {
    const wish = { role: 'admin', ownerId: null, permissions: [], name: null, by: 'test', now: realNow() } as const
    const { token } = await invite(db, wish)
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        acceptInvitation(db, {
          token,
          name: `n${index}`,
          credentials: { kind: 'password', login: `login${index}`, passwordHash: 'x' },
          now: realNow(),
        }),
      ),
    )
    expect(outcomes.filter((outcome) => !isRejection(outcome))).toHaveLength(1)
    expect(await db.query('select 1 from account')).toHaveLength(1)
  })
})

/** A slow process is taken for dead: the request runs at two nodes at once, on a real engine. */
describePostgres('API: a request taken over while its first run is at work', () => {
  test('BEN-8: one of the two commits; asked again, both get its answer', async () => {
    const clock = handClock()
    const { nodes, url, close } = await openNodes(2, clock)
    const holder = new Client({ connectionString: url })
    await holder.connect()
    const deposit = (node: number, key: string) =>
      nodes[node]?.call(
        'POST',
        '/v1/owners/luo/budget',
        { amount: { value: 500, currency: 'CNY' } },
        { 'idempotency-key': key },
      )
    const waiting = async (): Promise<number> =>
      (
        await holder.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rows.length
    try {
      await nodes[0]?.call('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
      await deposit(0, 'before')
      await holder.query('begin')
      await holder.query('select 1 from owner_book for update')
      const first = deposit(0, 'k')
      await until('the first run waits inside its transaction', async () => (await waiting()) >= 1)
      clock.move(edgeLimits.idempotencyLeaseSeconds * 1_000 + 1)
      const second = deposit(1, 'k')
      await until('the second run waits too', async () => (await waiting()) >= 2)
      await holder.query('commit')
      const statuses = [await first, await second].map((answer) => answer?.status).sort()
      expect(statuses).toEqual([201, 503])
      const [one, other] = [await deposit(0, 'k'), await deposit(1, 'k')]
      expect(one).toMatchObject({ status: 201, body: { available: { value: 1_000 } } })
      expect(other).toEqual(one)
    } finally {
      await holder.end()
      await close()
    }
  })
})
