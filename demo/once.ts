import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** So many answers are kept, the newest. */
const KEPT = 1_000

/** Of a request, what says that it is the same one. */
type Asked = Pick<FastifyRequest, 'headers' | 'url' | 'body'>

/**
 * Purchases and refunds of the test shop under an Idempotency-Key: asked again where the answer was lost, they are made once. `make` is given an id that
 * the same request always has, also in a demo that started anew: under that the product knows again what it did, though nobody heard of it.
 */
export function createKept() {
  const kept = new Map<string, Promise<unknown>>()
  return function once<T>({ headers, url, body }: Asked, userId: string, make: (id: string) => Promise<T>): Promise<T> {
    const key = headers['idempotency-key']
    if (typeof key !== 'string' || key === '') return make(randomBytes(8).toString('hex'))
    const name = createHash('sha256')
      .update(JSON.stringify([userId, url, body, key]))
      .digest('hex')
    // by its name it can only be what was made by this very call
    const known = kept.get(name) as Promise<T> | undefined
    if (known !== undefined) return known
    const made = make(name.slice(0, 16))
    kept.set(name, made)
    // refused, it was not made; without an answer nobody knows, and it is asked again under the same id
    made.catch(() => kept.delete(name))
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return made
  }
}
