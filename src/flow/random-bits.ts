import { randomFillSync } from 'node:crypto'
import type { Bits } from '../lib/fair.ts'

const BYTES = 6
/** Numbers fetched from the operating system at once: a call each would cost more than what it is for. */
const FETCHED = 256

/** 48 random bits a call, from the operating system's generator. */
export function createRandomBits(): Bits {
  const buffer = Buffer.alloc(BYTES * FETCHED)
  let at = buffer.length
  return () => {
    if (at === buffer.length) {
      randomFillSync(buffer)
      at = 0
    }
    const bits = buffer.readUIntBE(at, BYTES)
    // what was given out is not kept
    buffer.fill(0, at, at + BYTES)
    at += BYTES
    return bits
  }
}
