import { z } from 'zod'
import { businessDay, id, instant, listOf, mode, money } from './forms.ts'

/** What is held on a user: as he gets it, and what he asks for when it is to go (PLT-6, docs/adr/0011). */

/** `requested`: accepted; `erased`: his data are gone; `finished`: so is what was said about him in messages on their way. */
export const erasureStates = ['requested', 'erased', 'finished'] as const

/** `confirm` says that he knows what is lost. */
export const erasureInput = z.object({ confirm: z.literal(true) })

export const erasureView = z.object({
  erasureId: z.string(),
  state: z.enum(erasureStates),
  requestedAt: instant,
  erasedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** at the latest; an hour or two after the request as a rule */
  finishedBy: instant,
})
export type ErasureView = z.infer<typeof erasureView>

const ownerId = id
const at = instant.nullable()
const word = z.string().nullable()
const count = z.int()
const price = money.nullable()

/**
 * The kinds of records, in the order in which they are told, each with its form. Codes and states are those of the calls that tell the same
 * (OpenAPI); times are RFC 3339, money is in minor units, days are business days.
 */
export const userDataForms = {
  user: z.object({
    userId: z.string(),
    name: word,
    profile: z.record(z.string(), z.unknown()).nullable(),
    knownSince: instant,
  }),
  alias: z.object({ userId: z.string() }),
  merge: z.object({ mergeId: z.string(), at: instant, by: z.string(), reason: z.string() }),
  erasure: z.object({ erasureId: z.string(), state: z.enum(erasureStates), requestedAt: instant, erasedAt: at }),
  club: z.object({
    ownerId,
    follows: z.boolean(),
    followedAt: at,
    leftAt: at,
    entryGift: word,
    entryGiftAt: at,
    excludedAt: at,
    excludedReason: word,
  }),
  membership: z.object({
    ownerId,
    mode,
    scene: z.string(),
    joinedAt: instant,
    intimacy: count,
    level: count,
    lastEarnedAt: at,
  }),
  membershipEvent: z.object({ ownerId, mode, what: z.string(), scene: z.string(), at: instant }),
  ledgerEntry: z.object({
    ownerId,
    mode,
    entryId: z.string(),
    at: instant,
    businessDay,
    task: z.string(),
    delta: count,
    balance: count,
    shortfall: count,
    eventId: word,
    source: word,
    orderId: word,
    paid: price,
    reason: word,
    by: word,
  }),
  day: z.object({ ownerId, mode, businessDay, level: count, earned: count, units: z.record(z.string(), z.int()) }),
  /** when he watched, in any room: pairs of begin and end, UTC milliseconds */
  watched: z.object({ businessDay, spans: z.array(z.int()) }),
  productSeen: z.object({ ownerId, businessDay, task: z.string(), productId: z.string() }),
  order: z.object({
    ownerId,
    orderId: z.string(),
    at: instant,
    paid: money,
    refunded: money,
    earned: count,
    taken: count,
    sessionId: word,
    lineIds: z.array(z.string()),
    reviewedLineIds: z.array(z.string()),
    refundIds: z.array(z.string()),
    shippedAt: at,
    deliveredAt: at,
  }),
  orderWaiting: z.object({
    ownerId,
    orderId: z.string(),
    what: z.string(),
    partId: z.string(),
    amount: price,
    at: instant,
    waitsUntil: instant,
    status: z.string(),
  }),
  session: z.object({ ownerId, sessionId: z.string(), firstAt: instant, lastAt: instant, member: z.boolean() }),
  event: z.object({
    source: z.string(),
    eventId: z.string(),
    status: z.string(),
    code: word,
    points: count.nullable(),
    takenAt: instant,
  }),
  failedEvent: z.object({ source: z.string(), eventId: z.string(), state: z.string(), at: instant, event: z.string() }),
  benefit: z.object({
    ownerId,
    benefitId: z.string(),
    benefitName: z.string(),
    entitlementId: z.string(),
    state: z.string(),
    openedAt: at,
    claimedAt: at,
    expiresAt: at,
    reservedAt: at,
    usedAt: at,
    orderId: word,
    off: price,
    code: word,
  }),
  campaignEntry: z.object({
    ownerId,
    campaignId: z.string(),
    enteredAt: instant,
    enteredAs: z.string(),
    salt: z.string(),
    nonce: z.string(),
    hash: z.string(),
    orderId: word,
    prize: count.nullable(),
  }),
  campaignAct: z.object({ ownerId, campaignId: z.string(), saidAt: at, watched: z.string() }),
  win: z.object({ ownerId, campaignId: z.string(), prize: count, worth: money, orderId: word, deliveredAt: at }),
  packetShare: z.object({ ownerId, packetId: z.string(), amount: money, at: instant }),
  balance: z.object({ balance: money, payingOut: money, paidOut: money }),
  balanceEntry: z.object({
    transferId: z.string(),
    at: instant,
    what: z.string(),
    from: z.string(),
    to: z.string(),
    amount: money,
    note: word,
    by: word,
  }),
  payout: z.object({
    payoutId: z.string(),
    amount: money,
    status: z.string(),
    requestedAt: instant,
    decidedAt: at,
    reference: word,
    reason: word,
  }),
  points: z.object({ ownerId, balance: count, earned: count, spent: count }),
  pointsEntry: z.object({
    ownerId,
    at: instant,
    what: z.string(),
    delta: count,
    balance: count,
    reason: word,
    by: word,
  }),
  groupSeat: z.object({
    ownerId,
    groupId: z.string(),
    group: z.string(),
    joinedAt: instant,
    leftAt: at,
    removedAt: at,
    removedReason: word,
    mutedUntil: at,
  }),
  link: z.object({
    ownerId,
    linkId: z.string(),
    groupId: z.string(),
    what: z.string(),
    rungAt: instant,
    joinedAt: at,
    leftAt: at,
    how: word,
    running: z.boolean(),
  }),
  linkRequest: z.object({ groupId: z.string(), what: z.string(), askedAt: instant }),
  medium: z.object({
    ownerId,
    groupId: z.string(),
    mediaId: z.string(),
    what: z.string(),
    sentAt: instant,
    facts: z.record(z.string(), z.unknown()).nullable(),
  }),
  pushDevice: z.object({
    deviceId: z.string(),
    device: word,
    language: z.string(),
    /** the push service it is reached by */
    service: z.string(),
    createdAt: instant,
    seenAt: instant,
  }),
  /** `ownerId` null: what holds everywhere */
  pushSetting: z.object({
    ownerId: id.nullable(),
    switches: z.record(z.string(), z.unknown()),
    quiet: z.record(z.string(), z.unknown()).nullable(),
  }),
  groupReport: z.object({ ownerId, at: instant, reason: z.string(), note: word }),
  groupMessage: z.object({
    ownerId,
    groupId: z.string(),
    at: instant,
    what: z.string(),
    said: z.record(z.string(), z.unknown()).nullable(),
  }),
  pollVote: z.object({
    ownerId,
    pollId: z.string(),
    question: z.string(),
    options: z.array(count),
    level: count,
    at: instant,
  }),
  pollSuggestion: z.object({ ownerId, pollId: z.string(), option: count, text: word, at: instant }),
  reviewReward: z.object({
    ownerId,
    reviewCallId: z.string(),
    productId: z.string(),
    orderId: z.string(),
    at: instant,
  }),
  serviceThread: z.object({
    ownerId,
    openedAt: instant,
    resolvedAt: at,
    blockedAt: at,
    blockedReason: word,
  }),
  /** both sides, and what the desk noted about him */
  serviceMessage: z.object({
    ownerId,
    at: instant,
    side: z.string(),
    what: z.string(),
    said: z.record(z.string(), z.unknown()),
  }),
} as const
export type UserDataKind = keyof typeof userDataForms
export const userDataKinds = Object.keys(userDataForms) as [UserDataKind, ...UserDataKind[]]

/** One record; `kind` says its form. */
export type UserDataRecord = { [K in UserDataKind]: { kind: K } & z.output<(typeof userDataForms)[K]> }[UserDataKind]

const forms = userDataKinds.map((kind) => userDataForms[kind].extend({ kind: z.literal(kind) }))
const [first, ...others] = forms
/** Every kind is one of these. */
export const userDataRecord = z.discriminatedUnion('kind', [first as (typeof forms)[number], ...others])

/** More rows a page than elsewhere: who fetches this fetches all of it. */
export const userDataPage = z.object({
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  cursor: z.string().max(1_024).optional(),
})
export const userDataList = listOf(userDataRecord)
