import type { z } from 'zod'
import type { BenefitKind, CouponTerms, EntitlementState, issueView } from '../contract/benefits.ts'
import { reservedUntil, standingOf } from '../contract/coupon-rules.ts'
import type { CouponView } from '../contract/coupons.ts'
import { toInstant } from '../lib/time.ts'
import type { IssueRow } from './issue/store.ts'
import type { Coupon, CouponUse } from './use.ts'

/** An entitlement with its benefit, club and holder. Instants UTC ms, money minor units. */
export interface CouponRow {
  readonly user_no: number
  readonly club_no: number
  readonly benefit_no: number
  readonly entitlement_id: string
  readonly state: EntitlementState
  readonly claimed_at: number | null
  readonly expires_at: number | null
  readonly reserved_at: number | null
  readonly used_at: number | null
  readonly order_id: string | null
  readonly order_amount: number | null
  readonly off_value: number | null
  readonly code: string | null
  readonly benefit_id: string
  readonly kind: BenefitKind
  readonly name: string
  readonly coupon: CouponTerms | null
  readonly owner_id: string
  readonly currency: string
  readonly user_id: string
  /** an attached coupon's shop (BEN-6); null: its own club */
  readonly shop_no: number | null
  readonly shop_id: string | null
  readonly shop_name: string | null
  readonly shop_benefit_id: string | null
}

/** Columns of a CouponRow, of `entitlement e`, `benefit b`, `club c`, its shop `club s` and that one's `benefit m`, if any, and `person p`. */
export const COUPON_COLUMNS = `e.user_no, e.club_no, e.benefit_no, e.entitlement_id, e.state, e.claimed_at, e.expires_at, e.reserved_at, e.used_at,
  e.order_id, e.order_amount, e.off_value, e.code, b.benefit_id, b.kind, b.name, b.terms->'coupon' as coupon, c.owner_id, c.currency, p.user_id,
  b.shop_no, s.owner_id as shop_id, s.name as shop_name, m.benefit_id as shop_benefit_id`

/** What of a row the rules read and change. */
export const couponOf = (row: CouponRow): Coupon => ({
  kind: row.kind,
  terms: row.coupon,
  currency: row.currency,
  expiresAt: row.expires_at,
  use: {
    state: row.state,
    reservedAt: row.reserved_at,
    usedAt: row.used_at,
    orderId: row.order_id,
    orderAmount: row.order_amount,
    off: row.off_value,
  },
})

/** The row once it is used so. */
export const withUse = (row: CouponRow, use: CouponUse): CouponRow => ({
  ...row,
  state: use.state,
  reserved_at: use.reservedAt,
  used_at: use.usedAt,
  order_id: use.orderId,
  order_amount: use.orderAmount,
  off_value: use.off,
})

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

const attachedOf = ({ shop_id: ownerId, shop_name: ownerName, shop_benefit_id: benefitId }: CouponRow) =>
  ownerId === null || ownerName === null || benefitId === null ? {} : { attached: { ownerId, ownerName, benefitId } }

/** A coupon as it stands now: an order that lost its reservation is not named any more. */
export function viewOf(row: CouponRow, now: number): CouponView {
  const state = standingOf({ state: row.state, expiresAt: row.expires_at, reservedAt: row.reserved_at }, now)
  const held = state === 'reserved' || state === 'used'
  return {
    entitlementId: row.entitlement_id,
    benefitId: row.benefit_id,
    ownerId: row.owner_id,
    userId: row.user_id,
    kind: row.kind,
    name: row.name,
    state,
    claimedAt: instantOrNull(row.claimed_at),
    expiresAt: instantOrNull(row.expires_at),
    reservedUntil: state === 'reserved' && row.reserved_at !== null ? toInstant(reservedUntil(row.reserved_at)) : null,
    orderId: held ? row.order_id : null,
    off: held && row.off_value !== null ? { value: row.off_value, currency: row.currency } : null,
    code: row.code,
    ...(row.coupon === null ? {} : { coupon: row.coupon }),
    ...attachedOf(row),
  }
}

/** How far an issue is. */
export const viewOfIssue = (row: IssueRow): z.output<typeof issueView> => ({
  issueId: row.issue_id,
  benefitId: row.benefit_id,
  fromLevel: row.from_level,
  toLevel: row.to_level,
  members: row.members,
  issued: row.issued,
  passed: row.passed,
  finishedAt: instantOrNull(row.finished_at),
})
