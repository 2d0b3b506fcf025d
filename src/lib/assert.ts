/** Our own bug, not the caller's: on in production, never caught except at the top (design.md "House style" 2). */
export function assert(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${why}`)
}
