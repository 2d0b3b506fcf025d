import { z } from 'zod'
import * as accountForms from '../contract/accounts.ts'
import * as eventForms from '../contract/events.ts'
import * as forms from '../contract/forms.ts'
import { rejections } from '../contract/rejections.ts'
import * as ruleSetForms from '../contract/rule-set.ts'
import * as viewForms from '../contract/views.ts'
import type { EventType } from '../contract/words.ts'
import { eventTypes } from '../contract/words.ts'
import { eventMediaTypes } from './events-route.ts'
import { paramNames, paramsSchema } from './mount.ts'
import type { EdgeRoute } from './mount.ts'
import { edgeLimits } from './settings.ts'

/** JSON Schema 2020-12, as far as this file looks into it. */
export type Schema = { [key: string]: unknown }
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: Schema
  readonly tags: readonly Schema[]
  readonly security: readonly Schema[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: Schema }
}

const refTo = (name: string): string => `#/components/schemas/${name}`
const ref = (name: string): Schema => ({ $ref: refTo(name) })
const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** Contract schemas that get a name of their own in the document; everything else is written where it is used. */
function namedSchemas(): Map<string, z.ZodType> {
  const named = new Map<string, z.ZodType>()
  for (const module of [forms, viewForms, accountForms, eventForms, ruleSetForms])
    for (const [name, value] of Object.entries(module))
      if (value instanceof z.ZodObject && value !== forms.page && value !== forms.problem)
        named.set(pascal(name), value)
  return named
}

/** One event type as a CloudEvent (api.md "Events in"). */
function eventSchema(type: EventType): z.ZodType {
  const envelope = eventForms.cloudEvent.omit({ subject: true, data: true, type: true }).extend({
    type: z.literal(type),
    data: eventForms.eventData[type],
  })
  return eventForms.subjectless.has(type) ? envelope : envelope.extend({ subject: forms.id })
}
const eventName = (type: EventType): string => `${pascal(type)}Event`

interface Generated {
  readonly named: ReadonlyMap<string, Schema>
  /** Schemas of routes, by the key they were asked for. */
  readonly inline: ReadonlyMap<string, Schema>
}

/** Tidies what zod writes: no identifiers, no closed objects (clients may meet new members), no patterns beside a format. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const schema = value as Schema
  const nullable = nullableOf(schema)
  if (nullable !== null) return tidy(nullable)
  return Object.fromEntries(
    Object.entries(schema)
      .filter(
        ([key, member]) => key !== '$schema' && key !== '$id' && !(key === 'additionalProperties' && member === false),
      )
      .filter(([key]) => !(key === 'pattern' && typeof schema['format'] === 'string'))
      .map(([key, member]) => [key, tidy(member)]),
  )
}

/** `anyOf: [{type: x, …}, {type: null}]` → `type: [x, null]`; null when it is something else. */
function nullableOf(schema: Schema): Schema | null {
  const { anyOf, ...rest } = schema
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return null
  const [first, second] = anyOf as [Schema, Schema]
  if (second['type'] !== 'null' || typeof first['type'] !== 'string' || 'enum' in first || 'const' in first) return null
  return { ...rest, ...first, type: [first['type'], 'null'] }
}

function generate(
  io: 'input' | 'output',
  named: ReadonlyMap<string, z.ZodType>,
  asked: ReadonlyMap<string, z.ZodType>,
): Generated {
  const registry = z.registry<{ id: string }>()
  for (const [name, schema] of named) registry.add(schema, { id: name })
  // A copy: zod writes a reference wherever it meets a registered schema, and these have no place of their own in the document.
  for (const [key, schema] of asked) if (!registry.has(schema)) registry.add(schema.clone(), { id: key })
  const { schemas } = z.toJSONSchema(registry, { io, uri: refTo, unrepresentable: 'any' })
  const inline = new Map<string, Schema>()
  for (const [key, schema] of asked) {
    const name = registry.get(schema)?.id
    inline.set(key, name === undefined ? (tidy(schemas[key]) as Schema) : ref(name))
  }
  return { named: new Map([...named.keys()].map((name) => [name, tidy(schemas[name]) as Schema])), inline }
}

function refsIn(value: unknown, into: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const member of value) refsIn(member, into)
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value))
      if (key === '$ref' && typeof member === 'string') into.add(member.slice(refTo('').length))
      else refsIn(member, into)
  return into
}

function rename(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((member) => rename(member, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const renamed = key === '$ref' && typeof member === 'string' && names.has(member.slice(refTo('').length))
      return [key, renamed ? `${String(member)}Input` : rename(member, names)]
    }),
  )
}

/** Names whose request form is not their answer form (defaults), and those that hold such a one. */
function differing(input: Generated, output: Generated): Set<string> {
  const names = new Set<string>()
  for (const [name, schema] of input.named)
    if (JSON.stringify(schema) !== JSON.stringify(output.named.get(name))) names.add(name)
  for (let size = -1; size !== names.size;) {
    size = names.size
    for (const [name, schema] of input.named) if ([...refsIn(schema)].some((used) => names.has(used))) names.add(name)
  }
  return names
}

const codes = Object.keys(rejections)
const problemSchema: Schema = {
  description: 'RFC 9457. `code` is one of a closed list; the title is in Chinese or English by Accept-Language.',
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: codes },
    detail: { type: 'string' },
    retryAt: { type: 'string', format: 'date-time' },
    retryAfterSeconds: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

const accessWords = (route: EdgeRoute): string => {
  const { access } = route
  switch (access.kind) {
    case 'open':
      return 'Nobody need sign in.'
    case 'any':
      return 'Everyone who is signed in.'
    case 'platform':
      return 'The platform and administrators.'
    case 'platformKey':
      return 'The platform key only.'
    case 'reviewer':
      return 'Reviewers, the platform and administrators.'
    case 'club':
      return `The club's owner, his staff with \`${access.permission}\`, the platform and administrators.`
    case 'self': {
      const others =
        access.permission === undefined ? '' : `the club's owner, his staff with \`${access.permission}\`, `
      return `The user himself, ${others}the platform and administrators.`
    }
  }
}

function parameters(route: EdgeRoute, input: Generated): Schema[] {
  const of = (key: string, where: 'path' | 'query'): Schema[] => {
    const schema = input.inline.get(key) ?? {}
    const required = (schema['required'] ?? []) as readonly string[]
    return Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: property,
    }))
  }
  const list = [...of(`${route.name}Path`, 'path'), ...of(`${route.name}Query`, 'query')]
  if (route.method !== 'GET' && route.access.kind !== 'open')
    list.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'The same key and request give the same answer again, for 48 hours',
      schema: { type: 'string', minLength: 1, maxLength: edgeLimits.idempotencyKeyCharacters },
    })
  return list
}

function eventBody(): Schema {
  const schema = { oneOf: [ref('Event'), { type: 'array', maxItems: edgeLimits.batchEvents, items: ref('Event') }] }
  return { required: true, content: Object.fromEntries(eventMediaTypes.map((type) => [type, { schema }])) }
}

function answerOf(route: EdgeRoute, output: Generated): Schema {
  if (route.answersAs === 'redirect') return { '302': { description: 'To another address' } }
  const schema = output.inline.get(`${route.name}Answer`) ?? {}
  const content = { [route.answersAs ?? 'application/json']: { schema } }
  return { [String(route.status ?? 200)]: { description: route.summary, content } }
}

function operation(route: EdgeRoute, input: Generated, output: Generated): Schema {
  const body = input.inline.get(`${route.name}Body`)
  const problem = { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } }
  return {
    operationId: route.name,
    tags: [route.tag],
    summary: route.summary,
    description: `${accessWords(route)}${route.clauses.length === 0 ? '' : ` Clauses: ${route.clauses.join(', ')}.`}`,
    ...(route.access.kind === 'open' ? { security: [] } : {}),
    parameters: parameters(route, input),
    ...(route.rawEvents === true ? { requestBody: eventBody() } : {}),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...answerOf(route, output), default: problem },
  }
}

function askedOf(routes: readonly EdgeRoute[]): { input: Map<string, z.ZodType>; output: Map<string, z.ZodType> } {
  const input = new Map<string, z.ZodType>()
  const output = new Map<string, z.ZodType>()
  for (const route of routes) {
    if (paramNames(route.path).length > 0) input.set(`${route.name}Path`, paramsSchema(route))
    if (route.query !== undefined) input.set(`${route.name}Query`, route.query)
    if (route.body !== undefined) input.set(`${route.name}Body`, route.body)
    output.set(`${route.name}Answer`, route.answer)
  }
  return { input, output }
}

const eventUnion: Schema = {
  description: 'CloudEvents 1.0, JSON. Unknown members are ignored.',
  oneOf: eventTypes.map((type) => ref(eventName(type))),
  discriminator: {
    propertyName: 'type',
    mapping: Object.fromEntries(eventTypes.map((type) => [type, refTo(eventName(type))])),
  },
}

/** Only what is reached from the paths (and what they reach). */
function reachable(schemas: ReadonlyMap<string, Schema>, roots: unknown): Record<string, Schema> {
  const found = new Set<string>()
  const open = [...refsIn(roots)]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const schema = schemas.get(name)
    if (found.has(name) || schema === undefined) continue
    found.add(name)
    open.push(...refsIn(schema))
  }
  return Object.fromEntries([...found].sort().map((name) => [name, schemas.get(name) ?? {}]))
}

/** Named schemas of both directions. Only one that requests and answers use in different forms takes a second name, `XInput`. */
function merge(input: Generated, output: Generated): { schemas: Map<string, Schema>; input: Generated } {
  const split = differing(input, output)
  const answered = reachable(output.named, [...output.inline.values()])
  const twice = new Set([...split].filter((name) => answered[name] !== undefined))
  const schemas = new Map<string, Schema>(output.named)
  for (const name of split)
    schemas.set(twice.has(name) ? `${name}Input` : name, rename(input.named.get(name), twice) as Schema)
  const renamed = new Map([...input.inline].map(([key, schema]) => [key, rename(schema, twice) as Schema]))
  return { schemas, input: { named: input.named, inline: renamed } }
}

/** The OpenAPI 3.1 document of a list of routes, from the very schemas that validate them (PLT-3). Pure: no server, no store. */
export function openApiDocument(routes: readonly EdgeRoute[], version: string): OpenApiDocument {
  const named = namedSchemas()
  const asked = askedOf(routes)
  const events = new Map(eventTypes.map((type) => [eventName(type), eventSchema(type)]))
  const generated = generate('input', new Map([...named, ...events]), asked.input)
  const output = generate('output', named, asked.output)
  const eventSchemas = new Map([...generated.named].filter(([name]) => events.has(name)))
  const plain = { ...generated, named: new Map([...generated.named].filter(([name]) => named.has(name))) }
  const { schemas, input } = merge(plain, output)
  for (const [name, schema] of eventSchemas) schemas.set(name, schema)
  schemas.set('Event', eventUnion)
  schemas.set('Problem', problemSchema)

  const paths: Record<string, Record<string, Schema>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, input, output)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiefen 铁粉',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'The open, self-hosted fan-club engine for live commerce.',
    },
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    security: [{ platformKey: [] }, { token: [] }],
    paths,
    components: {
      schemas: reachable(schemas, { paths, message: ref('StreamMessage') }),
      securitySchemes: {
        platformKey: { type: 'http', scheme: 'bearer', description: 'The platform secret key, or an API key' },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'POST /v1/tokens, or the platform’s own issuer',
        },
      },
    },
  }
}
