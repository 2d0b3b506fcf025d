import { barsOf } from './picture.ts'
import { bestOf, goalsOf, otherRatios, type Goal } from './goals.ts'
import type { Summary } from './measure.ts'
import { figure, tableOf } from './page.ts'
import type { SpeedFindings } from './speed.ts'

/** What the part «speed» prints and writes into docs/performance.md. */
export interface SpeedReport {
  /** for the terminal: tables and goals */
  readonly text: string
  readonly page: string
  readonly pictures: Readonly<Record<string, string>>
  readonly goals: readonly Goal[]
}

const micros = (value: number | null): string => (value === null ? '–' : figure(value, value < 100 ? 1 : 0))
const megabytes = (bytes: number): string => figure(bytes / 2 ** 20)

function wayTable(summaries: readonly Summary[]): string {
  const base = bestOf(summaries, 'a')?.eventsPerSecond ?? null
  const head = [
    'way',
    'events/s',
    'to (a)',
    'p50 ms',
    'p99 ms',
    'statements/event',
    'log bytes/event',
    'CPU µs/event: this process',
    'the store',
    'memory MB',
  ]
  const rows = summaries.map((each) => [
    `${letterOf(each)} ${each.name}${each.rowsPerSecond === null ? '' : ` (${figure(each.rowsPerSecond)} rows/s)`}`,
    figure(each.eventsPerSecond),
    base === null ? '–' : `${figure(each.eventsPerSecond / base, 1)} ×`,
    figure(each.p50, 1),
    figure(each.p99, 1),
    figure(each.statementsPerEvent, each.statementsPerEvent < 1 ? 4 : 1),
    each.walPerEvent === null ? '–' : figure(each.walPerEvent),
    micros(each.cpuMicrosPerEvent),
    micros(each.storeCpuMicrosPerEvent),
    `${megabytes(each.memory)}${each.storeMemory === null ? '' : ` + ${megabytes(each.storeMemory)}`}`,
  ])
  return tableOf(head, rows)
}

const letterOf = ({ kind }: Summary): string => `(${kind.slice(0, 1)})`

function goalTable(goals: readonly Goal[]): string {
  const rows = goals.map(({ text, wanted, measured, reached, stretch }) => [
    text,
    `≥ ${figure(wanted, wanted % 1 === 0 ? 0 : 1)} ×`,
    `${figure(measured, 2)} ×`,
    reached ? 'reached' : stretch ? 'not reached (stretch)' : '**not reached**',
  ])
  return tableOf(['goal', 'wanted', 'measured', ''], rows)
}

/** @param machine, server in words */
export function reportSpeed(found: SpeedFindings, machine: string, server: string): SpeedReport {
  const { plan, postgres, embedded } = found
  const goals = goalsOf(postgres, embedded)
  const ratios = otherRatios(postgres).map(({ text, measured }) => [text, `${figure(measured, 2)} ×`])
  const text = `## PostgreSQL

${wayTable(postgres)}

## Embedded store (${figure(plan.embeddedMembers)} members)

${wayTable(embedded)}

## Goals

${goalTable(goals)}

Without a goal:

${tableOf(['ratio', 'measured'], ratios)}`
  const bars = (summaries: readonly Summary[]) =>
    // the best of each kind
    summaries
      .filter((each) => bestOf(summaries, each.kind) === each)
      .map((each) => ({
        label: `${letterOf(each)} ${each.name}`,
        value: each.eventsPerSecond,
        note: figure(each.eventsPerSecond),
        strong: each.kind.startsWith('e') || each.kind.startsWith('f'),
      }))
  return {
    text,
    page: pageOf(found, text, machine, server),
    pictures: {
      'performance.svg': barsOf(
        'Ways to take in an event, on one PostgreSQL',
        'events per second',
        bars(postgres),
        'log',
      ),
    },
    goals,
  }
}

const pageOf = ({ plan, redis }: SpeedFindings, text: string, machine: string, server: string): string => `\
Written by \`npm run bench\` (\`--quick\` for a short look, which writes nothing unless \`--write\` is added): medians of ${plan.rounds} rounds. **Read the
ratios, not the events per second**: they are of one run on one machine, and identical runs differ by a quarter.

- Machine: ${machine}.
- Server: ${server}, default durability (\`fsync\` and \`synchronous_commit\` on), a data folder on disk, made for the run.
- Redis: ${redis}; its log is the append-only file.
- Traffic: \`sim/load.ts\`: ${figure(plan.members)} members in up to 1 000 clubs by Zipf, the biggest with a fifth of all events; 5 000 people active at a
  time, 20 events each; watch 45, like 30, comment 15, cart 6, order 3.5, refund 0.5 %; 1 % sent twice; over 3 business days.
- Before the rounds, (b), (c) and the engine are given the same 20 000 events, some of them late or before their order, and must answer each the same and
  come to the same entries, points, levels and totals. After the last round \`replay\` rebuilds the state from the ledger and must agree.
- Each round runs every way once, one after the other; a round of warming up is not counted.
- Latencies are of a call: one event, or one batch. CPU counts this process and the store's processes (the embedded store is in this one), not the clients of HTTP. Memory is this
  process's peak, with the events of all ways that it holds, and Redis' own.

![Ways to take in an event](images/performance.svg)

${text}

## What is compared

- **(a)** \`bench/one-per-event.ts\`: the usual way, written as well as we can: prepared statements on a pool, one statement that locks, one that reads
  all an event needs, decisions by the same pure functions, the same tables and keys, writes only where something changed, clubs and rules in memory.
  Its writes are the engine's statements with one row in each array, which cost PostgreSQL about 10 µs a statement more than plain values (\`pgbench\`: 39–58 µs
  against 30–45), some 4 % of the event. It waits for each statement, as is usual; what all round trips and statements together cost is (b).
  Over HTTP it stands in the product's own server, asked over 64 connections; what is not under way waits.
- **(b)** \`bench/percall.sql\`: a PL/pgSQL function with the rules of the load's events (once by user, source and id with the body's hash; caps by the level
  of the day; watched spans; products once a day; orders, refunds before and after them; ledger, levels, totals, a message), in lean tables of its own.
- **(c)** \`bench/redis.lua\`: the same rules as a Lua function, ${PIPELINE_WORDS}.
- **(d)** the ledger rows (and those of the events seen) that the engine wrote for ${figure(plan.copied)} events, prepared as binary COPY data and copied in batches of
  5 000 rows, a commit each, into empty tables like the product's with their indexes. Its events/s are those that its rows stand for.
- **(e)** \`app.ingest\` in the process: parse and validate, group commit, decide, write. **(f)** the same bodies over real sockets from clients in a
  process of their own.
`

const PIPELINE_WORDS =
  'two connections with 500 calls under way on each. `appendfsync always` promises what PostgreSQL does; with `everysec` a crash loses a second of acknowledged events'
