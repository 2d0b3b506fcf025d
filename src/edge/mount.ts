import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { positionHeader } from '../contract/position.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Route, RouteInput, Subject } from '../contract/route.ts'
import type { App } from '../ports/app.ts'
import { mayCall } from './access.ts'
import { uploadOf } from './body.ts'
import { flawOf, malformed } from './json.ts'
import type { Flaw } from './json.ts'
import type { Principal } from './principal.ts'
import { problemOf, sendProblem, languageOf } from './problem.ts'
import type { EdgeServices } from './services.ts'
import { edgeLimits } from './settings.ts'
import { isOwner } from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who speaks, or why nobody does. */
    principal: Principal | Rejection
    /** Set for a body that JSON could be read from. */
    rawBody: Buffer | null
    /** Length of a body that was read as JSON. */
    bodyBytes: number
  }
  interface FastifyContextConfig {
    acceptsTicket?: boolean
    /** Its body may take as long as an upload. */
    takesUpload?: boolean
  }
}

/** What a route of the edge itself may touch beyond `App`: cookies, the connection, the edge's own services. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly services: EdgeServices
  readonly principal: Principal | null
}

/** A route of the edge. `handle` may answer by itself through `exchange.reply` (redirects, streams) and then returns undefined. */
export interface EdgeRoute<P = unknown, Q = unknown, B = unknown> extends Omit<Route, 'handle'> {
  handle(app: App, input: RouteInput<P, Q, B>, exchange: Exchange): Promise<unknown>
  /** The body is handed over as parsed, unvalidated: one bad event must not spoil its batch. */
  readonly rawEvents?: boolean
  /** Answers by itself, through `exchange.reply`, in this media type (a stream may be opened with `?ticket=`). */
  readonly answersAs?: 'text/plain' | 'application/json' | 'text/event-stream' | 'redirect' | '*/*'
  /** Spared by the rate limit. */
  readonly unlimited?: boolean
}

type Infer<S> = S extends z.ZodType ? z.output<S> : undefined

/** Keeps the schema types of one edge route while the list holds any. */
export function edgeRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Omit<EdgeRoute, 'handle' | 'params' | 'query' | 'body'> & {
    readonly params?: P
    readonly query?: Q
    readonly body?: B
    handle(app: App, input: RouteInput<Infer<P>, Infer<Q>, Infer<B>>, exchange: Exchange): Promise<unknown>
  },
): EdgeRoute {
  return definition as unknown as EdgeRoute
}

/** Stands for nobody on an open route; no id that a user can have. */
const nobody: Subject = { role: 'fan', id: '' }

/** Names inside braces of an OpenAPI path. */
export const paramNames = (path: string): string[] => Array.from(path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? '')

/** The route's own schema of its path, or ids for every name. */
export function paramsSchema(route: EdgeRoute): z.ZodType {
  return route.params ?? z.object(Object.fromEntries(paramNames(route.path).map((name) => [name, id])))
}

function check(schema: z.ZodType | undefined, value: unknown, root: string): { value: unknown } | { flaws: Flaw[] } {
  const flaw = flawOf(value, root, edgeLimits.jsonDepth)
  if (flaw !== null) return { flaws: [flaw] }
  if (schema === undefined) return { value: undefined }
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  const flaws = result.error.issues.slice(0, 20).map((issue) => ({
    path: [root, ...issue.path.map(String)].join('/'),
    message: issue.message,
  }))
  return { flaws }
}

/** Credentials, path and rights, before any of the body is read. */
function admission(route: EdgeRoute, services: EdgeServices) {
  const params = paramsSchema(route)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (route.sandboxOnly === true && !services.app.sandbox) return sendProblem(request, reply, reject('not_found'))
    if (route.access.kind !== 'open' && isRejection(request.principal))
      return sendProblem(request, reply, request.principal)
    const checked = check(params, request.params, 'path')
    if ('flaws' in checked) return sendProblem(request, reply, malformed(checked.flaws))
    request.params = checked.value
    const subject = isRejection(request.principal) ? null : request.principal.subject
    const allowed = await mayCall(route.access, subject, checked.value as Record<string, unknown>, services.sameUser)
    return allowed ? undefined : sendProblem(request, reply, reject('forbidden'))
  }
}

/** How callers reach this server: as configured, else as this request did. */
export function baseUrlOf(request: FastifyRequest, services: EdgeServices): string {
  return services.config.publicUrl ?? `${request.protocol}://${request.host}`
}

function inputOf(
  request: FastifyRequest,
  route: EdgeRoute,
  services: EdgeServices,
): RouteInput<unknown, unknown, unknown> | Rejection {
  const query = check(route.query, request.query, 'query')
  const absent = request.body === undefined || request.body === null
  // An absent body reads as an empty one, so that the answer names what is missing.
  const body =
    route.rawEvents === true || route.upload !== undefined
      ? { value: request.body }
      : check(route.body, absent ? {} : request.body, 'body')
  const flaws = [...('flaws' in query ? query.flaws : []), ...('flaws' in body ? body.flaws : [])]
  if ('flaws' in query || 'flaws' in body) return malformed(flaws)
  const key = request.headers['idempotency-key']
  if (key !== undefined && !isIdempotencyKey(key))
    return malformed([{ path: 'header/idempotency-key', message: '1 to 255 printable ASCII characters' }])
  return {
    params: request.params,
    query: query.value,
    body: body.value,
    upload: route.upload === undefined ? null : uploadOf(request),
    subject: isRejection(request.principal) ? nobody : request.principal.subject,
    idempotencyKey: typeof key === 'string' ? key : null,
    realNow: services.realNow(),
    baseUrl: baseUrlOf(request, services),
  }
}

const isIdempotencyKey = (key: unknown): boolean =>
  typeof key === 'string' && key.length <= edgeLimits.idempotencyKeyCharacters && /^[\x20-\x7e]+$/.test(key)

/** A finished answer, ready to be sent and to be kept for an idempotency key. */
export interface Finished {
  readonly status: number
  readonly rejection: Rejection | null
  readonly text: string
}

function finish(request: FastifyRequest, route: EdgeRoute, outcome: unknown): Finished {
  if (isRejection(outcome)) {
    const problem = problemOf(outcome, languageOf(request.headers['accept-language']))
    return { status: problem.status, rejection: outcome, text: JSON.stringify(problem) }
  }
  // Encoding through the schema drops what the contract does not name; an answer that does not fit is our bug and throws.
  return { status: route.status ?? 200, rejection: null, text: JSON.stringify(z.encode(route.answer, outcome)) }
}

/** Whether it can be repeated under an Idempotency-Key. */
export const isKeyed = (route: EdgeRoute): boolean =>
  route.method !== 'GET' && route.access.kind !== 'open' && route.upload === undefined

function handler(route: EdgeRoute, services: EdgeServices) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const input = inputOf(request, route, services)
    if (isRejection(input)) return sendProblem(request, reply, input)
    const principal = isRejection(request.principal) ? null : request.principal
    const exchange: Exchange = { request, reply, services, principal }
    if (input.idempotencyKey !== null && isKeyed(route)) {
      const run = async (app: App): Promise<Finished> =>
        finish(request, route, await route.handle(app, input, exchange))
      const kept = await services.idempotency.run(request, input.subject, input.idempotencyKey, run)
      if (isRejection(kept)) return sendProblem(request, reply, kept)
      if (kept.replayed) void reply.header('idempotency-replayed', 'true')
      return send(request, reply, kept)
    }
    if (route.method === 'GET' && principal !== null) await namePosition(reply, services)
    const answer = await route.handle(services.app, input, exchange)
    const outcome = (await listsNobody(route, input.params, answer, services.app)) ? reject('unknown_owner') : answer
    if (route.answersAs !== undefined && outcome === undefined) return reply
    return send(request, reply, finish(request, route, outcome))
  }
}

/** Nothing listed under an owner whom nobody registered: that is no empty list. Only empty ones are looked into. */
async function listsNobody(route: EdgeRoute, params: unknown, answer: unknown, app: App): Promise<boolean> {
  if (route.method !== 'GET' || !route.path.startsWith('/v1/clubs/{ownerId}/')) return false
  const isEmpty =
    typeof answer === 'object' &&
    answer !== null &&
    'items' in answer &&
    Array.isArray(answer.items) &&
    answer.items.length === 0
  if (!isEmpty || typeof params !== 'object' || params === null || !('ownerId' in params)) return false
  return !(await isOwner(app.db, String(params.ownerId)))
}

/** Asked before the answer is read from the store: a stream that begins here misses nothing of what comes after. */
async function namePosition(reply: FastifyReply, services: EdgeServices): Promise<void> {
  // without the store there will be no answer either, and that says it better
  const position = await services.hub.position().catch(() => null)
  if (position !== null) void reply.header(positionHeader, position)
}

function send(request: FastifyRequest, reply: FastifyReply, finished: Finished): FastifyReply {
  if (finished.rejection !== null) return sendProblem(request, reply, finished.rejection)
  return reply
    .code(finished.status)
    .header('cache-control', 'no-store')
    .type(finished.status >= 400 ? 'application/problem+json' : 'application/json')
    .send(Buffer.from(finished.text))
}

/** The same path in Fastify's form. */
const fastifyPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** A stream has no end: its headers are not given alone (HEAD). */
const isStream = (route: EdgeRoute): boolean => route.answersAs === 'text/event-stream'

/** Mounts a route: admission before the body, validation after it, the answer through its schema. */
export function mount(
  server: FastifyInstance,
  route: EdgeRoute,
  services: EdgeServices,
  options: RouteShorthandOptions = {},
): void {
  server.route({
    ...options,
    ...(isStream(route) ? { exposeHeadRoute: false, config: { acceptsTicket: true } } : {}),
    ...(route.unlimited === true ? { config: { rateLimit: false } } : {}),
    ...(route.upload === undefined ? {} : { config: { takesUpload: true } }),
    method: route.method,
    url: fastifyPath(route.path),
    preParsing: admission(route, services) as never,
    handler: handler(route, services),
  })
}

/** Answers 405 with `Allow` on every path for the methods it does not have. */
export function mountMethodGuards(server: FastifyInstance, routes: readonly EdgeRoute[]): void {
  const methods = new Map<string, string[]>()
  for (const route of routes) {
    const path = fastifyPath(route.path)
    const own = route.method === 'GET' && !isStream(route) ? ['GET', 'HEAD'] : [route.method]
    methods.set(path, [...(methods.get(path) ?? []), ...own])
  }
  for (const [url, present] of methods) {
    const absent = (['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
      (method) => !present.includes(method),
    )
    server.route({
      method: absent,
      url,
      exposeHeadRoute: false,
      onRequest: async (request, reply) =>
        sendProblem(request, reply.header('allow', present.join(', ')), reject('method_not_allowed')),
      handler: async () => undefined,
    })
  }
}
