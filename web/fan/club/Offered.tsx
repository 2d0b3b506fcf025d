import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { BenefitCard } from '../../shared/BenefitCard.tsx'
import { useApi } from '../../shared/connection.tsx'
import { benefitLadderQuery } from '../data/benefits.ts'
import styles from './Ladder.module.css'

/** So many of the first benefits are enough to decide by. */
const shownMost = 4

/** What membership would bring, for who is not a member yet: the first rungs of the ladder (BEN-2). */
export function Offered({ ownerId }: { readonly ownerId: string }) {
  const { t } = useTranslation()
  const headingId = useId()
  const ladder = useQuery(benefitLadderQuery(useApi(), ownerId))
  const items = ladder.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('perks.offered')}
      </h2>
      <ul className={styles.cards}>
        {items.slice(0, shownMost).map((benefit) => (
          <li key={benefit.benefitId}>
            <BenefitCard benefit={benefit} />
          </li>
        ))}
      </ul>
      {items.length > shownMost && (
        <p className={styles.more}>{t('perks.andMore', { count: items.length - shownMost })}</p>
      )}
    </section>
  )
}
