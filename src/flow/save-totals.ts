import { tasks } from '../contract/words.ts'
import { dates, int2s, int4s, int8s, texts } from '../lib/binary-array.ts'
import { arrayText } from '../lib/columns.ts'
import type { Pipeline } from './pipeline.ts'
import type { Batch } from './state.ts'

/** Rows of totals are locked until the commit: in key order, and each writer has a part of its own, so writers seldom meet and never in a ring. */

/** Sums of money stand still at the greatest safe integer (`addSafely`), in SQL as in memory. */
const SUM_MOST = Number.MAX_SAFE_INTEGER

const zeros = arrayText(tasks.map(() => 0))

/** Place by place; most batches add nothing to most sessions. */
const added = (column: string): string =>
  `${column} = case when excluded.${column} = '${zeros}' then s.${column} else (
     select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
     from unnest(s.${column}, excluded.${column}) with ordinality as u(a, b, i)) end`

/** Adds to the totals of sessions. */
export function saveSessionTotals(line: Pipeline, batch: Batch): void {
  const rows = [...batch.writes.sessionTotals.values()]
  if (rows.length === 0) return
  rows.sort((a, b) => (a.session.sessionNo ?? 0) - (b.session.sessionNo ?? 0))
  line.send(
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
       member_interactions = s.member_interactions + excluded.member_interactions, ${added('completed')}, ${added('exhausted')}`,
    [
      int4s(rows, (t) => t.session.sessionNo),
      int2s(rows, () => batch.part),
      int4s(rows, (t) => t.viewers),
      int4s(rows, (t) => t.memberViewers),
      int4s(rows, (t) => t.orders),
      int4s(rows, (t) => t.memberOrders),
      int8s(rows, (t) => t.sales),
      int8s(rows, (t) => t.memberSales),
      int4s(rows, (t) => t.joins),
      int4s(rows, (t) => t.interactions),
      int4s(rows, (t) => t.memberInteractions),
      texts(rows, (t) => arrayText(t.completed)),
      texts(rows, (t) => arrayText(t.exhausted)),
    ],
  )
}

/** Adds to the totals of days. */
export function saveClubDays(line: Pipeline, batch: Batch): void {
  const rows = [...batch.writes.clubDays.values()].flat()
  if (rows.length === 0) return
  rows.sort((a, b) => a.clubNo - b.clubNo || (a.day < b.day ? -1 : 1))
  line.send(
    `insert into club_day as d (club_no, day, part, joins, leaves, active, earned, taken, orders, sales, member_orders, member_sales,
       refunds, refunded, last_live, last_shopping)
     select * from unnest($1::int4[], $2::date[], $3::int2[], $4::int4[], $5::int4[], $6::int4[], $7::int8[], $8::int8[], $9::int4[],
       $10::int8[], $11::int4[], $12::int8[], $13::int4[], $14::int8[], $15::int4[], $16::int4[])
     on conflict (club_no, day, part) do update set joins = d.joins + excluded.joins, leaves = d.leaves + excluded.leaves,
       active = d.active + excluded.active, earned = d.earned + excluded.earned, taken = d.taken + excluded.taken,
       orders = d.orders + excluded.orders, sales = least(d.sales + excluded.sales, ${SUM_MOST}), member_orders = d.member_orders + excluded.member_orders,
       member_sales = least(d.member_sales + excluded.member_sales, ${SUM_MOST}), refunds = d.refunds + excluded.refunds,
       refunded = least(d.refunded + excluded.refunded, ${SUM_MOST}), last_live = d.last_live + excluded.last_live,
       last_shopping = d.last_shopping + excluded.last_shopping`,
    [
      int4s(rows, (d) => d.clubNo),
      dates(rows, (d) => d.day),
      int2s(rows, () => batch.part),
      int4s(rows, (d) => d.joins),
      int4s(rows, (d) => d.leaves),
      int4s(rows, (d) => d.active),
      int8s(rows, (d) => d.earned),
      int8s(rows, (d) => d.taken),
      int4s(rows, (d) => d.orders),
      int8s(rows, (d) => d.sales),
      int4s(rows, (d) => d.memberOrders),
      int8s(rows, (d) => d.memberSales),
      int4s(rows, (d) => d.refunds),
      int8s(rows, (d) => d.refunded),
      int4s(rows, (d) => d.lastLive),
      int4s(rows, (d) => d.lastShopping),
    ],
  )
}

/** Adds to the counts of the ladder. A part may go below zero: only the sum of the parts counts members. */
export function saveLevels(line: Pipeline, batch: Batch): void {
  const rows = [...batch.writes.levels.values()].filter((row) => row.members !== 0)
  if (rows.length === 0) return
  rows.sort((a, b) => a.clubNo - b.clubNo || (a.mode === b.mode ? a.level - b.level : a.mode < b.mode ? -1 : 1))
  line.send(
    `insert into club_level as l (club_no, mode, level, part, members)
     select * from unnest($1::int4[], $2::text[], $3::int2[], $4::int2[], $5::int4[])
     on conflict (club_no, mode, level, part) do update set members = l.members + excluded.members`,
    [
      int4s(rows, (l) => l.clubNo),
      texts(rows, (l) => l.mode),
      int2s(rows, (l) => l.level),
      int2s(rows, () => batch.part),
      int4s(rows, (l) => l.members),
    ],
  )
}
