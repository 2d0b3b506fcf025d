import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { FanThread } from '../../../src/contract/service.ts'
import { answerOf, type Api } from '../../shared/api.ts'

/** The fan's threads with owners' desks, the one that last spoke first; as many as the server gives at once. */
export const threadsQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['service', 'threads', userId],
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/v1/users/{userId}/service-threads', { params: { path: { userId }, query: { limit: 200 } } }),
        )
      ).items,
  })

/** His thread with one owner; empty where nothing was said yet. */
export const threadQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['service', 'thread', ownerId, userId],
    queryFn: async (): Promise<FanThread> => {
      const path = { ownerId, userId }
      const thread = await answerOf(
        api.GET('/v1/clubs/{ownerId}/service/threads/{userId}', { params: { path, query: { side: 'fan' } } }),
      )
      if ('state' in thread) throw new Error('a fan sees his own side')
      return thread
    },
  })

/** His last orders with an owner. */
export const ordersQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['service', 'orders', ownerId, userId],
    queryFn: async () =>
      (
        await answerOf(
          api.GET('/v1/clubs/{ownerId}/service/threads/{userId}/orders', { params: { path: { ownerId, userId } } }),
        )
      ).items,
  })

/** What is not read of a thread, wherever it is shown. */
export function setUnread(queries: QueryClient, ownerId: string, userId: string, unread: number): void {
  queries.setQueriesData<FanThread>({ queryKey: ['service', 'thread', ownerId, userId] }, (thread) =>
    thread === undefined ? thread : { ...thread, unread },
  )
  queries.setQueriesData<readonly FanThread[]>({ queryKey: ['service', 'threads', userId] }, (threads) =>
    threads?.map((thread) => (thread.ownerId === ownerId ? { ...thread, unread } : thread)),
  )
}
