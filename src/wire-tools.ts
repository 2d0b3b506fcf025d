import manifest from '../package.json' with { type: 'json' }
import { putOwner } from './club/store.ts'
import type { Config } from './config.ts'
import { limits } from './config.ts'
import { isRejection, rejections, type RejectionCode } from './contract/rejections.ts'
import { readCatalog } from './flow/doctor/catalog.ts'
import type { DoctorParts } from './flow/doctor/doctor.ts'
import { parseEvent } from './flow/parse.ts'
import type { ConsumeStore } from './consume/command.ts'
import { UsageProblem } from './consume/options.ts'
import type { ImportStore } from './import/into-store.ts'
import { readDemoMark } from './infra/demo-mark.ts'
import { keepTryingNats } from './infra/nats.ts'
import { openJetStream } from './infra/jetstream.ts'
import { openMediaStorage } from './infra/media/place.ts'
import { migrationsFolder, readMigrations } from './infra/migrate.ts'
import { findSecretKey } from './infra/secret-key.ts'
import { diskRoom, openFreshStore, openStoreAsIs, openStoreToFill } from './infra/store-access.ts'
import { readForeignPlaces } from './infra/store-file/move-outbox.ts'
import { readTableNotes } from './infra/store-file/tables.ts'
import { checkTimeZone } from './infra/store-zone.ts'
import { realNow } from './infra/system-clock.ts'
import { toInstant } from './lib/time.ts'
import type { Db } from './ports/db.ts'
import type { EventStream } from './ports/event-stream.ts'
import type { Log } from './ports/log.ts'
import { createEngineOn, openBus, openStore, roomSecrets, systemSubject } from './wire.ts'

/** What the commands beside the server work with: `tiefen import`, `consume`, `doctor`, `export`. Picks adapters as `wire.ts` does for a node. */

/** Whether a store's own clock decides, as for the server on it (`main.ts`): a sandbox, or made by the demo. An empty store is no demo's yet. */
const keepsOwnClock = async ({ sandbox, demo }: Config, db: Db): Promise<boolean> =>
  sandbox || (demo !== false && (await readDemoMark(db)) !== null)

/** The store of the configuration with an engine and no server, for `tiefen import`. A Fault says in plain words that a server holds it. */
export async function openImportStore(config: Config, log: Log): Promise<ImportStore> {
  const { db } = await openStore(config, log)
  const engine = await createEngineOn({ config, db, log, sandbox: await keepsOwnClock(config, db) })
  return {
    app: engine.app,
    async putOwner(owner) {
      // everyone sees the purchase task, as with an owner registered through the API
      const rollout = { phase: 2, share: 1 }
      const made = await engine.app.command(systemSubject, ({ tx, now }) => putOwner(tx, owner, rollout, now))
      return isRejection(made) ? rejections[made.rejected].en : null
    },
    async close() {
      await engine.worker.stop()
      await engine.ingestor.drain()
      await db.close()
    },
  }
}

/** The store of the configuration with an engine and no server, for `tiefen consume`: the nodes are told of its commits over the bus. */
export async function openConsumeStore(config: Config, log: Log): Promise<ConsumeStore> {
  const { db } = await openStore(config, log)
  const engine = await createEngineOn({ config, db, log, sandbox: await keepsOwnClock(config, db) })
  const bus = await openBus(config, db, log)
  engine.onWake(() => bus.hint())
  return {
    app: engine.app,
    async close() {
      await engine.worker.stop()
      await engine.ingestor.drain()
      await bus.close()
      await db.close()
    },
  }
}

/** A stream at the broker of the configuration; tries until it can be reached or `signal` fires (null). @throws UsageProblem without NATS_URL */
export async function openStream(
  config: Config,
  log: Log,
  stream: string,
  subject: string,
  signal: AbortSignal,
): Promise<EventStream | null> {
  if (config.natsUrl === null) throw new UsageProblem('NATS_URL says where the broker is')
  const place = { url: config.natsUrl, credsFile: config.natsCredsFile, name: `tiefen consume ${stream}` }
  const nats = await keepTryingNats(place, log, signal)
  return nats === null ? null : openJetStream(nats, stream, subject)
}

/** Why the engine would not even read an event, or null: what a dry run asks. */
export const judgeEvent = (event: unknown): RejectionCode | null => {
  const parsed = parseEvent(event)
  return 'refused' in parsed ? parsed.refused : null
}

/** The store of the configuration as the doctor looks at it: not migrated, not seeded, whatever its settings. @throws ZoneProblem */
export async function openDoctor(config: Config, log: Log): Promise<DoctorParts> {
  const db = await openStoreAsIs(config, log)
  await checkTimeZone(db, config.timeZone).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  const migrations = await readMigrations(migrationsFolder())
  const key = config.secretKey ?? (await findSecretKey(config.dataFolder))
  const secrets = key === null ? null : roomSecrets(key)
  return {
    db,
    migrations,
    async fresh(numbers) {
      const fresh = await openFreshStore(
        migrations.filter(({ number }) => numbers.has(number)),
        log,
      )
      return readCatalog(fresh).finally(() => fresh.close())
    },
    disk: () => diskRoom(config, db),
    foreign: async () => readForeignPlaces(db, await readTableNotes(migrationsFolder())),
    media: openMediaStorage(config.media, realNow),
    opens: secrets === null ? null : (sealed, connectionId) => secrets.open(sealed, connectionId) !== null,
    timeZone: config.timeZone,
    sessionsWanted: limits.databaseSessions,
    realNow,
    monotonic: () => performance.now(),
  }
}

/** What `tiefen export` and `tiefen import --store` work with. */
export async function storeFileParts(config: Config, log: Log) {
  const migrations = await readMigrations(migrationsFolder())
  const notes = await readTableNotes(migrationsFolder())
  const place = { databaseUrl: config.databaseUrl, dataFolder: config.dataFolder }
  return {
    openForExport: () => openStoreAsIs(place, log),
    openForImport: () => openStoreToFill(place, log),
    export: { migrations, notes, program: manifest.version, exportedAt: toInstant(realNow()) },
    import: { migrations, notes, log },
  }
}
