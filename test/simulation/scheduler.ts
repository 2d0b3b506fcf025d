import type { Random } from '../../src/lib/prng.ts'

/** Whose turn it is: everything asynchronous of a simulation waits here, and a seeded dice says who goes on. */

/** A process of the product: what it awaits can be lost with it, or stand still for a while. */
export interface Process {
  readonly name: string
  alive: boolean
  /** stands still until that many turns were taken */
  frozenUntil: number
}

interface Waiting {
  readonly process: Process
  readonly go: () => void
}

const realImmediate = globalThis.setImmediate
/** Lets every promise that can go on go on. */
const settled = (): Promise<void> => new Promise((resolve) => void realImmediate(resolve))

export function createScheduler(random: Random) {
  const waiting: Waiting[] = []
  let turns = 0
  let current: Process | null = null

  return {
    turns: () => turns,
    /** Resolves when the dice falls on it; never, if its process ends first. */
    turn: (process: Process): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ process, go: resolve })
      }),
    /** Runs code of a process that may call `setImmediate`: what it defers waits for its turn as well. */
    inside<T>(process: Process, work: () => T): T {
      current = process
      globalThis.setImmediate = ((work: () => void) => {
        const owner = current
        if (owner !== null) waiting.push({ process: owner, go: work })
        return undefined
      }) as unknown as typeof setImmediate
      try {
        return work()
      } finally {
        globalThis.setImmediate = realImmediate
        current = null
      }
    },
    /** Takes one turn; false when nobody can go on. */
    async step(): Promise<boolean> {
      for (let index = waiting.length - 1; index >= 0; index -= 1)
        if (waiting[index]?.process.alive === false) waiting.splice(index, 1)
      const able = waiting.filter(({ process }) => process.frozenUntil <= turns)
      turns += 1
      if (able.length === 0) return waiting.length > 0
      const chosen = able.length === 1 ? able[0] : random.pick(able)
      if (chosen === undefined) return false
      waiting.splice(waiting.indexOf(chosen), 1)
      chosen.go()
      await settled()
      return true
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>
