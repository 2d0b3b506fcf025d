import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DrawRecord } from '../../src/contract/campaigns.ts'
import { formatDateTime, formatNumber } from '../shared/format.ts'
import { PageHead } from '../shared/PageHead.tsx'
import { Empty, Failed, Skeleton } from '../shared/states.tsx'
import { Entries } from './Entries.tsx'
import { How } from './How.tsx'
import { Mine } from './Mine.tsx'
import { campaignOf, check, fetchRecord } from './record.ts'
import { Steps } from './Steps.tsx'
import { Verdict } from './Verdict.tsx'
import styles from './Draws.module.css'

/** Until it is drawn the page looks again by itself. */
const AGAIN_MS = 5_000

/** `/draws/{campaignId}`: the public proof of one draw, computed again in the visitor's own browser. */
export function DrawPage() {
  const { t } = useTranslation()
  const campaignId = campaignOf(window.location.pathname)
  const record = useQuery({
    queryKey: ['draw', campaignId],
    queryFn: () => fetchRecord(campaignId ?? ''),
    enabled: campaignId !== null,
    refetchInterval: ({ state }) => (state.data?.about.status === 'drawn' || state.error !== null ? false : AGAIN_MS),
  })
  return (
    <div className={styles.page}>
      <PageHead home="/" />
      <main className={styles.main}>
        <div className={styles.head}>
          <h1>{t('draws.title')}</h1>
          <p>{t('draws.lead')}</p>
        </div>
        {campaignId === null && <Empty title={t('draws.noId')} />}
        {campaignId !== null && record.isPending && <Skeleton lines={4} tall />}
        {record.isError && <Failed error={record.error} onRetry={() => void record.refetch()} />}
        {record.data !== undefined && <Proof record={record.data} />}
      </main>
    </div>
  )
}

function Proof({ record }: { readonly record: DrawRecord }) {
  const isDrawn = record.about.status === 'drawn'
  const checks = useQuery({
    queryKey: ['check', record.campaignId, record.entriesRoot, isDrawn],
    queryFn: () => check(record),
    enabled: isDrawn,
    staleTime: Infinity,
  })
  return (
    <>
      <About record={record} />
      <Verdict record={record} checks={checks.data ?? null} />
      <Steps record={record} />
      <Mine record={record} />
      <Entries record={record} />
      <How campaignId={record.campaignId} />
    </>
  )
}

function About({ record }: { readonly record: DrawRecord }) {
  const { t, i18n } = useTranslation()
  const { about, entries, removed = 0 } = record
  const language = i18n.language
  const at = (instant: string): string => formatDateTime(instant, language)
  return (
    <section className={styles.about}>
      <div>
        <h2>{about.name}</h2>
        <p>{t('draws.by', { owner: about.ownerName, start: at(about.startsAt), end: at(about.endsAt) })}</p>
      </div>
      <ul className={styles.pills}>
        <li className={styles[about.status] ?? ''}>{t(`draws.status.${about.status}`)}</li>
        <li>{t('draws.entries', { count: entries, n: formatNumber(entries, language) })}</li>
        {removed > 0 && <li>{t('draws.removed.title', { count: removed, n: formatNumber(removed, language) })}</li>}
      </ul>
    </section>
  )
}
