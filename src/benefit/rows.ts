import type { z } from 'zod'
import type { Audience, BenefitKind, CouponTerms, Honour, HonourStyle, benefitLadder } from '../contract/benefits.ts'
import type { Tier } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'

/** A row of `benefit`. Instants UTC ms, money minor units. */
export interface BenefitRow {
  readonly benefit_no: number
  readonly benefit_id: string
  readonly club_no: number
  readonly kind: BenefitKind
  readonly name: string
  readonly description: string | null
  readonly min_level: number | null
  readonly tier: Tier | null
  readonly first_join: boolean
  readonly from_level: number
  readonly claim_from: number | null
  readonly claim_until: number | null
  readonly withdraw_at: number | null
  readonly withdrawn_at: number | null
  readonly products: readonly string[] | null
  readonly terms: Terms
  readonly off_most: number | null
  readonly created_at: number
  /** GRP-15: the group it is for */
  readonly group_no: number | null
  readonly group_id: string | null
  /** BEN-6: another owner's coupon that it holds */
  readonly attached: { readonly ownerId: string; readonly ownerName: string; readonly benefitId: string } | null
}

/** What a kind has of its own, as the contract writes it. */
export interface Terms {
  readonly coupon?: CouponTerms
  readonly honour?: Honour
  readonly style?: HonourStyle
  readonly amount?: { readonly value: number; readonly currency: string }
}

/** A row of `benefit_total`. */
export interface TotalRow {
  readonly club_no: number
  readonly benefit_no: number
  readonly stock: number | null
  readonly claimed: number
  readonly budget: number | null
  readonly committed: number
}

/** Columns of a BenefitRow, of the table alias `b`. */
export const BENEFIT_COLUMNS = `b.benefit_no, b.benefit_id, b.club_no, b.kind, b.name, b.description, b.min_level, b.tier, b.first_join,
  b.from_level, b.claim_from, b.claim_until, b.withdraw_at, b.withdrawn_at, b.products, b.terms, b.off_most, b.created_at,
  b.group_no, b.group_id::text, (select jsonb_build_object('ownerId', s.owner_id, 'ownerName', s.name, 'benefitId', m.benefit_id)
    from benefit m join club s on s.club_no = m.club_no where m.benefit_no = b.attached_no) as attached`

/** The order of the ladder: lowest level first, what greets a newcomer before it, older ones first. */
export const LADDER_ORDER = 'b.from_level, b.first_join desc, b.benefit_no'

/** BEN-1: who it is for, as the owner said it. */
export function audienceOf(row: Pick<BenefitRow, 'min_level' | 'tier' | 'first_join' | 'group_id'>): Audience {
  if (row.group_id !== null) return { groupId: row.group_id }
  if (row.first_join) return { firstJoin: true }
  return row.tier === null ? { minLevel: row.min_level ?? 1 } : { tier: row.tier }
}

/** An instant as it is told, or null. */
export const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

export type Face = z.input<typeof benefitLadder>['items'][number]

/** What everybody may know of a benefit. */
export const faceOf = (row: BenefitRow): Face => ({
  benefitId: row.benefit_id,
  kind: row.kind,
  name: row.name,
  description: row.description,
  audience: audienceOf(row),
  fromLevel: row.from_level,
  claimFrom: instantOrNull(row.claim_from),
  claimUntil: instantOrNull(row.claim_until),
  withdrawAt: instantOrNull(row.withdraw_at),
  ...(row.terms.coupon === undefined ? {} : { coupon: row.terms.coupon }),
  ...(row.attached === null ? {} : { attached: row.attached }),
  ...(row.terms.honour === undefined ? {} : { honour: row.terms.honour }),
  ...(row.terms.style === undefined ? {} : { style: row.terms.style }),
  ...(row.kind === 'honour' && row.products !== null ? { gifts: [...row.products] } : {}),
  ...(row.kind === 'product' && row.products !== null ? { products: [...row.products] } : {}),
  ...(row.terms.amount === undefined ? {} : { amount: row.terms.amount }),
})

/** A left join's row may hold no benefit. */
export const isBenefit = <R extends Partial<BenefitRow>>(row: R): row is R & BenefitRow => row.benefit_no != null
