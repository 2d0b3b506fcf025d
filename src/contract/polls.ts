import { z } from 'zod'
import { benefitLadder } from './benefits.ts'
import { amount, id, instant, listOf, money, page, text, tier, uuid, wishedInstant } from './forms.ts'
import { packetStatuses, splits } from './money.ts'

/** What a group is asked, and the cards of messages that carry a decision or money (GRP-8, GRP-15, BEN-8). */

export const pollLimits = {
  questionMost: 200,
  optionMost: 60,
  optionsLeast: 2,
  optionsMost: 10,
  daysMost: 30,
  /** of one member for one call */
  suggestionsEach: 3,
  suggestionsEachMost: 10,
  /** of one call */
  suggestionsMost: 10_000,
  /** suggestions of one call that one member backs */
  backsMost: 10,
  /** options of a call on its card besides those picked: the most backed, where counts are hidden the newest */
  shownMost: 10,
  picksMost: 20,
  /** open polls and calls of one owner */
  openMost: 100,
  reviewQuotaMost: 1_000_000,
} as const

/** The options of `poll` and `productVote` (新品测款) are the owner's; those of the calls come from members. */
export const pollKinds = ['poll', 'productVote', 'topicCall', 'musicCall'] as const
export type PollKind = (typeof pollKinds)[number]
/** When a member sees how many chose what: at once, once he voted, once it is over. The owner's side always does. */
export const pollShown = ['always', 'voted', 'ended'] as const

const httpsUrl = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(1_000)
/** A product as its sender describes it: Tiefen keeps no catalogue. */
export const productCard = {
  productId: id,
  name: text(100).optional(),
  imageUrl: httpsUrl.optional(),
  price: amount.optional(),
}

const asked = {
  question: text(pollLimits.questionMost),
  /** within 30 days; without: until it is closed by hand */
  closesAt: wishedInstant.optional(),
  results: z.enum(pollShown).default('always'),
}
const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length
/** how many options one member may choose */
const choicesMost = z.int().min(1).max(pollLimits.optionsMost).default(1)
const call = { ...asked, each: z.int().min(1).max(pollLimits.suggestionsEachMost).default(pollLimits.suggestionsEach) }

/** Members of `messageInput` by kind, without who sends them and where to. */
export const askedForms = {
  poll: {
    ...asked,
    options: z
      .array(text(pollLimits.optionMost))
      .min(pollLimits.optionsLeast)
      .max(pollLimits.optionsMost)
      .refine(distinct, 'Options differ'),
    choicesMost,
  },
  productVote: {
    ...asked,
    products: z
      .array(z.strictObject(productCard))
      .min(pollLimits.optionsLeast)
      .max(pollLimits.optionsMost)
      .refine((products) => distinct(products.map(({ productId }) => productId)), 'Products differ'),
    choicesMost,
  },
  topicCall: call,
  musicCall: call,
  /** 有奖评价: who reviews the product after paying for it gets the benefit, whatever he says of it */
  reviewCall: {
    ...productCard,
    text: text(pollLimits.questionMost).optional(),
    benefitId: uuid,
    quota: z.int().min(1).max(pollLimits.reviewQuotaMost),
    closesAt: wishedInstant,
  },
} as const

export const pollOption = z.object({
  /** 1, 2, … within its poll, for ever */
  option: z.int(),
  /** null: taken away */
  text: z.string().nullable(),
  product: z.object({ ...productCard, imageUrl: z.string().optional() }).optional(),
  /** null: not shown to the reader (yet) */
  votes: z.int().nullable(),
  picked: z.boolean(),
  /** of a suggestion; `userId` for the owner's side alone */
  by: z.object({ userId: z.string().nullable(), name: z.string().nullable() }).nullable(),
})
export type PollOption = z.infer<typeof pollOption>

export const pollView = z.object({
  pollId: z.string(),
  messageId: z.string(),
  ownerId: z.string(),
  kind: z.enum(pollKinds),
  question: z.string(),
  status: z.enum(['open', 'closed']),
  choicesMost: z.int(),
  /** suggestions one member may make; 0: the options are the owner's */
  each: z.int(),
  results: z.enum(pollShown),
  openedAt: instant,
  closesAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** members who chose something */
  voters: z.int(),
  suggestions: z.int(),
  /** all that were given; of a call those picked and the most backed, `shownMost` of these; the newest, in the order of their making, where counts are hidden from the reader */
  options: z.array(pollOption),
  /** the reader's; null: he is no member here */
  mine: z.object({ options: z.array(z.int()), suggestions: z.array(z.int()) }).nullable(),
})
export type PollView = z.infer<typeof pollView>

export const pollOptionList = listOf(pollOption)
export const pollOptionsQuery = page.extend({ userId: id.optional(), sort: z.enum(['votes', 'new']).default('votes') })

const optionNumber = z.int().min(1).max(pollLimits.suggestionsMost)
const distinctOptions = (most: number) =>
  z
    .array(optionNumber)
    .max(most)
    .refine((options) => new Set(options).size === options.length, 'Options differ')
export const pollOptionParam = z.coerce.number().int().min(1).max(pollLimits.suggestionsMost)

/** All that he chooses, instead of what he chose before; none takes his vote back. */
export const voteInput = z.strictObject({ options: distinctOptions(pollLimits.optionsMost) })
export const suggestionInput = z.strictObject({ userId: id, text: text(pollLimits.optionMost) })
export const suggestionView = z.object({ pollId: z.string(), option: z.int(), text: z.string() })
/** Those picked, and no others. */
export const picksInput = z.strictObject({ options: distinctOptions(pollLimits.picksMost) })

const share = { votes: z.int() }
/** By the level that each voter had when he voted; level 0 and tier null: no member of the running mode. For the owner's side. */
export const pollResults = z.object({
  pollId: z.string(),
  voters: z.int(),
  levels: z.array(z.object({ level: z.int(), voters: z.int() })),
  tiers: z.array(z.object({ tier: tier.nullable(), voters: z.int() })),
  options: z.array(
    pollOption.extend({
      votes: z.int(),
      levels: z.array(z.object({ level: z.int(), ...share })),
      tiers: z.array(z.object({ tier: tier.nullable(), ...share })),
    }),
  ),
})

/** `group.poll` on the live stream, at most once a second and poll. `votes` null: only who may see them does, by asking. */
export const pollNews = z.object({
  pollId: z.string(),
  messageId: z.string(),
  seq: z.int(),
  status: z.enum(['open', 'closed']),
  voters: z.int(),
  suggestions: z.int(),
  votes: z.array(z.object({ option: z.int(), votes: z.int() })).nullable(),
  picked: z.array(z.int()),
})

/** A benefit on a card. */
export const benefitCard = benefitLadder.shape.items.element.extend({
  /** null: without end */
  left: z.int().nullable(),
  /** the reader took it */
  claimed: z.boolean(),
})
export type BenefitCard = z.infer<typeof benefitCard>

/** A red packet on a card. */
export const packetCard = z.object({
  packetId: z.string(),
  split: z.enum(splits),
  status: z.enum(packetStatuses),
  total: money,
  count: z.int(),
  sharesClaimed: z.int(),
  fromLevel: z.int().nullable(),
  greeting: z.string().nullable(),
  expiresAt: instant,
  /** what the reader took */
  mine: money.nullable(),
})
export type PacketCard = z.infer<typeof packetCard>

/** A rewarded review on a card. */
export const reviewCallView = z.object({
  reviewCallId: z.string(),
  productId: z.string(),
  status: z.enum(['open', 'closed']),
  openedAt: instant,
  closesAt: instant,
  closedAt: instant.nullable(),
  quota: z.int(),
  rewarded: z.int(),
  benefit: benefitCard,
  /** when the reader got his */
  rewardedAt: instant.nullable(),
})
export type ReviewCallView = z.infer<typeof reviewCallView>

/** A notice of ours, worded by the page: CLUB-4, BEN-11. `benefit_kept`: an announced withdrawal was taken back. */
export const noticeCodes = ['mode_announced', 'mode_withdrawn', 'benefit_withdrawing', 'benefit_kept'] as const
export type NoticeCode = (typeof noticeCodes)[number]
