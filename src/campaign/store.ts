import { randomBytes } from 'node:crypto'
import type { CampaignConditions, CampaignKind, CampaignStatus } from '../contract/campaigns.ts'
import { campaignLimits, drawnKinds } from '../contract/campaigns.ts'
import { clubTopic, sessionTopic } from '../contract/topics.ts'
import { columns } from '../lib/columns.ts'
import { HOUR, toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import type { CampaignPlan } from './apply.ts'

/** Rows of campaigns. The seed leaves its column only at the draw. */

export interface PrizeRow {
  readonly name: string
  readonly quota: number
  readonly worth: number
  readonly benefitId: string | null
  readonly points: number | null
  readonly taken: number
}

export interface CampaignRow {
  readonly campaign_no: number
  readonly campaign_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly owner_name: string
  readonly currency: string
  readonly kind: CampaignKind
  readonly name: string
  readonly status: CampaignStatus
  readonly session_no: number | null
  readonly session_id: string | null
  /** of its room's broadcast, UTC ms; null: it goes on, or there is no room */
  readonly room_ended_at: number | null
  readonly starts_at: number
  readonly ends_at: number
  readonly conditions: CampaignConditions
  readonly least_level: number
  readonly several_per_user: boolean
  readonly order_minimum: number | null
  /** hex */
  readonly seed_hash: string | null
  readonly entries_root: string | null
  /** entries taken out at the closing; null: not closed, or closed before they were kept */
  readonly removed: number | null
  readonly prizes: readonly PrizeRow[]
}

/** Everything of a campaign but its seed; to be followed by `where …`. */
export const campaignSelect = `select k.campaign_no, k.campaign_id, k.club_no, c.owner_id, c.name as owner_name, c.currency, k.kind, k.name, k.status, k.session_no,
    s.session_id, s.ended_at as room_ended_at, k.starts_at, k.ends_at, k.conditions, k.least_level, k.several_per_user, k.order_minimum,
    encode(k.seed_hash, 'hex') as seed_hash, encode(k.entries_root, 'hex') as entries_root,
    octet_length(k.removed_entries) / 32 as removed,
    (select jsonb_agg(jsonb_build_object('name', p.name, 'quota', p.quota, 'worth', p.worth, 'benefitId', p.benefit_id, 'points', p.points,
       'taken', p.taken) order by p.prize) from campaign_prize p where p.campaign_no = k.campaign_no) as prizes
  from campaign k join club c on c.club_no = k.club_no left join live_session s on s.session_no = k.session_no`

/**
 * Whether a campaign is not over and will not be called off, of the aliases of `campaignSelect`: nobody is in a room whose broadcast ended before its
 * bag begins. `neverBegins` says the same of a row.
 */
const goesOn = `(k.status = 'running' or k.status = 'planned' and (s.ended_at is null or s.ended_at > k.starts_at))`

/** Its status at an instant, as `statusAt` says it of a row. @param at a parameter, timestamptz */
export const statusColumn = (at: string): string =>
  `case when k.status = 'planned' and k.starts_at <= ${at} and ${goesOn} then 'running' else k.status end`

/** A campaign, its row held `for no key update` where a change is meant; null: there is none. */
export async function findCampaign(on: Queryable, campaignId: string, hold = false): Promise<CampaignRow | null> {
  const rows = await on.query<CampaignRow>(
    `${campaignSelect} where k.campaign_id = $1::uuid${hold ? ' for no key update of k' : ''}`,
    [campaignId],
  )
  return rows[0] ?? null
}

/**
 * The owner's club, locked: campaigns of one owner, of which bags have one room and draws name benefits, are made and changed one after another, and
 * so are the benefits that they name, whose changes hold the same row.
 */
export async function holdClub(tx: Queryable, ownerId: string): Promise<{ club_no: number; currency: string } | null> {
  const rows = await tx.query<{ club_no: number; currency: string }>(
    'select club_no, currency from club where owner_id = $1 for no key update',
    [ownerId],
  )
  return rows[0] ?? null
}

/** The session on air (or the one named), held so that a bag's start finds it as it is; null: not on air. */
export async function holdRoom(tx: Queryable, clubNo: number, sessionId: string | null): Promise<number | null> {
  const rows = await tx.query<{ session_no: number }>(
    `select session_no from live_session where club_no = $1::int4 and ended_at is null and ($2::text is null or session_id = $2)
     order by started_at desc limit 1 for no key update`,
    [clubNo, sessionId],
  )
  return rows[0]?.session_no ?? null
}

/** Holds the room of a planned bag again. */
export const holdSession = async (tx: Queryable, sessionNo: number): Promise<void> =>
  void (await tx.query('select 1 from live_session where session_no = $1::int4 for no key update', [sessionNo]))

/**
 * Whether another bag of the owner runs or is planned at any time of a window: the room is his, and a bag that outlives its broadcast runs on in the
 * next one. One that will be called off keeps no other away; one that is over, but whose due work is not done, keeps away what would begin at once.
 * The club must be held.
 * @param by `butNot`: the bag itself, where it is changed
 * @rule BEN-7
 */
export async function isRoomTaken(
  tx: Queryable,
  clubNo: number,
  window: { readonly startsAt: number; readonly endsAt: number },
  by: { readonly butNot: number | null; readonly now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from campaign k join live_session s on s.session_no = k.session_no
     where k.club_no = $1::int4 and k.starts_at > $5::timestamptz and k.starts_at < $3::timestamptz
       and (k.ends_at > $2::timestamptz or k.status = 'planned' and $2::timestamptz <= $6::timestamptz) and ${goesOn} and k.campaign_no is distinct from $4::int4 limit 1`,
    [
      clubNo,
      toInstant(window.startsAt),
      toInstant(window.endsAt),
      by.butNot,
      // no bag is longer: what began before has ended
      toInstant(window.startsAt - campaignLimits.luckyBagHours * HOUR - 1),
      toInstant(by.now),
    ],
  )
  return rows.length > 0
}

/** A planned campaign with its prizes; whatever is drawn gets its seed now, before anyone can enter. @returns its number */
export async function insertCampaign(
  tx: Queryable,
  plan: CampaignPlan & { campaignId: string; clubNo: number; sessionNo: number | null; leastLevel: number },
  now: number,
  actor: string,
): Promise<number> {
  const seed = drawnKinds.has(plan.kind) ? randomBytes(32) : null
  const rows = await tx.query<{ campaign_no: number }>(
    `insert into campaign (campaign_id, club_no, kind, name, status, session_no, starts_at, ends_at, conditions, least_level, several_per_user,
       order_minimum, seed, seed_hash, created_at, created_by)
     values ($1::uuid, $2::int4, $3, $4, 'planned', $5::int4, $6::timestamptz, $7::timestamptz, $8::jsonb, $9::int2, $10::bool, $11::int8,
       $12::bytea, sha256($12::bytea), $13::timestamptz, $14) returning campaign_no`,
    [
      plan.campaignId,
      plan.clubNo,
      plan.kind,
      plan.name,
      plan.sessionNo,
      toInstant(plan.startsAt),
      toInstant(plan.endsAt),
      JSON.stringify(plan.conditions),
      plan.leastLevel,
      plan.severalPerUser,
      plan.orderMinimum?.value ?? null,
      seed,
      toInstant(now),
      actor,
    ],
  )
  const campaignNo = rows[0]?.campaign_no ?? 0
  await insertPrizes(tx, campaignNo, plan)
  await schedule(tx, campaignNo, plan, now)
  await collectFor(tx, plan.sessionNo, plan)
  return campaignNo
}

/** What is planned anew: due work of the old times finds that they are not the campaign's any more. */
export async function replan(
  tx: Queryable,
  campaignNo: number,
  plan: CampaignPlan & { readonly leastLevel: number; readonly sessionNo: number | null },
  now: number,
): Promise<void> {
  await tx.query(
    `update campaign set name = $2, starts_at = $3::timestamptz, ends_at = $4::timestamptz, conditions = $5::jsonb, least_level = $6::int2,
       several_per_user = $7::bool, order_minimum = $8::int8 where campaign_no = $1::int4`,
    [
      campaignNo,
      plan.name,
      toInstant(plan.startsAt),
      toInstant(plan.endsAt),
      JSON.stringify(plan.conditions),
      plan.leastLevel,
      plan.severalPerUser,
      plan.orderMinimum?.value ?? null,
    ],
  )
  await tx.query('delete from campaign_prize where campaign_no = $1::int4', [campaignNo])
  await insertPrizes(tx, campaignNo, plan)
  await schedule(tx, campaignNo, plan, now)
  await collectFor(tx, plan.sessionNo, plan)
}

/** From its planning on batches look, in its room, for what a bag asks; what its time takes in is judged by its times (`runningIn`). The room is held. */
async function collectFor(tx: Queryable, sessionNo: number | null, { conditions }: CampaignPlan): Promise<void> {
  if (sessionNo === null || (conditions.phrase === undefined && conditions.watchMinutes === undefined)) return
  await tx.query('update live_session set collects = true where session_no = $1::int4', [sessionNo])
}

async function insertPrizes(tx: Queryable, campaignNo: number, { prizes }: CampaignPlan): Promise<void> {
  await tx.query(
    `insert into campaign_prize (campaign_no, prize, name, quota, worth, benefit_id, points)
     select $1::int4, place - 1, name, quota, worth, benefit_id, points
     from unnest($2::text[], $3::int4[], $4::int8[], $5::uuid[], $6::int4[]) with ordinality as t(name, quota, worth, benefit_id, points, place)`,
    [
      campaignNo,
      ...columns(
        prizes,
        (prize) => prize.name,
        (prize) => prize.quota,
        (prize) => prize.worth.value,
        (prize) => prize.benefitId ?? null,
        (prize) => prize.points ?? null,
      ),
    ],
  )
}

/** What begins at once needs no timer to begin. */
async function schedule(tx: Queryable, campaignNo: number, plan: CampaignPlan, now: number): Promise<void> {
  const begin = plan.startsAt > now ? [{ at: plan.startsAt, kind: 'campaign.start' }] : []
  await tx.query(
    `insert into due (at, kind, payload) select at, kind, jsonb_build_object('campaignNo', $1::int4)
     from unnest($2::timestamptz[], $3::text[]) as t(at, kind)`,
    [
      campaignNo,
      ...columns(
        [...begin, { at: plan.endsAt, kind: 'campaign.close' }],
        ({ at }) => toInstant(at),
        ({ kind }) => kind,
      ),
    ],
  )
}

/** A planned campaign is called off. */
export const cancelCampaign = async (tx: Queryable, campaignNo: number): Promise<void> =>
  void (await tx.query(`update campaign set status = 'cancelled' where campaign_no = $1::int4`, [campaignNo]))

/** What the room and the club are told of a campaign. `proof` goes to every open page of the room: witnesses of what was published when. */
export function toldOf(
  row: Pick<CampaignRow, 'owner_id' | 'campaign_id' | 'session_id'>,
  status: CampaignStatus,
  proof: Readonly<Record<string, unknown>> = {},
): OutboxMessage[] {
  const { campaign_id: campaignId, session_id: sessionId } = row
  const kinds: Partial<Record<CampaignStatus, string>> = {
    running: 'campaign.started',
    closed: 'campaign.closed',
    drawn: 'campaign.drawn',
  }
  const kind = kinds[status]
  return [
    { topic: clubTopic(row.owner_id), kind: 'campaign.changed', body: { campaignId, status } },
    ...(sessionId === null || kind === undefined
      ? []
      : [{ topic: sessionTopic(sessionId), kind, body: { campaignId, ...proof } }]),
  ]
}

type Timed = Pick<CampaignRow, 'status' | 'starts_at' | 'room_ended_at'>

/** Nobody is in a room whose broadcast ended before its bag begins: it is called off when it would. @rule BEN-7 */
export const neverBegins = ({ starts_at: startsAt, room_ended_at: roomEndedAt }: Omit<Timed, 'status'>): boolean =>
  roomEndedAt !== null && roomEndedAt <= startsAt

/** Its status at `now` (UTC ms): it begins at its instant, whether or not the due work is done already: nobody waits for that. */
export const statusAt = (row: Timed, now: number): CampaignStatus =>
  row.status === 'planned' && row.starts_at <= now && !neverBegins(row) ? 'running' : row.status

/** Has begun at `now` (UTC ms). */
export function hasBegun(row: Timed, now: number): boolean {
  const status = statusAt(row, now)
  return status !== 'planned' && status !== 'cancelled'
}

/** Runs at `now` (UTC ms). */
export const isOpenAt = (row: Timed & Pick<CampaignRow, 'ends_at'>, now: number): boolean =>
  statusAt(row, now) === 'running' && now < row.ends_at

/** Campaigns by id, as they stand. */
export const findCampaigns = (on: Queryable, campaignIds: readonly string[]): Promise<CampaignRow[]> =>
  on.query<CampaignRow>(`${campaignSelect} where k.campaign_id = any($1::uuid[])`, [[...campaignIds]])

/** Campaigns held so that none of them closes before the commit; who waited for a closing finds them closed. */
export const holdCampaigns = (tx: Queryable, campaignNos: readonly number[]): Promise<CampaignRow[]> =>
  tx.query<CampaignRow>(
    `${campaignSelect} where k.campaign_no = any($1::int4[]) order by k.campaign_no for key share of k`,
    [[...campaignNos]],
  )

/** What is left of prizes and what was taken, held: whoever else takes of them waits. All prizes of each campaign. */
export const holdPrizes = (tx: Queryable, campaignNos: readonly number[]): Promise<HeldPrize[]> =>
  tx.query<HeldPrize>(
    `select campaign_no, prize, quota - taken as left, taken from campaign_prize where campaign_no = any($1::int4[])
     order by campaign_no, prize for no key update`,
    [[...campaignNos]],
  )
export interface HeldPrize {
  readonly campaign_no: number
  readonly prize: number
  readonly left: number
  readonly taken: number
}

/** Takes of prizes that are held; the store refuses more than there is. */
export const takePrizes = async (
  tx: Queryable,
  taken: readonly { readonly campaignNo: number; readonly prize: number }[],
): Promise<void> =>
  void (await tx.query(
    `update campaign_prize p set taken = p.taken + t.taken
     from (select campaign_no, prize, count(*)::int4 as taken from unnest($1::int4[], $2::int2[]) as u(campaign_no, prize) group by 1, 2) as t
     where p.campaign_no = t.campaign_no and p.prize = t.prize`,
    columns(
      taken,
      (one) => one.campaignNo,
      (one) => one.prize,
    ),
  ))

/** Somebody who took a prize in an exchange. */
export interface NewTaker {
  readonly userNo: number
  readonly campaignNo: number
  readonly prize: number
  /** in the order of taking, from 0 on, over all prizes of the campaign */
  readonly number: number
  /** minor units */
  readonly worth: number
  readonly entitlementId: string | null
}

/** Who exchanged what, as winners are kept: the owner hands it over and notes that he did; a benefit is his already. @rule BEN-10 */
export const insertTakers = async (tx: Queryable, takers: readonly NewTaker[], now: number): Promise<void> =>
  void (await tx.query(
    `insert into campaign_winner (user_no, campaign_no, prize, entry, worth, entitlement_id, delivered_at, delivered_by)
     select user_no, campaign_no, prize, entry, worth, entitlement_id, case when entitlement_id is not null then $1::timestamptz end,
       case when entitlement_id is not null then 'tiefen' end
     from unnest($2::int8[], $3::int4[], $4::int2[], $5::int4[], $6::int8[], $7::uuid[]) as t(user_no, campaign_no, prize, entry, worth, entitlement_id)`,
    [
      toInstant(now),
      ...columns(
        takers,
        (taker) => taker.userNo,
        (taker) => taker.campaignNo,
        (taker) => taker.prize,
        (taker) => taker.number,
        (taker) => taker.worth,
        (taker) => taker.entitlementId,
      ),
    ],
  ))

/** The bags that run in rooms by their times, as `isOpenAt`; held so that none of them closes before the commit. @param now decision time, UTC ms */
export const runningIn = (tx: Queryable, sessionNos: readonly number[], now: number): Promise<CampaignRow[]> =>
  tx.query<CampaignRow>(
    `${campaignSelect} where k.session_no = any($1::int4[]) and ${goesOn}
       and k.starts_at <= $2::timestamptz and k.ends_at > $2::timestamptz order by k.campaign_no for key share of k`,
    [[...sessionNos], toInstant(now)],
  )
