import { z } from 'zod'
import * as eventForms from '../contract/events.ts'
import * as forms from '../contract/forms.ts'
import { rejections } from '../contract/rejections.ts'
import type { UploadForm } from '../contract/upload.ts'
import type { EventType } from '../contract/words.ts'
import { eventTypes } from '../contract/words.ts'
import { webhookMessage, webhookTypes, type WebhookType } from '../contract/webhooks.ts'
import { eventMediaTypes } from './events-route.ts'
import { isKeyed, paramNames, paramsSchema } from './mount.ts'
import type { EdgeRoute } from './mount.ts'
import { generate, merge, namedSchemas, pascal, reachable, ref, refTo } from './openapi-schemas.ts'
import type { Generated, Schema } from './openapi-schemas.ts'
import { edgeLimits } from './settings.ts'

export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: Schema
  readonly tags: readonly Schema[]
  readonly security: readonly Schema[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  readonly webhooks: Readonly<Record<string, { readonly post: Schema }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: Schema }
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

const webhookName = (type: WebhookType): string => `${pascal(type)}Webhook`

const webhookHeaders: readonly Schema[] = Object.entries({
  'webhook-id': 'Names the message: the same over every attempt and replay',
  'webhook-timestamp': 'When this attempt was made, seconds since 1970',
  'webhook-signature':
    'Base64 HMAC-SHA256 of `{id}.{timestamp}.{body}`, `v1,` before it; several stand apart by a blank',
}).map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }))

/** What a receiver must serve (Standard Webhooks 1.0). @rule PLT-4 */
function webhookOperation(type: WebhookType): Schema {
  return {
    tags: ['webhooks'],
    summary: type,
    description: 'Sent to the endpoints that asked for this type. See docs/connect/webhooks.md.',
    security: [],
    parameters: webhookHeaders,
    requestBody: { required: true, content: { 'application/json': { schema: ref(webhookName(type)) } } },
    responses: {
      '2XX': { description: 'Received' },
      '410': { description: 'The endpoint is switched off' },
      default: { description: 'Sent again later, with growing pauses' },
    },
  }
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
  if (isKeyed(route))
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

function uploadBody({ mediaTypes, description }: UploadForm): Schema {
  const schema = { type: 'string', format: 'binary' }
  return { required: true, description, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) }
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
    ...(route.upload === undefined ? {} : { requestBody: uploadBody(route.upload) }),
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
    // Copies: parameters are written one by one, also where the contract names their form (a reference has no properties).
    if (paramNames(route.path).length > 0) input.set(`${route.name}Path`, paramsSchema(route).clone())
    if (route.query !== undefined) input.set(`${route.name}Query`, route.query.clone())
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

/** The OpenAPI 3.1 document of a list of routes, from the very schemas that validate them (PLT-3). Pure: no server, no store. */
export function openApiDocument(routes: readonly EdgeRoute[], version: string): OpenApiDocument {
  const named = namedSchemas()
  const asked = askedOf(routes)
  const events = new Map(eventTypes.map((type) => [eventName(type), eventSchema(type)]))
  const generated = generate('input', new Map([...named, ...events]), asked.input)
  const messages = new Map(webhookTypes.map((type) => [webhookName(type), webhookMessage(type)]))
  const output = generate('output', new Map([...named, ...messages]), asked.output)
  const eventSchemas = new Map([...generated.named].filter(([name]) => events.has(name)))
  const plain = { ...generated, named: new Map([...generated.named].filter(([name]) => named.has(name))) }
  const { schemas, input } = merge(plain, output)
  for (const [name, schema] of eventSchemas) schemas.set(name, schema)
  schemas.set('Event', eventUnion)
  schemas.set('Problem', problemSchema)

  const paths: Record<string, Record<string, Schema>> = {}
  for (const route of routes) (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, input, output)
  const webhooks = Object.fromEntries(webhookTypes.map((type) => [type, { post: webhookOperation(type) }]))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tiefen 铁粉',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: 'The open, self-hosted fan-club engine for live commerce.',
    },
    tags: [...new Set([...routes.map((route) => route.tag), 'webhooks'])].map((name) => ({ name })),
    security: [{ platformKey: [] }, { token: [] }],
    paths,
    webhooks,
    components: {
      schemas: reachable(schemas, { paths, webhooks, message: ref('StreamMessage') }),
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
