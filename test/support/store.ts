import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Client } from 'pg'
import { describe, inject } from 'vitest'
import type { ClockSetting } from '../../src/flow/clock.ts'
import { openPglite, type PgliteDb } from '../../src/infra/pglite.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import { toInstant } from '../../src/lib/time.ts'
import type { Db } from '../../src/ports/db.ts'
import type { Log } from '../../src/ports/log.ts'

/** What prepare-stores.ts hands to the test files. */
export interface PreparedStores {
  /** a dump of a PGlite that nothing was ever done to */
  readonly bareFile: string
  /** a dump of a migrated, empty PGlite */
  readonly snapshotFile: string
  /** null: no server for this run */
  readonly postgresUrl: string | null
  /** a migrated, empty database to copy */
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    stores: PreparedStores
  }
}

/** Keeps quiet; tests look at answers, not at log lines. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

export interface TestStore {
  readonly name: 'pglite' | 'postgres'
  /** A fresh, migrated, empty database; `close` drops it. About 1 s on PGlite, 50 ms on PostgreSQL: open one per file, `emptyTables` between tests. */
  open(): Promise<Db>
}

/** Why the stores that are missing here are missing; such tests are skipped by name, never silently. */
export const noPostgres =
  'skipped: no TEST_DATABASE_URL (npm test starts a server; or: node scripts/with-postgres.mjs npx vitest run …)'

const prepared = inject('stores')

/** Runs statements on the server's own database, outside any pool. */
async function administer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** A copy of the migrated template (or, with 'template0', a bare database) and its address, for tests that open their own pools. */
export async function createDatabase(template = prepared.template): Promise<{ url: string; drop(): Promise<void> }> {
  const server = prepared.postgresUrl
  if (server === null) throw new Error(noPostgres)
  const name = `tiefen_test_${randomBytes(8).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  return {
    url: databaseUrl(server, name),
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  }
}

async function openTestPostgres(template = prepared.template): Promise<Db> {
  const { url, drop } = await createDatabase(template)
  const db = await openPostgres({ connectionString: url, max: 16, log: silentLog })
  return { ...db, close: () => db.close().then(drop) }
}

async function openTestPglite(snapshotFile = prepared.snapshotFile): Promise<PgliteDb> {
  return openPglite({ dataDir: 'memory', snapshot: await readFile(snapshotFile), log: silentLog })
}

/** A database that nothing was ever done to, not even migrated; `close` drops it. */
export async function openBare(name: TestStore['name']): Promise<Db> {
  return name === 'pglite' ? openTestPglite(prepared.bareFile) : openTestPostgres('template0')
}

const pglite: TestStore = { name: 'pglite', open: () => openTestPglite() }
const postgres: TestStore = { name: 'postgres', open: () => openTestPostgres() }

/** The stores that can be opened in this run. Prefer `describeStores`, which also names the one that cannot. */
export const stores: readonly TestStore[] = prepared.postgresUrl === null ? [pglite] : [pglite, postgres]

/** Everything on both stores, also what `describeAnyStore` runs on one: TEST_STORES=both, before a release. */
const everythingTwice = process.env['TEST_STORES'] === 'both'

/**
 * Tests of what runs the same SQL on both stores, so on one: PostgreSQL, or the embedded store where there is no server. That the SQL is the
 * embedded store's too is shown by the rules' tests (test/rules), the pages' (test/e2e) and TEST_STORES=both.
 */
export function describeAnyStore(title: string, tests: (store: TestStore) => void): void {
  if (everythingTwice) describeStores(title, tests)
  else if (prepared.postgresUrl === null) describe(`${title} [pglite]`, () => tests(pglite))
  else describePostgres(title, tests)
}

/** The same tests on both stores. */
export function describeStores(title: string, tests: (store: TestStore) => void): void {
  describe(`${title} [pglite]`, () => tests(pglite))
  describePostgres(title, tests)
}

/** Tests that only mean something with many sessions: races, locks (PGlite has one session and can show none). */
export function describePostgres(title: string, tests: (store: TestStore) => void): void {
  if (prepared.postgresUrl === null) describe.skip(`${title} [postgres, ${noPostgres}]`, () => tests(postgres))
  else describe(`${title} [postgres]`, () => tests(postgres))
}

/**
 * What a node knows for good and holds the store to be of one mind with: the secrets of links to media and of browser sessions, and the pair by which
 * push services know it. `storeId` is not among them: that it is another one is what tells a node to forget what it remembers of the store.
 */
const NODE_SETTINGS = ['mediaSecret', 'instanceSecret', 'pushKeys']

/**
 * Empties every table but the record of migrations: back to what `open` gives, in milliseconds.
 * @param at what the stored clock shows from then on (UTC ms), for the store of a node at work: such a store is never without a clock, which
 * would be the machine's time, and what the node made once and knows stays
 */
export async function emptyTables(db: Db, at?: number): Promise<void> {
  const stays = at === undefined ? [] : ['setting']
  let tables = await filledTables(db)
  do {
    await truncate(db, tables, at)
    // a node at work may fill a table that was empty when they were listed
    tables = await filledTables(db)
  } while (tables.some((name) => !stays.includes(name)))
}

/** Only those that hold something: a table that is truncated gets new files, it and each of its indexes, and there are two hundred tables. */
async function filledTables(db: Db): Promise<readonly string[]> {
  const tables = await db.query<{ name: string }>(`
    select quote_ident(relname) as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migration' and pg_relation_size(oid) > 0`)
  return tables.map(({ name }) => name)
}

async function truncate(db: Db, tables: readonly string[], at: number | undefined): Promise<void> {
  // A node of the world may be at its due work, with locks in another order: the transaction is run again on a deadlock.
  await db.transaction(async (tx) => {
    // the ledger refuses even truncate; only a replica role may empty it
    await tx.query('set local session_replication_role = replica')
    const kept = await tx.query<{ key: string; value: string }>(
      'select key, value::text from setting where key = any($1::text[])',
      [NODE_SETTINGS],
    )
    if (tables.length > 0) await tx.query(`truncate ${tables.join(', ')} restart identity cascade`)
    if (at === undefined) return
    const clock: ClockSetting = { now: toInstant(at), real: toInstant(Date.now()), rate: 0 }
    const rows = [...kept, { key: 'clock', value: JSON.stringify(clock) }]
    for (const { key, value } of rows)
      await tx.query('insert into setting (key, value) values ($1, $2::jsonb)', [key, value])
  })
}
