import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { JoinScene } from '../../../src/contract/words.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { useFan } from './fan.tsx'

const cooldownKey = (ownerId: string, userId: string) => `tiefen.rejoinAt.${ownerId}.${userId}`

/** When the fan may join again (RFC 3339), as the server last said; null when nothing is known. */
export function rejoinAt(ownerId: string, userId: string): string | null {
  return localStorage.getItem(cooldownKey(ownerId, userId))
}

/** Keeps or forgets the end of a cooldown. */
export function keepRejoinAt(ownerId: string, userId: string, at: string | null): void {
  if (at === null) localStorage.removeItem(cooldownKey(ownerId, userId))
  else localStorage.setItem(cooldownKey(ownerId, userId), at)
}

/** Where a fan joins from: the group whose card led him here, else the live room or the profile (MEM-2). @param from as the page's address says */
export const joinSceneOf = (from: string | null, isLive: boolean): JoinScene =>
  from === 'group' ? 'group' : isLive ? 'liveRoom' : 'profile'

/** Joins the club from `scene` (MEM-1, MEM-2); the demo's fan can send the live club's entry gift on the way. */
export function useJoin(ownerId: string) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId, demo } = useFan()
  return useMutation({
    mutationFn: async ({ scene, gift }: { readonly scene: JoinScene; readonly gift: boolean }) => {
      if (gift) await demo?.client.act(ownerId, { kind: 'lightBadge', count: 1 })
      return answerOf(
        api.PUT('/v1/clubs/{ownerId}/members/{userId}', { params: { path: { ownerId, userId } }, body: { scene } }),
      )
    },
    onSuccess: (member) => {
      keepRejoinAt(ownerId, userId, null)
      queries.setQueryData(['member', ownerId, userId], member)
      void queries.invalidateQueries({ queryKey: ['club', ownerId] })
      void queries.invalidateQueries({ queryKey: ['ledger', ownerId] })
      void queries.invalidateQueries({ queryKey: ['user', userId] })
    },
  })
}

/** Leaves the club (MEM-3). */
export function useLeave(ownerId: string) {
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  return useMutation({
    mutationFn: () =>
      answerOf(api.DELETE('/v1/clubs/{ownerId}/members/{userId}', { params: { path: { ownerId, userId } } })),
    onSuccess: (left) => {
      keepRejoinAt(ownerId, userId, left.rejoinAt)
      queries.setQueryData(['member', ownerId, userId], null)
      queries.removeQueries({ queryKey: ['ledger', ownerId] })
      void queries.invalidateQueries({ queryKey: ['club', ownerId] })
      void queries.invalidateQueries({ queryKey: ['user', userId] })
    },
  })
}
