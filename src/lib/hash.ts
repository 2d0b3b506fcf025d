import { createHash } from 'node:crypto'

/** JSON with object keys sorted, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
}

/** First 16 bytes of SHA-256, hex. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** A number in [0, 1) that depends only on the text: the stable share of TASK-6. */
export const unitHash = (text: string): number => Number.parseInt(shortHash(text).slice(0, 12), 16) / 2 ** 48
