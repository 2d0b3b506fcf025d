import type { RuleSetBody } from '../../contract/rule-set.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { isForAll } from '../apply.ts'
import { COMMAND_PART, insertEntries, type NewEntry } from '../entering/store.ts'
import type { CampaignRow } from '../store.ts'

/** Free orders: entries that nobody makes himself. */

/**
 * Free orders: whoever paid within the window and got not all of it back takes part with the first such order. Members only, and from a level by
 * the rules in force, where the campaign says so. Of one picture of the store, a piece at a time: buyers of a quarter of a year may be more than a
 * node can hold. @rule BEN-10 LVL-2
 */
export async function enterOrders(tx: Queryable, campaign: CampaignRow, at: number, rules: RuleSetBody): Promise<void> {
  const { conditions } = campaign
  await tx.query(
    `declare order_entry no scroll cursor for
     select distinct on (o.user_no) o.user_no, p.user_id, m.joined_at, o.order_id, o.paid - o.refunded as left
     from purchase_order o join person p on p.user_no = o.user_no join club c on c.club_no = o.club_no
     left join fan f on f.user_no = o.user_no and f.club_no = o.club_no
     left join membership_shown m on m.user_no = o.user_no and m.club_no = o.club_no and m.mode = c.mode
     where o.at >= $2::timestamptz and o.at < $3::timestamptz and o.club_no = $1::int4 and o.paid > o.refunded and o.paid >= $4::int8
       and p.merged_into is null and p.erased_at is null and f.excluded_at is null and (m.user_no is not null or $5::bool)
       and coalesce(case m.mode when 'live' then width_bucket(m.intimacy, $8::int8[]) else width_bucket(m.intimacy, $9::int8[]) end, 0) >= $6::int4
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
      rules.modes.live.thresholds,
      rules.modes.shopping.thresholds,
    ],
  )
  for (;;) {
    const rows = await tx.query<BuyerRow>(`fetch ${ORDERS_AT_ONCE} from order_entry`)
    await insertEntries(
      tx,
      rows.map((row) => entryOf(campaign, row)),
      { now: at, part: COMMAND_PART },
    )
    if (rows.length < ORDERS_AT_ONCE) break
  }
  await tx.query('close order_entry')
}

/** Orders that become entries in one statement: making their hashes takes some ten milliseconds, between which the node does other work. */
const ORDERS_AT_ONCE = 1_000

interface BuyerRow {
  readonly user_no: number
  readonly user_id: string
  readonly joined_at: number | null
  readonly order_id: string
  readonly left: number
}

const entryOf = (campaign: CampaignRow, row: BuyerRow): NewEntry => ({
  campaign,
  entrant: { userNo: row.user_no, userId: row.user_id, joinedAt: row.joined_at },
  nonce: '',
  prize: null,
  entitlementId: null,
  order: { orderId: row.order_id, worth: row.left },
})
