import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'

interface ToldRow {
  text: string
  total: number
}

/** BEN-12: what is counted of coupons is what their rows say: how many are used, what they took off. */
const uses = `with held as (
    select club_no, benefit_no, count(*)::int8 as used, coalesce(sum(off_value), 0) as cost from entitlement where state = 'used' group by club_no, benefit_no
  ), counted as (
    select club_no, benefit_no, sum(used) as used, sum(cost) as cost from benefit_result group by club_no, benefit_no
  )
  select format('club %s, benefit %s: counted %s used for %s, its rows say %s for %s', c.owner_id, b.benefit_id, coalesce(r.used, 0),
      coalesce(r.cost, 0), coalesce(h.used, 0), coalesce(h.cost, 0)) as text, count(*) over ()::int4 as total
  from held h full join counted r using (club_no, benefit_no) join benefit b using (benefit_no) left join club c on c.club_no = b.club_no
  where (coalesce(r.used, 0), coalesce(r.cost, 0)) <> (coalesce(h.used, 0), coalesce(h.cost, 0)) order by 1 limit ${EXAMPLES_MOST}`

/** BEN-12: and how many end unused, by day. */
const ends = `with held as (
    select e.club_no, e.benefit_no, (e.expires_at at time zone 'UTC')::date as day, count(*) as unused from entitlement e
    where e.state in ('claimed', 'reserved', 'expired') and e.expires_at is not null group by 1, 2, 3
  )
  select format('club %s, benefit %s: counted %s that end unused on %s, its rows say %s', c.owner_id, b.benefit_id, coalesce(r.unused, 0), day,
      coalesce(h.unused, 0)) as text, count(*) over ()::int4 as total
  from held h full join coupon_end r using (club_no, benefit_no, day) join benefit b using (benefit_no) left join club c on c.club_no = b.club_no
  where coalesce(r.unused, 0) <> coalesce(h.unused, 0) order by 1 limit ${EXAMPLES_MOST}`

/** Counts coupons anew in the picture of the store that the transaction sees. */
export async function checkCoupons(tx: Queryable): Promise<readonly Finding[]> {
  const rows = [...(await tx.query<ToldRow>(uses)), ...(await tx.query<ToldRow>(ends))]
  return found(
    'benefit_results',
    rows.map(({ text }) => text),
    rows.reduce((most, { total }) => Math.max(most, total), 0),
  )
}
