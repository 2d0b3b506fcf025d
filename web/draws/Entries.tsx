import { useTranslation } from 'react-i18next'
import type { DrawRecord } from '../../src/contract/campaigns.ts'
import { formatNumber } from '../shared/format.ts'
import { recordPath } from './record.ts'
import styles from './Draws.module.css'

/** Lines of the list on the page; the record holds all. */
const SHOWN_MOST = 100

/** The entries' fingerprints, winners marked. */
export function Entries({ record }: { readonly record: DrawRecord }) {
  const { t, i18n } = useTranslation()
  const { entryList, removedList = [], campaignId } = record
  const won = new Set(record.winners.map(({ entry }) => entry))
  if (entryList.length === 0 && removedList.length === 0) return null
  return (
    <section className={styles.card}>
      <h2>{t('draws.list.title')}</h2>
      <p>{t('draws.list.text')}</p>
      <ol className={styles.list} start={0} tabIndex={0} aria-label={t('draws.list.title')}>
        {entryList.slice(0, SHOWN_MOST).map((entry, number) => (
          <li key={entry} className={won.has(number) ? styles.won : undefined}>
            <span>{number}</span>
            <code>{entry}</code>
          </li>
        ))}
      </ol>
      {entryList.length > SHOWN_MOST && <p>{t('draws.list.more', { n: formatNumber(SHOWN_MOST, i18n.language) })}</p>}
      <Removed removed={removedList} />
      <a className={styles.download} href={recordPath(campaignId)} download={`draw-${campaignId}.json`}>
        {t('draws.list.record')}
      </a>
    </section>
  )
}

/** Who was taken out before the list was fixed, for all to see: an owner could thin it. */
function Removed({ removed }: { readonly removed: readonly string[] }) {
  const { t, i18n } = useTranslation()
  if (removed.length === 0) return null
  const n = formatNumber(removed.length, i18n.language)
  return (
    <>
      <h3>{t('draws.removed.title', { count: removed.length, n })}</h3>
      <p>{t('draws.removed.text')}</p>
      <ul className={styles.list} tabIndex={0} aria-label={t('draws.removed.title', { count: removed.length, n })}>
        {removed.slice(0, SHOWN_MOST).map((entry) => (
          <li key={entry}>
            <code>{entry}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
