import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { MessageInput } from '../../contract/messages.ts'
import type { Queryable } from '../../ports/db.ts'
import type { Scope } from '../messages/apply.ts'

/** Rewarded reviews (有奖评价): what was asked, and who got the reward. */

/** What is asked, with the message that asks it. */
export interface NewReviewCall {
  readonly reviewCallId: string
  readonly scope: Scope
  readonly seq: number
  readonly message: Extract<MessageInput, { kind: 'reviewCall' }>
}

/** Writes what is asked. */
export async function addReviewCalls(tx: Queryable, calls: readonly NewReviewCall[], now: number): Promise<void> {
  if (calls.length === 0) return
  await tx.query(
    `insert into review_call (review_call_id, club_no, group_no, number, seq, product_id, benefit_id, quota, closes_at, opened_at)
     select *, $10::timestamptz from unnest($1::uuid[], $2::int4[], $3::int4[], $4::int2[], $5::int8[], $6::text[], $7::uuid[], $8::int4[], $9::timestamptz[])`,
    [
      ...columns(
        calls,
        ({ reviewCallId }) => reviewCallId,
        ({ scope }) => scope.clubNo,
        ({ scope }) => scope.groupNo,
        ({ scope }) => scope.number,
        ({ seq }) => seq,
        ({ message }) => message.productId,
        ({ message }) => message.benefitId,
        ({ message }) => message.quota,
        ({ message }) => toInstant(Date.parse(message.closesAt)),
      ),
      toInstant(now),
    ],
  )
}

/** A rewarded review with what came of it. */
export interface ReviewCallRow {
  readonly review_call_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly group_no: number
  readonly number: number
  readonly seq: number
  readonly product_id: string
  readonly benefit_id: string
  readonly quota: number
  readonly rewarded: number
  readonly opened_at: number
  readonly closes_at: number
  readonly closed_at: number | null
}

const callSelect = `select r.review_call_id, r.club_no, c.owner_id, r.group_no, r.number, r.seq, r.product_id, r.benefit_id, r.quota, r.rewarded,
  r.opened_at, r.closes_at, r.closed_at from review_call r join club c using (club_no)`

/** Rewarded reviews by id. */
export function readCalls(on: Queryable, ids: readonly string[]): Promise<ReviewCallRow[]> {
  return on.query<ReviewCallRow>(`${callSelect} where r.review_call_id = any($1::uuid[])`, [ids])
}

/** Rewarded reviews by id, held until the commit, in one order for all. */
export function lockCalls(tx: Queryable, ids: readonly string[]): Promise<ReviewCallRow[]> {
  return tx.query<ReviewCallRow>(
    `${callSelect} where r.review_call_id = any($1::uuid[]) order by r.review_call_id for no key update of r`,
    [ids],
  )
}

/** When a user got the rewards of calls. */
export function readRewards(
  on: Queryable,
  userNo: number,
  ids: readonly string[],
): Promise<{ review_call_id: string; at: number }[]> {
  return on.query(
    'select review_call_id, at from review_reward where user_no = $1::int8 and review_call_id = any($2::uuid[])',
    [userNo, ids],
  )
}

/** Nobody is rewarded for what comes from now on. */
export async function closeCall(tx: Queryable, id: string, now: number): Promise<void> {
  await tx.query(
    'update review_call set closed_at = $2::timestamptz where review_call_id = $1::uuid and closed_at is null and closes_at > $2::timestamptz',
    [id, toInstant(now)],
  )
}

// ── the reward ──────────────────────────────────────────────────────────────────────────────────────────

/** A review of a product by who paid for it. What it says, and how it scores, is not here: it cannot matter. */
export interface PaidReview {
  readonly userNo: number
  readonly clubNo: number
  readonly productId: string
  readonly orderId: string
  /** UTC ms */
  readonly at: number
}

/** A reward that is due, if the quota and the benefit hold. */
export interface DueReward {
  readonly user_no: number
  readonly review_call_id: string
  readonly club_no: number
  readonly benefit_id: string
  readonly order_id: string
}

/**
 * What reviews are to be rewarded by calls: of the product, put before the review and not over when it was written, to somebody who sits where it was
 * asked, and has not taken the benefit; once each. One statement, whatever their number.
 * @rule GRP-8
 */
export function findDue(tx: Queryable, reviews: readonly PaidReview[]): Promise<DueReward[]> {
  return tx.query<DueReward>(
    `select distinct on (r.review_call_id, t.user_no) t.user_no, r.review_call_id, r.club_no, r.benefit_id::text, t.order_id
     from unnest($1::int8[], $2::int4[], $3::text[], $4::text[], $5::timestamptz[]) as t(user_no, club_no, product_id, order_id, at)
     join review_call r on r.club_no = t.club_no and r.product_id = t.product_id and r.opened_at <= t.at
       and t.at < least(r.closes_at, coalesce(r.closed_at, r.closes_at)) and r.rewarded < r.quota
     where exists (select from group_seat s where s.user_no = t.user_no and s.club_no = r.club_no and s.number is not null
         and (r.group_no = 0 or s.group_no = r.group_no) and (r.number = 0 or s.number = r.number) and s.joined_seq < r.seq)
       and not exists (select from review_reward w where w.user_no = t.user_no and w.review_call_id = r.review_call_id)
       and not exists (select from benefit b join entitlement e on e.club_no = b.club_no and e.benefit_no = b.benefit_no
         where b.benefit_id = r.benefit_id and e.user_no = t.user_no and e.claimed_at is not null)
     order by r.review_call_id, t.user_no, t.at, t.order_id`,
    columns(
      reviews,
      ({ userNo }) => userNo,
      ({ clubNo }) => clubNo,
      ({ productId }) => productId,
      ({ orderId }) => orderId,
      ({ at }) => toInstant(at),
    ),
  )
}

/** Writes who was rewarded, and counts it in held calls. */
export async function addRewards(
  tx: Queryable,
  rewards: readonly (DueReward & { readonly entitlementId: string })[],
  now: number,
): Promise<void> {
  if (rewards.length === 0) return
  await tx.query(
    `with given as (
       insert into review_reward (user_no, review_call_id, order_id, entitlement_id, at)
       select user_no, call, order_id, entitlement, $5::timestamptz
       from unnest($1::int8[], $2::uuid[], $3::text[], $4::uuid[]) as t(user_no, call, order_id, entitlement)
       returning review_call_id
     )
     update review_call r set rewarded = r.rewarded + g.rewards
     from (select review_call_id, count(*)::int4 as rewards from given group by 1) as g where r.review_call_id = g.review_call_id`,
    [
      ...columns(
        rewards,
        (reward) => reward.user_no,
        (reward) => reward.review_call_id,
        (reward) => reward.order_id,
        (reward) => reward.entitlementId,
      ),
      toInstant(now),
    ],
  )
}
