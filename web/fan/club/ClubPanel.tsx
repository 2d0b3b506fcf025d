import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { clubQuery, levelsQuery, memberQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import styles from './ClubPanel.module.css'
import { Invitation } from './Invitation.tsx'
import { Ladder } from './Ladder.tsx'
import { Leave } from './Leave.tsx'
import { Ledger } from './Ledger.tsx'
import { placeOfTask } from './places.ts'
import { Standing } from './Standing.tsx'
import { Today } from './Today.tsx'
import type { ClubView, MemberView } from './views.ts'

interface ClubPanelProps {
  readonly ownerId: string
  /** where it stands: over the room, beside it, or alone */
  readonly place: 'sheet' | 'aside' | 'page'
}

/** The club panel (screens.md Fan 2): standing, today, ladder, ledger, and the plain way out. */
export function ClubPanel({ ownerId, place }: ClubPanelProps) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const club = useQuery(clubQuery(api, ownerId))
  const member = useQuery(memberQuery(api, ownerId, userId))
  const failed = club.isError ? club : member.isError ? member : null
  if (failed !== null) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />
  if (club.data === undefined || member.data === undefined) {
    return (
      <div className={styles.panel}>
        <Skeleton lines={1} tall />
        <Skeleton lines={5} />
        <Skeleton lines={2} tall />
      </div>
    )
  }
  return (
    <div className={[styles.panel, place === 'aside' ? styles.aside : ''].join(' ')}>
      {place === 'aside' && <h2 className={styles.title}>{t('club.title')}</h2>}
      {club.data.pendingModeChange !== undefined && <ModeNotice club={club.data} />}
      {member.data === null ? <Invitation club={club.data} /> : <Membership club={club.data} member={member.data} />}
    </div>
  )
}

/** CLUB-4: the change is announced to members before it comes. */
function ModeNotice({ club }: { readonly club: ClubView }) {
  const { t, i18n } = useTranslation()
  if (club.pendingModeChange === undefined) return null
  const { to, effectiveAt } = club.pendingModeChange
  return (
    <p className={styles.notice}>
      <Icon name="info" />
      {t('club.modeNotice', { mode: t(`mode.${to}`), at: formatDateTime(effectiveAt, i18n.language) })}
    </p>
  )
}

function Membership({ club, member }: { readonly club: ClubView; readonly member: MemberView }) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const navigate = useNavigate()
  const levels = useQuery(levelsQuery(useApi(), club.ownerId))
  const [leaving, setLeaving] = useState(false)
  const go = (task: string) => {
    const place = demo === null ? null : placeOfTask(task, club.live !== null)
    return place === null ? null : () => void navigate(`/${club.ownerId}${place}`, { replace: true })
  }
  return (
    <>
      <Standing club={club} member={member} levels={levels.data} />
      <Today member={member} wayTo={go} />
      <Ladder member={member} levels={levels} />
      <Ledger ownerId={club.ownerId} today={member.today.businessDay} />
      <div className={styles.leave}>
        {leaving ? (
          <Leave club={club} onCancel={() => setLeaving(false)} />
        ) : (
          <Button look="plain" onClick={() => setLeaving(true)}>
            {t('leave.open')}
          </Button>
        )}
      </div>
    </>
  )
}
