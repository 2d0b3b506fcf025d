import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mode } from '../../src/contract/words.ts'
import { tierNumberOf } from './palette.ts'
import styles from './Badge.module.css'

interface BadgeProps {
  readonly level: number
  readonly name: string
  readonly lit: boolean
  /** the member's `Lv{N}{tier}`, when known: names the tier exactly */
  readonly title?: string | undefined
  /** which sentence a grey badge gives as its reason (BADGE-5) */
  readonly mode?: Mode | undefined
  readonly size?: 'm' | 'l' | undefined
  /** false where the badge is part of something that is itself touched */
  readonly explains?: boolean | undefined
}

/** The fan's capsule, alike everywhere: heart, level, badge name. Lit has its tier's gradient; grey is the outline and says on touch what lights it (@rule BADGE-5). */
export function Badge({ level, name, lit, title, mode = 'shopping', size = 'm', explains = true }: BadgeProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const reasonId = useId()
  const state = lit ? t('badge.lit') : t(`badge.grey.${mode}`)
  const className = [styles.badge, lit ? styles[`tier${tierNumberOf(level, title)}`] : styles.grey, styles[size]].join(
    ' ',
  )
  const face = (
    <>
      <Heart />
      <b className={styles.level}>{level}</b> <span className={styles.name}>{name}</span>
      <span className="tf-hidden">{t('badge.says', { state })}</span>
    </>
  )
  if (lit || !explains) {
    return <span className={className}>{face}</span>
  }
  const close = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <span className={styles.holder} onKeyDown={close}>
      <button
        type="button"
        className={className}
        aria-expanded={open}
        aria-describedby={open ? reasonId : undefined}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
      >
        {face}
      </button>
      {open && (
        <span id={reasonId} role="tooltip" className={styles.reason}>
          {state}
        </span>
      )}
    </span>
  )
}

function Heart() {
  return (
    <svg className={styles.heart} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 13.8 2.5 8.4C.9 6.8 1 4.3 2.7 3c1.5-1.2 3.6-.9 4.8.6l.5.6.5-.6c1.2-1.5 3.3-1.8 4.8-.6 1.7 1.3 1.8 3.8.2 5.4z" />
    </svg>
  )
}
