import { expect, test } from 'vitest'
import { runFlow } from './flow.ts'
import { runSeeds, summary } from './run.ts'
import { worldOf } from './world.ts'

const SEEDS = 1_500

test(
  `TASK-10 TASK-12 PLT-8: nodes, lanes and caches agree with the oracle in ${SEEDS} worlds of crashes, conflicts, zombies and unknown commits`,
  { timeout: 900_000 },
  async () => {
    const report = await runSeeds('flow', 1_000_000, SEEDS)
    console.log(summary('flow', report))
    expect(report.failure).toBeNull()
    // a calm sea proves nothing
    for (const [name, count] of Object.entries(report.mishaps)) expect([name, count > SEEDS / 20]).toEqual([name, true])
  },
)

test('simulation: a seed runs the same every time', async () => {
  for (const seed of ['3', '14', '15', '92']) {
    const [first, again] = [await runFlow(worldOf(seed)), await runFlow(worldOf(seed))]
    expect(again).toEqual(first)
  }
})
