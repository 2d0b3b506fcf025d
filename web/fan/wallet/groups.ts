import type { EntitlementView } from '../data/benefit-views.ts'

/** A wallet in two parts: what can be used, what expires soonest first; then what is over, the latest first (BEN-3). */
export function groupsOf(all: readonly EntitlementView[]): {
  readonly usable: EntitlementView[]
  readonly over: EntitlementView[]
} {
  const usable = all.filter(({ state }) => state === 'claimed' || state === 'reserved')
  const over = all.filter(({ state }) => state === 'used' || state === 'expired')
  const end = ({ expiresAt }: EntitlementView): string => expiresAt ?? '9999'
  const start = ({ claimedAt }: EntitlementView): string => claimedAt ?? ''
  return {
    usable: usable.sort((one, other) => order(end(one), end(other))),
    over: over.sort((one, other) => order(start(other), start(one))),
  }
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What expires within this is said aloud. */
const soonMilliseconds = 3 * 86_400_000

/** Whole hours until it is over where that is soon (at most 3 days), else null. @param now UTC ms */
export function hoursLeft(expiresAt: string | null, now: number): number | null {
  const left = expiresAt === null ? Infinity : Date.parse(expiresAt) - now
  return left > 0 && left <= soonMilliseconds ? Math.ceil(left / 3_600_000) : null
}

/** A code in groups of four, as people read it aloud. */
export const readableCode = (code: string): string => code.replaceAll('-', '').replace(/(.{4})(?=.)/g, '$1 ')
