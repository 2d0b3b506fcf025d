#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import type { Demo } from '../demo/start.ts'
import { showsDemo } from '../demo/when.ts'
import { firstAdminLink } from './account/accept.ts'
import { verifyCommand } from './campaign/verify/command.ts'
import { readConfig, type Config } from './config.ts'
import { edgeLimits } from './edge/settings.ts'
import { Fault } from './ports/db.ts'
import type { Log } from './ports/log.ts'
import { doctorCommand } from './flow/doctor/command.ts'
import { replay, type ReplayReport } from './flow/replay.ts'
import { isEmptyStore, readDemoMark, writeDemoMark } from './infra/demo-mark.ts'
import { createLog } from './infra/log.ts'
import { consumeCommand } from './consume/command.ts'
import { importCommand } from './import/command.ts'
import { exportCommand, importStoreCommand, type StoreFileCommandParts } from './infra/store-file/command.ts'
import { MigrationProblem } from './infra/migrate.ts'
import { openMigratedStore } from './infra/store-access.ts'
import { checkTimeZone, ZoneProblem } from './infra/store-zone.ts'
import { realNow } from './infra/system-clock.ts'
import { armCrashPoint } from './lib/crash-point.ts'
import { createNode, openStore, platformKey, type Node, type Store } from './wire.ts'
import { judgeEvent, openConsumeStore, openDoctor, openImportStore, openStream, storeFileParts } from './wire-tools.ts'

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
  const { port, host } = settings
  const address = await node.server
    .listen({ port, host, backlog: edgeLimits.connectionsWaiting })
    .catch(async (error: unknown) => {
      // the others hear that it is gone: to nodes of an older version it was one to wait for
      await node.stop()
      throw error
    })
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
  const db = await openMigratedStore(settings, toolLog(settings))
  try {
    await checkTimeZone(db, settings.timeZone)
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

/** `tiefen doctor [--json]`: 0 healthy, 1 something was found, 2 it could not run. */
async function doctorStore(settings: Config, argv: readonly string[]): Promise<void> {
  process.exitCode = await doctorCommand(argv, {
    open: () => openDoctor(settings, toolLog(settings)),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  })
}

const storeFileStreams: Omit<StoreFileCommandParts, 'open'> = {
  err: (text) => void process.stderr.write(text),
  standardOutput: process.stdout,
  standardInput: process.stdin,
}

/** `tiefen export FILE|-`: the whole store as one file. */
async function exportWhole(settings: Config, argv: readonly string[]): Promise<void> {
  const parts = await storeFileParts(settings, toolLog(settings))
  process.exitCode = await exportCommand(argv, { ...storeFileStreams, export: parts.export, open: parts.openForExport })
}

/** `tiefen import --store FILE|-`: such a file into an empty store. */
async function importWhole(settings: Config, argv: readonly string[]): Promise<void> {
  const parts = await storeFileParts(settings, toolLog(settings))
  process.exitCode = await importStoreCommand(argv, {
    ...storeFileStreams,
    import: parts.import,
    open: parts.openForImport,
  })
}

/** Tools speak on standard output; their log tells only what went wrong. */
const toolLog = (settings: Config): Log => createLog(settings.logLevel === 'info' ? 'warn' : settings.logLevel)

/** A shop's past into one club; SIGINT and SIGTERM finish the batch under way, and the next run goes on there. */
async function importHistory(settings: Config, argv: readonly string[]): Promise<void> {
  if (argv.includes('--store')) return importWhole(settings, argv)
  let stopped = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => (stopped = true))
  process.exitCode = await importCommand(argv, {
    openStore: () => openImportStore(settings, toolLog(settings)),
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

/** A stream of a broker as a source of events; SIGINT and SIGTERM finish the transaction under way. */
async function consumeStream(settings: Config, argv: readonly string[]): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  const log = createLog(settings.logLevel)
  process.exitCode = await consumeCommand(argv, {
    openStore: () => openConsumeStore(settings, log),
    openStream: (stream, subject, signal) => openStream(settings, log, stream, subject, signal),
    log,
    out: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(text),
    signal: stop.signal,
  })
}

/** A draw recomputed from its public record: needs no store and no setting. */
const verifyDraw = (argv: readonly string[]): Promise<number> =>
  verifyCommand(argv, {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  })

const commands: Readonly<Record<string, (settings: Config, argv: readonly string[]) => Promise<void>>> = {
  serve,
  replay: replayStore,
  doctor: doctorStore,
  import: importHistory,
  export: exportWhole,
  consume: consumeStream,
}

async function main(): Promise<void> {
  const [name = 'serve', ...argv] = process.argv.slice(2)
  if (name === 'verify-draw') {
    process.exitCode = await verifyDraw(argv)
    return
  }
  const command = commands[name]
  if (command === undefined) {
    process.stderr.write(
      `unknown command ${JSON.stringify(name)}; one of: ${[...Object.keys(commands), 'verify-draw'].join(', ')}\n`,
    )
    process.exit(EXIT_USAGE)
  }
  const settings = config()
  armCrashPoint(settings.crashAt)
  await command(settings, argv)
}

main().catch((error: unknown) => {
  if (error instanceof MigrationProblem || error instanceof ZoneProblem) {
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode)
  }
  // a world that failed is told in words; our own bug with its stack
  process.stderr.write(
    `${error instanceof Fault ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  process.exit(1)
})
