import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { unprivileged } from '../../scripts/lib/postgres.mjs'
import { freePort } from '../support/free-port.ts'
import { until } from './wait.ts'

/** A PostgreSQL of one's own, with the durability it ships with, that may be killed, frozen and started again on the same data and port. */
export interface Cluster {
  /** of the database `tiefen`, whether the server runs or not */
  readonly url: string
  readonly port: number
  /** Starts it, or starts it again after a crash; resolves when it takes connections. */
  start(): Promise<void>
  /** kill -9 of the postmaster alone, as the kernel's memory killer would: its backends notice and end by themselves. */
  killPostmaster(): Promise<void>
  /** SIGSTOP of the postmaster and every backend. */
  freeze(): void
  /** kill -9 of all of them, frozen or not; resolves when none is left. */
  killAll(): Promise<void>
  /** A clean end, without a trace but the data folder. */
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** the server's programs */
  readonly programs: string
  /** made when absent, inside a folder that the server's user may enter; not removed */
  readonly data: string
  readonly settings?: readonly string[]
}

const START_BOUND_MS = 60_000

// Standard input of the shell ends with this process, however that ends: the server never outlives its run.
const GUARD = `"$@" >/dev/null 2>&1 &
echo $!
cat >/dev/null
kill -INT $! 2>/dev/null
wait`

function childrenOf(pid: number): number[] {
  const rows = readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const line = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ')
      return state !== 'Z' && Number(parent) === pid ? [Number(name)] : []
    } catch {
      return []
    }
  })
  return rows
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // it has ended by itself
    }
  }
}

const isThere = (pid: number): boolean => {
  try {
    // a zombie is gone: it holds nothing any more
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

async function connects(url: string, work?: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    if (work !== undefined) await client.query(work)
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the cluster and starts it for the first time, with an empty database `tiefen`. */
export async function startCluster({ programs, data, settings = [] }: ClusterOptions): Promise<Cluster> {
  const user = unprivileged()
  const as = { ...(user ?? {}), cwd: '/', env: { ...process.env, LC_ALL: 'C' } }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  if (user !== null) chownSync(data, user.uid, user.gid)
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C']
  execFileSync(`${programs}/initdb`, init, { ...as, stdio: 'pipe' })
  const port = await freePort()
  const options = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', ...settings]
  const argv = ['-D', data, '-p', String(port), ...options.flatMap((option) => ['-c', option])]
  const server = `postgres://postgres@127.0.0.1:${port}/`
  let running: { readonly pid: number; end(): Promise<void> } | null = null

  const start = async (): Promise<void> => {
    // what a crash leaves: another process may have got the number
    rmSync(`${data}/postmaster.pid`, { force: true })
    const shell = spawn('/bin/sh', ['-c', GUARD, 'sh', `${programs}/postgres`, ...argv], {
      ...as,
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    })
    const ended = once(shell, 'exit')
    const [line] = (await once(createInterface({ input: shell.stdout }), 'line')) as [string]
    running = {
      pid: Number(line),
      async end() {
        shell.stdin.end()
        await ended
      },
    }
    await until(() => connects(`${server}postgres`), START_BOUND_MS, 'PostgreSQL takes connections')
  }
  const gone = async (pids: readonly number[]): Promise<void> => {
    await until(() => !pids.some(isThere), START_BOUND_MS, 'PostgreSQL is gone')
    await running?.end()
    running = null
  }
  const all = (): number[] => (running === null ? [] : [running.pid, ...childrenOf(running.pid)])
  /** All of them, the postmaster first, which is stopped: it starts no more. */
  const noMore = (): number[] => {
    signalAll(all().slice(0, 1), 'SIGSTOP')
    return all()
  }

  await start()
  await until(() => connects(`${server}postgres`, 'create database tiefen'), START_BOUND_MS, 'the database is made')
  return {
    url: `${server}tiefen`,
    port,
    start,
    async killPostmaster() {
      const pids = noMore()
      signalAll(pids.slice(0, 1), 'SIGKILL')
      await gone(pids)
    },
    freeze() {
      signalAll(noMore(), 'SIGSTOP')
    },
    async killAll() {
      const pids = noMore()
      signalAll(pids, 'SIGKILL')
      await gone(pids)
    },
    async stop() {
      await running?.end()
      running = null
    },
  }
}
