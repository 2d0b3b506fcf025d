import { arrayText, columns } from '../lib/columns.ts'
import type { Queryable } from '../ports/db.ts'
import type { Batch } from './state.ts'

/** Sums of money stand still at the greatest safe integer (`addSafely`), in SQL as in memory. */
const SUM_MOST = Number.MAX_SAFE_INTEGER

const byKey = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)

/** Adds to the totals of sessions. */
export async function saveSessionTotals(tx: Queryable, batch: Batch): Promise<void> {
  const rows = byKey(batch.writes.sessionTotals)
  if (rows.length === 0) return
  await tx.query(
    `insert into session_total as s (session_no, part, viewers, member_viewers, orders, member_orders, sales, member_sales, joins,
       interactions, member_interactions, completed, exhausted)
     select session_no, part, viewers, member_viewers, orders, member_orders, sales, member_sales, joins, interactions, member_interactions,
       c::int4[], e::int4[]
     from unnest($1::int4[], $2::int2[], $3::int4[], $4::int4[], $5::int4[], $6::int4[], $7::int8[], $8::int8[], $9::int4[], $10::int4[],
       $11::int4[], $12::text[], $13::text[])
       as t(session_no, part, viewers, member_viewers, orders, member_orders, sales, member_sales, joins, interactions,
         member_interactions, c, e)
     on conflict (session_no, part) do update set viewers = s.viewers + excluded.viewers,
       member_viewers = s.member_viewers + excluded.member_viewers, orders = s.orders + excluded.orders,
       member_orders = s.member_orders + excluded.member_orders, sales = least(s.sales + excluded.sales, ${SUM_MOST}),
       member_sales = least(s.member_sales + excluded.member_sales, ${SUM_MOST}), joins = s.joins + excluded.joins,
       interactions = s.interactions + excluded.interactions,
       member_interactions = s.member_interactions + excluded.member_interactions,
       completed = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
         from unnest(s.completed, excluded.completed) with ordinality as u(a, b, i)),
       exhausted = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
         from unnest(s.exhausted, excluded.exhausted) with ordinality as u(a, b, i))`,
    columns(
      rows,
      (t) => t.session.sessionNo,
      (t) => t.part,
      (t) => t.viewers,
      (t) => t.memberViewers,
      (t) => t.orders,
      (t) => t.memberOrders,
      (t) => t.sales,
      (t) => t.memberSales,
      (t) => t.joins,
      (t) => t.interactions,
      (t) => t.memberInteractions,
      (t) => arrayText(t.completed),
      (t) => arrayText(t.exhausted),
    ),
  )
}

/** Adds to the totals of days. */
export async function saveClubDays(tx: Queryable, batch: Batch): Promise<void> {
  const rows = byKey(batch.writes.clubDays)
  if (rows.length === 0) return
  await tx.query(
    `insert into club_day as d (club_no, day, part, joins, leaves, active, earned, taken, orders, sales, member_orders, member_sales,
       refunds, refunded)
     select * from unnest($1::int4[], $2::date[], $3::int2[], $4::int4[], $5::int4[], $6::int4[], $7::int8[], $8::int8[], $9::int4[],
       $10::int8[], $11::int4[], $12::int8[], $13::int4[], $14::int8[])
     on conflict (club_no, day, part) do update set joins = d.joins + excluded.joins, leaves = d.leaves + excluded.leaves,
       active = d.active + excluded.active, earned = d.earned + excluded.earned, taken = d.taken + excluded.taken,
       orders = d.orders + excluded.orders, sales = least(d.sales + excluded.sales, ${SUM_MOST}), member_orders = d.member_orders + excluded.member_orders,
       member_sales = least(d.member_sales + excluded.member_sales, ${SUM_MOST}), refunds = d.refunds + excluded.refunds,
       refunded = least(d.refunded + excluded.refunded, ${SUM_MOST})`,
    columns(
      rows,
      (d) => d.clubNo,
      (d) => d.day,
      (d) => d.part,
      (d) => d.joins,
      (d) => d.leaves,
      (d) => d.active,
      (d) => d.earned,
      (d) => d.taken,
      (d) => d.orders,
      (d) => d.sales,
      (d) => d.memberOrders,
      (d) => d.memberSales,
      (d) => d.refunds,
      (d) => d.refunded,
    ),
  )
}

/** Adds to the counts of the ladder. */
export async function saveLevels(tx: Queryable, batch: Batch): Promise<void> {
  const rows = byKey(batch.writes.levels).filter((row) => row.members !== 0)
  if (rows.length === 0) return
  await tx.query(
    `insert into club_level as l (club_no, mode, level, part, members)
     select * from unnest($1::int4[], $2::text[], $3::int2[], $4::int2[], $5::int4[])
     on conflict (club_no, mode, level, part) do update set members = l.members + excluded.members`,
    columns(
      rows,
      (l) => l.clubNo,
      (l) => l.mode,
      (l) => l.level,
      (l) => l.part,
      (l) => l.members,
    ),
  )
}
