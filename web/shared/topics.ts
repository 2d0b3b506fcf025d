/**
 * Names of the live stream's topics, as src/contract/topics.ts spells them: repeated here because that module validates with zod, which no page
 * should load. `topics.test.ts` keeps the two alike.
 */
const enclose = (value: string): string => value.replaceAll(':', '%3A')

/** What concerns a whole club. */
export const clubTopic = (ownerId: string): string => `club:${enclose(ownerId)}`
/** What concerns one member. */
export const memberTopic = (ownerId: string, userId: string): string => `member:${enclose(ownerId)}:${enclose(userId)}`
/** A fan's links with whomever. */
export const linksTopic = (userId: string): string => `links:${enclose(userId)}`
/** One party of a link. */
export const linkTopic = (linkId: string, party: number): string => `link:${enclose(linkId)}:${party}`
/** The public screen and totals of one live session. */
export const sessionTopic = (sessionId: string): string => `session:${enclose(sessionId)}`
/** All that concerns an owner's service desk. */
export const deskTopic = (ownerId: string): string => `service:${enclose(ownerId)}`
/** A fan's private messages with an owner's desk. */
export const threadTopic = (ownerId: string, userId: string): string => `${deskTopic(ownerId)}:${enclose(userId)}`
/** A member's seat in a group. */
export const groupTopic = (groupId: string, userId: string): string => `group:${enclose(groupId)}:${enclose(userId)}`
/** A whole group, for the owner's side. */
export const wholeGroupTopic = (groupId: string): string => `group:${enclose(groupId)}`
/** All seats of a user at once; what comes is told under each seat's own name. */
export const seatsTopic = (userId: string): string => `groups:${enclose(userId)}`
/** Of which group a seat's topic is; null: of none. */
export const groupOfTopic = (topic: string): string | null => /^group:([^:]+):/.exec(topic)?.[1] ?? null
/** Whether a stream hears more when it is opened anew: all seats of a user were asked for, and he has another. */
export const opensAnew = ({ topic, kind }: { readonly topic: string; readonly kind: string }): boolean =>
  kind === 'group.joined' && topic.startsWith('groups:')

/**
 * The one of the topics asked for under which this one comes; null: none. Seats come under their own names, and under the id that a user has
 * since he was merged (PLT-8), which a page that was signed in under another need not know: it asks for the seats of one user.
 */
export function askedTopicOf(topic: string, asked: readonly string[]): string | null {
  if (asked.includes(topic)) return topic
  const isOfSeats = topic.startsWith('groups:') || /^group:[^:]+:[^:]+$/.test(topic)
  return isOfSeats ? (asked.find((one) => one.startsWith('groups:')) ?? null) : null
}
