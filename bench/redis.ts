import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@redis/client'
import { capAtLevel } from '../src/contract/ladder.ts'
import type { RuleSet } from '../src/contract/rule-set.ts'
import { DAY, MINUTE, type Calendar } from '../src/lib/time.ts'
import type { Load } from '../sim/load.ts'
import { memberRanges } from './fill.ts'
import { cpuOf, memoryOf, type Meter } from './measure.ts'
import type { Rival, Sums } from './rival.ts'

/** Way (c): one call of a Lua function (redis.lua) an event, on a redis-server started for it. */

/** Functions, whose library is loaded once, came with it; a script would parse the rule set anew for each event. */
const VERSION_MIN = 7
const START_TRIES = 100
const START_PAUSE_MS = 50
const FILL_MEMBERS = 20_000

export type Fsync = 'always' | 'everysec'

export interface RedisServer {
  /** as it calls itself */
  readonly version: string
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** The server's version, or why there is none to compare with. */
export function findRedis(): { readonly version: string } | { readonly reason: string } {
  try {
    const text = execFileSync('redis-server', ['--version'], { encoding: 'utf8' })
    const version = /v=(\d+\S*)/.exec(text)?.[1] ?? ''
    if (Number.parseInt(version, 10) >= VERSION_MIN) return { version }
    return { reason: `redis-server ${version} is older than ${VERSION_MIN}` }
  } catch {
    return { reason: 'no redis-server on PATH' }
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const connect = (port: number) => createClient({ socket: { port, host: '127.0.0.1', reconnectStrategy: false } })
type Client = ReturnType<typeof connect>

/** A throw-away server with an append-only file on disk, on a free port. */
export async function startRedis(version: string): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'tiefen-redis-'))
  const port = await freePort()
  const settings = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'yes', appendfsync: 'always' }
  const more = { 'auto-aof-rewrite-percentage': 0, 'aof-use-rdb-preamble': 'no', logfile: join(folder, 'log') }
  const args = Object.entries({ ...settings, ...more }).flatMap(([name, value]) => [`--${name}`, `${value}`])
  const child = spawn('redis-server', args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (let turn = 0; turn < START_TRIES; turn += 1) {
    const probe = connect(port)
    probe.on('error', () => undefined)
    try {
      await probe.connect()
      await probe.close()
      return { version, port, pid: child.pid ?? 0, stop }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS))
    }
  }
  await stop()
  throw new Error('redis-server did not start')
}

/** Numbers of the rule set as the library reads them: a cap a level, limits in ms, days as numbers. */
function rulesText(versions: readonly RuleSet[]): string {
  const shopping = versions.map(({ version, effectiveDay, modes, limits }) => ({
    version,
    day: Math.floor(Date.parse(effectiveDay) / DAY),
    dayCap: modes.shopping.dayCap ?? undefined,
    thresholds: modes.shopping.thresholds,
    tasks: Object.fromEntries(
      Object.entries(modes.shopping.tasks).map(([name, rule]) => [
        name,
        {
          points: rule.points,
          per: rule.per,
          caps: modes.shopping.thresholds.map((_, place) => capAtLevel(rule, place + 1)),
        },
      ]),
    ),
    ahead: limits.aheadMinutes * MINUTE,
    late: limits.lateDays * DAY,
    refundLate: limits.refundLateDays * DAY,
    refundWait: limits.refundWaitDays * DAY,
  }))
  return luaOf(shopping)
}

/** A JSON value as a Lua table: a library may not parse JSON while it is loaded. */
function luaOf(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(luaOf).join(',')}}`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  return `{${fields.map(([name, field]) => `${name}=${luaOf(field)}`).join(',')}}`
}

export interface RedisRival extends Rival {
  readonly meter: Meter
  setFsync(fsync: Fsync): Promise<void>
  close(): Promise<void>
}

/** Puts the library and the load's members into an empty server. @param joined when all joined, UTC ms */
export async function createRedis(
  server: RedisServer,
  load: Load,
  options: { versions: readonly RuleSet[]; calendar: Calendar; joined: number; now: () => number },
): Promise<RedisRival> {
  const clients: Client[] = [connect(server.port), connect(server.port)]
  for (const client of clients) {
    // a lost connection fails its calls, which says enough
    client.on('error', () => undefined)
    await client.connect()
  }
  const [first] = clients
  if (first === undefined) throw new Error('no connection')
  await first.configSet('appendfsync', 'everysec')
  await first.flushAll()
  const library = await readFile(new URL('./redis.lua', import.meta.url), 'utf8')
  await first.sendCommand([
    'FUNCTION',
    'LOAD',
    'REPLACE',
    library.replace('__RULES__', () => rulesText(options.versions)),
  ])
  for (const { clubs, firsts, ends } of memberRanges(load, { before: [], from: 1, size: FILL_MEMBERS }))
    await Promise.all(
      clubs.map((club, index) =>
        first.sendCommand([
          'FCALL',
          'fill',
          '0',
          load.ownerIds[club - 1] ?? '',
          `${club}`,
          `${firsts[index]}`,
          `${ends[index]}`,
          `${options.joined}`,
        ]),
      ),
    )
  let commands = 0
  const dayNumber = (at: number): string => `${Math.floor(Date.parse(options.calendar.dayOf(at)) / DAY)}`
  return {
    meter: meterOf(server, first, () => commands),
    async setFsync(fsync) {
      await first.configSet('appendfsync', fsync)
    },
    async apply(event) {
      const client = clients[commands % clients.length]
      commands += 1
      const now = options.now()
      const answer = (await client?.sendCommand([
        'FCALL',
        'apply',
        '1',
        event.userId,
        event.id,
        event.source,
        event.type,
        event.ownerId,
        `${event.at}`,
        dayNumber(event.at),
        event.bodyHash,
        `${now}`,
        dayNumber(now),
        `${event.task ?? 0}`,
        event.sessionId ?? '',
        `${event.number}`,
        event.key ?? '',
        event.refundId ?? '',
        event.currency ?? '',
        event.lineIds.join('\u0000'),
      ])) as (string | number)[] | undefined
      const [status, code, points] = answer ?? []
      return {
        status: String(status),
        code: code === '' || code === undefined ? null : String(code),
        points: points === '' || points === undefined ? null : Number(points),
      }
    },
    sums: () => sumsOf(first),
    async close() {
      for (const client of clients) await client.close()
    },
  }
}

function meterOf(server: RedisServer, client: Client, commands: () => number): Meter {
  return {
    statements: commands,
    async walBytes() {
      return Number(/aof_current_size:(\d+)/.exec(await client.info('persistence'))?.[1] ?? 0)
    },
    cpuSeconds: () => cpuOf(server.pid),
    storeMemory: () => memoryOf(server.pid),
  }
}

/** Reads everything; for the small store of the check. */
async function sumsOf(client: Client): Promise<Sums> {
  const found = { fans: [] as string[], ledgers: [] as string[], sessions: [] as string[], clubDays: [] as string[] }
  for await (const keys of client.scanIterator({ COUNT: 1_000 }))
    for (const key of keys) {
      if (key.startsWith('m|')) found.fans.push(key)
      else if (key.startsWith('l|')) found.ledgers.push(key)
      else if (key.startsWith('st|')) found.sessions.push(key)
      else if (key.startsWith('cd|')) found.clubDays.push(key)
    }
  const ledger = (await client.sendCommand([
    'FCALL',
    'ledger',
    `${found.ledgers.length}`,
    ...found.ledgers,
  ])) as number[]
  const total = async (keys: readonly string[], fields: readonly string[]): Promise<number[]> => {
    const rows = await Promise.all(keys.map((key) => client.hmGet(key, [...fields])))
    return fields.map((_, index) => rows.reduce((sum, row) => sum + Number(row[index] ?? 0), 0))
  }
  const [intimacy, levels, litOrders] = await total(found.fans, ['points', 'level', 'lit'])
  const [viewers, interactions] = await total(found.sessions, ['viewers', 'interactions'])
  const [earned, taken, sales, refunded] = await total(found.clubDays, ['earned', 'taken', 'sales', 'refunded'])
  const [entries, points] = ledger
  const sums = { entries, points, levels, intimacy, litOrders, viewers, interactions, earned, taken, sales, refunded }
  return Object.fromEntries(Object.entries(sums).map(([name, value]) => [name, value ?? 0])) as unknown as Sums
}
