import { expect, test } from 'vitest'
import { createDatabase, describePostgres } from '../support/store.ts'
import { runStory } from './story.ts'

/** `npm run soak -- story` does the same at length; a failure names its seed: npm run soak -- story --seed N. */

const SEEDS = ['1', '2', '3']
const STEPS = 150

describePostgres('a club’s days at two nodes whose connections are cut', () => {
  test.each(SEEDS)(
    'BEN-3 BEN-4 BEN-5 BEN-6 BEN-8 I13…I21: seed %s: every answer, state, stock and account is what an oracle says',
    async (seed) => {
      const { url, drop } = await createDatabase()
      try {
        const { cuts, claims } = await runStory(seed, url, STEPS)
        // it was a story
        expect(cuts).toBeGreaterThan(STEPS / 20)
        expect(claims).toBeGreaterThan(5)
      } finally {
        await drop()
      }
    },
    300_000,
  )
})
