import { useState } from 'react'
import { makeUuid } from '../../shared/make-uuid.ts'
import { ApiProblem } from '../../shared/problem.ts'

/** Nobody knows whether it was done: the same is asked again under the same key. */
const isLost = (error: unknown): boolean =>
  !(error instanceof ApiProblem) || error.status === 0 || error.status >= 500 || error.code === 'idempotency_in_progress'

/** For what must not be done twice: where the answer was lost, the same asked again goes out under the same key (an Idempotency-Key, a `sendId`). */
export function createOnce() {
  let lost: { readonly body: string; readonly key: string } | null = null
  return async <B, T>(body: B, call: (body: B, key: string) => Promise<T>): Promise<T> => {
    const text = JSON.stringify(body)
    const key = lost?.body === text ? lost.key : makeUuid()
    lost = { body: text, key }
    try {
      const answer = await call(body, key)
      lost = null
      return answer
    } catch (error) {
      if (!isLost(error)) lost = null
      throw error
    }
  }
}

/** `createOnce` for as long as a page or a dialog stands. */
export function useOnce() {
  const [once] = useState(createOnce)
  return once
}
