import { z } from 'zod'
import { resultWindowDays } from '../../contract/benefits.ts'
import { campaignResult } from '../../contract/campaigns.ts'
import { uuid } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route } from '../../contract/route.ts'
import type { Queryable } from '../../ports/db.ts'
import { findCampaign, type CampaignRow } from '../store.ts'

/** What came of campaigns (BEN-12). */

interface Sums {
  readonly entries: number
  readonly joined: number
  readonly winners: number
  readonly worth: number
}

async function readSums(on: Queryable, campaignNo: number): Promise<Sums> {
  const [sums] = await on.query<Sums>(
    `select coalesce(sum(entries), 0)::int4 as entries, coalesce(sum(joined), 0)::int4 as joined,
       (select count(*)::int4 from campaign_winner where campaign_no = $1::int4) as winners,
       (select coalesce(sum(worth), 0)::int8 from campaign_winner where campaign_no = $1::int4) as worth
     from campaign_count where campaign_no = $1::int4`,
    [campaignNo],
  )
  return sums ?? { entries: 0, joined: 0, winners: 0, worth: 0 }
}

interface Followed {
  readonly orders: number
  readonly buyers: number
  readonly sales: number
}

/** Entries of a free order are written when it closes: he took part from his order on. */
async function readFollowed(on: Queryable, campaign: CampaignRow): Promise<Followed> {
  const [followed] = await on.query<Followed>(
    `with entrant as (
       select e.user_no, coalesce(o.at, e.entered_at) as at
       from campaign_entry e left join purchase_order o on o.user_no = e.user_no and o.club_no = $2::int4 and o.order_id = e.order_id
       where e.campaign_no = $1::int4
     )
     select count(*)::int4 as orders, count(distinct o.user_no)::int4 as buyers,
       least(${Number.MAX_SAFE_INTEGER}, coalesce(sum(o.paid - o.refunded), 0))::int8 as sales
     from entrant t join purchase_order o on o.user_no = t.user_no and o.club_no = $2::int4
       and o.at >= t.at and o.at < t.at + make_interval(days => $3::int4) and (o.refunded < o.paid or cardinality(o.refund_ids) = 0)
       and not o.uncounted`,
    [campaign.campaign_no, campaign.club_no, resultWindowDays],
  )
  return followed ?? { orders: 0, buyers: 0, sales: 0 }
}

/** What came of a campaign, for the owner. */
export const getResult = route({
  name: 'getCampaignResult',
  method: 'GET',
  path: '/v1/campaigns/{campaignId}/result',
  tag: 'campaigns',
  summary:
    'What came of a campaign: who took part, who joined for it, who won, what the prizes were worth, and the orders of those who took part within 7 days after it',
  clauses: ['BEN-7', 'BEN-12'],
  access: { kind: 'any' },
  params: z.object({ campaignId: uuid }),
  answer: campaignResult,
  handle: async (app, { params, subject }) => {
    const campaign = await findCampaign(app.db, params.campaignId)
    if (campaign === null) return reject('not_found')
    if (!mayActFor(subject, campaign.owner_id, 'benefits')) return reject('forbidden')
    const { entries, joined, winners, worth } = await readSums(app.db, campaign.campaign_no)
    const { orders, buyers, sales } = await readFollowed(app.db, campaign)
    const money = (value: number) => ({ value, currency: campaign.currency })
    return { entries, joined, winners, worth: money(worth), orders, buyers, sales: money(sales) }
  },
})
