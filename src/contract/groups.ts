import { z } from 'zod'
import { isPlainName } from '../lib/shown-name.ts'
import { id, instant, listOf, mode, page, text, tier } from './forms.ts'
import { badgeView } from './views.ts'

/** Fan groups (GRP-1…6, 9, 12): groups, their sub-groups, gates, seats, pass-phrases, super admins. */

export const groupLimits = {
  nameMost: 20,
  noticeMost: 500,
  autoReplyMost: 300,
  /** days a gate may ask to have followed */
  followDaysMost: 3_650,
  /** pass-phrases of a group that can be used at one time */
  phrasesMost: 50,
  phraseDays: 7,
  phraseDaysMost: 365,
} as const

/**
 * Who may take a seat (GRP-4). `tier`, `level`: of the club; `level.mode`: the running mode unless said. `follow`: follows the owner, since at
 * least `days` (0: now).
 */
export const gate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('tier'), tier }),
  z.strictObject({ kind: z.literal('level'), level: z.int().min(1).max(20), mode: mode.optional() }),
  z.strictObject({ kind: z.literal('follow'), days: z.int().min(0).max(groupLimits.followDaysMost) }),
])
export type Gate = z.infer<typeof gate>

/** Where an owner makes a group from (GRP-1); from the profile he needs followers. */
export const groupPlaces = ['messages', 'liveRoom', 'profile'] as const

/** What a group is called: nothing hidden, no break of a line (GRP-11). */
const groupName = text(groupLimits.nameMost).refine(
  isPlainName,
  'A name must be seen as it is written: no control, bidi or zero-width characters',
)

export const groupInput = z.strictObject({
  name: groupName,
  gate: gate.default({ kind: 'none' }),
  notice: text(groupLimits.noticeMost).optional(),
  autoReply: text(groupLimits.autoReplyMost).optional(),
  place: z.enum(groupPlaces).optional(),
})
/** Only what is named changes; `null` takes a text away. A changed gate binds newcomers only (GRP-4). */
export const groupPatch = z
  .strictObject({
    name: groupName,
    gate,
    notice: text(groupLimits.noticeMost).nullable(),
    autoReply: text(groupLimits.autoReplyMost).nullable(),
  })
  .partial()

/** What stands between a user and a seat (GRP-5): what is wanted and what he has, in the gate's own measure. */
export const gateMissing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('membership') }),
  z.object({ kind: z.literal('level'), wanted: z.int(), has: z.int() }),
  z.object({ kind: z.literal('follow') }),
  z.object({ kind: z.literal('followDays'), wanted: z.int(), has: z.int(), from: instant }),
])
export type GateMissing = z.infer<typeof gateMissing>

export const seatView = z.object({
  groupId: z.string(),
  subGroupId: z.string(),
  number: z.int(),
  joinedAt: instant,
})
/** Joining's answer: `autoReply` only the first time ever (GRP-6). */
export const joinedView = seatView.extend({ autoReply: z.string().nullable() })

export const groupView = z.object({
  groupId: z.string(),
  ownerId: z.string(),
  name: z.string(),
  gate,
  /** to who sits there and the owner's side only, as what is said there */
  notice: z.string().nullable(),
  /** when it was set or taken away; null: there never was one, or the notice is not told */
  noticeAt: instant.nullable(),
  /** to the owner's side only */
  autoReply: z.string().nullable(),
  status: z.enum(['open', 'closed']),
  createdAt: instant,
  members: z.int(),
  /** seats in all, opened or not */
  seats: z.int(),
  freeSeats: z.int(),
  /** opened so far */
  subGroups: z.int(),
  /** the asking fan's */
  mine: seatView.nullable(),
  /** what the asking fan lacks; empty: he may join (or is in). null: nobody in particular asks */
  missing: z.array(gateMissing).nullable(),
})
export type GroupView = z.infer<typeof groupView>
export const groupList = listOf(groupView)

export const subGroupView = z.object({
  subGroupId: z.string(),
  name: z.string(),
  number: z.int(),
  members: z.int(),
  seats: z.int(),
})

const mute = z.object({ until: instant.nullable() }).nullable()

/** A member of a group as the others see him (GRP-11, BADGE-7): the badge of the gate's mode. `level` null: no member of the club. */
export const groupMember = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  /** his name passes for the owner's side */
  imitates: z.boolean().optional(),
  number: z.int(),
  joinedAt: instant,
  level: z.int().nullable(),
  tier: tier.nullable(),
  badge: badgeView.nullable(),
  /** to the owner's side: he reads and does not write; `until` null: until it is lifted. null: he writes, or a fan asks */
  mute,
})
export const groupMemberList = listOf(groupMember)
/** Where one member sits in an owner's groups, for the owner's side: the seat taken last first; an owner has at most 25 groups (GRP-1). */
export const memberSeats = z.object({
  items: z.array(
    seatView.extend({
      name: z.string(),
      subGroupName: z.string(),
      /** he reads and does not write; `until` null: until it is lifted. null: he writes */
      mute,
    }),
  ),
})
export const groupMembersQuery = page.extend({ number: z.coerce.number().int().min(1).max(1_000).optional() })

export const phraseInput = z.strictObject({
  days: z.int().min(1).max(groupLimits.phraseDaysMost).default(groupLimits.phraseDays),
})
/** A pass-phrase to paste in a comment (GRP-5); `link` opens the joining page. */
export const phraseView = z.object({
  phrase: z.string(),
  groupId: z.string(),
  link: z.string(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  /** who joined by it */
  joined: z.int(),
})

export const groupAdmin = z.object({ staffId: z.string(), name: z.string().nullable(), appointedAt: instant })

/** GRP-12, GRP-5: groups of a club; `userId`: for whom the platform asks. */
export const groupsQuery = page.extend({ userId: id.optional(), status: z.enum(['open', 'all']).default('open') })

/** What a pass-phrase opens, for the joining page. */
export const phraseCard = z.object({ phrase: z.string(), expiresAt: instant, group: groupView })

export const removalInput = z.strictObject({ userId: id, reason: text(200).optional() })
export const removalView = z.object({
  userId: z.string(),
  name: z.string().nullable(),
  removedAt: instant,
  by: z.string(),
  reason: z.string().nullable(),
})

/** What is said in a group or in one of its sub-groups: messages ever, and when the last came. */
const scopeActivity = z.object({ messages: z.int(), lastAt: instant.nullable() })

/** The owner's side of his groups: what may be made yet, who runs which, where it is lively. */
export const groupDesk = z.object({
  /** open groups an owner may have, and has (GRP-1) */
  groupsMost: z.int(),
  open: z.int(),
  /** super admins of a group (GRP-9) */
  adminsMost: z.int(),
  items: z.array(
    scopeActivity.extend({
      groupId: z.string(),
      /** whether the asking account may change, moderate and speak there (GRP-9) */
      runs: z.boolean(),
      /** those in which something was said */
      subGroups: z.array(scopeActivity.extend({ subGroupId: z.string(), number: z.int() })),
    }),
  ),
})
