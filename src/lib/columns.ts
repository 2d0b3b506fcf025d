type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly SqlValue[]

/**
 * Turns rows into one array a column, the shape `unnest($1::…[], $2::…[])` takes: a batch is one statement whatever its size.
 * An SQL array inside a row is given as its text form (`arrayText`), because unnest flattens nested arrays.
 */
export function columns<R>(rows: readonly R[], ...pick: readonly ((row: R) => SqlValue)[]): SqlValue[] {
  return pick.map((of) => rows.map(of))
}

/** `{1,2,3}`, to be cast to int[] or bigint[] in SQL. */
export const arrayText = (values: readonly number[]): string => `{${values.join(',')}}`

/** `{"a","b"}`, to be cast to text[] in SQL. */
export const textArrayText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
