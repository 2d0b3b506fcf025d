import { queryOptions } from '@tanstack/react-query'
import type { FanLink, LinkView, RequestView } from '../../../src/contract/linking.ts'
import { answerOf, type Api } from '../api.ts'

/** What a fan has under way. */
export const fanLinkQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['link', userId],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/users/{userId}/link', { params: { path: { userId } } }))) as FanLink,
    staleTime: 0,
  })

/** The link in which an owner is, and who asks for one in his groups. */
export const ownerLinkQuery = (api: Api, ownerId: string) =>
  queryOptions({
    queryKey: ['club', ownerId, 'link'],
    queryFn: async () => {
      const params = { params: { path: { ownerId } } }
      const [running, queue] = await Promise.all([
        answerOf(api.GET('/v1/clubs/{ownerId}/link', params)),
        answerOf(api.GET('/v1/clubs/{ownerId}/link-requests', params)),
      ])
      return { link: running.link as LinkView | null, asks: queue.items as RequestView[], waiting: queue.waiting }
    },
    staleTime: 0,
    // who is signed in with fewer rights hears nothing of it (clubTopicPermission)
    refetchInterval: 15_000,
  })
