import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Route } from '../contract/route.ts'
import { createPasswords } from '../account/password.ts'
import { secretHash } from '../account/secret.ts'
import type { App } from '../ports/app.ts'
import type { Log } from '../ports/log.ts'
import type { OutboxReader } from '../ports/outbox.ts'
import { createAttempts } from './attempts.ts'
import { createAuthenticator } from './auth.ts'
import { readJsonBodies } from './body.ts'
import { answerClientError, answerError } from './errors.ts'
import { eventMediaTypes } from './events-route.ts'
import { createIdempotency } from './idempotency.ts'
import { createIssuerReader } from './issuer.ts'
import { createLiveHub } from './live-hub.ts'
import { mount, mountMethodGuards } from './mount.ts'
import type { EdgeRoute } from './mount.ts'
import { createOidcFlow } from './oidc.ts'
import { principalForm } from './principal.ts'
import { ProblemError, sendProblem } from './problem.ts'
import { edgeRoutes } from './routes.ts'
import { createInstanceKeys } from './secrets.ts'
import type { EdgeServices } from './services.ts'
import { edgeLimits } from './settings.ts'
import type { EdgeConfig } from './settings.ts'
import { takeTicket } from './store.ts'
import { createStreamCount } from './stream-count.ts'
import { createTokens } from './tokens.ts'

export interface ServerOptions {
  readonly app: App
  /** The slices' routes; the edge adds its own. */
  readonly routes: readonly Route[]
  readonly config: EdgeConfig
  /** UTC ms of the machine. */
  readonly realNow: () => number
  readonly outbox: OutboxReader
  /** PLT-8: the id under which a user is known first; his own unless said. */
  readonly canonicalUser?: (userId: string) => Promise<string>
  /** log2 of scrypt's N; 17 unless said. */
  readonly passwordCost?: number
  /** A pino logger; quiet unless given. */
  readonly logger?: FastifyBaseLogger
}

/** OWASP's choice for scrypt: N = 2^17, r = 8, p = 1. */
const PASSWORD_COST = 17

const quietLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function createServices(options: ServerOptions): EdgeServices & { keys: ReturnType<typeof createInstanceKeys> } {
  const { app, config, realNow } = options
  const keys = createInstanceKeys(app.db)
  const tokens = createTokens(keys, realNow)
  const canonicalUser = options.canonicalUser ?? ((userId: string) => Promise.resolve(userId))
  const readIssuerToken = config.issuer === null ? null : createIssuerReader(config.issuer, realNow)
  return {
    app,
    config,
    realNow,
    keys,
    tokens,
    canonicalUser,
    sameUser: async (one, other) => one === other || (await canonicalUser(one)) === (await canonicalUser(other)),
    passwords: createPasswords({
      cost: options.passwordCost ?? PASSWORD_COST,
      atOnce: edgeLimits.passwordHashesAtOnce,
      waiting: edgeLimits.passwordHashesWaiting,
    }),
    attempts: createAttempts(),
    oidc: config.oidc === null ? null : createOidcFlow(config.oidc, keys),
    hub: createLiveHub(options.outbox, options.logger ?? quietLog),
    streams: createStreamCount(),
    auth: createAuthenticator({ db: app.db, secretKey: config.secretKey, tokens, readIssuerToken, realNow }),
  }
}

function createFastify({ config, logger }: ServerOptions): FastifyInstance {
  const server = fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    // One line a request costs more than the request; failures are logged where they are answered.
    logController: new fastify.LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: edgeLimits.bodyBytes,
    requestTimeout: edgeLimits.requestSeconds * 1_000,
    connectionTimeout: edgeLimits.idleSocketSeconds * 1_000,
    keepAliveTimeout: edgeLimits.keepAliveSeconds * 1_000,
    forceCloseConnections: 'idle',
    // What arrives on an open connection while stopping is still answered, with `connection: close`.
    return503OnClosing: false,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    routerOptions: { maxParamLength: edgeLimits.paramCharacters },
    frameworkErrors: (error, request, reply) => void answerError(error, request, reply),
    clientErrorHandler: answerClientError,
  })
  server.server.maxConnections = edgeLimits.connections
  return server as unknown as FastifyInstance
}

/** The bearer of a one-use ticket, on the routes that take one. Codes: unauthenticated, ticket_invalid. */
async function principalOfTicket(request: FastifyRequest, { app, auth, realNow }: EdgeServices) {
  const ticket = (request.query as { ticket?: unknown }).ticket
  if (request.routeOptions.config.acceptsTicket !== true || ticket === undefined) return reject('unauthenticated')
  if (typeof ticket !== 'string') return reject('ticket_invalid')
  const principal = principalForm.safeParse(await takeTicket(app.db, secretHash(ticket), realNow()))
  return (principal.success ? await auth.freshen(principal.data) : null) ?? reject('ticket_invalid')
}

/** Subject of a valid credential, else the address. */
function limitKey(request: FastifyRequest): string {
  if (isRejection(request.principal)) return `address:${request.ip}`
  const { role, id, ownerId } = request.principal.subject
  return `${role}:${ownerId ?? ''}:${id}`
}

async function limitRates(scope: FastifyInstance): Promise<void> {
  await scope.register(rateLimit, {
    hook: 'onRequest',
    timeWindow: 60_000,
    cache: edgeLimits.throttleKeys,
    keyGenerator: limitKey,
    max: (request) =>
      isRejection(request.principal) ? edgeLimits.addressRequestsPerMinute : edgeLimits.subjectRequestsPerMinute,
    allowList: (request) => !isRejection(request.principal) && request.principal.subject.role === 'platform',
    errorResponseBuilder: (_request, context) =>
      new ProblemError(reject('too_many_requests', undefined, { retryAfterSeconds: Math.ceil(context.ttl / 1_000) })),
  })
}

const contentSecurity = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      // antd writes its styles into the page
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'connect-src': ["'self'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' as const },
}

/**
 * Builds the HTTP server over an application: routes in, requests answered, nothing listening yet. No I/O happens before the first request.
 * `close()` finishes what was accepted.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const services = createServices(options)
  const { app, config, realNow } = options
  const idempotency = createIdempotency(app.db, services.keys, realNow)
  const routes: readonly EdgeRoute[] = [...options.routes, ...edgeRoutes]
  const server = createFastify(options)

  server.decorateRequest('principal')
  server.decorateRequest('rawBody', null)
  server.setErrorHandler(answerError)
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, reject('not_found')))
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    const { authorization } = request.headers
    request.principal =
      authorization === undefined
        ? await principalOfTicket(request, services)
        : await services.auth.authenticate(authorization, request.ip)
  })
  server.addHook('preClose', async () => services.hub.close())
  server.register(helmet, {
    ...contentSecurity,
    // Only where people come by https; over plain http in a local network it would lock them out.
    strictTransportSecurity: config.publicUrl?.startsWith('https:') === true,
  })
  server.register(cookie)
  server.register(async (scope) => {
    await limitRates(scope)
    readJsonBodies(scope, ['application/json'], edgeLimits.bodyBytes)
    for (const route of routes) if (route.rawEvents !== true) mount(scope, route, services, idempotency)
    mountMethodGuards(scope, routes)
    scope.register(async (events) => {
      readJsonBodies(events, eventMediaTypes, edgeLimits.eventBodyBytes)
      const bodyLimit = edgeLimits.eventBodyBytes
      for (const route of routes)
        if (route.rawEvents === true) mount(events, route, services, idempotency, { bodyLimit })
    })
  })
  return server
}
