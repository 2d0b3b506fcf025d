import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrawRecord } from '../../src/contract/campaigns.ts'
import type { CheckedStep, DrawCheck } from '../../src/contract/draw.ts'
import { formatNumber } from '../shared/format.ts'
import { Icon } from '../shared/Icon.tsx'
import styles from './Draws.module.css'

interface VerdictProps {
  readonly record: DrawRecord
  /** null: computing, or not drawn yet */
  readonly checks: readonly CheckedStep[] | null
}

/** What this browser found: each step, and who won by it. */
export function Verdict({ record, checks }: VerdictProps) {
  const { t, i18n } = useTranslation()
  if (record.about.status !== 'drawn') return <p className={styles.wait}>{t('draws.notYet')}</p>
  if (checks === null)
    return (
      <p className={styles.wait} role="status">
        {t('draws.checking')}
      </p>
    )
  const holds = checks.every((each) => each.holds)
  const count = (check: DrawCheck): string =>
    formatNumber(check === 'winners' ? record.winners.length : record.entryList.length, i18n.language)
  return (
    <section className={`${styles.verdict} ${holds ? styles.good : styles.bad}`}>
      <div role="status">
        <h2>
          <Icon name={holds ? 'shield' : 'warn'} size={1.75} />
          {t(holds ? 'draws.holds' : 'draws.broken')}
        </h2>
      </div>
      <ul className={styles.checks}>
        {checks.map(({ check, holds: step }) => (
          <li key={check}>
            <Icon name={step ? 'check' : 'close'} />
            <span>
              {t(`draws.checks.${check}`, { n: count(check) })}
              {!step && <b> · {t('draws.failed')}</b>}
            </span>
          </li>
        ))}
      </ul>
      <Winners record={record} />
    </section>
  )
}

/** Winners shown at once; there may be ten thousand. */
const SHOWN_AT_ONCE = 100

function Winners({ record }: { readonly record: DrawRecord }) {
  const { t, i18n } = useTranslation()
  const [most, setMost] = useState(SHOWN_AT_ONCE)
  if (record.winners.length === 0) return <p>{t('draws.nobody')}</p>
  const shown = record.winners.slice(0, most)
  const left = record.winners.length - shown.length
  return (
    <div className={styles.winners}>
      <h3>{t('draws.winners')}</h3>
      {record.prizes.map(({ name }, prize) => {
        const winners = shown.filter((won) => won.prize === prize)
        if (winners.length === 0) return null
        return (
          <div key={prize}>
            <p className={styles.prize}>{name}</p>
            <ol>
              {winners.map(({ entry }) => (
                <li key={entry}>
                  <span>{t('draws.entry', { n: entry })}</span>
                  <code>{record.entryList[entry]}</code>
                </li>
              ))}
            </ol>
          </div>
        )
      })}
      {left > 0 && (
        <button type="button" className={styles.more} onClick={() => setMost(most + SHOWN_AT_ONCE)}>
          {t('draws.more', { n: formatNumber(left, i18n.language) })}
        </button>
      )}
    </div>
  )
}
