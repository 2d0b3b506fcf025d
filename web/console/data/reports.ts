import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** Owners have no stream of reports: their page asks again now and then. */
const ASK_AGAIN_MS = 30_000

/** Reported messages: those that wait, the oldest first, or those decided; `ownerId` null: of all owners. */
export function useReportCases(ownerId: string | null, state: 'open' | 'decided') {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['reports', ownerId, state],
    queryFn: ({ pageParam }) => {
      const query = { state, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return answerOf(
        ownerId === null
          ? api.GET('/v1/reports', { params: { query } })
          : api.GET('/v1/clubs/{ownerId}/reports', { params: { path: { ownerId }, query } }),
      )
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...(ownerId === null ? {} : { refetchInterval: ASK_AGAIN_MS }),
  })
}

/** One of them with what was said around it, and why it was reported. */
export function useReportCase(caseId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['report', caseId],
    queryFn: () => answerOf(api.GET('/v1/reports/{caseId}', { params: { path: { caseId } } })),
  })
}
