import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, migrationsFolder, readMigrations } from '../../src/infra/migrate.ts'
import type { Migration } from '../../src/infra/migrate.ts'
import { openPglite } from '../../src/infra/pglite.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Log } from '../../src/ports/log.ts'
import { removeStale } from './cache.ts'

const cache = fileURLToPath(new URL('../../.cache', import.meta.url))
const log: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(partial, bytes)
  await rename(partial, file)
}

/** A bare and a migrated PGlite, dumped once per state of the migrations: loading one takes a fifth of making it. */
async function prepareSnapshots(migrations: readonly Migration[], key: string) {
  const files = { bareFile: `${cache}/pglite-${key}-bare.tar.gz`, snapshotFile: `${cache}/pglite-${key}.tar.gz` }
  if (Object.values(files).every((file) => existsSync(file))) return files
  await mkdir(cache, { recursive: true })
  await removeStale(cache, 'pglite-')
  const db = await openPglite({ dataDir: 'memory', log })
  try {
    await keep(files.bareFile, await db.dump())
    await migrate(db, migrations, log)
    await keep(files.snapshotFile, await db.dump())
  } finally {
    await db.close()
  }
  return files
}

/** A migrated database on the server, made under another name and renamed, so that a stopped run leaves no half-made template. */
async function prepareTemplate(serverUrl: string, migrations: readonly Migration[], template: string): Promise<void> {
  const admin = new Client({ connectionString: serverUrl })
  await admin.connect()
  try {
    const found = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (found.rows.length > 0) return
    const partial = `${template}_${randomBytes(4).toString('hex')}`
    await admin.query(`create database ${partial} template template0 encoding 'UTF8'`)
    const url = new URL(serverUrl)
    url.pathname = `/${partial}`
    const db = await openPostgres({ connectionString: url.href, max: 1, log })
    try {
      await migrate(db, migrations, log)
    } finally {
      await db.close()
    }
    await admin.query(`alter database ${partial} rename to ${template}`)
  } finally {
    await admin.end()
  }
}

/** Vitest global setup of the db project. */
export async function setup(project: TestProject): Promise<void> {
  const migrations = await readMigrations(migrationsFolder())
  const key = createHash('sha256')
    .update(migrations.map((migration) => migration.sha256).join())
    .digest('hex')
    .slice(0, 12)
  const postgresUrl = process.env['TEST_DATABASE_URL'] ?? null
  const template = `tiefen_template_${key}`
  const [snapshots] = await Promise.all([
    prepareSnapshots(migrations, key),
    postgresUrl === null ? null : prepareTemplate(postgresUrl, migrations, template),
  ])
  project.provide('stores', { ...snapshots, postgresUrl, template })
}
