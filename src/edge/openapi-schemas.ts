import { z } from 'zod'
import * as accountForms from '../contract/accounts.ts'
import * as eventForms from '../contract/events.ts'
import * as forms from '../contract/forms.ts'
import * as ruleSetForms from '../contract/rule-set.ts'
import * as viewForms from '../contract/views.ts'
import * as roomForms from '../contract/room-views.ts'
import * as webhookForms from '../contract/webhooks.ts'

/** JSON Schema 2020-12, as far as this file looks into it. */
export type Schema = { [key: string]: unknown }

/** Where a named schema lies in the document. */
export const refTo = (name: string): string => `#/components/schemas/${name}`
/** A reference to a named schema. */
export const ref = (name: string): Schema => ({ $ref: refTo(name) })
/** `order.paid` → `OrderPaid`. */
export const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** Contract schemas that get a name of their own in the document; everything else is written where it is used. */
export function namedSchemas(): Map<string, z.ZodType> {
  const named = new Map<string, z.ZodType>()
  for (const module of [forms, viewForms, accountForms, eventForms, ruleSetForms, roomForms, webhookForms])
    for (const [name, value] of Object.entries(module))
      if (value instanceof z.ZodObject && value !== forms.page && value !== forms.problem)
        named.set(pascal(name), value)
  return named
}

export interface Generated {
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

/** JSON Schemas of the named forms and of the routes’ own, for requests (`input`) or answers (`output`). */
export function generate(
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

/** Only what is reached from the paths (and what they reach). */
export function reachable(schemas: ReadonlyMap<string, Schema>, roots: unknown): Record<string, Schema> {
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
export function merge(input: Generated, output: Generated): { schemas: Map<string, Schema>; input: Generated } {
  const split = differing(input, output)
  const answered = reachable(output.named, [...output.inline.values()])
  const twice = new Set([...split].filter((name) => answered[name] !== undefined))
  const schemas = new Map<string, Schema>(output.named)
  for (const name of split)
    schemas.set(twice.has(name) ? `${name}Input` : name, rename(input.named.get(name), twice) as Schema)
  const renamed = new Map([...input.inline].map(([key, schema]) => [key, rename(schema, twice) as Schema]))
  return { schemas, input: { named: input.named, inline: renamed } }
}
