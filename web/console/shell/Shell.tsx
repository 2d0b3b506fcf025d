import { Suspense } from 'react'
import {
  Navigate,
  Outlet,
  ScrollRestoration,
  useLocation,
  useMatch,
  useNavigation,
  useSearchParams,
} from 'react-router'
import { Skeleton } from '../../shared/states.tsx'
import { useDeskSession, useMe } from '../data/me.ts'
import { DemoDoor } from '../pages/DemoDoor.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { useText } from '../text.ts'
import { MeContext } from './me-context.ts'
import { Rail } from './Rail.tsx'
import styles from './Shell.module.css'
import { TopBar } from './TopBar.tsx'

/** Everything behind the sign-in: rail, top bar, one page. */
export function Shell() {
  const session = useDeskSession()
  const location = useLocation()
  const [search] = useSearchParams()
  const door = search.get('demo')
  if (door === 'owner' || door === 'reviewer' || door === 'admin')
    return <DemoDoor as={door} ownerId={search.get('ownerId') ?? undefined} />
  if (session === null) return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />
  return <SignedIn />
}

function SignedIn() {
  const { say } = useText()
  const me = useMe()
  const ownerId = useMatch('/clubs/:ownerId/*')?.params.ownerId
  const busy = useNavigation().state !== 'idle'
  if (me.data === undefined) {
    return (
      <main className={styles.alone}>
        <Loaded query={me} skeleton={<Skeleton lines={3} tall />}>
          {() => null}
        </Loaded>
      </main>
    )
  }
  return (
    <MeContext value={me.data}>
      <div className={styles.shell}>
        <a className={styles.skip} href="#content">
          {say('nav.skip')}
        </a>
        <Rail ownerId={ownerId} />
        <div className={styles.right}>
          <TopBar ownerId={ownerId} />
          <main id="content" className={styles.content} tabIndex={-1} aria-busy={busy}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
        </div>
        <ScrollRestoration />
      </div>
    </MeContext>
  )
}
