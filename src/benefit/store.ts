import type { BenefitPatch } from '../contract/benefits.ts'
import { campaignLimits, drawnKinds } from '../contract/campaigns.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { clubTopic } from '../contract/topics.ts'
import type { Mode } from '../contract/words.ts'
import { DAY, fromInstant, toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { endOfClaiming, mostOfOne, type Offered, type Promised } from './apply.ts'
import { BENEFIT_COLUMNS, instantOrNull, type BenefitRow, type Terms, type TotalRow } from './rows.ts'

/** A club as benefits need it. */
export interface ClubRow {
  readonly club_no: number
  readonly owner_id: string
  readonly currency: string
  readonly mode: Mode
}

/** The club, locked: those who offer and withdraw in it come one after another. */
export async function lockClub(tx: Queryable, ownerId: string): Promise<ClubRow | null> {
  const rows = await tx.query<ClubRow>(
    'select club_no, owner_id, currency, mode from club where owner_id = $1 for no key update',
    [ownerId],
  )
  return rows[0] ?? null
}

/** Benefits that a club offers at `now` (UTC ms). */
export async function countOpen(on: Queryable, clubNo: number, now: number): Promise<number> {
  const rows = await on.query<{ count: number }>(
    `select count(*)::int4 as count from benefit
     where club_no = $1::int4 and withdrawn_at is null and coalesce(withdraw_at > $2::timestamptz, true)`,
    [clubNo, toInstant(now)],
  )
  return rows[0]?.count ?? 0
}

function termsOf(input: Offered): Terms {
  switch (input.kind) {
    case 'coupon':
      return { coupon: input.coupon }
    case 'honour':
      return { honour: input.honour, style: input.style }
    case 'redPacket':
      return input.amount === undefined ? {} : { amount: input.amount }
    case 'service':
    case 'product':
    case 'luckyBag':
      return {}
  }
}

const productsOf = (input: Offered): readonly string[] | null => {
  if (input.kind === 'coupon') return input.coupon.products ?? null
  if (input.kind === 'honour') return input.gifts ?? null
  return input.kind === 'product' ? (input.products ?? null) : null
}

/** GRP-15: the group whose members a benefit is for. */
export interface AudienceGroup {
  readonly group_no: number
  readonly group_id: string
}

/** An open group of a club; null: it has no such. */
export async function findAudience(tx: Queryable, clubNo: number, groupId: string): Promise<AudienceGroup | null> {
  const rows = await tx.query<AudienceGroup>(
    'select group_no, group_id::text from fan_group where club_no = $1::int4 and group_id = $2::uuid and closed_at is null',
    [clubNo, groupId],
  )
  return rows[0] ?? null
}

/**
 * Adds a benefit with its counters. What an attached coupon costs is not this owner's.
 * @param fromLevel see `levelOfAudience`
 * @param attached the coupon whose terms it holds, and the club that it is used in (BEN-6)
 */
export async function insertBenefit(
  tx: Queryable,
  clubNo: number,
  benefitId: string,
  input: Offered,
  {
    fromLevel,
    now,
    group,
    attached,
  }: {
    readonly fromLevel: number
    readonly now: number
    readonly group: AudienceGroup | null
    readonly attached: { readonly benefit_no: number; readonly club_no: number } | null
  },
): Promise<void> {
  const { audience } = input
  const terms = termsOf(input)
  await tx.query(
    `with made as (
       insert into benefit (benefit_id, club_no, kind, name, description, min_level, tier, first_join, from_level, claim_from, claim_until, products,
         terms, off_most, created_at, group_no, group_id, attached_no, shop_no)
       values ($1::uuid, $2::int4, $3, $4, $5, $6::int2, $7, $8::bool, $9::int2, $10::timestamptz, $11::timestamptz, $12::text[], $13::jsonb,
         $14::int8, $15::timestamptz, $18::int4, $19::uuid, $20::int4, $21::int4)
       returning club_no, benefit_no
     )
     insert into benefit_total (club_no, benefit_no, stock, budget) select club_no, benefit_no, $16::int4, $17::int8 from made`,
    [
      benefitId,
      clubNo,
      input.kind,
      input.name,
      input.description ?? null,
      'minLevel' in audience ? audience.minLevel : group === null ? null : 1,
      'tier' in audience ? audience.tier : null,
      'firstJoin' in audience,
      fromLevel,
      input.claimFrom === undefined ? null : toInstant(fromInstant(input.claimFrom)),
      instantOrNull(endOfClaiming(input.claimUntil, terms.coupon)),
      productsOf(input),
      JSON.stringify(terms),
      attached === null ? mostOfOne(input) : null,
      toInstant(now),
      input.stock ?? null,
      input.budget?.value ?? null,
      group?.group_no ?? null,
      group?.group_id ?? null,
      attached?.benefit_no ?? null,
      attached?.club_no ?? null,
    ],
  )
}

export type BenefitState = BenefitRow & TotalRow

/** A benefit of a club with what is left of it, its counters locked. */
export async function lockBenefit(tx: Queryable, clubNo: number, benefitId: string): Promise<BenefitState | null> {
  const rows = await tx.query<BenefitState>(
    `select ${BENEFIT_COLUMNS}, t.stock, t.claimed, t.budget, t.committed
     from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
     where b.club_no = $1::int4 and b.benefit_id = $2::uuid for no key update of b, t`,
    [clubNo, benefitId],
  )
  return rows[0] ?? null
}

/**
 * Whether a member could have seen a benefit since it was made: there is one, or there was one since; for a group (GRP-15) who sits or sat in it
 * too, member of the club or not.
 * @param sinceDay on which it was made
 * @rule BEN-11
 */
export async function wasSeen(on: Queryable, benefit: BenefitRow, sinceDay: string): Promise<boolean> {
  const inClub = await on.query<{ seen: boolean }>(
    `select exists (select 1 from club_level where club_no = $1::int4 and members > 0)
       or exists (select 1 from club_day where club_no = $1::int4 and day >= $2::date and (joins > 0 or leaves > 0)) as seen`,
    [benefit.club_no, sinceDay],
  )
  if (benefit.group_no === null || inClub[0]?.seen === true) return inClub[0]?.seen ?? false
  const inGroup = await on.query<{ seen: boolean }>(
    `select exists (select 1 from group_seat where group_no = $1::int4 and (number is not null or left_at >= $2::timestamptz)) as seen`,
    [benefit.group_no, toInstant(benefit.created_at)],
  )
  return inGroup[0]?.seen ?? false
}

/**
 * What draws of a benefit's club are to give of it, from their planning to their drawing. Campaigns are made under the lock of the club
 * (`lockClub`), so that none is added meanwhile.
 * @rule BEN-7
 */
export async function readPromised(tx: Queryable, benefit: BenefitRow, now: number): Promise<Promised> {
  const rows = await tx.query<{ until: number | null; quota: number }>(
    `select max(k.ends_at) as until, coalesce(sum(p.quota), 0)::int8 as quota from campaign k join campaign_prize p using (campaign_no)
     where k.club_no = $1::int4 and p.benefit_id = $2::uuid and k.kind = any($3::text[]) and k.status in ('planned', 'running', 'closed')
       and k.starts_at > $4::timestamptz`,
    // none runs longer: what ended long ago is not looked at
    [benefit.club_no, benefit.benefit_id, [...drawnKinds], toInstant(now - 2 * campaignLimits.daysMost * DAY)],
  )
  return rows[0] ?? { until: null, quota: 0 }
}

/** Writes a judged change; what the patch does not name stays. */
export async function updateBenefit(tx: Queryable, before: BenefitState, patch: BenefitPatch): Promise<void> {
  const kept = <T>(wish: T | undefined, old: T): T => (wish === undefined ? old : wish)
  const claimUntil =
    patch.claimUntil === undefined ? before.claim_until : endOfClaiming(patch.claimUntil, before.terms.coupon)
  const withdrawAt = patch.withdrawAt == null ? patch.withdrawAt : fromInstant(patch.withdrawAt)
  await tx.query(
    `update benefit set name = $2, description = $3, claim_until = $4::timestamptz, withdraw_at = $5::timestamptz, products = $6::text[]
     where benefit_no = $1::int4`,
    [
      before.benefit_no,
      patch.name ?? before.name,
      kept(patch.description, before.description),
      instantOrNull(claimUntil),
      instantOrNull(kept(withdrawAt, before.withdraw_at)),
      patch.gifts ?? before.products,
    ],
  )
  if (patch.stock !== undefined || patch.budget !== undefined)
    await tx.query(
      'update benefit_total set stock = $3::int4, budget = $4::int8 where club_no = $1::int4 and benefit_no = $2::int4',
      [
        before.club_no,
        before.benefit_no,
        kept(patch.stock, before.stock),
        patch.budget === undefined ? before.budget : (patch.budget?.value ?? null),
      ],
    )
}

/** Notes the instant of a withdrawal and puts it among what falls due. */
export async function announceWithdrawal(tx: Queryable, benefitNo: number, at: number): Promise<void> {
  await tx.query('update benefit set withdraw_at = $2::timestamptz where benefit_no = $1::int4', [
    benefitNo,
    toInstant(at),
  ])
  await scheduleWithdrawal(tx, benefitNo, at)
}

/** Puts a withdrawal among what falls due; an earlier announcement's row finds its instant changed and does nothing. */
export async function scheduleWithdrawal(tx: Queryable, benefitNo: number, at: number): Promise<void> {
  await tx.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'benefit.withdraw', $2::jsonb)`, [
    toInstant(at),
    JSON.stringify({ benefitNo }),
  ])
}

/**
 * A withdrawal falls due. No member's row is touched: what nobody can claim any more is read off the benefit. What was not claimed of an attached
 * coupon may be attached anew (BEN-6): its stock becomes what was claimed, so that a claim decided just before, and later here, finds none.
 * @returns what is told; nothing when it was taken back or moved
 * @rule BEN-11
 */
export async function applyWithdrawal(tx: Queryable, benefitNo: number, at: number): Promise<OutboxMessage[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `update benefit b set withdrawn_at = $2::timestamptz from club c
     where b.benefit_no = $1::int4 and b.withdraw_at = $2::timestamptz and b.withdrawn_at is null and c.club_no = b.club_no
     returning c.owner_id`,
    [benefitNo, toInstant(at)],
  )
  if (rows.length > 0)
    await tx.query(
      `update benefit_total t set stock = t.claimed from benefit b
       where b.benefit_no = $1::int4 and b.attached_no is not null and t.club_no = b.club_no and t.benefit_no = b.benefit_no`,
      [benefitNo],
    )
  return rows.map((row) => ({ topic: clubTopic(row.owner_id), kind: 'benefits.changed', body: {} }))
}

/** Rules take effect whose tiers begin elsewhere: a tier stands for its first level by the rules in force. @rule LVL-1 LVL-4 */
export async function moveTiers(tx: Queryable, rules: RuleSet): Promise<void> {
  await tx.query(
    `update benefit b set from_level = t.from_level from unnest($1::text[], $2::int2[]) as t(tier, from_level)
     where b.tier = t.tier and b.from_level <> t.from_level`,
    [rules.tiers.map((tier) => tier.name), rules.tiers.map((tier) => tier.fromLevel)],
  )
}
