import { Skeleton } from '../../../shared/states.tsx'
import { useModeration } from '../../data/moderation.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { SettingsForm } from './SettingsForm.tsx'
import { WordsPanel } from './WordsPanel.tsx'

/** What may be said: links, contacts, when something is hidden, and the list of words. `ownerId` null: the platform's, which bind everybody (GRP-8, GRP-9). */
export function ModerationDesk({ ownerId }: { readonly ownerId: string | null }) {
  const query = useModeration(ownerId)
  return (
    <Loaded query={query} skeleton={<Skeleton lines={6} tall />}>
      {(view) => (
        <>
          <WordsPanel ownerId={ownerId} view={view} />
          <SettingsForm ownerId={ownerId} view={view} />
        </>
      )}
    </Loaded>
  )
}
