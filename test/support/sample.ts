/** Samples and mutations of what a JSON Schema of our OpenAPI document describes. */
export type Schema = Readonly<Record<string, unknown>>
export interface Mutation {
  /** where, and what was put there */
  readonly title: string
  readonly value: unknown
}

const asSchema = (value: unknown): Schema => (typeof value === 'object' && value !== null ? (value as Schema) : {})
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Follows `$ref`. */
export function resolve(schema: Schema, components: Readonly<Record<string, Schema>>): Schema {
  const ref = schema['$ref']
  return typeof ref === 'string' ? resolve(asSchema(components[ref.split('/').at(-1) ?? '']), components) : schema
}

function sampleText(schema: Schema, name: string, known: Readonly<Record<string, unknown>>): unknown {
  const value = known[name] ?? known[String(schema['format'])]
  if (value !== undefined) return value
  const pattern = String(schema['pattern'] ?? '')
  if (pattern === '^[A-Z]{3}$') return 'CNY'
  return 'abcdefghij'.slice(0, Math.min(10, Number(schema['maxLength'] ?? 10)))
}

/** A value the schema allows; `known` gives values by property name and by format. */
export function sample(
  schema: Schema,
  components: Readonly<Record<string, Schema>>,
  known: Readonly<Record<string, unknown>>,
  name = '',
): unknown {
  const own = resolve(schema, components)
  if ('const' in own) return own['const']
  if (Array.isArray(own['enum'])) return (own['enum'] as unknown[])[0]
  for (const union of ['oneOf', 'anyOf']) {
    const first = asList(own[union])[0]
    if (first !== undefined) return sample(asSchema(first), components, known, name)
  }
  const type = Array.isArray(own['type']) ? (own['type'] as unknown[])[0] : own['type']
  if (type === 'integer' || type === 'number') return known[name] ?? Math.max(1, Number(own['minimum'] ?? 1))
  if (type === 'boolean') return true
  if (type === 'array') return [sample(asSchema(own['items']), components, known, name)]
  if (type === 'object') {
    const members = Object.entries(asSchema(own['properties']))
    return Object.fromEntries(members.map(([key, member]) => [key, sample(asSchema(member), components, known, key)]))
  }
  return type === 'string' ? sampleText(own, name, known) : null
}

const deep = (depth: number): unknown => {
  let value: unknown = 0
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** Values that belong nowhere, or only just. */
export const hostileValues: readonly Mutation[] = [
  { title: 'null', value: null },
  { title: 'true', value: true },
  { title: 'zero', value: 0 },
  { title: 'minus one', value: -1 },
  { title: 'a float', value: 1.5 },
  { title: 'beyond safe integers', value: 2 ** 53 },
  { title: 'a huge number', value: 1e300 },
  { title: 'minus a huge number', value: -1e300 },
  { title: 'the largest safe integer', value: Number.MAX_SAFE_INTEGER },
  { title: 'an empty text', value: '' },
  { title: 'a long text', value: 'x'.repeat(20_000) },
  { title: 'NUL', value: 'a\u0000b' },
  { title: 'a lone surrogate', value: 'a\ud800' },
  { title: 'SQL', value: "x'; drop table account; --" },
  { title: 'a script', value: '<script>alert(1)</script>' },
  { title: 'a template', value: '${7*7}{{7*7}}%s%n' },
  { title: 'a path', value: '../../etc/passwd' },
  { title: '__proto__', value: '__proto__' },
  { title: 'constructor', value: 'constructor' },
  { title: 'year 9999', value: '9999-12-31T23:59:59.999Z' },
  { title: 'year 0000', value: '0000-01-01T00:00:00Z' },
  { title: 'a day that is not', value: '2026-02-30T00:00:00Z' },
  { title: 'an empty array', value: [] },
  { title: 'an array of arrays', value: deep(5) },
  { title: 'an object', value: { a: 1 } },
  { title: 'a prototype', value: JSON.parse('{"__proto__":{"role":"admin"}}') as unknown },
  { title: 'nested too deep', value: deep(30) },
]

/** The sample with one member at a time replaced by each hostile value, or left out; three levels down. */
export function* mutations(value: unknown, path = 'body', depth = 3): Generator<Mutation> {
  if (typeof value !== 'object' || value === null || depth === 0) return
  for (const [key, member] of Object.entries(value)) {
    const put = (replacement: unknown): unknown => {
      if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replacement : item))
      return { ...value, [key]: replacement }
    }
    for (const hostile of hostileValues) yield { title: `${path}/${key}: ${hostile.title}`, value: put(hostile.value) }
    if (!Array.isArray(value))
      yield {
        title: `${path}/${key}: missing`,
        value: Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
      }
    for (const inner of mutations(member, `${path}/${key}`, depth - 1))
      yield { title: inner.title, value: put(inner.value) }
  }
}
