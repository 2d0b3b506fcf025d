import { fileURLToPath } from 'node:url'
import type { Demo } from '../demo/start.ts'
import { showsDemo } from '../demo/when.ts'
import { firstAdminLink } from './account/accept.ts'
import { readConfig, type Config } from './config.ts'
import { Fault } from './ports/db.ts'
import type { Log } from './ports/log.ts'
import { replay, type ReplayReport } from './flow/replay.ts'
import { isEmptyStore, readDemoMark, writeDemoMark } from './infra/demo-mark.ts'
import { createLog } from './infra/log.ts'
import { importCommand } from './import/command.ts'
import { MigrationProblem } from './infra/migrate.ts'
import { realNow } from './infra/system-clock.ts'
import { createNode, judgeEvent, openImportStore, openStore, platformKey, type Node, type Store } from './wire.ts'

/** The command line: `serve` (default), and the tools that work on a store while no server holds it. */

const EXIT_USAGE = 2

/** dist/web beside the bundle; from the sources, the last build. */
function webRoot(): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../dist/web' : '../web', import.meta.url))
}

function config(): Config {
  const reading = readConfig()
  if (reading.kind === 'config') return reading.config
  for (const problem of reading.problems) process.stderr.write(`${problem}\n`)
  process.exit(EXIT_USAGE)
}

/** Says what kind of store holds the truth and what it promises (what was measured is what is promised). */
function describeStore(settings: Config): string {
  return settings.databaseUrl === null
    ? `store: embedded (${settings.dataFolder}), one process, fsync on; set DATABASE_URL for PostgreSQL`
    : 'store: PostgreSQL'
}

async function serve(settings: Config): Promise<void> {
  const log = createLog(settings.logLevel)
  for (const name of settings.unknownNames) log.warn({ name }, 'an environment variable that means nothing')
  const store = await openStore(settings, log)
  const key = await platformKey(settings)
  const demo = await isDemoStore(settings, store)
  const node = await createNode({
    config: settings,
    db: store.db,
    log,
    sandbox: settings.sandbox || demo,
    secretKey: key.key,
    webRoot: webRoot(),
    logger: log,
  })
  const shown = demo ? await mountDemoOn(node, store, settings, key.key, log) : null
  stopOnSignals(node, store, shown)
  const address = await node.server.listen({ port: settings.port, host: settings.host })
  process.stdout.write(`${describeStore(settings)}\n`)
  if (key.file !== null) process.stdout.write(`platform key: ${key.file}${key.isNew ? ' (made now, mode 0600)' : ''}\n`)
  const link = await firstAdminLink(store.db, settings.edge.publicUrl ?? address, realNow())
  if (link !== null && !demo) process.stdout.write(`first administrator (one use, 24 h): ${link}\n`)
  process.stdout.write(`listening on ${address}\n`)
  shown?.begin()
}

async function isDemoStore(settings: Config, { db }: Store): Promise<boolean> {
  const { demo: asked, databaseUrl, sandbox } = settings
  const [mark, empty] = [await readDemoMark(db), await isEmptyStore(db)]
  const shown = showsDemo({ asked, marked: mark !== null, empty, embedded: databaseUrl === null, sandbox })
  if (asked === true && !shown) process.stdout.write('demo: this store has clubs of its own, so it is left alone\n')
  return shown
}

async function mountDemoOn(node: Node, { db }: Store, settings: Config, secretKey: string, log: Log): Promise<Demo> {
  const { mountDemo } = await import('../demo/start.ts')
  const { host, dataFolder, timeZone } = settings
  return mountDemo({
    server: node.server,
    host,
    dataFolder,
    timeZone,
    secretKey,
    mark: { read: () => readDemoMark(db), write: (mark) => writeDemoMark(db, mark) },
    realNow,
    log,
    say: (text) => void process.stdout.write(text),
  })
}

function stopOnSignals(node: Node, store: Store, demo: Demo | null): void {
  let stopping = false
  const stop = async (): Promise<void> => {
    if (stopping) return
    stopping = true
    await demo?.stop()
    await node.stop()
    await store.db.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      })
    })
}

/** `tiefen replay [--fix]`: 0 = the state is what the ledger says (or is again), 1 = it is not. */
async function replayStore(settings: Config, argv: readonly string[]): Promise<void> {
  const fix = argv.includes('--fix')
  const unknown = argv.find((word) => word !== '--fix')
  if (unknown !== undefined) {
    process.stderr.write(`unknown option ${JSON.stringify(unknown)}; usage: tiefen replay [--fix]\n`)
    process.exit(EXIT_USAGE)
  }
  const { db } = await openStore(settings, createLog(settings.logLevel))
  try {
    const report = await replay(db, { fix })
    for (const line of report.lines) process.stdout.write(`${line}\n`)
    for (const [table, count] of Object.entries(report.byTable)) process.stdout.write(`${table.padEnd(16)}${count}\n`)
    process.stdout.write(replaySummary(report, fix))
    process.exitCode = report.lasting > 0 || (report.differences > 0 && !report.fixed) ? 1 : 0
  } finally {
    await db.close()
  }
}

function replaySummary({ differences, fixed, lasting }: ReplayReport, fix: boolean): string {
  if (differences === 0) return 'the state is what the ledger says\n'
  const hint = fixed
    ? `; ${differences - lasting} written anew`
    : fix || differences === lasting
      ? ''
      : '; `replay --fix` writes the state anew'
  return `${differences} differences${hint}${lasting > 0 ? `; ${lasting} lie in the ledger itself, which no replay can mend` : ''}\n`
}

/** A shop's past into one club; SIGINT and SIGTERM finish the batch under way, and the next run goes on there. */
async function importHistory(settings: Config, argv: readonly string[]): Promise<void> {
  let stopped = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopped = true))
  process.exitCode = await importCommand(argv, {
    openStore: () => openImportStore(settings, createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel)),
    judge: judgeEvent,
    secretKey: settings.secretKey,
    out: (text) => void process.stdout.write(text),
    screen: {
      write: (text) => void process.stderr.write(text),
      isTerminal: process.stderr.isTTY,
      columns: process.stderr.columns ?? 80,
    },
    monotonic: () => performance.now(),
    stopped: () => stopped,
  })
}

const commands: Readonly<Record<string, (settings: Config, argv: readonly string[]) => Promise<void>>> = {
  serve,
  replay: replayStore,
  import: importHistory,
}

async function main(): Promise<void> {
  const [name = 'serve', ...argv] = process.argv.slice(2)
  const command = commands[name]
  if (command === undefined) {
    process.stderr.write(`unknown command ${JSON.stringify(name)}; one of: ${Object.keys(commands).join(', ')}\n`)
    process.exit(EXIT_USAGE)
  }
  await command(config(), argv)
}

main().catch((error: unknown) => {
  if (error instanceof MigrationProblem) {
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode)
  }
  // a world that failed is told in words; our own bug with its stack
  process.stderr.write(
    `${error instanceof Fault ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
})
