import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, type Api } from '../../shared/api.ts'
import { demoInfo } from '../../shared/demo.ts'
import { codeOf } from '../../shared/problem.ts'

const ledgerPage = 20

/** The demo behind this server, or null. */
export const demoQuery = queryOptions({ queryKey: ['demo'], queryFn: demoInfo, staleTime: Infinity })

/** A club as anyone sees it. */
export const clubQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['club', ownerId],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })),
  })

/** The fan's own membership, or null while he is not a member. */
export const memberQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['member', ownerId, userId],
    queryFn: async () => {
      try {
        return await answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}', { params: { path: { ownerId, userId } } }))
      } catch (error) {
        if (codeOf(error) === 'not_a_member') return null
        throw error
      }
    },
  })

/** The ladder of the club's mode. */
export const levelsQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['levels', ownerId],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/levels', { params: { path: { ownerId } } })),
    staleTime: 5 * 60_000,
  })

/** Why the fan has these points, newest first, page by page. */
export const ledgerQuery = (api: Api, ownerId: string, userId: string) =>
  infiniteQueryOptions({
    queryKey: ['ledger', ownerId, userId],
    queryFn: ({ pageParam }) => {
      const query = { limit: ledgerPage, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/ledger', { params: { path: { ownerId, userId }, query } }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })

/** What leaving would mean, asked fresh each time. */
export const leavePreviewQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['leave-preview', ownerId, userId],
    queryFn: () =>
      answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/leave-preview', { params: { path: { ownerId, userId } } })),
    staleTime: 0,
    gcTime: 0,
  })

/** The fan himself and his clubs. */
export const userQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['user', userId],
    queryFn: () => answerOf(api.GET('/v1/users/{userId}', { params: { path: { userId } } })),
  })

/** The public screen's last lines: never taken from what was read before, since nobody hears what comes while the room is not shown. */
export const screenQuery = (api: Api, sessionId: string) =>
  queryOptions({
    queryKey: ['screen', sessionId],
    queryFn: async () => {
      const askedAt = performance.now()
      const { items } = await answerOf(api.GET('/v1/sessions/{sessionId}/screen', { params: { path: { sessionId } } }))
      return { items, askedAt }
    },
    staleTime: 0,
  })
