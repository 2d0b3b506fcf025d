import { useTranslation } from 'react-i18next'
import type { DrawRecord } from '../../src/contract/campaigns.ts'
import styles from './Draws.module.css'

/** What was published when, and why it binds. */
export function Steps({ record }: { readonly record: DrawRecord }) {
  const { t } = useTranslation()
  const steps = [
    { name: 'seedHash', value: record.seedHash },
    { name: 'root', value: record.entriesRoot },
    { name: 'seed', value: record.seed },
  ] as const
  return (
    <ol className={styles.steps}>
      {steps.map(({ name, value }) => (
        <li key={name} className={value === null ? styles.later : undefined}>
          <h3>{t(`draws.steps.${name}.title`)}</h3>
          <p>{t(`draws.steps.${name}.text`)}</p>
          <p className={styles.hash}>
            <span>{t(`draws.steps.${name}.label`)}</span>
            {value === null ? <em>{t(`draws.steps.${name}.waiting`)}</em> : <code>{value}</code>}
          </p>
        </li>
      ))}
    </ol>
  )
}
