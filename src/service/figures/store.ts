import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Waits that ended, in figures. `agent` and `day` null: all. Times in seconds: the median, the 90th percentile. */
export interface FiguresRow {
  readonly agent: string | null
  readonly day: string | null
  readonly all_replies: number
  readonly all_waited: readonly number[] | null
  readonly all_served: readonly number[] | null
  readonly first_replies: number
  readonly first_waited: readonly number[] | null
  readonly first_served: readonly number[] | null
  readonly later_replies: number
  readonly later_waited: readonly number[] | null
  readonly later_served: readonly number[] | null
  readonly closed: number
}

const part = (name: string, how: string): string => {
  const filter = `filter (where how ${how})`
  const percentiles = (column: string) =>
    `percentile_disc(array[0.5, 0.9]) within group (order by (${column} / 1000)::int4) ${filter}`
  return `count(*) ${filter}::int4 as ${name}_replies, ${percentiles('waited_ms')} as ${name}_waited, ${percentiles('served_ms')} as ${name}_served`
}

/** Figures of waits that ended within a span: together, by who ended them, by business day. @param span UTC ms, the end not counted in */
export function readFigures(
  on: Queryable,
  clubNo: number,
  span: { readonly from: number; readonly until: number },
  timeZone: string,
): Promise<FiguresRow[]> {
  return on.query<FiguresRow>(
    `select agent, to_char(day, 'YYYY-MM-DD') as day, ${part('all', `<> 'closed'`)}, ${part('first', `= 'first'`)}, ${part('later', `= 'later'`)},
       count(*) filter (where how = 'closed')::int4 as closed
     from (select agent, how, waited_ms, served_ms, (answered_at at time zone $4)::date as day from service_reply
       where club_no = $1::int4 and answered_at >= $2::timestamptz and answered_at < $3::timestamptz) as r
     group by grouping sets ((), (agent), (day)) order by day, agent`,
    [clubNo, toInstant(span.from), toInstant(span.until), timeZone],
  )
}

/** How many wait now, counted to a bound, and since when the first does. */
export async function readWaiting(
  on: Queryable,
  clubNo: number,
  most: number,
): Promise<{ readonly count: number; readonly since: number | null }> {
  const [row] = await on.query<{ count: number; since: number | null }>(
    `select count(*)::int4 as count, min(waiting_since) as since from (
       select waiting_since from service_thread where club_no = $1::int4 and waiting_since is not null order by waiting_since limit $2::int4) as w`,
    [clubNo, most],
  )
  return row ?? { count: 0, since: null }
}
