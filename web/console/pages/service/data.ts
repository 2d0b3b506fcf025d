import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { DeskThread, ThreadView } from '../../../../src/contract/service.ts'
import { answerOf } from '../../../shared/api.ts'
import { useApi, useStream } from '../../../shared/connection.tsx'
import { codeOf } from '../../../shared/problem.ts'
import { refreshQueries } from '../../../shared/refresh.ts'
import { deskTopic } from '../../../shared/topics.ts'

type Pages = InfiniteData<{ items: DeskThread[]; nextCursor: string | null }>

/** The inbox's views; whoever waits comes first. */
export const views = ['waiting', 'unassigned', 'mine', 'all', 'resolved'] as const satisfies readonly ThreadView[]

/** Everything of a desk is kept under this. */
export const deskKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'service', ...parts]

/** One view of the inbox by keyset pages of 50; a user is found by the beginning of his id or name. */
export function useThreads(ownerId: string, view: ThreadView, q: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: deskKey(ownerId, 'threads', view, q),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/service/threads', {
          params: {
            path: { ownerId },
            query: {
              view,
              limit: 50,
              ...(q === '' ? {} : { q }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** One thread as the desk sees it; null: nobody wrote there yet. */
export function useThread(ownerId: string, userId: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'thread', userId),
    enabled: userId !== undefined,
    queryFn: async () => {
      try {
        const path = { ownerId, userId: userId ?? '' }
        const thread = await answerOf(
          api.GET('/v1/clubs/{ownerId}/service/threads/{userId}', { params: { path, query: { side: 'desk' } } }),
        )
        return 'state' in thread ? thread : null
      } catch (error) {
        if (codeOf(error) === 'not_found') return null
        throw error
      }
    },
  })
}

/** Who a fan is; null: neither a member nor one who wrote. */
export function useCard(ownerId: string, userId: string) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'card', userId),
    queryFn: async () => {
      try {
        return await answerOf(
          api.GET('/v1/clubs/{ownerId}/service/threads/{userId}/card', { params: { path: { ownerId, userId } } }),
        )
      } catch (error) {
        if (codeOf(error) === 'not_found') return null
        throw error
      }
    },
  })
}

/** Who answers, and under which id one answers oneself. */
export function useAgents(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'agents'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/service/agents', { params: { path: { ownerId } } })),
  })
}

/** Quick replies by shortcut. */
export function useQuickReplies(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'quickReplies'),
    queryFn: async () =>
      (await answerOf(api.GET('/v1/clubs/{ownerId}/service/quick-replies', { params: { path: { ownerId } } }))).items,
  })
}

/** Hours, auto-reply, auto-assignment. */
export function useDeskSettings(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'settings'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/service/settings', { params: { path: { ownerId } } })),
  })
}

/** How long fans wait, in the last seven days. */
export function useReplyTimes(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: deskKey(ownerId, 'replyTimes'),
    queryFn: () =>
      answerOf(api.GET('/v1/clubs/{ownerId}/service/reply-times', { params: { path: { ownerId }, query: {} } })),
    refetchInterval: 60_000,
  })
}

/** Lists and figures are fetched anew at most so often, however much is said. */
const gatherMilliseconds = 1_000

/** Keeps the desk fresh: what is told of a thread stands at once, lists and figures follow within a second. */
export function useLiveDesk(ownerId: string): void {
  const queries = useQueryClient()
  const later = useMemo(() => createLater(queries, ownerId), [queries, ownerId])
  useEffect(() => later.stop, [later])
  useStream([deskTopic(ownerId)], ({ kind, body }) => {
    if (kind === 'service.changed') {
      const what = String(body['what'])
      return void refreshQueries(queries, deskKey(ownerId, what))
    }
    if (kind !== 'service.moved') return
    const userId = String(body['userId'])
    const news = body['thread'] as Partial<DeskThread>
    patchThread(queries, ownerId, userId, news)
    later.start()
    const message = body['message'] as { kind?: string } | null
    if (message?.kind === 'note' || message?.kind === 'deed' || message?.kind === 'order')
      void refreshQueries(queries, deskKey(ownerId, 'card', userId))
  })
}

function createLater(queries: QueryClient, ownerId: string) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    start() {
      timer ??= setTimeout(() => {
        timer = undefined
        for (const part of ['threads', 'replyTimes', 'agents']) void refreshQueries(queries, deskKey(ownerId, part))
      }, gatherMilliseconds)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

/** Writes what is known of a thread wherever it is shown. */
export function patchThread(queries: QueryClient, ownerId: string, userId: string, news: Partial<DeskThread>): void {
  const patched = (thread: DeskThread): DeskThread => (thread.userId === userId ? { ...thread, ...news } : thread)
  queries.setQueriesData<Pages>({ queryKey: deskKey(ownerId, 'threads') }, (data) =>
    data === undefined
      ? data
      : { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patched) })) },
  )
  queries.setQueryData<DeskThread | null>(deskKey(ownerId, 'thread', userId), (thread) =>
    thread === undefined || thread === null ? thread : patched(thread),
  )
}
