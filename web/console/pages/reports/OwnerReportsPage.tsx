import { useClub } from '../../club.tsx'
import { ReportHistory, ReportQueue } from './ReportsDesk.tsx'

/** Reported messages of fans in an owner's groups: he decides himself, the platform's reviewers may too (GRP-9). */
export function Component() {
  const { ownerId } = useClub()
  return (
    <>
      <ReportQueue ownerId={ownerId} />
      <ReportHistory ownerId={ownerId} />
    </>
  )
}
