import createClient, { type Client } from 'openapi-fetch'
import { ApiProblem } from './problem.ts'
import type { paths } from './paths.ts'

/** Whose token the calls carry. */
export interface Auth {
  /** the present token, or null before signing in */
  token(): string | null
  /** a fresh token after a 401, or null when there is no way to get one; concurrent calls share one attempt */
  renew(): Promise<string | null>
}

/** The typed client of the HTTP contract: `api.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })`. */
export type Api = Client<paths>

/** Builds the client; every page has one. */
export function createApi(auth: Auth): Api {
  // Calls that the sign-in cookie alone could make must carry this header: a page of another site cannot send it (src/edge/origin.ts).
  const headers = { 'x-tiefen-request': '1' }
  return createClient<paths>({ baseUrl: window.location.origin, headers, fetch: authorisedFetch(auth) })
}

/** `fetch` with the bearer token, once more with a fresh token after a 401. */
export function authorisedFetch(auth: Auth): (request: Request) => Promise<Response> {
  const send = (request: Request, token: string | null) => {
    const copy = request.clone()
    if (token !== null) copy.headers.set('authorization', `Bearer ${token}`)
    return fetch(copy)
  }
  return async (request) => {
    const used = auth.token()
    const response = await send(request, used)
    if (response.status !== 401) return response
    const fresh = await auth.renew()
    return fresh === null || fresh === used ? response : send(request, fresh)
  }
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
