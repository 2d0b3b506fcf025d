import { resultWindowDays } from '../../contract/benefits.ts'
import { columns } from '../../lib/columns.ts'
import { COMMANDS_PART } from '../../lib/parts.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** What becomes of benefits when two users are found to be one (PLT-8). */

/** How far a row is: of two of one benefit the one that is further stays. */
const FURTHER = `array_position('{lapsed,claimable,expired,claimed,reserved,used}'::text[], e.state)`
const OTHER = FURTHER.replace('e.state', 'o.state')

/** Orders that followed what some users claimed, of one benefit; money in minor units. */
export interface FollowedRow {
  readonly club_no: number
  readonly benefit_no: number
  readonly orders: number
  readonly sales: number
}

/**
 * What followed the benefits of these users, coupons aside (an order uses a coupon, whoever its holder is by now). Asked before their orders
 * move from one to the other, so that the difference can be counted.
 * @rule BEN-12
 */
export const readFollowed = (tx: Queryable, userNos: readonly number[]): Promise<FollowedRow[]> =>
  tx.query<FollowedRow>(
    `select e.club_no, e.benefit_no, count(*)::int4 as orders, least(${Number.MAX_SAFE_INTEGER}, sum(o.paid - o.refunded))::int8 as sales
     from entitlement e join benefit b using (benefit_no) join purchase_order o on o.user_no = e.user_no and o.club_no = e.club_no
     where e.user_no = any($1::int8[]) and e.claimed_at is not null and b.kind <> 'coupon' and o.at >= e.claimed_at
       and o.at < e.claimed_at + make_interval(days => ${resultWindowDays}) and (o.refunded < o.paid or cardinality(o.refund_ids) = 0)
       and not o.uncounted
     group by e.club_no, e.benefit_no`,
    [userNos],
  )

/**
 * What two users had becomes one's: of each benefit one row, the one that is further. Where both had claimed before anybody knew that they
 * are one, the other stays under the old number as the record that it was, at its end (BEN-4): a reservation of an order under way holds, and
 * nothing follows it. Their orders must be one's already.
 * @param followed `readFollowed` of both from before their orders moved
 * @rule PLT-8 BEN-4
 */
export async function mergeEntitlements(
  tx: Queryable,
  into: number,
  from: number,
  { followed, now }: { readonly followed: readonly FollowedRow[]; readonly now: number },
): Promise<void> {
  const numbers = [into, from]
  // rows that give way stand aside under a number that nobody has
  await tx.query(
    `update entitlement e set user_no = -e.user_no where e.user_no = $1::int8 and exists (
       select 1 from entitlement o where o.user_no = $2::int8 and o.club_no = e.club_no and o.benefit_no = e.benefit_no and ${OTHER} > ${FURTHER})`,
    numbers,
  )
  await tx.query(
    `update entitlement e set user_no = $1::int8 where e.user_no = $2::int8 and not exists (
       select 1 from entitlement o where o.user_no = $1::int8 and o.club_no = e.club_no and o.benefit_no = e.benefit_no)`,
    numbers,
  )
  await tx.query('delete from entitlement where user_no in (-$1::int8, $2::int8) and claimed_at is null', numbers)
  await tx.query('update entitlement set user_no = $2::int8 where user_no = -$1::int8', numbers)
  await countFollowed(tx, followed, await readFollowed(tx, numbers))
  // each is counted by the day on which it ends (BEN-12)
  await tx.query(
    `with gone as materialized (
       select club_no, benefit_no, expires_at as before, least(expires_at, $2::timestamptz) as after
       from entitlement where user_no = $1::int8 and state in ('claimed', 'reserved')
     ), ended as (
       update entitlement e set state = case e.state when 'claimed' then 'expired' else e.state end, expires_at = g.after from gone g
       where e.user_no = $1::int8 and e.club_no = g.club_no and e.benefit_no = g.benefit_no
     )
     select count_ends(array_agg(benefit_no), array_agg(before), -1), count_ends(array_agg(benefit_no), array_agg(after), 1) from gone`,
    [from, toInstant(now)],
  )
}

/** An order of the one may follow what the other claimed, or follow it no more: a refund of it is taken off what is counted here. */
async function countFollowed(
  tx: Queryable,
  before: readonly FollowedRow[],
  after: readonly FollowedRow[],
): Promise<void> {
  const changes = [...after, ...before.map((row) => ({ ...row, orders: -row.orders, sales: -row.sales }))]
  if (changes.length === 0) return
  await tx.query(
    `select add_results($1::int4[], $2::int4[], ${COMMANDS_PART}, $3::int4[], $4::int8[], $5::int4[], $6::int8[])`,
    columns(
      changes,
      (row) => row.club_no,
      (row) => row.benefit_no,
      () => 0,
      () => 0,
      (row) => row.orders,
      (row) => row.sales,
    ),
  )
}
