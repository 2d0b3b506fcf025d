import type { Summary } from './measure.ts'

/** Batches of 500 below HTTP must be at least so many times as fast as one transaction per event. */
const FLOOR = 8

interface Findings {
  readonly postgres: readonly Summary[]
  readonly embedded: readonly Summary[]
  readonly machine: string
  readonly server: string
  readonly members: number
  readonly embeddedMembers: number
  readonly rounds: number
}

const round = (value: number, places = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places }).replaceAll(',', ' ')
const orDash = (value: number | null): string => (value === null ? '–' : round(value))

/** The best of the ways that write one event a transaction: what the others are compared with. */
function baseOf(summaries: readonly Summary[]): Summary | undefined {
  return summaries
    .filter(({ name }) => name.startsWith('one transaction'))
    .toSorted((a, b) => b.eventsPerSecond - a.eventsPerSecond)[0]
}

function tableOf(summaries: readonly Summary[]): string {
  const base = baseOf(summaries)
  const head = `| way | events/s | ratio | p50 ms | p99 ms | statements/event | WAL bytes/event | CPU µs/event | CPU ratio | memory MB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`
  const rows = summaries.map((each) => {
    const ratio = base === undefined ? 0 : each.eventsPerSecond / base.eventsPerSecond
    const cpu =
      base?.cpuMicrosPerEvent == null || each.cpuMicrosPerEvent === null
        ? null
        : base.cpuMicrosPerEvent / each.cpuMicrosPerEvent
    return `| ${[
      each.name,
      round(each.eventsPerSecond),
      `${round(ratio, 1)} ×`,
      round(each.p50, 1),
      round(each.p99, 1),
      round(each.statementsPerEvent, each.statementsPerEvent < 1 ? 3 : 1),
      orDash(each.walPerEvent),
      orDash(each.cpuMicrosPerEvent),
      cpu === null ? '–' : `${round(cpu, 1)} ×`,
      round(each.memory / 2 ** 20),
    ].join(' | ')} |`
  })
  return [head, ...rows].join('\n')
}

/** The table for the terminal, the page docs/performance.md, and whether the floor was reached. */
export function report(found: Findings): { table: string; page: string; reached: boolean } {
  const base = baseOf(found.postgres)
  const batch = found.postgres.find(({ name }) => name.startsWith('engine, batches of 500,'))
  const ratio = base === undefined || batch === undefined ? 0 : batch.eventsPerSecond / base.eventsPerSecond
  const verdict = `Batches of 500: ${round(ratio, 1)} × one transaction per event (floor: ${FLOOR} ×).`
  const embedded =
    found.embedded.length === 0
      ? ''
      : `\n\n## Embedded store (${round(found.embeddedMembers)} memberships)\n\n${tableOf(found.embedded)}`
  const table = `## PostgreSQL\n\n${tableOf(found.postgres)}\n\n${verdict}${embedded}`
  return { table, page: pageOf(found, table), reached: ratio >= FLOOR }
}

const pageOf = ({ machine, server, members, rounds }: Findings, table: string): string => `# Performance

Written by \`npm run bench\` (\`npm run bench -- --quick\` for a short look, which writes nothing unless \`--write\` is added). Medians of ${rounds} rounds on one machine
that others used at the same time: **read the ratios, not the events per second**. The CPU column counts this process and the server's
processes, not the clients; it moves less than the clock does.

- Machine: ${machine}.
- Server: ${server}, default durability (\`fsync\` and \`synchronous_commit\` on), a data folder on disk, made for the run.
- Traffic: \`sim/load.ts\`: ${round(members)} memberships in up to 1 000 clubs by Zipf, the biggest with a fifth of all events; 5 000 people
  active at a time, 20 events each; watch 45, like 30, comment 15, cart 6, order 3.5, refund 0.5 %; 1 % sent twice; over 3 business days.
- Each round runs every way once, one after the other, on the same store; a round of warming up is not counted. After the last round
  \`replay\` rebuilds the state from the ledger and must agree, or the benchmark fails.

${table}

## What is compared

*One transaction per event* (\`bench/one-per-event.ts\`) is the usual way, written as well as we can: prepared statements on a pool, one
statement that locks the person, one that reads all an event needs (one more for what only some types need), decisions by the same pure functions, the same
tables and keys, totals and outbox as the product has them, writes only where something changed, clubs and rules in memory. The best number
of connections counts.

*Engine* calls \`app.ingest\` in the process: parse and validate, group commit, load, decide, write once. *HTTP* sends the same bodies over
real sockets from clients in a process of their own, with the product's server in front.
`
