import { isUtf8 } from 'node:buffer'
import { isStorableText } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'

/** UTF-8 JSON; null for an absent body. Codes: malformed_json. */
export function parseJson(bytes: Buffer): { readonly value: unknown } | Rejection {
  if (bytes.length === 0) return { value: undefined }
  if (!isUtf8(bytes)) return reject('malformed_json')
  try {
    // JSON.parse makes an own member of a key named __proto__ and does not recurse; what may not be in the value is said by `flawOf`.
    return { value: JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as unknown }
  } catch {
    return reject('malformed_json')
  }
}

/** Where and why a value is not acceptable input. */
export interface Flaw {
  readonly path: string
  readonly message: string
}

/**
 * Finds what no schema may let through: nesting beyond `maxDepth`, text that cannot be stored, a `__proto__` key. Iterative, because the depth
 * is the caller's.
 */
export function flawOf(value: unknown, root: string, maxDepth: number): Flaw | null {
  const open: { value: unknown; path: string; depth: number }[] = [{ value, path: root, depth: 0 }]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node.value === 'string') {
      if (!isStorableText(node.value)) return { path: node.path, message: 'Text must be well-formed, without NUL' }
      continue
    }
    if (typeof node.value !== 'object' || node.value === null) continue
    if (node.depth >= maxDepth) return { path: root, message: `Nested deeper than ${maxDepth}` }
    for (const [key, member] of Object.entries(node.value)) {
      if (key === '__proto__' || !isStorableText(key)) return { path: node.path, message: 'A key is not allowed' }
      if (typeof member === 'string' ? !isStorableText(member) : typeof member === 'object' && member !== null)
        open.push({ value: member, path: `${node.path}/${key}`, depth: node.depth + 1 })
    }
  }
  return null
}

/** 422 malformed with the places. */
export const malformed = (errors: readonly Flaw[]): Rejection => reject('malformed', undefined, { errors })
