import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClubView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { Icon } from '../../shared/Icon.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import styles from './ClubGroups.module.css'
import { ownerGroupsQuery, useMyGroupsLive } from './data.ts'
import { OwnerGroups } from './OwnerGroups.tsx'
import { qualifiedFor } from './shown.ts'

/** Groups in the club panel and on the owner's public page: a hint once the fan may join one where he is not (GRP-5), then a few of them (GRP-12). */
export function ClubGroups({ club }: { readonly club: ClubView }) {
  const { t } = useTranslation()
  const headingId = useId()
  const { userId } = useFan()
  const groups = useQuery(ownerGroupsQuery(useApi(), club.ownerId, userId))
  useMyGroupsLive()
  const items = groups.data?.items ?? []
  if (items.length === 0) return null
  const open = qualifiedFor(items)
  return (
    <section className={styles.groups} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('groups.title')}
      </h2>
      {open !== undefined && (
        <Link to={`/groups/${open.groupId}/about`} className={styles.hint}>
          <Icon name="users" size={1.125} />
          <span>{t('groups.qualified', { name: open.name })}</span>
          <Icon name="next" size={1} />
        </Link>
      )}
      <OwnerGroups club={club} />
    </section>
  )
}
