import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GroupView } from '../../../src/contract/groups.ts'
import type { ClubView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { gateWords } from '../../shared/gate-words.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { myGroupsQuery, ownerGroupsQuery } from './data.ts'
import { MyGroups } from './MyGroups.tsx'
import styles from './OwnerGroups.module.css'
import { mayJoin, shownOf } from './shown.ts'

/** An owner's groups: the fan's own, then the others with their gates and free seats; those he may join first. */
export function OwnerGroups({ club, all = false }: { readonly club: ClubView; readonly all?: boolean }) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const { ownerId } = club
  const listed = useQuery(ownerGroupsQuery(api, ownerId, userId))
  const mine = useQuery(myGroupsQuery(api, userId))
  if (listed.data === undefined)
    return (
      <Waiting of={[listed]}>
        <Skeleton lines={2} tall />
      </Waiting>
    )
  const { items } = listed.data
  if (items.length === 0) return all ? <Empty title={t('groups.noneHere')} hint={t('groups.noneHereHint')} /> : null
  const ownGroups = (mine.data ?? []).filter((group) => group.ownerId === ownerId)
  const { own, others } = shownOf(ownGroups, items, all)
  const rest = items.length - own.length - others.length
  return (
    <>
      {own.length > 0 && <MyGroups groups={own} />}
      {others.length > 0 && (
        <ul className={styles.list}>
          {others.map((group) => (
            <li key={group.groupId} className={styles.item}>
              <Other group={group} club={club} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && (
        <Link to={`/${ownerId}/groups`} className={styles.more}>
          {t('groups.more', { count: rest })}
        </Link>
      )}
    </>
  )
}

function Other({ group, club }: { readonly group: GroupView; readonly club: ClubView }) {
  const { t, i18n } = useTranslation()
  const open = mayJoin(group)
  return (
    <Link to={`/groups/${group.groupId}/about`} className={styles.row}>
      <Avatar id={group.groupId} name={group.name} size={2.5} />
      <span className={styles.words}>
        <span className={styles.name}>
          <MiddleEllipsis text={group.name} />
        </span>
        <span className={styles.gate}>
          {gateWords(group.gate, club.mode, t)} ·{' '}
          {t('groups.seats', { count: group.freeSeats, n: formatNumber(group.freeSeats, i18n.language) })}
        </span>
      </span>
      {open ? (
        <b className={styles.join}>{t('groups.canJoin')}</b>
      ) : (
        <Icon name={group.freeSeats === 0 ? 'close' : 'lock'} size={1} />
      )}
    </Link>
  )
}
