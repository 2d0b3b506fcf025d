import type { BenefitCard } from '../../contract/polls.ts'
import type { Queryable } from '../../ports/db.ts'
import { BENEFIT_COLUMNS, faceOf, type BenefitRow } from '../rows.ts'

/** Benefits as cards show them, by id. @param userNo the reader, or null */
export async function readBenefitCards(
  on: Queryable,
  benefitIds: readonly string[],
  userNo: number | null,
): Promise<ReadonlyMap<string, { readonly clubNo: number; readonly card: BenefitCard }>> {
  if (benefitIds.length === 0) return new Map()
  const rows = await on.query<
    BenefitRow & { readonly stock: number | null; readonly claimed: number; readonly mine: boolean }
  >(
    `select ${BENEFIT_COLUMNS}, t.stock, t.claimed, e.claimed_at is not null as mine
     from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
     left join entitlement e on e.user_no = $2::int8 and e.club_no = b.club_no and e.benefit_no = b.benefit_no
     where b.benefit_id = any($1::uuid[])`,
    [[...new Set(benefitIds)], userNo],
  )
  return new Map(
    rows.map((row) => [
      row.benefit_id,
      {
        clubNo: row.club_no,
        card: { ...faceOf(row), left: row.stock === null ? null : row.stock - row.claimed, claimed: row.mine },
      },
    ]),
  )
}
