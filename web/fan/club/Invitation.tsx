import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { JoinCard } from '../room/JoinCard.tsx'
import { Welcome } from '../room/Welcome.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './ClubPanel.module.css'
import { Offered } from './Offered.tsx'
import type { ClubView, MemberView } from './views.ts'

/** For who is not a member: what joining brings, and the one touch. */
export function Invitation({ club }: { readonly club: ClubView }) {
  const { t } = useTranslation()
  const [welcome, setWelcome] = useState<MemberView | null>(null)
  return (
    <>
      <section className={styles.card}>
        <div className={styles.owner}>
          <Avatar id={club.ownerId} name={club.name} size={3} />
          <div className={styles.ownerWords}>
            <p className={styles.ownerName}>
              <MiddleEllipsis text={club.name} />
            </p>
            <p className={styles.small}>{t(`mode.${club.mode}`)}</p>
          </div>
        </div>
        <ul className={styles.points}>
          {['earn', 'levels', 'badge'].map((key) => (
            <li key={key}>{t(`join.why.${key}`, { badge: club.badge.name })}</li>
          ))}
        </ul>
      </section>
      <div className={`tf-dark ${styles.join}`}>
        <JoinCard club={club} onJoined={setWelcome} />
      </div>
      <Offered ownerId={club.ownerId} />
      {welcome !== null && <Welcome member={welcome} club={club} onDone={() => setWelcome(null)} />}
    </>
  )
}
