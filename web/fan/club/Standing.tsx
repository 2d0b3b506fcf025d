import { useTranslation } from 'react-i18next'
import { Badge } from '../../shared/Badge.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { tierNumber } from '../../shared/palette.ts'
import { ProgressRing } from '../../shared/ProgressRing.tsx'
import { TierName } from '../../shared/TierName.tsx'
import styles from './ClubPanel.module.css'
import { progressOf } from './progress.ts'
import type { ClubView, LevelsView, MemberView } from './views.ts'

interface StandingProps {
  readonly club: ClubView
  readonly member: MemberView
  readonly levels: LevelsView | undefined
}

/** Owner, badge, level, the ring, and what is missing to the next level. */
export function Standing({ club, member, levels }: StandingProps) {
  const { t, i18n } = useTranslation()
  const next = member.next === null ? null : levels?.items.find(({ level }) => level === member.next?.level)
  return (
    <section className={styles.card}>
      <div className={styles.standing}>
        <ProgressRing
          value={progressOf(member, levels)}
          label={t('club.progress')}
          size={6.5}
          stroke={7}
          tier={tierNumber(member.tier)}
        >
          <b className={styles.intimacy}>
            <CountUp value={member.intimacy} />
          </b>
          <span className={styles.small}>{t('club.intimacy')}</span>
        </ProgressRing>
        <div className={styles.ownerWords}>
          <p className={styles.ownerName}>
            <MiddleEllipsis text={club.name} />
          </p>
          <p className={styles.level}>
            <TierName level={member.level} title={member.title} />
            <Badge {...member.badge} level={member.level} title={member.title} mode={member.mode} />
          </p>
          <p className={styles.missing}>
            {member.next === null
              ? t('club.top')
              : t('club.missing', {
                  missing: formatNumber(member.next.missing, i18n.language),
                  title: next?.title ?? `Lv${member.next.level}`,
                })}
          </p>
          {!member.badge.lit && <p className={styles.small}>{t(`badge.grey.${member.mode}`)}</p>}
          {member.excluded && <p className={styles.small}>{t('club.excluded')}</p>}
        </div>
      </div>
    </section>
  )
}
