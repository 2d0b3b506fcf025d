import { expect, test } from 'vitest'
import { plantedBugs } from './list.ts'
import { simulatePlanted } from './planted-simulation.ts'

/** Worlds after which a bug counts as not found; the slowest is found in the first hundred. */
const WORLDS_MOST = 600

const simulated = plantedBugs.flatMap((bug) => (bug.by.kind === 'simulation' ? [{ bug, layer: bug.by.layer }] : []))

test.each(simulated.map(({ bug, layer }) => [bug.clause, bug.name, bug, layer] as const))(
  'mutations: the simulation finds %s %s',
  { timeout: 300_000 },
  async (_clause, _name, bug, layer) => {
    expect(await simulatePlanted(bug, layer, WORLDS_MOST)).not.toBeNull()
  },
)
