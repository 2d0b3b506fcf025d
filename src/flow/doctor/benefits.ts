import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'

interface ToldRow {
  text: string
  total: number
}

/** BEN-5: what is counted of a benefit is what its members' rows say, and never more than there was; the statement that puts it right is told. */
const counts = `with held as (
    select club_no, benefit_no, count(*)::int4 as claims from entitlement where claimed_at is not null group by club_no, benefit_no
  ), compared as (
    select club_no, benefit_no, c.owner_id, t.stock, t.claimed, t.budget, t.committed, coalesce(h.claims, 0) as claims,
      least(${Number.MAX_SAFE_INTEGER}, coalesce(h.claims, 0)::numeric * coalesce(b.off_most, 0))::int8 as cost
    from benefit b join club c using (club_no) left join benefit_total t using (club_no, benefit_no) left join held h using (club_no, benefit_no)
  )
  select format('update benefit_total set claimed = %s, committed = %s where club_no = %s and benefit_no = %s -- club %s: counted %s and %s, of %s and %s',
      claims, cost, club_no, benefit_no, owner_id, claimed, committed, coalesce(stock::text, 'any'), coalesce(budget::text, 'any')) as text,
    count(*) over ()::int4 as total
  from compared where claimed is distinct from claims or committed is distinct from cost or claims > stock or cost > budget
  order by 1 limit ${EXAMPLES_MOST}`

/** BEN-6: what is attached of a coupon is never more than was granted. */
const attachments = `with held as (
    select b.attached_no, b.club_no, sum(t.stock) as stock from benefit b join benefit_total t using (club_no, benefit_no)
    where b.attached_no is not null group by b.attached_no, b.club_no
  )
  select format('coupon %s of club %s: club %s attaches %s of %s', m.benefit_id, s.owner_id, c.owner_id, coalesce(h.stock::text, 'any number'),
      coalesce(a.stock, 0)) as text, count(*) over ()::int4 as total
  from held h left join coupon_attachment a on a.benefit_no = h.attached_no and a.creator_no = h.club_no
    join benefit m on m.benefit_no = h.attached_no join club s on s.club_no = m.club_no join club c on c.club_no = h.club_no
  where coalesce(h.stock > a.stock, true) order by 1 limit ${EXAMPLES_MOST}`

/** What a dropped constraint would have refused: what was claimed has its instant, what is held for an order its order. */
const rows = `select format('user %s, club %s, benefit %s: %s, claimed %s, order %s', p.user_id, c.owner_id, b.benefit_id, e.state,
      coalesce(e.claimed_at::text, 'never'), coalesce(e.order_id, 'none')) as text, e.total
  from (
    select user_no, club_no, benefit_no, state, claimed_at, order_id, count(*) over ()::int4 as total from entitlement
    where (claimed_at is null) <> (state in ('claimable', 'lapsed')) or (order_id is not null) <> (state in ('reserved', 'used'))
    limit ${EXAMPLES_MOST}) as e
  join benefit b using (benefit_no) left join club c on c.club_no = e.club_no left join person p using (user_no)`

/** Counts benefits anew in the picture of the store that the transaction sees. */
export async function checkBenefits(tx: Queryable): Promise<readonly Finding[]> {
  const wrong = await tx.query<ToldRow>(counts)
  const more = await tx.query<ToldRow>(attachments)
  const odd = await tx.query<ToldRow>(rows)
  const texts = (told: readonly ToldRow[]): string[] => told.map(({ text }) => text)
  return [
    ...found('benefit_counts', [...texts(wrong), ...texts(more)], (wrong[0]?.total ?? 0) + (more[0]?.total ?? 0)),
    ...found('benefit_rows', texts(odd), odd[0]?.total ?? 0),
  ]
}
