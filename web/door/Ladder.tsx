import { useTranslation } from 'react-i18next'
import { Badge } from '../shared/Badge.tsx'
import { TierName } from '../shared/TierName.tsx'
import styles from './Door.module.css'

const rungs = [
  { level: 1, title: 'Lv1新粉', lit: false },
  { level: 3, title: 'Lv3新粉', lit: true },
  { level: 8, title: 'Lv8铁粉', lit: true },
  { level: 13, title: 'Lv13钻粉', lit: true },
  { level: 18, title: 'Lv18真爱粉', lit: true },
] as const

/** The product's signature: one badge from grey to rose gold. */
export function Ladder() {
  const { t } = useTranslation()
  return (
    <ol className={styles.ladder} aria-label={t('door.ladder')}>
      {rungs.map(({ level, title, lit }) => (
        <li key={level}>
          <Badge level={level} name="购物团" lit={lit} title={title} size="l" explains={false} />
          <TierName level={level} title={title} />
        </li>
      ))}
    </ol>
  )
}
