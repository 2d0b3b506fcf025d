import { reject, type Rejection } from '../contract/rejections.ts'

/** Counts per key in fixed windows, bounded in memory; one node's view. */
export interface Throttle {
  /** Milliseconds until `key` may try again; 0 when it may now. */
  waitMs(key: string, now: number): number
  /** Counts one (failed) attempt. */
  count(key: string, now: number): void
  /** Takes one counted attempt back. */
  uncount(key: string, now: number): void
  /** Forgets a key after success. */
  forget(key: string): void
}

/** `limit` attempts within `windowMs`; the oldest key makes room for a new one beyond `maxKeys`. */
export function createThrottle(options: { limit: number; windowMs: number; maxKeys: number }): Throttle {
  const windows = new Map<string, { count: number; endsAt: number }>()
  return {
    waitMs(key, now) {
      const window = windows.get(key)
      if (window === undefined || window.endsAt <= now || window.count < options.limit) return 0
      return window.endsAt - now
    },
    count(key, now) {
      const window = windows.get(key)
      if (window !== undefined && window.endsAt > now) {
        window.count += 1
        return
      }
      windows.delete(key)
      if (windows.size >= options.maxKeys) {
        const oldest = windows.keys().next().value
        if (oldest !== undefined) windows.delete(oldest)
      }
      windows.set(key, { count: 1, endsAt: now + options.windowMs })
    },
    uncount(key, now) {
      const window = windows.get(key)
      if (window !== undefined && window.endsAt > now && window.count > 0) window.count -= 1
    },
    forget: (key) => void windows.delete(key),
  }
}

/** Code too_many_requests, while `key` may not try again. */
export function refusalOf(throttle: Throttle, key: string, now: number): Rejection | null {
  const wait = throttle.waitMs(key, now)
  return wait > 0 ? reject('too_many_requests', undefined, { retryAfterSeconds: Math.ceil(wait / 1_000) }) : null
}
