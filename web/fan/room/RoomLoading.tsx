import { useTranslation } from 'react-i18next'
import { Stage } from '../../shared/Stage.tsx'
import styles from './Room.module.css'

/** The room before its club is known: the stage at night, grey shapes where things will be. */
export function RoomLoading() {
  const { t } = useTranslation()
  return (
    <main className={`tf-dark ${styles.room}`}>
      <Stage ownerId="" scene="closed" />
      <div className={styles.ghosts} role="status" aria-label={t('state.loading')}>
        <span className={styles.ghostCapsule} />
        <span className={styles.ghostLine} />
        <span className={styles.ghostLine} />
        <span className={styles.ghostBar} />
      </div>
    </main>
  )
}
