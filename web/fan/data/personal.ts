import { queryOptions, useMutation } from '@tanstack/react-query'
import type { UserDataRecord } from '../../../src/contract/user-data.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { codeOf } from '../../shared/problem.ts'

const PAGE = 1_000

/** All that is held on the fan, page after page; nothing for one who was never heard of (PLT-6). */
export const userDataQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['user-data', userId],
    queryFn: async () => {
      const all: UserDataRecord[] = []
      try {
        for (let cursor: string | null = ''; cursor !== null;) {
          const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === '' ? {} : { cursor }) }
          const page: { items: unknown[]; nextCursor: string | null } = await answerOf(
            api.GET('/v1/users/{userId}/data', { params: { path: { userId }, query } }),
          )
          all.push(...(page.items as UserDataRecord[]))
          cursor = page.nextCursor
        }
      } catch (error) {
        if (codeOf(error) !== 'unknown_user') throw error
      }
      return all
    },
    gcTime: 0,
  })

/** The latest erasure that was asked for, or null. */
export const erasureQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['erasure', userId],
    queryFn: async () => {
      try {
        return await answerOf(api.GET('/v1/users/{userId}/erasure', { params: { path: { userId } } }))
      } catch (error) {
        if (codeOf(error) === 'not_found') return null
        throw error
      }
    },
  })

/** Asks for everything to be erased. */
export function useErasure(userId: string) {
  const api = useApi()
  return useMutation({
    mutationFn: () =>
      answerOf(api.POST('/v1/users/{userId}/erasure', { params: { path: { userId } }, body: { confirm: true } })),
  })
}
