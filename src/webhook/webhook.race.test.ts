import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openReceiver, type Receiver } from '../../test/support/receiver.ts'
import { createDatabase, describePostgres, silentLog } from '../../test/support/store.ts'
import { readConfig } from '../config.ts'
import { openPostgres } from '../infra/pg.ts'
import type { Db } from '../ports/db.ts'
import { createNode, seedStore, type Node } from '../wire.ts'

const KEY = 'test-platform-key-0123456789abcdef'
const MEMBERS = 120

/** Two nodes on one store: races only show where there are many sessions. */
describePostgres('PLT-4: two nodes send one store’s webhooks', () => {
  let nodes: { node: Node; db: Db }[]
  let database: Awaited<ReturnType<typeof createDatabase>>
  let receiver: Receiver

  beforeAll(async () => {
    database = await createDatabase()
    receiver = await openReceiver()
    const reading = readConfig({ TIEFEN_SECRET_KEY: KEY, TIEFEN_SANDBOX: '1' })
    if (reading.kind === 'problems') throw new Error(reading.problems.join())
    const open = async (): Promise<{ node: Node; db: Db }> => {
      const db = await openPostgres({ connectionString: database.url, max: 8, log: silentLog })
      await seedStore(db)
      const options = { config: reading.config, db, log: silentLog, sandbox: true, secretKey: KEY, webRoot: '/nowhere' }
      return { node: await createNode(options), db }
    }
    nodes = [await open(), await open()]
    await call('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
  })
  afterAll(async () => {
    await Promise.all(nodes.map(({ node }) => node.stop()))
    await Promise.all(nodes.map(({ db }) => db.close()))
    await database.drop()
    await receiver.close()
  })
  beforeEach(async () => {
    for (const table of ['webhook_endpoint', 'webhook_delivery', 'webhook_message'])
      await first().db.query(`delete from ${table}`)
    receiver.forget()
    receiver.answer({ status: 200 })
  })

  const first = () => {
    const [node] = nodes
    if (node === undefined) throw new Error('no node')
    return node
  }
  async function call(method: 'PUT' | 'POST', path: string, body: unknown): Promise<Record<string, unknown>> {
    const response = await first().node.server.inject({
      method,
      url: path,
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      payload: JSON.stringify(body),
    })
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`)
    return response.json()
  }
  const make = () => call('POST', '/v1/clubs/luo/webhooks', { url: receiver.url, types: ['member.joined'] })
  const join = (user: string) => call('PUT', `/v1/clubs/luo/members/${user}`, { scene: 'group' })
  const waiting = async (): Promise<number> => {
    const rows = await first().db.query<{ count: number }>(
      `select count(*)::int4 as count from webhook_delivery where status = 'waiting'`,
    )
    return rows[0]?.count ?? 0
  }

  it('each message once, while both feed and send at the same time', async () => {
    await make()
    const users = Array.from({ length: MEMBERS }, (_, index) => `both-${index}`)
    const joins = Promise.all(users.map(join))
    for (let round = 0; round < 20; round += 1) await Promise.all(nodes.map(({ node }) => node.webhooks.tick()))
    await joins
    do {
      await Promise.all(nodes.map(({ node }) => node.webhooks.tick()))
      await Promise.all(nodes.map(({ node }) => node.webhooks.settled()))
    } while (receiver.requests.length < MEMBERS || (await waiting()) > 0)
    expect(receiver.requests.map(({ data }) => String(data['userId'])).sort()).toEqual([...users].sort())
    expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(MEMBERS)
    const kept = await first().db.query('select 1 from webhook_message')
    expect(kept).toHaveLength(MEMBERS)
  })

  it('a transaction that commits late is told, and what began after it waits for it', async () => {
    await make()
    const late = new Client({ connectionString: database.url })
    await late.connect()
    try {
      await late.query('begin')
      await late.query(
        `insert into outbox (topic, kind, body) values ('member:luo:late', 'member.joined', '{"scene":"group"}')`,
      )
      await join('early')
      await first().node.webhooks.tick()
      await first().node.webhooks.settled()
      expect(receiver.requests).toHaveLength(0)
      await late.query('commit')
      await first().node.webhooks.tick()
      await receiver.received(2)
      await first().node.webhooks.settled()
      expect(receiver.requests.map(({ data }) => data['userId']).sort()).toEqual(['early', 'late'])
    } finally {
      await late.end()
    }
  })

  it('PLT-4: who comes back after his lease ended changes nothing any more, the delivery as little as the endpoint', async () => {
    await make()
    receiver.answer('never')
    await join('frozen')
    const [one, two] = nodes
    await one?.node.webhooks.tick()
    await receiver.received(1)
    // before the lease ends: either node's own look may find it then
    receiver.answer({ status: 200 })
    await one?.db.query(`update webhook_delivery set leased_until = now() - interval '1 second'`)
    await two?.node.webhooks.tick()
    await receiver.received(2)
    await two?.node.webhooks.settled()
    expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(1)
    // the frozen node's attempt breaks off now: a failure that must not undo the other's success
    receiver.hangUp()
    await one?.node.webhooks.settled()
    const rows = await first().db.query('select status, attempts, last_status from webhook_delivery')
    expect(rows).toEqual([{ status: 'delivered', attempts: 1, last_status: 200 }])
    // nor does it say that the endpoint fails
    const endpoints = await first().db.query('select status, failing_since, failed_days from webhook_endpoint')
    expect(endpoints).toEqual([{ status: 'on', failing_since: null, failed_days: 0 }])
  })
})
