/** What is asked of something that is fetched; a query's result has it. */
export interface Fetched {
  readonly data: unknown
  readonly isError: boolean
  readonly error: unknown
  readonly refetch: () => Promise<unknown>
}

/** The first that failed with nothing to show. One that failed to come anew is none: what it brought before stays (screens.md, «Offline»). */
export function failedOf(queries: readonly Fetched[]): Fetched | null {
  return queries.find(({ isError, data }) => isError && data === undefined) ?? null
}
