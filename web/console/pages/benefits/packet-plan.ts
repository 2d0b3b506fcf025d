import type { Split } from '../../../../src/contract/money.ts'

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
