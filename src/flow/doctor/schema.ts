import type { Db, Queryable } from '../../ports/db.ts'
import { compareCatalogs, readCatalog, type CatalogObject } from './catalog.ts'
import { finding, found, type Finding } from './finding.ts'

/** One migration as the program ships it, or as a store remembers it. */
export interface KnownMigration {
  readonly number: number
  readonly name: string
  readonly sha256: string
  readonly breaking: boolean
}

/** The migrations that a store ran, in order; null: it is no store of ours. */
export async function readMigrationsRun(on: Queryable): Promise<readonly KnownMigration[] | null> {
  const [there] = await on.query<{ there: boolean }>(`select to_regclass('schema_migration') is not null as there`)
  if (there?.there !== true) return null
  return on.query<KnownMigration>('select number, name, sha256, breaking from schema_migration order by number')
}

/** How the migrations of a store and of this program differ. Pure. */
export function judgeMigrations(
  run: readonly KnownMigration[],
  shipped: readonly KnownMigration[],
): readonly Finding[] {
  const byNumber = new Map(shipped.map((migration) => [migration.number, migration]))
  const ran = new Set(run.map(({ number }) => number))
  const unknown = run.filter(({ number }) => !byNumber.has(number))
  const names = (migrations: readonly KnownMigration[]): string[] => migrations.map(({ name }) => name)
  return [
    ...found(
      'migration_changed',
      names(run.filter(({ number, sha256 }) => (byNumber.get(number)?.sha256 ?? sha256) !== sha256)),
    ),
    ...found('migration_newer_breaking', names(unknown.filter(({ breaking }) => breaking))),
    ...found('migration_newer', names(unknown.filter(({ breaking }) => !breaking))),
    ...found('migration_waiting', names(shipped.filter(({ number }) => !ran.has(number)))),
  ]
}

/**
 * Compares the schema with the one that the same migrations make.
 * @param fresh an empty store that ran exactly these migrations
 */
export async function checkSchema(
  db: Db,
  shipped: readonly KnownMigration[],
  fresh: (numbers: ReadonlySet<number>) => Promise<readonly CatalogObject[]>,
): Promise<readonly Finding[]> {
  const run = (await readMigrationsRun(db)) ?? []
  const known = new Set(shipped.map(({ number }) => number))
  const newer = run.some(({ number }) => !known.has(number))
  return [
    ...judgeMigrations(run, shipped),
    ...(newer
      ? [finding('schema_not_compared')]
      : judgeCatalog(await readCatalog(db), await fresh(new Set(run.map(({ number }) => number))))),
    ...(await checkCounters(db)),
    ...(await checkIndexes(db)),
    ...(await checkCollation(db)),
  ]
}

/** What differs between two schemas, as findings. Pure. */
export function judgeCatalog(there: readonly CatalogObject[], wanted: readonly CatalogObject[]): readonly Finding[] {
  const { missing, changed, extra, own } = compareCatalogs(there, wanted)
  return [
    ...found('schema_missing', missing),
    ...found('schema_changed', changed),
    ...found('schema_extra', extra),
    ...found('schema_own', own),
  ]
}

/** Numbers given by the store must lie above those in use; a restore that forgot them fails at the first write. */
async function checkCounters(db: Db): Promise<readonly Finding[]> {
  const counters = await db.query<{ table: string; column: string; sequence: string }>(
    `select quote_ident(c.relname) as table, quote_ident(a.attname) as column,
       pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition and a.attidentity <> '' and not a.attisdropped
     order by 1, 2`,
  )
  const behind: string[] = []
  for (const { table, column, sequence } of counters) {
    const [row] = await db.query<{ most: string | null; last: string; called: boolean }>(
      `select (select max(${column}) from ${table})::text as most, last_value::text as last, is_called as called from ${sequence}`,
    )
    if (row === undefined || row.most === null) continue
    const next = BigInt(row.last) + (row.called ? 1n : 0n)
    if (next <= BigInt(row.most)) behind.push(`select setval('${sequence}', ${row.most}) -- ${table}.${column}`)
  }
  return found('sequence_behind', behind)
}

async function checkIndexes(db: Db): Promise<readonly Finding[]> {
  const rows = await db.query<{ name: string }>(
    `select quote_ident(c.relname) as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = current_schema() and not (i.indisvalid and i.indisready) order by 1`,
  )
  return found(
    'index_invalid',
    rows.map(({ name }) => `reindex index concurrently ${name}`),
  )
}

async function checkCollation(db: Db): Promise<readonly Finding[]> {
  const rows = await db.query<{ made: string; now: string; name: string }>(
    `select datname as name, datcollversion as made, pg_database_collation_actual_version(oid) as now from pg_database
     where datname = current_database() and datcollversion <> pg_database_collation_actual_version(oid)`,
  )
  return found(
    'collation_changed',
    rows.map(({ name, made, now }) => `${name}: ${made} → ${now}`),
  )
}
