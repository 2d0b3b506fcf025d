import type { BenefitView, EntitlementView } from '../contract/benefits.ts'
import { toInstant } from '../lib/time.ts'
import { stateOf, type Held, type Offer } from './apply.ts'
import { faceOf, instantOrNull, type BenefitRow, type TotalRow } from './rows.ts'

/** Rows of benefits and entitlements in their outward forms, and as the rules see them. */

export interface ResultRow extends BenefitRow, TotalRow {
  readonly currency: string
  readonly reserved: number
  readonly used: number
  readonly expired: number
  readonly cost: number
  readonly orders: number
  readonly sales: number
}

const statusOf = (row: BenefitRow, now: number): BenefitView['status'] => {
  if (row.withdraw_at === null) return 'open'
  return row.withdraw_at <= now ? 'withdrawn' : 'withdrawing'
}

/** Outward form for the owner. */
export const viewOf = (row: ResultRow, now: number): BenefitView => ({
  ...faceOf(row),
  status: statusOf(row, now),
  stock: row.stock,
  left: row.stock === null ? null : row.stock - row.claimed,
  budget: row.budget === null ? null : { value: row.budget, currency: row.currency },
  createdAt: toInstant(row.created_at),
  result: {
    claimed: row.claimed,
    reserved: row.reserved,
    used: row.used,
    expired: row.expired,
    cost: { value: row.cost, currency: row.currency },
    orders: row.orders,
    sales: { value: row.sales, currency: row.currency },
  },
})

/** The rule's view of a row. */
export const offerOf = (row: BenefitRow): Offer => ({
  fromLevel: row.from_level,
  firstJoin: row.first_join,
  claimFrom: row.claim_from,
  claimUntil: row.claim_until,
  withdrawAt: row.withdraw_at,
  inGroup: row.group_no !== null,
})

/** Columns of `entitlement` that a state is read from. */
export interface HeldRow {
  readonly state: Held['state'] | null
  readonly expires_at: number | null
  readonly reserved_at: number | null
}

/** The rule's view of an entitlement's row; null where a left join found none. */
export const heldOf = (row: HeldRow): Held | null =>
  row.state === null ? null : { state: row.state, expiresAt: row.expires_at, reservedAt: row.reserved_at }

export interface EntitlementRow extends BenefitRow, HeldRow {
  readonly entitlement_id: string
  readonly owner_id: string
  readonly owner_name: string
  readonly currency: string
  readonly user_no: number
  readonly user_id: string
  readonly claimed_at: number | null
  readonly order_id: string | null
  readonly off_value: number | null
  readonly code: string | null
}

/** Outward form of what a user took. */
export function viewOfEntitlement(row: EntitlementRow, now: number): EntitlementView {
  // claimed once: level and membership do not matter any more
  const state = stateOf(offerOf(row), heldOf(row), { level: 0, firstTime: false }, now)
  const ordered = state === 'reserved' || state === 'used'
  return {
    ...faceOf(row),
    entitlementId: row.entitlement_id,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    userId: row.user_id,
    state,
    claimedAt: instantOrNull(row.claimed_at),
    expiresAt: instantOrNull(row.expires_at),
    orderId: ordered ? row.order_id : null,
    off: ordered && row.off_value !== null ? { value: row.off_value, currency: row.currency } : null,
    code: row.code,
  }
}
