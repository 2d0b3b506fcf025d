import type { Clock } from '../ports/clock.ts'

/** UTC milliseconds of the machine: the one place that reads its clock. For keys, tokens, leases and rate limits, which never run on decision time. */
export const realNow = (): number => Date.now()

/** The decision clock where there is no sandbox (PLT-5). */
export const systemClock: Clock = { now: () => Promise.resolve(realNow()) }
