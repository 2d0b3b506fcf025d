import styles from './Bar.module.css'

/** How much of a whole is there; `label` says of what. */
export function Bar({ value, max, label }: { readonly value: number; readonly max: number; readonly label: string }) {
  return <progress className={styles.bar} value={value} max={max} aria-label={label} />
}
