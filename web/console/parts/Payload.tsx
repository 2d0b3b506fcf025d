import type { ReactNode } from 'react'
import styles from './Payload.module.css'

/** What was sent over the wire, letter by letter; the keyboard can scroll it. */
export function Payload({ children }: { readonly children: ReactNode }) {
  return (
    <pre className={styles.payload} tabIndex={0}>
      {children}
    </pre>
  )
}
