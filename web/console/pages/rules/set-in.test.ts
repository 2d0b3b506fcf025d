import { expect, test } from 'vitest'
import { setIn } from './set-in.ts'

test('LVL-4: changing one number leaves the rest shared and the original whole', () => {
  const body = { modes: { live: { thresholds: [0, 100, 300] }, shopping: { dayCap: 975 } } }
  const changed = setIn(body, ['modes', 'live', 'thresholds', 1], 120)
  expect(changed.modes.live.thresholds).toEqual([0, 120, 300])
  expect(changed.modes.shopping).toBe(body.modes.shopping)
  expect(body.modes.live.thresholds).toEqual([0, 100, 300])
})
