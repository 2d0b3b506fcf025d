import { id, uuid } from './forms.ts'
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
/** A member's seat in a group, under which he hears all that is said to him there (ADR 0012). */
export const groupTopic = (groupId: string, userId: string): string => `group:${enclose(groupId)}:${enclose(userId)}`
/** All seats of a user at once, each told under its own name, and those he takes while he listens. */
export const seatsTopic = (userId: string): string => `groups:${enclose(userId)}`
/**
 * What one message is published on, whoever reads it: all groups of an owner, a group, a sub-group. Nobody asks for these by name: a seat's topic
 * stands for the three of them.
 */
export const scopeTopic = (scope: {
  readonly ownerId: string
  /** null: all groups */
  readonly groupId: string | null
  /** null: all sub-groups */
  readonly number: number | null
}): string =>
  scope.groupId === null
    ? `said:${enclose(scope.ownerId)}`
    : `said:${enclose(scope.ownerId)}:${enclose(scope.groupId)}${scope.number === null ? '' : `:${scope.number}`}`
/** All that concerns an owner's service desk, for those who answer there. */
export const deskTopic = (ownerId: string): string => `service:${enclose(ownerId)}`
/** A fan's private messages with an owner's desk: what he may read of them. */
export const threadTopic = (ownerId: string, userId: string): string => `${deskTopic(ownerId)}:${enclose(userId)}`
/** A fan's links with whomever: that he is called, and what becomes of it. */
export const linksTopic = (userId: string): string => `links:${enclose(userId)}`
/** One party of a link: what changes, and that there are signals to read (ADR 0015). */
export const linkTopic = (linkId: string, party: number): string => `link:${enclose(linkId)}:${party}`
/** The reviewers' queue. */
export const reviewsTopic = 'reviews'
/** What concerns the platform alone. */
export const platformTopic = 'platform'

export type Topic =
  | { readonly kind: 'club'; readonly ownerId: string }
  | { readonly kind: 'member'; readonly ownerId: string; readonly userId: string }
  | { readonly kind: 'session'; readonly sessionId: string }
  /** `userId` null: the whole group, for the owner's side */
  | { readonly kind: 'group'; readonly groupId: string; readonly userId: string | null }
  /** `userId` null: the whole desk */
  | { readonly kind: 'service'; readonly ownerId: string; readonly userId: string | null }
  /** every seat of a user */
  | { readonly kind: 'groups'; readonly userId: string }
  /** a scope's messages: null stands for all. Nobody asks for it by name */
  | { readonly kind: 'said'; readonly ownerId: string; readonly groupId: string | null; readonly number: number | null }
  | { readonly kind: 'links'; readonly userId: string }
  | { readonly kind: 'link'; readonly linkId: string; readonly party: number }
  | { readonly kind: 'reviews' | 'platform' }

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
  if (kind === 'group' && ids.length <= 2 && uuid.safeParse(first).success && first !== undefined)
    return { kind, groupId: first, userId: second ?? null }
  if (kind === 'service' && (ids.length === 1 || ids.length === 2) && first !== undefined)
    return { kind, ownerId: first, userId: second ?? null }
  if (kind === 'groups' && ids.length === 1 && first !== undefined) return { kind, userId: first }
  if (kind === 'said' && first !== undefined) return parseScope(first, ids.slice(1))
  if (kind === 'links' && ids.length === 1 && first !== undefined) return { kind, userId: first }
  if (kind === 'link' && ids.length === 2 && first !== undefined && /^\d{1,5}$/.test(second ?? ''))
    return { kind, linkId: first, party: Number(second) }
  return (kind === reviewsTopic || kind === platformTopic) && ids.length === 0 ? { kind } : null
}

function parseScope(ownerId: string, [groupId, number, ...rest]: readonly string[]): Topic | null {
  const isNumber = number === undefined || /^[1-9]\d{0,3}$/.test(number)
  if (rest.length > 0 || !isNumber || (groupId !== undefined && !uuid.safeParse(groupId).success)) return null
  return { kind: 'said', ownerId, groupId: groupId ?? null, number: number === undefined ? null : Number(number) }
}

/** The one spelling of a topic. */
export function topicText(topic: Topic): string {
  if (topic.kind === 'club') return clubTopic(topic.ownerId)
  if (topic.kind === 'member') return memberTopic(topic.ownerId, topic.userId)
  if (topic.kind === 'group')
    return topic.userId === null ? `group:${enclose(topic.groupId)}` : groupTopic(topic.groupId, topic.userId)
  if (topic.kind === 'service')
    return topic.userId === null ? deskTopic(topic.ownerId) : threadTopic(topic.ownerId, topic.userId)
  if (topic.kind === 'groups') return seatsTopic(topic.userId)
  if (topic.kind === 'said') return scopeTopic(topic)
  if (topic.kind === 'links') return linksTopic(topic.userId)
  if (topic.kind === 'link') return linkTopic(topic.linkId, topic.party)
  return topic.kind === 'session' ? sessionTopic(topic.sessionId) : topic.kind
}

/** Kinds on a club's topic that everyone who is signed in may see; the rest is for the owner and staff with this permission. */
export const publicClubKinds: ReadonlySet<string> = new Set([
  'club.changed',
  'mode.announced',
  'mode.withdrawn',
  'mode.changed',
  'badge.renamed',
  'session.started',
  'session.ended',
  'benefits.changed',
  'benefit.withdrawing',
  'benefit.kept',
  'packet.opened',
  'packet.moved',
  'campaign.changed',
  'groups.changed',
])
export const clubTopicPermission: Permission = 'overview'
