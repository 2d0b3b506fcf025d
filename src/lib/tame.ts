const DEPTH_MOST = 20

/**
 * Whether parsed JSON is harmless to walk and store: at most 20 deep, no member named `__proto__`, no text with NUL or lone surrogates.
 * Iterative, because hostile input is deeper than the stack.
 */
export function isTame(value: unknown): boolean {
  const stack: [unknown, number][] = [[value, 0]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [part, depth] = next
    if (typeof part === 'string') {
      if (part.includes('\u0000') || !part.isWellFormed()) return false
    } else if (typeof part === 'object' && part !== null) {
      if (depth >= DEPTH_MOST) return false
      for (const [key, member] of Object.entries(part)) {
        if (key === '__proto__' || key.includes('\u0000') || !key.isWellFormed()) return false
        stack.push([member, depth + 1])
      }
    }
  }
  return true
}
