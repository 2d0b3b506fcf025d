import type { ReactNode } from 'react'
import styles from './Frame.module.css'

interface FrameProps {
  readonly children: ReactNode
  /** beside the phone from 768 px: what this page is about */
  readonly context?: ReactNode
  /** on the other side from 1200 px */
  readonly aside?: ReactNode
}

/** A phone is all phone; on a wider screen the phone stands on a stage with the page's context beside it. */
export function Frame({ children, context, aside }: FrameProps) {
  return (
    <div className={styles.stage}>
      {context !== undefined && <div className={styles.context}>{context}</div>}
      <div id="tf-frame" className={`tf-frame ${styles.frame}`}>
        {children}
      </div>
      {aside !== undefined && <aside className={styles.aside}>{aside}</aside>}
    </div>
  )
}
