import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NOON, openWorld } from '../../test/support/club.ts'
import type { World } from '../../test/support/club.ts'
import { hostileValues, mutations, resolve, sample } from '../../test/support/sample.ts'
import type { Schema } from '../../test/support/sample.ts'
import { stores } from '../../test/support/store.ts'
import type { TestStore } from '../../test/support/store.ts'
import { rejections } from '../contract/rejections.ts'
import { eventTypes, permissions } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import type { RoomParts } from '../room/parts.ts'
import type { WebhookParts } from '../webhook/parts.ts'
import { allRoutes } from '../slices.ts'
import { openApiDocument } from './openapi.ts'
import { edgeRoutes } from './routes.ts'

/** Every operation of the OpenAPI document, on the whole node, with values that belong nowhere: no 5xx, and only codes of the list. */
const embedded = stores[0] as TestStore
const routes = [...allRoutes({} as RoomParts, {} as WebhookParts), ...edgeRoutes]
const document = openApiDocument(routes, 'test')
const components = document.components.schemas as Readonly<Record<string, Schema>>
const secret = 'platform-key-of-the-tests'
const uuid = '01900000-0000-7000-8000-000000000000'
const known: Readonly<Record<string, unknown>> = {
  ownerId: 'luo',
  userId: 'ann',
  sessionId: 'room',
  quarantineId: '999999',
  uuid,
  'date-time': toInstant(NOON + 3_600_000),
  date: '2026-03-10',
  currency: 'CNY',
  // an open stream would never end
  topics: 'nothing:x',
}

let world: World
beforeAll(async () => {
  world = await openWorld(embedded)
  await furnish()
})
afterAll(() => world.close())

/** Two clubs, a member, a live session with an order; the clock where it began. */
async function furnish(): Promise<void> {
  await world.reset()
  for (const owner of ['luo', 'wei']) await world.owner(owner)
  await world.join('ann')
  await world.send(world.started(), world.entered('ann'), world.paid('ann', 9_990, { order: 'o-1', session: 'room' }))
}

interface Operation {
  readonly name: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
  readonly path: string
  readonly parameters: readonly { name: string; in: string; schema: Schema }[]
  readonly body: Schema | null
}

const operations: readonly Operation[] = routes.map((route) => {
  const operation = document.paths[route.path]?.[route.method.toLowerCase()] as Record<string, unknown>
  const content = (operation['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)?.content
  return {
    name: route.name,
    method: route.method,
    path: route.path,
    parameters: operation['parameters'] as Operation['parameters'],
    body: content?.['application/json']?.schema ?? null,
  }
})

interface Sent {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** JSON text */
  readonly body?: string
  readonly bearer?: string | null
}

function addressOf(operation: Operation, sent: Sent): string {
  const pathValue = (name: string): string => {
    const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name)
    return sent.path?.[name] ?? encodeURIComponent(String(sample(parameter?.schema ?? {}, components, known, name)))
  }
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => pathValue(name))
  const required = operation.path === '/v1/stream' ? { topics: 'nothing:x' } : {}
  const query = Object.entries({ ...required, ...sent.query }).map(([name, value]) => `${name}=${value}`)
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

const sampleBody = (operation: Operation): unknown =>
  operation.body === null ? undefined : sample(operation.body, components, known)

async function send(operation: Operation, sent: Sent = {}) {
  const text = sent.body ?? (operation.body === null ? undefined : JSON.stringify(sampleBody(operation)))
  const bearer = sent.bearer === undefined ? secret : sent.bearer
  return world.node.server.inject({
    method: operation.method,
    url: addressOf(operation, sent),
    headers: {
      'x-tiefen-request': '1',
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(text === undefined ? {} : { payload: text }),
  })
}

/** Why an answer is not as promised; null when it is. Codes that only a broken server gives are not promised. */
function complaint(answer: Awaited<ReturnType<typeof send>>): string | null {
  const { statusCode: status } = answer
  if (status >= 500) return `${status} ${answer.body.slice(0, 300)}`
  if (status < 400) return null
  if (answer.headers['content-type'] !== 'application/problem+json') return `${status} is no problem document`
  const { code } = JSON.parse(answer.body) as { code: keyof typeof rejections }
  return rejections[code]?.status === status ? null : `${status} ${code} is not on the list`
}

async function walk(operation: Operation, cases: Iterable<readonly [string, Sent]>): Promise<void> {
  const complaints: string[] = []
  for (const [title, sent] of cases) {
    const said = complaint(await send(operation, sent))
    if (said !== null) complaints.push(`${title}: ${said}`)
  }
  expect(complaints).toEqual([])
}

const addresses = [
  '%00',
  '%ED%A0%80',
  '%FF',
  '%zz',
  '%',
  'a%20b',
  '%E4%B8%AD',
  'x'.repeat(3_000),
  "'%20or%201=1--",
  '..%2f..%2fetc',
  '__proto__',
  'constructor',
  'wei',
  'nobody',
  '-1',
  '0',
  '99999999999999999999',
  uuid,
  '%22%3E%3Cscript%3E',
]
/** Cursors are ours and opaque: these look like somebody took them apart. */
const cursors = [
  'W10',
  'WzFd',
  'WyJ4Il0',
  'eyJhIjoxfQ',
  'bnVsbA',
  'WzFlOTk5LCJ4Il0',
  'WyIyMDI2LTAyLTMwIiwiXHUwMDAwIl0',
].concat(
  [
    '[1,2]',
    '["x","y"]',
    '{"level":"x"}',
    '["\\u0000",1]',
    '[99999999999999999999]',
    '1:2',
    '1_2',
    '1.2',
    `${uuid},x`,
  ].flatMap((text) => [Buffer.from(text).toString('base64url'), encodeURIComponent(text)]),
)
const texts = [
  '{',
  '',
  ' ',
  'null',
  '[]',
  '"x"',
  '1',
  '{"a":1}',
  '[{}]',
  '{"__proto__":{"role":"admin"}}',
  '['.repeat(100_000),
  '{"a":1e999}',
  '"\\ud800"',
  '\u0000',
]

function* casesOf(operation: Operation): Generator<readonly [string, Sent]> {
  yield ['as documented', {}]
  for (const { name, in: place } of operation.parameters) {
    if (place === 'header') continue
    for (const value of addresses) yield [`${place} ${name}=${value.slice(0, 40)}`, { [place]: { [name]: value } }]
    if (name === 'cursor') for (const value of cursors) yield [`cursor ${value}`, { query: { cursor: value } }]
  }
  for (const query of ['__proto__=1', 'limit=1&limit=2', 'limit[]=1', '%00=1', 'constructor.prototype=x'])
    yield [`query ${query}`, { query: { [query.split('=')[0] ?? '']: query.slice(query.indexOf('=') + 1) } }]
  if (operation.body === null) return
  for (const body of texts) yield [`body ${body.slice(0, 40)}`, { body }]
  // Events are judged one by one below.
  if (operation.name === 'sendEvents') return
  for (const mutation of mutations(sampleBody(operation)))
    yield [mutation.title, { body: JSON.stringify(mutation.value) }]
}

describe('API: hostile values on every route', () => {
  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    (_name, operation) => walk(operation, casesOf(operation)),
    120_000,
  )

  test('bodies that are no JSON or no object are 422 wherever a body is read', async () => {
    for (const operation of operations) {
      if (operation.body === null) continue
      for (const body of ['{', '"x"', '[1]', '['.repeat(10_000)]) {
        if (operation.name === 'sendEvents' && body === '[1]') continue
        const { statusCode } = await send(operation, { body })
        expect([operation.name, body.slice(0, 9), [403, 404, 422, 429].includes(statusCode)]).toEqual([
          operation.name,
          body.slice(0, 9),
          true,
        ])
      }
    }
  })
})

describe('API: hostile events spoil nothing but themselves', () => {
  beforeAll(furnish)
  test.each(eventTypes)(
    '%s',
    async (type) => {
      const name = `${type
        .split('.')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')}Event`
      const good = sample(resolve(components[name] ?? {}, components), components, {
        ...known,
        time: toInstant(NOON),
        source: 'hostile',
      }) as Record<string, unknown>
      const hostile = [...mutations(good, 'event', 4)]
      const batch = [
        ...hostile.map(({ value }, index) =>
          typeof value === 'object' && value !== null && 'id' in value && value.id === good['id']
            ? { ...value, id: `${type}-${index}` }
            : value,
        ),
        ...hostileValues.map(({ value }) => value),
      ]
      const last = world.entered('ann', { id: `good-${type}`, source: 'hostile', at: NOON })
      const answer = await world.call<{ results: { status: string; code?: string }[] }>('POST', '/v1/events', [
        ...batch,
        last,
      ])
      expect(answer.status).toBe(200)
      const { results } = answer.body
      expect(results).toHaveLength(batch.length + 1)
      expect(results.at(-1)?.status).not.toBe('rejected')
      const codes = new Set(results.flatMap(({ status, code }) => (status === 'rejected' ? [code ?? 'none'] : [])))
      for (const code of codes) expect(Object.keys(rejections)).toContain(code)
      expect(codes).toContain('malformed')
    },
    120_000,
  )
})

describe('PLT-1: every route × role × own and other', () => {
  type Who =
    | 'nobody'
    | 'fan'
    | 'other fan'
    | 'owner'
    | 'other owner'
    | 'all staff'
    | 'bare staff'
    | 'other staff'
    | 'reviewer'
    | 'admin'
    | 'platform'
  const all = [...permissions]
  const bearers = new Map<Who, string | null>()
  beforeAll(async () => {
    await furnish()
    bearers.set('nobody', null)
    bearers.set('fan', await world.token('fan', 'ann'))
    bearers.set('other fan', await world.token('fan', 'bob'))
    bearers.set('owner', await world.token('owner', 'luo'))
    bearers.set('other owner', await world.token('owner', 'wei'))
    bearers.set('all staff', await world.token('staff', 's1', { ownerId: 'luo', permissions: all }))
    bearers.set('bare staff', await world.token('staff', 's2', { ownerId: 'luo' }))
    bearers.set('other staff', await world.token('staff', 's3', { ownerId: 'wei', permissions: all }))
    bearers.set('reviewer', await world.token('reviewer', 'r'))
    bearers.set('admin', await world.token('admin', 'root'))
    bearers.set('platform', secret)
  })
  const everyone: readonly Who[] = [
    'fan',
    'other fan',
    'owner',
    'other owner',
    'all staff',
    'bare staff',
    'other staff',
    'reviewer',
    'admin',
    'platform',
  ]

  /** Written out by hand, so that it does not follow a mistake in access.ts. */
  function admitted(kind: string, hasPermission: boolean, hasOwner: boolean): readonly Who[] {
    if (kind === 'platformKey') return ['platform']
    if (kind === 'platform') return ['admin', 'platform']
    if (kind === 'reviewer') return ['reviewer', 'admin', 'platform']
    if (kind === 'club') return ['owner', 'all staff', 'admin', 'platform']
    if (kind === 'self')
      return ['fan', ...(hasPermission && hasOwner ? (['owner', 'all staff'] as const) : []), 'admin', 'platform']
    return everyone
  }

  test.each(routes.map((route) => [route.name, route] as const))('%s', async (name, route) => {
    const operation = operations.find((each) => each.name === name) as Operation
    const { access } = route
    const allowed = admitted(
      access.kind,
      'permission' in access && access.permission !== undefined,
      route.path.includes('{ownerId}'),
    )
    for (const [who, bearer] of bearers) {
      // A body that the schema refuses: rights are decided before it is read, and nothing is changed.
      const { statusCode } = await send(operation, { bearer, ...(operation.body === null ? {} : { body: '"no"' }) })
      if (access.kind === 'open')
        expect([who, statusCode === 401 && operation.path !== '/v1/auth/token']).toEqual([who, false])
      else if (who === 'nobody') expect([who, statusCode]).toEqual([who, 401])
      else if (!allowed.includes(who)) expect([who, statusCode]).toEqual([who, 403])
      // A handler may still refuse what only it knows: whose session or draft it is.
      else if (access.kind !== 'any') expect([who, [401, 403].includes(statusCode)]).toEqual([who, false])
      else expect([who, statusCode === 401]).toEqual([who, false])
    }
  })
})
