import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Task, Tier } from '../../../src/contract/words.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { isUnfinished } from '../parts/WorkProgress.tsx'
import { watchMilliseconds } from './platform.ts'

/** Everything of a club is kept under `['club', ownerId, …]`, so that a live update can mark one part as old. */
const key = (ownerId: string, ...parts: readonly unknown[]) => ['club', ownerId, ...parts]

/** The club: mode, badge, members, what is pending, what is on air. */
export function useClubView(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'view'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } })),
  })
}

/** Today, yesterday and the last 14 days. */
export function useOverview(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'overview'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/overview', { params: { path: { ownerId }, query: { days: 14 } } })),
    refetchInterval: 60_000,
  })
}

/** Mode changes, newest first. */
export function useModeChanges(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'modeChanges'),
    queryFn: async () => {
      const { items } = await answerOf(
        api.GET('/v1/clubs/{ownerId}/mode-changes', { params: { path: { ownerId }, query: { limit: 200 } } }),
      )
      return [...items].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt))
    },
    refetchInterval: ({ state }) => (state.data?.some((one) => isUnfinished(one.progress)) === true ? watchMilliseconds : false),
  })
}

/** The ladder with how many stand on each rung. */
export function useLevels(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'levels'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/levels', { params: { path: { ownerId } } })),
  })
}

/** What a page of members is asked for. */
export interface MemberFilter {
  readonly sort: '-intimacy' | '-joinedAt'
  readonly q?: string | undefined
  readonly tier?: Tier | undefined
  readonly level?: number | undefined
  readonly lit?: boolean | undefined
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & { [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> }

/** Leaves out what is not given: a query carries no empty names. */
const without = <T extends object>(values: T) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>

/** Members by keyset pages of 100; as many pages as were scrolled to. */
export function useMembers(ownerId: string, filter: MemberFilter) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: key(ownerId, 'members', filter),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/members', {
          params: { path: { ownerId }, query: without({ ...filter, lit: filter.lit === undefined ? undefined : filter.lit ? ('true' as const) : ('false' as const), limit: 100, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** One member now. */
export function useMember(ownerId: string, userId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'member', userId, 'view'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}', { params: { path: { ownerId, userId } } })),
  })
}

/** One member's story: days, orders, comings and goings. */
export function useMemberStory(ownerId: string, userId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'member', userId, 'story'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/story', { params: { path: { ownerId, userId } } })),
  })
}

/** One member's ledger, newest first, 50 a page. */
export function useLedger(ownerId: string, userId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: key(ownerId, 'member', userId, 'ledger'),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/members/{userId}/ledger', {
          params: { path: { ownerId, userId }, query: without({ limit: 50, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Accounts that earn nothing (TASK-15). */
export function useExclusions(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'exclusions'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/exclusions', { params: { path: { ownerId } } })),
  })
}

/** Badge names that were sent for review, newest first. */
export function useBadgeNames(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'badgeNames'),
    queryFn: async () => {
      const { items } = await answerOf(api.GET('/v1/clubs/{ownerId}/badge-names', { params: { path: { ownerId } } }))
      return [...items].sort((a, b) => b.submittedAt.localeCompare(a.submittedAt))
    },
  })
}

/** Refunds and reviews that found no order (TASK-9), 50 a page. */
export function useWaitingRefunds(ownerId: string, status: 'waiting' | 'expired' | 'refused') {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: key(ownerId, 'waiting', status),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/waiting', {
          params: { path: { ownerId }, query: without({ status, limit: 50, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Live sessions, latest first, 30 a page. */
export function useSessions(ownerId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: key(ownerId, 'sessions'),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/sessions', {
          params: { path: { ownerId }, query: without({ limit: 30, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** A session's totals; nothing is asked without an id. */
export function useSessionTotals(sessionId: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['session', sessionId, 'totals'],
    queryFn: () => answerOf(api.GET('/v1/sessions/{sessionId}/totals', { params: { path: { sessionId: sessionId ?? '' } } })),
    enabled: sessionId !== undefined,
  })
}

/** TASK-13: completed and exhausted per task of a session. */
export function useSessionTasks(sessionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['session', sessionId, 'tasks'],
    queryFn: () => answerOf(api.GET('/v1/sessions/{sessionId}/tasks', { params: { path: { sessionId } } })),
  })
}

/** TASK-13: who of a session, by task and state; no task = everyone present. */
export function useSessionMembers(sessionId: string, filter: { readonly task?: Task | undefined; readonly state?: 'completed' | 'exhausted' | undefined }) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['session', sessionId, 'members', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/sessions/{sessionId}/members', {
          params: { path: { sessionId }, query: without({ ...filter, limit: 50, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** The last lines of a session's public screen. */
export function useScreen(sessionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['session', sessionId, 'screen'],
    queryFn: async () => (await answerOf(api.GET('/v1/sessions/{sessionId}/screen', { params: { path: { sessionId } } }))).items,
  })
}

/** Corrections of the club's members, newest first, 50 a page (TASK-15). */
export function useCorrections(ownerId: string) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: key(ownerId, 'corrections'),
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/clubs/{ownerId}/corrections', {
          params: { path: { ownerId }, query: without({ limit: 50, cursor: pageParam ?? undefined }) },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Sub-accounts and what they may do. */
export function useStaff(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'staff'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/staff', { params: { path: { ownerId }, query: { limit: 200 } } })),
  })
}

/** Invitations of sub-accounts that were not taken yet. */
export function useStaffInvitations(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'staffInvitations'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/staff-invitations', { params: { path: { ownerId }, query: { limit: 200 } } })),
  })
}

/** Keys of the club's own programs; never the keys themselves. */
export function useApiKeys(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: key(ownerId, 'apiKeys'),
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/api-keys', { params: { path: { ownerId }, query: { limit: 200 } } })),
  })
}
