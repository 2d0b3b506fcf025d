/** «149.99» → 14999 minor units without floating point; null for anything that is not an amount with at most two decimals. */
export function minorUnitsOf(text: string): number | null {
  const found = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (found === null) return null
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
