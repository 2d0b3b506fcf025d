import { useTranslation } from 'react-i18next'
import { Badge } from '../shared/Badge.tsx'
import { Stage } from '../shared/Stage.tsx'
import styles from './Preview.module.css'

const lines = [
  { key: 'enter', level: 17, title: 'Lv17真爱粉', lit: true },
  { key: 'comment', level: 8, title: 'Lv8铁粉', lit: true },
  { key: 'join', level: 1, title: 'Lv1新粉', lit: false },
] as const

/** A look into a room: the drawn stage with a few lines of a public screen. Only a picture. */
export function Preview() {
  const { t } = useTranslation()
  return (
    <div className={`tf-dark ${styles.preview}`} aria-hidden="true">
      <Stage ownerId="luo" scene="shop" />
      <div className={styles.lines}>
        {lines.map(({ key, level, title, lit }) => (
          <p key={key} className={styles[key]}>
            <Badge level={level} name={t('door.preview.badge')} lit={lit} title={title} explains={false} />
            <span>{t(`door.preview.${key}`)}</span>
          </p>
        ))}
      </div>
    </div>
  )
}
