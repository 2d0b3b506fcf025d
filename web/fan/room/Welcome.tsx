import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { Badge } from '../../shared/Badge.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Overlay } from '../parts/Overlay.tsx'
import styles from './Welcome.module.css'

const shownMilliseconds = 3_600

interface WelcomeProps {
  readonly member: MemberView
  readonly club: ClubView
  readonly onDone: () => void
}

/** Just joined: the badge drops in and says what lights it. It goes by itself, or on touch. */
export function Welcome({ member, club, onDone }: WelcomeProps) {
  const { t } = useTranslation()
  const done = useEffectEvent(onDone)
  useEffect(() => {
    const timer = setTimeout(() => done(), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Overlay>
      <button type="button" className={styles.cover} onClick={onDone} aria-label={t('common.close')}>
        <span className={styles.card} role="status">
          <span className={styles.badge}>
            <Badge
              {...member.badge}
              level={member.level}
              title={member.title}
              mode={member.mode}
              size="l"
              explains={false}
            />
          </span>
          <b className={styles.title}>{t('welcome.title')}</b>
          <span className={styles.name}>
            <MiddleEllipsis text={club.name} />
          </span>
          <span className={styles.hint}>{member.badge.lit ? t('welcome.lit') : t(`badge.grey.${member.mode}`)}</span>
        </span>
      </button>
    </Overlay>
  )
}
