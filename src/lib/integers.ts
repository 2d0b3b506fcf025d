/** Exact `floor(a × b / c)` for safe integers whose product need not be safe. */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b
  return Number.isSafeInteger(product) ? Math.floor(product / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c))
}
