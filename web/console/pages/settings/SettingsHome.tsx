import { Navigate } from 'react-router'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import { settingsOf } from '../Settings.tsx'

/** Opens the first setting that this person may see. */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const [first] = settingsOf(useSignedIn(), ownerId)
  if (first === undefined) return <Empty title={say('state.forbidden')} hint={say('state.forbiddenHint')} />
  return <Navigate to={first.path} replace />
}
