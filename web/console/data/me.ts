import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Permission } from '../../../src/contract/words.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { onSessionChange, savedSession } from '../../shared/session.ts'

/** The saved desk session, or null. */
export function useDeskSession() {
  return useSyncExternalStore(onSessionChange, () => savedSession('desk'))
}

/** Who is signed in and which clubs are his. */
export function useMe() {
  const api = useApi()
  const session = useDeskSession()
  return useQuery({
    queryKey: ['me', session?.role, session?.id],
    queryFn: () => answerOf(api.GET('/v1/me', {})),
    enabled: session !== null,
    staleTime: 60_000,
  })
}

export type Me = NonNullable<ReturnType<typeof useMe>['data']>

/** Whether this person speaks for the platform (PLT-1). */
export function isPlatform(me: Me): boolean {
  return me.role === 'platform' || me.role === 'admin'
}

/** Whether this person may do what `permission` covers in a club (PLT-1); the server decides again. */
export function may(me: Me, ownerId: string, permission: Permission): boolean {
  if (isPlatform(me)) return true
  if (me.ownerId !== ownerId) return false
  return me.role === 'owner' || (me.role === 'staff' && me.permissions.includes(permission))
}
