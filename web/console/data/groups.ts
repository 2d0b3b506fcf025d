import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { paths } from '../../../sdk/schema.gen.ts'
import type { PostView } from '../../../src/contract/group-posts.ts'
import type {
  Gate,
  groupAdmin,
  groupDesk,
  groupMember,
  GroupView,
  phraseView,
  removalView,
  subGroupView,
} from '../../../src/contract/groups.ts'
import type { MessageView } from '../../../src/contract/messages.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { keyed } from '../../shared/use-once.ts'

/** Members and what is said come without a message to the whole club: an open list looks again this often. */
const lookAgainMilliseconds = 10_000
/** Planned posts are sent by the server when their time comes. */
const lookOftenMilliseconds = 5_000

export type Desk = z.infer<typeof groupDesk>
export type DeskGroup = Desk['items'][number]
export type SubGroup = z.infer<typeof subGroupView>
export type GroupMember = z.infer<typeof groupMember>
export type Removal = z.infer<typeof removalView>
export type Phrase = z.infer<typeof phraseView>
export type GroupAdmin = z.infer<typeof groupAdmin>
export type Post = PostView

type Sent<Call> = Call extends { requestBody?: { content: { 'application/json': infer Body } } } ? Body : never
type NewGroup = Sent<paths['/v1/clubs/{ownerId}/groups']['post']>
type ChangedGroup = Sent<paths['/v1/groups/{groupId}']['patch']>
/** Gates as the contract writes them: a member that is not said may be there as undefined, which JSON leaves out. */
type WithGate<T> = Omit<T, 'gate'> & { readonly gate?: Gate }
export type GroupWish = WithGate<NewGroup>
export type GroupChange = WithGate<ChangedGroup>
export type PostWish = Sent<paths['/v1/clubs/{ownerId}/group-posts/{postId}']['put']>
export type MessageWish = PostWish['message']

/** Pages of groups read at once: an owner has 25 open ones, closed ones may come to more. */
const listPagesMost = 5

/** Calls on the groups of one owner. */
export function groupCalls(api: Api, ownerId: string) {
  const path = { ownerId }
  return {
    list: async (status: 'open' | 'all'): Promise<GroupView[]> => {
      const items: GroupView[] = []
      let cursor: string | null = null
      for (let pages = 0; pages < listPagesMost; pages += 1) {
        const query: { status: 'open' | 'all'; limit: number; cursor?: string } = { status, limit: 200 }
        if (cursor !== null) query.cursor = cursor
        const page: { items: GroupView[]; nextCursor: string | null } = await answerOf(
          api.GET('/v1/clubs/{ownerId}/groups', { params: { path, query } }),
        )
        items.push(...page.items)
        cursor = page.nextCursor
        if (cursor === null) break
      }
      return items
    },
    desk: () => answerOf(api.GET('/v1/clubs/{ownerId}/group-desk', { params: { path } })),
    create: (body: GroupWish, key: string) =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/groups', { params: { path, header: keyed(key) }, body: body as NewGroup }),
      ),
    posts: (status: 'planned' | 'done', cursor: string | null) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/group-posts', {
          params: { path, query: { status, limit: 20, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    post: (postId: string) =>
      answerOf(api.GET('/v1/clubs/{ownerId}/group-posts/{postId}', { params: { path: { ownerId, postId } } })),
    put: (postId: string, body: PostWish) =>
      answerOf(api.PUT('/v1/clubs/{ownerId}/group-posts/{postId}', { params: { path: { ownerId, postId } }, body })),
    withdraw: (postId: string) =>
      answerOf(api.DELETE('/v1/clubs/{ownerId}/group-posts/{postId}', { params: { path: { ownerId, postId } } })),
  }
}

/** Calls on one group. */
export function oneGroupCalls(api: Api, groupId: string) {
  const params = { path: { groupId } }
  const of = (userId: string) => ({ params: { path: { groupId, userId } } })
  return {
    get: () => answerOf(api.GET('/v1/groups/{groupId}', { params })),
    change: (body: GroupChange) => answerOf(api.PATCH('/v1/groups/{groupId}', { params, body: body as ChangedGroup })),
    close: () => answerOf(api.DELETE('/v1/groups/{groupId}', { params })),
    subGroups: () => answerOf(api.GET('/v1/groups/{groupId}/sub-groups', { params })),
    members: (number: number | null, cursor: string | null, limit = 100) =>
      answerOf(
        api.GET('/v1/groups/{groupId}/members', {
          params: {
            path: { groupId },
            query: { limit, ...(number === null ? {} : { number }), ...(cursor === null ? {} : { cursor }) },
          },
        }),
      ),
    removals: (cursor: string | null) =>
      answerOf(
        api.GET('/v1/groups/{groupId}/removals', {
          params: { path: { groupId }, query: { limit: 50, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    remove: (body: { readonly userId: string; readonly reason?: string }) =>
      answerOf(api.POST('/v1/groups/{groupId}/removals', { params, body })),
    readmit: (userId: string) => answerOf(api.DELETE('/v1/groups/{groupId}/removals/{userId}', of(userId))),
    mute: (userId: string, until: string | null) =>
      answerOf(api.PUT('/v1/groups/{groupId}/mutes/{userId}', { ...of(userId), body: { until } })),
    unmute: (userId: string) => answerOf(api.DELETE('/v1/groups/{groupId}/mutes/{userId}', of(userId))),
    admins: () => answerOf(api.GET('/v1/groups/{groupId}/admins', { params })),
    appoint: (staffId: string) =>
      answerOf(api.PUT('/v1/groups/{groupId}/admins/{staffId}', { params: { path: { groupId, staffId } } })),
    dismiss: (staffId: string) =>
      answerOf(api.DELETE('/v1/groups/{groupId}/admins/{staffId}', { params: { path: { groupId, staffId } } })),
    phrases: (cursor: string | null) =>
      answerOf(
        api.GET('/v1/groups/{groupId}/phrases', {
          params: { path: { groupId }, query: { limit: 20, ...(cursor === null ? {} : { cursor }) } },
        }),
      ),
    makePhrase: (days: number) => answerOf(api.POST('/v1/groups/{groupId}/phrases', { params, body: { days } })),
    revokePhrase: (phrase: string) =>
      answerOf(api.DELETE('/v1/groups/{groupId}/phrases/{phrase}', { params: { path: { groupId, phrase } } })),
    messages: (query: { readonly subGroupId?: string; readonly after?: number; readonly before?: number }) =>
      answerOf(
        api.GET('/v1/groups/{groupId}/messages', { params: { path: { groupId }, query: { ...query, limit: 50 } } }),
      ).then(({ items }): MessageView[] => items),
    say: (body: MessageWish & { readonly sendId: string }) =>
      answerOf(api.POST('/v1/groups/{groupId}/messages', { params, body })),
    unsay: (messageId: string) =>
      answerOf(api.DELETE('/v1/groups/{groupId}/messages/{messageId}', { params: { path: { groupId, messageId } } })),
  }
}

/** What queries of an owner's groups are kept under. */
export const groupsKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'groups', ...parts]
export const postsKey = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, 'groupPosts', ...parts]

/** Groups in the order they were made; closed ones only if asked for. */
export function useGroups(ownerId: string, status: 'open' | 'all', enabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, 'list', status),
    queryFn: () => groupCalls(api, ownerId).list(status),
    refetchInterval: lookAgainMilliseconds,
    enabled,
  })
}

/** What may be made yet, who runs what, where something is said. */
export function useDesk(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, 'desk'),
    queryFn: () => groupCalls(api, ownerId).desk(),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** How much each group speaks and buys in the last seven days, gated ones against the others (GRP-13). */
export function useRates(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, 'rates'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/groups/rates', { params: { path: { ownerId } } })),
    staleTime: 60_000,
  })
}

/** One group. */
export function useGroup(ownerId: string, groupId: string) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, groupId, 'one'),
    queryFn: () => oneGroupCalls(api, groupId).get(),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** Sub-groups that have opened. */
export function useSubGroups(ownerId: string, groupId: string, enabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, groupId, 'subGroups'),
    queryFn: async () => (await oneGroupCalls(api, groupId).subGroups()).items,
    refetchInterval: lookAgainMilliseconds,
    enabled,
  })
}

/** Members by sub-group, longest first, 100 a page. @param number one sub-group alone */
export function useGroupMembers(ownerId: string, groupId: string, number: number | null) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: groupsKey(ownerId, groupId, 'members', number),
    queryFn: ({ pageParam }) => oneGroupCalls(api, groupId).members(number, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Who was removed, newest first. */
export function useRemovals(ownerId: string, groupId: string, enabled: boolean) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: groupsKey(ownerId, groupId, 'removals'),
    queryFn: ({ pageParam }) => oneGroupCalls(api, groupId).removals(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  })
}

/** Super admins, longest first. */
export function useAdmins(ownerId: string, groupId: string) {
  const api = useApi()
  return useQuery({
    queryKey: groupsKey(ownerId, groupId, 'admins'),
    queryFn: async () => (await oneGroupCalls(api, groupId).admins()).items,
  })
}

/** Pass-phrases, newest first, with who came by them counted. */
export function usePhrases(ownerId: string, groupId: string, enabled: boolean) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: groupsKey(ownerId, groupId, 'phrases'),
    queryFn: ({ pageParam }) => oneGroupCalls(api, groupId).phrases(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: lookAgainMilliseconds,
    enabled,
  })
}

/** Posts: planned, what is sent next first; or done, the last first. */
export function usePosts(ownerId: string, status: 'planned' | 'done') {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: postsKey(ownerId, status),
    queryFn: ({ pageParam }) => groupCalls(api, ownerId).posts(status, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: lookOftenMilliseconds,
  })
}

/** One post with who has read it. */
export function usePost(ownerId: string, postId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: postsKey(ownerId, 'one', postId),
    queryFn: () => groupCalls(api, ownerId).post(postId ?? ''),
    enabled: postId !== null,
  })
}
