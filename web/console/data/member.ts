import { useQuery } from '@tanstack/react-query'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** What queries of one member are kept under: news of him mark all of it as old. */
const memberKey = (ownerId: string, userId: string, part: string) => ['club', ownerId, 'member', userId, part]

/** Every benefit of the club with its state for one member (BEN-2, BEN-3). */
export function useMemberBenefits(ownerId: string, userId: string) {
  const api = useApi()
  return useQuery({
    queryKey: memberKey(ownerId, userId, 'benefits'),
    queryFn: () =>
      answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/benefits', { params: { path: { ownerId, userId } } })),
  })
}

/** Where one member sits in the owner's groups, the seat taken last first. */
export function useMemberGroups(ownerId: string, userId: string) {
  const api = useApi()
  return useQuery({
    queryKey: memberKey(ownerId, userId, 'groups'),
    queryFn: () =>
      answerOf(api.GET('/v1/clubs/{ownerId}/members/{userId}/groups', { params: { path: { ownerId, userId } } })),
  })
}
