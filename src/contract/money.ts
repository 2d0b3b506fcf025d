import { z } from 'zod'
import { amount, id, instant, listOf, money, page, text, tier, uuid, wishedInstant } from './forms.ts'

/** Money of an owner's fan club (BEN-8): budget, red packets, balances, pay-outs. Double entry: the postings of every transfer sum to 0. */

export const moneyLimits = {
  /** of one red packet, minor units: 5 000 yuan */
  packetTotalMost: 500_000,
  /** shares of one packet */
  packetSharesMost: 10_000,
  /** BEN-8 */
  packetHours: 24,
  /** of one payment into a budget, minor units */
  depositMost: 100_000_000_00,
  /** what an owner may have paid in and not taken out, minor units: beyond it sums would not be exact in JSON */
  depositsMost: 1_000_000_000_000_000,
  payoutLeast: 100,
} as const

/** Money paid into a budget, or taken out of it. */
export const budgetInput = z.strictObject({
  amount: amount.refine(
    ({ value }) => value > 0 && value <= moneyLimits.depositMost,
    'Above 0, at most 100 000 000.00',
  ),
  note: text(200).optional(),
})
/** `available` can be spent, `held` is in open red packets and reserved benefits. */
export const budgetView = z.object({ ownerId: z.string(), available: money, held: money, paid: money, returned: money })

export const accountKinds = ['outside', 'budget', 'held', 'balance', 'payout'] as const
export const transferKinds = [
  'deposit',
  'withdrawal',
  'packetOpened',
  'packetClaimed',
  'packetReturned',
  'benefitClaimed',
  'payoutRequested',
  'payoutDone',
  'payoutFailed',
  /** PLT-8: what one id of a user held goes over to the other */
  'merged',
] as const
/** A line of the books: one posting with the balance of its account afterwards. */
export const posting = z.object({
  transferId: z.string(),
  at: instant,
  kind: z.enum(transferKinds),
  account: z.enum(accountKinds),
  /** whose balance is on the other side, where money went to a user */
  userId: z.string().nullable(),
  /** his display name, where he has one */
  userName: z.string().nullable(),
  change: money,
  balance: money,
  packetId: z.string().nullable(),
  benefitId: z.string().nullable(),
  note: z.string().nullable(),
})
export const postingList = listOf(posting)

export const splits = ['equal', 'lucky'] as const
export type Split = (typeof splits)[number]

/** `equal`: `total` is a multiple of `count`. `lucky`: each share ≥ 1 minor unit, fair in expectation (docs/money.md). */
export const redPacketInput = z
  .strictObject({
    ownerId: id,
    /** for who sits in this group of his now; it is posted there as a message (GRP-8) */
    groupId: uuid.optional(),
    /** one sub-group of it */
    subGroupId: z.string().max(200).optional(),
    /** for all groups of his */
    to: z.literal('allGroups').optional(),
    sessionId: id.optional(),
    split: z.enum(splits),
    total: amount,
    count: z.int().min(1).max(moneyLimits.packetSharesMost),
    minLevel: z.int().min(1).max(20).optional(),
    tier: tier.optional(),
    /** shorter than 24 h */
    expiresAt: wishedInstant.optional(),
    greeting: text(40).optional(),
  })
  .refine(({ minLevel, tier: least }) => minLevel === undefined || least === undefined, {
    message: 'minLevel or tier',
    path: ['tier'],
  })
  .refine(({ groupId, to, sessionId }) => [groupId, to, sessionId].filter((place) => place !== undefined).length <= 1, {
    message: 'groupId, or to, or sessionId',
    path: ['sessionId'],
  })
  .refine(({ groupId, subGroupId }) => subGroupId === undefined || groupId !== undefined, {
    message: 'A sub-group of groupId',
    path: ['subGroupId'],
  })
  .refine(({ total }) => total.value <= moneyLimits.packetTotalMost, { message: 'At most 5 000.00', path: ['total'] })
  .refine(({ total, count }) => total.value >= count, { message: 'At least 0.01 a share', path: ['total'] })
  .refine(({ split, total, count }) => split === 'lucky' || total.value % count === 0, {
    message: 'Equal shares: a multiple of count',
    path: ['total'],
  })
export const packetStatuses = ['open', 'empty', 'returned'] as const
export const packetClaim = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  /** his name passes for the owner's side (GRP-11) */
  imitates: z.boolean().exactOptional(),
  amount: money,
  at: instant,
  best: z.boolean(),
})
export const redPacketView = z.object({
  packetId: z.string(),
  ownerId: z.string(),
  sessionId: z.string().nullable(),
  groupId: z.string().nullable(),
  /** null: all sub-groups of it, or the asking fan does not sit there */
  subGroupId: z.string().nullable(),
  /** for all groups of the owner */
  allGroups: z.boolean(),
  /** under which it was posted to a group; as its greeting told to who sits there alone, of fans */
  messageId: z.string().nullable(),
  split: z.enum(splits),
  status: z.enum(packetStatuses),
  total: money,
  count: z.int(),
  /** money: claimed + remaining + returned = total, at every instant */
  claimed: money,
  remaining: money,
  returned: money,
  sharesClaimed: z.int(),
  fromLevel: z.int().nullable(),
  greeting: z.string().nullable(),
  openedAt: instant,
  expiresAt: instant,
  /** newest first, at most 200; the rest under `…/claims`; none for a fan who is no member, was not seen in the session and took no share */
  claims: z.array(packetClaim),
  /** what the asking fan took */
  mine: money.nullable(),
})
export type RedPacketView = z.infer<typeof redPacketView>
/** In a list the claims are left out. */
export const redPacketList = listOf(redPacketView)
export const packetClaimList = listOf(packetClaim)
export const redPacketListQuery = page.extend({
  ownerId: id,
  sessionId: id.optional(),
  status: z.enum(['open', 'all']).default('all'),
})
/**
 * What came of a packet (BEN-12): orders with the owner from a share's taking on and before 7 days after it, by who took it, and how many bought.
 * `sales`: what these paid, less what was refunded; an order whose money all went back is none.
 */
export const packetResults = z.object({
  packetId: z.string(),
  shares: z.int(),
  claimed: money,
  returned: money,
  orders: z.int(),
  buyers: z.int(),
  sales: money,
})
export const packetClaimInput = z.strictObject({ userId: id })
export const packetClaimAnswer = z.object({ packetId: z.string(), amount: money })

/** What a user has from red packets of all owners, by currency. */
export const userBalance = z.object({
  userId: z.string(),
  items: z.array(z.object({ currency: z.string(), available: money, payingOut: money, paidOut: money })),
})
export const payoutInput = z.strictObject({
  amount: amount.refine(({ value }) => value >= moneyLimits.payoutLeast, 'At least 1.00'),
})
export const payoutStatuses = ['requested', 'done', 'failed'] as const
export const payoutView = z.object({
  payoutId: z.string(),
  userId: z.string(),
  amount: money,
  status: z.enum(payoutStatuses),
  requestedAt: instant,
  decidedAt: instant.nullable(),
  reference: z.string().nullable(),
  reason: z.string().nullable(),
})
export type PayoutView = z.infer<typeof payoutView>
export const payoutList = listOf(payoutView)
export const payoutListQuery = page.extend({ status: z.enum(payoutStatuses).optional() })
/** The platform, which moves the money, says how it went. */
export const payoutDecision = z.union([
  z.strictObject({ status: z.literal('done'), reference: text(128) }),
  z.strictObject({ status: z.literal('failed'), reason: text(200) }),
])

/** Spendable points (BEN-10): a balance of its own; spending never lowers intimacy. */
export const pointsKinds = ['earned', 'taken', 'granted', 'spent'] as const
export const pointsView = z.object({
  userId: z.string(),
  ownerId: z.string(),
  balance: z.int(),
  earned: z.int(),
  spent: z.int(),
})
export const pointsEntry = z.object({
  id: z.string(),
  at: instant,
  kind: z.enum(pointsKinds),
  delta: z.int(),
  balance: z.int(),
  campaignId: z.string().nullable(),
  reason: z.string().nullable(),
})
export const pointsList = listOf(pointsEntry)
export type PointsEntry = z.infer<typeof pointsEntry>
export const pointsGrantInput = z.strictObject({ points: z.int().min(1).max(1_000_000), reason: text(200) })
