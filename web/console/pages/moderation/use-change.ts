import { useQueryClient } from '@tanstack/react-query'
import type { ModerationView } from '../../../../src/contract/moderation.ts'
import { changeModeration, moderationKey, type ModerationChange } from '../../data/moderation.ts'
import { useCommand } from '../../data/use-command.ts'

/** A change without `version` holds whatever was changed before it. */
type Change = Omit<ModerationChange, 'version'> & { readonly version?: number }

/** Changes what may be said, one change after another: each answer stands at once, so that the next knows its version. */
export function useChange(
  ownerId: string | null,
  { done, quiet = false }: { readonly done: () => string; readonly quiet?: boolean },
) {
  const queries = useQueryClient()
  const viewKey = moderationKey(ownerId, 'view')
  return useCommand({
    run: (api, change: Change) => {
      const version = queries.getQueryData<ModerationView>(viewKey)?.version ?? 0
      return changeModeration(api, ownerId, { version, ...change })
    },
    changes: [moderationKey(ownerId)],
    done,
    then: (changed) => queries.setQueryData(viewKey, changed),
    scope: `moderation ${ownerId ?? ''}`,
    quiet,
  })
}
