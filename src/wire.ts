import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import manifest from '../package.json' with { type: 'json' }
import { accountReadRoutes } from './account/read.ts'
import { accountWriteRoutes } from './account/ingest.ts'
import { badgeReads } from './badge/read.ts'
import { badgeWrites } from './badge/ingest.ts'
import { clubReads } from './club/read.ts'
import { clubWrites } from './club/ingest.ts'
import { putOwner } from './club/store.ts'
import { valueAt, visibilityKey } from './club/apply.ts'
import type { Config } from './config.ts'
import { limits } from './config.ts'
import type { Incoming } from './contract/events.ts'
import { isRejection, rejections, type RejectionCode } from './contract/rejections.ts'
import type { Route, Subject } from './contract/route.ts'
import { mountHooks } from './edge/hooks.ts'
import { createServer } from './edge/http.ts'
import { createMetrics } from './edge/metrics.ts'
import type { BatchReport } from './flow/batch.ts'
import { createEngine, type Engine } from './flow/engine.ts'
import { loadClubs } from './flow/load.ts'
import { parseEvent } from './flow/parse.ts'
import { seedRuleSet } from './flow/rules.ts'
import type { ImportStore } from './import/into-store.ts'
import { openEmbedded } from './infra/embedded.ts'
import { createPurchaseFlags } from './infra/flags.ts'
import { migrate, migrationsFolder, readMigrations } from './infra/migrate.ts'
import { createOutboxReader, sweepOutbox } from './infra/outbox.ts'
import { openPostgres } from './infra/pg.ts'
import { keptSecretKey } from './infra/secret-key.ts'
import { realNow, systemClock } from './infra/system-clock.ts'
import { intimacyReads } from './intimacy/read.ts'
import { intimacyWrites } from './intimacy/ingest.ts'
import { levelReads } from './level/read.ts'
import { levelWrites } from './level/ingest.ts'
import { createCalendar } from './lib/time.ts'
import { liveReads } from './live/read.ts'
import { memberReads } from './member/read.ts'
import { memberWrites } from './member/ingest.ts'
import { canonicalUser, canonicalUsers, personReads } from './person/read.ts'
import { personWrites } from './person/ingest.ts'
import type { Db } from './ports/db.ts'
import type { Log } from './ports/log.ts'
import { doudianOrderDetail, doudianOrigin, recordedOrderDetail } from './room/order-detail.ts'
import { recordedOrder } from './room/recorded-orders.ts'
import type { MembershipPort, RoomParts } from './room/parts.ts'
import { retryPendingOrders } from './room/pending.ts'
import { receiveHook } from './room/receive.ts'
import { roomReadRoutes } from './room/read.ts'
import { roomWriteRoutes } from './room/ingest.ts'
import { secretBox } from './room/secret-box.ts'
import { pruneRooms } from './room/store.ts'
import { sandboxRoutes } from './sandbox/ingest.ts'

/** The one place that picks adapters and puts the product together. */

/** Every route of the slices; the edge adds its own. */
export const allRoutes = (rooms: RoomParts): readonly Route[] => [
  ...clubReads,
  ...clubWrites,
  ...badgeReads,
  ...badgeWrites,
  ...memberReads,
  ...memberWrites,
  ...intimacyReads,
  ...intimacyWrites,
  ...levelReads,
  ...levelWrites,
  ...liveReads,
  ...personReads,
  ...personWrites,
  ...accountReadRoutes,
  ...accountWriteRoutes,
  ...roomReadRoutes,
  ...roomWriteRoutes(rooms),
  ...sandboxRoutes,
]

/** An open, migrated store. */
export interface Store {
  readonly db: Db
  /** made by this start, so empty */
  readonly isNew: boolean
}

/** Opens the store the configuration names, brings it up to date and gives a new one its first rule set. Faults carry plain words. */
export async function openStore(config: Config, log: Log): Promise<Store> {
  const store =
    config.databaseUrl === null
      ? await openEmbedded(config.dataFolder, log)
      : {
          db: await openPostgres({ connectionString: config.databaseUrl, max: limits.databaseSessions, log }),
          isNew: false,
        }
  try {
    await migrate(store.db, await readMigrations(migrationsFolder()), log)
    await seedStore(store.db)
    return store
  } catch (error) {
    await store.db.close()
    throw error
  }
}

/** Version 1 of the rules, from `rulesets/`. */
export async function seedStore(db: Db): Promise<void> {
  const file = new URL('../rulesets/default-1.json', import.meta.url)
  const bundled = new URL('rulesets/default-1.json', import.meta.url)
  const text = await readFile(bundled, 'utf8').catch(() => readFile(file, 'utf8'))
  await seedRuleSet(db, JSON.parse(text))
}

export interface NodeOptions {
  readonly config: Config
  readonly db: Db
  readonly log: Log
  /** whether decisions run on the store's clock (PLT-5) */
  readonly sandbox: boolean
  readonly secretKey: string
  readonly webRoot: string
  readonly logger?: Parameters<typeof createServer>[0]['logger']
  /** log2 of scrypt's N, for tests */
  readonly passwordCost?: number
  readonly realNow?: () => number
}

/** One node: an HTTP server over an engine. Nothing listens yet. */
export interface Node {
  readonly engine: Engine
  readonly server: ReturnType<typeof createServer>
  /** Finishes what was accepted and lets go of everything but the store. */
  stop(): Promise<void>
}

const systemSubject: Subject = { role: 'platform', id: 'tiefen' }

/** A platform's own club messages (live_fansclub): it keeps the membership itself, so no cooldown, gift or limit of ours applies. */
const platformMemberships = (engine: Engine): MembershipPort => ({
  async joinByPlatform(ownerId, userId) {
    const joined = await engine.app.command(systemSubject, ({ members }) =>
      members.join({ ownerId, userId, scene: 'platform', gift: null, byPlatform: true }),
    )
    return isRejection(joined) ? joined : null
  },
  async leaveByPlatform(ownerId, userId, at) {
    const left = await engine.app.command(systemSubject, ({ members }) =>
      members.leave({ ownerId, userId, byPlatform: true, notAfter: at }),
    )
    return isRejection(left) && left.rejected !== 'not_a_member' ? left : null
  },
})

/**
 * TASK-6: asks the flag service before the transaction, and only for orders of live clubs in phase 1: by the id under which a user is known
 * first, so that every alias of his sees the same.
 */
function purchaseResolver(db: Db, visible: Engine['app']['purchaseVisible']) {
  return async (events: readonly Incoming[]): Promise<ReadonlySet<string>> => {
    const orders = events.filter((event) => event.type === 'order.paid')
    const seen = new Set<string>()
    if (orders.length === 0) return seen
    const clubs = await loadClubs(db, [...new Set(orders.map((order) => order.data.ownerId))])
    const asked = orders.flatMap(({ at, data, userId }) => {
      const club = clubs.get(data.ownerId)
      if (club === undefined || userId === null || valueAt(club.modes, at) !== 'live') return []
      const rollout = valueAt(club.rollouts, at)
      return rollout.phase === 1 ? [{ userId, ownerId: club.ownerId, rollout }] : []
    })
    if (asked.length === 0) return seen
    const known = await canonicalUsers(db, [...new Set(asked.map((one) => one.userId))])
    for (const { userId: alias, ownerId, rollout } of asked) {
      const userId = known.get(alias) ?? alias
      if (await visible(userId, ownerId, rollout)) seen.add(visibilityKey(userId, ownerId, rollout))
    }
    return seen
  }
}

/** How often due work, waiting order details and old rows are looked at. */
const DUE_EVERY_MS = 1_000
const ROOMS_EVERY_MS = 5_000
const SWEEP_EVERY_MS = 600_000
const VACUUM_EVERY_MS = 1_800_000
/** An open page that was away for longer fetches anew. */
const OUTBOX_HOURS = 24
const SWEEP_ROWS_MOST = 50_000

/** The engine over an open store. */
async function createEngineOn(
  options: Pick<NodeOptions, 'config' | 'db' | 'log' | 'sandbox' | 'realNow'>,
  onCommit: (batch: BatchReport) => void = () => undefined,
): Promise<Engine> {
  const { config, db, log } = options
  const now = options.realNow ?? realNow
  const flags = await createPurchaseFlags()
  return createEngine({
    db,
    systemClock: options.realNow === undefined ? systemClock : { now: () => Promise.resolve(now()) },
    realNow: now,
    calendar: createCalendar(config.timeZone),
    sandbox: options.sandbox,
    log,
    queueEventsMost: limits.queueEventsMost,
    batchEventsMost: limits.batchEventsMost,
    resolvePurchase: purchaseResolver(db, flags.visible),
    purchaseVisible: flags.visible,
    onCommit,
  })
}

/** The store of the configuration with an engine and no server, for `tiefen import`. A Fault says in plain words that a server holds it. */
export async function openImportStore(config: Config, log: Log): Promise<ImportStore> {
  const { db } = await openStore(config, log)
  const engine = await createEngineOn({ config, db, log, sandbox: config.sandbox })
  return {
    app: engine.app,
    async putOwner(owner) {
      // everyone sees the purchase task, as with an owner registered through the API
      const rollout = { phase: 2, share: 1 }
      const made = await engine.app.command(systemSubject, ({ tx, now }) => putOwner(tx, owner, rollout, now))
      return isRejection(made) ? rejections[made.rejected].en : null
    },
    async close() {
      await engine.ingestor.drain()
      await db.close()
    },
  }
}

/** Why the engine would not even read an event, or null: what a dry run asks. */
export const judgeEvent = (event: unknown): RejectionCode | null => {
  const parsed = parseEvent(event)
  return 'refused' in parsed ? parsed.refused : null
}

/** Puts a node together over an open store. */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { db, log, secretKey, config } = options
  const now = options.realNow ?? realNow
  const metrics = createMetrics({ db, processMetrics: options.logger !== undefined })
  const engine = await createEngineOn(options, metrics.batch)
  metrics.queue(() => engine.ingestor.queued())
  const rooms: RoomParts = {
    secrets: secretBox(createHash('sha256').update(secretKey).digest('base64url')),
    membership: platformMemberships(engine),
    orderDetail: {
      live: doudianOrderDetail({ fetch, origin: doudianOrigin, timeoutMilliseconds: 1_500 }),
      recorded: recordedOrderDetail(recordedOrder),
    },
  }
  const server = createServer({
    app: engine.app,
    routes: allRoutes(rooms),
    config: { ...config.edge, secretKey, webRoot: options.webRoot },
    realNow: now,
    version: manifest.version,
    outbox: createOutboxReader(db, engine.onWake),
    metrics,
    canonicalUser: (userId) => canonicalUser(db, userId),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.passwordCost === undefined ? {} : { passwordCost: options.passwordCost }),
  })
  mountHooks(server, (delivery) => receiveHook(engine.app, rooms, { ...delivery, realNow: now() }))
  const timers = [
    every(DUE_EVERY_MS, log, () => engine.runDueNow()),
    every(ROOMS_EVERY_MS, log, () => retryPendingOrders(engine.app, rooms, now())),
    every(SWEEP_EVERY_MS, log, () => pruneRooms(db, now())),
    every(SWEEP_EVERY_MS, log, () => sweepOutbox(db, OUTBOX_HOURS, SWEEP_ROWS_MOST)),
    // PGlite has no autovacuum workers
    ...(db.kind === 'pglite' ? [every(VACUUM_EVERY_MS, log, () => db.exec('vacuum analyze'))] : []),
  ]
  return {
    engine,
    server,
    async stop() {
      await Promise.all(timers.map((stop) => stop()))
      await server.close()
      await engine.ingestor.drain()
    },
  }
}

/** Runs work again and again with a pause between, one at a time; stopping waits for the run under way. */
function every(pauseMs: number, log: Log, work: () => Promise<unknown>): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  const plan = (): void => {
    if (stopped) return
    timer = setTimeout(() => {
      running = work()
        .catch((error: unknown) => log.warn({ err: error }, 'periodic work failed; it will be tried again'))
        .then(plan)
    }, pauseMs)
    timer.unref()
  }
  plan()
  return () => {
    stopped = true
    if (timer !== null) clearTimeout(timer)
    return running
  }
}

/** The platform's secret key: as set, else made once and kept in the data folder. */
export async function platformKey(config: Config): Promise<{ key: string; file: string | null; isNew: boolean }> {
  if (config.secretKey !== null) return { key: config.secretKey, file: null, isNew: false }
  return keptSecretKey(config.dataFolder)
}
