import styles from './Tabs.module.css'

interface TabsProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly items: readonly { readonly value: T; readonly text: string }[]
  readonly onChange: (value: T) => void
}

/** Two or three choices side by side; one is on. */
export function Tabs<T extends string>({ label, value, items, onChange }: TabsProps<T>) {
  return (
    <div className={styles.tabs} role="group" aria-label={label}>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          className={styles.tab}
          aria-pressed={item.value === value}
          onClick={() => onChange(item.value)}
        >
          {item.text}
        </button>
      ))}
    </div>
  )
}
