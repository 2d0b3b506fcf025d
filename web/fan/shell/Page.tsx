import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../shared/Icon.tsx'
import { Skeleton } from '../../shared/states.tsx'
import styles from './Page.module.css'

interface PageProps {
  readonly title: ReactNode
  /** where «back» leads; none for a first page */
  readonly back?: string
  readonly children: ReactNode
}

/** A page that scrolls inside the phone: one heading, the way back, the content. */
export function Page({ title, back, children }: PageProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        {back !== undefined && (
          <Link to={back} className={styles.back} aria-label={t('common.back')}>
            <Icon name="back" />
          </Link>
        )}
        <h1 className={styles.title}>{title}</h1>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  )
}

/** While a page or its code is on the way. */
export function PageLoading() {
  return (
    <div className={styles.page}>
      <main className={styles.main}>
        <Skeleton lines={3} tall />
        <Skeleton lines={6} />
      </main>
    </div>
  )
}
