import type { Log } from '../ports/log.ts'

/** Runs work again and again with a pause between, one at a time; stopping waits for the run under way, which may ask whether to go on. */
export function every(
  pauseMs: number,
  log: Log,
  work: (goesOn: () => boolean) => Promise<unknown>,
): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  const plan = (): void => {
    if (stopped) return
    timer = setTimeout(() => {
      running = work(() => !stopped)
        .catch((error: unknown) => log.warn({ err: error }, 'periodic work failed; it will be tried again'))
        .then(plan)
    }, pauseMs)
    timer.unref()
  }
  plan()
  return () => {
    stopped = true
    if (timer !== null) clearTimeout(timer)
    return running
  }
}
