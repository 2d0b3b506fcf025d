import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { formatCompact } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { tierNumber } from '../../shared/palette.ts'
import { ProgressRing } from '../../shared/ProgressRing.tsx'
import { onSessionChange, savedSession } from '../../shared/session.ts'
import { progressOf } from '../club/progress.ts'
import { levelsQuery } from '../data/queries.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Optional } from '../shell/Boundary.tsx'
import styles from './TopBar.module.css'
import { lazyPart } from '../parts/lazy-part.ts'

const UnreadLink = lazyPart(() => import('../groups/UnreadLink.tsx').then((file) => file.UnreadLink))

interface TopBarProps {
  readonly club: ClubView
  readonly member: MemberView | null | undefined
  readonly onClub: () => void
}

/** Whose room this is, the club button with the badge and the ring, and beside it the streamer's own page for him alone (CLUB-10). */
export function TopBar({ club, member, onClub }: TopBarProps) {
  const { t, i18n } = useTranslation()
  const desk = useSyncExternalStore(onSessionChange, () => savedSession('desk'))
  const streams = desk?.role === 'owner' && desk.ownerId === club.ownerId
  return (
    <header className={styles.bar}>
      <div className={styles.row}>
        <div className={styles.owner}>
          <Avatar id={club.ownerId} name={club.name} size={2.25} />
          <div className={styles.words}>
            <h1 className={styles.name}>
              <MiddleEllipsis text={club.name} />
            </h1>
            <p className={styles.count}>
              {club.live !== null && <span className={styles.onAir}>{t('room.onAir')}</span>}
              {t('room.members', { count: club.members, number: formatCompact(club.members, i18n.language) })}
            </p>
          </div>
        </div>
        <Optional>
          <UnreadLink ownerId={club.ownerId} className={styles.me} icon>
            <Icon name="comment" />
          </UnreadLink>
        </Optional>
        <Link to={`/${club.ownerId}/me`} className={styles.me} aria-label={t('me.title')}>
          <Icon name="user" />
        </Link>
      </div>
      <div className={styles.clubs}>
        <button type="button" className={styles.club} onClick={onClub}>
          {member == null ? <NotYet club={club} /> : <Standing member={member} />}
          <Icon name="next" size={0.875} />
        </button>
        {streams && (
          <Link to={`/${club.ownerId}/streamer`} className={styles.club}>
            <Icon name="desk" />
            <span>{t('streamer.title')}</span>
            <Icon name="next" size={0.875} />
          </Link>
        )}
      </div>
    </header>
  )
}

function NotYet({ club }: { readonly club: ClubView }) {
  const { t } = useTranslation()
  return (
    <>
      <Icon name="heart" />
      <span>{t('room.clubButton', { mode: t(`mode.${club.mode}`) })}</span>
    </>
  )
}

function Standing({ member }: { readonly member: MemberView }) {
  const { t } = useTranslation()
  const levels = useQuery(levelsQuery(useApi(), member.ownerId))
  const label = t('room.clubProgress', { title: member.title, intimacy: member.intimacy })
  return (
    <>
      <ProgressRing
        value={progressOf(member, levels.data)}
        label={label}
        size={1.75}
        stroke={12}
        tier={tierNumber(member.tier)}
      >
        <Icon name="heart" size={0.875} filled={member.badge.lit} />
      </ProgressRing>
      <Badge {...member.badge} level={member.level} title={member.title} mode={member.mode} explains={false} />
    </>
  )
}
