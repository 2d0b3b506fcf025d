import { describe, expect, test } from 'vitest'
import { inHand } from './card-in-hand.ts'

describe('BADGE-3: one card at a time, which stays in hand until it is decided', () => {
  const idOf = (one: { readonly id: string }) => one.id
  const [x, y, z] = [{ id: 'x' }, { id: 'y' }, { id: 'z' }]

  test('BADGE-3: the first that waits is taken in hand', () =>
    expect(inHand(null, [], [x, y], idOf)).toEqual({ card: x, gone: false, next: [y] }))

  test('BADGE-3: decided by another it is told as gone, and the next does not slip under the finger', () => {
    expect(inHand(x, [], [y, z], idOf)).toEqual({ card: x, gone: true, next: [y, z] })
    expect(inHand(x, [], [], idOf)).toEqual({ card: x, gone: true, next: [] })
  })

  test('BADGE-3: what came before it in the queue does not take its place', () =>
    expect(inHand(y, [], [x, y, z], idOf)).toEqual({ card: y, gone: false, next: [x, z] }))

  test('BADGE-3: what he decided is not handed to him again before the queue is read anew', () => {
    expect(inHand(null, ['x', 'y'], [x, y, z], idOf)).toEqual({ card: z, gone: false, next: [] })
    expect(inHand(null, ['x'], [x], idOf)).toEqual({ card: null, gone: false, next: [] })
  })

  test('GRP-9: news of the card in hand are shown on it', () => {
    const fresh = { id: 'x', reports: 3 }
    expect(inHand<{ id: string }>(x, [], [fresh], idOf).card).toBe(fresh)
  })
})
