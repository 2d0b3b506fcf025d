import { columns } from '../lib/columns.ts'
import { userNoOf } from '../lib/entitlement-id.ts'
import { COMMANDS_PART } from '../lib/parts.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { COUPON_COLUMNS, type CouponRow } from './rows.ts'

/** The key of an entitlement. */
export interface Place {
  readonly user_no: number
  readonly club_no: number
  readonly benefit_no: number
}

/** Where an entitlement lies, and the club whose orders it is for. */
export interface CouponPlace extends Place {
  /** an attached coupon's shop; null: its own club */
  readonly shop_no: number | null
  /** whose club that is: he alone uses it */
  readonly owner_id: string
}

/** The club whose orders a coupon is used for. @rule BEN-6 */
export const shopOf = ({ club_no: clubNo, shop_no: shopNo }: CouponPlace): number => shopNo ?? clubNo

/** Where an entitlement is looked for: by its id, or by its code at the shop that it is for. */
export type Wanted =
  | { readonly entitlementId: string }
  | { readonly code: string; /** as `readVoucherCode` gives it */ readonly ownerId: string }

interface Found extends CouponPlace {
  readonly entitlement_id: string
  readonly code: string | null
}

const wantedKey = (wanted: Wanted): string =>
  'code' in wanted ? `${wanted.ownerId} ${wanted.code}` : wanted.entitlementId

/** Where the wanted entitlements lie, in the order asked for; null: there is none. At most three statements, mostly one. */
export async function findPlaces(on: Queryable, wanted: readonly Wanted[]): Promise<(CouponPlace | null)[]> {
  const byKey = new Map<string, CouponPlace>()
  const ids = [...new Set(wanted.flatMap((each) => ('code' in each ? [] : [each.entitlementId])))]
  const codes = wanted.flatMap((each) => ('code' in each ? [each] : []))
  if (ids.length > 0) for (const row of await findById(on, ids)) byKey.set(row.entitlement_id, row)
  // who got it was merged into another since (PLT-8)
  const missing = ids.filter((each) => !byKey.has(each))
  if (missing.length > 0) for (const row of await findMoved(on, missing)) byKey.set(row.entitlement_id, row)
  if (codes.length > 0)
    for (const row of await findByCode(on, codes)) byKey.set(`${row.owner_id} ${row.code ?? ''}`, row)
  return wanted.map((each) => byKey.get(wantedKey(each)) ?? null)
}

const findById = (on: Queryable, ids: readonly string[]): Promise<Found[]> =>
  on.query<Found>(
    `select e.user_no, e.club_no, e.benefit_no, b.shop_no, e.entitlement_id, c.owner_id from unnest($1::int8[], $2::uuid[]) as t(user_no, entitlement_id)
     join entitlement e on e.user_no = t.user_no and e.entitlement_id = t.entitlement_id join benefit b on b.benefit_no = e.benefit_no
     join club c on c.club_no = coalesce(b.shop_no, b.club_no)`,
    [ids.map(userNoOf), ids],
  )

const findMoved = (on: Queryable, ids: readonly string[]): Promise<Found[]> =>
  on.query<Found>(
    `select e.user_no, e.club_no, e.benefit_no, b.shop_no, e.entitlement_id, c.owner_id from unnest($1::int8[], $2::uuid[]) as t(user_no, entitlement_id)
     cross join lateral numbers_of(t.user_no) as moved(user_no)
     join entitlement e on e.user_no = moved.user_no and e.entitlement_id = t.entitlement_id join benefit b on b.benefit_no = e.benefit_no
     join club c on c.club_no = coalesce(b.shop_no, b.club_no)`,
    [ids.map(userNoOf), ids],
  )

const findByCode = (on: Queryable, codes: readonly { readonly code: string; readonly ownerId: string }[]) =>
  on.query<Found>(
    `select e.user_no, e.club_no, e.benefit_no, b.shop_no, e.entitlement_id, e.code, c.owner_id from unnest($1::text[], $2::text[]) as t(code, owner_id)
     join club c on c.owner_id = t.owner_id join entitlement e on e.code = t.code
     join benefit b on b.benefit_no = e.benefit_no and coalesce(b.shop_no, b.club_no) = c.club_no`,
    columns(
      codes,
      (each) => each.code,
      (each) => each.ownerId,
    ),
  )

const placeColumns = (places: readonly Place[]) =>
  columns(
    places,
    (place) => place.user_no,
    (place) => place.club_no,
    (place) => place.benefit_no,
  )

/** One entitlement with all about it, or null. */
export async function readCoupon(on: Queryable, place: Place): Promise<CouponRow | null> {
  const rows = await on.query<CouponRow>(
    `select ${COUPON_COLUMNS} from entitlement e join benefit b using (benefit_no) join club c on c.club_no = e.club_no
     left join club s on s.club_no = b.shop_no left join benefit m on m.benefit_no = b.attached_no
     join person p on p.user_no = e.user_no where (e.user_no, e.club_no, e.benefit_no) = ($1::int8, $2::int4, $3::int4)`,
    [place.user_no, place.club_no, place.benefit_no],
  )
  return rows[0] ?? null
}

/**
 * The holder of an attached coupon may be nobody in its shop yet, and an absent row locks nothing: he gets one there. Who was merged or erased meanwhile
 * gets none, as in the engine (`insertFans`).
 */
async function meetShops(tx: Queryable, places: readonly CouponPlace[]): Promise<void> {
  const attached = places.filter(({ shop_no: shopNo }) => shopNo !== null)
  if (attached.length === 0) return
  await tx.query(
    `with strangers as materialized (
       select distinct t.user_no, t.club_no from unnest($1::int8[], $2::int4[]) as t(user_no, club_no)
       where not exists (select from fan f where f.user_no = t.user_no and f.club_no = t.club_no)
     ), held as materialized (
       select user_no from person where user_no in (select user_no from strangers) and merged_into is null and erased_at is null
       order by user_no for share
     )
     insert into fan (user_no, club_no) select user_no, club_no from strangers join held using (user_no) order by 1, 2 on conflict (user_no, club_no) do nothing`,
    columns(
      attached,
      (place) => place.user_no,
      (place) => place.shop_no,
    ),
  )
}

/**
 * Locks entitlements and reads them as they are then: first the holders' rows in their clubs and in the shops of attached coupons, which serialises them
 * with the engine's batches (a refund), claims and merges, then the entitlements, each in the order of their keys.
 * @returns those that are still where they were found
 */
export async function lockCoupons(tx: Queryable, places: readonly CouponPlace[]): Promise<CouponRow[]> {
  await meetShops(tx, places)
  await tx.query(
    `select 1 from fan where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[]))
     order by user_no, club_no for no key update`,
    columns(
      [
        ...places,
        ...places
          .filter(({ shop_no: shopNo }) => shopNo !== null)
          .map((place) => ({ ...place, club_no: shopOf(place) })),
      ],
      (place) => place.user_no,
      (place) => place.club_no,
    ),
  )
  return tx.query<CouponRow>(
    `select ${COUPON_COLUMNS} from entitlement e join benefit b using (benefit_no) join club c on c.club_no = e.club_no
     left join club s on s.club_no = b.shop_no left join benefit m on m.benefit_no = b.attached_no join person p on p.user_no = e.user_no
     where (e.user_no, e.club_no, e.benefit_no) in (select * from unnest($1::int8[], $2::int4[], $3::int4[]))
     order by e.user_no, e.club_no, e.benefit_no for no key update of e`,
    placeColumns(places),
  )
}

/** An order as we know it: what it is worth to its owner now. */
export interface KnownOrder {
  readonly user_no: number
  readonly club_no: number
  readonly order_id: string
  /** all its money went back */
  readonly refunded: boolean
  /** paid less refunded, minor units */
  readonly sales: number
  /** its buyer was excluded when it came: it follows nothing (TASK-15) */
  readonly uncounted: boolean
}

/** Those of these orders that we know of. The holders' rows are locked, so that none is refunded meanwhile. */
export const readOrders = (
  tx: Queryable,
  wanted: readonly { readonly user_no: number; readonly club_no: number; readonly order_id: string }[],
): Promise<KnownOrder[]> =>
  tx.query<KnownOrder>(
    `select o.user_no, o.club_no, o.order_id, o.refunded = o.paid and cardinality(o.refund_ids) > 0 as refunded, o.paid - o.refunded as sales, o.uncounted
     from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id) join purchase_order o using (user_no, club_no, order_id)`,
    columns(
      wanted,
      (order) => order.user_no,
      (order) => order.club_no,
      (order) => order.order_id,
    ),
  )

/** Writes how entitlements are used now. */
export async function saveUses(tx: Queryable, rows: readonly CouponRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `update entitlement e set state = t.state, reserved_at = t.reserved_at, used_at = t.used_at, order_id = t.order_id,
       order_amount = t.order_amount, off_value = t.off_value, shop_no = t.shop_no
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::int8[], $9::int8[], $10::int4[])
       as t(user_no, club_no, benefit_no, state, reserved_at, used_at, order_id, order_amount, off_value, shop_no)
     where (e.user_no, e.club_no, e.benefit_no) = (t.user_no, t.club_no, t.benefit_no)`,
    [
      ...placeColumns(rows),
      ...columns(
        rows,
        (row) => row.state,
        (row) => instantOrNull(row.reserved_at),
        (row) => instantOrNull(row.used_at),
        (row) => row.order_id,
        (row) => row.order_amount,
        (row) => row.off_value,
        (row) => (row.order_id === null ? null : row.shop_no),
      ),
    ],
  )
}

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

/** A coupon that was used, with what its order brought as far as we know of it. */
export interface UsedCoupon extends Place {
  readonly expiresAt: number | null
  readonly off: number
  readonly orders: number
  readonly sales: number
}

/** Counts used coupons into their results: after everything else of the transaction, in key order. @rule BEN-12 */
export async function countUsed(tx: Queryable, used: readonly UsedCoupon[]): Promise<void> {
  if (used.length === 0) return
  await tx.query(
    `select add_results($1::int4[], $2::int4[], ${COMMANDS_PART}, $3::int4[], $4::int8[], $5::int4[], $6::int8[])`,
    columns(
      used,
      (each) => each.club_no,
      (each) => each.benefit_no,
      () => 1,
      (each) => each.off,
      (each) => each.orders,
      (each) => each.sales,
    ),
  )
  await tx.query(
    'select count_ends($1::int4[], $2::timestamptz[], -1)',
    columns(
      used,
      (each) => each.benefit_no,
      (each) => instantOrNull(each.expiresAt),
    ),
  )
}
