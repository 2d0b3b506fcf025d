import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { EMBEDDED_POSTGRES_MAJOR, openEmbedded } from '../../src/infra/embedded.ts'
import { migrate, migrationsFolder, readMigrations } from '../../src/infra/migrate.ts'
import type { Log } from '../../src/ports/log.ts'
import { removeStale } from './cache.ts'

const cache = fileURLToPath(new URL('../../.cache', import.meta.url))
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** A data folder with an empty, migrated embedded store, made once for a state of the migrations: making one takes 6 s of a core, copying it a tenth. */
async function emptyStore(): Promise<string> {
  const migrations = await readMigrations(migrationsFolder())
  const hash = createHash('sha256').update(String(EMBEDDED_POSTGRES_MAJOR))
  for (const { sha256 } of migrations) hash.update(sha256)
  const folder = `${cache}/embedded-${hash.digest('hex').slice(0, 12)}`
  if (existsSync(folder)) return folder
  await mkdir(cache, { recursive: true })
  await removeStale(cache, 'embedded-')
  await removeStale(cache, 'making-')
  const own = await mkdtemp(`${cache}/making-`)
  const { db } = await openEmbedded(own, silent)
  try {
    await migrate(db, migrations, silent)
  } finally {
    await db.close()
  }
  // of two that make it at once the second is too late, and takes the first one's
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }))
  return folder
}

/** Makes a data folder (absent, or empty) hold an empty, migrated embedded store: a server that starts there need not make one. */
export async function copyEmptyStore(folder: string): Promise<void> {
  await cp(await emptyStore(), folder, { recursive: true })
}
