import type { UseQueryResult } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { tierNumber } from '../../shared/palette.ts'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { TierName } from '../../shared/TierName.tsx'
import styles from './Ladder.module.css'
import type { LevelsView, MemberView } from './views.ts'

interface LadderProps {
  readonly member: MemberView
  readonly levels: UseQueryResult<LevelsView>
}

/** The ladder: every level with its tier and the intimacy it begins at; first the rungs around the fan, all on request (LVL-1, LVL-2). */
export function Ladder({ member, levels }: LadderProps) {
  const { t, i18n } = useTranslation()
  const headingId = useId()
  const [all, setAll] = useState(false)
  const near = ({ level }: { readonly level: number }) => all || Math.abs(level - member.level) <= 2
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('ladder.title')}
      </h2>
      {levels.isError && <Failed error={levels.error} onRetry={() => void levels.refetch()} />}
      {levels.isPending && <Skeleton lines={4} />}
      {levels.data !== undefined && (
        <>
          <ol className={styles.rungs}>
            {levels.data.items.filter(near).map((rung) => {
              const reached = rung.level <= member.level
              const here = rung.level === member.level
              return (
                <li
                  key={rung.level}
                  className={[styles.rung, here ? styles.here : ''].join(' ')}
                  aria-current={here ? 'step' : undefined}
                >
                  <span
                    className={`${styles.mark} ${reached ? styles[`tier${tierNumber(rung.tier)}`] : styles.ahead}`}
                    aria-hidden="true"
                  >
                    {reached && <Icon name="check" size={0.75} />}
                  </span>
                  <TierName level={rung.level} title={rung.title} />
                  {here && <span className={styles.me}>{t('ladder.here')}</span>}
                  <span className={styles.from}>
                    {t('ladder.from', { from: formatNumber(rung.from, i18n.language) })}
                  </span>
                </li>
              )
            })}
          </ol>
          <button type="button" className={styles.toggle} aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'ladder.fewer' : 'ladder.all', { count: levels.data.items.length })}
          </button>
        </>
      )}
    </section>
  )
}
