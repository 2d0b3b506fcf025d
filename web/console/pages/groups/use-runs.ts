import { useClub } from '../../club.tsx'
import { useDesk } from '../../data/groups.ts'
import { useSignedIn } from '../../shell/me-context.ts'

/** Whether this is the main account (or the platform for it): who alone appoints, closes, and speaks to all groups (GRP-9). */
export const useIsMain = (): boolean => useSignedIn().role !== 'staff'

/** Whether the account runs a group: the server decides again. null: not known yet */
export function useRuns(groupId: string): boolean | null {
  const { ownerId } = useClub()
  const desk = useDesk(ownerId)
  const main = useIsMain()
  if (main) return true
  if (desk.data === undefined) return null
  return desk.data.items.find((group) => group.groupId === groupId)?.runs ?? false
}
