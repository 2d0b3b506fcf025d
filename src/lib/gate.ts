/** Lets a bounded number of pieces of work run at once; a bounded number waits, in order of arrival. */
export interface Gate {
  /** Runs the work when its turn comes; null when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T> | null
  /** Running and waiting. */
  held(): number
}

/** Builds a gate. @param atOnce work under way at most @param waitingMost work waiting at most */
export function createGate(atOnce: number, waitingMost: number): Gate {
  const waiting: (() => void)[] = []
  let running = 0
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return {
    run(work) {
      if (running < atOnce) {
        running += 1
        return work().finally(leave)
      }
      if (waiting.length >= waitingMost) return null
      return new Promise<void>((resolve) => waiting.push(resolve)).then(() => work().finally(leave))
    },
    held: () => running + waiting.length,
  }
}
