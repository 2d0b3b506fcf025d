import type { QueryClient, QueryKey } from '@tanstack/react-query'

/**
 * Fetches anew what is shown under a key. What is on its very first way is fetched once more after it has come: its answer may be older than
 * the news, and the library drops an invalidation that meets it. @returns when what is shown has come
 */
export function refreshQueries(queries: QueryClient, queryKey: QueryKey): Promise<void> {
  const arriving = queries
    .getQueryCache()
    .findAll({ queryKey, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined)
  const shown = queries.invalidateQueries({ queryKey })
  for (const query of arriving)
    query.promise?.then(
      () => void queries.invalidateQueries({ queryKey: query.queryKey, exact: true }),
      () => undefined,
    )
  return shown
}

/** Whether an answer is on its way that may be older than news that come now, and would be shown instead of them. */
export const isBeingAsked = (queries: QueryClient, queryKey: QueryKey): boolean =>
  queries.isFetching({ queryKey, exact: true }) > 0
