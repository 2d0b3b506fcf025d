import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { MemberGroup, MessageView } from '../../../src/contract/messages.ts'
import { saidNoticeOf } from '../../../src/contract/said-notice.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi, useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import type { StreamMessage } from '../../shared/stream.ts'
import { groupOfTopic, seatsTopic } from '../../shared/topics.ts'
import { useServerClock } from '../data/clock.ts'
import { useFan } from '../data/fan.tsx'

/** As many as the server gives at once. */
const pageMost = 200
/** Pages of his groups at most: a thousand groups. */
const pagesMost = 5

const myGroupsKey = (userId: string) => ['my-groups', userId] as const

/** Groups the fan sits in, the one that last spoke first (GRP-7). */
export const myGroupsQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: myGroupsKey(userId),
    queryFn: async () => {
      const all: MemberGroup[] = []
      let cursor: string | null = ''
      for (let pages = 0; cursor !== null && pages < pagesMost; pages += 1) {
        const query: { limit: number; cursor?: string } = { limit: pageMost, ...(cursor === '' ? {} : { cursor }) }
        const page: { items: unknown[]; nextCursor: string | null } = await answerOf(
          api.GET('/v1/users/{userId}/groups', { params: { path: { userId }, query } }),
        )
        all.push(...(page.items as MemberGroup[]))
        cursor = page.nextCursor
      }
      return all as readonly MemberGroup[]
    },
  })

/** An owner's groups with gates and free seats, and where the fan stands (GRP-5, GRP-12). */
export const ownerGroupsQuery = (api: Api, ownerId: string, userId: string) =>
  queryOptions({
    queryKey: ['groups', ownerId, userId],
    queryFn: () =>
      answerOf(api.GET('/v1/clubs/{ownerId}/groups', { params: { path: { ownerId }, query: { limit: pageMost } } })),
  })

/** One group as the fan sees it. */
export const groupQuery = (api: Api, groupId: string) =>
  queryOptions({
    queryKey: ['group', groupId],
    queryFn: () => answerOf(api.GET('/v1/groups/{groupId}', { params: { path: { groupId } } })),
  })

/** Members of his own sub-group: a hundred at most (GRP-11). */
export const groupMembersQuery = (api: Api, groupId: string) =>
  queryOptions({
    queryKey: ['group-members', groupId],
    queryFn: () =>
      answerOf(api.GET('/v1/groups/{groupId}/members', { params: { path: { groupId }, query: { limit: pageMost } } })),
    staleTime: 60_000,
  })

/** The group that a pass-phrase opens (GRP-5). */
export const phraseQuery = (api: Api, phrase: string) =>
  queryOptions({
    queryKey: ['group-phrase', phrase],
    queryFn: () => answerOf(api.GET('/v1/group-phrases/{phrase}', { params: { path: { phrase } } })),
    staleTime: 0,
  })

/** After a seat was taken or given up. */
export const refreshGroups = (queries: QueryClient): Promise<unknown> =>
  Promise.all(['my-groups', 'groups', 'group', 'group-phrase'].map((key) => refreshQueries(queries, [key])))

/** Takes a seat (GRP-4, GRP-6). */
export function useJoinGroup(groupId: string, phrase: string | null) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  return useMutation({
    mutationFn: () =>
      answerOf(
        api.PUT('/v1/groups/{groupId}/members/{userId}', {
          params: { path: { groupId, userId }, query: phrase === null ? {} : { phrase } },
        }),
      ),
    onSettled: () => refreshGroups(queries),
  })
}

/** Gives the seat up. */
export function useLeaveGroup(groupId: string) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  return useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } })),
    onSettled: () => refreshGroups(queries),
  })
}

/** What the stream says of one of his groups, put into the list at once: unread numbers move without being asked for. */
export function withNews(
  groups: readonly MemberGroup[],
  { topic, kind, body }: StreamMessage,
  userId: string,
): readonly MemberGroup[] {
  const groupId = groupOfTopic(topic)
  const group = groups.find((one) => one.groupId === groupId)
  if (group === undefined) return groups
  const others = groups.filter((one) => one !== group)
  // he is another id of his now, and may sit here under that one: the list is asked for
  if (kind === 'group.left') return body['how'] === 'merged' ? groups : others
  if (kind === 'group.muted') {
    const mutedUntil = typeof body['until'] === 'string' ? body['until'] : null
    return groups.map((one) => (one === group ? { ...one, muted: body['muted'] === true, mutedUntil } : one))
  }
  if (kind !== 'group.said' || Number(body['seq']) <= group.lastSeq) return groups
  const message = saidOf(body)
  const own = message.from === userId
  const last: MemberGroup['last'] = {
    at: message.at,
    from: message.from,
    sender: own || message.sender.kind === 'fan' ? message.sender : { kind: 'owner', name: group.ownerName },
    kind: message.kind,
    text: message.text ?? null,
  }
  const read = own ? { unread: 0, readUpTo: message.seq } : { unread: group.unread + 1 }
  const { at } = message
  const saidNotice = message.kind === 'notice' ? saidNoticeOf(message) : group.saidNotice
  const told = { ...group, ...read, last, saidNotice, lastSeq: message.seq }
  // as the server lists them: what comes late does not pass what was said since
  const place = others.findIndex((other) => spokenAt(other) <= at)
  return place < 0 ? [...others, told] : [...others.slice(0, place), told, ...others.slice(place)]
}

/** By which the list stands: when he was last spoken to, else when he joined. */
const spokenAt = ({ last, joinedAt }: MemberGroup): string => last?.at ?? joinedAt

/** Whether he is muted until a time. A node of the version before does not tell until when. */
const isTimedMute = (group: MemberGroup): group is MemberGroup & { readonly mutedUntil: string } =>
  typeof group.mutedUntil === 'string'

/** The list once mutes that end by themselves have ended. @param now UTC ms; the same list: none has */
export function withMutesOver(groups: readonly MemberGroup[], now: number): readonly MemberGroup[] {
  const isOver = (group: MemberGroup) => isTimedMute(group) && Date.parse(group.mutedUntil) <= now
  return groups.some(isOver)
    ? groups.map((group) => (isOver(group) ? { ...group, muted: false, mutedUntil: null } : group))
    : groups
}

/** Lets timed mutes of the fan's groups end on the page when they end (GRP-9). */
export function useMutesEnd(groups: readonly MemberGroup[] | undefined): void {
  const queries = useQueryClient()
  const { userId } = useFan()
  const readNow = useServerClock()
  const isTimed = groups?.some(isTimedMute) === true
  useEffect(() => {
    // by the phone's own clock it might end hours too soon
    if (!isTimed || readNow === null) return
    const end = () => {
      const known = queries.getQueryData<readonly MemberGroup[]>(myGroupsKey(userId))
      const shown = known === undefined ? known : withMutesOver(known, readNow())
      // what is written looks new, and is not asked for
      if (shown !== known) queries.setQueryData(myGroupsKey(userId), shown)
    }
    const timer = setInterval(end, 1_000)
    return () => clearInterval(timer)
  }, [isTimed, queries, userId, readNow])
}

/** A message as the stream tells it: without its writer's name. */
export function saidOf(body: StreamMessage['body']): MessageView & { readonly sendId?: string } {
  const { sender, ...rest } = body
  return { ...rest, sender: { kind: sender === 'owner' ? 'owner' : 'fan', name: null } } as MessageView & {
    sendId?: string
  }
}

/** Keeps the fan's groups fresh while a page shows them. */
export function useMyGroupsLive(): void {
  const queries = useQueryClient()
  const { userId } = useFan()
  useStream([seatsTopic(userId)], (message) => {
    const queryKey = myGroupsKey(userId)
    const isMerged = message.kind === 'group.left' && message.body['how'] === 'merged'
    if (isMerged || ['group.joined', 'group.deleted', 'group.restored'].includes(message.kind))
      void refreshQueries(queries, queryKey)
    else
      queries.setQueryData<readonly MemberGroup[]>(queryKey, (known) =>
        known === undefined ? known : withNews(known, message, userId),
      )
    if (message.kind === 'group.left' || message.kind === 'group.joined')
      for (const key of ['groups', 'group']) void refreshQueries(queries, [key])
  })
}

/** It was read up to here: its number is gone before the server is asked again. */
export function markReadIn(queries: QueryClient, userId: string, groupId: string, upTo: number): void {
  queries.setQueryData<readonly MemberGroup[]>(myGroupsKey(userId), (known) =>
    known?.map((group) =>
      group.groupId === groupId
        ? { ...group, readUpTo: Math.max(group.readUpTo, upTo), unread: upTo >= group.lastSeq ? 0 : group.unread }
        : group,
    ),
  )
}
