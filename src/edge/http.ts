import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import { v7 as uuidv7 } from 'uuid'
import { secretHash } from '../account/secret.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Log } from '../ports/log.ts'
import type { Tracing } from '../ports/tracing.ts'
import { readJsonBodies, readUploads } from './body.ts'
import { drainOnClose } from './drain.ts'
import { answerClientError, answerError, cutSlowBodies } from './errors.ts'
import { eventMediaTypes } from './events-route.ts'
import { mount, mountMethodGuards } from './mount.ts'
import { servePages } from './pages.ts'
import { principalForm } from './principal.ts'
import type { Principal } from './principal.ts'
import { ProblemError, sendProblem } from './problem.ts'
import { createServices } from './services.ts'
import type { EdgeServices, ServerParts } from './services.ts'
import { edgeLimits } from './settings.ts'
import type { EdgeConfig } from './settings.ts'
import { sweepExpired, takeTicket } from './store.ts'
import { createThrottle, refusalOf, type Throttle } from './throttle.ts'
import { traceRequests } from './trace-requests.ts'

export interface ServerOptions extends Omit<ServerParts, 'log'> {
  /** A pino logger; quiet unless given. */
  readonly logger?: FastifyBaseLogger
  /** Spans of requests; without it no hook is set. */
  readonly tracing?: Tracing
}

const quiet = (): void => undefined
const quietLog: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

function createFastify(config: EdgeConfig, logger: FastifyBaseLogger | undefined): FastifyInstance {
  const server = fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    // One line a request costs more than the request; failures are logged where they are answered.
    logController: new fastify.LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: edgeLimits.bodyBytes,
    // of the longest there are; see cutSlowBodies
    requestTimeout: edgeLimits.uploadSeconds * 1_000,
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

/** The bearer of a one-use ticket, on the routes that take one. Codes: unauthenticated, ticket_invalid, too_many_requests. */
async function principalOfTicket(
  request: FastifyRequest,
  services: EdgeServices,
  badTickets: Throttle,
): Promise<Principal | Rejection> {
  const ticket = (request.query as { ticket?: unknown }).ticket
  if (request.routeOptions.config.acceptsTicket !== true || ticket === undefined) return reject('unauthenticated')
  if (typeof ticket !== 'string') return reject('ticket_invalid')
  const now = services.realNow()
  const refused = refusalOf(badTickets, request.ip, now)
  if (refused !== null) return refused
  const kept = principalForm.safeParse(await takeTicket(services.app.db, secretHash(ticket), now))
  const principal = kept.success ? await services.auth.freshen(kept.data) : null
  if (principal !== null) return principal
  badTickets.count(request.ip, now)
  return reject('ticket_invalid')
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

/** Pages load only what this server serves, and nobody frames them. */
const contentSecurity = {
  useDefaults: false,
  directives: {
    'default-src': ["'self'"],
    // antd writes its styles into the page
    'style-src': ["'self'", "'unsafe-inline'"],
    // products' pictures lie where the shop keeps them
    'img-src': ["'self'", 'data:', 'blob:', 'https:'],
    // a video that was chosen is looked at before it is sent
    'media-src': ["'self'", 'blob:'],
    'connect-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
}

function addHooks(server: FastifyInstance, services: EdgeServices): void {
  // a ticket is looked for before requests are counted, since it says whose they are
  const badTickets = createThrottle({
    limit: edgeLimits.addressRequestsPerMinute,
    windowMs: 60_000,
    maxKeys: edgeLimits.throttleKeys,
  })
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id)
    const { authorization } = request.headers
    request.principal =
      authorization === undefined
        ? await principalOfTicket(request, services, badTickets)
        : await services.auth.authenticate(authorization, request.ip)
  })
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    services.metrics.request(request.method, route, reply.statusCode, reply.elapsedTime / 1_000, reply.problemCode)
  })
  server.addHook('preClose', async () => {
    services.stop()
    services.hub.close()
  })
}

/** Deletes expired rows now and then, a bounded number at a time. */
function sweepNowAndThen(server: FastifyInstance, { app, realNow }: EdgeServices): void {
  let sweeping = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweepExpired(app.db, realNow(), edgeLimits.sweepRows).catch((error: unknown) =>
      server.log.warn({ err: error }, 'sweep failed; it will be tried again'),
    )
  }, edgeLimits.sweepMinutes * 60_000)
  timer.unref()
  server.addHook('onClose', async () => {
    clearInterval(timer)
    await sweeping
  })
}

function mountRoutes(server: FastifyInstance, services: EdgeServices): void {
  const { routes } = services
  server.register(async (scope) => {
    await limitRates(scope)
    readJsonBodies(scope, ['application/json'], edgeLimits.bodyBytes)
    for (const route of routes)
      if (route.rawEvents !== true && route.upload === undefined)
        mount(scope, route, services, route.access.kind === 'open' ? { bodyLimit: edgeLimits.openBodyBytes } : {})
    mountMethodGuards(scope, routes)
    scope.register(async (events) => {
      const bodyLimit = edgeLimits.eventBodyBytes
      readJsonBodies(events, eventMediaTypes, bodyLimit)
      for (const route of routes) if (route.rawEvents === true) mount(events, route, services, { bodyLimit })
    })
    for (const route of routes) {
      if (route.upload === undefined) continue
      const { mediaTypes } = route.upload
      scope.register(async (uploads) => {
        readUploads(uploads, mediaTypes)
        mount(uploads, route, services)
      })
    }
  })
  server.register(async (scope) => servePages(scope, services.config.webRoot, services.app.timeZone))
}

/**
 * Builds the HTTP server over an application: routes in, requests answered, nothing listening yet and nothing asked of the store.
 * `close()` ends the streams with a hint to come back, finishes what was accepted and lets the connections go.
 */
export function createServer(options: ServerOptions): FastifyInstance {
  const services = createServices({ ...options, log: options.logger ?? quietLog })
  const { config } = options
  const server = createFastify(config, options.logger)
  server.decorateRequest('principal')
  server.decorateRequest('rawBody', null)
  server.decorateRequest('bodyBytes', 0)
  server.decorateReply('problemCode', null)
  server.setErrorHandler(answerError)
  // nothing is read of a body for an address that there is not
  server.removeAllContentTypeParsers()
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, reject('not_found')))
  if (options.tracing !== undefined) traceRequests(server, options.tracing)
  drainOnClose(server, options.realNow)
  addHooks(server, services)
  cutSlowBodies(server)
  sweepNowAndThen(server, services)
  server.register(helmet, {
    contentSecurityPolicy: contentSecurity,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    // Only where people come by https; over plain http in a local network it would lock them out.
    strictTransportSecurity: config.publicUrl?.startsWith('https:') === true,
  })
  server.register(cookie)
  mountRoutes(server, services)
  return server
}
