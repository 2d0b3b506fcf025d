import { id } from './forms.ts'
import type { Permission } from './words.ts'

/**
 * Topics of the live stream (api.md "Groups, live"). An id may hold a colon, which is written %3A inside a topic, so that no two sets of ids
 * share one name. Publish with the builders here, never with a template string.
 */
const enclose = (value: string): string => value.replaceAll(':', '%3A')

/** What concerns a whole club. */
export const clubTopic = (ownerId: string): string => `club:${enclose(ownerId)}`
/** What concerns one member. */
export const memberTopic = (ownerId: string, userId: string): string => `member:${enclose(ownerId)}:${enclose(userId)}`
/** The public screen and totals of one live session. */
export const sessionTopic = (sessionId: string): string => `session:${enclose(sessionId)}`
/** The reviewers' queue. */
export const reviewsTopic = 'reviews'

export type Topic =
  | { readonly kind: 'club'; readonly ownerId: string }
  | { readonly kind: 'member'; readonly ownerId: string; readonly userId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'reviews' }

/** Reads a topic; null when it is none. */
export function parseTopic(text: string): Topic | null {
  const [kind, ...rest] = text.split(':')
  const ids = rest.map((part) => part.replaceAll('%3A', ':'))
  if (!ids.every((value) => id.safeParse(value).success)) return null
  const [first, second] = ids
  if (kind === 'club' && ids.length === 1 && first !== undefined) return { kind, ownerId: first }
  if (kind === 'session' && ids.length === 1 && first !== undefined) return { kind, sessionId: first }
  if (kind === 'member' && ids.length === 2 && first !== undefined && second !== undefined)
    return { kind, ownerId: first, userId: second }
  return kind === 'reviews' && ids.length === 0 ? { kind } : null
}

/** The one spelling of a topic. */
export function topicText(topic: Topic): string {
  if (topic.kind === 'club') return clubTopic(topic.ownerId)
  if (topic.kind === 'member') return memberTopic(topic.ownerId, topic.userId)
  return topic.kind === 'session' ? sessionTopic(topic.sessionId) : reviewsTopic
}

/** Kinds on a club's topic that everyone who is signed in may see; the rest is for the owner and staff with this permission. */
export const publicClubKinds: ReadonlySet<string> = new Set([
  'club.changed',
  'mode.announced',
  'mode.changed',
  'badge.renamed',
  'session.started',
  'session.ended',
])
export const clubTopicPermission: Permission = 'overview'
