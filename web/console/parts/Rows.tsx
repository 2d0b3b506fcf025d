import { Children, type ReactNode } from 'react'
import { Empty } from '../../shared/states.tsx'
import styles from './Rows.module.css'

/** A list on a sheet, parted by hairlines; drawn empty when there is nothing. */
export function Rows({
  children,
  empty,
  hint,
}: {
  readonly children: ReactNode
  readonly empty: string
  readonly hint?: string
}) {
  if (Children.count(children) === 0) return <Empty title={empty} {...(hint === undefined ? {} : { hint })} />
  return <ul className={styles.rows}>{children}</ul>
}

interface RowProps {
  readonly title: ReactNode
  readonly hint?: ReactNode
  readonly end?: ReactNode
  readonly children?: ReactNode
}

/** One line: what it is, what there is to know, what one can do. */
export function Row({ title, hint, end, children }: RowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <div className={styles.words}>
          <div className={styles.title}>{title}</div>
          {hint !== undefined && <p className={styles.hint}>{hint}</p>}
        </div>
        {end !== undefined && <div className={styles.end}>{end}</div>}
      </div>
      {children}
    </li>
  )
}
