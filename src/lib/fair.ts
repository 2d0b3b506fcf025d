import { assert } from './assert.ts'

/** A source of 48 random bits, an integer in [0, 2^48); each call gives new ones. */
export type Bits = () => number

/** What `Bits` can tell apart. */
export const BITS_RANGE = 2 ** 48

/**
 * An integer in [0, count), each as likely as another: what would favour the small ones is thrown away and drawn again (rejection sampling),
 * at most every second time.
 * @param count 1 to 2^48
 */
export function below(bits: Bits, count: number): number {
  assert(Number.isSafeInteger(count) && count >= 1 && count <= BITS_RANGE, 'a range of 1 to 2^48')
  const limit = BITS_RANGE - (BITS_RANGE % count)
  for (;;) {
    const drawn = bits()
    if (drawn < limit) return drawn % count
  }
}
