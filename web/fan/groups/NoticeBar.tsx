import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import styles from './NoticeBar.module.css'
import { markNoticeSeen } from './notices.ts'

interface NoticeBarProps {
  readonly groupId: string
  readonly text: string
  readonly at: string
}

/** The latest notice over the chat: one line, all of it on touch. */
export function NoticeBar({ groupId, text, at }: NoticeBarProps) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  const wholeId = useId()
  const toggle = () => {
    setOpen(!open)
    markNoticeSeen(groupId, at)
  }
  return (
    <div className={styles.bar}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        aria-controls={open ? wholeId : undefined}
        onClick={toggle}
      >
        <Icon name="notice" size={1.125} />
        <span className={styles.words}>
          <span className={open ? undefined : 'tf-hidden'}>{t('groups.notice')}</span>
          {!open && text}
        </span>
        <span className={open ? styles.up : undefined}>
          <Icon name="down" size={1} />
        </span>
      </button>
      {open && (
        // keys scroll what has the focus
        <section id={wholeId} className={styles.whole} aria-label={t('groups.notice')} tabIndex={0}>
          {text}
          <time className={styles.at} dateTime={at}>
            {formatDateTime(at, i18n.language)}
          </time>
        </section>
      )}
    </div>
  )
}
