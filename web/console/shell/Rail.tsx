import { NavLink } from 'react-router'
import { isPlatform, may, type Me } from '../data/me.ts'
import { Icon, type IconName } from '../parts/Icon.tsx'
import { useText, type TextKey } from '../text.ts'
import { useSignedIn } from './me-context.ts'
import styles from './Rail.module.css'

interface Item {
  readonly to: string
  readonly text: TextKey
  readonly icon: IconName
  /** only this very address is it */
  readonly end?: boolean
}

/** The way around: the club's pages, and for the platform and reviewers theirs. */
export function Rail({ ownerId }: { readonly ownerId: string | undefined }) {
  const { say } = useText()
  const me = useSignedIn()
  const club = ownerId === undefined ? [] : clubItems(me, ownerId)
  const platform = platformItems(me)
  return (
    <nav className={styles.rail} aria-label={say('nav.label')}>
      <div className={styles.inner}>
        <NavLink to="/" className={styles.brand ?? ''} end aria-label={say('product')}>
          <Mark />
          <span className={styles.brandWords}>
            {say('product')} <small>{say('productLatin')}</small>
          </span>
        </NavLink>
        <ul className={styles.list}>
          {club.map((item) => (
            <Entry key={item.to} item={item} />
          ))}
        </ul>
        {platform.length > 0 && (
          <>
            {club.length > 0 && <p className={styles.part}>{say('nav.platform')}</p>}
            <ul className={styles.list}>
              {platform.map((item) => (
                <Entry key={item.to} item={item} />
              ))}
            </ul>
          </>
        )}
      </div>
    </nav>
  )
}

function Entry({ item }: { readonly item: Item }) {
  const { say } = useText()
  return (
    <li>
      <NavLink
        to={item.to}
        end={item.end ?? false}
        className={({ isActive }) => (isActive ? styles.here : styles.link) ?? ''}
      >
        <Icon name={item.icon} />
        <span>{say(item.text)}</span>
      </NavLink>
    </li>
  )
}

function clubItems(me: Me, ownerId: string): Item[] {
  const base = `/clubs/${encodeURIComponent(ownerId)}`
  const items: Item[] = []
  if (may(me, ownerId, 'overview')) items.push({ to: base, text: 'nav.overview', icon: 'overview', end: true })
  if (may(me, ownerId, 'members')) items.push({ to: `${base}/members`, text: 'nav.members', icon: 'members' })
  if (may(me, ownerId, 'live')) items.push({ to: `${base}/tasks`, text: 'nav.tasks', icon: 'tasks' })
  items.push({ to: `${base}/levels`, text: 'nav.levels', icon: 'levels' })
  if (may(me, ownerId, 'benefits')) items.push({ to: `${base}/benefits`, text: 'nav.benefits', icon: 'benefits' })
  if (may(me, ownerId, 'groups')) items.push({ to: `${base}/groups`, text: 'nav.groups', icon: 'groups' })
  if (may(me, ownerId, 'service')) items.push({ to: `${base}/service`, text: 'nav.service', icon: 'service' })
  if (may(me, ownerId, 'live')) items.push({ to: `${base}/live`, text: 'nav.live', icon: 'live' })
  items.push({ to: `${base}/settings`, text: 'nav.settings', icon: 'settings' })
  return items
}

function platformItems(me: Me): Item[] {
  const reviews: Item[] = [
    { to: '/reviews', text: 'nav.reviews', icon: 'reviews' },
    { to: '/reports', text: 'nav.reports', icon: 'reports' },
  ]
  if (me.role === 'reviewer') return reviews
  if (!isPlatform(me)) return []
  return [
    { to: '/owners', text: 'nav.owners', icon: 'owners' },
    ...reviews,
    { to: '/rule-sets', text: 'nav.ruleSets', icon: 'ruleSets' },
    { to: '/operations', text: 'nav.operations', icon: 'operations' },
    { to: '/webhooks', text: 'nav.webhooks', icon: 'webhooks' },
  ]
}

/** The product's mark: the badge's capsule, its heart, four tiers. */
export function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="8" fill="var(--text)" />
      <path
        d="M14 21.2 7.6 14.9c-1.9-1.9-1.8-4.9.2-6.4 1.7-1.4 4.2-1 5.6.7l.6.7.6-.7c1.4-1.7 3.9-2.1 5.6-.7 2 1.5 2.1 4.5.2 6.4z"
        fill="var(--coral)"
      />
    </svg>
  )
}
