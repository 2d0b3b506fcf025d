import { useInfiniteQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { explain } from '../../shared/explain.ts'
import { formatNumber } from '../../shared/format.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { ledgerQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './Ledger.module.css'

/** «我的亲密度从哪来»: the ledger as sentences, newest first (TASK-12). */
export function Ledger({ ownerId, today }: { readonly ownerId: string; readonly today: string }) {
  const { t, i18n } = useTranslation()
  const headingId = useId()
  const { userId } = useFan()
  const ledger = useInfiniteQuery(ledgerQuery(useApi(), ownerId, userId))
  const entries = ledger.data?.pages.flatMap((page) => page.items)
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('ledger.title')}
      </h2>
      {entries === undefined && (
        <Waiting of={[ledger]}>
          <Skeleton lines={5} />
        </Waiting>
      )}
      {entries?.length === 0 && <Empty title={t('ledger.empty')} hint={t('ledger.emptyHint')} />}
      <ol>
        {entries?.map((entry) => {
          const { when, what, notes } = explain(entry, t, i18n.language, today)
          return (
            <li key={entry.id} className={styles.entry}>
              <p className={entry.delta < 0 ? styles.taken : styles.what}>{what}</p>
              <p className={styles.note}>{[when, ...notes].join(' · ')}</p>
              <p className={styles.balance}>
                {t('ledger.balance', { balance: formatNumber(entry.balance, i18n.language) })}
              </p>
            </li>
          )
        })}
      </ol>
      {ledger.hasNextPage && (
        <Button look="plain" wide busy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
          {t(ledger.isFetchNextPageError ? 'state.retry' : 'ledger.more')}
        </Button>
      )}
    </section>
  )
}
