import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../shared/copy.ts'
import styles from './Draws.module.css'

/** How to check it without this page. */
export function How({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState<boolean | null>(null)
  const { origin } = window.location
  const command = `npx --yes ${origin}/verify-draw.tgz ${origin}/draws/${campaignId}`
  return (
    <section className={styles.card}>
      <h2>{t('draws.how.title')}</h2>
      <p>{t('draws.how.text')}</p>
      <p className={styles.command}>
        <code tabIndex={0}>{command}</code>
        <button
          type="button"
          onClick={() =>
            void copyText(command).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {t(copied === true ? 'draws.how.copied' : 'draws.how.copy')}
        </button>
      </p>
      {copied === false && <p role="alert">{t('draws.how.notCopied')}</p>}
      <p>{t('draws.how.limit')}</p>
    </section>
  )
}
