import { hash } from 'node:crypto'

/** Names of members as JSON: the same few come again and again. */
const names = new Map<string, string>()
const NAMES_MOST = 1_000

function nameOf(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = JSON.stringify(key)
  // a hostile sender may invent names without end
  if (names.size < NAMES_MOST && key.length <= 64) names.set(key, name)
  return name
}

/** JSON with object keys sorted, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
    return `[${text}]`
  }
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${nameOf(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** First 16 bytes of SHA-256, hex. */
export const shortHash = (text: string): string => hash('sha256', text, 'hex').slice(0, 32)

/** A number in [0, 1) that depends only on the text: the stable share of TASK-6. */
export const unitHash = (text: string): number => Number.parseInt(shortHash(text).slice(0, 12), 16) / 2 ** 48
