import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemWords } from './problem.ts'
import styles from './states.module.css'

/** Grey lines where text will stand; says once that something is loading. */
export function Skeleton({ lines = 3, tall = false }: { readonly lines?: number; readonly tall?: boolean }) {
  const { t } = useTranslation()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={tall ? styles.tall : styles.line} />
      ))}
    </div>
  )
}

/** Nothing is here yet: a drawing, one sentence, and the way on. */
export function Empty({
  title,
  hint,
  action,
}: {
  readonly title: string
  readonly hint?: string
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.state}>
      <EmptyDrawing />
      <p className={styles.title}>{title}</p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      {action}
    </div>
  )
}

/** It did not work: what the server said in words, and a way out. */
export function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation()
  const words = problemWords(error, t)
  return (
    <div className={styles.state} role="alert">
      <FailedDrawing />
      <p className={styles.title}>{words.title}</p>
      {words.hint !== null && <p className={styles.hint}>{words.hint}</p>}
      {onRetry !== undefined && (
        <button type="button" className={styles.retry} onClick={onRetry}>
          {t('state.retry')}
        </button>
      )}
    </div>
  )
}

function EmptyDrawing() {
  return (
    <svg className={styles.drawing} viewBox="0 0 120 80" aria-hidden="true">
      <path className={styles.soft} d="M12 66c10-6 24-8 48-8s38 2 48 8z" />
      <rect className={styles.stroke} x="34" y="18" width="52" height="36" rx="18" />
      <path
        className={styles.stroke}
        d="m52 44-6-6c-2-2-2-5 0-7 2-1 5-1 6 1l1 1 1-1c2-2 4-2 6-1 2 2 2 5 0 7z"
        transform="translate(-2 -1)"
      />
      <path className={styles.stroke} d="M66 33h12M66 40h8" />
    </svg>
  )
}

function FailedDrawing() {
  return (
    <svg className={styles.drawing} viewBox="0 0 120 80" aria-hidden="true">
      <path className={styles.soft} d="M12 66c10-6 24-8 48-8s38 2 48 8z" />
      <path className={styles.stroke} d="M20 40c8 0 12-8 20-8s8 6 14 6M100 40c-8 0-12 8-20 8s-8-6-14-6" />
      <path className={styles.accent} d="m57 30 6 6-6 6 6 6" />
    </svg>
  )
}
