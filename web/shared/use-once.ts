import { useState } from 'react'
import { makeUuid } from './make-uuid.ts'
import { ApiProblem } from './problem.ts'

/** Refused before anybody looked at the key: that says nothing of an earlier try whose answer was lost. */
const beforeTheKey: readonly number[] = [401, 408, 429]

/** Nobody knows whether it was done: the same is asked again under the same key. */
export const isLost = (error: unknown): boolean =>
  !(error instanceof ApiProblem) ||
  error.status === 0 ||
  error.status >= 500 ||
  beforeTheKey.includes(error.status) ||
  error.code === 'idempotency_in_progress'

/** The header under which the server does a request once (api.md "Style"). */
export const keyed = (key: string) => ({ 'Idempotency-Key': key })

/**
 * For what must not be done twice: where the answer was lost, the same asked again goes out under the same key (an Idempotency-Key, a `sendId`).
 * `compose` makes of what was asked what is sent, where that depends on the moment: it is made once, so that it is sent again to the letter.
 */
export function createOnce() {
  let lost: { readonly asked: string; readonly key: string; readonly sent: unknown } | null = null
  function once<A, T>(asked: A, call: (sent: A, key: string) => Promise<T>): Promise<T>
  function once<A, B, T>(asked: A, call: (sent: B, key: string) => Promise<T>, compose: (asked: A) => B): Promise<T>
  async function once<T>(
    asked: unknown,
    call: (sent: unknown, key: string) => Promise<T>,
    compose = (same: unknown) => same,
  ): Promise<T> {
    const text = JSON.stringify(asked)
    const known = lost?.asked === text ? lost : { asked: text, key: makeUuid(), sent: compose(asked) }
    lost = known
    // what was asked meanwhile keeps its own key
    const settle = () => {
      if (lost === known) lost = null
    }
    try {
      const answer = await call(known.sent, known.key)
      settle()
      return answer
    } catch (error) {
      if (!isLost(error)) settle()
      throw error
    }
  }
  return once
}

/** `createOnce` for as long as a page or a dialog stands. */
export function useOnce() {
  const [once] = useState(createOnce)
  return once
}
