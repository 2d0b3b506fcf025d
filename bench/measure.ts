import { readFileSync, readdirSync } from 'node:fs'
import type { Db } from '../src/ports/db.ts'

/** What one run of one way of writing cost. */
export interface Run {
  readonly events: number
  readonly rows: number | null
  readonly seconds: number
  /** ms of each call, ascending */
  readonly latencies: readonly number[]
  /** statements (or commands) sent to the store */
  readonly statements: number
  /** bytes written to the write-ahead log (or append-only file); null where the store does not tell */
  readonly walBytes: number | null
  /** CPU seconds of this process, clients of HTTP excluded */
  readonly cpuSeconds: number
  /** of the store's processes; null where they cannot be read, 0 where the store is in this process */
  readonly storeCpuSeconds: number | null
  /** peak resident set of this process, bytes */
  readonly memory: number
  /** resident set of the store's process after the run; null for PostgreSQL, whose memory is a setting, and for the store in this process */
  readonly storeMemory: number | null
}

/** Reads what the store of a way has done so far. */
export interface Meter {
  statements(): number
  walBytes(): Promise<number | null>
  /** null where it cannot be read */
  cpuSeconds(): number | null
  storeMemory(): number | null
}

/**
 * What is compared, by the letters of issue 3: (a) one transaction an event, (b) a PL/pgSQL call, (c) a Redis script (`cWeak`: flushed once a
 * second), (d) raw COPY (`dBoth`: with the rows of the events), (e) the engine, (f) HTTP; One: an event at a time.
 */
export type Kind = 'a' | 'aHttp' | 'b' | 'c' | 'cWeak' | 'd' | 'dBoth' | 'e' | 'eOne' | 'f' | 'fOne'

/** A way of writing, run round by round on the same store. */
export interface Way {
  readonly kind: Kind
  readonly name: string
  /** events a round; for a way that writes rows, the events that these rows stand for */
  readonly events: number
  /** rows a round, where rows are what it writes */
  readonly rows?: number
  /** of the store it writes to, where that is not the bed's own */
  readonly meter?: Meter
  /** Takes what it needs from the load before the clock starts; the returned function is measured and gives each call's ms. */
  prepare(events: number): Promise<() => Promise<number[]>>
}

const MEMORY_EVERY_MS = 50
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4_096

/** The process id of the server's postmaster, to read its CPU time from /proc; null elsewhere than on Linux beside the server. */
export async function postmasterOf(db: Db): Promise<number | null> {
  if (db.kind === 'pglite') return null
  const rows = await db.query<{ pid: number }>('select pg_backend_pid() as pid')
  return Number(statOf(rows[0]?.pid ?? 0)?.[1] ?? Number.NaN) || null
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

/** CPU seconds of one process so far; null where they cannot be read. */
export function cpuOf(pid: number): number | null {
  const stat = statOf(pid)
  return stat === null ? null : (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND
}

/** Resident bytes of one process; null where they cannot be read. */
export function memoryOf(pid: number): number | null {
  const stat = statOf(pid)
  return stat === null ? null : Number(stat[21]) * PAGE_BYTES
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

/** @param postmaster null on the embedded store, whose CPU is this process's */
export const meterOf = (db: Db, postmaster: number | null): Meter => ({
  statements: () => db.statements(),
  async walBytes() {
    if (db.kind === 'pglite') return null
    const rows = await db.query<{ bytes: number }>(`select (pg_current_wal_lsn() - '0/0'::pg_lsn)::int8 as bytes`)
    return rows[0]?.bytes ?? null
  },
  cpuSeconds: () => (postmaster === null ? (db.kind === 'pglite' ? 0 : null) : serverCpu(postmaster)),
  storeMemory: () => null,
})

const difference = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before

/** Runs one round of one way. */
export async function measure(db: Db, postmaster: number | null, way: Way): Promise<Run> {
  const go = await way.prepare(way.events)
  const meter = way.meter ?? meterOf(db, postmaster)
  const logBefore = await meter.walBytes()
  const statementsBefore = meter.statements()
  const cpuBefore = process.cpuUsage()
  const storeBefore = meter.cpuSeconds()
  let memory = process.memoryUsage.rss()
  const timer = setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), MEMORY_EVERY_MS)
  const started = performance.now()
  const latencies = await go()
  const seconds = (performance.now() - started) / 1_000
  clearInterval(timer)
  const { user, system } = process.cpuUsage(cpuBefore)
  const store = difference(storeBefore, meter.cpuSeconds())
  return {
    events: way.events,
    rows: way.rows ?? null,
    seconds,
    latencies: latencies.sort((a, b) => a - b),
    statements: meter.statements() - statementsBefore,
    walBytes: difference(logBefore, await meter.walBytes()),
    cpuSeconds: (user + system) / 1e6,
    storeCpuSeconds: store,
    memory: Math.max(memory, process.memoryUsage.rss()),
    storeMemory: meter.storeMemory(),
  }
}

/** Microseconds of a clock that all processes of the machine share. */
export const monotonicMicros = (): number => Number(process.hrtime.bigint() / 1_000n)

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
  readonly kind: Kind
  readonly name: string
  readonly eventsPerSecond: number
  /** for a way that writes rows */
  readonly rowsPerSecond: number | null
  readonly p50: number
  readonly p99: number
  readonly statementsPerEvent: number
  readonly walPerEvent: number | null
  /** of this process */
  readonly cpuMicrosPerEvent: number
  /** of the store's processes; null where they cannot be read */
  readonly storeCpuMicrosPerEvent: number | null
  readonly memory: number
  readonly storeMemory: number | null
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export function summarise({ kind, name }: Pick<Way, 'kind' | 'name'>, runs: readonly Run[]): Summary {
  const of = (pick: (run: Run) => number): number => median(runs.map(pick))
  const known = (pick: (run: Run) => number | null): number | null => {
    const values = runs.flatMap((run) => pick(run) ?? [])
    return values.length === runs.length ? median(values) : null
  }
  return {
    kind,
    name,
    eventsPerSecond: of((run) => run.events / run.seconds),
    rowsPerSecond: known((run) => (run.rows === null ? null : run.rows / run.seconds)),
    p50: of((run) => quantile(run.latencies, 0.5)),
    p99: of((run) => quantile(run.latencies, 0.99)),
    statementsPerEvent: of((run) => run.statements / run.events),
    walPerEvent: known((run) => (run.walBytes === null ? null : run.walBytes / run.events)),
    cpuMicrosPerEvent: of((run) => (run.cpuSeconds * 1e6) / run.events),
    storeCpuMicrosPerEvent: known((run) =>
      run.storeCpuSeconds === null ? null : (run.storeCpuSeconds * 1e6) / run.events,
    ),
    memory: of((run) => run.memory),
    storeMemory: known((run) => run.storeMemory),
  }
}
