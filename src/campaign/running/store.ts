import { drawnKinds } from '../../contract/campaigns.ts'
import type { RuleSetBody } from '../../contract/rule-set.ts'
import { assert } from '../../lib/assert.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import { toInstant } from '../../lib/time.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { dropExcluded } from '../entering/store.ts'
import { readRoot } from '../list/store.ts'
import { enterOrders } from '../orders/store.ts'
import { campaignSelect, cancelCampaign, neverBegins, toldOf, type CampaignRow } from '../store.ts'

/** The way of a campaign from planned over running to closed. Locks: room, then campaign, as in the engine's batches. */

/** The room of a campaign before the campaign, as the engine locks them. */
async function holdBoth(
  tx: Queryable,
  campaignNo: number,
  lock: 'update' | 'no key update',
): Promise<CampaignRow | null> {
  await tx.query(
    `select 1 from live_session where session_no = (select session_no from campaign where campaign_no = $1::int4)
     for no key update`,
    [campaignNo],
  )
  const [row] = await tx.query<CampaignRow>(`${campaignSelect} where k.campaign_no = $1::int4 for ${lock} of k`, [
    campaignNo,
  ])
  return row ?? null
}

/**
 * The campaign begins, if it is planned for this instant. A bag of the room whose time ended at this very instant is closed first, whichever of
 * the two fell due first. Where its room's broadcast ended before (`neverBegins`) it is called off.
 */
export async function startCampaign(tx: Queryable, campaignNo: number, at: number): Promise<OutboxMessage[]> {
  const row = await holdBoth(tx, campaignNo, 'no key update')
  if (row === null || row.status !== 'planned' || row.starts_at !== at) return []
  if (neverBegins(row)) {
    await cancelCampaign(tx, campaignNo)
    return toldOf(row, 'cancelled')
  }
  const over = await tx.query<{ campaign_no: number; ends_at: number }>(
    `select campaign_no, ends_at from campaign where session_no = $1::int4 and status = 'running' and ends_at <= $2::timestamptz`,
    [row.session_no, toInstant(at)],
  )
  const messages: OutboxMessage[] = []
  for (const each of over) messages.push(...(await closeCampaign(tx, each.campaign_no, each.ends_at, null)))
  await tx.query(`update campaign set status = 'running' where campaign_no = $1::int4`, [campaignNo])
  if (row.conditions.phrase !== undefined || row.conditions.watchMinutes !== undefined)
    await tx.query('update live_session set collects = true where session_no = $1::int4', [row.session_no])
  return [...messages, ...toldOf(row, 'running', { seedHash: row.seed_hash })]
}

/**
 * No more entries from here on: what is committed is committed to by its root, before the seed is shown. Who is entering holds the campaign's
 * row, so that this waits for him, and who comes later finds it closed.
 * @param rules those in force then, read where orders are judged by them; null: a bag, which no order enters
 * @rule BEN-7
 */
export async function closeCampaign(
  tx: Queryable,
  campaignNo: number,
  at: number,
  rules: (() => Promise<RuleSetBody>) | null,
): Promise<OutboxMessage[]> {
  const row = await holdBoth(tx, campaignNo, 'update')
  if (row === null || row.status !== 'running' || row.ends_at !== at) return []
  if (row.kind === 'freeOrder') {
    assert(rules !== null, 'orders are judged by the rules in force')
    await enterOrders(tx, row, at, await rules())
  }
  const isDrawn = drawnKinds.has(row.kind)
  const removed = isDrawn ? await dropExcluded(tx, row) : 0
  const { root, entries } = isDrawn ? await readRoot(tx, campaignNo) : { root: null, entries: 0 }
  await tx.query(
    `update campaign set status = 'closed', entries_root = decode($2::text, 'hex') where campaign_no = $1::int4`,
    [campaignNo, root],
  )
  crashPoint('campaign.closed')
  if (row.session_no !== null) {
    await tx.query(
      `update live_session set collects = exists (select 1 from campaign where session_no = $1::int4 and status in ('planned', 'running'))
       where session_no = $1::int4`,
      [row.session_no],
    )
    await tx.query('delete from campaign_act where campaign_no = $1::int4', [campaignNo])
  }
  if (isDrawn)
    await tx.query(
      `insert into due (at, kind, payload) values ($2::timestamptz, 'campaign.draw', jsonb_build_object('campaignNo', $1::int4))`,
      [campaignNo, toInstant(at)],
    )
  return toldOf(row, 'closed', { entriesRoot: root, entries, removed })
}
