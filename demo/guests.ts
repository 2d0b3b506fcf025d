import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { answerOf, createClient, type TiefenClient } from '../sdk/client.ts'
import { TiefenProblem } from '../sdk/problem.ts'
import { makeName } from '../sim/names.ts'
import { createRandom } from '../src/lib/prng.ts'
import { refusal } from './refusal.ts'

const TOKEN_SECONDS = 3_600

/** Who comes through the fan's door. */
export interface Guest {
  readonly userId: string
  readonly name: string
  readonly token: string
  /** with it he gets his next token */
  readonly secret: string
}

/** Guests and tokens of the demo. Nothing is kept here: a guest's secret follows from the platform's key and his id, his name is the product's. */
export interface Guests {
  welcome(): Promise<Guest>
  /** Code `credentials_invalid` */
  welcomeBack(userId: string, secret: string): Promise<Guest>
  /** The fan behind a bearer. Codes `unauthenticated`, `token_expired`, `forbidden` */
  whoIs(authorization: string | undefined): Promise<string>
}

/** Builds the guests' desk. @param baseUrl of the product */
export function createGuests(
  client: TiefenClient,
  { secretKey, baseUrl }: { secretKey: string; baseUrl: () => string },
): Guests {
  const secretOf = (userId: string): string =>
    createHmac('sha256', secretKey).update(`demo guest ${userId}`).digest('base64url')
  const tokenOf = async (userId: string): Promise<string> => {
    const body = { subject: { type: 'fan' as const, id: userId }, ttlSeconds: TOKEN_SECONDS }
    return (await answerOf(client.POST('/v1/tokens', { body }))).token
  }
  const admit = async (userId: string, name: string | null): Promise<Guest> => {
    const called = name ?? makeName(createRandom(userId))
    if (name === null)
      await answerOf(client.PUT('/v1/users/{userId}', { params: { path: { userId } }, body: { name: called } }))
    return { userId, name: called, token: await tokenOf(userId), secret: secretOf(userId) }
  }
  return {
    welcome: () => admit(`guest-${randomBytes(9).toString('hex')}`, null),
    async welcomeBack(userId, secret) {
      const [given, right] = [Buffer.from(secret), Buffer.from(secretOf(userId))]
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw refusal('credentials_invalid')
      return admit(userId, await nameOf(client, userId))
    },
    async whoIs(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
      if (token === undefined) throw refusal('unauthenticated')
      const { role, id } = await answerOf(createClient({ baseUrl: baseUrl(), token }).GET('/v1/me'))
      if (role !== 'fan') throw refusal('forbidden')
      return id
    },
  }
}

/** The name the product knows, or null for somebody it does not know. */
async function nameOf(client: TiefenClient, userId: string): Promise<string | null> {
  try {
    return (await answerOf(client.GET('/v1/users/{userId}', { params: { path: { userId } } }))).name
  } catch (error) {
    if (error instanceof TiefenProblem && error.status === 404) return null
    throw error
  }
}
