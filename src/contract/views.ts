import { z } from 'zod'
import { honourStyles } from './benefits.ts'
import {
  amount,
  businessDay,
  currency,
  entryKind,
  id,
  instant,
  isStorableText,
  joinScene,
  mode,
  money,
  ownerKind,
  points,
  scene,
  task,
  text,
  tier,
  wishedInstant,
} from './forms.ts'
import { ruleSetBody } from './rule-set.ts'

/** Request and answer forms of the core calls (api.md). Points are integers, money minor units, instants RFC 3339 UTC. */

// ── owners and clubs ──────────────────────────────────────────────────────────────────────────────────────────────
export const ownerInput = z.object({
  kind: ownerKind,
  name: text(80),
  mode: mode.optional(),
  currency: currency.optional(),
})
export const ownerView = z.object({
  ownerId: z.string(),
  kind: ownerKind,
  name: z.string(),
  currency,
  createdAt: instant,
})

/** Work on members that is done piece by piece: how many of them it has been at; done when both are equal. */
export const progress = z.object({ done: z.int(), total: z.int() })

export const modeChange = z.object({
  id: z.string(),
  from: mode,
  to: mode,
  requestedAt: instant,
  effectiveAt: instant,
  status: z.enum(['pending', 'done', 'withdrawn']),
  /** CLUB-5: members this change will carry (pending) or carried (done) */
  carries: z.int(),
  /** CLUB-5: how far carrying over is, of a change that carries */
  progress: progress.optional(),
})
export type ModeChange = z.infer<typeof modeChange>
export const modeChangeInput = z.object({ to: mode, effectiveAt: wishedInstant })

export const purchaseTask = z.object({ on: z.boolean(), phase: z.int(), share: z.number() })
export const purchaseTaskInput = z.object({ on: z.boolean() })
export const rolloutInput = z.object({
  phase: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  share: z.number().min(0).max(1).optional(),
})

export const clubView = z.object({
  ownerId: z.string(),
  kind: ownerKind,
  name: z.string(),
  currency,
  mode,
  badge: z.object({ name: z.string(), pending: z.string().optional() }),
  /** members of the running mode */
  members: z.int(),
  pendingModeChange: modeChange.optional(),
  purchaseTask,
  ruleSet: z.object({ version: z.int() }),
  /** IANA zone of business days and months */
  timeZone: z.string(),
  /** the session on air, if any */
  live: z.object({ sessionId: z.string(), title: z.string().nullable(), startedAt: instant }).nullable(),
})
export type ClubView = z.infer<typeof clubView>

// ── badge names and reviews ───────────────────────────────────────────────────────────────────────────────────────
/** How long it is, is judged with the rest, in the order of api.md. */
export const badgeNameInput = z.object({
  name: z.string().refine(isStorableText, 'Text must be well-formed, without NUL'),
})
export const review = z.object({
  reviewId: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  kind: z.literal('badgeName'),
  name: z.string(),
  currentName: z.string(),
  status: z.enum(['waiting', 'approved', 'refused']),
  submittedAt: instant,
  decidedAt: instant.nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Review = z.infer<typeof review>
export const decisionInput = z.object({ approve: z.boolean(), reason: text(500).optional() })

// ── members ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const joinInput = z.object({
  scene: joinScene,
  entryGift: z.object({ eventId: z.string().min(1).max(256) }).optional(),
})
export const badgeView = z.object({ name: z.string(), lit: z.boolean() })
export const taskProgress = z.object({
  task,
  earned: points,
  cap: points,
  /** times it paid today */
  count: z.int(),
  /** progress inside the present unit: seconds watched or likes given, of `per` */
  towards: z.object({ done: z.int(), per: z.int() }).optional(),
  /** points for one unit, so that a page can say «每 5 分钟 50» */
  points: points,
  per: z.int(),
})
export const memberView = z.object({
  userId: z.string(),
  ownerId: z.string(),
  name: z.string().nullable(),
  mode,
  level: z.int(),
  tier,
  title: z.string(),
  intimacy: points,
  next: z.object({ level: z.int(), at: points, missing: points }).nullable(),
  badge: badgeView,
  joinedAt: instant,
  scene,
  excluded: z.boolean(),
  today: z.object({ businessDay, earned: points, cap: points.nullable(), tasks: z.array(taskProgress) }),
})
export type MemberView = z.infer<typeof memberView>

export const memberRow = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  level: z.int(),
  tier,
  title: z.string(),
  intimacy: points,
  badge: badgeView,
  joinedAt: instant,
  scene,
  lastEarnedAt: instant.nullable(),
  excluded: z.boolean(),
})
export type MemberRow = z.infer<typeof memberRow>

export const leaveView = z.object({ leftAt: instant, rejoinAt: instant, exitsLeftToday: z.int() })
/** What leaving means, told before it happens (screens.md Fan 2). */
export const leavePreview = z.object({
  intimacy: points,
  level: z.int(),
  rejoinAfterHours: z.int(),
  exitsLeftToday: z.int(),
})

export const ledgerEntry = z.object({
  id: z.string(),
  at: instant,
  businessDay,
  mode,
  task: entryKind,
  delta: z.int(),
  balance: points,
  /** TASK-12: points that a refund or correction could not take */
  shortfall: points,
  eventId: z.string().nullable(),
  source: z.string().nullable(),
  ruleSetVersion: z.int(),
  reason: z.string().optional(),
  /** who corrected (TASK-15) */
  actor: z.string().optional(),
  orderId: z.string().optional(),
  /** amount of the order or refund, so that a page can say «购买 ¥149.99» */
  amount: money.optional(),
  /** today's cap for this task as it stood at the level frozen for the day, and what had been earned of it after this entry */
  dayEarned: points.optional(),
  dayCap: points.optional(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

export const correctionInput = z.object({
  delta: z
    .int()
    .min(-1_000_000_000)
    .max(1_000_000_000)
    .refine((delta) => delta !== 0, 'A correction adds or takes points'),
  reason: text(500),
  mode: mode.optional(),
})
export const exclusion = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  reason: z.string(),
  by: z.string(),
  at: instant,
})
/** One line of the club's list of corrections (TASK-15). */
export const correctionRow = z.object({
  id: z.string(),
  at: instant,
  userId: z.string(),
  name: z.string().nullable(),
  mode,
  delta: z.int(),
  balance: points,
  shortfall: points,
  reason: z.string(),
  by: z.string(),
})
export const exclusionInput = z.object({ reason: text(500) })

/** One member's story: the balance day by day with what moved it. */
export const memberStory = z.object({
  days: z.array(z.object({ businessDay, earned: points, taken: points, balance: points, level: z.int() })),
  orders: z.array(
    z.object({
      orderId: z.string(),
      paidAt: instant,
      amount: money,
      refunded: money,
      earned: points,
      takenBack: points,
    }),
  ),
  memberships: z.array(z.object({ at: instant, kind: z.enum(['join', 'leave', 'carry']), mode, scene })),
})

// ── levels ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const levelRow = z.object({
  level: z.int(),
  tier,
  title: z.string(),
  /** score range; `to` null at the top */
  from: points,
  to: points.nullable(),
  members: z.int(),
})
export const levelsView = z.object({ ruleSetVersion: z.int(), mode, items: z.array(levelRow) })

// ── overview ──────────────────────────────────────────────────────────────────────────────────────────────────────
export const dayFigures = z.object({
  businessDay,
  joins: z.int(),
  leaves: z.int(),
  /** members who earned at least once that day */
  active: z.int(),
  earned: points,
  taken: points,
  orders: z.int(),
  sales: z.int(),
  memberOrders: z.int(),
  memberSales: z.int(),
  refunds: z.int(),
})
export const overview = z.object({
  ownerId: z.string(),
  currency,
  members: z.int(),
  today: dayFigures,
  yesterday: dayFigures,
  days: z.array(dayFigures),
  waiting: z.object({ unmatchedRefunds: z.int(), badgeReview: z.boolean(), pendingModeChange: z.boolean() }),
})

/** CLUB-9: inputs of a recommender. `activeMembers` earned anything in the last 7 days or today. */
export const trafficInputs = z.object({
  ownerId: z.string(),
  shopping: z.boolean(),
  since: instant,
  members: z.int(),
  activeMembers: z.int(),
  activeShare: z.number(),
})

// ── live ──────────────────────────────────────────────────────────────────────────────────────────────────────────
const figures = z.object({ viewers: z.int(), orders: z.int(), sales: money, joins: z.int(), interactions: z.int() })
export const sessionTotals = figures.extend({
  sessionId: z.string(),
  ownerId: z.string(),
  title: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** the same for members only (购物团) */
  members: figures,
})
export type SessionTotals = z.infer<typeof sessionTotals>
export const sessionRow = z.object({
  sessionId: z.string(),
  title: z.string().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  viewers: z.int(),
  orders: z.int(),
  sales: money,
  joins: z.int(),
})
/** TASK-13 */
export const sessionTasks = z.object({
  sessionId: z.string(),
  membersPresent: z.int(),
  items: z.array(z.object({ task, completed: z.int(), exhausted: z.int() })),
})
/** TASK-13, CLUB-10: who is (or was) in the room. `online` = seen within the last 5 minutes of a running session. */
export const sessionMember = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  level: z.int(),
  title: z.string(),
  badge: badgeView,
  online: z.boolean(),
  completed: z.array(task),
  exhausted: z.array(task),
  lastSeenAt: instant,
})
/** Characters of a comment that its line on the public screen shows. */
export const SCREEN_TEXT_CHARACTERS = 200
/** One line of the public screen (LIVE-1, BADGE-6). */
export const screenLine = z.object({
  at: instant,
  kind: z.enum(['enter', 'comment', 'like', 'share', 'gift', 'follow', 'join', 'levelUp', 'order']),
  userId: z.string(),
  name: z.string().nullable(),
  /** of a comment, its first 200 characters */
  text: z.string().optional(),
  count: z.int().optional(),
  level: z.int().optional(),
  title: z.string().optional(),
  badge: badgeView.optional(),
  /** BEN-1, on `enter` and `levelUp` of a member: the effect to play, and the style of the badge beside his name */
  effect: z.enum(honourStyles).optional(),
  honour: z.enum(honourStyles).optional(),
})
export type ScreenLine = z.infer<typeof screenLine>

// ── rule sets ─────────────────────────────────────────────────────────────────────────────────────────────────────
export const ruleSetView = z.object({
  version: z.int(),
  effectiveDay: businessDay,
  publishedAt: instant,
  publishedBy: z.string(),
  note: z.string(),
  body: ruleSetBody,
  /** LVL-4: how far the members' levels follow new thresholds, of a version that has taken effect and changed them */
  progress: progress.optional(),
})
export const ruleSetPreviewInput = z.object({ body: z.unknown() })
export const ruleSetPreview = z.object({
  valid: z.boolean(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })),
  warnings: z.array(z.string()),
  effectiveDay: businessDay,
  changes: z.array(z.object({ path: z.string(), from: z.unknown(), to: z.unknown() })),
  /** members whose level would rise or fall on that day with today's balances */
  levels: z.object({ up: z.int(), down: z.int(), same: z.int() }),
})
export const ruleSetPublishInput = z.object({ body: z.unknown(), basedOn: z.int(), note: text(500) })

// ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────
export const userView = z.object({
  userId: z.string(),
  aliases: z.array(z.string()),
  name: z.string().nullable(),
  clubs: z.array(
    z.object({ ownerId: z.string(), ownerName: z.string(), mode, level: z.int(), title: z.string(), badge: badgeView }),
  ),
})
export const userInput = z.object({ name: text(64) })
export const mergeInput = z.object({ from: id, reason: text(500) })
export const mergeView = z.object({
  mergeId: z.string(),
  into: z.string(),
  from: z.string(),
  at: instant,
  by: z.string(),
  reason: z.string(),
})

// ── unmatched refunds (TASK-9) ────────────────────────────────────────────────────────────────────────────────────
export const waitingRow = z.object({
  userId: z.string(),
  orderId: z.string(),
  eventId: z.string(),
  source: z.string(),
  kind: z.enum(['refund', 'review']),
  amount: amount.nullable(),
  at: instant,
  waitsUntil: instant,
  status: z.enum(['waiting', 'expired', 'refused']),
  code: z.string().nullable(),
})

// ── sandbox ───────────────────────────────────────────────────────────────────────────────────────────────────────
export const clockInput = z.object({ now: wishedInstant, rate: z.number().min(0).max(1_000_000).optional() })
export const clockView = z.object({ now: instant, rate: z.number() })
