import { z } from 'zod'
import { amount, id, instant, listOf, mode, money, page, text, tier, uuid, wishedInstant } from './forms.ts'

/** Benefits (BEN-1…6, 9, 11…13): what an owner offers by level or tier, or for joining first, and what a member has of it. */

/** BEN-1. Marketing: coupon, luckyBag, redPacket, product; service: any promise in words; honour: an effect that others see. */
export const benefitKinds = ['coupon', 'service', 'honour', 'product', 'redPacket', 'luckyBag'] as const
export type BenefitKind = (typeof benefitKinds)[number]

/** BEN-3. `locked`: not yet (level, or the window has not begun); `lapsed`: his level fell before he took it. */
export const entitlementStates = ['locked', 'claimable', 'claimed', 'reserved', 'used', 'expired', 'lapsed'] as const
export type EntitlementState = (typeof entitlementStates)[number]

/** BEN-1: honours in a live room. The set is ours, so that a room stays tasteful; pages play them still for who prefers reduced motion. */
export const honours = ['entryEffect', 'badge', 'levelUpEffect', 'giftRight', 'cheerLight'] as const
export type Honour = (typeof honours)[number]
/** BEN-1: rights to buy what a live room sells, `gifts`; they hold in live mode only. The others are played. */
export const honourRights = ['giftRight', 'cheerLight'] as const satisfies readonly Honour[]
/** Whether an honour is such a right. */
export const isRight = (honour: Honour | undefined): boolean => honourRights.some((right) => right === honour)
export const honourStyles = ['breeze', 'aurora', 'comet', 'lantern', 'ripple', 'laurel'] as const
export type HonourStyle = (typeof honourStyles)[number]

export const benefitLimits = {
  /** benefits that a club offers at once, withdrawn ones not counted */
  benefitsMost: 200,
  nameCharacters: 40,
  descriptionCharacters: 500,
  stockMost: 100_000_000,
  productsMost: 200,
  /** owners that may attach one coupon (BEN-6) */
  attachmentsMost: 200,
  /** BEN-11: hours between the notice and the withdrawal, at least */
  withdrawNoticeHours: 24,
} as const

/**
 * BEN-1, GRP-15: exactly one of them. `minLevel` is of the club's running mode; a tier stands for its first level (LVL-1); `groupId`: who has a seat
 * in this group of the owner when he claims, member of the club or not.
 */
export const audience = z
  .union([
    z.strictObject({ minLevel: z.int().min(1).max(20) }),
    z.strictObject({ tier }),
    z.strictObject({ firstJoin: z.literal(true) }),
    z.strictObject({ groupId: uuid }),
  ])
  .meta({ description: 'minLevel, or tier, or firstJoin, or groupId' })
export type Audience = z.infer<typeof audience>
/** As it is asked for: `{}` is everybody, level 1. */
const audienceWish = z
  .union([
    z.strictObject({ minLevel: z.int().min(1).max(20).default(1) }),
    z.strictObject({ tier }),
    z.strictObject({ firstJoin: z.literal(true) }),
    z.strictObject({ groupId: uuid }),
  ])
  .meta({ description: 'minLevel, or tier, or firstJoin, or groupId; {} is everybody' })

const validity = {
  /** days after the claim, to the second */
  validDays: z.int().min(1).max(3_650).optional(),
  validUntil: wishedInstant.optional(),
  /** goods it holds for; all where absent */
  products: z.array(id).min(1).max(benefitLimits.productsMost).optional(),
}

/** BEN-6: full reduction (满减), or a percentage with a maximum. One of `validDays` and `validUntil`. Currency: the owner's. */
export const couponTerms = z
  .union([
    z.strictObject({ minimum: amount, off: amount, ...validity }),
    z.strictObject({ minimum: amount, percentOff: z.int().min(1).max(99), atMost: amount, ...validity }),
  ])
  .refine((terms) => (terms.validDays === undefined) !== (terms.validUntil === undefined), {
    message: 'One of validDays and validUntil',
  })
  .refine((terms) => !('off' in terms) || (terms.off.value > 0 && terms.off.value <= terms.minimum.value), {
    message: 'What it takes off is above 0 and not above the minimum',
    path: ['off'],
  })
  .refine((terms) => !('atMost' in terms) || terms.atMost.value > 0, {
    message: 'What it takes off at most is above 0',
    path: ['atMost'],
  })
export type CouponTerms = z.infer<typeof couponTerms>

/** BEN-6: another owner's coupon, which he lets be attached (`…/attachments/{creatorId}`): its terms hold, and it is used for his orders. */
export const attachedCoupon = z.strictObject({ attached: z.strictObject({ ownerId: id, benefitId: uuid }) })

const common = {
  name: text(benefitLimits.nameCharacters),
  description: text(benefitLimits.descriptionCharacters).optional(),
  audience: audienceWish,
  /** how many can be claimed in all; without end where absent, of an attached coupon all that may still be attached */
  stock: z.int().min(1).max(benefitLimits.stockMost).optional(),
  claimFrom: wishedInstant.optional(),
  claimUntil: wishedInstant.optional(),
  /** BEN-5: what all claims together may cost the owner, by the most that each can take off; coupons, and red packets with an amount */
  budget: amount.optional(),
}

export const benefitInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('coupon'), ...common, coupon: z.union([couponTerms, attachedCoupon]) }),
    z.strictObject({ kind: z.literal('service'), ...common }),
    z.strictObject({
      kind: z.literal('honour'),
      ...common,
      honour: z.enum(honours).default('entryEffect'),
      style: z.enum(honourStyles).default('breeze'),
      /** of a right: what it lets buy, by the ids of the room's platform; without them it is a label that concerns no gift */
      gifts: z.array(id).min(1).max(benefitLimits.productsMost).optional(),
    }),
    /** BEN-9: who may buy them */
    z.strictObject({
      kind: z.literal('product'),
      ...common,
      products: z.array(id).min(1).max(benefitLimits.productsMost).optional(),
    }),
    /** fixed money from the owner's budget to the member's balance at the claim */
    z.strictObject({ kind: z.literal('redPacket'), ...common, amount: amount.optional() }),
    /** a ticket for the owner's lucky bags that ask for this benefit */
    z.strictObject({ kind: z.literal('luckyBag'), ...common }),
  ])
  .refine(
    ({ claimFrom, claimUntil }) =>
      claimFrom === undefined || claimUntil === undefined || Date.parse(claimFrom) < Date.parse(claimUntil),
    {
      message: 'A window ends after it begins',
      path: ['claimUntil'],
    },
  )
  .refine(
    (input) =>
      input.budget === undefined ||
      input.kind === 'coupon' ||
      (input.kind === 'redPacket' && input.amount !== undefined),
    { message: 'Only what costs money has a budget', path: ['budget'] },
  )
  .refine((input) => input.kind !== 'redPacket' || input.amount === undefined || input.amount.value > 0, {
    message: 'An amount is above 0',
    path: ['amount'],
  })
  .refine((input) => input.kind !== 'honour' || input.gifts === undefined || isRight(input.honour), {
    message: 'Only a right names gifts',
    path: ['gifts'],
  })
export type BenefitInput = z.infer<typeof benefitInput>

/**
 * What can change of a benefit that members have seen: more stock, a later end, its name, and its description where terms, goods or an amount say what
 * it gives. Anything that gives less is a withdrawal, and so is another description of a promise in words (BEN-11).
 */
export const benefitPatch = z.strictObject({
  name: text(benefitLimits.nameCharacters).optional(),
  description: text(benefitLimits.descriptionCharacters).nullable().optional(),
  stock: z.int().min(1).max(benefitLimits.stockMost).nullable().optional(),
  claimUntil: wishedInstant.nullable().optional(),
  budget: amount.nullable().optional(),
  /** of a right that names none yet */
  gifts: z.array(id).min(1).max(benefitLimits.productsMost).optional(),
  /**
   * BEN-11: when it is withdrawn; null takes an announced withdrawal back. At least `withdrawNoticeHours` ahead once a member could see it, and after
   * every draw whose prize it is
   */
  withdrawAt: wishedInstant.nullable().optional(),
})
export type BenefitPatch = z.infer<typeof benefitPatch>

export const benefitStatuses = ['open', 'withdrawing', 'withdrawn'] as const

/** BEN-12, since it was made; kept as things happen. */
export const benefitResult = z.object({
  claimed: z.int(),
  reserved: z.int(),
  used: z.int(),
  expired: z.int(),
  /** what it cost the owner (of an attached coupon: its shop): money taken off at confirmed orders less returned ones, or paid out */
  cost: money,
  /** paid orders of those who claimed it, within `windowDays` after the claim (a coupon: those it was used for), refunded money taken off */
  orders: z.int(),
  sales: money,
})
export type BenefitResult = z.infer<typeof benefitResult>
/** BEN-12: an order within so many days after a claim followed it. */
export const resultWindowDays = 7

const face = {
  benefitId: z.string(),
  kind: z.enum(benefitKinds),
  name: z.string(),
  description: z.string().nullable(),
  audience,
  /** the level of the running mode from which it opens (a tier's first; 1 for `firstJoin` and `groupId`) */
  fromLevel: z.int(),
  claimFrom: instant.nullable(),
  claimUntil: instant.nullable(),
  withdrawAt: instant.nullable(),
  coupon: couponTerms.optional(),
  /** BEN-6: it is another owner's coupon, used in his shop */
  attached: z.object({ ownerId: z.string(), ownerName: z.string(), benefitId: z.string() }).optional(),
  honour: z.enum(honours).optional(),
  style: z.enum(honourStyles).optional(),
  gifts: z.array(z.string()).optional(),
  products: z.array(z.string()).optional(),
  amount: amount.optional(),
}

/** A benefit as its owner sees it. */
export const benefitView = z.object({
  ...face,
  status: z.enum(benefitStatuses),
  stock: z.int().nullable(),
  /** null: without end */
  left: z.int().nullable(),
  budget: amount.nullable(),
  createdAt: instant,
  result: benefitResult,
})
export type BenefitView = z.infer<typeof benefitView>

/** BEN-1: «a higher level gets less»: what the console warns of. */
export const benefitWarning = z.object({
  code: z.enum(['higher_level_gets_less', 'level_without_benefit', 'ends_before_it_can_be_reached']),
  level: z.int(),
  benefitIds: z.array(z.string()),
})
export type BenefitWarning = z.infer<typeof benefitWarning>

export const benefitList = listOf(benefitView).extend({ warnings: z.array(benefitWarning) })
export const benefitListQuery = page.extend({ status: z.enum(['open', 'all']).default('open') })

/** A benefit as a member sees it (BEN-2, BEN-3). */
export const memberBenefit = z.object({
  ...face,
  state: z.enum(entitlementStates),
  entitlementId: z.string().optional(),
  /** points that are missing to `fromLevel`; 0 where the level is reached */
  missing: z.int(),
  claimedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  /** null: without end */
  left: z.int().nullable(),
  /** a code for platforms that redeem elsewhere; only his own, once claimed */
  code: z.string().optional(),
})
export type MemberBenefit = z.infer<typeof memberBenefit>

/** BEN-2: every benefit at once, in the order of the ladder; a club has at most `benefitsMost`. */
export const memberBenefits = z.object({ mode, level: z.int(), items: z.array(memberBenefit) })
/** Withdrawn benefits stay on members' ladders for so many days, and for ever with those who took them. */
export const withdrawnShownDays = 30

/** What a club offers, to whoever looks before he joins: the ladder without anybody's state. */
export const benefitLadder = z.object({ ownerId: z.string(), mode, items: z.array(z.object(face)) })

/** What one member took, with the benefit's face. */
export const entitlementView = z.object({
  ...face,
  entitlementId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  userId: z.string(),
  state: z.enum(entitlementStates),
  claimedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  orderId: z.string().nullable(),
  /** what it takes off the order it is reserved or used for */
  off: money.nullable(),
  code: z.string().nullable(),
})
export type EntitlementView = z.infer<typeof entitlementView>
/** A user's things of all clubs, those he left too; `usable`: claimed or reserved and not run out. */
export const walletQuery = page.extend({ state: z.enum(['usable', 'all']).default('all') })
export const wallet = listOf(entitlementView)

/** api.md `…/reserve`: `amount` is the order's, before the coupon; where the coupon is for some goods, `lines` says what of it they are. */
export const reserveInput = z.strictObject({
  orderId: id,
  amount,
  lines: z
    .array(
      z.object({ lineId: id.optional(), productId: id, quantity: z.int().min(1).max(1_000_000).optional(), amount }),
    )
    .max(500)
    .optional(),
})
export const orderInput = z.strictObject({ orderId: id })

/** BEN-13: a coupon straight to members of chosen levels of the running mode; asked for twice it gives nobody two (BEN-4). */
export const issueInput = z
  .strictObject({ fromLevel: z.int().min(1).max(20), toLevel: z.int().min(1).max(20).default(20) })
  .refine(({ fromLevel, toLevel }) => fromLevel <= toLevel, {
    message: 'From a level up to one that is not lower',
    path: ['toLevel'],
  })
/** Issued piece by piece where many are concerned. */
export const issueView = z.object({
  issueId: z.string(),
  benefitId: z.string(),
  fromLevel: z.int(),
  toLevel: z.int(),
  members: z.int(),
  issued: z.int(),
  /** had it before, or the stock or budget was used up */
  passed: z.int(),
  finishedAt: instant.nullable(),
})

/** BEN-6: how many of a coupon another owner may attach. */
export const attachmentInput = z.strictObject({ stock: z.int().min(1).max(benefitLimits.stockMost) })

/** BEN-6, BEN-12: a coupon in another owner's hands, as its own owner sees it. */
export const attachmentView = z.object({
  creatorId: z.string(),
  creatorName: z.string(),
  stock: z.int(),
  /** what may still be attached: `stock` less what his benefits hold */
  left: z.int(),
  /** from when on nothing more is attached; null: it goes on */
  endedAt: instant.nullable(),
  claimed: z.int(),
  used: z.int(),
  /** what they took off the shop's orders, and these orders */
  cost: money,
  orders: z.int(),
  sales: money,
})
export type AttachmentView = z.infer<typeof attachmentView>
export const attachmentList = listOf(attachmentView)

/** BEN-6: a coupon of another owner that this one may attach. */
export const attachableView = z.object({
  ownerId: z.string(),
  ownerName: z.string(),
  benefitId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  coupon: couponTerms,
  stock: z.int(),
  left: z.int(),
})
export type AttachableView = z.infer<typeof attachableView>
export const attachableList = listOf(attachableView)

/** BEN-9, BEN-1: may this user buy these goods, or these gifts of a live room, now? What no benefit names is for everyone. */
export const eligibilityQuery = z
  .strictObject({
    products: z
      .string()
      .min(1)
      .max(8_000)
      .optional()
      .meta({ description: 'Product ids, separated by commas, at most 50' }),
    gifts: z.string().min(1).max(8_000).optional().meta({ description: 'Gift ids, separated by commas, at most 50' }),
  })
  .refine(({ products, gifts }) => products !== undefined || gifts !== undefined, {
    message: 'Products, gifts, or both',
    path: ['products'],
  })
const answered = {
  allowed: z.boolean(),
  /** `not_a_member` | `level_too_low` | `not_in_group` | `not_open` where it is not */
  code: z.string().optional(),
  /** of the least demanding benefit that names it */
  fromLevel: z.int().nullable(),
  benefitId: z.string().nullable(),
}
export const eligibility = z.object({
  userId: z.string(),
  items: z.array(z.object({ productId: z.string(), ...answered })),
  /** where gifts were asked for */
  gifts: z.array(z.object({ giftId: z.string(), ...answered })).optional(),
})
