import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { limits } from '../src/config.ts'
import { isRejection } from '../src/contract/rejections.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import { openEmbedded } from '../src/infra/embedded.ts'
import type { App } from '../src/ports/app.ts'
import type { Db } from '../src/ports/db.ts'
import type { Node } from '../src/wire.ts'
import type { Load } from '../sim/load.ts'
import { checkAgreement } from './agree.ts'
import {
  calendar,
  createDatabase,
  fillWith,
  joinedAt,
  loadEnd,
  log,
  openPool,
  platformKey,
  prepareStore,
  say,
  startNode,
  trafficOf,
  withKeptPlans,
  withoutLimit,
} from './bed.ts'
import { startClient, type HttpClient } from './client.ts'
import { meterOf, postmasterOf, type Summary, type Way } from './measure.ts'
import { startNaiveServer } from './naive-server.ts'
import { createOnePerEvent, type OnePerEvent } from './one-per-event.ts'
import { createPerCall } from './percall.ts'
import { createRawCopy } from './raw-copy.ts'
import { createRedis, findRedis, startRedis, type RedisServer } from './redis.ts'
import { checkLedger, runRounds } from './rounds.ts'
import { below, calls, oneByOne, over } from './ways.ts'

/** The part «speed»: issue 3's ways (a) to (f) side by side on one PostgreSQL, and the embedded store beside itself. */
export interface SpeedPlan {
  readonly rounds: number
  readonly members: number
  readonly embeddedMembers: number
  /** events whose rows the raw COPY takes */
  readonly copied: number
  /** every way's events of a round are multiplied by it */
  readonly scale: number
}

export interface SpeedFindings {
  readonly plan: SpeedPlan
  readonly postgres: readonly Summary[]
  readonly embedded: readonly Summary[]
  /** as it calls itself, or why there was none */
  readonly redis: string
}

/** Sessions of the ways that are one transaction or call an event; the best number counts. */
const POOL = 32
/** Calls under way on each of Redis' two connections. */
const PIPELINE = 500
const CONNECTIONS = 64

/** Events of one round, before `scale`: a few seconds each where nobody else works. */
const sizes = { a: 4_000, b: 8_000, c: 60_000, engine: 100_000, one: 15_000, http: 100_000 } as const

export async function benchSpeed(url: string, plan: SpeedPlan): Promise<SpeedFindings> {
  const found = findRedis()
  const redis = 'version' in found ? await startRedis(found.version) : null
  try {
    await checkAgreement(url, redis)
    const postgres = await benchPostgres(url, redis, plan)
    const embedded = await benchEmbedded(plan)
    return { plan, postgres, embedded, redis: 'version' in found ? found.version : found.reason }
  } finally {
    await redis?.stop()
  }
}

/** What was opened, closed again in the opposite order whatever happens. */
type Closing = (() => Promise<unknown> | void)[]

async function benchPostgres(url: string, redis: RedisServer | null, plan: SpeedPlan): Promise<Summary[]> {
  const closing: Closing = []
  try {
    const some = (events: number): number => Math.round(events * plan.scale)
    const rounds = plan.rounds + 1
    const all = rounds * some(sizes.engine * 3 + sizes.one + sizes.http) + plan.copied
    const load = trafficOf({ members: plan.members, events: all })
    const address = await filledDatabase(url, 'bench_engine', load)
    // way (a) writes the same tables, in a copy: nobody runs both on one store, and each would spoil what the other keeps in memory
    const naiveAddress = await createDatabase(url, 'bench_naive', 'bench_engine')
    const db = await openPool(address, limits.databaseSessions)
    closing.push(() => db.close())
    const node = await startNode(db)
    closing.push(() => node.stop())
    const { app } = node.engine
    await ingestAll(app, load, plan.copied)
    const postmaster = await postmasterOf(db)
    const copy = await createRawCopy(address, db, postmaster, plan.copied)
    closing.push(() => copy.close())

    const client = startClient()
    closing.push(() => client.stop())
    const target = { url: `${await node.server.listen({ port: 0, host: '127.0.0.1' })}/v1/events`, key: platformKey }

    const naive = await naiveWays(naiveAddress, node, client, plan, closing)
    const ways: Way[] = [
      ...naive.ways,
      ...(await perCallWays(naiveAddress, postmaster, plan, closing)),
      ...(redis === null ? [] : await redisWays(redis, db, plan, closing)),
      ...copy.ways,
      below(app, load, 500, limits.databaseSessions, some(sizes.engine)),
      below(app, load, 5_000, 4, some(sizes.engine)),
      below(app, load, 5_000, 8, some(sizes.engine)),
      over({ kind: 'f', name: 'HTTP, batches of 500, 16 connections' }, client, target, load, {
        size: 500,
        connections: 16,
        events: some(sizes.http),
      }),
      over({ kind: 'fOne', name: `HTTP, one by one, ${CONNECTIONS} connections` }, client, target, load, {
        size: 1,
        connections: CONNECTIONS,
        events: some(sizes.one),
      }),
    ]
    const summaries = await runRounds(db, ways, plan.rounds, [naive.db])
    say('comparing the state with the ledger')
    for (const each of [db, naive.db]) await checkLedger(each)
    return summaries
  } finally {
    for (const close of closing.reverse()) await close()
  }
}

/** A migrated database with the load's members, which nobody is connected to. @returns its address */
async function filledDatabase(url: string, name: string, load: Load): Promise<string> {
  const address = await createDatabase(url, name)
  const db = await openPool(withoutLimit(address), 2)
  try {
    await prepareStore(db)
    await fillWith(db, load)
  } finally {
    await db.close()
  }
  return address
}

/** (a), below HTTP with each number of connections, and behind the product's server. */
async function naiveWays(
  address: string,
  node: Node,
  client: HttpClient,
  plan: SpeedPlan,
  closing: Closing,
): Promise<{ readonly ways: readonly Way[]; readonly db: Db }> {
  const db = await openPool(address, POOL)
  closing.push(() => db.close())
  const events = Math.round(sizes.a * plan.scale)
  const load = trafficOf({ members: plan.members, events: (plan.rounds + 1) * events * 5 })
  const writer = await writerOn(db, load)
  const meter = meterOf(db, await postmasterOf(db))
  const behind = async (atOnce: number): Promise<Way> => {
    const server = await startNaiveServer(node, writer, atOnce)
    closing.push(() => server.stop())
    return over(
      { kind: 'aHttp', name: `one transaction per event over HTTP, ${atOnce} at once` },
      client,
      { url: server.url, key: platformKey },
      load,
      { size: 1, connections: CONNECTIONS, events, meter },
    )
  }
  const below = [8, 16, 32].map((atOnce) => oneByOne(writer, load, atOnce, events, meter))
  return { ways: [...below, await behind(16), await behind(32)], db }
}

/** Before anything else is measured: fills caches, and the rows that it leaves are what the raw COPY takes. */
async function ingestAll(app: App, load: Load, events: number): Promise<void> {
  const started = performance.now()
  const size = Math.min(limits.ingest.batchEventsMost, events)
  for (let done = 0; done < events; done += size) {
    const answer = await app.ingest(load.next(Math.min(size, events - done)))
    if (isRejection(answer)) throw new Error(answer.rejected)
  }
  say(`took in ${events} events in ${Math.round((performance.now() - started) / 1_000)} s`)
}

const writerOn = async (db: Db, load: Load): Promise<OnePerEvent> =>
  createOnePerEvent(db, {
    calendar,
    versions: await loadRuleSets(db),
    now: () => loadEnd,
    ownerIds: load.ownerIds,
  })

async function perCallWays(url: string, postmaster: number | null, plan: SpeedPlan, closing: Closing): Promise<Way[]> {
  const db = await openPool(withKeptPlans(url), POOL)
  closing.push(() => db.close())
  const events = Math.round(sizes.b * plan.scale)
  const atOnces = [8, 16]
  const load = trafficOf({ members: plan.members, events: (plan.rounds + 1) * events * atOnces.length })
  const rival = await createPerCall(db, load, {
    versions: await loadRuleSets(db),
    joined: joinedAt,
    now: () => loadEnd,
  })
  const meter = meterOf(db, postmaster)
  return atOnces.map((atOnce) =>
    calls({ kind: 'b', name: `one PL/pgSQL call per event, ${atOnce} at once` }, rival, load, {
      atOnce,
      events,
      meter,
    }),
  )
}

async function redisWays(server: RedisServer, db: Db, plan: SpeedPlan, closing: Closing): Promise<Way[]> {
  const events = Math.round(sizes.c * plan.scale)
  const load = trafficOf({ members: plan.members, events: (plan.rounds + 1) * events * 2 })
  const versions = await loadRuleSets(db)
  const rival = await createRedis(server, load, { versions, calendar, joined: joinedAt, now: () => loadEnd })
  closing.push(() => rival.close())
  const common = { atOnce: 2 * PIPELINE, events, meter: rival.meter }
  return [
    calls({ kind: 'c', name: 'Redis script per event, appendfsync always' }, rival, load, {
      ...common,
      begin: () => rival.setFsync('always'),
    }),
    calls({ kind: 'cWeak', name: 'Redis script per event, appendfsync everysec' }, rival, load, {
      ...common,
      begin: () => rival.setFsync('everysec'),
    }),
  ]
}

/** The embedded store: its own one-by-one path, with the usual transaction and with the engine, against batches. */
async function benchEmbedded(plan: SpeedPlan): Promise<Summary[]> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-bench-`)
  const { db } = await openEmbedded(folder, log)
  try {
    await prepareStore(db)
    const some = (events: number): number => Math.round(events * plan.scale)
    const one = some(500)
    const many = some(20_000)
    const load = trafficOf({ members: plan.embeddedMembers, events: (plan.rounds + 1) * (2 * one + 2 * many) })
    await fillWith(db, load)
    const node = await startNode(db)
    try {
      const { app } = node.engine
      const ways = [
        oneByOne(await writerOn(db, load), load, 1, one),
        below(app, load, 1, 1, one),
        below(app, load, 500, 4, many),
        below(app, load, 5_000, 2, many),
      ]
      const summaries = await runRounds(db, ways, plan.rounds)
      await checkLedger(db)
      return summaries
    } finally {
      await node.stop()
    }
  } finally {
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
