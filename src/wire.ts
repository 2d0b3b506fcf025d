import { createHash, randomInt, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import manifest from '../package.json' with { type: 'json' }
import type { Config } from './config.ts'
import { limits } from './config.ts'
import { isRejection } from './contract/rejections.ts'
import type { Subject } from './contract/route.ts'
import { mountHooks, type HookAddress, type ReceiveHook } from './edge/hooks.ts'
import { createServer } from './edge/http.ts'
import { createMetrics } from './edge/metrics.ts'
import { edgeLimits } from './edge/settings.ts'
import type { BatchReport } from './flow/batch.ts'
import { createEngine, type Engine } from './flow/engine.ts'
import type { MediaPlace } from './flow/media.ts'
import { purchaseResolver } from './flow/purchase.ts'
import { createReach, type Reach } from './flow/reach.ts'
import { readReachLag } from './flow/reach-queue.ts'
import { countRunning } from './linking/figures/store.ts'
import { seedRuleSet } from './flow/rules.ts'
import { createWebhooks, type Webhooks } from './flow/webhooks.ts'
import { readConsumers } from './consume/store.ts'
import { openEmbedded } from './infra/embedded.ts'
import { every } from './infra/every.ts'
import { createPurchaseFlags } from './infra/flags.ts'
import { createMemoryBus } from './infra/memory-bus.ts'
import { createNatsBus } from './infra/nats-bus.ts'
import { openMediaPlace } from './infra/media/place.ts'
import { migrate, migrationsFolder, readMigrations } from './infra/migrate.ts'
import { createOutboxReader, sweepOutbox } from './infra/outbox.ts'
import { outsidePolicy } from './infra/outside-address.ts'
import { openPostgres } from './infra/pg.ts'
import { keptSecretKey } from './infra/secret-key.ts'
import { adoptOutbox } from './infra/store-file/move-outbox.ts'
import { readTableNotes } from './infra/store-file/tables.ts'
import { storeId } from './infra/store-id.ts'
import { keepTimeZone } from './infra/store-zone.ts'
import { realNow, systemClock } from './infra/system-clock.ts'
import { countedSender, tracedDb, tracedIngest, tracedSender } from './infra/traced.ts'
import { openPushes } from './infra/open-pushes.ts'
import { createWebhookSender } from './infra/webhook-http.ts'
import { PARTS } from './lib/parts.ts'
import { createCalendar } from './lib/time.ts'
import { allRoutes, outwardRules } from './slices.ts'
import { canonicalUser } from './person/read.ts'
import { createHeart } from './operations/heartbeat.ts'
import { sweepMedia } from './media/sweep.ts'
import { sweepNodes } from './operations/store.ts'
import { countResults, createTally } from './operations/tally.ts'
import { keepPoison, sweepQuarantine } from './quarantine/store.ts'
import type { Bus } from './ports/bus.ts'
import type { Db } from './ports/db.ts'
import type { Log } from './ports/log.ts'
import type { MediaStorage } from './ports/media.ts'
import { doudianOrderDetail, doudianOrigin, recordedOrderDetail } from './room/order-detail.ts'
import { recordedOrder } from './room/recorded-orders.ts'
import type { MembershipPort, RoomParts } from './room/parts.ts'
import { retryPendingOrders } from './room/pending.ts'
import { openHook } from './room/receive.ts'
import { secretBox, type SecretBox } from './room/secret-box.ts'
import { pruneRooms } from './room/store.ts'
import type { WebhookParts } from './webhook/parts.ts'

/** The one place that picks adapters and puts the product together. */

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
    const moved = await adoptOutbox(store.db, await readTableNotes(migrationsFolder()))
    if (moved !== null) log.warn({ moved }, 'a restored store: its messages have places of this server now')
    await seedStore(store.db)
    await keepTimeZone(store.db, config.timeZone)
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
  await storeId(db)
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
  /** to the other nodes of the store; made from the configuration unless given */
  readonly bus?: Bus
}

/** One node: an HTTP server over an engine. Nothing listens yet. */
export interface Node {
  readonly engine: Engine
  readonly server: ReturnType<typeof createServer>
  readonly webhooks: Webhooks
  /** where pictures and videos lie */
  readonly media: MediaStorage
  readonly reach: Reach
  /** Finishes what was accepted and lets go of everything but the store. */
  stop(): Promise<void>
}

/** The bus the configuration names. An embedded store has one node and needs none. */
export async function openBus(config: Config, db: Db, log: Log): Promise<Bus> {
  if (config.natsUrl === null || db.kind === 'pglite') return createMemoryBus()()
  const place = { url: config.natsUrl, credsFile: config.natsCredsFile, name: 'tiefen node' }
  return createNatsBus({ ...place, storeId: await storeId(db), log })
}

export const systemSubject: Subject = { role: 'platform', id: 'tiefen' }

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

/** How often due work, waiting order details and old rows are looked at. */
const DUE_EVERY_MS = 1_000
const ROOMS_EVERY_MS = 5_000
const SWEEP_EVERY_MS = 600_000
const HEARTBEAT_EVERY_MS = 5_000
const VACUUM_EVERY_MS = 1_800_000
/** An open page that was away for longer fetches anew. */
const OUTBOX_HOURS = 24
const SWEEP_ROWS_MOST = 50_000
/** A message that is deleted takes its picture along. */
const MEDIA_SWEEP_EVERY_MS = 5_000
const WEBHOOKS_EVERY_MS = 1_000
const REACH_EVERY_MS = 1_000
const WEBHOOK_SWEEP_EVERY_MS = 60_000

/** The engine over an open store. */
export async function createEngineOn(
  options: Pick<NodeOptions, 'config' | 'db' | 'log' | 'sandbox' | 'realNow'>,
  onCommit: (batch: BatchReport) => void = () => undefined,
  onPoison: (outcome: 'kept' | 'full') => void = () => undefined,
  media?: MediaPlace,
): Promise<Engine> {
  const { config, db, log } = options
  const now = options.realNow ?? realNow
  const flags = await createPurchaseFlags()
  const engine: Engine = createEngine({
    db,
    systemClock: options.realNow === undefined ? systemClock : { now: () => Promise.resolve(now()) },
    realNow: now,
    calendar: createCalendar(config.timeZone),
    sandbox: options.sandbox,
    log,
    ...limits.ingest,
    cachePeopleMost: config.cachePeopleMost,
    firstPart: randomInt(PARTS),
    resolvePurchase: purchaseResolver(db, flags.visible),
    purchaseVisible: flags.visible,
    onCommit,
    ...(media === undefined ? {} : { media }),
    async quarantine(poison) {
      const outcome = await keepPoison(db, poison, await engine.app.clock.now())
      onPoison(outcome)
      return outcome
    },
  })
  return engine
}

/** Seals the secrets of platform connections with the deployment's key. */
export const roomSecrets = (secretKey: string): SecretBox =>
  secretBox(createHash('sha256').update(secretKey).digest('base64url'))

/** The way out of webhooks, and what keeps their secrets. */
const openWebhookParts = ({ config, sandbox }: NodeOptions, secrets: WebhookParts['secrets']): WebhookParts => ({
  secrets,
  sender: createWebhookSender({
    policy: outsidePolicy(sandbox, config.webhookNetworks),
    version: manifest.version,
    timeoutMilliseconds: limits.webhookMilliseconds,
  }),
})

/** Puts a node together over an open store. */
export async function createNode(options: NodeOptions): Promise<Node> {
  const { log, secretKey, config } = options
  const now = options.realNow ?? realNow
  const nodeId = randomUUID()
  const tracing = config.traces
    ? (await import('./infra/tracing.ts')).startTracing({ version: manifest.version, nodeId })
    : null
  const db = tracing === null ? options.db : tracedDb(options.db, tracing)
  const metrics = createMetrics({ db, processMetrics: options.logger !== undefined, version: manifest.version })
  const tally = createTally()
  const onCommit = (report: BatchReport): void => {
    const seen = { ...report, counts: countResults(report.results) }
    metrics.batch(seen)
    tally.batch(seen, now())
    tally.queue(engine.ingestor.queued(), now())
    tracing?.record('batch', report.milliseconds, {
      'tiefen.events': report.events,
      'tiefen.clubs': report.clubs,
      'tiefen.attempts': report.attempts,
      'tiefen.queue_wait_ms': report.waitMilliseconds,
    })
  }
  const media = await openMediaPlace(config.media, log, now)
  const engine: Engine = await createEngineOn({ ...options, db }, onCommit, metrics.quarantined, media)
  const app = tracing === null ? engine.app : { ...engine.app, ingest: tracedIngest(engine.app.ingest, tracing) }
  metrics.cache(() => {
    const { people: entries, ...lookups } = engine.ingestor.cache()
    return { ...lookups, entries }
  })
  metrics.queue(() => engine.ingestor.queued())
  const bus = options.bus ?? (await openBus(config, db, log))
  metrics.bus(() => bus.figures())
  metrics.consumers(() => readConsumers(db))
  engine.onWake(() => bus.hint())
  /** After commits of this node and hints of others. */
  const onWake = (listener: () => void): (() => void) => {
    const stops = [engine.onWake(listener), bus.onHint(listener)]
    return () => {
      for (const stop of stops) stop()
    }
  }
  const rooms: RoomParts = {
    secrets: roomSecrets(secretKey),
    membership: platformMemberships(engine),
    orderDetail: {
      live: doudianOrderDetail({ fetch, origin: doudianOrigin, timeoutMilliseconds: 1_500 }),
      recorded: recordedOrderDetail(recordedOrder),
    },
  }
  const { sender, secrets } = openWebhookParts(options, rooms.secrets)
  const counted = countedSender(sender, metrics.webhook)
  const webhookParts = { secrets, sender: tracing === null ? counted : tracedSender(counted, tracing) }
  const webhooks = createWebhooks({
    db,
    clock: engine.app.clock,
    sandbox: options.sandbox,
    realNow: now,
    rules: outwardRules,
    parts: webhookParts,
    log,
    version: manifest.version,
    wake: engine.app.wake,
    limits: { ...limits.webhooks, ...(db.kind === 'pglite' ? limits.webhooksEmbedded : {}) },
  })
  onWake(webhooks.nudge)
  const { webhookNetworks: networks, vapidKeys, pushContact: contact } = config
  const { threadsMost, atOnce, pieces } = limits.pushThread
  const thread = {
    sandbox: options.sandbox,
    networks,
    timeoutMilliseconds: limits.webhookMilliseconds,
    atOnce,
    threadsMost,
  }
  const keys = { secrets, vapidKeys, contact, publicUrl: config.edge.publicUrl }
  const pushes = await openPushes({ db, log, ...thread, ...keys })
  const reach = createReach({
    db,
    sandbox: options.sandbox,
    timeZone: config.timeZone,
    realNow: now,
    sender: pushes.sender,
    log,
    version: manifest.version,
    limits: {
      ...limits.reach,
      ...(db.kind === 'pglite' ? limits.reachEmbedded : {}),
      piecesAtOnce: pushes.threads * pieces,
    },
    count: metrics.push,
  })
  const reachParts = { publicKey: pushes.publicKey, refuse: sender.refuse }
  metrics.reach(() => readReachLag(db, now()))
  metrics.links(() => countRunning(db))
  onWake(reach.nudge)
  const server = createServer({
    app,
    ...(tracing === null ? {} : { tracing }),
    routes: allRoutes(rooms, webhookParts, config.relays, reachParts),
    config: { ...config.edge, secretKey, webRoot: options.webRoot },
    realNow: now,
    version: manifest.version,
    outbox: createOutboxReader(db, onWake, edgeLimits.streamPageBytes),
    metrics,
    media: media.storage,
    busLink: () => bus.figures().link,
    canonicalUser: (userId) => canonicalUser(db, userId),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.passwordCost === undefined ? {} : { passwordCost: options.passwordCost }),
  })
  const openHookAt = async (address: HookAddress): Promise<ReceiveHook | null> => {
    const receive = await openHook(app, rooms, address)
    return receive === null ? null : (delivery) => receive({ ...delivery, realNow: now() })
  }
  mountHooks(server, openHookAt, now)
  const heart = createHeart({
    db,
    nodeId,
    version: manifest.version,
    tally,
    realNow: now,
    decisionNow: () => engine.app.clock.now(),
    read: () => ({
      queued: engine.ingestor.queued(),
      ...metrics.openStreams(),
      memoryBytes: process.memoryUsage.rss(),
    }),
    tell: metrics.store,
  })
  // before it says anything: nodes of an older version leave to it what they cannot tell
  await heart.begin()
  const timers = [
    every(HEARTBEAT_EVERY_MS, log, () => heart.beat()),
    every(SWEEP_EVERY_MS, log, () => sweepNodes(db)),
    every(SWEEP_EVERY_MS, log, async () => sweepQuarantine(db, await engine.app.clock.now())),
    every(DUE_EVERY_MS, log, async () => {
      const started = performance.now()
      const done = await engine.runDueNow()
      if (done > 0) tracing?.record('due work', performance.now() - started, { 'tiefen.pieces': done })
    }),
    every(ROOMS_EVERY_MS, log, () => retryPendingOrders(engine.app, rooms, now())),
    every(WEBHOOKS_EVERY_MS, log, () => webhooks.tick()),
    every(WEBHOOK_SWEEP_EVERY_MS, log, () => webhooks.sweep()),
    every(REACH_EVERY_MS, log, () => reach.tick()),
    every(SWEEP_EVERY_MS, log, () => reach.sweep()),
    every(SWEEP_EVERY_MS, log, () => pruneRooms(db, now())),
    every(MEDIA_SWEEP_EVERY_MS, log, async () =>
      sweepMedia({ db, storage: media.storage, log }, await engine.app.clock.now()),
    ),
    every(SWEEP_EVERY_MS, log, (goesOn) => sweepOutbox(db, OUTBOX_HOURS, SWEEP_ROWS_MOST, goesOn)),
    // PGlite has no autovacuum workers
    ...(db.kind === 'pglite' ? [every(VACUUM_EVERY_MS, log, () => db.exec('vacuum analyze'))] : []),
  ]
  return {
    engine,
    server,
    webhooks,
    media: media.storage,
    reach,
    async stop() {
      await Promise.all(timers.map((stop) => stop()))
      await Promise.all([webhooks.stop(), reach.stop()])
      await server.close()
      await engine.worker.stop()
      await engine.ingestor.drain()
      await heart.goodbye().catch((error: unknown) => log.warn({ err: error }, 'the last heartbeat was not written'))
      await bus.close()
      await tracing?.close()
    },
  }
}

/** The platform's secret key: as set, else made once and kept in the data folder. */
export async function platformKey(config: Config): Promise<{ key: string; file: string | null; isNew: boolean }> {
  if (config.secretKey !== null) return { key: config.secretKey, file: null, isNew: false }
  return keptSecretKey(config.dataFolder)
}
