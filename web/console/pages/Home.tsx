import { Navigate } from 'react-router'
import { Empty } from '../../shared/states.tsx'
import { isPlatform } from '../data/me.ts'
import { useSignedIn } from '../shell/me-context.ts'
import { useText } from '../text.ts'

/** `/console/`: each role to where its work is. */
export function Home() {
  const { say } = useText()
  const me = useSignedIn()
  const ownerId = me.ownerId
  if (me.role === 'reviewer') return <Navigate to="/reviews" replace />
  if (isPlatform(me)) return <Navigate to="/owners" replace />
  if (ownerId !== null) return <Navigate to={`/clubs/${encodeURIComponent(ownerId)}`} replace />
  return <Empty title={say('state.forbidden')} hint={say('signIn.fanOnly')} />
}
