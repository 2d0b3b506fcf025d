import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { isForAll } from '../apply.ts'
import { COMMAND_PART, insertEntries } from '../entering/store.ts'
import type { CampaignRow } from '../store.ts'

/** Free orders: entries that nobody makes himself. */

/**
 * Free orders: whoever paid within the window and got not all of it back takes part with the first such order. Members only, and from a level,
 * where the campaign says so. @rule BEN-10
 */
export async function enterOrders(tx: Queryable, campaign: CampaignRow, at: number): Promise<void> {
  const { conditions } = campaign
  const rows = await tx.query<{
    user_no: number
    user_id: string
    joined_at: number | null
    order_id: string
    left: number
  }>(
    `select distinct on (o.user_no) o.user_no, p.user_id, m.joined_at, o.order_id, o.paid - o.refunded as left
     from purchase_order o join person p on p.user_no = o.user_no join club c on c.club_no = o.club_no
     left join fan f on f.user_no = o.user_no and f.club_no = o.club_no
     left join membership_shown m on m.user_no = o.user_no and m.club_no = o.club_no and m.mode = c.mode
     where o.at >= $2::timestamptz and o.at < $3::timestamptz and o.club_no = $1::int4 and o.paid > o.refunded and o.paid >= $4::int8
       and p.merged_into is null and p.erased_at is null and f.excluded_at is null and (m.level is not null or $5::bool)
       and coalesce(m.level, 0) >= $6::int4
       and ($7::uuid is null or exists (select 1 from entitlement x join benefit b using (benefit_no)
         where x.user_no = o.user_no and x.club_no = o.club_no and x.state = 'claimed' and b.benefit_id = $7::uuid))
     order by o.user_no, o.at, o.order_id`,
    [
      campaign.club_no,
      toInstant(campaign.starts_at),
      toInstant(campaign.ends_at),
      campaign.order_minimum ?? 0,
      isForAll(conditions),
      campaign.least_level > 1 ? campaign.least_level : 0,
      conditions.benefitId ?? null,
    ],
  )
  const entries = rows.map((row) => ({
    campaign,
    entrant: { userNo: row.user_no, userId: row.user_id, joinedAt: row.joined_at },
    nonce: '',
    prize: null,
    entitlementId: null,
    order: { orderId: row.order_id, worth: row.left },
  }))
  for (let from = 0; from < entries.length; from += ORDERS_AT_ONCE)
    await insertEntries(tx, entries.slice(from, from + ORDERS_AT_ONCE), { now: at, part: COMMAND_PART })
}

/** Orders that become entries in one statement: making their hashes takes some ten milliseconds, between which the node does other work. */
const ORDERS_AT_ONCE = 1_000
