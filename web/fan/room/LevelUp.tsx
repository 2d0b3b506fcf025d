import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../src/contract/views.ts'
import { Badge } from '../../shared/Badge.tsx'
import { tierNumber } from '../../shared/palette.ts'
import { Overlay } from '../parts/Overlay.tsx'
import styles from './LevelUp.module.css'

/** screens.md "Motion": the only fireworks, at most 2 s. */
const shownMilliseconds = 2_000
const sparks = Array.from({ length: 26 }, (_, index) => index)

/** A level reached: rays and sparks in the tier's colours; a still card for who asks for less motion (LVL-3). */
export function LevelUp({ member, onDone }: { readonly member: MemberView; readonly onDone: () => void }) {
  const { t } = useTranslation()
  const done = useEffectEvent(onDone)
  const { level } = member
  useEffect(() => {
    const timer = setTimeout(() => done(), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [level])
  const tier = tierNumber(member.tier)
  const colours = { '--a': `var(--tier${tier}-a)`, '--b': `var(--tier${tier}-b)`, '--text': `var(--tier${tier}-text)` }
  return (
    <Overlay>
      <div key={level} className={styles.cover} style={colours as React.CSSProperties} role="status">
        <div className={styles.rays} aria-hidden="true" />
        {sparks.map((spark) => (
          <span
            key={spark}
            className={styles.spark}
            aria-hidden="true"
            style={
              {
                '--turn': `${spark * 137.5}deg`,
                '--far': `${7 + (spark % 5) * 2}rem`,
                '--late': `${(spark % 4) * 60}ms`,
              } as React.CSSProperties
            }
          />
        ))}
        <div className={styles.card}>
          <span className={styles.badge}>
            <Badge {...member.badge} level={level} title={member.title} mode={member.mode} size="l" explains={false} />
          </span>
          <b className={styles.title}>{t('levelUp.title', { title: member.title })}</b>
          {member.next !== null && (
            <span className={styles.hint}>
              {t('levelUp.next', { missing: member.next.missing, level: member.next.level })}
            </span>
          )}
        </div>
      </div>
    </Overlay>
  )
}
