import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, type Api } from '../../shared/api.ts'

const membersPage = 50
/** A busy room tells of every move: the lists are fetched again at most this often. */
const freshMilliseconds = 3_000

/** The newest session, on air or ended; null before the first. */
export const latestSessionQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['sessions', ownerId, 'latest'],
    queryFn: async () => {
      const { items } = await answerOf(
        api.GET('/v1/clubs/{ownerId}/sessions', { params: { path: { ownerId }, query: { limit: 1 } } }),
      )
      return items[0] ?? null
    },
  })

/** How many members completed and exhausted each task in a session (TASK-13). */
export const sessionTasksQuery = (api: Api, sessionId: string) =>
  queryOptions({
    queryKey: ['session', sessionId, 'tasks'],
    queryFn: () => answerOf(api.GET('/v1/sessions/{sessionId}/tasks', { params: { path: { sessionId } } })),
    staleTime: freshMilliseconds,
  })

/** Members in the room and their levels (CLUB-10). */
export const sessionMembersQuery = (api: Api, sessionId: string) =>
  infiniteQueryOptions({
    queryKey: ['session', sessionId, 'members'],
    queryFn: ({ pageParam }) => {
      const query = { limit: membersPage, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return answerOf(api.GET('/v1/sessions/{sessionId}/members', { params: { path: { sessionId }, query } }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: freshMilliseconds,
  })

/** Badge names handed in, newest first (BADGE-3). */
export const badgeNamesQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['badge-names', ownerId],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/badge-names', { params: { path: { ownerId } } })),
  })
