import type { ReactNode } from 'react'
import styles from './Wrong.module.css'

/** What was refused, above the form that asked for it. */
export function Wrong({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.wrong} role="alert">
      {children}
    </p>
  )
}

/** A note that matters before acting: a warning with its words. */
export function Note({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className={styles.note} role="note">
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
    </div>
  )
}
