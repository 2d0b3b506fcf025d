import { refusal } from './refusal.ts'

const KEYS_MOST = 10_000

/** Lets each key through so many times within a window of real time. */
export interface Throttle {
  /** @throws a refusal `too_many_requests` */
  pass(key: string): void
}

/** Builds a throttle; it forgets the longest-known keys when there are too many. @param clock monotonic milliseconds */
export function createThrottle(most: number, windowMs: number, clock: () => number): Throttle {
  const windows = new Map<string, { since: number; count: number }>()
  return {
    pass(key) {
      const now = clock()
      let window = windows.get(key)
      if (window === undefined || now - window.since >= windowMs) {
        windows.delete(key)
        window = { since: now, count: 0 }
        windows.set(key, window)
        const oldest = windows.keys().next()
        if (windows.size > KEYS_MOST && oldest.done === false) windows.delete(oldest.value)
      }
      window.count += 1
      if (window.count > most)
        throw refusal('too_many_requests', {
          retryAfterSeconds: Math.max(1, Math.ceil((window.since + windowMs - now) / 1_000)),
        })
    },
  }
}
