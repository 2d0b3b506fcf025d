import type { ReactNode } from 'react'
import { Badge } from '../../shared/Badge.tsx'
import { LanguageAndTheme } from '../shell/TopBar.tsx'
import { Mark } from '../shell/Rail.tsx'
import { useDocumentTitle } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import styles from './Entrance.module.css'

/** The two pages before the console: what this is on one side, the form on the other. */
export function Entrance({
  title,
  lede,
  children,
}: {
  readonly title: string
  readonly lede: string
  readonly children: ReactNode
}) {
  const { say } = useText()
  useDocumentTitle(title)
  return (
    <div className={styles.entrance}>
      <aside className={styles.pitch}>
        <p className={styles.brand}>
          <Mark /> {say('product')} <small>{say('productLatin')}</small>
        </p>
        <div className={styles.words}>
          <p className={styles.line}>{say('signIn.pitchTitle')}</p>
          <p className={styles.small}>{say('signIn.pitch')}</p>
        </div>
        <div className={styles.ladder} aria-hidden="true">
          {([3, 8, 12, 18] as const).map((level) => (
            <span key={level} className={styles.rung}>
              <Badge level={level} name="购物团" lit size="l" />
            </span>
          ))}
        </div>
      </aside>
      <main className={styles.side}>
        <div className={styles.corner}>
          <LanguageAndTheme />
        </div>
        <div className={styles.form}>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.lede}>{lede}</p>
          {children}
        </div>
      </main>
    </div>
  )
}
