import { postLimits, type PostInput } from '../../contract/group-posts.ts'
import type { MessageInput } from '../../contract/messages.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { DAY } from '../../lib/time.ts'

/** Rules of what the owner's side composes; PURE. */

type Problem = { readonly path: string; readonly message: string }

const problemsOf = (message: MessageInput, ownerId: string, sendAt: number | null): Problem[] => {
  const problems: Problem[] = []
  const wrong = (path: string, text: string) => problems.push({ path, message: text })
  if (message.from !== ownerId) wrong('message.from', 'The owner’s id')
  if ('mentions' in message && message.mentions !== undefined) wrong('message.mentions', 'Not in a post')
  if (message.kind === 'livePreview' && sendAt !== null && Date.parse(message.startsAt) <= sendAt)
    wrong('message.startsAt', 'After it is sent')
  if (
    'closesAt' in message &&
    message.closesAt !== undefined &&
    sendAt !== null &&
    Date.parse(message.closesAt) <= sendAt
  )
    wrong('message.closesAt', 'After it is sent')
  return problems
}

const wherePath = ({ message, groupIds }: PostInput): Problem[] => {
  if (message.to === 'allGroups') {
    if (groupIds !== undefined) return [{ path: 'groupIds', message: 'Either all groups or some' }]
    return message.subGroupId === undefined ? [] : [{ path: 'message.subGroupId', message: 'Either all groups or one' }]
  }
  if (groupIds === undefined) return [{ path: 'groupIds', message: 'At least one, or message.to allGroups' }]
  if (new Set(groupIds).size < groupIds.length) return [{ path: 'groupIds', message: 'Each once' }]
  return message.subGroupId === undefined || groupIds.length === 1
    ? []
    : [{ path: 'message.subGroupId', message: 'Of one group' }]
}

/**
 * Whether this can be composed: null, or `malformed` with each fault at its path.
 * @param now UTC ms; a plan lies after it, at most 90 days
 * @rule GRP-8 GRP-10
 */
export function judgePost(post: PostInput, ownerId: string, sendAt: number | null, now: number): Rejection | null {
  const errors = [...problemsOf(post.message, ownerId, sendAt), ...wherePath(post)]
  if (sendAt !== null && (sendAt <= now || sendAt > now + postLimits.daysAhead * DAY))
    errors.push({ path: 'sendAt', message: `After now and within ${postLimits.daysAhead} days` })
  return errors.length === 0 ? null : reject('malformed', undefined, { errors })
}

/** The sub-account in whose name something is sent, by the record of it; null: the main account. */
export const staffOf = (actor: string): string | null => (actor.startsWith('staff:') ? actor.slice(6) : null)
