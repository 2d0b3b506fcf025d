import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { moderationPatch, moderationWord, ModerationView, WordAction } from '../../../src/contract/moderation.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** A change of settings, as it is sent. */
export type ModerationChange = z.input<typeof moderationPatch>
export type ModerationWord = z.infer<typeof moderationWord>

/** What queries of a list are kept under; `ownerId` null: the platform's. */
export const moderationKey = (ownerId: string | null, ...parts: readonly unknown[]) => ['moderation', ownerId, ...parts]

/** What may be said: an owner's settings, or the platform's (GRP-8, GRP-9). */
export function useModeration(ownerId: string | null) {
  const api = useApi()
  return useQuery({
    queryKey: moderationKey(ownerId, 'view'),
    queryFn: () =>
      answerOf(
        ownerId === null
          ? api.GET('/v1/moderation', {})
          : api.GET('/v1/clubs/{ownerId}/moderation', { params: { path: { ownerId } } }),
      ),
  })
}

/** Words of a list in the order of text, 200 a page. @param action of one kind alone; null: of all */
export function useModerationWords(ownerId: string | null, action: WordAction | null) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: moderationKey(ownerId, 'words', action),
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 200,
        ...(action === null ? {} : { action }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }
      return answerOf(
        ownerId === null
          ? api.GET('/v1/moderation/words', { params: { query } })
          : api.GET('/v1/clubs/{ownerId}/moderation/words', { params: { path: { ownerId }, query } }),
      )
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}

/** Changes settings that are still those of `version`. */
export const changeModeration = (
  api: Api,
  ownerId: string | null,
  change: ModerationChange,
): Promise<ModerationView> => {
  const body = { words: [], without: [], ...change } as never
  return answerOf(
    ownerId === null
      ? api.PATCH('/v1/moderation', { body })
      : api.PATCH('/v1/clubs/{ownerId}/moderation', { params: { path: { ownerId } }, body }),
  )
}
