import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { edgeLimits } from './settings.ts'
import { createThrottle } from './throttle.ts'

/**
 * Bounds guessing of passwords and invitations: few failures for one login from one address, more for an address, and a last bound for a login
 * from everywhere. An attacker can so delay others of his address, hardly the owner of a login.
 */
export interface Attempts {
  /** Codes: too_many_requests. */
  refusal(login: string, address: string, now: number): Rejection | null
  failed(login: string, address: string, now: number): void
  /** Takes back what `failed` counted before the check. */
  passed(login: string, address: string, now: number): void
}

/** Counts in the memory of this node. */
export function createAttempts(): Attempts {
  const windowMs = edgeLimits.signInWindowMinutes * 60_000
  const maxKeys = edgeLimits.throttleKeys
  const both = createThrottle({ limit: edgeLimits.signInFailuresPerLoginAndAddress, windowMs, maxKeys })
  const byAddress = createThrottle({ limit: edgeLimits.signInFailuresPerAddress, windowMs, maxKeys })
  const byLogin = createThrottle({ limit: edgeLimits.signInFailuresPerLogin, windowMs, maxKeys })
  const pair = (login: string, address: string): string => `${address} ${login}`
  return {
    refusal(login, address, now) {
      const waits = [both.waitMs(pair(login, address), now), byAddress.waitMs(address, now), byLogin.waitMs(login, now)]
      const wait = Math.max(...waits)
      return wait === 0 ? null : reject('too_many_requests', undefined, { retryAfterSeconds: Math.ceil(wait / 1_000) })
    },
    failed(login, address, now) {
      both.count(pair(login, address), now)
      byAddress.count(address, now)
      byLogin.count(login, now)
    },
    passed(login, address, now) {
      both.forget(pair(login, address))
      byAddress.uncount(address, now)
      byLogin.uncount(login, now)
    },
  }
}
