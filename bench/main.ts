import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem, release } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../src/config.ts'
import { loadRuleSets } from '../src/flow/rules.ts'
import { replay } from '../src/flow/replay.ts'
import { openEmbedded } from '../src/infra/embedded.ts'
import { migrate, migrationsFolder, readMigrations } from '../src/infra/migrate.ts'
import { openPostgres } from '../src/infra/pg.ts'
import { createCalendar, DAY, toInstant } from '../src/lib/time.ts'
import type { Db } from '../src/ports/db.ts'
import type { Log } from '../src/ports/log.ts'
import { createNode, seedStore, type Node } from '../src/wire.ts'
import { createLoad, loadDefaults, type Load } from '../sim/load.ts'
import { fillStore } from './fill.ts'
import { measure, postmasterOf, summarise, type Run, type Summary, type Way } from './measure.ts'
import { createOnePerEvent } from './one-per-event.ts'
import { report } from './report.ts'
import { below, oneByOne, over, startClient } from './ways.ts'

/** `npm run bench`: see docs/performance.md, which this writes. The database is given by scripts/bench.mjs. */

const KEY = 'bench-platform-key-0123456789abcdef'
/** When the load begins; the clock stands at its end, so that no event is late or early. */
const FROM = Date.UTC(2026, 2, 1)
const NOW = FROM + 3 * DAY
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, text) => console.error(text, fields),
  error: (fields, text) => console.error(text, fields),
}

interface Plan {
  readonly rounds: number
  readonly members: number
  readonly embeddedMembers: number
  /** all events of a round are multiplied by it */
  readonly scale: number
}

const full: Plan = { rounds: 5, members: 200_000, embeddedMembers: 20_000, scale: 1 }
const quick: Plan = { rounds: 3, members: 20_000, embeddedMembers: 5_000, scale: 0.4 }

interface Bed {
  readonly db: Db
  readonly node: Node
  readonly load: Load
  readonly postmaster: number | null
}

async function makeBed(db: Db, members: number): Promise<Bed> {
  await migrate(db, await readMigrations(migrationsFolder()), log)
  await seedStore(db)
  const clubs = Math.min(loadDefaults.clubs, Math.floor(members / 20))
  const load = createLoad({ ...loadDefaults, clubs, members, seed: 'bench', from: FROM, events: 10_000_000 })
  await fillStore(db, load, toInstant(FROM - 30 * DAY))
  const reading = readConfig({ TIEFEN_SECRET_KEY: KEY, TIEFEN_DEMO: '0' })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const node = await createNode({
    config: reading.config,
    db,
    log,
    sandbox: false,
    secretKey: KEY,
    webRoot: '/nowhere',
    realNow: () => NOW,
  })
  return { db, node, load, postmaster: await postmasterOf(db) }
}

/** Each round runs every way once, so that what else the machine does falls on all alike; the first round only warms up. */
async function runRounds({ db, postmaster }: Bed, ways: readonly Way[], rounds: number): Promise<Summary[]> {
  const runs = new Map<Way, Run[]>(ways.map((way) => [way, []]))
  // the next one falls due after the run: a checkpoint and the page images after it would be paid by whose turn it is
  await db.exec('checkpoint')
  for (let round = 0; round <= rounds; round += 1) {
    for (const way of ways) {
      const run = await measure(db, postmaster, way)
      process.stderr.write(
        `round ${round} of ${rounds}: ${way.name}: ${Math.round(run.events / run.seconds)} events/s\n`,
      )
      if (round > 0) runs.get(way)?.push(run)
    }
    await db.exec('analyze')
  }
  return ways.map((way) => summarise(way.name, runs.get(way) ?? []))
}

async function checkAgrees(db: Db): Promise<void> {
  const { differences, lines } = await replay(db, { fix: false })
  if (differences > 0)
    throw new Error(`after the benchmark the state is not what the ledger says:\n${lines.join('\n')}`)
}

const oneEach = async ({ db, load }: Bed) =>
  createOnePerEvent(db, {
    calendar: createCalendar('Asia/Shanghai'),
    versions: await loadRuleSets(db),
    now: () => NOW,
    ownerIds: load.ownerIds,
  })

async function benchPostgres(url: string, plan: Plan): Promise<Summary[]> {
  const db = await openPostgres({ connectionString: url, max: 32, log })
  const bed = await makeBed(db, plan.members)
  const { node, load } = bed
  const client = startClient()
  try {
    const target = { url: `${await node.server.listen({ port: 0, host: '127.0.0.1' })}/v1/events`, key: KEY }
    const { app } = node.engine
    const writer = await oneEach(bed)
    const some = (events: number) => Math.round(events * plan.scale)
    const ways = [
      ...[8, 16, 32].map((atOnce) => oneByOne(writer, load, atOnce, some(2_000))),
      below(app, load, 1, 64, some(10_000)),
      below(app, load, 50, 32, some(25_000)),
      below(app, load, 500, 16, some(50_000)),
      below(app, load, 5_000, 4, some(50_000)),
      over(client, target, load, 1, 64, some(5_000)),
      over(client, target, load, 50, 32, some(25_000)),
      over(client, target, load, 500, 16, some(50_000)),
      over(client, target, load, 5_000, 4, some(50_000)),
    ]
    const summaries = await runRounds(bed, ways, plan.rounds)
    await checkAgrees(db)
    return summaries
  } finally {
    client.stop()
    await node.stop()
    await db.close()
  }
}

async function benchEmbedded(plan: Plan): Promise<Summary[]> {
  const folder = await mkdtemp(`${tmpdir()}/tiefen-bench-`)
  const { db } = await openEmbedded(folder, log)
  const bed = await makeBed(db, plan.embeddedMembers)
  try {
    const { app } = bed.node.engine
    const some = (events: number) => Math.round(events * plan.scale)
    const ways = [
      oneByOne(await oneEach(bed), bed.load, 1, some(500)),
      below(app, bed.load, 50, 4, some(5_000)),
      below(app, bed.load, 500, 4, some(20_000)),
      below(app, bed.load, 5_000, 2, some(20_000)),
    ]
    const summaries = await runRounds(bed, ways, plan.rounds)
    await checkAgrees(db)
    return summaries
  } finally {
    await bed.node.stop()
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const url = process.argv[2]
if (url === undefined) throw new Error('scripts/bench.mjs starts this')
const isQuick = process.argv.includes('--quick')
const plan = isQuick ? quick : full
const postgres = await benchPostgres(url, plan)
const embedded = process.argv.includes('--no-embedded') ? [] : await benchEmbedded(plan)
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`
const text = report({
  postgres,
  embedded,
  machine,
  members: plan.members,
  embeddedMembers: plan.embeddedMembers,
  rounds: plan.rounds,
  server: process.argv[3] ?? '',
})
console.log(text.table)
if (!isQuick || process.argv.includes('--write'))
  await writeFile(fileURLToPath(new URL('../docs/performance.md', import.meta.url)), text.page)
if (!text.reached) process.exitCode = 1
