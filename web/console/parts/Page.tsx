import { useEffect, type ReactNode } from 'react'
import { useText } from '../text.ts'
import styles from './Page.module.css'

interface PageProps {
  readonly title: string
  /** one sentence beside the heading */
  readonly lede?: ReactNode
  /** buttons at the right of the heading */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One screen: its only first-level heading, one sentence, and what one can do here. */
export function Page({ title, lede, actions, children }: PageProps) {
  useDocumentTitle(title)
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>{title}</h1>
          {lede !== undefined && <p className={styles.lede}>{lede}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Names the browser's tab after the screen. */
export function useDocumentTitle(title: string): void {
  const { say } = useText()
  const product = say('product')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
}

interface PanelProps {
  readonly title?: ReactNode
  readonly hint?: ReactNode
  readonly actions?: ReactNode
  /** leaves the padding to the content: lists that reach the edges */
  readonly flush?: boolean
  readonly children: ReactNode
}

/** A sheet of paper on the ground, with a second-level heading. */
export function Panel({ title, hint, actions, flush = false, children }: PanelProps) {
  return (
    <section className={flush ? styles.flush : styles.panel}>
      {title !== undefined && (
        <header className={styles.panelHead}>
          <div>
            <h2 className={styles.panelTitle}>{title}</h2>
            {hint !== undefined && <p className={styles.hint}>{hint}</p>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
