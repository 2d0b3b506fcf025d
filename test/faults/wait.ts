/** Rejects when `promise` takes longer; `what` says what did not happen. */
export function within<T>(promise: Promise<T>, boundMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${boundMs} ms`)), boundMs)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const LOOK_AGAIN_MS = 20

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Looks again and again, for what sends no word: another program's process has ended, a server takes connections. */
export async function until(condition: () => boolean | Promise<boolean>, boundMs: number, what: string): Promise<void> {
  const begun = performance.now()
  while (!(await condition())) {
    if (performance.now() - begun > boundMs) throw new Error(`${what}: not within ${boundMs} ms`)
    await pause(LOOK_AGAIN_MS)
  }
}

/** Does the same with each, so many at once. */
export async function inTurns<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
}
