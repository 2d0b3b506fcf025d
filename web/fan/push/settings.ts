import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReachSettingsView, ReachSwitches } from '../../../src/contract/reach.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { useFan } from '../data/fan.tsx'
import { toastProblem } from '../parts/toast.ts'

const keyOf = (userId: string) => ['push-settings', userId] as const

/** What the fan wants to be told, everywhere and in single clubs (GRP-7). */
export const settingsQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: keyOf(userId),
    queryFn: () => answerOf(api.GET('/v1/users/{userId}/push-settings', { params: { path: { userId } } })),
  })

/** What is said of some kinds alone. */
export type Some = { [K in keyof ReachSwitches]?: ReachSwitches[K] }

/** What holds for one club where it differs from everywhere. */
export const switchesOf = (settings: ReachSettingsView, ownerId: string): Some =>
  (settings.clubs.find((club) => club.ownerId === ownerId)?.switches ?? {}) as Some

/** Of what is wanted for a club, that which is not so everywhere: the rest goes along when everywhere changes. */
export function differing(everywhere: ReachSwitches, wanted: Some): Some {
  const differs = ([kind, value]: [string, unknown]): boolean => everywhere[kind as keyof ReachSwitches] !== value
  return Object.fromEntries(Object.entries(wanted).filter(differs))
}

/** Changes what holds everywhere. */
export function useChangeSettings() {
  const api = useApi()
  const { userId } = useFan()
  return useChange<Some & { readonly quiet?: ReachSettingsView['quiet'] }>({
    send: (body) => answerOf(api.PUT('/v1/users/{userId}/push-settings', { params: { path: { userId } }, body })),
    shown: (settings, wishes) => ({ ...settings, ...wishes }),
  })
}

/** Says all that differs for one club; `{}`: nothing does. */
export function useChangeClub({ ownerId, name }: { readonly ownerId: string; readonly name: string }) {
  const api = useApi()
  const { userId } = useFan()
  return useChange<Some>({
    send: (body) =>
      answerOf(
        api.PUT('/v1/users/{userId}/push-settings/clubs/{ownerId}', { params: { path: { userId, ownerId } }, body }),
      ),
    shown(settings, switches) {
      const others = settings.clubs.filter((club) => club.ownerId !== ownerId)
      const isPlain = Object.keys(switches).length === 0
      return { ...settings, clubs: isPlain ? others : [...others, { ownerId, ownerName: name, switches }] }
    },
  })
}

interface ChangeOf<C> {
  readonly send: (change: C) => Promise<unknown>
  /** the settings as they will be */
  readonly shown: (settings: ReachSettingsView, change: C) => ReachSettingsView
}

/** A switch moves under the finger; once the last of several was answered, what the server has is shown. */
function useChange<C>({ send, shown }: ChangeOf<C>) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { userId } = useFan()
  const queryKey = keyOf(userId)
  return useMutation({
    mutationKey: queryKey,
    // one after another: the last word is the last said
    scope: { id: queryKey.join() },
    mutationFn: send,
    async onMutate(change: C) {
      await queries.cancelQueries({ queryKey })
      queries.setQueryData<ReachSettingsView>(queryKey, (known) => known && shown(known, change))
    },
    onError: (error) => toastProblem(error, t),
    onSettled: () =>
      queries.isMutating({ mutationKey: queryKey }) > 1 ? undefined : queries.invalidateQueries({ queryKey }),
  })
}
