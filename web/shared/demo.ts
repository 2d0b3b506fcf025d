import type { Auth } from './api.ts'
import { ApiProblem } from './problem.ts'
import type { Money } from '../../src/contract/forms.ts'
import type { Mode, OwnerKind } from '../../src/contract/words.ts'
import type { Session } from './session.ts'
import { keyed } from './use-once.ts'

/** The demo's little shop backend, as the pages use it (mounted at /demo). */
export interface DemoInfo {
  readonly owners: readonly {
    readonly ownerId: string
    readonly kind: OwnerKind
    readonly name: string
    readonly mode: Mode
  }[]
  /** addresses that a phone in the same network can open, without a path */
  readonly lanUrls: readonly string[]
  readonly clock: { readonly now: string; readonly rate: number }
  /** IANA name of the platform's time zone */
  readonly timeZone?: string
}
export interface Product {
  readonly productId: string
  readonly title: string
  readonly price: Money
  readonly emoji: string
  /** 0 to 359, the tile's colour */
  readonly hue: number
}
export interface DemoOrder {
  readonly orderId: string
  readonly productId: string
  readonly title: string
  readonly emoji: string
  readonly hue: number
  readonly quantity: number
  readonly amount: Money
  readonly refunded: Money
  readonly paidAt: string
  readonly reviewed: boolean
}
/** What a fan can do in the room; the backend turns it into an event of the fan. */
export type Act =
  | { readonly kind: 'enter' | 'share' }
  | { readonly kind: 'watch'; readonly seconds: number }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'like' | 'lightBadge'; readonly count: number }
  | { readonly kind: 'view' | 'cart'; readonly productId: string }
  | { readonly kind: 'gift'; readonly coins: number }

/** The demo is there, or null where the server runs without one. */
export async function demoInfo(): Promise<DemoInfo | null> {
  return demoCall<DemoInfo | null>(fetch, 'GET', '/demo/info').catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  })
}

/** A guest's identity, new or (with the old session) renewed. */
export async function demoGuest(old?: Session): Promise<Session> {
  const body = old?.secret === undefined ? {} : { userId: old.id, secret: old.secret }
  const guest = await demoCall<{ userId: string; name: string; token: string; secret?: string }>(
    fetch,
    'POST',
    '/demo/guest',
    body,
  )
  const secret = guest.secret ?? old?.secret
  return {
    token: guest.token,
    id: guest.userId,
    role: 'fan',
    name: guest.name,
    demo: true,
    ...(secret === undefined ? {} : { secret }),
  }
}

/** Walks through one of the demo's doors. */
export async function demoSignIn(as: 'owner' | 'reviewer' | 'admin', ownerId?: string): Promise<Session> {
  const body = ownerId === undefined ? { as } : { as, ownerId }
  const { token } = await demoCall<{ token: string }>(fetch, 'POST', '/demo/sign-in', body)
  return { token, id: ownerId ?? as, role: as, demo: true, ...(ownerId === undefined ? {} : { ownerId }) }
}

/** The calls a signed-in guest makes. */
export interface DemoClient {
  shelf(ownerId: string): Promise<{ products: readonly Product[] }>
  act(ownerId: string, act: Act): Promise<unknown>
  /** `entitlementId`: a coupon to use; `key`: under it the order is made once */
  order(
    ownerId: string,
    wish: { readonly productId: string; readonly quantity: number; readonly entitlementId: string | null },
    key: string,
  ): Promise<{ orderId: string; result: { points?: number } }>
  orders(ownerId: string): Promise<{ items: readonly DemoOrder[] }>
  refund(ownerId: string, orderId: string, amount: Money, key: string): Promise<unknown>
  review(ownerId: string, orderId: string): Promise<unknown>
}

/** `fetch` with the bearer token, once more with a fresh token after a 401: the sdk's client does so for the typed calls. */
function authorisedFetch(auth: Auth): (request: Request) => Promise<Response> {
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

/** Builds the demo's client for whoever `auth` is. */
export function createDemoClient(auth: Auth): DemoClient {
  const send = authorisedFetch(auth)
  const call = <T>(method: string, path: string, body?: unknown, key?: string) =>
    demoCall<T>((url, init) => send(new Request(url, init)), method, `/demo/${path}`, body, key)
  const of = (ownerId: string) => encodeURIComponent(ownerId)
  return {
    shelf: (ownerId) => call('GET', `${of(ownerId)}/shelf`),
    act: (ownerId, act) => call('POST', `${of(ownerId)}/act`, act),
    order: (ownerId, { entitlementId, ...wish }, key) =>
      call('POST', `${of(ownerId)}/orders`, { ...wish, ...(entitlementId === null ? {} : { entitlementId }) }, key),
    orders: (ownerId) => call('GET', `${of(ownerId)}/orders`),
    refund: (ownerId, orderId, amount, key) =>
      call('POST', `${of(ownerId)}/orders/${encodeURIComponent(orderId)}/refund`, { amount }, key),
    review: (ownerId, orderId) => call('POST', `${of(ownerId)}/orders/${encodeURIComponent(orderId)}/review`, {}),
  }
}

async function demoCall<T>(
  send: (url: string, init: RequestInit) => Promise<Response>,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> {
  const init: RequestInit = { method, ...(key === undefined ? {} : { headers: keyed(key) }) }
  if (body !== undefined) {
    init.body = JSON.stringify(body)
    init.headers = { ...init.headers, 'content-type': 'application/json' }
  }
  const response = await send(path, init).catch(() => {
    throw new ApiProblem(0, {})
  })
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  const answer = isJson ? ((await response.json()) as unknown) : null
  if (!response.ok || !isJson) throw new ApiProblem(response.ok ? 404 : response.status, (answer ?? {}) as object)
  return answer as T
}
