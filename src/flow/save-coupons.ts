import { resultWindowDays } from '../contract/benefits.ts'
import { memberTopic } from '../contract/topics.ts'
import { bools, instants, int4s, int8s, texts } from '../lib/binary-array.ts'
import { columns } from '../lib/columns.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { Pipeline } from './pipeline.ts'
import type { Batch, FanState, OrderState } from './state.ts'

/** Orders of a batch and the benefits behind them: what followed a claim is counted, and a refunded order gives its coupon back. */

interface Changed {
  readonly fan: FanState
  readonly order: OrderState
}

const isRefunded = ({ order }: Changed): boolean => order.refunded === order.paid && order.refundIds.length > 0

/**
 * One statement where a batch has orders, up to three more where benefits are followed by them or some of them gave all their money back. Comes
 * after the fans, whose rows every other writer of an entitlement locks too, and before the orders: it compares them with their rows. What it adds
 * to results is added at once and in key order, so that two nodes cannot wait for each other in a ring.
 * @rule BEN-6 BEN-12
 */
export async function saveCoupons(line: Pipeline, batch: Batch): Promise<void> {
  const { tx } = line
  const changed: Changed[] = []
  for (const fan of batch.fans) for (const order of fan.orders.values()) if (order.dirty) changed.push({ fan, order })
  if (changed.length === 0) return
  const refunded = changed.filter(isRefunded)
  const reading = readFollowing(tx, changed)
  const returning = refunded.length > 0 ? returnCoupons(tx, refunded) : Promise.resolve([])
  line.add(reading)
  line.add(returning)
  await line.answered()
  const returned = await returning
  batch.writes.messages.push(...returned.map(toldOf))
  const used = returned.filter((row) => row.state === 'used')
  addResults(line, batch.part, [...(await reading), ...used.map(unused)])
  countEnds(line, used)
}

/**
 * What orders change in the results of benefits: a coupon is followed by the order it was used for; anything else by his orders in the owner's
 * club within some days after the claim. An order whose money all went back follows nothing, nor does one that came while its buyer was excluded,
 * whatever becomes of it. Docs: docs/benefits.md.
 * @rule BEN-12 TASK-15
 */
async function readFollowing(tx: Queryable, changed: readonly Changed[]): Promise<Result[]> {
  const rows = await tx.query<Pick<Result, 'club_no' | 'benefit_no' | 'orders' | 'sales'>>(
    `with steps as (
       select t.user_no, t.club_no, t.order_id, t.at, t.follows::int4 - coalesce(o.refunded < o.paid or cardinality(o.refund_ids) = 0, false)::int4 as orders,
         (t.paid - t.refunded) - coalesce(o.paid - o.refunded, 0) as sales
       from unnest($1::int8[], $2::int4[], $3::text[], $4::timestamptz[], $5::int8[], $6::int8[], $7::bool[], $8::bool[])
         as t(user_no, club_no, order_id, at, paid, refunded, follows, excluded) left join purchase_order o using (user_no, club_no, order_id)
       where not coalesce(o.uncounted, t.excluded)
     ), followed as (
       select e.club_no, e.benefit_no, s.orders, s.sales
       from steps s join entitlement e on e.user_no = s.user_no and e.club_no = s.club_no and e.claimed_at is not null
         join benefit b on b.benefit_no = e.benefit_no
       where (s.orders <> 0 or s.sales <> 0) and case when b.kind = 'coupon' then e.state = 'used' and e.order_id = s.order_id and e.shop_no is null
         else s.at >= e.claimed_at and s.at < e.claimed_at + make_interval(days => ${resultWindowDays}) end
       union all
       select e.club_no, e.benefit_no, s.orders, s.sales
       from steps s join entitlement e on e.user_no = s.user_no and e.shop_no = s.club_no and e.order_id = s.order_id
       where (s.orders <> 0 or s.sales <> 0) and e.state = 'used'
     )
     select club_no, benefit_no, sum(orders)::int8 as orders, greatest(-${Number.MAX_SAFE_INTEGER}, least(${Number.MAX_SAFE_INTEGER}, sum(sales)))::int8 as sales
     from followed group by club_no, benefit_no`,
    [
      ...orderKeys(changed),
      instants(changed, ({ order }) => order.at),
      int8s(changed, ({ order }) => order.paid),
      int8s(changed, ({ order }) => order.refunded),
      bools(changed, (each) => !isRefunded(each)),
      bools(changed, ({ fan }) => fan.excluded),
    ],
  )
  return rows.map((row) => ({ ...row, used: 0, cost: 0 }))
}

/** What is added to the results of one benefit; money in minor units. */
interface Result {
  readonly club_no: number
  readonly benefit_no: number
  readonly used: number
  readonly cost: number
  readonly orders: number
  readonly sales: number
}

/** In this writer's own part (BEN-12). */
function addResults(line: Pipeline, part: number, results: readonly Result[]): void {
  if (results.length === 0) return
  line.send('select add_results($1::int4[], $2::int4[], $7::int4, $3::int4[], $4::int8[], $5::int4[], $6::int8[])', [
    ...columns(
      results,
      (row) => row.club_no,
      (row) => row.benefit_no,
      (row) => row.used,
      (row) => row.cost,
      (row) => row.orders,
      (row) => row.sales,
    ),
    part,
  ])
}

const orderKeys = (changed: readonly Changed[]): Buffer[] => [
  int8s(changed, ({ fan }) => fan.person.userNo),
  int4s(changed, ({ fan }) => fan.club.clubNo),
  texts(changed, ({ order }) => order.orderId),
]

interface ReturnedRow {
  readonly club_no: number
  readonly benefit_no: number
  readonly entitlement_id: string
  /** as it was */
  readonly state: 'reserved' | 'used'
  readonly expires_at: number | null
  readonly off_value: number
  readonly order_id: string
  readonly benefit_id: string
  readonly user_id: string
  readonly owner_id: string
}

/**
 * Gives back the coupons of orders whose money all went back (an attached coupon's order is its shop's), used or still reserved: `claimed` again, or expired where the end has come
 * meanwhile, which follows from the row. Told to the member, of an import too: the coupon is his now, whenever the refund was.
 * @rule BEN-6
 */
function returnCoupons(tx: Queryable, refunded: readonly Changed[]): Promise<readonly ReturnedRow[]> {
  return tx.query<ReturnedRow>(
    `with held as materialized (
       select e.user_no, e.club_no, e.benefit_no, e.entitlement_id, e.state, e.expires_at, e.off_value, e.order_id
       from (
         select e.user_no, e.club_no, e.benefit_no, t.order_id from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id)
           join entitlement e on e.user_no = t.user_no and e.club_no = t.club_no and e.order_id = t.order_id and e.shop_no is null
         union all
         select e.user_no, e.club_no, e.benefit_no, t.order_id from unnest($1::int8[], $2::int4[], $3::text[]) as t(user_no, club_no, order_id)
           join entitlement e on e.user_no = t.user_no and e.shop_no = t.club_no and e.order_id = t.order_id
       ) as f join entitlement e using (user_no, club_no, benefit_no) where e.order_id = f.order_id
       order by e.user_no, e.club_no, e.benefit_no for no key update of e
     ), freed as (
       update entitlement e set state = 'claimed', reserved_at = null, used_at = null, order_id = null, order_amount = null, off_value = null, shop_no = null
       from held h where e.user_no = h.user_no and e.club_no = h.club_no and e.benefit_no = h.benefit_no
     )
     select h.club_no, h.benefit_no, h.entitlement_id, h.state, h.expires_at, h.off_value, h.order_id, b.benefit_id, p.user_id, c.owner_id
     from held h join benefit b using (benefit_no) join club c on c.club_no = h.club_no join person p on p.user_no = h.user_no`,
    orderKeys(refunded),
  )
}

const toldOf = (row: ReturnedRow) => ({
  topic: memberTopic(row.owner_id, row.user_id),
  kind: 'coupon.returned',
  body: { entitlementId: row.entitlement_id, benefitId: row.benefit_id, orderId: row.order_id },
})

/** Taken back from what was used and what that cost (BEN-12). */
const unused = (row: ReturnedRow): Result => ({
  club_no: row.club_no,
  benefit_no: row.benefit_no,
  used: -1,
  cost: -row.off_value,
  orders: 0,
  sales: 0,
})

/** They end unused again. */
function countEnds(line: Pipeline, rows: readonly ReturnedRow[]): void {
  if (rows.length === 0) return
  line.send(
    'select count_ends($1::int4[], $2::timestamptz[], 1)',
    columns(
      rows,
      (row) => row.benefit_no,
      (row) => (row.expires_at === null ? null : toInstant(row.expires_at)),
    ),
  )
}
