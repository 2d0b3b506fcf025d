import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ClubView, ScreenLine } from '../../../src/contract/views.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { dayIn, formatDay, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { TierName } from '../../shared/TierName.tsx'
import { useFan } from '../data/fan.tsx'
import { memberQuery } from '../data/queries.ts'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './ProfileCard.module.css'

/** A person of the room: name, badge, level (BADGE-6); of the fan himself also what only he may see. */
export function ProfileCard({ club, line }: { readonly club: ClubView; readonly line: ScreenLine }) {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const own = line.userId === userId
  const mine = useQuery({ ...memberQuery(api, club.ownerId, userId), enabled: own }).data
  const member = own ? mine : null
  const name = line.name ?? t('screen.somebody')
  const level = member?.level ?? line.level
  const title = member?.title ?? line.title
  const badge = member?.badge ?? line.badge
  return (
    <div className={styles.card}>
      <Avatar id={line.userId} name={name} size={4.5} />
      <p className={styles.name}>
        <MiddleEllipsis text={name} />
      </p>
      {level !== undefined && badge !== undefined ? (
        <p className={styles.standing}>
          {title !== undefined && <TierName level={level} title={title} />}
          <Badge {...badge} level={level} title={title} mode={club.mode} />
        </p>
      ) : (
        <p className={styles.small}>{t('profile.notMember')}</p>
      )}
      {badge !== undefined && !badge.lit && <p className={styles.small}>{t(`badge.grey.${club.mode}`)}</p>}
      {member != null && (
        <dl className={styles.facts}>
          <div>
            <dt>{t('club.intimacy')}</dt>
            <dd>{formatNumber(member.intimacy, i18n.language)}</dd>
          </div>
          <div>
            <dt>{t('profile.today')}</dt>
            <dd>{formatNumber(member.today.earned, i18n.language)}</dd>
          </div>
          <div>
            <dt>{t('profile.joined')}</dt>
            <dd>{formatDay(dayIn(member.joinedAt), i18n.language)}</dd>
          </div>
        </dl>
      )}
    </div>
  )
}
