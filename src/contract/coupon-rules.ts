import type { EntitlementState } from './benefits.ts'

/** Pure readings of benefits and coupons, shared by who claims, who issues, who redeems and the pages that show one. No state, no clock. */

const MINUTE = 60_000

export const couponLimits = {
  /** BEN-6: an order holds a coupon for so long, unless it is confirmed or released before (the store's `reservation_lasts()` is the same) */
  reservationMinutes: 30,
} as const

/** When something can be claimed, UTC ms; null: without that end. */
export interface ClaimWindow {
  readonly claimFrom: number | null
  readonly claimUntil: number | null
  readonly withdrawAt: number | null
}

/** Both ends as people read them: from `claimFrom` on, and no more at `claimUntil` or the withdrawal. @rule BEN-3 BEN-11 */
export function windowOf({ claimFrom, claimUntil, withdrawAt }: ClaimWindow, now: number): 'before' | 'open' | 'over' {
  if (withdrawAt !== null && now >= withdrawAt) return 'over'
  if (claimUntil !== null && now >= claimUntil) return 'over'
  return claimFrom !== null && now < claimFrom ? 'before' : 'open'
}

/** Until when an order holds a coupon, UTC ms. @rule BEN-6 */
export const reservedUntil = (reservedAt: number): number => reservedAt + couponLimits.reservationMinutes * MINUTE

/**
 * An entitlement's state as it is at an instant, from what its row says: a reservation that ended by itself is none, and what was claimed
 * and has come to its end is expired. A reservation made in time outlives that end.
 * @param row instants in UTC ms
 * @rule BEN-3 BEN-6
 */
export function standingOf(
  row: { readonly state: EntitlementState; readonly expiresAt: number | null; readonly reservedAt: number | null },
  now: number,
): EntitlementState {
  if (row.state === 'reserved' && row.reservedAt !== null && now < reservedUntil(row.reservedAt)) return 'reserved'
  if (row.state !== 'claimed' && row.state !== 'reserved') return row.state
  return row.expiresAt !== null && now >= row.expiresAt ? 'expired' : 'claimed'
}
