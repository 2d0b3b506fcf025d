import createFetchClient from 'openapi-fetch'
import type { Client } from 'openapi-fetch'
import { problemOf } from './problem.ts'
import type { paths } from './schema.gen.ts'

/** Where a bearer comes from. `fresh`: the last one was refused as expired or unknown. */
export type TokenSource = (ask: { readonly fresh: boolean }) => string | null | Promise<string | null>

export interface ClientOptions {
  /** Address of the server, without a path. */
  readonly baseUrl: string
  /** The platform key, an API key or a token. */
  readonly token?: string
  /** Instead of `token`; asked before each call, and once more after a 401. */
  readonly getToken?: TokenSource
  /** The environment's unless given. */
  readonly fetch?: typeof globalThis.fetch
  /** Language of problem titles. */
  readonly language?: 'zh' | 'en'
}

/** Typed calls made from the OpenAPI document: `client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })`. */
export type TiefenClient = Client<paths>

/** The one way to ask for a bearer, however it was given. */
export function tokenSourceOf(options: Pick<ClientOptions, 'token' | 'getToken'>): TokenSource {
  return options.getToken ?? (() => options.token ?? null)
}

/** `fetch` with the bearer; after a 401 once more with a fresh one. */
function authorised(options: ClientOptions): (request: Request) => Promise<Response> {
  const send = options.fetch ?? globalThis.fetch
  const tokenOf = tokenSourceOf(options)
  const withToken = (request: Request, token: string | null): Promise<Response> => {
    const copy = request.clone()
    if (token !== null) copy.headers.set('authorization', `Bearer ${token}`)
    return send(copy)
  }
  return async (request) => {
    const used = await tokenOf({ fresh: false })
    const response = await withToken(request, used)
    if (response.status !== 401 || options.getToken === undefined) return response
    const fresh = await tokenOf({ fresh: true })
    return fresh === null || fresh === used ? response : withToken(request, fresh)
  }
}

/** Builds the client. Calls give `{data, error, response}`; `answerOf` turns that into the answer or a thrown `TiefenProblem`. */
export function createClient(options: ClientOptions): TiefenClient {
  return createFetchClient<paths>({
    baseUrl: options.baseUrl,
    fetch: authorised(options),
    headers: {
      // Tells the server that no other site's page made the call (src/edge/origin.ts).
      'x-tiefen-request': '1',
      ...(options.language === undefined ? {} : { 'accept-language': options.language }),
    },
  })
}

interface Outcome<T> {
  readonly data?: T
  readonly error?: unknown
  readonly response: Response
}

/** The answer of a call. @throws TiefenProblem when it was refused */
export async function answerOf<T>(call: Promise<Outcome<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await call
  if (!response.ok) throw problemOf(response, error)
  return data as NonNullable<T>
}
