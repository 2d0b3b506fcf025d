import { createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '../ports/db.ts'
import { instanceSecret } from './store.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** Compares in constant time, whatever the lengths. */
export const equalSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))

/** Keys of this instance (all nodes of one store share them). */
export interface InstanceKeys {
  /** 32 bytes for one purpose. */
  of(purpose: 'token' | 'flow' | 'idempotency'): Promise<Uint8Array>
}

/** Derives keys from one secret that is made on first use and kept in the store. */
export function createInstanceKeys(db: Db): InstanceKeys {
  let secret: Promise<string> | null = null
  return {
    async of(purpose) {
      secret ??= instanceSecret(db, randomBytes(32).toString('base64url'))
      const bytes = await secret.catch((error: unknown) => {
        // A store that was away may be back at the next call.
        secret = null
        throw error
      })
      return new Uint8Array(hkdfSync('sha256', bytes, 'tiefen', purpose, 32))
    },
  }
}
