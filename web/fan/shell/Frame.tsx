import type { ReactNode } from 'react'
import { useMediaQuery } from '../../shared/motion.ts'
import styles from './Frame.module.css'

interface FrameProps {
  readonly children: ReactNode
  /** beside the phone from 768 px: what this page is about */
  readonly context?: ReactNode
  /** on the other side from 1200 px */
  readonly aside?: ReactNode
}

/** As in Frame.module.css. */
const contextWidth = '(min-width: 48rem)'
/** From this width on the club panel stands beside the room. As in Frame.module.css. */
export const asideWidth = '(min-width: 75rem)'

/** A phone is all phone; on a wider screen the phone stands on a stage with the page's context beside it. */
export function Frame({ children, context, aside }: FrameProps) {
  const besidePhone = useMediaQuery(contextWidth)
  const bothSides = useMediaQuery(asideWidth)
  return (
    <div className={styles.stage}>
      {context !== undefined && besidePhone && <div className={styles.context}>{context}</div>}
      <div id="tf-frame" className={`tf-frame ${styles.frame}`}>
        {children}
      </div>
      {aside !== undefined && bothSides && (
        <aside id="tf-aside" className={styles.aside} tabIndex={-1}>
          {aside}
        </aside>
      )}
    </div>
  )
}
