import type { AttachableView, AttachmentView, CouponTerms } from '../../contract/benefits.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { BENEFIT_COLUMNS, instantOrNull, type BenefitRow } from '../rows.ts'
import type { ClubRow } from '../store.ts'
import { leftOf, type Grant } from './apply.ts'

/**
 * Who may attach whose coupon, and how many (BEN-6). A benefit that attaches one takes its whole stock from what was granted when it is made: a claim
 * looks at its own counters alone. Whoever makes, enlarges or ends one holds the row of the grant first, and the benefits' rows after it.
 */

/** A coupon as its attaching needs it. */
export interface CouponRow {
  readonly benefit_no: number
  readonly club_no: number
  readonly coupon: CouponTerms | null
  readonly withdraw_at: number | null
  /** it is another owner's itself */
  readonly attached: boolean
  readonly currency: string
}

/** An owner's benefit, or null. */
export async function findCoupon(on: Queryable, ownerId: string, benefitId: string): Promise<CouponRow | null> {
  const rows = await on.query<CouponRow>(
    `select b.benefit_no, b.club_no, b.terms->'coupon' as coupon, b.withdraw_at, b.attached_no is not null as attached, c.currency
     from club c join benefit b on b.club_no = c.club_no where c.owner_id = $1 and b.benefit_id = $2::uuid`,
    [ownerId, benefitId],
  )
  return rows[0] ?? null
}

/** A club by its owner, or null. */
export async function findCreator(on: Queryable, ownerId: string): Promise<ClubRow | null> {
  const rows = await on.query<ClubRow>('select club_no, owner_id, currency, mode from club where owner_id = $1', [
    ownerId,
  ])
  return rows[0] ?? null
}

/** Holds what was granted of a coupon until the commit. @param creatorNo to one club; null: to all. @returns how many that are */
export async function holdGrants(tx: Queryable, benefitNo: number, creatorNo: number | null): Promise<number> {
  const rows = await tx.query(
    `select 1 from coupon_attachment where benefit_no = $1::int4 and ($2::int4 is null or creator_no = $2::int4)
     order by creator_no for no key update`,
    [benefitNo, creatorNo],
  )
  return rows.length
}

/** What was granted, as it stands in a statement that begins after it was held; null: nothing. */
export async function readGrant(tx: Queryable, benefitNo: number, creatorNo: number): Promise<Grant | null> {
  const rows = await tx.query<Grant>(
    `select a.stock, a.ended_at as "endedAt", m.withdraw_at as "couponWithdrawAt", coalesce((
       select sum(t.stock) from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
       where b.attached_no = a.benefit_no and b.club_no = a.creator_no), 0)::int8 as attached
     from coupon_attachment a join benefit m on m.benefit_no = a.benefit_no where a.benefit_no = $1::int4 and a.creator_no = $2::int4`,
    [benefitNo, creatorNo],
  )
  return rows[0] ?? null
}

/** What a club's benefit attaches: the coupon's number; null: nothing. */
export async function attachedBy(on: Queryable, clubNo: number, benefitId: string): Promise<number | null> {
  const rows = await on.query<{ attached_no: number | null }>(
    'select attached_no from benefit where club_no = $1::int4 and benefit_id = $2::uuid',
    [clubNo, benefitId],
  )
  return rows[0]?.attached_no ?? null
}

/** Grants, or grants anew what had ended; `stock` replaces what stood. */
export async function saveGrant(
  tx: Queryable,
  grant: { readonly benefitNo: number; readonly creatorNo: number; readonly stock: number; readonly now: number },
): Promise<void> {
  await tx.query(
    `insert into coupon_attachment (benefit_no, creator_no, stock, created_at) values ($1::int4, $2::int4, $3::int4, $4::timestamptz)
     on conflict (benefit_no, creator_no) do update set stock = excluded.stock, ended_at = null`,
    [grant.benefitNo, grant.creatorNo, grant.stock, toInstant(grant.now)],
  )
}

/** From now on nothing more is attached; a grant that ended before keeps its instant. */
export async function endGrant(tx: Queryable, benefitNo: number, creatorNo: number, now: number): Promise<void> {
  await tx.query(
    'update coupon_attachment set ended_at = coalesce(ended_at, $3::timestamptz) where benefit_no = $1::int4 and creator_no = $2::int4',
    [benefitNo, creatorNo, toInstant(now)],
  )
}

/** How many owners may attach a coupon. @param butNot a club that is not counted */
export async function countGrants(tx: Queryable, benefitNo: number, butNot: number): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    'select count(*)::int4 as count from coupon_attachment where benefit_no = $1::int4 and creator_no <> $2::int4 and ended_at is null',
    [benefitNo, butNot],
  )
  return rows[0]?.count ?? 0
}

/** Open benefits that hold a coupon, locked. @param creatorNo of one club; null: of all */
export const lockAttached = (
  tx: Queryable,
  benefitNo: number,
  creatorNo: number | null,
): Promise<(BenefitRow & { readonly owner_id: string })[]> =>
  tx.query<BenefitRow & { readonly owner_id: string }>(
    `select ${BENEFIT_COLUMNS}, c.owner_id from benefit b join club c on c.club_no = b.club_no
     where b.attached_no = $1::int4 and ($2::int4 is null or b.club_no = $2::int4) and b.withdrawn_at is null
     order by b.club_no, b.benefit_no for no key update of b`,
    [benefitNo, creatorNo],
  )

interface GrantRow {
  readonly creator_no: number
  readonly creator_id: string
  readonly creator_name: string
  readonly currency: string
  readonly stock: number
  readonly attached: number
  readonly ended_at: number | null
  readonly claimed: number
  readonly used: number
  readonly cost: number
  readonly orders: number
  readonly sales: number
}

/** Sums that stand still at the greatest safe integer, as the ones that they are made of. */
const bounded = (sum: string): string =>
  `greatest(-${Number.MAX_SAFE_INTEGER}, least(${Number.MAX_SAFE_INTEGER}, coalesce(${sum}, 0)))::int8`

/** Who may attach a coupon, with what came of it, in the order of their numbers. @param after a `creator_no` @param creatorNo only his */
export const listGrants = (
  on: Queryable,
  benefitNo: number,
  page: { readonly after: number; readonly limit: number; readonly creatorNo: number | null },
): Promise<GrantRow[]> =>
  on.query<GrantRow>(
    `select a.creator_no, c.owner_id as creator_id, c.name as creator_name, c.currency, a.stock, a.ended_at, coalesce(sum(t.stock), 0)::int8 as attached,
       coalesce(sum(t.claimed), 0)::int8 as claimed, coalesce(sum(r.used), 0)::int8 as used, ${bounded('sum(r.cost)')} as cost,
       coalesce(sum(r.orders), 0)::int8 as orders, ${bounded('sum(r.sales)')} as sales
     from coupon_attachment a join club c on c.club_no = a.creator_no left join benefit b on b.attached_no = a.benefit_no and b.club_no = a.creator_no
     left join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
     left join lateral (
       select sum(p.used) as used, sum(p.cost) as cost, sum(p.orders) as orders, sum(p.sales) as sales from benefit_result p
       where p.club_no = t.club_no and p.benefit_no = t.benefit_no
     ) as r on true
     where a.benefit_no = $1::int4 and a.creator_no > $2::int4 and ($3::int4 is null or a.creator_no = $3::int4)
     group by a.creator_no, c.owner_id, c.name, c.currency, a.stock, a.ended_at order by a.creator_no limit $4::int4`,
    [benefitNo, page.after, page.creatorNo, page.limit],
  )

/** Outward form. */
export const viewOfGrant = (row: GrantRow): AttachmentView => ({
  creatorId: row.creator_id,
  creatorName: row.creator_name,
  stock: row.stock,
  left: row.ended_at === null ? leftOf(row) : 0,
  endedAt: instantOrNull(row.ended_at),
  claimed: row.claimed,
  used: row.used,
  cost: { value: row.cost, currency: row.currency },
  orders: row.orders,
  sales: { value: row.sales, currency: row.currency },
})

interface AttachableRow {
  readonly benefit_no: number
  readonly benefit_id: string
  readonly owner_id: string
  readonly owner_name: string
  readonly name: string
  readonly description: string | null
  readonly coupon: CouponTerms
  readonly stock: number
  readonly attached: number
}

/** Coupons of others that a club may attach now, older ones first. @param after a `benefit_no` */
export const listAttachable = (
  on: Queryable,
  clubNo: number,
  page: { readonly after: number; readonly limit: number; readonly now: number },
): Promise<AttachableRow[]> =>
  on.query<AttachableRow>(
    `select m.benefit_no, m.benefit_id, s.owner_id, s.name as owner_name, m.name, m.description, m.terms->'coupon' as coupon, a.stock, h.attached
     from coupon_attachment a join benefit m on m.benefit_no = a.benefit_no join club s on s.club_no = m.club_no
     cross join lateral (
       select coalesce(sum(t.stock), 0)::int8 as attached from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
       where b.attached_no = a.benefit_no and b.club_no = a.creator_no
     ) as h
     where h.attached < a.stock and a.creator_no = $1::int4 and a.benefit_no > $2::int4 and a.ended_at is null and m.withdraw_at is null
       and coalesce((m.terms->'coupon'->>'validUntil')::timestamptz > $4::timestamptz, true)
     order by a.benefit_no limit $3::int4`,
    [clubNo, page.after, page.limit, toInstant(page.now)],
  )

/** Outward form. */
export const viewOfAttachable = (row: AttachableRow): AttachableView => ({
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  benefitId: row.benefit_id,
  name: row.name,
  description: row.description,
  coupon: row.coupon,
  stock: row.stock,
  left: leftOf(row),
})
