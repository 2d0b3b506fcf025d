import type { ReactNode } from 'react'
import { Icon, type IconName } from '../Icon.tsx'
import styles from './Card.module.css'

interface CardProps {
  readonly icon: IconName
  readonly title: string
  readonly look?: 'plain' | 'notice' | 'live'
  readonly foot?: ReactNode
  readonly children: ReactNode
}

/** A message that is a card: what it is, what it says, what can be done. */
export function Card({ icon, title, look = 'plain', foot, children }: CardProps) {
  return (
    <article className={`${styles.card} ${styles[look]}`}>
      <header className={styles.head}>
        <Icon name={icon} size={1} />
        <span>{title}</span>
      </header>
      <div className={styles.body}>{children}</div>
      {foot != null && <footer className={styles.foot}>{foot}</footer>}
    </article>
  )
}
