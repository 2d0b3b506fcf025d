import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { isUnfinished } from '../parts/WorkProgress.tsx'

/** How often work that runs is looked at. */
export const watchMilliseconds = 1_000

/** Registered owners whose name or id holds `q`, 50 a page. */
export function useOwners(q: string, enabled = true) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['owners', q],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/owners', {
          params: { query: { limit: 50, ...(q === '' ? {} : { q }), ...(pageParam === null ? {} : { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    enabled,
  })
}

/** Every version of the rules, newest first. */
export function useRuleSets() {
  const api = useApi()
  return useQuery({
    queryKey: ['ruleSets', 'all'],
    queryFn: async () => {
      const { items } = await answerOf(api.GET('/v1/rule-sets', { params: { query: { limit: 200 } } }))
      return [...items].sort((a, b) => b.version - a.version)
    },
    refetchInterval: ({ state }) => (state.data?.some((one) => isUnfinished(one.progress)) === true ? watchMilliseconds : false),
  })
}

/** The rules in force today. */
export function useCurrentRuleSet() {
  const api = useApi()
  return useQuery({ queryKey: ['ruleSets', 'current'], queryFn: () => answerOf(api.GET('/v1/rule-sets/current', {})) })
}

/** Badge names by state: the queue oldest first, decided ones newest first. */
export function useReviews(status: 'waiting' | 'approved' | 'refused') {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['reviews', status],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET('/v1/reviews', { params: { query: { status, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}
