import { Link, Outlet, useLocation } from 'react-router'
import { useClub } from '../club.tsx'
import { Page } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import styles from './Benefits.module.css'

/** The matrix stands under the club's own address of benefits; the others behind their names. */
const parts = ['matrix', 'campaigns', 'money', 'results'] as const

/** 权益: what the club gives, campaigns, money, and what came of it. */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const { pathname } = useLocation()
  const base = `/clubs/${encodeURIComponent(ownerId)}/benefits`
  const open = parts.find((part) => pathname.startsWith(`${base}/${part}`)) ?? 'matrix'
  return (
    <Page title={say('benefits.title')} lede={say(`benefits.ledes.${open}`)}>
      <nav aria-label={say('benefits.menu')} className={styles.tabs}>
        {parts.map((part) => (
          <Link
            key={part}
            to={part === 'matrix' ? base : `${base}/${part}`}
            className={(part === open ? styles.here : styles.tab) ?? ''}
            {...(part === open ? { 'aria-current': 'page' as const } : {})}
          >
            {say(`benefits.tabs.${part}`)}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  )
}
