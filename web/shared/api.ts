import { createClient, type TiefenClient, type TokenSource } from '../../sdk/client.ts'
import type { Positions } from './positions.ts'
import { ApiProblem } from './problem.ts'

/** Whose token the calls carry. */
export interface Auth {
  /** the present token, or null before signing in */
  token(): string | null
  /** a fresh token after a 401, or null when there is no way to get one; concurrent calls share one attempt */
  renew(): Promise<string | null>
}

/** The typed client of the HTTP contract: `api.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })`. */
export type Api = TiefenClient

/** The sdk's way to ask for tokens. */
export function tokenSource(auth: Auth): TokenSource {
  return ({ fresh }) => (fresh ? auth.renew() : auth.token())
}

/** Builds the client; every page has one. @param positions notes where its answers stood, for the page's stream */
export function createApi(auth: Auth, positions?: Positions): Api {
  const through = positions === undefined ? {} : { fetch: (request: Request) => positions.fetch(request) }
  return createClient({
    baseUrl: window.location.origin,
    getToken: tokenSource(auth),
    ...(through as { fetch?: typeof fetch }),
  })
}

interface Outcome<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/** The answer's body; throws `ApiProblem` for a refusal and for a server that cannot be reached. */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<NonNullable<T>> {
  let outcome: Outcome<T>
  try {
    outcome = await call
  } catch (error) {
    throw error instanceof TypeError ? new ApiProblem(0, {}) : error
  }
  if (outcome.response.ok) return outcome.data as NonNullable<T>
  throw new ApiProblem(outcome.response.status, problemBody(outcome.error))
}

function problemBody(error: unknown): object {
  return typeof error === 'object' && error !== null ? error : {}
}
