import { useClub } from '../../club.tsx'
import { ModerationDesk } from './ModerationDesk.tsx'

/** 粉丝群 → 发言规则: what fans may say in an owner's groups (GRP-8, GRP-9). */
export function Component() {
  const { ownerId } = useClub()
  return <ModerationDesk ownerId={ownerId} />
}
