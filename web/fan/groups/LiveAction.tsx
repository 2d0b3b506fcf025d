import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClubView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { hoursAndMinutes } from '../../shared/format.ts'
import { useServerNow } from '../data/clock.ts'
import { clubQuery } from '../data/queries.ts'
import styles from './cards.module.css'
import { useGroupPlace } from './GroupPlace.tsx'
import { RemindMe } from './RemindMe.tsx'
import type { GroupMessage } from './source.ts'

const HOUR = 3_600_000

/** How long until the room opens, with a reminder of it; into it while it is on air. */
export function LiveAction({ message }: { readonly message: GroupMessage }) {
  const { t } = useTranslation()
  const { ownerId } = useGroupPlace()
  const club = useQuery(clubQuery(useApi(), ownerId))
  const now = useServerNow(30_000)
  const live = club.data?.live ?? null
  if (live !== null && isOf(message, live, now))
    return (
      <Link to={`/${ownerId}`} className={styles.now}>
        {t('groups.toRoom')}
      </Link>
    )
  const left = begins(message) - now
  if (message.kind === 'livePreview' && left > 0) {
    const { hours, minutes } = hoursAndMinutes(left)
    return (
      <div className={styles.left}>
        <p className={styles.small}>
          {hours >= 48
            ? t('groups.inDays', { count: Math.floor(hours / 24) })
            : t('groups.inHours', { hours, minutes })}
        </p>
        <RemindMe ownerId={ownerId} name={club.data?.name ?? ownerId} />
      </div>
    )
  }
  return <p className={styles.small}>{t(message.kind === 'livePreview' ? 'groups.previewOver' : 'groups.liveOver')}</p>
}

/** The session that runs is the one that was told of: of a preview, one that began six hours from its time at most, or is on air at that time. */
function isOf(message: GroupMessage, live: NonNullable<ClubView['live']>, now: number): boolean {
  if (message.kind !== 'livePreview') return live.sessionId === message.sessionId
  const late = Date.parse(live.startedAt) - begins(message)
  return late <= 6 * HOUR && (late >= -6 * HOUR || now >= begins(message))
}

const begins = ({ startsAt }: GroupMessage): number => (startsAt === undefined ? 0 : Date.parse(startsAt))
