import { parse } from 'lossless-json'

/** Deepest nesting of objects and arrays that is read; the platforms' own messages stay below 8. */
export const maxJsonDepth = 20

/** Why a text was not read. `prototype`: it holds a `__proto__` key. */
export type JsonRefusal = 'syntax' | 'depth' | 'prototype'
export type BigJson = { readonly value: unknown } | { readonly refused: JsonRefusal }

/**
 * Parses JSON without losing digits: an integer beyond ±(2^53 - 1) becomes its decimal text (platform ids such as 4705288465508532862 are
 * opaque, so text is what they should have been); every other number is a number. Duplicate keys with different values, `__proto__` and
 * nesting deeper than `maxDepth` are refused. Never throws.
 */
export function parseBigJson(text: string, maxDepth = maxJsonDepth): BigJson {
  if (isDeeperThan(text, maxDepth)) return { refused: 'depth' }
  let value: unknown
  try {
    value = parse(text, null, readNumber)
  } catch {
    // lossless-json throws for nothing but the text it is given
    return { refused: 'syntax' }
  }
  return holdsPrototypeKey(value) ? { refused: 'prototype' } : { value }
}

/** UTF-8 bytes to JSON; bytes that are not UTF-8 are a syntax refusal, never replaced by U+FFFD. */
export function parseBigJsonBytes(bytes: Uint8Array, maxDepth = maxJsonDepth): BigJson {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { refused: 'syntax' }
  }
  return parseBigJson(text, maxDepth)
}

function readNumber(text: string): number | string {
  const value = Number(text)
  if (!Number.isFinite(value)) throw new SyntaxError('A number beyond the range of a double')
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value
}

/** Counts brackets outside strings before parsing: the parser recurses, so depth must be known first. */
function isDeeperThan(text: string, maxDepth: number): boolean {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (inString) {
      if (code === 0x5c) index++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > maxDepth) return true
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  return false
}

function holdsPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(holdsPrototypeKey)
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(holdsPrototypeKey)
}
