import type { z } from 'zod'
import type { eligibility } from '../contract/benefits.ts'
import { windowOf } from '../contract/coupon-rules.ts'
import { isClaimed, type Held, type Offer, type Standing } from './apply.ts'

/** Products, or gifts, that one call asks about. */
export const GOODS_MOST = 50

/** A benefit that names a good or a gift, as one user has it. */
export interface Gate {
  /** a right of live mode, while the club runs in the other: it opens nothing to who has not taken it (BEN-1, CLUB-6) */
  readonly asleep?: boolean
  readonly benefitId: string
  readonly offer: Offer
  /** GRP-15: he sits in the group that it is for */
  readonly seated?: boolean
  readonly held: Held | null
  readonly stock: number | null
  readonly claimed: number
}

type Judged = Omit<z.input<typeof eligibility>['items'][number], 'productId'>
type Refusal = 'not_a_member' | 'not_in_group' | 'level_too_low' | 'not_open'

/**
 * Whether a user may buy a good now. He may if he took the benefit once, or stands on its level, or sits in its group, while it is open and something is left of it;
 * several benefits that name a good each open it. A good that none names is everybody's.
 * @param gates those that name it, the least demanding first
 * @rule BEN-9 BEN-1 GRP-15
 */
export function judgeGoods(gates: readonly Gate[], member: Standing | null, now: number): Judged {
  const [least] = gates
  const open = gates.find((gate) => refusalOf(gate, member, now) === null)
  const told = open ?? least
  const about = { fromLevel: told?.offer.fromLevel ?? null, benefitId: told?.benefitId ?? null }
  if (least === undefined || open !== undefined) return { ...about, allowed: true }
  return { ...about, allowed: false, code: refusalOf(least, member, now) ?? 'not_open' }
}

function refusalOf(
  { asleep, offer, seated, held, stock, claimed }: Gate,
  member: Standing | null,
  now: number,
): Refusal | null {
  // MEM-6, CLUB-6: what was claimed stays usable, whatever became of the membership or the mode
  if (held !== null && isClaimed(held)) return null
  if (asleep === true) return 'not_open'
  if (offer.inGroup === true && seated !== true) return 'not_in_group'
  if (offer.inGroup !== true && member === null) return 'not_a_member'
  if (windowOf(offer, now) !== 'open' || (offer.firstJoin && member?.firstTime !== true)) return 'not_open'
  if (offer.inGroup !== true && (member?.level ?? 0) < offer.fromLevel) return 'level_too_low'
  return stock !== null && claimed >= stock ? 'not_open' : null
}
