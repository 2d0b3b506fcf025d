import { drawnKinds } from '../../contract/campaigns.ts'
import { winnersOf } from '../../contract/draw.ts'
import { clubTopic, memberTopic } from '../../contract/topics.ts'
import { assert } from '../../lib/assert.ts'
import { columns } from '../../lib/columns.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import { toInstant } from '../../lib/time.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { campaignSelect, toldOf, type CampaignRow } from '../store.ts'

/** The draw: once, for ever. */

/** Gives benefits to winners, whatever their level; null where one could not be given. */
export type GiveBenefits = (
  wishes: readonly { readonly userNo: number; readonly clubNo: number; readonly benefitId: string }[],
) => Promise<readonly (string | null)[]>

/** Somebody whose entry won, held against a merge until the commit. */
interface Entrant {
  readonly userNo: number
  /** null: his data were erased since the closing */
  readonly userId: string | null
  readonly orderId: string | null
  /** of his order what was paid and not given back, minor units */
  readonly left: number | null
}

interface Winner {
  readonly entrant: Entrant
  readonly prize: number
  readonly entry: number
  readonly worth: number
  entitlementId: string | null
}

const MERGES_MET_MOST = 20

/** Winners that a webhook names; all of them are in the API. */
const WINNERS_TOLD = 200

/**
 * Draws a closed campaign and keeps the record; again: nothing, the record stands (I24).
 * @rule BEN-7 BEN-10
 */
export async function drawCampaign(
  tx: Queryable,
  campaignNo: number,
  at: number,
  give: GiveBenefits,
): Promise<OutboxMessage[]> {
  // not `for update`: who enters too late looks at this row while he holds his fan, whom a prize's benefit needs
  const rows = await tx.query<CampaignRow & { seed: string }>(
    `select r.*, encode((select seed from campaign where campaign_no = r.campaign_no), 'hex') as seed
     from (${campaignSelect} where k.campaign_no = $1::int4 for no key update of k) as r`,
    [campaignNo],
  )
  const row = rows[0]
  if (row === undefined || row.status !== 'closed' || !drawnKinds.has(row.kind)) return []
  const { entries_root: root } = row
  assert(root !== null, 'a closed campaign that is drawn has a root')
  const entries = await countEntries(tx, campaignNo)
  const prizes = row.prizes.map(({ quota }) => ({ quota }))
  const { seed, campaign_id: campaignId, several_per_user: severalPerUser } = row
  const drawn = winnersOf({ seed, entriesRoot: root, campaignId, entries, prizes, severalPerUser })
  await tx.query(
    `insert into campaign_draw (campaign_no, drawn_at, seed, entries_root, entries, winner_prizes, winner_entries)
     values ($1::int4, $2::timestamptz, decode($3, 'hex'), decode($4, 'hex'), $5::int4, $6::int2[], $7::int4[])`,
    [campaignNo, toInstant(at), seed, root, entries, drawn.map((won) => won.prize), drawn.map((won) => won.entry)],
  )
  const entrants = await loadEntrants(tx, row, new Set(drawn.map(({ entry }) => entry)))
  const winners = drawn.map(({ prize, entry }): Winner => {
    const entrant = entrants.get(entry)
    assert(entrant !== undefined, 'a winner is an entrant')
    return { entrant, prize, entry, worth: worthOf(row, prize, entrant), entitlementId: null }
  })
  await giveTo(row, winners, give)
  crashPoint('campaign.drawn')
  await insertWinners(tx, row, winners, at)
  await tx.query(`update campaign set status = 'drawn' where campaign_no = $1::int4`, [campaignNo])
  return [...toldOf(row, 'drawn', { seed }), ...messagesOf(row, winners)]
}

async function countEntries(tx: Queryable, campaignNo: number): Promise<number> {
  const [row] = await tx.query<{ entries: number }>(
    'select count(*)::int4 as entries from campaign_entry where campaign_no = $1::int4',
    [campaignNo],
  )
  return row?.entries ?? 0
}

/** Who stands behind entries, by their numbers in the record's list; all of them held, so that a merge finds the winners or is found by them. */
async function loadEntrants(
  tx: Queryable,
  { campaign_no: campaignNo, club_no: clubNo }: CampaignRow,
  entries: ReadonlySet<number>,
): Promise<ReadonlyMap<number, Entrant>> {
  const rows = await tx.query<{ entry: number; user_no: number; order_id: string | null; order_worth: number | null }>(
    `select entry, user_no, order_id, order_worth
     from (select row_number() over (order by hash)::int4 - 1 as entry, user_no, order_id, order_worth from campaign_entry
       where campaign_no = $1::int4) as e join unnest($2::int4[]) as t(entry) using (entry)`,
    [campaignNo, [...entries]],
  )
  const people = await holdUsers(
    tx,
    rows.map((row) => row.user_no),
  )
  const found = rows.map((row) => {
    const person = people.get(row.user_no)
    assert(person !== undefined, 'who entered is known')
    return { ...row, ...person }
  })
  const left = await loadLeft(tx, clubNo, found)
  return new Map(
    found.map(({ entry, userNo, userId, order_id: orderId, order_worth: worth }) => [
      entry,
      { userNo, userId, orderId, left: left.get(`${userNo}:${orderId ?? ''}`) ?? worth },
    ]),
  )
}

/** A user by his inner number and the id that is his own; null: erased, what he has instead of one is nobody's to know him by (PLT-6). */
interface Held {
  readonly userNo: number
  readonly userId: string | null
}

/**
 * Who users are by now: of one merged away the one he was merged into (PLT-8). The people are held until the commit, so that none is merged or
 * erased meanwhile. By number as asked.
 */
async function holdUsers(tx: Queryable, userNos: readonly number[]): Promise<ReadonlyMap<number, Held>> {
  // where each leads, as far as is known
  const leads = new Map(userNos.map((userNo) => [userNo, userNo]))
  for (let attempt = 1; attempt <= MERGES_MET_MOST; attempt += 1) {
    const rows = await tx.query<{ user_no: number; user_id: string; merged_into: number | null; erased: boolean }>(
      `select user_no, user_id, merged_into, erased_at is not null as erased from person where user_no = any($1::int8[])
       order by user_no for share`,
      [[...new Set(leads.values())]],
    )
    const people = new Map(rows.map((row) => [row.user_no, row]))
    const held = new Map<number, Held>()
    for (const [asked, userNo] of leads) {
      const person = people.get(userNo)
      if (person?.merged_into != null) leads.set(asked, person.merged_into)
      else if (person !== undefined) held.set(asked, { userNo, userId: person.erased ? null : person.user_id })
    }
    if (rows.every((row) => row.merged_into === null)) return held
  }
  throw new Error('people are merged faster than they can be found')
}

/** Of orders what was paid and not given back by now; one that is not there any more is left out. */
async function loadLeft(
  tx: Queryable,
  clubNo: number,
  orders: readonly { readonly userNo: number; readonly order_id: string | null }[],
): Promise<ReadonlyMap<string, number>> {
  const asked = orders.filter(({ order_id: orderId }) => orderId !== null)
  if (asked.length === 0) return new Map()
  const rows = await tx.query<{ user_no: number; order_id: string; left: number }>(
    `select o.user_no, o.order_id, o.paid - o.refunded as left
     from unnest($2::int8[], $3::text[]) as t(user_no, order_id) join purchase_order o using (user_no, order_id) where o.club_no = $1::int4`,
    [
      clubNo,
      ...columns(
        asked,
        (order) => order.userNo,
        (order) => order.order_id,
      ),
    ],
  )
  return new Map(rows.map((row) => [`${row.user_no}:${row.order_id}`, row.left]))
}

/** A free order costs what was paid and not given back, up to the prize's worth. */
function worthOf(row: CampaignRow, prize: number, { orderId, left }: Entrant): number {
  const worth = row.prizes[prize]?.worth ?? 0
  return orderId === null ? worth : Math.min(worth, left ?? 0)
}

/** Who was erased since the closing is a winner of the record and gets nothing any more; the others theirs. */
async function giveTo(row: CampaignRow, winners: readonly Winner[], give: GiveBenefits): Promise<void> {
  const gifts = winners.flatMap((winner) => {
    const benefitId = row.prizes[winner.prize]?.benefitId ?? null
    return benefitId === null || winner.entrant.userId === null ? [] : [{ winner, benefitId }]
  })
  if (gifts.length === 0) return
  const given = await give(
    gifts.map(({ winner, benefitId }) => ({ userNo: winner.entrant.userNo, clubNo: row.club_no, benefitId })),
  )
  gifts.forEach(({ winner }, index) => (winner.entitlementId = given[index] ?? null))
}

async function insertWinners(tx: Queryable, row: CampaignRow, winners: readonly Winner[], at: number): Promise<void> {
  if (winners.length === 0) return
  await tx.query(
    `with won as (
       insert into campaign_winner (user_no, campaign_no, prize, entry, worth, order_id, entitlement_id, delivered_at, delivered_by)
       select user_no, $1::int4, prize, entry, worth, order_id, entitlement_id, case when entitlement_id is not null then $2::timestamptz end,
         case when entitlement_id is not null then 'tiefen' end
       from unnest($3::int8[], $4::int2[], $5::int4[], $6::int8[], $7::text[], $8::uuid[]) as t(user_no, prize, entry, worth, order_id, entitlement_id)
       returning prize
     )
     update campaign_prize p set taken = n.taken from (select prize, count(*)::int4 as taken from won group by prize) as n
     where p.campaign_no = $1::int4 and p.prize = n.prize`,
    [
      row.campaign_no,
      toInstant(at),
      ...columns(
        winners,
        (winner) => winner.entrant.userNo,
        (winner) => winner.prize,
        (winner) => winner.entry,
        (winner) => winner.worth,
        (winner) => winner.entrant.orderId,
        (winner) => winner.entitlementId,
      ),
    ],
  )
}

function messagesOf(row: CampaignRow, winners: readonly Winner[]): OutboxMessage[] {
  const { campaign_id: campaignId, owner_id: ownerId, currency } = row
  // of who was erased nothing is told: nobody knows whom his pseudonym names
  const named = winners.flatMap(({ entrant, prize, worth }) =>
    entrant.userId === null ? [] : [{ userId: entrant.userId, orderId: entrant.orderId, prize, worth }],
  )
  const byUser = new Map<string, number[]>()
  for (const { userId, prize } of named) byUser.set(userId, [...(byUser.get(userId) ?? []), prize])
  const cost = winners.reduce((sum, { worth }) => sum + worth, 0)
  return [
    {
      topic: clubTopic(ownerId),
      kind: 'campaign.drawn',
      body: {
        campaignId,
        campaignKind: row.kind,
        winnersCount: winners.length,
        winners: named.slice(0, WINNERS_TOLD).map((won) => ({ ...won, worth: { value: won.worth, currency } })),
        cost: { value: cost, currency },
      },
    },
    ...[...byUser].map(([userId, prizes]) => ({
      topic: memberTopic(ownerId, userId),
      kind: 'campaign.won',
      body: { campaignId, prizes },
    })),
  ]
}

/** Notes that a winner got his prize, or that he did not. */
export const setDelivered = async (
  tx: Queryable,
  winner: { readonly campaignNo: number; readonly entry: number; readonly prize: number },
  delivered: boolean,
  by: { readonly at: number; readonly actor: string },
): Promise<void> =>
  void (await tx.query(
    `update campaign_winner set delivered_at = case when $4::bool then coalesce(delivered_at, $5::timestamptz) end,
       delivered_by = case when $4::bool then coalesce(delivered_by, $6) end
     where campaign_no = $1::int4 and entry = $2::int4 and prize = $3::int2`,
    [winner.campaignNo, winner.entry, winner.prize, delivered, toInstant(by.at), by.actor],
  ))
