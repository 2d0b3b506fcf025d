import { defineConfig } from 'vitest/config'

const elsewhere = ['node_modules/**', 'dist/**', 'test/e2e/**']
const withStore = [
  '{src,sdk,sim,test,scripts,demo}/**/*.db.test.ts',
  '{src,sdk,sim,test,scripts,demo}/**/*.race.test.ts',
]

// Modules hold no state of their own, so unit tests share one module graph: a tenth of the time of isolated ones (research/style.md §3.8).
export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['{src,sdk,sim,web,test,scripts,demo,bench}/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...withStore],
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
          maxWorkers: 2,
          // A store in memory takes a second to load, ten when the machine is busy.
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['test/support/prepare-stores.ts'],
        },
      },
    ],
  },
})
