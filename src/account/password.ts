import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'

/** Hashes and checks passwords, few at a time: one costs 128 MiB and most of a second at the default cost. */
export interface Passwords {
  /** Codes: busy. */
  hash(password: string): Promise<string | Rejection>
  /** Without a stored hash it works as long and says no, so that time does not tell which logins exist. Codes: busy. */
  verify(password: string, stored: string | null): Promise<boolean | Rejection>
}

export interface PasswordsOptions {
  /** log2 of scrypt's N */
  readonly cost: number
  readonly atOnce: number
  /** Requests that may wait for their turn; more are told to come back. */
  readonly waiting: number
}

const BLOCK = 8
const BYTES = 32

function derive(password: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  const options = { N: 2 ** cost, r: BLOCK, p: 1, maxmem: 2 * 128 * BLOCK * 2 ** cost }
  return new Promise((resolve, fail) =>
    // NFKC: the same keys on another keyboard give the same password (NIST SP 800-63B).
    scrypt(password.normalize('NFKC'), salt, BYTES, options, (error, key) =>
      error === null ? resolve(key) : fail(error),
    ),
  )
}

/** Lets `atOnce` works run and `waiting` wait. */
function createGate(atOnce: number, waiting: number) {
  const queue: (() => void)[] = []
  let running = 0
  return async <T>(work: () => Promise<T>): Promise<T | Rejection> => {
    if (running >= atOnce && queue.length >= waiting) return reject('busy')
    if (running >= atOnce) await new Promise<void>((go) => queue.push(go))
    else running += 1
    try {
      return await work()
    } finally {
      // The place passes to the next in line.
      const next = queue.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** `scrypt$17$salt$hash`: the version and cost stand in front, so that both can change. */
export function createPasswords({ cost, atOnce, waiting }: PasswordsOptions): Passwords {
  const gate = createGate(atOnce, waiting)
  const noSalt = randomBytes(16)
  return {
    async hash(password) {
      const salt = randomBytes(16)
      const key = await gate(() => derive(password, salt, cost))
      return isRejection(key) ? key : `scrypt$${cost}$${salt.toString('base64url')}$${key.toString('base64url')}`
    },
    async verify(password, stored) {
      const [, costText, salt, hash] = /^scrypt\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored ?? '') ?? []
      if (costText === undefined || salt === undefined || hash === undefined) {
        const key = await gate(() => derive(password, noSalt, cost))
        return isRejection(key) ? key : false
      }
      const key = await gate(() => derive(password, Buffer.from(salt, 'base64url'), Number(costText)))
      if (isRejection(key)) return key
      const expected = Buffer.from(hash, 'base64url')
      return expected.length === key.length && timingSafeEqual(expected, key)
    },
  }
}
