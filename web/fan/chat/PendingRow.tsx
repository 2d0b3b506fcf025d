import { useTranslation } from 'react-i18next'
import { Icon } from '../../shared/Icon.tsx'
import { problemWords } from '../../shared/problem.ts'
import rows from './MessageRow.module.css'
import type { Pending } from './outbox.ts'
import styles from './PendingRow.module.css'
import { pictureBox } from '../../shared/message/picture-box.ts'
import { Bubble, Words } from '../../shared/message/Words.tsx'

interface PendingRowProps {
  readonly pending: Pending
  readonly onRetry: (sendId: string) => void
  readonly onDrop: (sendId: string) => void
}

/** What is being said: on its way, waiting for the line, or refused with the reason and the way on. */
export function PendingRow({ pending, onRetry, onDrop }: PendingRowProps) {
  const { t } = useTranslation()
  const { sendId, draft, state, tries, error } = pending
  const waits = state !== 'failed' && tries > 0
  return (
    <div className={rows.row} data-first data-state={state}>
      <div className={`${rows.said} ${rows.own}`}>
        <div className={rows.column}>
          <span className="tf-hidden">{t('chat.me')}</span>
          <div className={styles.line}>
            {state === 'failed' ? (
              <span className={styles.failed} role="img" aria-label={t('chat.failed')}>
                <Icon name="warn" size={1.125} />
              </span>
            ) : (
              <span
                className={waits ? styles.waiting : styles.sending}
                role="img"
                aria-label={t(waits ? 'chat.waits' : 'chat.sending')}
              >
                {waits && <Icon name="clock" size={1} />}
              </span>
            )}
            {draft.file === undefined ? (
              <Bubble own>
                <Words text={draft.text} />
              </Bubble>
            ) : (
              <Sending pending={pending} />
            )}
          </div>
          {waits && <p className={styles.hint}>{t('chat.waitsHint')}</p>}
          {state === 'failed' && (
            <p className={styles.why} role="alert">
              <span>{problemWords(error, t).title}</span>
              <button type="button" onClick={() => onRetry(sendId)}>
                {t('chat.resend')}
              </button>
              <button type="button" onClick={() => onDrop(sendId)}>
                {t('chat.drop')}
              </button>
            </p>
          )}
        </div>
      </div>
    </div>
  )
}

function Sending({ pending: { draft, progress, state } }: Pick<PendingRowProps, 'pending'>) {
  const { t } = useTranslation()
  const { file } = draft
  if (file === undefined) return null
  return (
    <div className={styles.picture} style={pictureBox(file.width, file.height)}>
      <img src={file.preview} alt={t('chat.picture')} />
      {state === 'sending' && (
        <span className={styles.progress} role="status">
          {progress === null || progress >= 1 ? t('chat.processing') : `${Math.round(progress * 100)}%`}
        </span>
      )}
    </div>
  )
}
