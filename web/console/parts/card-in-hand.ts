import { useState } from 'react'

/** What lies before whoever decides one at a time. */
export interface InHand<T> {
  /** null: nothing waits */
  readonly card: T | null
  /** it waits no more: another decided it */
  readonly gone: boolean
  /** what comes after it */
  readonly next: readonly T[]
}

/**
 * The card in hand stays until he is done with it, whatever the queue does meanwhile: a letter typed for one must not decide another.
 * @param held what he has in hand; null: he takes the first @param left ids he is done with, which the queue may still have
 */
export function inHand<T>(
  held: T | null,
  left: readonly string[],
  queue: readonly T[],
  idOf: (one: T) => string,
): InHand<T> {
  const waiting = queue.filter((one) => !left.includes(idOf(one)))
  if (held === null) return { card: waiting[0] ?? null, gone: false, next: waiting.slice(1) }
  const fresh = queue.find((one) => idOf(one) === idOf(held))
  return { card: fresh ?? held, gone: fresh === undefined, next: waiting.filter((one) => idOf(one) !== idOf(held)) }
}

/** `inHand` for as long as a desk stands. @param data the queue's answer: what he is done with is remembered until the next one */
export function useCardInHand<T>(
  data: unknown,
  queue: readonly T[],
  idOf: (one: T) => string,
): InHand<T> & { readonly leave: (id: string) => void } {
  const [held, setHeld] = useState<T | null>(null)
  const [left, setLeft] = useState<{ readonly data: unknown; readonly ids: readonly string[] }>({ data, ids: [] })
  const hand = inHand(held, left.data === data ? left.ids : [], queue, idOf)
  if (hand.card !== held) setHeld(hand.card)
  const leave = (id: string) => {
    setLeft((old) => ({ data, ids: [...(old.data === data ? old.ids : []), id] }))
    setHeld((now) => (now !== null && idOf(now) === id ? null : now))
  }
  return { ...hand, leave }
}
