import { useTranslation } from 'react-i18next'
import styles from './Quantity.module.css'

interface QuantityProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}

/** How many, from 1 to `most`. */
export function Quantity({ label, value, most, onChange }: QuantityProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.quantity} role="group" aria-label={label}>
      <button type="button" aria-label={t('checkout.fewer')} disabled={value <= 1} onClick={() => onChange(value - 1)}>
        −
      </button>
      <output aria-live="polite">{value}</output>
      <button type="button" aria-label={t('checkout.one')} disabled={value >= most} onClick={() => onChange(value + 1)}>
        +
      </button>
    </div>
  )
}
