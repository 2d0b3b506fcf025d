import { createHash } from 'node:crypto'
import { createPasswords } from '../account/password.ts'
import type { Passwords } from '../account/password.ts'
import type { Route } from '../contract/route.ts'
import type { App } from '../ports/app.ts'
import type { BusLink } from '../ports/bus.ts'
import type { Log } from '../ports/log.ts'
import type { MediaStorage } from '../ports/media.ts'
import type { OutboxReader } from '../ports/outbox.ts'
import type { SameUser } from './access.ts'
import { createAttempts } from './attempts.ts'
import type { Attempts } from './attempts.ts'
import { createAuthenticator } from './auth.ts'
import type { Authenticator } from './auth.ts'
import { createIdempotency } from './idempotency.ts'
import type { Idempotency } from './idempotency.ts'
import { createIssuerReader } from './issuer.ts'
import { createLiveHub } from './live-hub.ts'
import type { LiveHub } from './live-hub.ts'
import { createLinkSecret, type LinkSecret } from './media-routes.ts'
import { createMetrics } from './metrics.ts'
import type { Metrics } from './metrics.ts'
import type { EdgeRoute } from './mount.ts'
import { createOidcFlow } from './oidc.ts'
import type { OidcFlow } from './oidc.ts'
import { openApiDocument } from './openapi.ts'
import { edgeRoutes } from './routes.ts'
import { createInstanceKeys } from './secrets.ts'
import { edgeLimits } from './settings.ts'
import type { EdgeConfig } from './settings.ts'
import { createStreamCount } from './stream-count.ts'
import type { StreamCount } from './stream-count.ts'
import { createTokens } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** What a server is made of. */
export interface ServerParts {
  readonly app: App
  /** The slices' routes; the edge adds its own. */
  readonly routes: readonly Route[]
  readonly config: EdgeConfig
  /** UTC ms of the machine. */
  readonly realNow: () => number
  readonly outbox: OutboxReader
  /** PLT-8: the id under which a user is known first; his own unless said. */
  readonly canonicalUser?: (userId: string) => Promise<string>
  /** How the bus to the other nodes stands; without one, `none`. */
  readonly busLink?: () => BusLink
  /** Made here unless given; give them to count the engine's batches too. */
  readonly metrics?: Metrics
  /** log2 of scrypt's N; 17 unless said. */
  readonly passwordCost?: number
  /** For the OpenAPI document. */
  readonly version?: string
  readonly log: Log
  /** Where pictures and videos lie; none are given without. */
  readonly media?: MediaStorage
}

/** What the edge's own routes share. */
export interface EdgeServices {
  readonly app: App
  readonly config: EdgeConfig
  readonly routes: readonly EdgeRoute[]
  /** UTC ms of the machine: keys, tokens, limits. */
  readonly realNow: () => number
  readonly sameUser: SameUser
  /** The id under which a user is known first (PLT-8): stream topics carry it. */
  readonly canonicalUser: (userId: string) => Promise<string>
  readonly auth: Authenticator
  readonly tokens: Tokens
  readonly passwords: Passwords
  readonly attempts: Attempts
  /** null: no identity provider */
  readonly oidc: OidcFlow | null
  readonly idempotency: Idempotency
  readonly hub: LiveHub
  readonly streams: StreamCount
  readonly metrics: Metrics
  readonly busLink: () => BusLink
  /** null: none are given */
  readonly media: MediaStorage | null
  readonly linkSecret: LinkSecret
  /** The document of every route of this server, made on first use. */
  readonly openApi: () => { readonly text: string; readonly etag: string }
  /** True once the server was told to stop. */
  readonly stopping: () => boolean
  readonly stop: () => void
}

/** OWASP's choice for scrypt: N = 2^17, r = 8, p = 1. */
const PASSWORD_COST = 17

function lazyDocument(routes: readonly EdgeRoute[], version: string): EdgeServices['openApi'] {
  let made: { text: string; etag: string } | null = null
  return () => {
    if (made !== null) return made
    const text = JSON.stringify(openApiDocument(routes, version))
    made = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
    return made
  }
}

/** Puts the edge's services together; nothing is asked of the store yet. */
export function createServices(parts: ServerParts): EdgeServices {
  const { app, config, realNow, log } = parts
  const routes: readonly EdgeRoute[] = [...parts.routes, ...edgeRoutes]
  const keys = createInstanceKeys(app.db)
  const tokens = createTokens(keys, realNow)
  const readIssuerToken = config.issuer === null ? null : createIssuerReader(config.issuer, realNow)
  const canonicalUser = parts.canonicalUser ?? ((userId: string) => Promise.resolve(userId))
  const hub = createLiveHub(parts.outbox, log)
  const metrics = parts.metrics ?? createMetrics({ db: app.db, processMetrics: false })
  metrics.streams(() => ({ clients: hub.clients(), dropped: hub.dropped() }))
  let stopping = false
  return {
    app,
    config,
    routes,
    realNow,
    canonicalUser,
    sameUser: async (one, other) => one === other || (await canonicalUser(one)) === (await canonicalUser(other)),
    auth: createAuthenticator({ db: app.db, secretKey: config.secretKey, tokens, readIssuerToken, realNow }),
    tokens,
    passwords: createPasswords({
      cost: parts.passwordCost ?? PASSWORD_COST,
      atOnce: edgeLimits.passwordHashesAtOnce,
      waiting: edgeLimits.passwordHashesWaiting,
    }),
    attempts: createAttempts(),
    oidc: config.oidc === null ? null : createOidcFlow(config.oidc, keys),
    idempotency: createIdempotency(app, keys, realNow),
    hub,
    streams: createStreamCount(),
    metrics,
    busLink: parts.busLink ?? (() => 'none'),
    media: parts.media ?? null,
    linkSecret: createLinkSecret(app.db, realNow),
    openApi: lazyDocument(routes, parts.version ?? 'dev'),
    stopping: () => stopping,
    stop: () => void (stopping = true),
  }
}
