import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../ports/db.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { openEmbedded } from './embedded.ts'
import { checkMigrated, migrate, migrationsFolder, readMigrations, type Migration } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './pg.ts'

/** Where a store lies. */
export interface StorePlace {
  /** null: embedded */
  readonly databaseUrl: string | null
  readonly dataFolder: string
}

/** Sessions of a tool that works on a store by itself. */
const TOOL_SESSIONS = 2

/**
 * Opens a store as it is: nothing is made, migrated or refused for its settings.
 * @throws Fault in plain words when there is none, or a server holds the folder
 */
export async function openStoreAsIs({ databaseUrl, dataFolder }: StorePlace, log: Log): Promise<Db> {
  if (databaseUrl !== null) {
    return openPostgres({ connectionString: databaseUrl, max: TOOL_SESSIONS, log, unfit: 'open' })
  }
  if (!existsSync(join(dataFolder, 'store')))
    throw new Fault(
      `数据目录 ${dataFolder} 里没有数据 · There is no store in the data folder ${dataFolder} (TIEFEN_DATA, or DATABASE_URL for PostgreSQL)`,
    )
  return (await openEmbedded(dataFolder, log)).db
}

/** Opens a store as it is, where it has this program's schema. @throws MigrationProblem in plain words where it has not */
export async function openMigratedStore(place: StorePlace, log: Log): Promise<Db> {
  const db = await openStoreAsIs(place, log)
  try {
    await checkMigrated(db, await readMigrations(migrationsFolder()), log)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** Opens a store to be filled, made when there is none, not migrated. @throws Fault as for a server's own start */
export async function openStoreToFill({ databaseUrl, dataFolder }: StorePlace, log: Log): Promise<Db> {
  return databaseUrl === null
    ? (await openEmbedded(dataFolder, log)).db
    : openPostgres({ connectionString: databaseUrl, max: TOOL_SESSIONS, log })
}

/** What these migrations make, in memory; the caller closes it. */
export async function openFreshStore(migrations: readonly Migration[], log: Log): Promise<Db> {
  const db = await openPglite({ dataDir: 'memory', log })
  try {
    await migrate(db, migrations, log)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

const LOCAL_HOSTS = new Set(['', 'localhost', '127.0.0.1', '[::1]'])

/** Free bytes on the disk that holds a store; null when it is another machine's, or hidden from us. */
export async function diskRoom(
  { databaseUrl, dataFolder }: StorePlace,
  db: Db,
): Promise<{ path: string; free: number } | null> {
  const path = databaseUrl === null ? dataFolder : await localDataDirectory(databaseUrl, db)
  if (path === null) return null
  const room = await statfs(path).catch(() => null)
  return room === null ? null : { path, free: room.bavail * room.bsize }
}

async function localDataDirectory(databaseUrl: string, db: Db): Promise<string | null> {
  if (!LOCAL_HOSTS.has(new URL(databaseUrl).hostname)) return null
  // told to members of pg_read_all_settings alone
  const [row] = await db.query<{ path: string | null }>(
    `select setting as path from pg_settings where name = 'data_directory'`,
  )
  return row?.path ?? null
}
