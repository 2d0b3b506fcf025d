import { campaignLimits, drawnKinds } from '../../contract/campaigns.ts'
import { DAY, fromInstant, toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Benefits that campaigns name, as prizes or tickets. */

/** What a campaign asks of a benefit that it names. */
export interface NamedBenefit {
  readonly kind: string
  /** a coupon's own end, UTC ms; null: it has none, or counts from the day of its taking */
  readonly validUntil: number | null
  /** of its announced withdrawal, UTC ms; null: none is */
  readonly withdrawAt: number | null
  /**
   * how many more of it stock, budget and the owner's money suffice for, less what other draws are to give; null: without end. A claim may still take
   * of it
   */
  readonly left: number | null
}

/**
 * Those benefits that the club has and did not withdraw, by id, held so that nobody announces a withdrawal before the commit: the shop of an attached
 * coupon does not hold this club. The club must be held.
 * @param butNot a campaign whose own prizes are not counted as another's; null: none
 */
export async function namedBenefits(
  tx: Queryable,
  clubNo: number,
  ids: readonly string[],
  { now, butNot }: { readonly now: number; readonly butNot: number | null },
): Promise<ReadonlyMap<string, NamedBenefit>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{
    benefit_id: string
    kind: string
    valid_until: string | null
    withdraw_at: number | null
    left: number | null
  }>(
    `select b.benefit_id, b.kind, b.terms -> 'coupon' ->> 'validUntil' as valid_until, b.withdraw_at,
       least(t.stock - t.claimed, case when b.off_most > 0 then (t.budget - t.committed) / b.off_most end,
         case when b.kind = 'redPacket' and b.off_most > 0 then coalesce(o.budget, 0) / b.off_most end)::int8 as left
     from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
     left join owner_book o on o.club_no = b.club_no
     where b.club_no = $1::int4 and b.benefit_id = any($2::uuid[]) and b.withdrawn_at is null order by b.benefit_no for share of b`,
    [clubNo, [...ids]],
  )
  const promised = await tx.query<{ benefit_id: string; quota: number }>(
    `select p.benefit_id, sum(p.quota)::int8 as quota from campaign k join campaign_prize p using (campaign_no)
     where k.club_no = $1::int4 and p.benefit_id = any($2::uuid[]) and k.kind = any($3::text[])
       and k.status in ('planned', 'running', 'closed') and k.starts_at > $4::timestamptz and k.campaign_no is distinct from $5::int4
     group by p.benefit_id`,
    // none runs longer: what ended long ago is not looked at
    [clubNo, [...ids], [...drawnKinds], toInstant(now - 2 * campaignLimits.daysMost * DAY), butNot],
  )
  const quotas = new Map(promised.map((row) => [row.benefit_id, row.quota]))
  return new Map(
    rows.map(({ benefit_id: benefitId, kind, valid_until: validUntil, withdraw_at: withdrawAt, left }) => [
      benefitId,
      {
        kind,
        validUntil: validUntil === null ? null : fromInstant(validUntil),
        withdrawAt,
        left: left === null ? null : left - (quotas.get(benefitId) ?? 0),
      },
    ]),
  )
}
