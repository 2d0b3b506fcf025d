import { readFileSync, readdirSync } from 'node:fs'
import type { Db } from '../src/ports/db.ts'

/** What one run of one way of writing cost. */
export interface Run {
  readonly events: number
  readonly seconds: number
  /** ms of each call, ascending */
  readonly latencies: readonly number[]
  /** statements sent to the store */
  readonly statements: number
  /** bytes written to the write-ahead log; null where the store does not tell */
  readonly walBytes: number | null
  /** CPU seconds of this process and of the server's; null where they cannot be read */
  readonly cpuSeconds: number | null
  /** peak resident set of this process, bytes */
  readonly memory: number
}

/** A way of writing, run round by round on the same store. */
export interface Way {
  readonly name: string
  /** events a round */
  readonly events: number
  /** Takes what it needs from the load before the clock starts; the returned function is measured and gives each call's ms. */
  prepare(events: number): Promise<() => Promise<number[]>>
}

const MEMORY_EVERY_MS = 50
const TICKS_PER_SECOND = 100

async function walOf(db: Db): Promise<number | null> {
  if (db.kind === 'pglite') return null
  const rows = await db.query<{ bytes: number }>(`select (pg_current_wal_lsn() - '0/0'::pg_lsn)::int8 as bytes`)
  return rows[0]?.bytes ?? null
}

/** The process id of the server's postmaster, to read its CPU time from /proc; null elsewhere than on Linux beside the server. */
export async function postmasterOf(db: Db): Promise<number | null> {
  if (db.kind === 'pglite') return null
  const rows = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  try {
    return Number(statOf(rows[0]?.pid ?? 0)?.[1] ?? Number.NaN) || null
  } catch {
    return null
  }
}

/** The fields of /proc/PID/stat after the name: state, parent, …; null for a process that has gone. */
function statOf(pid: number | string): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** CPU seconds so far of the server with all its processes, those that have ended included. */
function serverCpu(postmaster: number): number {
  let ticks = 0
  const own = statOf(postmaster)
  for (const place of [11, 12, 13, 14]) ticks += Number(own?.[place] ?? 0)
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid)
    if (Number(stat?.[1]) === postmaster) ticks += Number(stat?.[11]) + Number(stat?.[12])
  }
  return ticks / TICKS_PER_SECOND
}

/** Runs one round of one way. */
export async function measure(db: Db, postmaster: number | null, way: Way): Promise<Run> {
  const go = await way.prepare(way.events)
  const walBefore = await walOf(db)
  const statementsBefore = db.statements()
  const cpuBefore = process.cpuUsage()
  const serverBefore = postmaster === null ? 0 : serverCpu(postmaster)
  let memory = process.memoryUsage.rss()
  const timer = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), MEMORY_EVERY_MS)
  const started = performance.now()
  const latencies = await go()
  const seconds = (performance.now() - started) / 1_000
  clearInterval(timer)
  const { user, system } = process.cpuUsage(cpuBefore)
  const statements = db.statements() - statementsBefore
  const walAfter = await walOf(db)
  const own = (user + system) / 1e6
  return {
    events: way.events,
    seconds,
    latencies: latencies.sort((a, b) => a - b),
    statements,
    walBytes: walBefore === null || walAfter === null ? null : walAfter - walBefore,
    // the embedded store's thread is part of this process
    cpuSeconds: db.kind === 'pglite' ? own : postmaster === null ? null : own + serverCpu(postmaster) - serverBefore,
    memory,
  }
}

/** Runs `calls` calls, `atOnce` under way at a time; ms of each. */
export async function inParallel(
  calls: number,
  atOnce: number,
  call: (turn: number) => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let turn = next++; turn < calls; turn = next++) {
      const started = performance.now()
      await call(turn)
      latencies.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, calls) }, worker))
  return latencies
}

/** What several rounds say: the median of each figure. */
export interface Summary {
  readonly name: string
  readonly eventsPerSecond: number
  readonly p50: number
  readonly p99: number
  readonly statementsPerEvent: number
  readonly walPerEvent: number | null
  readonly cpuMicrosPerEvent: number | null
  readonly memory: number
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export function summarise(name: string, runs: readonly Run[]): Summary {
  const of = (pick: (run: Run) => number): number => median(runs.map(pick))
  const known = (pick: (run: Run) => number | null): number | null => {
    const values = runs.flatMap((run) => pick(run) ?? [])
    return values.length === runs.length ? median(values) : null
  }
  return {
    name,
    eventsPerSecond: of((run) => run.events / run.seconds),
    p50: of((run) => quantile(run.latencies, 0.5)),
    p99: of((run) => quantile(run.latencies, 0.99)),
    statementsPerEvent: of((run) => run.statements / run.events),
    walPerEvent: known((run) => (run.walBytes === null ? null : run.walBytes / run.events)),
    cpuMicrosPerEvent: known((run) => (run.cpuSeconds === null ? null : (run.cpuSeconds * 1e6) / run.events)),
    memory: of((run) => run.memory),
  }
}
