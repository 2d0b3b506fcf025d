import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundleServer } from '../../scripts/lib/bundle-server.mjs'
import { removeStale } from '../support/cache.ts'
import { startNode, type TestProcess } from '../support/process.ts'

/** The server as it is shipped, bundled from the sources as they are now: starts in a second, while the sources need three. */
export interface Program {
  readonly main: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = `${root}.cache`

/** Bundles the server into a folder of its own under .cache (so that packages are found). */
export async function bundleProgram(): Promise<Program & { remove(): Promise<void> }> {
  await mkdir(cache, { recursive: true })
  const folder = await mkdtemp(`${cache}/faults-`)
  await bundleServer(folder)
  return { main: `${folder}/main.js`, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Names the state of the sources: by size and time, as they are read before every run. */
async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256')
  const files = ['package-lock.json', 'scripts/lib/bundle-server.mjs']
  for (const top of ['src', 'migrations', 'rulesets'])
    for (const name of await readdir(`${root}${top}`, { recursive: true }))
      if (!name.endsWith('.test.ts')) files.push(`${top}/${name}`)
  for (const name of files.sort()) {
    const { size, mtimeMs } = await stat(`${root}${name}`)
    hash.update(`${name} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

/** The bundle of the sources as they are now, made by the first that asks and used by all: nobody may change it. */
export async function sharedProgram(): Promise<Program> {
  const folder = `${cache}/program-${await stateOfSources()}`
  const program = { main: `${folder}/main.js` }
  if (existsSync(folder)) return program
  await removeStale(cache, 'program-')
  await removeStale(cache, 'faults-')
  const own = await bundleProgram()
  // of two that make it at once the second is too late, and takes the first one's
  await rename(own.main.slice(0, -'/main.js'.length), folder).catch(() => own.remove())
  return program
}

/** Changes the bundle's text, for controls that must fail; throws when `from` does not occur in it. */
export async function amendProgram({ main }: Program, from: string, to: string): Promise<void> {
  const folder = main.slice(0, main.lastIndexOf('/'))
  let found = false
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue
    const text = await readFile(`${folder}/${name}`, 'utf8')
    if (!text.includes(from)) continue
    found = true
    await writeFile(`${folder}/${name}`, text.replaceAll(from, to))
  }
  if (!found) throw new Error(`the bundle has no ${from}`)
}

/** Names of every crash point that the sources have. */
export async function crashPointsOf(folder = `${root}src`): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => /(?<!\.test)\.ts$/.test(name))
  const texts = await Promise.all(files.map((name) => readFile(`${folder}/${name}`, 'utf8')))
  const names = texts.flatMap((text) => [...text.matchAll(/crashPoint\('([^']+)'\)/g)].map(([, name = '']) => name))
  return [...new Set(names)].sort()
}

export const SECRET_KEY = 'test-secret-key-of-the-platform'

export interface Server {
  /** http://127.0.0.1:port */
  readonly url: string
  readonly pid: number
  /** Resolves when the process is gone, with the signal that ended it; null: it ended by itself. */
  readonly gone: Promise<NodeJS.Signals | null>
  /** Sends it a signal and does not wait (SIGSTOP, SIGCONT). */
  signal(signal: NodeJS.Signals): void
  /** kill -9 */
  kill(): Promise<void>
  /** SIGTERM */
  stop(): Promise<void>
}

export type Environment = Readonly<Record<string, string>>

const settings = {
  PORT: '0',
  TIEFEN_DEMO: '0',
  // what a fault does to the log is not looked at, and a hundred lines a second would hide what is
  TIEFEN_LOG_LEVEL: 'silent',
  TIEFEN_SECRET_KEY: SECRET_KEY,
}

function goneOf({ child }: TestProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.signalCode)
    else child.once('exit', (_code, signal) => resolve(signal))
  })
}

/** A server was killed before it listened. */
class KilledEarly extends Error {}

/** Takes that for the death a server was started for: its own periodic work may pass a crash point so early. Throws any other reason again. */
export function orKilledEarly(error: unknown): void {
  if (!(error instanceof KilledEarly)) throw error
}

/** Starts the server and waits until it listens; rejects when it ends before. */
export async function startServer({ main }: Program, env: Environment): Promise<Server> {
  const server = startNode(['--enable-source-maps', main, 'serve'], { ...settings, ...env })
  const gone = goneOf(server)
  const line = await server.line('listening on ').catch(async (error: unknown) => {
    throw (await gone) === 'SIGKILL' ? new KilledEarly(String(error)) : error
  })
  return {
    url: line.slice('listening on '.length).trim().replace(/\/$/, ''),
    pid: server.child.pid ?? 0,
    gone,
    signal: (signal) => void server.child.kill(signal),
    kill: () => server.kill('SIGKILL'),
    stop: () => server.kill('SIGTERM'),
  }
}

/** Asks a server as the platform; rejects when it dies meanwhile. @param key an idempotency key @param signal gives up */
export async function askServer<T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
  signal: AbortSignal | null = null,
): Promise<{ readonly status: number; readonly body: T }> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${SECRET_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  })
  return { status: response.status, body: (await response.json()) as T }
}

/** The same where only a success will do. */
export async function mustAsk<T = Record<string, unknown>>(...asked: Parameters<typeof askServer>): Promise<T> {
  const { status, body } = await askServer<T>(...asked)
  if (status >= 300) throw new Error(`${asked[1]} ${asked[2]}: ${status} ${JSON.stringify(body)}`)
  return body
}

/** Runs a command of the program on a store that no server holds: its exit code and what it printed. */
export async function runCommand(
  { main }: Program,
  argv: readonly string[],
  env: Environment,
): Promise<{ readonly code: number | null; readonly lines: readonly string[] }> {
  const command = startNode([main, ...argv], { ...settings, ...env })
  await goneOf(command)
  await command.ended
  return { code: command.child.exitCode, lines: command.lines }
}
