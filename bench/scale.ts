import { limits } from '../src/config.ts'
import type { Load } from '../sim/load.ts'
import { createDatabase, fillWith, openPool, prepareStore, startNode, trafficOf, withoutLimit } from './bed.ts'
import type { Summary } from './measure.ts'
import { figure, tableOf } from './page.ts'
import { barsOf } from './picture.ts'
import { checkSums, runRounds } from './rounds.ts'
import { below } from './ways.ts'

/** The part «scale»: events/s as the members grow, in one database filled step by step, the same clubs and the same traffic. */
export interface ScalePlan {
  readonly rounds: number
  /** ascending */
  readonly members: readonly number[]
  /** events of a round and way */
  readonly events: number
}

interface Step {
  readonly members: number
  /** of the database, bytes */
  readonly size: number
  readonly fillSeconds: number
  readonly summaries: readonly Summary[]
}

export interface ScaleFindings {
  readonly plan: ScalePlan
  readonly steps: readonly Step[]
}

/** events/s at the most members must be at least so much of that at the fewest */
const WANTED = 0.7
/** A thousand at any step, so that only the members grow. */
const MEMBERS_LEAST_A_CLUB = 10

export async function benchScale(url: string, plan: ScalePlan): Promise<ScaleFindings> {
  const clubs = Math.min(1_000, Math.floor((plan.members[0] ?? 0) / MEMBERS_LEAST_A_CLUB))
  const address = await createDatabase(url, 'bench_scale')
  const db = await openPool(address, limits.databaseSessions)
  const long = await openPool(withoutLimit(address), 2)
  try {
    await prepareStore(db)
    const steps: Step[] = []
    let before: Load['memberCounts'] = []
    for (const members of plan.members) {
      const load = trafficOf({ members, clubs, events: 2 * (plan.rounds + 1) * plan.events, source: `load-${members}` })
      const started = performance.now()
      await fillWith(long, load, { before })
      const fillSeconds = (performance.now() - started) / 1_000
      before = load.memberCounts
      // a node of its own: what it keeps in memory is of this step
      const node = await startNode(db)
      try {
        const ways = [
          below(node.engine.app, load, 500, limits.databaseSessions, plan.events),
          below(node.engine.app, load, 5_000, 4, plan.events),
        ]
        const summaries = await runRounds(db, ways, plan.rounds)
        const [row] = await db.query<{ size: number }>('select pg_database_size(current_database())::int8 as size')
        steps.push({ members, size: row?.size ?? 0, fillSeconds, summaries })
      } finally {
        await node.stop()
      }
    }
    await checkSums(long)
    return { plan, steps }
  } finally {
    await long.close()
    await db.close()
  }
}

/** What is printed and written, and whether the goal was reached by each size of batch. */
export function reportScale({ plan, steps }: ScaleFindings): {
  text: string
  page: string
  pictures: Readonly<Record<string, string>>
  reached: boolean
} {
  const rows = steps.flatMap(({ members, size, fillSeconds, summaries }) =>
    summaries.map((each) => [
      `${figure(members)} members, ${each.name}`,
      figure(each.eventsPerSecond),
      figure(each.p50, 1),
      figure(each.p99, 1),
      figure(each.cpuMicrosPerEvent, 1),
      each.storeCpuMicrosPerEvent === null ? '–' : figure(each.storeCpuMicrosPerEvent, 1),
      each.walPerEvent === null ? '–' : figure(each.walPerEvent),
      figure(each.memory / 2 ** 20),
      figure(size / 2 ** 20),
      figure(fillSeconds),
    ]),
  )
  const table = tableOf(
    [
      '',
      'events/s',
      'p50 ms',
      'p99 ms',
      'CPU µs/event: this process',
      'the store',
      'log bytes/event',
      'memory MB',
      'database MB',
      'filled in s',
    ],
    rows,
  )
  const [first, last] = [steps[0], steps.at(-1)]
  const ratios = (first?.summaries ?? []).map((summary, index) => {
    const ratio = (last?.summaries[index]?.eventsPerSecond ?? 0) / summary.eventsPerSecond
    return { name: summary.name, ratio, reached: ratio >= WANTED }
  })
  const verdicts = ratios.map(
    ({ name, ratio, reached }) =>
      `- ${name}: ${figure(ratio, 2)} of the events/s at ${figure(first?.members ?? 0)} (goal ≥ ${WANTED}): ${reached ? 'reached' : '**not reached**'}`,
  )
  const text = `## Cost as the members grow\n\n${table}\n\nAt ${figure(last?.members ?? 0)} members:\n\n${verdicts.join('\n')}`
  const page = `${text}

![events/s as the members grow](images/performance-scale.svg)

\`npm run bench -- --scale\`: one database, filled step by step (set by set, as \`bench/fill.ts\` does), the same clubs and the same traffic (5 000 people active at
a time, of so many members); medians of ${plan.rounds} rounds of ${figure(plan.events)} events, a new node each step. After the last step
the sums of the ledger and of the members agree.`
  const bars = steps.flatMap(({ members, summaries }) =>
    summaries.map((each) => ({
      label: `${figure(members)} members, ${each.name.replace('engine, ', '').replace(/, \d+ at once/, '')}`,
      value: each.eventsPerSecond,
      note: figure(each.eventsPerSecond),
      strong: members === last?.members,
    })),
  )
  return {
    text,
    page,
    pictures: { 'performance-scale.svg': barsOf('Cost as the members grow', 'events per second', bars, 'linear') },
    reached: ratios.every(({ reached }) => reached),
  }
}
