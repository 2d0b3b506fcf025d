import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { myGroupsQuery, useMyGroupsLive } from './data.ts'
import styles from './UnreadLink.module.css'

interface UnreadLinkProps {
  /** of one owner's groups; null: of all */
  readonly ownerId: string | null
  readonly className: string | undefined
  /** it is an icon alone: its name is said, its number stands at its corner */
  readonly icon?: boolean
  readonly children: ReactNode
}

/** The way to the groups, with how much the fan has not read there. */
export function UnreadLink({ ownerId, className, icon = false, children }: UnreadLinkProps) {
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const mine = useQuery(myGroupsQuery(useApi(), userId))
  useMyGroupsLive()
  const groups = (mine.data ?? []).filter((group) => ownerId === null || group.ownerId === ownerId)
  const unread = groups.reduce((sum, group) => sum + group.unread, 0)
  return (
    <Link
      to={ownerId === null ? '/groups' : `/${ownerId}/groups`}
      className={icon ? `${className} ${styles.icon}` : className}
    >
      {icon && <span className="tf-hidden">{t('groups.title')}</span>}
      {children}
      {unread > 0 && (
        <span className={icon ? `${styles.unread} ${styles.corner}` : styles.unread}>
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span className="tf-hidden">
            {t('groups.unread', { count: unread, n: formatNumber(unread, i18n.language) })}
          </span>
        </span>
      )}
    </Link>
  )
}
