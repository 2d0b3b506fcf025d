import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { clubQuery, levelsQuery, memberQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { failedOf } from '../parts/failed-of.ts'
import { Optional } from '../shell/Boundary.tsx'
import styles from './ClubPanel.module.css'
import { Invitation } from './Invitation.tsx'
import { Ladder } from './Ladder.tsx'
import { Leave } from './Leave.tsx'
import { Ledger } from './Ledger.tsx'
import { placeOfTask } from './places.ts'
import { Ready } from './Ready.tsx'
import { Standing } from './Standing.tsx'
import { Today } from './Today.tsx'
import type { ClubView, MemberView } from './views.ts'
import { lazyPart } from '../parts/lazy-part.ts'

const ClubGroups = lazyPart(() => import('../groups/ClubGroups.tsx').then((file) => file.ClubGroups))

const ClubDraws = lazyPart(() => import('../luck/ClubDraws.tsx').then((file) => file.ClubDraws))

const ServiceLink = lazyPart(() => import('../service/ServiceLink.tsx').then((file) => file.ServiceLink))

interface ClubPanelProps {
  readonly ownerId: string
  /** where it stands: over the room, beside it, or alone */
  readonly place: 'sheet' | 'aside' | 'page'
  /** another moment is on the screen: what was won waits for it */
  readonly busy?: boolean
}

/** The club panel (screens.md Fan 2): standing, draws, today, ladder, ledger, and the plain way out. */
export function ClubPanel({ ownerId, place, busy = false }: ClubPanelProps) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const club = useQuery(clubQuery(api, ownerId))
  const member = useQuery(memberQuery(api, ownerId, userId))
  const failed = failedOf([club, member])
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
  // a room tells of its own bags; where the panel stands alone it does
  const toldBy = place === 'page' ? null : (club.data.live?.sessionId ?? null)
  const draws = (
    <Optional>
      <ClubDraws ownerId={ownerId} toldBy={toldBy} busy={busy} />
    </Optional>
  )
  return (
    <div className={[styles.panel, place === 'aside' ? styles.aside : ''].join(' ')}>
      {place === 'aside' && <h2 className={styles.title}>{t('club.title')}</h2>}
      {club.data.pendingModeChange !== undefined && <ModeNotice club={club.data} />}
      {member.data === null ? (
        <>
          <Invitation club={club.data} />
          {draws}
          <Groups club={club.data} />
        </>
      ) : (
        <Membership club={club.data} member={member.data} draws={draws} />
      )}
    </div>
  )
}

function Groups({ club }: { readonly club: ClubView }) {
  return (
    <Optional>
      <ClubGroups club={club} />
    </Optional>
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

interface MembershipProps {
  readonly club: ClubView
  readonly member: MemberView
  readonly draws: ReactNode
}

function Membership({ club, member, draws }: MembershipProps) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const navigate = useNavigate()
  const levels = useQuery(levelsQuery(useApi(), club.ownerId))
  const [leaving, setLeaving] = useState(false)
  const go = (task: string) => {
    // groups are pages of ours; the other tasks are done in the platform's app, or in the demo's room
    const place = demo === null && task !== 'groupVisit' ? null : placeOfTask(task, club.live !== null)
    return place === null ? null : () => void navigate(`/${club.ownerId}${place}`, { replace: task !== 'groupVisit' })
  }
  return (
    <>
      <Standing club={club} member={member} levels={levels.data} />
      <Ready ownerId={club.ownerId} />
      {draws}
      <Link to={`/${club.ownerId}/wallet`} className={styles.wallet}>
        <Icon name="gift" />
        <span className={styles.walletWords}>{t('wallet.title')}</span>
        <span className={styles.small}>{t('wallet.holds')}</span>
        <Icon name="next" size={1} />
      </Link>
      <Optional>
        <ServiceLink ownerId={club.ownerId} className={styles.wallet} />
      </Optional>
      <Today member={member} currency={club.currency} wayTo={go} />
      <Groups club={club} />
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
