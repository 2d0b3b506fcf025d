import { z } from 'zod'
import { instant, listOf, page, uuid, wishedInstant } from './forms.ts'
import { messageInput } from './messages.ts'

/** What the owner's side composes for groups: to one place or several at once, now or for later (GRP-8, GRP-10). */

export const postLimits = {
  /** how far ahead a post can be planned */
  daysAhead: 90,
  /** planned posts of an owner */
  plannedMost: 100,
  /** groups that one post names; for all groups there is `to: allGroups` */
  groupsMost: 50,
} as const

/**
 * `message`: as it is posted to a group, `from` the owner. Where it goes: `message.to` `allGroups`; or `groupIds`, of which `message.subGroupId` is a
 * sub-group if it is said. Without `sendAt` it is sent now.
 */
export const postInput = z.strictObject({
  message: messageInput,
  groupIds: z.array(uuid).min(1).max(postLimits.groupsMost).optional(),
  sendAt: wishedInstant.optional(),
})
export type PostInput = z.output<typeof postInput>

export const postStatuses = ['planned', 'sent', 'refused', 'withdrawn'] as const

/** One scope that a post goes to; `groupId` null: all groups, `subGroupId` null: the whole group. */
export const postPlace = z.object({
  groupId: z.string().nullable(),
  subGroupId: z.string().nullable(),
  /** of the group or sub-group; null: all groups */
  name: z.string().nullable(),
  /** null until it is sent there */
  messageId: z.string().nullable(),
  /** who sat there when it was sent */
  addressed: z.int().nullable(),
  /** why it did not go there: a code */
  refused: z.string().nullable(),
})

/**
 * `refused`: nobody got it, each place says why; a `sent` one may have places that did not get it. `by`: in whose name it is sent.
 */
export const postView = z.object({
  postId: z.string(),
  ownerId: z.string(),
  status: z.enum(postStatuses),
  /** when it is to be sent, or was */
  sendAt: instant,
  createdAt: instant,
  decidedAt: instant.nullable(),
  by: z.string(),
  message: messageInput,
  places: z.array(postPlace),
})
export type PostView = z.infer<typeof postView>

/** With how many of those who sit there still have read it. */
export const postDetail = postView.extend({ readBy: z.int().nullable() })

/** `planned`: what is sent next first; `done`: what was decided last first. */
export const postsQuery = page.extend({ status: z.enum(['planned', 'done']).default('planned') })
export const postList = listOf(postView)
