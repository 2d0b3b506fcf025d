import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { benefitsQuery } from '../data/benefits.ts'
import { useFan } from '../data/fan.tsx'
import styles from './Ladder.module.css'
import { PerkCard } from './Perk.tsx'
import { readyOf } from './perks.ts'

/** What the fan can take now, one touch each; nothing where there is nothing (BEN-3). */
export function Ready({ ownerId }: { readonly ownerId: string }) {
  const { t } = useTranslation()
  const headingId = useId()
  const { userId } = useFan()
  const ready = readyOf(useQuery(benefitsQuery(useApi(), ownerId, userId)).data?.items ?? [])
  if (ready.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('perks.ready')}
      </h2>
      <ul className={styles.cards}>
        {ready.map((benefit, index) => (
          <li key={benefit.benefitId}>
            <PerkCard ownerId={ownerId} benefit={benefit} first={index === 0} />
          </li>
        ))}
      </ul>
    </section>
  )
}
