import type { CSSProperties, ReactNode } from 'react'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatNumber } from '../../shared/format.ts'
import { useText } from '../text.ts'
import { Explained } from './Explained.tsx'
import styles from './Figure.module.css'

interface FigureProps {
  readonly label: string
  readonly value: number
  /** grouped figures unless given */
  readonly format?: (value: number) => string
  /** how the figure is reckoned; opens on touch */
  readonly definition?: string
  /** the line under it: change against yesterday, the members' part */
  readonly foot?: ReactNode
  readonly picture?: ReactNode
}

/** One figure of a strip: its name, its value, what to hold it against, its shape. */
export function Figure({ label, value, format, definition, foot, picture }: FigureProps) {
  const { language } = useText()
  const words = format ?? ((number: number) => formatNumber(number, language))
  const letters = { '--letters': words(value).length } as CSSProperties
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>
        {definition === undefined ? label : <Explained term={label} definition={definition} />}
      </dt>
      <dd className={styles.value} style={letters}>
        <CountUp value={value} format={words} />
      </dd>
      {foot !== undefined && <dd className={styles.foot}>{foot}</dd>}
      {picture !== undefined && <dd className={styles.picture}>{picture}</dd>}
    </div>
  )
}

/** Figures side by side on one sheet, parted by hairlines. */
export function FigureStrip({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <dl className={styles.strip} aria-label={label}>
      {children}
    </dl>
  )
}
