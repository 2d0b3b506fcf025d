import type { ButtonHTMLAttributes } from 'react'
import styles from './Button.module.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `now` is the one thing to do; a screen has at most one in sight */
  readonly look?: 'now' | 'strong' | 'quiet' | 'plain' | 'danger'
  readonly busy?: boolean
  readonly wide?: boolean
}

/** The phone's button; while `busy` it keeps its size and cannot be pressed again. */
export function Button({
  look = 'quiet',
  busy = false,
  wide = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = [styles.button, styles[look], wide ? styles.wide : '', className ?? ''].filter(Boolean).join(' ')
  return (
    <button type="button" {...rest} className={classes} disabled={disabled === true || busy} aria-busy={busy}>
      <span className={busy ? styles.covered : styles.label}>{children}</span>
      {busy && <span className={styles.spinner} aria-hidden="true" />}
    </button>
  )
}
