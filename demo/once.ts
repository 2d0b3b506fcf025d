import type { FastifyRequest } from 'fastify'

/** So many answers are kept, the newest. */
const KEPT = 1_000

/**
 * Purchases and refunds of the test shop under an Idempotency-Key: asked again where the answer was lost, they are made once. Kept in memory: a
 * demo that starts anew has forgotten what was on its way.
 */
export function createKept() {
  const kept = new Map<string, Promise<unknown>>()
  return function once<T>(request: FastifyRequest, userId: string, make: () => Promise<T>): Promise<T> {
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key === '') return make()
    const name = JSON.stringify([userId, request.url, request.body, key])
    // by its name it can only be what was made by this very call
    const known = kept.get(name) as Promise<T> | undefined
    if (known !== undefined) return known
    const made = make()
    kept.set(name, made)
    // what was refused was not made
    made.catch(() => kept.delete(name))
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return made
  }
}
