import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../shared/copy.ts'
import { Sheet } from '../parts/Sheet.tsx'
import { toast } from '../parts/toast.ts'
import styles from './ActSheet.module.css'
import type { ChatMessage } from './timeline.ts'

/** Something that can be done with a message. */
export interface MessageAct {
  readonly key: string
  readonly label: string
  readonly danger?: boolean
  readonly run: () => void
}

interface ActSheetProps {
  readonly message: ChatMessage | null
  readonly acts: readonly MessageAct[]
  /** calls on its writer */
  readonly onCall: (() => void) | undefined
  readonly onClose: () => void
}

/** What can be done with one message. */
export function ActSheet({ message, acts, onCall, onClose }: ActSheetProps) {
  const { t } = useTranslation()
  // what is shown stays while the sheet goes down
  const [shown, setShown] = useState(message)
  if (message !== null && message !== shown) setShown(message)
  const text = shown?.text
  const act = (run: () => void) => () => {
    onClose()
    run()
  }
  const copy = (words: string) =>
    copyText(words).then(
      () => toast(t('chat.copied')),
      () => toast(t('chat.notCopied')),
    )
  return (
    <Sheet open={message !== null} title={t('chat.acts')} onClose={onClose}>
      {text !== undefined && <p className={styles.words}>{text}</p>}
      <ul className={styles.acts}>
        {text !== undefined && (
          <li>
            <button type="button" onClick={act(() => void copy(text))}>
              {t('chat.copy')}
            </button>
          </li>
        )}
        {onCall !== undefined && (
          <li>
            <button type="button" onClick={act(onCall)}>
              {t('chat.callOn')}
            </button>
          </li>
        )}
        {acts.map(({ key, label, danger, run }) => (
          <li key={key}>
            <button type="button" className={danger === true ? styles.danger : undefined} onClick={act(run)}>
              {label}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
