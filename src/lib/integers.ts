/** Exact `floor(a × b / c)` for safe integers whose product need not be safe. */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b
  return Number.isSafeInteger(product) ? Math.floor(product / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c))
}

/** The sum, or the greatest safe integer: totals of hostile amounts stand still there and break nothing. */
export const addSafely = (a: number, b: number): number => Math.min(a + b, Number.MAX_SAFE_INTEGER)
