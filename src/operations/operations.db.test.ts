import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allReadable } from '../../test/support/outbox.ts'
import { describeWorld, NOON } from '../../test/support/club.ts'
import type { World } from '../../test/support/club.ts'
import { describePostgres } from '../../test/support/store.ts'
import type { NodeFigures, OperationsView } from '../contract/operations.ts'
import { toInstant } from '../lib/time.ts'
import { Fault, type Db } from '../ports/db.ts'
import { createHeart, type NodeHeart } from './heartbeat.ts'
import { DEAD_AFTER_SECONDS, readLag } from './read.ts'
import { beat, sweepNodes } from './store.ts'
import { createTally } from './tally.ts'

const idle: NodeFigures = {
  eventsPerSecond: 0,
  batchesPerSecond: 0,
  queued: 0,
  streamClients: 0,
  streamsDropped: 0,
  commitP99: null,
  memoryBytes: 0,
}
const MINUTE = 60_000
const look = (w: World): Promise<OperationsView> => w.must<OperationsView>('GET', '/v1/platform/operations')
const minuteNow = async (w: World): Promise<number> => {
  const [row] = await w.db.query<{ now: number }>('select now() as now')
  return Math.floor((row?.now ?? 0) / MINUTE) * MINUTE
}
const counts = new Map([
  ['applied', 7],
  ['duplicate', 2],
  ['rejected event_too_old', 1],
])

describeWorld('operations', (w) => {
  test('PLT-3: minutes and rates are summed over the nodes alive, every minute of the hour is there', async () => {
    const minute = await minuteNow(w)
    const tally = createTally()
    tally.batch({ events: 10, counts, milliseconds: 4, waitMilliseconds: 1 }, minute - MINUTE)
    tally.batch({ events: 10, counts, milliseconds: 90 }, minute - 61 * MINUTE)
    const minutes = tally.take(minute)
    const busy = { ...idle, eventsPerSecond: 12.5, queued: 3 }
    const [one, two, dead] = [randomUUID(), randomUUID(), randomUUID()]
    for (const nodeId of [one, two, dead]) await beat(w.db, { nodeId, version: '1', figures: busy, minutes })
    await w.db.query(`update node set seen_at = now() - make_interval(secs => $2::int4) where node_id = $1::uuid`, [
      dead,
      DEAD_AFTER_SECONDS + 1,
    ])
    const seen = await look(w)
    expect(seen.rate).toEqual({ now: 25, hour: 0 })
    const starts = seen.minutes.map((each) => Date.parse(each.minute))
    expect(starts).toEqual(Array.from({ length: 60 }, (_, index) => (starts[0] ?? 0) + index * MINUTE))
    const at = (start: number) => seen.minutes.find((each) => Date.parse(each.minute) === start)
    expect(at(minute - MINUTE)).toMatchObject({ events: 30, duplicates: 6, rejected: 3, batches: 3 })
    expect(at(minute - MINUTE)?.commit).toEqual({ p50: 5, p99: 5 })
    expect(at(minute - 2 * MINUTE)).toMatchObject({ events: 0, commit: { p50: null, p99: null } })
    expect(seen.hour).toMatchObject({
      events: 30,
      batches: 3,
      byStatus: { applied: 21, duplicate: 6, rejected: 3, ignored: 0, waiting: 0 },
      rejections: [{ code: 'event_too_old', events: 3 }],
      queueWait: { p50: 1, p99: 1 },
    })
    expect(seen.hour.batchSizes.find(({ upTo }) => upTo === 10)).toEqual({ upTo: 10, batches: 3 })
    const stateOf = (id: string) => seen.nodes.find((node) => node.nodeId === id)?.state
    expect([one, two, dead].map(stateOf)).toEqual(['alive', 'alive', 'dead'])
  })

  test('PLT-3: a minute written again counts once', async () => {
    const minute = await minuteNow(w)
    const tally = createTally()
    const nodeId = randomUUID()
    for (const _ of [1, 2]) {
      tally.batch({ events: 10, counts, milliseconds: 4 }, minute)
      await beat(w.db, { nodeId, version: '1', figures: idle, minutes: tally.take(minute) })
    }
    expect((await look(w)).hour).toMatchObject({ events: 20, batches: 2 })
  })

  test('PLT-3: what this node commits is told with its heartbeat', async () => {
    await w.join('ann')
    const counted = async () => {
      const { hour, nodes } = await look(w)
      const refused = hour.rejections.find(({ code }) => code === 'unknown_owner')?.events ?? 0
      return { beats: nodes.length, events: hour.events, refused }
    }
    // a node tells the minute it is in as a whole, with what it did in tests before: its first heartbeat says how much that is
    await expect.poll(async () => (await counted()).beats, { timeout: 30_000, interval: 250 }).toBe(1)
    const { events, refused } = await counted()
    await w.send(w.followed('ann'), w.followed('ann', { owner: 'nobody' }))
    await expect
      .poll(counted, { timeout: 30_000, interval: 250 })
      .toEqual({ beats: 1, events: events + 2, refused: refused + 1 })
    const { nodes } = await look(w)
    expect(nodes).toMatchObject([{ state: 'alive', figures: { queued: 0, streamClients: 0 } }])
    expect(nodes[0]?.figures.memoryBytes).toBeGreaterThan(1_000_000)
  })

  test('PLT-3: minutes in which the store was away are written when it is back', async () => {
    const at = await minuteNow(w)
    const tally = createTally()
    let away = true
    const heart = createHeart({
      db: { ...w.db, query: (...ask) => (away ? Promise.reject(new Fault('away')) : w.db.query(...ask)) } satisfies Db,
      nodeId: randomUUID(),
      version: '1',
      tally,
      realNow: () => at,
      decisionNow: () => Promise.resolve(w.now()),
      read: () => ({ queued: 0, streamClients: 0, streamsDropped: 0, memoryBytes: 5 }),
      tell: () => undefined,
    })
    tally.batch({ events: 10, counts, milliseconds: 4 }, at)
    await expect(heart.beat()).rejects.toThrow('away')
    away = false
    await heart.beat()
    expect((await look(w)).hour).toMatchObject({ events: 10, batches: 1 })
  })

  test('PLT-3: a node that stops says so, and is alive when it comes back', async () => {
    const told: unknown[] = []
    const nodeId = randomUUID()
    const heart: NodeHeart = createHeart({
      db: w.db,
      nodeId,
      version: '1',
      tally: createTally(),
      realNow: () => NOON,
      decisionNow: () => Promise.resolve(w.now()),
      read: () => ({ queued: 4, streamClients: 2, streamsDropped: 1, memoryBytes: 5 }),
      tell: (state, at) => void told.push([state.quarantine.waiting, at]),
    })
    const state = async () => (await look(w)).nodes.find((node) => node.nodeId === nodeId)?.state
    await heart.beat()
    expect(await state()).toBe('alive')
    expect(told).toEqual([[0, NOON]])
    await heart.goodbye()
    expect(await state()).toBe('stopped')
    await heart.beat()
    expect(await state()).toBe('alive')
  })

  test('PLT-3: due work and webhooks are behind from the moment they are due', async () => {
    const at = NOON + 3_600_000
    await w.db.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'waiting.expire', '{}')`, [
      toInstant(at),
    ])
    for (const [message, status] of [
      [1, 'waiting'],
      [2, 'delivered'],
    ] as const)
      await w.db.query(
        `insert into webhook_delivery (endpoint_no, message_no, lane, status, next_at) values (1, $1::int8, 'l', $2, $3::timestamptz)`,
        [message, status, toInstant(at)],
      )
    const none = { dueOverdue: 0, dueLate: 0, dueFailed: 0, webhooksWaiting: 0, webhooksLate: 0 }
    expect(await readLag(w.db, at - 1)).toMatchObject(none)
    expect(await readLag(w.db, at + 1_500)).toMatchObject({
      dueOverdue: 1,
      dueLate: 1_500,
      dueFailed: 0,
      webhooksWaiting: 1,
      webhooksLate: 1_500,
    })
    await w.db.query('update due set failed_at = $1::timestamptz where at = $1::timestamptz', [toInstant(at)])
    expect(await readLag(w.db, at + 1_500)).toMatchObject({ dueOverdue: 0, dueLate: 0, dueFailed: 1 })
    await w.db.query(
      `insert into work_progress (kind, subject, payload, total, failed_at, finished_at) values
         ('relevel', 'failed', '{}', 1, now(), null), ('relevel', 'taken over', '{}', 1, now(), now())`,
    )
    expect(await readLag(w.db, at + 1_500)).toMatchObject({ dueFailed: 2 })
  })

  test('PLT-3: minutes older than the hour shown and nodes long gone are swept', async () => {
    const nodeId = randomUUID()
    const tally = createTally()
    const minute = await minuteNow(w)
    tally.batch({ events: 1, counts, milliseconds: 1 }, minute - 100 * MINUTE)
    tally.batch({ events: 1, counts, milliseconds: 1 }, minute - 80 * MINUTE)
    await beat(w.db, { nodeId, version: '1', figures: idle, minutes: tally.take(minute) })
    await sweepNodes(w.db)
    expect(await w.db.query('select minute from node_minute where node_id = $1::uuid', [nodeId])).toHaveLength(1)
    await w.db.query(`update node set seen_at = now() - interval '25 hours' where node_id = $1::uuid`, [nodeId])
    await sweepNodes(w.db)
    expect(await w.db.query('select 1 as one from node where node_id = $1::uuid', [nodeId])).toEqual([])
  })

  test('PLT-3: long work is shown until it is finished, with whose it is and whether it was set aside', async () => {
    // the node itself would do it, and finish it, between the two statements
    await w.node.engine.worker.stop()
    for (const [subject, ended] of [
      ['one', null],
      ['two', '2026-01-01T00:00:00Z'],
    ])
      await w.db.query(
        `insert into work_progress (kind, subject, club_no, payload, done, total, finished_at)
         select 'carry', $1, club_no, '{}', 3, 10, $2::timestamptz from club where owner_id = 'luo'`,
        [subject ?? '', ended ?? null],
      )
    const one = { kind: 'carry', ownerId: 'luo', ownerName: 'owner luo', done: 3, total: 10 }
    expect((await look(w)).work).toMatchObject([{ ...one, failedAt: null }])
    await w.db.query(`update work_progress set failed_at = '2026-01-02T00:00:00Z' where subject = 'one'`)
    expect((await look(w)).work).toMatchObject([{ ...one, failedAt: toInstant(Date.UTC(2026, 0, 2)) }])
  })

  test('PLT-3: streams that are read are shown with what is wrong in them and open, the newest first', async () => {
    await w.db.query(
      `insert into consumer_position (durable, stream, subject, stream_created, position, epoch, pending) values
         ('fine', 'gifts', '', 'then', 3, 1, 0), ('shop', 'orders', 'orders.>', 'then', 30, 1, 7)`,
    )
    await w.db.query(
      `insert into consumer_incident (durable, kind, stream_created, first_seq, last_seq, certain, code, event_id, words, body, settled_at, settled_as)
       values ('shop', 'hole', 'then', 4, 9, false, null, null, 'missing', null, null, null),
         ('shop', 'bad_message', 'then', 10, 10, true, 'malformed', null, 'no JSON', 'x', now(), 'acknowledged'),
         ('shop', 'refused_event', 'then', 12, 12, true, 'unknown_owner', 'o-1', 'refused', 'x', null, null)`,
    )
    const { streams } = await look(w)
    expect(streams).toMatchObject([
      { durable: 'fine', stream: 'gifts', subject: '', pending: 0, open: 0, incidents: [] },
      { durable: 'shop', stream: 'orders', subject: 'orders.>', pending: 7, open: 2 },
    ])
    expect(streams[1]?.incidents.map(({ number: _, at, ...one }) => ({ ...one, at: Date.parse(at) > 0 }))).toEqual([
      { kind: 'refused_event', first: 12, last: 12, certain: true, code: 'unknown_owner', eventId: 'o-1', at: true },
      { kind: 'hole', first: 4, last: 9, certain: false, code: null, eventId: null, at: true },
    ])
  })

  test('PLT-1: operations are the platform’s', async () => {
    const admin = await w.token('admin', 'root')
    expect(await w.refusal('GET', '/v1/platform/operations', undefined, { as: admin })).toBe('200 accepted')
    for (const as of [await w.token('owner', 'luo'), await w.token('reviewer', 'r'), await w.token('fan', 'ann')])
      expect(await w.refusal('GET', '/v1/platform/operations', undefined, { as })).toBe('403 forbidden')
  })
})

describePostgres('operations: the outbox', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())

  test('PLT-3: messages hidden by an older open transaction are the lag, and none are when it ends', async () => {
    await db.transaction(async (tx) => {
      await tx.query('select pg_current_xact_id()')
      await db.query(
        `insert into outbox (at, topic, kind, body) values (now() - interval '5 seconds', 'club:luo', 'club.changed', '{}')`,
      )
      const { outbox } = await readLag(db, NOON)
      expect(outbox).toBeGreaterThanOrEqual(5_000)
      expect(outbox).toBeLessThan(65_000)
    })
    await allReadable(db)
    expect((await readLag(db, NOON)).outbox).toBe(0)
  })

  test('PLT-3: messages that webhooks and pushes have not read are told with their age, those before the first endpoint not', async () => {
    const unread = async () => {
      await allReadable(db)
      const { webhooksUnread, pushesUnread } = await readLag(db, NOON)
      return [webhooksUnread, pushesUnread].map((age) => Math.floor(age / 3_600_000))
    }
    const say = (hours: number) =>
      db.query(
        `insert into outbox (at, topic, kind, body) values (now() - make_interval(hours => $1::int4), 'a', 'x', '{}')`,
        [hours],
      )
    expect(await unread()).toEqual([0, 0])
    await db.exec(
      `delete from outbox; insert into webhook_feed (txid, position) values ('1', 0); insert into push_feed (txid, position) values ('1', 0)`,
    )
    await say(9)
    expect(await unread()).toEqual([0, 9])
    await db.query(
      `insert into webhook_endpoint (webhook_id, url, description, types, status, secret, created_at, created_by)
       values ($1::uuid, 'https://x', '', '{}', 'on', 's', now(), 't')`,
      [randomUUID()],
    )
    await say(7)
    expect(await unread()).toEqual([7, 9])
    for (const feed of ['webhook_feed', 'push_feed'])
      await db.query(
        `update ${feed} set (txid, position) = (select txid, position from outbox order by outbox.txid desc, position desc limit 1)`,
      )
    expect(await unread()).toEqual([0, 0])
  })
})
