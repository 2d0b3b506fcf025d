import styles from './Bars.module.css'

interface Bar {
  readonly key: string
  readonly label: string
  /** said on hover, where the label is a short form */
  readonly title?: string
  readonly value: number
  readonly words: string
}

/** Counts as bars side by side with their words: a list that is a picture. */
export function Bars({ bars, tone = 'quiet' }: { readonly bars: readonly Bar[]; readonly tone?: 'quiet' | 'bad' }) {
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <ul className={styles.bars}>
      {bars.map((bar) => (
        <li key={bar.key} title={bar.title}>
          <span className={styles.label}>{bar.label}</span>
          <span className={styles.value}>{bar.words}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={tone === 'bad' ? styles.bad : styles.quiet}
              style={{ width: `${bar.value === 0 ? 0 : Math.max(1, (bar.value / most) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
