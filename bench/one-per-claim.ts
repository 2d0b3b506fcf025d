import { randomBytes, randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { levelOfIntimacy } from '../src/contract/ladder.ts'
import type { RuleSet } from '../src/contract/rule-set.ts'
import { memberTopic } from '../src/contract/topics.ts'
import type { Mode } from '../src/contract/words.ts'
import { makeEntitlementId } from '../src/lib/entitlement-id.ts'
import { toInstant } from '../src/lib/time.ts'
import { makeVoucherCode, VOUCHER_CODE_BYTES } from '../src/lib/voucher-code.ts'
import { nextShare } from '../src/packet/apply.ts'
import type { Db, Queryable } from '../src/ports/db.ts'

/**
 * Claims the usual way, written as well as we can: one transaction a claim, the member locked, everything read by one statement, the hot row
 * last and only for its own update, so that its lock is held for the commit alone. Same tables, same rows, same messages. With `looksFirst`
 * who comes too late is answered by one look, without a transaction and without a lock.
 */
export interface OnePerClaim {
  /** @returns what the caller is told: `claimed`, or why not */
  benefit(wish: { readonly ownerId: string; readonly userId: string; readonly benefitId: string }): Promise<string>
  packet(wish: { readonly packetId: string; readonly userId: string }): Promise<string>
}

/** Ends a transaction of which nothing may stay. */
class Refused extends Error {}

const refusedOr = async (work: Promise<string>): Promise<string> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
}

interface Member {
  readonly user_no: number
  readonly club_no: number
  readonly mode: Mode
  readonly intimacy: number | null
}

/** @param endsAt of the coupons, UTC ms */
export function createOnePerClaim(
  db: Db,
  {
    rules,
    now,
    endsAt,
    looksFirst,
  }: { readonly rules: RuleSet; readonly now: number; readonly endsAt: number; readonly looksFirst: boolean },
): OnePerClaim {
  const at = toInstant(now)

  async function claimBenefit(
    tx: Queryable,
    { ownerId, userId, benefitId }: Parameters<OnePerClaim['benefit']>[0],
  ): Promise<string> {
    const [row] = await tx.query<
      Member & {
        readonly benefit_no: number
        readonly from_level: number
        readonly had: boolean
        readonly open: boolean
        readonly gone: boolean
      }
    >(
      `select a.user_no, c.club_no, c.mode, m.intimacy, b.benefit_no, b.from_level, e.claimed_at is not null as had,
         b.withdrawn_at is null and coalesce(b.claim_from <= $4::timestamptz, true) and coalesce(b.claim_until > $4::timestamptz, true) as open,
         t.claimed >= t.stock as gone
       from person_alias a join club c on c.owner_id = $2 join benefit b on b.club_no = c.club_no and b.benefit_id = $3::uuid
       join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
       join fan f on f.user_no = a.user_no and f.club_no = c.club_no
       left join membership m on m.user_no = a.user_no and m.club_no = c.club_no and m.mode = c.mode
       left join entitlement e on e.user_no = a.user_no and e.club_no = c.club_no and e.benefit_no = b.benefit_no
       where a.user_id = $1 for no key update of f`,
      [userId, ownerId, benefitId, at],
    )
    if (row?.intimacy == null) return 'not_a_member'
    if (row.had) return 'already_claimed'
    if (!row.open) return 'not_open'
    if (row.gone) return 'out_of_stock'
    if (levelOfIntimacy(rules, row.mode, row.intimacy) < row.from_level) return 'level_too_low'
    const entitlementId = makeEntitlementId(row.user_no, now)
    await tx.query(
      `with taken as (
         insert into entitlement (user_no, club_no, benefit_no, entitlement_id, state, claimed_at, expires_at, code)
         values ($1::int8, $2::int4, $3::int4, $4::uuid, 'claimed', $5::timestamptz, $6::timestamptz, $7)
         on conflict (user_no, club_no, benefit_no) do update set state = 'claimed', claimed_at = excluded.claimed_at,
           expires_at = excluded.expires_at, code = excluded.code
       ), told as (
         insert into outbox (topic, kind, body) values ($8, 'benefit.claimed', $9::jsonb)
       )
       select count_ends(array[$3::int4], array[$6::timestamptz], 1)`,
      [
        row.user_no,
        row.club_no,
        row.benefit_no,
        entitlementId,
        at,
        toInstant(endsAt),
        makeVoucherCode(randomBytes(VOUCHER_CODE_BYTES)),
        memberTopic(ownerId, userId),
        JSON.stringify({ benefitId, entitlementId, kind: 'coupon' }),
      ],
    )
    const moved = await tx.query(
      'update benefit_total set claimed = claimed + 1 where benefit_no = $1::int4 and claimed < stock returning 1',
      [row.benefit_no],
    )
    if (moved.length === 0) throw new Refused('out_of_stock')
    return 'claimed'
  }

  async function claimPacket(
    tx: Queryable,
    { packetId, userId }: Parameters<OnePerClaim['packet']>[0],
  ): Promise<string> {
    const [member] = await tx.query<
      Member & { readonly had: boolean; readonly owner_id: string; readonly currency: string }
    >(
      `select a.user_no, c.club_no, c.owner_id, c.currency, c.mode, m.intimacy, t.user_no is not null as had
       from red_packet p join club c using (club_no) join person_alias a on a.user_id = $2
       join fan f on f.user_no = a.user_no and f.club_no = c.club_no
       left join membership m on m.user_no = a.user_no and m.club_no = c.club_no and m.mode = c.mode
       left join packet_claim t on t.user_no = a.user_no and t.packet_id = p.packet_id
       where p.packet_id = $1::uuid for no key update of f`,
      [packetId, userId],
    )
    if (member?.intimacy == null) return 'not_a_member'
    if (member.had) return 'already_claimed'
    const [packet] = await tx.query<{
      split: 'equal' | 'lucky'
      remaining: number
      left: number
      share: number
      status: string
    }>(
      `select split, remaining, count - shares as left, shares + 1 as share, status from red_packet where packet_id = $1::uuid for no key update`,
      [packetId],
    )
    if (packet?.status !== 'open') return 'empty'
    const amount = nextShare(packet, () => randomInt(2 ** 48 - 1))
    await tx.query(
      `with moved as (
         update red_packet set claimed = claimed + $3::int8, remaining = remaining - $3::int8, shares = shares + 1,
           status = case when shares + 1 = count then 'empty' else 'open' end,
           best_share = case when $3::int8 > best_amount then shares + 1 else best_share end, best_amount = greatest(best_amount, $3::int8)
         where packet_id = $1::uuid
       ), taken as (
         insert into packet_claim (user_no, packet_id, share, amount, at) values ($2::int8, $1::uuid, $4::int4, $3::int8, $5::timestamptz)
       ), gained as (
         insert into user_book as b (user_no, currency, balance) values ($2::int8, $6, $3::int8)
         on conflict (user_no, currency) do update set balance = b.balance + excluded.balance returning balance
       ), paid as (
         update owner_book set seq = seq + 1, held = held - $3::int8, paid = paid + $3::int8 where club_no = $7::int4 returning seq, held
       ), told as (
         insert into outbox (topic, kind, body) values ($8, 'packet.claimed', $9::jsonb)
       )
       insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance, user_no, packet_id)
       select $7::int4, paid.seq, $10::uuid, $5::timestamptz, 'packetClaimed', 'held', 'balance', $3::int8, paid.held, gained.balance, $2::int8, $1::uuid
       from paid, gained`,
      [
        packetId,
        member.user_no,
        amount,
        packet.share,
        at,
        member.currency,
        member.club_no,
        memberTopic(member.owner_id, userId),
        JSON.stringify({ packetId, amount: { value: amount, currency: member.currency } }),
        uuidv7(),
      ],
    )
    return 'claimed'
  }

  return {
    async benefit(wish) {
      if (!looksFirst) return refusedOr(db.transaction((tx) => claimBenefit(tx, wish)))
      const [stock] = await db.query<{ gone: boolean }>(
        'select t.claimed >= t.stock as gone from benefit b join benefit_total t using (club_no, benefit_no) where b.benefit_id = $1::uuid',
        [wish.benefitId],
      )
      if (stock?.gone === true) return 'out_of_stock'
      return refusedOr(db.transaction((tx) => claimBenefit(tx, wish)))
    },
    async packet(wish) {
      if (!looksFirst) return refusedOr(db.transaction((tx) => claimPacket(tx, wish)))
      const [packet] = await db.query<{ status: string }>('select status from red_packet where packet_id = $1::uuid', [
        wish.packetId,
      ])
      if (packet?.status !== 'open') return 'empty'
      return refusedOr(db.transaction((tx) => claimPacket(tx, wish)))
    },
  }
}
