import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { QuarantineState } from '../../../src/contract/operations.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** Nodes write a heartbeat every five seconds: asking oftener shows nothing newer, asking much more rarely looks still. */
const EVERY_MS = 3_000

/** How the service runs, over all its nodes; asked again every few seconds while the page is looked at. */
export function useOperations() {
  const api = useApi()
  return useQuery({
    queryKey: ['operations'],
    queryFn: () => answerOf(api.GET('/v1/platform/operations', {})),
    // a first failure waits for who reads it: asking again by itself would wipe the words away
    refetchInterval: (query) => (query.state.data === undefined ? false : EVERY_MS),
    staleTime: 0,
  })
}

/** Events in quarantine by state, newest first, 50 a page. */
export function useQuarantine(state: QuarantineState) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['quarantine', state],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/platform/quarantine', {
          params: { query: { state, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** One kept event with its body; null: none is asked for. */
export function useQuarantined(quarantineId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: ['quarantine', 'one', quarantineId],
    queryFn: () =>
      answerOf(
        api.GET('/v1/platform/quarantine/{quarantineId}', { params: { path: { quarantineId: quarantineId ?? '' } } }),
      ),
    enabled: quarantineId !== null,
  })
}
