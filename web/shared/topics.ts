/**
 * Names of the live stream's topics, as src/contract/topics.ts spells them: repeated here because that module validates with zod, which no page
 * should load. `topics.test.ts` keeps the two alike.
 */
const enclose = (value: string): string => value.replaceAll(':', '%3A')

/** What concerns a whole club. */
export const clubTopic = (ownerId: string): string => `club:${enclose(ownerId)}`
/** What concerns one member. */
export const memberTopic = (ownerId: string, userId: string): string => `member:${enclose(ownerId)}:${enclose(userId)}`
/** The public screen and totals of one live session. */
export const sessionTopic = (sessionId: string): string => `session:${enclose(sessionId)}`
