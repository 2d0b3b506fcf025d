import { randomBytes } from 'node:crypto'
import { resultWindowDays } from '../../contract/benefits.ts'
import type { Mode } from '../../contract/words.ts'
import { assert } from '../../lib/assert.ts'
import { columns } from '../../lib/columns.ts'
import { makeEntitlementId } from '../../lib/entitlement-id.ts'
import { COMMANDS_PART } from '../../lib/parts.ts'
import { toInstant } from '../../lib/time.ts'
import { makeVoucherCode, VOUCHER_CODE_BYTES } from '../../lib/voucher-code.ts'
import type { Queryable } from '../../ports/db.ts'
import { expiryOf, type Held, type Left } from '../apply.ts'
import { BENEFIT_COLUMNS, instantOrNull, type BenefitRow, type TotalRow } from '../rows.ts'

/** The statements of a taking (`../take.ts`): each is one, whatever the number of wants. */

/** One benefit wanted for one user in its club. */
export interface Want {
  readonly userNo: number
  readonly benefit: BenefitRow
}

/** What somebody has now. */
export interface Taken {
  readonly entitlementId: string
  readonly userId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly expiresAt: number | null
  readonly code: string | null
}

/** How a want's user, club and benefit stand. */
export interface StateRow {
  readonly user_no: number
  readonly benefit_no: number
  readonly user_id: string
  readonly merged: boolean
  readonly owner_id: string
  readonly owner_name: string
  readonly mode: Mode
  readonly first_time: boolean
  readonly intimacy: number | null
  /** in the group that the benefit is for */
  readonly seated: boolean
  readonly state: Held['state'] | null
  readonly expires_at: number | null
  /** there is an order of his from now on, told before its time came or while he waited here, that follows the benefit once he has it (BEN-12) */
  readonly ordered: boolean
}

/** What somebody has of a benefit, as its row says. */
export interface HeldRow {
  readonly entitlement_id: string
  readonly state: Held['state']
  readonly expires_at: number | null
  readonly reserved_at: number | null
}

/** What was claimed already of wants, by `keyOf`; no wants: no statement. */
export async function findHeld(tx: Queryable, wants: readonly Want[]): Promise<ReadonlyMap<string, HeldRow>> {
  if (wants.length === 0) return new Map()
  const rows = await tx.query<HeldRow & { readonly user_no: number; readonly benefit_no: number }>(
    `select user_no, benefit_no, entitlement_id, state, expires_at, reserved_at from entitlement
     where (user_no, club_no, benefit_no) in (select * from unnest($1::int8[], $2::int4[], $3::int4[]))`,
    columns(
      wants,
      (want) => want.userNo,
      (want) => want.benefit.club_no,
      (want) => want.benefit.benefit_no,
    ),
  )
  return new Map(rows.map((row) => [keyOf(row.user_no, row.benefit_no), row]))
}

/** A want that is granted. */
export interface Chosen {
  readonly want: Want
  readonly known: StateRow
}

/** One user and one benefit. */
export const keyOf = (userNo: number, benefitNo: number): string => `${userNo}:${benefitNo}`

/** Benefits by id, with their owner. */
export async function findBenefits(
  tx: Queryable,
  benefitIds: readonly string[],
): Promise<ReadonlyMap<string, BenefitRow & { readonly owner_id: string }>> {
  const rows = await tx.query<BenefitRow & { readonly owner_id: string }>(
    `select ${BENEFIT_COLUMNS}, c.owner_id from benefit b join club c on c.club_no = b.club_no where b.benefit_id = any($1::uuid[])`,
    [[...new Set(benefitIds)]],
  )
  return new Map(rows.map((row) => [row.benefit_id, row]))
}

/**
 * People who want what their seat gives, in one order, held until the commit: a seat in a group without a gate asks for no `fan` row, so nothing else
 * of theirs would keep a merge or an erasure away, and money would end under a number that nobody leads to (PLT-8). Before the fans, as a merge holds them.
 */
export async function holdSeated(tx: Queryable, wants: readonly Want[]): Promise<void> {
  const seated = wants.filter(({ benefit }) => benefit.group_no !== null)
  if (seated.length === 0) return
  await tx.query('select 1 from person where user_no = any($1::int8[]) order by user_no for share', [
    [...new Set(seated.map(({ userNo }) => userNo))],
  ])
}

/** The fans, in one order, held until the commit: no batch moves their levels meanwhile. Who is nobody here has no row, and is no member. */
export async function lockFans(tx: Queryable, wants: readonly Want[]): Promise<void> {
  await tx.query(
    `select 1 from fan where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[]))
     order by user_no, club_no for no key update`,
    columns(
      wants,
      (want) => want.userNo,
      (want) => want.benefit.club_no,
    ),
  )
}

/** The hot rows, in one order, held until the commit. */
export async function lockTotals(tx: Queryable, wants: readonly Want[]): Promise<Map<number, Left>> {
  const benefits = [...new Map(wants.map(({ benefit }) => [benefit.benefit_no, benefit])).values()]
  const rows = await tx.query<TotalRow>(
    `select club_no, benefit_no, stock, claimed, budget, committed from benefit_total
     where (club_no, benefit_no) in (select * from unnest($1::int4[], $2::int4[])) order by club_no, benefit_no for no key update`,
    columns(
      benefits,
      (benefit) => benefit.club_no,
      (benefit) => benefit.benefit_no,
    ),
  )
  const offMost = new Map(benefits.map((benefit) => [benefit.benefit_no, benefit.off_most ?? 0]))
  return new Map(rows.map((row) => [row.benefit_no, { ...row, offMost: offMost.get(row.benefit_no) ?? 0 }]))
}

/** In a statement that begins after the fans were locked: a batch that moved a level meanwhile is seen (I15). */
export async function readStates(tx: Queryable, wants: readonly Want[], now: number): Promise<readonly StateRow[]> {
  return tx.query<StateRow>(
    `select k.user_no, k.benefit_no, p.user_id, (p.merged_into is not null or p.erased_at is not null) as merged, c.owner_id, c.name as owner_name, c.mode,
       f.epoch = 1 and f.left_at is null as first_time, m.intimacy, e.state, e.expires_at, s.user_no is not null as seated,
       k.followed and exists (select from purchase_order o where o.user_no = k.user_no and o.club_no = k.club_no and o.at >= $5::timestamptz) as ordered
     from (select distinct * from unnest($1::int8[], $2::int4[], $3::int4[], $4::bool[], $6::int4[]) as k(user_no, club_no, benefit_no, followed, group_no)) as k
     join club c on c.club_no = k.club_no
     join person p on p.user_no = k.user_no
     left join fan f on f.user_no = k.user_no and f.club_no = k.club_no
     left join membership_shown m on m.user_no = k.user_no and m.club_no = k.club_no and m.mode = c.mode
     left join group_seat s on s.user_no = k.user_no and s.group_no = k.group_no and s.number is not null
     left join entitlement e on e.user_no = k.user_no and e.club_no = k.club_no and e.benefit_no = k.benefit_no`,
    [
      ...columns(
        wants,
        (want) => want.userNo,
        (want) => want.benefit.club_no,
        (want) => want.benefit.benefit_no,
        (want) => want.benefit.kind !== 'coupon',
      ),
      toInstant(now),
      wants.map((want) => want.benefit.group_no),
    ],
  )
}

/** One row for ever: a second one of the same user meets the key, a claimed one stays as it is. */
export async function writeTaken(tx: Queryable, taken: readonly Chosen[], now: number): Promise<readonly Taken[]> {
  if (taken.length === 0) return []
  const made = taken.map(({ want: { userNo, benefit } }) => ({
    userNo,
    benefit,
    id: makeEntitlementId(userNo, now),
    expiresAt: expiryOf(benefit.terms.coupon, now),
    code: benefit.kind === 'coupon' ? makeVoucherCode(randomBytes(VOUCHER_CODE_BYTES)) : null,
  }))
  const rows = await tx.query<{ user_no: number; benefit_no: number; entitlement_id: string }>(
    `insert into entitlement as e (user_no, club_no, benefit_no, entitlement_id, state, claimed_at, expires_at, code)
     select user_no, club_no, benefit_no, id, 'claimed', $5::timestamptz, expires_at, code
     from unnest($1::int8[], $2::int4[], $3::int4[], $4::uuid[], $6::timestamptz[], $7::text[])
       as t(user_no, club_no, benefit_no, id, expires_at, code)
     order by user_no, club_no, benefit_no
     on conflict (user_no, club_no, benefit_no) do update set state = 'claimed', claimed_at = excluded.claimed_at,
       expires_at = excluded.expires_at, code = excluded.code
     where e.claimed_at is null
     returning user_no, benefit_no, entitlement_id`,
    [
      ...columns(
        made,
        (each) => each.userNo,
        (each) => each.benefit.club_no,
        (each) => each.benefit.benefit_no,
        (each) => each.id,
      ),
      instantOrNull(now),
      ...columns(
        made,
        (each) => instantOrNull(each.expiresAt),
        (each) => each.code,
      ),
    ],
  )
  assert(rows.length === made.length, 'what was decided under the fans’ locks is so still')
  const ids = new Map(rows.map((row) => [keyOf(row.user_no, row.benefit_no), row.entitlement_id]))
  return made.map(({ userNo, benefit, expiresAt, code }, index) => ({
    entitlementId: ids.get(keyOf(userNo, benefit.benefit_no)) ?? '',
    userId: taken[index]?.known.user_id ?? '',
    ownerId: taken[index]?.known.owner_id ?? '',
    ownerName: taken[index]?.known.owner_name ?? '',
    expiresAt,
    code,
  }))
}

/** What is left becomes less. */
export async function countTaken(tx: Queryable, taken: readonly Chosen[]): Promise<void> {
  if (taken.length === 0) return
  const counts = new Map<number, { benefit: BenefitRow; claims: number }>()
  for (const { want } of taken) {
    const known = counts.get(want.benefit.benefit_no)
    counts.set(want.benefit.benefit_no, { benefit: want.benefit, claims: (known?.claims ?? 0) + 1 })
  }
  await tx.query(
    `update benefit_total b set claimed = b.claimed + t.claims, committed = least(${Number.MAX_SAFE_INTEGER}, b.committed + t.cost)
     from unnest($1::int4[], $2::int4[], $3::int4[], $4::int8[]) as t(club_no, benefit_no, claims, cost)
     where b.club_no = t.club_no and b.benefit_no = t.benefit_no`,
    columns(
      [...counts.values()],
      ({ benefit }) => benefit.club_no,
      ({ benefit }) => benefit.benefit_no,
      ({ claims }) => claims,
      // amounts that no money stands behind may be as large as an amount can be
      ({ benefit, claims }) => Math.min(claims * (benefit.off_most ?? 0), Number.MAX_SAFE_INTEGER),
    ),
  )
}

/** BEN-12: orders that followed before they could be counted with the claim; no statement where there are none. */
export async function countOrdered(tx: Queryable, taken: readonly Chosen[], now: number): Promise<void> {
  const ordered = taken.filter(({ known }) => known.ordered)
  if (ordered.length === 0) return
  await tx.query(
    `select add_results(array_agg(club_no), array_agg(benefit_no), ${COMMANDS_PART}, array_agg(0), array_agg(0::int8), array_agg(1), array_agg(sales))
     from (
       select t.club_no, t.benefit_no, o.paid - o.refunded as sales from unnest($1::int8[], $2::int4[], $3::int4[]) as t(user_no, club_no, benefit_no)
       join purchase_order o on o.user_no = t.user_no and o.club_no = t.club_no and o.at >= $4::timestamptz
         and o.at < $4::timestamptz + make_interval(days => ${resultWindowDays}) and (o.refunded < o.paid or cardinality(o.refund_ids) = 0)
         and not o.uncounted
     ) as following`,
    [
      ...columns(
        ordered,
        ({ want }) => want.userNo,
        ({ want }) => want.benefit.club_no,
        ({ want }) => want.benefit.benefit_no,
      ),
      toInstant(now),
    ],
  )
}

/** BEN-12: coupons that end, by the day on which they do. */
export async function countEnds(tx: Queryable, taken: readonly Chosen[], rows: readonly Taken[]): Promise<void> {
  const ending = taken.flatMap(({ want: { benefit } }, index) => {
    const expiresAt = rows[index]?.expiresAt ?? null
    return expiresAt === null ? [] : [{ benefit, expiresAt }]
  })
  if (ending.length === 0) return
  await tx.query(
    'select count_ends($1::int4[], $2::timestamptz[], 1)',
    columns(
      ending,
      ({ benefit }) => benefit.benefit_no,
      ({ expiresAt }) => toInstant(expiresAt),
    ),
  )
}
