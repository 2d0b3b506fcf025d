import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'

/** Links against who takes part in them: who is called or talks is busy with that link and no other, and an ended link holds nothing (GRP-8, PLT-6). */
const wrong = `
  with wrong_rows as (
    select l.club_no, l.link_no, 'it is ended, and somebody is in it' as text from link l join link_party p using (club_no, link_no)
    where l.ended_at is not null and p.status <> 'out' group by 1, 2
    union all
    select l.club_no, l.link_no, format('it runs with %s fans', count(*) filter (where p.party > 0 and p.status <> 'out'))
    from link l join link_party p using (club_no, link_no) where l.ended_at is null group by 1, 2
    having count(*) filter (where p.party > 0 and p.status <> 'out') not between 1 and 2 or not bool_or(p.party = 0 and p.status = 'in')
    union all
    select p.club_no, p.link_no, format('party %s is in it and not busy with it', p.party) from link_party p
    left join link_busy b on b.user_no = p.user_no and b.club_no = p.club_no and b.link_no = p.link_no and b.party = p.party
    where p.user_no is not null and p.status <> 'out' and b.user_no is null
    union all
    select b.club_no, b.link_no, format('user %s is busy with it and not in it', b.user_no) from link_busy b
    left join link_party p on p.club_no = b.club_no and p.link_no = b.link_no and p.party = b.party and p.user_no = b.user_no and p.status <> 'out'
    where p.party is null
    union all
    select s.club_no, s.link_no, format('%s signals are kept after its end', count(*)) from link_signal s
    left join link l using (club_no, link_no) where l.ended_at is not null or l.club_no is null group by 1, 2
  ), wrong as (select format('link %s-%s: %s', club_no, link_no, text) as text from wrong_rows)
  select text, count(*) over ()::int4 as total from wrong order by text limit ${EXAMPLES_MOST}`

/** Looks at links in the picture of the store that the transaction sees. */
export async function checkLinks(tx: Queryable): Promise<readonly Finding[]> {
  const rows = await tx.query<{ text: string; total: number }>(wrong)
  return found(
    'links',
    rows.map(({ text }) => text),
    rows[0]?.total ?? 0,
  )
}
