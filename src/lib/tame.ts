const DEPTH_MOST = 20

/**
 * Whether parsed JSON is harmless to walk and store: at most 20 deep, no member named `__proto__`, no text with NUL or lone surrogates.
 */
export function isTame(value: unknown): boolean {
  return isTameAt(value, 0)
}

/** The depth is bounded before the stack is: hostile input is deeper. */
function isTameAt(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isTameText(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth >= DEPTH_MOST) return false
  if (Array.isArray(value)) {
    for (const item of value) if (!isTameAt(item, depth + 1)) return false
    return true
  }
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || !isTameText(key)) return false
    if (!isTameAt((value as Record<string, unknown>)[key], depth + 1)) return false
  }
  return true
}

const isTameText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()
