import type { ReactNode } from 'react'
import styles from './ProgressRing.module.css'

interface ProgressRingProps {
  /** 0 to 1 */
  readonly value: number
  /** what the ring says to who cannot see it */
  readonly label: string
  /** diameter, in rem */
  readonly size?: number
  /** stroke, of a 100-unit ring */
  readonly stroke?: number
  readonly tier?: 1 | 2 | 3 | 4
  readonly children?: ReactNode
}

/** Progress to the next level as a ring, with whatever stands in its middle. */
export function ProgressRing({ value, label, size = 4, stroke = 8, tier = 1, children }: ProgressRingProps) {
  const radius = 50 - stroke / 2
  const length = 2 * Math.PI * radius
  const share = Math.min(1, Math.max(0, value))
  return (
    <span
      className={styles.ring}
      style={{ width: `${size}rem`, height: `${size}rem` }}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className={styles.track} cx="50" cy="50" r={radius} strokeWidth={stroke} />
        <circle
          className={styles.value}
          cx="50"
          cy="50"
          r={radius}
          strokeWidth={stroke}
          strokeDasharray={`${length * share} ${length}`}
          strokeLinecap={share > 0 ? 'round' : 'butt'}
          style={{ stroke: `var(--tier${tier}-a)` }}
        />
      </svg>
      <span className={styles.middle}>{children}</span>
    </span>
  )
}
