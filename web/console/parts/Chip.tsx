import type { ReactNode } from 'react'
import styles from './Chip.module.css'

interface ChipProps {
  readonly on: boolean
  readonly onToggle: () => void
  /** a dot in the tier's colour before the words */
  readonly tier?: 1 | 2 | 3 | 4
  readonly children: ReactNode
}

/** A filter that is on or off. */
export function Chip({ on, onToggle, tier, children }: ChipProps) {
  return (
    <button type="button" className={on ? styles.on : styles.chip} aria-pressed={on} onClick={onToggle}>
      {tier !== undefined && (
        <span className={styles.dot} style={{ background: `var(--tier${tier}-a)` }} aria-hidden="true" />
      )}
      {children}
    </button>
  )
}

/** A word of state: good, warn, bad or quiet. */
export function Mark({
  tone = 'quiet',
  children,
}: {
  readonly tone?: 'good' | 'warn' | 'bad' | 'quiet'
  readonly children: ReactNode
}) {
  return <span className={`${styles.mark} ${styles[tone]}`}>{children}</span>
}
