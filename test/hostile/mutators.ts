import type { Random } from '../../src/lib/prng.ts'

/** Makes bad input out of good: values that belong nowhere, JSON that is none, texts that no store holds. Seeded: a failing input can be made again. */

const int4 = 2_147_483_647
const int8 = 9_223_372_036_854_775_807n

const texts: readonly string[] = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  'a\udfff',
  'a\u200bb',
  '\u202eevil',
  '\ufeffx',
  'e\u0301',
  '𝕏'.repeat(70),
  'x'.repeat(129),
  'x'.repeat(70_000),
  "x'; drop table ledger; --",
  '${7*7}{{7*7}}',
  '%s%n%x',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '1e999',
  '-0',
  '0x10',
  '９９',
  '2026-02-30T00:00:00Z',
  '2026-03-01T12:00:00',
  '+275760-09-13T00:00:00.001Z',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:60Z',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
]
/** JSON texts of numbers at and past every bound; some have no exact value in JavaScript. */
const numbers: readonly string[] = [
  '-1',
  '0',
  '0.1',
  '-0',
  '1e-9',
  String(int4),
  String(int4 + 1),
  String(-int4 - 2),
  String(Number.MAX_SAFE_INTEGER),
  '9007199254740992',
  '9007199254740993',
  '-9007199254740993',
  String(int8),
  String(int8 + 1n),
  '1e308',
  '-1e308',
  '1e309',
  '123456789012345678901234567890',
]
const wholes: readonly unknown[] = [null, true, false, [], {}, [[]], [null], { a: 1 }]

const nested = (depth: number, around: '[' | '{'): string =>
  around === '[' ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)

/** A JSON text that belongs nowhere. */
export function hostileJson(random: Random): string {
  const dice = random.below(10)
  if (dice < 4) return JSON.stringify(random.pick(texts))
  if (dice < 7) return random.pick(numbers)
  if (dice < 8) return JSON.stringify(random.pick(wholes))
  return random.pick([
    nested(random.pick([5, 21, 40]), '['),
    nested(random.pick([5, 21, 40]), '{'),
    '{"__proto__":{"role":"admin"}}',
    '{"constructor":{"prototype":{"role":"admin"}}}',
    `[${'1,'.repeat(random.pick([100, 6_000]))}1]`,
    '"\\ud83d"',
    '"\\u0000"',
  ])
}

/** A marker that stands for raw JSON text until the whole is written. */
const marker = (index: number): string => `\u0001raw${index}\u0001`

/** Puts hostile values in one to three places of a value, or leaves members out, or adds some; the text of the result. */
export function mutatedJson(value: unknown, random: Random): string {
  const raw: string[] = []
  const put = (): string => {
    raw.push(hostileJson(random))
    return marker(raw.length - 1)
  }
  let copy = structuredClone(value)
  for (let times = random.pick([1, 1, 1, 2, 3]); times > 0; times -= 1) copy = changeOnce(copy, put, random)
  return JSON.stringify(copy).replaceAll(
    /"\\u0001raw(\d+)\\u0001"/g,
    (_all, index: string) => raw[Number(index)] ?? 'null',
  )
}

function changeOnce(value: unknown, put: () => string, random: Random, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || (depth > 0 && random.chance(0.2))) return put()
  const keys = Object.keys(value)
  const key = keys.length === 0 ? undefined : random.pick(keys)
  if (Array.isArray(value)) {
    const list = [...(value as unknown[])]
    if (key === undefined || random.chance(0.2)) list.push(put())
    else list[Number(key)] = changeOnce(list[Number(key)], put, random, depth + 1)
    return list
  }
  const members = { ...(value as Record<string, unknown>) }
  if (key === undefined || random.chance(0.08)) members[random.pick(['zz', 'ID', 'role', 'ownerId2', ''])] = put()
  else if (random.chance(0.15)) return Object.fromEntries(Object.entries(members).filter(([name]) => name !== key))
  else members[key] = changeOnce(members[key], put, random, depth + 1)
  return members
}

/** Bytes that are nearly JSON, or nothing like it. */
export function brokenBytes(good: string, random: Random): Buffer {
  const bytes = Buffer.from(good)
  switch (random.below(11)) {
    case 0:
      return bytes.subarray(0, random.below(Math.max(1, bytes.length)))
    case 1: {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[random.below(copy.length)] = random.below(256)
      return copy
    }
    case 2:
      return Buffer.concat([bytes, Buffer.from(random.pick([',', '}', ']', '\u0000', 'x', '{}']))])
    case 3:
      return Buffer.from(good, 'utf16le')
    case 4:
      return Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0xaf]), bytes])
    case 5:
      return Buffer.from(good.replaceAll('"', "'"))
    case 6:
      return Buffer.from(
        random.pick([
          '{',
          '[',
          '"',
          'nul',
          '-',
          '+1',
          '01',
          '1.',
          '.5',
          'NaN',
          'Infinity',
          '//x\n1',
          '{,}',
          '[,]',
          '{"a"}',
        ]),
      )
    case 7:
      return Buffer.from(nested(random.pick([30, 3_000, 90_000]), random.pick(['[', '{'] as const)))
    case 8:
      return Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)))
    case 9:
      return Buffer.from(good.replace('{', '{"__proto__":{"role":"admin"},'))
    default:
      return Buffer.from(good.replaceAll(/:(\d+)/g, () => `:${random.pick(numbers)}`).replace('{', '{"x":tru'))
  }
}

/** What may stand in an address where an id or a word should. */
export function hostileWord(random: Random): string {
  const word = random.pick([
    ...texts.filter((text) => text.isWellFormed()),
    ...numbers,
    'nobody',
    'wei',
    '01900000-0000-7000-8000-000000000000',
    '😀',
    'a/b',
    'a?b',
    'a#b',
    'a%b',
  ])
  return random.chance(0.85)
    ? encodeURIComponent(word.slice(0, 3_000))
    : random.pick([
        '%',
        '%zz',
        '%00',
        '%ED%A0%80',
        '%FF',
        '%C0%AF',
        '..%2f..',
        '%2e%2e',
        ';',
        '%0d%0a',
        '%20',
        '%E2%80%8B',
      ])
}

/** A cursor that somebody took apart and put together again. */
export function hostileCursor(random: Random): string {
  const parts = [
    ...numbers,
    '"x"',
    'null',
    '"2026-02-30"',
    '"\\u0000"',
    '{"a":1}',
    '[]',
    '"01900000-0000-7000-8000-000000000000"',
  ]
  const list = Array.from({ length: random.below(4) }, () => random.pick(parts)).join(',')
  const text = random.pick([`[${list}]`, `{"at":${list || '1'}}`, list, `[${list}`, 'null'])
  return random.pick([
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('base64'),
    encodeURIComponent(text),
    'W10',
    '=',
  ])
}

/** Tokens that are none: garbage, JWTs without signature, with another one, of a shape that parsers trip over. */
export function hostileBearer(random: Random, good: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: 'admin', role: 'admin', exp: 99_999_999_999, iss: 'tiefen' }
  return random.pick([
    'Bearer',
    'Bearer ',
    'Bearer  ' + good,
    'Basic ' + Buffer.from(`admin:${good}`).toString('base64'),
    `Bearer ${good}x`,
    `Bearer ${good.slice(0, -1)}`,
    `Bearer ${part({ alg: 'none' })}.${part(claims)}.`,
    `Bearer ${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${part('x')}`,
    `Bearer ${part({ alg: 'HS256', kid: '../../dev/null' })}.${part(claims)}.AAAA`,
    `Bearer ${part({ alg: 'RS256', jku: 'http://127.0.0.1:1/keys', jwk: {} })}.${part(claims)}.AAAA`,
    `Bearer ${part([])}.${part(null)}.AAAA`,
    'Bearer ' + '.'.repeat(random.pick([2, 9_000])),
    'Bearer ' + 'A'.repeat(random.pick([1, 5_000])),
    `Bearer ${encodeURIComponent('\u0000\ud7ff')}`,
    random
      .pick(texts)
      .replaceAll(/[^\x20-\x7e]/g, '?')
      .slice(0, 4_000),
  ])
}
