import { readConfig, type Config } from '../src/config.ts'
import { migrate, migrationsFolder, readMigrations } from '../src/infra/migrate.ts'
import { openPostgres } from '../src/infra/pg.ts'
import { createCalendar, DAY, toInstant } from '../src/lib/time.ts'
import type { Db } from '../src/ports/db.ts'
import type { Log } from '../src/ports/log.ts'
import { createNode, seedStore, type Node } from '../src/wire.ts'
import { createLoad, loadDefaults, type Load } from '../sim/load.ts'
import { fillStore, type Members } from './fill.ts'

/** What every part of the benchmark stands on: a migrated, filled store with a node of the product over it, and the traffic. */

export const platformKey = 'bench-platform-key-0123456789abcdef'
/** When the load begins; the clock stands at its end, so that no event is late or early. */
export const loadFrom = Date.UTC(2026, 2, 1)
export const loadEnd = loadFrom + loadDefaults.days * DAY
/** When everybody joined. */
export const joinedAt = loadFrom - 30 * DAY
export const calendar = createCalendar('Asia/Shanghai')

/** Clubs of the load have so many members on average at least. */
const MEMBERS_A_CLUB = 20

/** Says nothing unless something is wrong. */
export const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, text) => console.error(text, fields),
  error: (fields, text) => console.error(text, fields),
}

export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Traffic of a part: how many events it will take in all, so that they spread over the load's days. */
export interface Traffic {
  readonly members: number
  readonly events: number
  /** default: 1 000, fewer where members are few */
  readonly clubs?: number
  readonly source?: string
}

/** Session-like traffic; the same for the same options. */
export const trafficOf = ({ members, events, clubs, source = 'load' }: Traffic): Load =>
  createLoad({
    ...loadDefaults,
    clubs: clubs ?? Math.min(loadDefaults.clubs, Math.floor(members / MEMBERS_A_CLUB)),
    members,
    seed: 'bench',
    from: loadFrom,
    events,
    source,
  })

export const openPool = (url: string, max: number): Promise<Db> => openPostgres({ connectionString: url, max, log })

/** Migrations and the first rule set. */
export async function prepareStore(db: Db): Promise<void> {
  await migrate(db, await readMigrations(migrationsFolder()), log)
  await seedStore(db)
}

/** The product's configuration as it ships. */
export function benchConfig(): Config {
  const reading = readConfig({ TIEFEN_SECRET_KEY: platformKey, TIEFEN_DEMO: '0' })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  return reading.config
}

/** A node of the product over a store; nothing listens yet. @param now UTC ms; default: the load's end */
export const startNode = (db: Db, now: () => number = () => loadEnd): Promise<Node> =>
  createNode({
    config: benchConfig(),
    db,
    log,
    sandbox: false,
    secretKey: platformKey,
    webRoot: '/nowhere',
    realNow: now,
  })

/** A store with the members of a load. */
export async function fillWith(db: Db, members: Members, options: Parameters<typeof fillStore>[3] = {}): Promise<void> {
  const started = performance.now()
  const filled = await fillStore(db, members, toInstant(joinedAt), options)
  say(`filled ${filled} members in ${Math.round((performance.now() - started) / 1_000)} s`)
}

/** A new database on the same server: empty, or a copy of one that nobody is connected to. @returns its address */
export async function createDatabase(url: string, name: string, template?: string): Promise<string> {
  const db = await openPool(url, 1)
  try {
    await db.exec(`drop database if exists ${name} with (force)`)
    await db.exec(`create database ${name}${template === undefined ? '' : ` template ${template} strategy file_copy`}`)
  } finally {
    await db.close()
  }
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** The same database for long work: filling and reading everything takes longer than a statement of the product may. */
export function withoutLimit(url: string): string {
  const address = new URL(url)
  address.searchParams.set('statement_timeout', '0')
  return address.href
}

/** The same database as a rival made of one function wants it: plans made once, and no scans for tables that were empty then. */
export function withKeptPlans(url: string): string {
  const address = new URL(url)
  // the address' options replace the pool's own
  address.searchParams.set(
    'options',
    '-c TimeZone=UTC -c DateStyle=ISO -c enable_seqscan=off -c plan_cache_mode=force_generic_plan',
  )
  return address.href
}
