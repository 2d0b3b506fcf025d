import { z } from 'zod'
import { amount, id, instant, listOf, money, page, text, tier, uuid, wishedInstant } from './forms.ts'

/** Campaigns (BEN-7, BEN-10): one engine: conditions, a window, prizes, a quota, an outcome. */

/** luckyBag 超级福袋 · draw 抽奖 · freeOrder 免单 · wishList 心愿单 · pointsExchange 积分兑换. 满减 is a coupon (BEN-6). */
export const campaignKinds = ['luckyBag', 'draw', 'freeOrder', 'wishList', 'pointsExchange'] as const
export type CampaignKind = (typeof campaignKinds)[number]
/** `running` once its window has begun; `closed`: entries committed to, waiting for the draw. */
export const campaignStatuses = ['planned', 'running', 'closed', 'drawn', 'cancelled'] as const
export type CampaignStatus = (typeof campaignStatuses)[number]

export const campaignLimits = {
  nameCharacters: 40,
  phraseCharacters: 20,
  /** BEN-7 */
  luckyBagHours: 24,
  /** BEN-7: what one prize may be worth, minor units */
  prizeWorthMost: 5_000_000,
  prizesMost: 10,
  /** of one campaign, over all its prizes */
  winnersMost: 10_000,
  watchMinutesMost: 60,
  /** draws without a room, free orders, wish lists, exchanges */
  daysMost: 90,
  /** what the fan's own machine adds to his entry */
  nonceCharacters: 64,
  winnersShown: 200,
} as const

/** What ends in a draw, and so has a seed, a record and a bound on what a prize is worth. */
export const drawnKinds: ReadonlySet<CampaignKind> = new Set<CampaignKind>(['luckyBag', 'draw', 'freeOrder'])

/** BEN-7: phrases that say nothing are refused (想要, 666, 报名 …: `rulesets/phrases.json`). */
export const campaignConditions = z.strictObject({
  /** only members (default); false: for all, and joining may be the task */
  membersOnly: z.boolean().default(true),
  /** joining the club is what one has to do */
  join: z.literal(true).optional(),
  minLevel: z.int().min(1).max(20).optional(),
  tier: tier.optional(),
  /** a comment in the room that says exactly this, spaces and width aside */
  phrase: text(campaignLimits.phraseCharacters).optional(),
  /** watched in the session since the start */
  watchMinutes: z.int().min(1).max(campaignLimits.watchMinutesMost).optional(),
  /** holds a ticket: this benefit, of kind luckyBag */
  benefitId: uuid.optional(),
})
export type CampaignConditions = z.infer<typeof campaignConditions>
/** Conditions that BEN-7 refuses are known by name, so that they get `condition_forbidden` and not a mere 422. */
export const forbiddenConditions = ['likes', 'purchase', 'share'] as const

export const prize = z.strictObject({
  name: text(campaignLimits.nameCharacters),
  /** how many of it */
  quota: z.int().min(1).max(campaignLimits.winnersMost),
  /** of one of them */
  worth: amount,
  /** an entitlement of this benefit is given to each winner */
  benefitId: uuid.optional(),
  /** pointsExchange: what one costs */
  points: z.int().min(1).max(100_000_000).optional(),
})

export const campaignInput = z.strictObject({
  kind: z.enum(campaignKinds),
  name: text(campaignLimits.nameCharacters),
  /** luckyBag: the room; the running one where absent */
  sessionId: id.optional(),
  startsAt: wishedInstant.optional(),
  /** when entries close and it is drawn (pointsExchange, wishList: ends) */
  endsAt: wishedInstant,
  conditions: z.looseObject({}).optional(),
  prizes: z.array(prize).min(1).max(campaignLimits.prizesMost),
  /** several prizes to one user; asked for only (default false) */
  severalPerUser: z.boolean().default(false),
  /** freeOrder: orders paid within the window take part by themselves */
  orders: z.strictObject({ minimum: amount.optional() }).optional(),
})
export type CampaignInput = z.infer<typeof campaignInput>

/** Before the start anything but kind and room can still be changed. */
export const campaignPatch = z.strictObject({
  name: campaignInput.shape.name.optional(),
  startsAt: wishedInstant.optional(),
  endsAt: wishedInstant.optional(),
  conditions: campaignInput.shape.conditions,
  prizes: campaignInput.shape.prizes.optional(),
  severalPerUser: z.boolean().optional(),
  orders: campaignInput.shape.orders,
})
export type CampaignPatch = z.infer<typeof campaignPatch>

export const campaignWinner = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  prize: z.int(),
  /** its number in the record's list; of an exchange the number of the taking, from 0 on */
  entry: z.int(),
  /** null to all but the owner, as is `worth` */
  orderId: z.string().nullable(),
  /** what he won; of a free order, what he is to get back of it */
  worth: money.nullable(),
  delivered: z.boolean(),
})

/** What makes a draw verifiable (docs/draws.md). All hex, SHA-256. */
export const drawProof = z.object({
  algorithm: z.literal('tiefen-draw-1'),
  campaignId: z.string(),
  /** published at the start */
  seedHash: z.string(),
  /** published at the draw */
  seed: z.string().nullable(),
  /** of the entries, published when they close */
  entriesRoot: z.string().nullable(),
  entries: z.int(),
  prizes: z.array(z.object({ name: z.string(), quota: z.int() })),
  severalPerUser: z.boolean(),
  /** entries taken out at the closing, their accounts having been excluded (TASK-15); absent before it, and in records older than this */
  removed: z.int().optional(),
})
export type DrawProof = z.infer<typeof drawProof>
/** The whole record: proof, every entry (a salted hash of the user's id, so that each finds his own and none reads the others'), the winners' numbers. */
export const drawRecord = drawProof.extend({
  entryList: z.array(z.string()),
  /** what was taken out, as `removed` counts it */
  removedList: z.array(z.string()).optional(),
  winners: z.array(z.object({ prize: z.int(), entry: z.int() })),
  /** in words, for the page; nothing of it enters the draw */
  about: z.object({
    ownerId: z.string(),
    ownerName: z.string(),
    name: z.string(),
    kind: z.enum(campaignKinds),
    status: z.enum(campaignStatuses),
    startsAt: instant,
    endsAt: instant,
    drawnAt: instant.nullable(),
  }),
})
export type DrawRecord = z.infer<typeof drawRecord>
/** What a draw follows from, and what it came to. */
export type DrawProofRecord = Omit<DrawRecord, 'about'>

export const campaignView = z.object({
  campaignId: z.string(),
  ownerId: z.string(),
  kind: z.enum(campaignKinds),
  name: z.string(),
  status: z.enum(campaignStatuses),
  sessionId: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  conditions: campaignConditions,
  prizes: z.array(prize.extend({ left: z.int() })),
  severalPerUser: z.boolean(),
  entries: z.int(),
  /** joined the club to take part */
  joined: z.int(),
  proof: drawProof.nullable(),
  /** the first 200; `GET …/winners` pages through all. pointsExchange: who took what, for the owner alone */
  winners: z.array(campaignWinner),
  winnersCount: z.int(),
  /** how many of them have their prize */
  deliveredCount: z.int(),
  /** of the asking fan; null where nobody's own */
  mine: z
    .object({
      entered: z.boolean(),
      /** what is still missing: `join` | `level` | `phrase` | `watch` | `ticket` */
      missing: z.array(z.string()),
      watchedSeconds: z.int(),
      /** his salted hash in the record's list, and what it is made of: told to him and the platform alone, null to the owner */
      entryHash: z.string().nullable(),
      salt: z.string().nullable(),
      nonce: z.string().nullable(),
      /** the id that the hash binds: his own when he entered, whatever alias he came by */
      proofUserId: z.string().nullable(),
      /** wishList, pointsExchange: what he wished for or took */
      prize: z.int().nullable(),
      /** numbers of the prizes */
      won: z.array(z.int()),
      /** those of them whose benefit is his already; the others the owner hands over */
      given: z.array(z.int()),
    })
    .nullable(),
})
export type CampaignView = z.infer<typeof campaignView>
export const campaignList = listOf(campaignView)
export const campaignListQuery = page.extend({
  status: z.enum([...campaignStatuses, 'all']).default('all'),
  kind: z.enum(campaignKinds).optional(),
  sessionId: id.optional(),
  userId: id.optional(),
})

export const entryInput = z.strictObject({
  userId: id,
  /** pointsExchange, wishList: which prize */
  prize: z
    .int()
    .min(0)
    .max(campaignLimits.prizesMost - 1)
    .optional(),
  /** chance that the fan's own machine adds to his entry (docs/draws.md) */
  nonce: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,64}$/)
    .optional(),
})
export type EntryInput = z.infer<typeof entryInput>
export const entryView = z.object({
  campaignId: z.string(),
  userId: z.string(),
  entered: z.literal(true),
  /** what the entry is in the record, and what it is made of (docs/draws.md) */
  entryHash: z.string(),
  salt: z.string(),
  nonce: z.string(),
  proofUserId: z.string(),
  prize: z.int().nullable(),
  entitlementId: z.string().nullable(),
})
export type EntryView = z.infer<typeof entryView>
export const campaignQuery = z.object({
  /** whose `mine`: for the platform and the owner; a fan sees his own */
  userId: id.optional(),
})
export const winnerList = listOf(campaignWinner)
export const deliveredInput = z.strictObject({
  delivered: z.boolean(),
  /** which prize, where one entry won several */
  prize: z.int().min(0).optional(),
})
export const wishTotals = z.object({ items: z.array(z.object({ prize: z.int(), wishes: z.int() })) })
/**
 * What came of a campaign (BEN-12): `worth`: of the prizes given. `orders`, `buyers`, `sales`: paid orders with the owner of those who took part,
 * from then on (a free order: from the order with which they do, that one too) and before 7 days after it, by how many, and what they paid less
 * what was refunded. An order whose money all went back is none, nor is one that came while its buyer was excluded.
 */
export const campaignResult = z.object({
  entries: z.int(),
  joined: z.int(),
  winners: z.int(),
  worth: money,
  orders: z.int(),
  buyers: z.int(),
  sales: money,
})
