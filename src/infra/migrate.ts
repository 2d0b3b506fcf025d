import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import { errorCode } from './pool-db.ts'

/** One numbered step of the schema; never edited once released. */
export interface Migration {
  readonly number: number
  /** NNNN_verb_noun */
  readonly name: string
  readonly text: string
  readonly sha256: string
  /** An older program cannot work on a store that has it. */
  readonly breaking: boolean
}

/** Why a store cannot be used as it is. The process ends with `exitCode`. */
export class MigrationProblem extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'MigrationProblem'
    this.exitCode = exitCode
  }
}

/** The store was made by a newer program, and this one cannot work with it (graphile-worker uses the same code). */
export const EXIT_STORE_IS_NEWER = 57

const FILE_NAME = /^(\d{4})_[a-z0-9]+(_[a-z0-9]+)+\.sql$/
// Any fixed number: the transaction-scoped advisory lock that makes runners of one database take turns.
const LOCK_KEY = 7_236_191_204

/** Reads and checks one migration: the name, and the header lines `-- why:`, `-- breaking: yes|no`, `-- locks:`. */
export function parseMigration(fileName: string, text: string): Migration {
  const number = FILE_NAME.exec(fileName)?.[1]
  if (number === undefined) throw new MigrationProblem(`migrations/${fileName}: the name must be NNNN_verb_noun.sql`)
  const header = new Map(
    Array.from(text.matchAll(/^-- (why|breaking|locks): *(\S.*)$/gm), (match) => [match[1], match[2]?.trim()]),
  )
  for (const key of ['why', 'breaking', 'locks']) {
    if (!header.has(key)) throw new MigrationProblem(`migrations/${fileName}: the line "-- ${key}: …" is missing`)
  }
  const breaking = header.get('breaking')
  if (breaking !== 'yes' && breaking !== 'no')
    throw new MigrationProblem(`migrations/${fileName}: "-- breaking:" is yes or no`)
  return {
    number: Number(number),
    name: fileName.slice(0, -'.sql'.length),
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
    breaking: breaking === 'yes',
  }
}

/** The folder shipped beside the bundle, or the repository's when run from source. */
export function migrationsFolder(): string {
  const shipped = fileURLToPath(new URL('./migrations', import.meta.url))
  return existsSync(shipped) ? shipped : fileURLToPath(new URL('../../migrations', import.meta.url))
}

/** Every migration of a folder in order. Numbers may leave gaps (several people add steps at once), never repeat. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => parseMigration(name, await readFile(`${folder}/${name}`, 'utf8'))),
  )
  const numbers = new Set<number>()
  for (const migration of migrations) {
    if (numbers.has(migration.number))
      throw new MigrationProblem(`migrations/${migration.name}.sql: the number is taken`)
    numbers.add(migration.number)
  }
  return migrations
}

interface AppliedRow {
  number: number
  name: string
  sha256: string
  breaking: boolean
}

async function readApplied(db: Db): Promise<AppliedRow[]> {
  const [present] = await db.query<{ present: boolean }>(
    `select to_regclass('schema_migration') is not null as present`,
  )
  if (present?.present !== true) return []
  return db.query<AppliedRow>('select number, name, sha256, breaking from schema_migration order by number')
}

function checkApplied(applied: readonly AppliedRow[], migrations: readonly Migration[], log: Log): void {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const row of applied) {
    const known = byNumber.get(row.number)
    if (known === undefined) {
      if (row.breaking) {
        throw new MigrationProblem(
          `数据由更新版本的程序创建(${row.name}),请升级程序后再启动 · The store was made by a newer version (${row.name}): update the program, then start again`,
          EXIT_STORE_IS_NEWER,
        )
      }
      log.warn(
        { migration: row.name },
        'the store has a newer migration than this program; it does not break this version',
      )
    } else if (known.sha256 !== row.sha256) {
      throw new MigrationProblem(
        `迁移文件 ${row.name} 与数据库中已执行的不一致 · migrations/${known.name}.sql is not the file that this store ran (as ${row.name}); released migrations are never edited`,
      )
    }
  }
}

// One simple-protocol message: lock, version row, the migration, commit. The row comes first, so that a runner that lost the race fails on its key
// before touching anything. Names and hashes hold no quote (checked by FILE_NAME and the hash's alphabet).
function stepText(migration: Migration): string {
  return `begin;
set local lock_timeout = 0; set local statement_timeout = 0;
select pg_advisory_xact_lock(${LOCK_KEY});
create table if not exists schema_migration (
  number int primary key, name text not null, sha256 text not null, breaking boolean not null,
  applied_at timestamptz not null default now()
);
insert into schema_migration (number, name, sha256, breaking)
values (${migration.number}, '${migration.name}', '${migration.sha256}', ${migration.breaking});
${migration.text}
;commit;`
}

/**
 * Whether the store has this program's schema already; changes nothing.
 * @throws MigrationProblem in plain words when it has not
 */
export async function checkMigrated(db: Db, migrations: readonly Migration[], log: Log): Promise<void> {
  const applied = await readApplied(db)
  checkApplied(applied, migrations, log)
  const done = new Set(applied.map((row) => row.number))
  const waiting = migrations.find((migration) => !done.has(migration.number))
  if (waiting !== undefined)
    throw new MigrationProblem(
      `数据还没有执行迁移 ${waiting.name},请先用本版本启动一次 · The store has not run migration ${waiting.name}: start this version on it first`,
    )
}

/**
 * Brings the store to this program's schema, forward only; runners of several nodes take turns.
 * @returns how many migrations ran here
 * @throws MigrationProblem when the store is newer and breaking (`exitCode` 57), a file was edited, or a step fails (its transaction is undone)
 */
export async function migrate(db: Db, migrations: readonly Migration[], log: Log): Promise<number> {
  let ran = 0
  // Each turn runs the first step that is missing; a step that another runner did meanwhile only costs a look.
  for (;;) {
    const applied = await readApplied(db)
    checkApplied(applied, migrations, log)
    const done = new Set(applied.map((row) => row.number))
    const next = migrations.find((migration) => !done.has(migration.number))
    if (next === undefined) return ran
    try {
      await db.exec(stepText(next))
      ran += 1
      log.info({ migration: next.name }, 'migration applied')
    } catch (error) {
      const lostRace =
        errorCode(error) === '23505' && (error as { constraint?: string }).constraint === 'schema_migration_pkey'
      if (!lostRace)
        throw new MigrationProblem(`migrations/${next.name}.sql: ${(error as Error).message}`, 1, { cause: error })
    }
  }
}
