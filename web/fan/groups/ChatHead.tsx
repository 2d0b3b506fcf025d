import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import styles from './ChatHead.module.css'

interface ChatHeadProps {
  readonly title: string
  /** under the title: whose it is, how many are in */
  readonly sub?: ReactNode
  readonly back: string
  /** buttons at the other end */
  readonly actions?: ReactNode
}

/** The head of a conversation: the way back, with whom, what else can be done. */
export function ChatHead({ title, sub, back, actions }: ChatHeadProps) {
  const { t } = useTranslation()
  return (
    <header className={styles.head}>
      <Link to={back} className={styles.button} aria-label={t('common.back')}>
        <Icon name="back" />
      </Link>
      <div className={styles.words}>
        <h1 className={styles.title}>
          <MiddleEllipsis text={title} />
        </h1>
        {sub !== undefined && <p className={styles.sub}>{sub}</p>}
      </div>
      <div className={styles.actions}>{actions}</div>
    </header>
  )
}
