import { tierNumberOf } from './palette.ts'
import styles from './TierName.module.css'

/** `Lv2新粉` in its tier's colour; the words carry the meaning, the colour only helps (LVL-1). */
export function TierName({ level, title }: { readonly level: number; readonly title: string }) {
  return <span className={[styles.tier, styles[`tier${tierNumberOf(level, title)}`]].join(' ')}>{title}</span>
}
