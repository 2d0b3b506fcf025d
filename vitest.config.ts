import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/sequencer.ts'

const elsewhere = ['node_modules/**', 'dist/**', 'test/e2e/**']
/** worlds by the thousand, minutes long: not part of `npm run check` */
const simulated = ['test/**/*.sim.test.ts']
/** One more than the two cores that everything must do with: tests of faults wait as much as they work. Measured in CI: two left 4 of 10 seconds idle. */
const WORKERS = 3
const withStore = [
  '{src,sdk,sim,test,scripts,demo}/**/*.db.test.ts',
  '{src,sdk,sim,test,scripts,demo}/**/*.race.test.ts',
]

// Modules hold no state of their own, so unit tests share one module graph: a tenth of the time of isolated ones (research/style.md §3.8).
export default defineConfig({
  test: {
    passWithNoTests: true,
    // of waits that name none: a machine busy with everything else keeps no promise of a second
    expect: { poll: { timeout: 20_000 } },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['{src,sdk,sim,web,test,scripts,demo,bench}/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...withStore, ...simulated],
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          sequence: { groupOrder: 1 },
          include: withStore,
          exclude: elsewhere,
          pool: 'threads',
          isolate: false,
          maxWorkers: WORKERS,
          // A store in memory takes a second to load, ten when the machine is busy; the limit is for what hangs, not for what is slow.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/prepare-stores.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          sequence: { groupOrder: 1 },
          include: simulated,
          pool: 'threads',
          isolate: false,
          maxWorkers: WORKERS,
        },
      },
    ],
  },
})
