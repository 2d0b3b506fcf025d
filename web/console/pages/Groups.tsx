import { Link, Outlet, useLocation } from 'react-router'
import { useClub } from '../club.tsx'
import { Page } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import styles from './Benefits.module.css'

/** The list stands under the address of groups itself; one group has the list's tab. */
const parts = ['list', 'compose', 'posts', 'reports', 'rules'] as const

/** 粉丝群: the groups, what is said to them at once, and what is planned (GRP-1…13). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const { pathname } = useLocation()
  const base = `/clubs/${encodeURIComponent(ownerId)}/groups`
  const open = parts.find((part) => pathname === `${base}/${part}`) ?? 'list'
  return (
    <Page title={say('groups.title')} lede={say(`groups.ledes.${open}`)}>
      <nav aria-label={say('groups.menu')} className={styles.tabs}>
        {parts.map((part) => (
          <Link
            key={part}
            to={part === 'list' ? base : `${base}/${part}`}
            className={(part === open ? styles.here : styles.tab) ?? ''}
            {...(part === open ? { 'aria-current': 'page' as const } : {})}
          >
            {say(`groups.tabs.${part}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  )
}
