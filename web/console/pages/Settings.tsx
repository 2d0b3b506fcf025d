import { NavLink, Outlet } from 'react-router'
import type { Permission } from '../../../src/contract/words.ts'
import { useClub } from '../club.tsx'
import { may, type Me } from '../data/me.ts'
import { Page } from '../parts/Page.tsx'
import { useSignedIn } from '../shell/me-context.ts'
import { useText } from '../text.ts'
import styles from './Settings.module.css'

/** The settings in order, each with the right it takes. */
const settings = [
  { path: 'mode', needs: 'club' },
  { path: 'purchase', needs: 'live' },
  { path: 'badge', needs: 'badge' },
  { path: 'rooms', needs: 'rooms' },
  { path: 'webhooks', needs: 'webhooks' },
  { path: 'keys', needs: 'staff' },
  { path: 'staff', needs: 'staff' },
  { path: 'corrections', needs: 'corrections' },
  { path: 'refunds', needs: 'overview' },
] as const satisfies readonly { path: string; needs: Permission }[]

/** The settings this person may open in a club. */
export function settingsOf(me: Me, ownerId: string) {
  return settings.filter(({ needs }) => may(me, ownerId, needs))
}

/** 设置: its parts at the left, one of them open. */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  return (
    <Page title={say('settings.title')}>
      <div className={styles.columns}>
        <nav aria-label={say('settings.menu')} className={styles.menu}>
          {settingsOf(me, ownerId).map(({ path }) => (
            <NavLink key={path} to={path} className={({ isActive }) => (isActive ? styles.here : styles.link) ?? ''}>
              {say(`settings.tabs.${path}`)}
            </NavLink>
          ))}
        </nav>
        <div className={styles.body}>
          <Outlet />
        </div>
      </div>
    </Page>
  )
}
