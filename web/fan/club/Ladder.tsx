import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { tierNumber } from '../../shared/palette.ts'
import { Skeleton } from '../../shared/states.tsx'
import { TierName } from '../../shared/TierName.tsx'
import { benefitsQuery } from '../data/benefits.ts'
import type { MemberBenefit } from '../data/benefit-views.ts'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './Ladder.module.css'
import { Perk } from './Perk.tsx'
import { byLevel, nextOpening } from './perks.ts'
import type { LevelsView, MemberView } from './views.ts'

interface LadderProps {
  readonly member: MemberView
  readonly levels: UseQueryResult<LevelsView>
}

/** The ladder: every level with its tier, its threshold and what it opens; first the rungs around the fan and the next that brings something, all on request (LVL-1, LVL-2, BEN-2). */
export function Ladder({ member, levels }: LadderProps) {
  const { t } = useTranslation()
  const headingId = useId()
  const benefits = useQuery(benefitsQuery(useApi(), member.ownerId, member.userId))
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('ladder.title')}
      </h2>
      {benefits.data === undefined && <Waiting of={[benefits]}>{null}</Waiting>}
      {levels.data === undefined && (
        <Waiting of={[levels]}>
          <Skeleton lines={4} />
        </Waiting>
      )}
      {levels.data !== undefined && (
        <Rungs member={member} levels={levels.data} benefits={benefits.data?.items ?? []} />
      )}
    </section>
  )
}

interface RungsProps {
  readonly member: MemberView
  readonly levels: LevelsView
  readonly benefits: readonly MemberBenefit[]
}

function Rungs({ member, levels, benefits }: RungsProps) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const perks = byLevel(benefits)
  const next = nextOpening(benefits, member.level)
  const near = ({ level }: Rung) => all || Math.abs(level - member.level) <= 2 || level === next?.level
  return (
    <>
      <ol className={styles.rungs}>
        {levels.items.filter(near).map((rung) => (
          <li key={rung.level} className={styles.step}>
            <Step rung={rung} level={member.level} missing={rung.level === next?.level ? next.missing : 0} />
            <Opens ownerId={member.ownerId} rung={rung} benefits={perks.get(rung.level) ?? []} />
          </li>
        ))}
      </ol>
      <button type="button" className={styles.toggle} aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'ladder.fewer' : 'ladder.all', { count: levels.items.length })}
      </button>
    </>
  )
}

type Rung = LevelsView['items'][number]
interface StepProps {
  readonly rung: Rung
  /** the fan's own */
  readonly level: number
  /** points to the next level that brings something; 0 elsewhere */
  readonly missing: number
}

function Step({ rung, level, missing }: StepProps) {
  const { t, i18n } = useTranslation()
  const reached = rung.level <= level
  const here = rung.level === level
  return (
    <div className={[styles.rung, here ? styles.here : ''].join(' ')} aria-current={here ? 'step' : undefined}>
      <span
        className={`${styles.mark} ${reached ? styles[`tier${tierNumber(rung.tier)}`] : styles.ahead}`}
        aria-hidden="true"
      >
        {reached && <Icon name="check" size={0.75} />}
      </span>
      <TierName level={rung.level} title={rung.title} />
      {here && <span className={styles.me}>{t('ladder.here')}</span>}
      {missing > 0 && (
        <span className={styles.toGo}>{t('perks.missing', { n: formatNumber(missing, i18n.language) })}</span>
      )}
      <span className={styles.from}>{t('ladder.from', { from: formatNumber(rung.from, i18n.language) })}</span>
    </div>
  )
}

interface OpensProps {
  readonly ownerId: string
  readonly rung: Rung
  readonly benefits: readonly MemberBenefit[]
}

function Opens({ ownerId, rung, benefits }: OpensProps) {
  const { t } = useTranslation()
  if (benefits.length === 0) return null
  return (
    <ul className={styles.opens} aria-label={t('perks.of', { title: rung.title })}>
      {benefits.map((benefit) => (
        <Perk key={benefit.benefitId} ownerId={ownerId} benefit={benefit} />
      ))}
    </ul>
  )
}
