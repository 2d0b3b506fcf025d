import type { Split } from '../../../../src/contract/money.ts'
import type { PacketWish } from '../../data/benefits.ts'

/** What a red packet will do, before it is sent (BEN-8). Amounts in minor units. */
export interface PacketPlan {
  /** the smallest share that somebody can get */
  readonly smallest: number
  /** what a share is worth on average, rounded to a whole minor unit */
  readonly expected: number
  /** whether `expected` is exactly every share's mean */
  readonly exact: boolean
}

/** The plan of a packet, or null while it cannot be split so: less than one minor unit a share, or equal shares that do not come out even. */
export function planPacket(split: Split, total: number, count: number): PacketPlan | null {
  if (count < 1 || total < count) return null
  const mean = total / count
  if (split === 'equal') return total % count === 0 ? { smallest: mean, expected: mean, exact: true } : null
  return { smallest: count === 1 ? total : 1, expected: Math.round(mean), exact: total % count === 0 }
}

/** The nearest totals below and above that come out even; the lower one is null where it would leave nothing. */
export function evenTotals(total: number, count: number): { readonly below: number | null; readonly above: number } {
  const below = Math.floor(total / count) * count
  return { below: below === 0 ? null : below, above: below + count }
}

/** A packet that was filled in: for which session it was, what it holds (minor units), for whom; `level` 0: for everyone. */
export interface FilledPacket {
  readonly sessionId: string
  readonly split: Split
  readonly value: number
  readonly count: number
  readonly level: number
  readonly greeting: string
}

/** What is sent of it: the same however often it is pressed, so that after a lost answer it is known again (BEN-8). */
export const packetWish = (ownerId: string, currency: string, packet: FilledPacket): PacketWish => ({
  ownerId,
  sessionId: packet.sessionId,
  split: packet.split,
  total: { value: packet.value, currency },
  count: packet.count,
  ...(packet.level === 0 ? {} : { minLevel: packet.level }),
  ...(packet.greeting.trim() === '' ? {} : { greeting: packet.greeting.trim() }),
})

/**
 * Whether a packet may go out: to the session for which it was filled in, while that is on air. Once an answer was lost it may be asked again
 * whatever has ended since: what is asked again is done once, and answered with what became of it.
 */
export const maySend = (sessionId: string, liveSessionId: string | null, answerLost: boolean): boolean =>
  answerLost || sessionId === liveSessionId
