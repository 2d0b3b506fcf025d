import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take longest begin first, so that no worker waits at the end for one that began last: a fresh clone has no times of its own to go by, and
 * the size of a file says nothing of it.
 */
const longest = [
  'simulation/core.sim',
  'simulation/flow.sim',
  'faults/kills',
  'store-file/store-file',
  'race/big-club-kill',
  'race/group-lives',
  'hostile/hostile',
  'faults/',
  'import/',
  'webhook-kill',
  'nats/consume',
  '-kill',
]

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = longest.findIndex((part) => moduleId.includes(part))
  return rank < 0 ? longest.length : rank
}

/** Vitest's order within a group (`groupOrder`), with those first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b))
  }
}
