import { openApiDocument } from '../../src/edge/openapi.ts'
import { paramNames, type EdgeRoute } from '../../src/edge/mount.ts'
import { edgeRoutes } from '../../src/edge/routes.ts'
import { toInstant } from '../../src/lib/time.ts'
import type { Random } from '../../src/lib/prng.ts'
import type { RoomParts } from '../../src/room/parts.ts'
import type { WebhookParts } from '../../src/webhook/parts.ts'
import { allRoutes } from '../../src/slices.ts'
import { NOON } from '../support/club.ts'
import { sample, type Schema } from '../support/sample.ts'
import { brokenBytes, hostileBearer, hostileCursor, hostileWord, mutatedJson } from './mutators.ts'

/** Every operation of the OpenAPI document, and bad requests to it. */

export const routes: readonly EdgeRoute[] = [...allRoutes({} as RoomParts, {} as WebhookParts), ...edgeRoutes]
const document = openApiDocument(routes, 'test')
export const components = document.components.schemas as Readonly<Record<string, Schema>>

const known: Readonly<Record<string, unknown>> = {
  ownerId: 'luo',
  userId: 'ann',
  sessionId: 'room',
  uuid: '01900000-0000-7000-8000-000000000000',
  'date-time': toInstant(NOON + 3_600_000),
  date: '2026-03-10',
  currency: 'CNY',
  topics: 'nothing:x',
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly schema: Schema
}
export interface Operation {
  readonly route: EdgeRoute
  readonly parameters: readonly Parameter[]
  /** a good body, as JSON text; null: it takes none */
  readonly good: unknown
}

export const operations: readonly Operation[] = routes.map((route) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] as Record<string, unknown>
  const content = (operation['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)?.content
  const schema = content?.['application/json']?.schema
  return {
    route,
    parameters: operation['parameters'] as readonly Parameter[],
    good: schema === undefined ? undefined : sample(schema, components, known),
  }
})

export interface BadRequest {
  readonly operation: Operation
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: Buffer | undefined
  /** what of it is spoilt */
  readonly spoilt: 'body' | 'bytes' | 'path' | 'query' | 'header' | 'method'
}

const goodParam = (operation: Operation, name: string): string => {
  const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name)
  return encodeURIComponent(String(sample(parameter?.schema ?? {}, components, known, name)))
}

function pathOf(operation: Operation, spoil: Random | null): string {
  const names = paramNames(operation.route.path)
  const bad = spoil === null || names.length === 0 ? null : spoil.pick(names)
  return operation.route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    name === bad && spoil !== null ? hostileWord(spoil) : goodParam(operation, name),
  )
}

function queryOf(operation: Operation, spoil: Random | null): string {
  const parts = operation.route.path === '/v1/stream' ? ['topics=nothing:x'] : []
  if (spoil !== null) {
    const names = operation.parameters.filter((each) => each.in === 'query').map((each) => each.name)
    for (let times = spoil.between(1, 3); times > 0; times -= 1) {
      const name = names.length > 0 && spoil.chance(0.85) ? spoil.pick(names) : hostileWord(spoil)
      // an open stream would never end
      if (name === 'topics') continue
      parts.push(
        `${name}${spoil.pick(['=', '=', '=', '[]=', '[a]='])}${name === 'cursor' ? hostileCursor(spoil) : hostileWord(spoil)}`,
      )
    }
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

const hostileHeaders = (random: Random, bearer: string): Record<string, string> =>
  random.pick<Record<string, string>>([
    { authorization: hostileBearer(random, bearer) },
    { authorization: hostileBearer(random, bearer) },
    {
      'content-type': random.pick([
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/json; charset=utf-7',
        '*/*',
        'application/x-www-form-urlencoded',
        'a'.repeat(900),
      ]),
    },
    { 'content-encoding': random.pick(['gzip', 'br', 'deflate', 'x']) },
    { 'idempotency-key': random.pick(['', 'x'.repeat(256), 'é', '\u0080']) },
    {
      'last-event-id': random.pick(['-1', '../x', '9'.repeat(100), 'a b', '99999999999999999999']),
      'accept-language': 'x'.repeat(500),
    },
    {
      'x-forwarded-for': '::1',
      'x-forwarded-host': 'evil',
      'x-http-method-override': 'DELETE',
      authorization: 'Bearer x',
    },
    { cookie: `session=${'x'.repeat(500)}; __proto__=1; =;`, authorization: '' },
  ])

/** A request that is bad in one way, to any operation, by any of the bearers. @param bearers null: nobody */
export function badRequest(random: Random, bearers: readonly (string | null)[]): BadRequest {
  const operation = random.pick(operations)
  const { route } = operation
  const hasBody = operation.good !== undefined && route.name !== 'sendEvents'
  const spoilt = random.pick([
    ...(hasBody ? (['body', 'body', 'body', 'bytes'] as const) : []),
    ...(paramNames(route.path).length > 0 ? (['path'] as const) : []),
    ...(route.method === 'GET' ? (['query', 'query'] as const) : (['header'] as const)),
    'header' as const,
  ])
  const bearer = random.pick(bearers)
  const text = operation.good === undefined ? undefined : JSON.stringify(operation.good)
  const payload =
    text === undefined
      ? undefined
      : spoilt === 'body'
        ? Buffer.from(mutatedJson(operation.good, random))
        : spoilt === 'bytes'
          ? brokenBytes(text, random)
          : Buffer.from(text)
  return {
    operation,
    method: route.method,
    url: pathOf(operation, spoilt === 'path' ? random : null) + queryOf(operation, spoilt === 'query' ? random : null),
    headers: {
      'x-tiefen-request': '1',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(spoilt === 'header' ? hostileHeaders(random, bearer ?? 'x') : {}),
    },
    payload,
    spoilt,
  }
}

/** Whether what was sent is good after all: a mutation may have made another good request. */
export function isGood({ operation: { route }, payload }: BadRequest): boolean {
  if (route.body === undefined) return true
  try {
    const text = payload?.toString('utf8') ?? ''
    return route.body.safeParse(text === '' ? {} : JSON.parse(text)).success
  } catch {
    return false
  }
}
