/** A path into a rule set: `['modes', 'live', 'thresholds', 3]`. */
export type Path = readonly (string | number)[]

/** A copy of `value` with the number at `path` replaced; everything off the path is shared. */
export function setIn<T>(value: T, path: Path, to: unknown): T {
  const [head, ...rest] = path
  if (head === undefined) return to as T
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === head ? setIn(item, rest, to) : item)) as T
  const record = value as Readonly<Record<string | number, unknown>>
  return { ...record, [head]: setIn(record[head], rest, to) } as T
}
