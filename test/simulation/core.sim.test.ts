import { expect, test } from 'vitest'
import { runSeeds, summary } from './run.ts'

const SEEDS = 18_500

test(
  `TASK-3 TASK-8 TASK-9 TASK-10 TASK-12 CLUB-5 PLT-8: the pure core agrees with the oracle in ${SEEDS} worlds`,
  { timeout: 900_000 },
  async () => {
    const report = await runSeeds('core', 0, SEEDS)
    console.log(summary('core', report))
    expect(report.failure).toBeNull()
    expect(report).toMatchObject({ seeds: SEEDS })
    expect(report.virtualDays).toBeGreaterThan(SEEDS)
  },
)
