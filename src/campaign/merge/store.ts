import type { Queryable } from '../../ports/db.ts'
import { addToCounts } from '../entering/store.ts'

/**
 * What two accounts had of campaigns is one user's from here on: while entries are open he has one, so the second is taken out; what is closed or
 * was paid for stands as it is, and a draw finds him by the id that entered (PLT-8). Both are held by the caller.
 */
export async function mergeCampaigns(tx: Queryable, into: number, from: number): Promise<void> {
  const numbers = [into, from]
  // none of them closes while an entry goes
  await tx.query(
    `select 1 from campaign where campaign_no in (select campaign_no from campaign_entry where user_no = $1::int8)
     order by campaign_no for key share`,
    [from],
  )
  const gone = await tx.query<{ campaign_no: number; prize: number; joined: number }>(
    `delete from campaign_entry e using campaign k
     where e.user_no = $2::int8 and k.campaign_no = e.campaign_no and k.status in ('planned', 'running') and k.kind <> 'pointsExchange'
       and exists (select 1 from campaign_entry o where o.user_no = $1::int8 and o.campaign_no = e.campaign_no)
     returning e.campaign_no, coalesce(e.prize, -1)::int4 as prize, e.joined::int4 as joined`,
    numbers,
  )
  await addToCounts(
    tx,
    gone.map((row) => ({ campaignNo: row.campaign_no, prize: row.prize, entries: -1, joined: -row.joined })),
  )
  await tx.query(
    `update campaign_entry e set user_no = $1::int8 where user_no = $2::int8
       and not exists (select 1 from campaign_entry o where o.user_no = $1::int8 and o.campaign_no = e.campaign_no)`,
    numbers,
  )
  await tx.query(
    `insert into campaign_act as a (user_no, campaign_no, said_at, watched)
     select $1::int8, campaign_no, said_at, watched from campaign_act where user_no = $2::int8
     on conflict (user_no, campaign_no) do update set said_at = coalesce(a.said_at, excluded.said_at), watched = a.watched + excluded.watched`,
    numbers,
  )
  await tx.query('delete from campaign_act where user_no = $1::int8', [from])
  await tx.query('update campaign_winner set user_no = $1::int8 where user_no = $2::int8', numbers)
}
