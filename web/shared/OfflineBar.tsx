import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './OfflineBar.module.css'

const listeners = new Set<() => void>()
let streamDown = false

/** Told by the stream: true after it could not reconnect, false once it is back. */
export function reportStreamDown(down: boolean): void {
  if (streamDown === down) return
  streamDown = down
  for (const notify of listeners) notify()
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify)
  window.addEventListener('online', notify)
  window.addEventListener('offline', notify)
  return () => {
    listeners.delete(notify)
    window.removeEventListener('online', notify)
    window.removeEventListener('offline', notify)
  }
}

/** True while the browser or the live stream has no server. */
export function useOffline(): boolean {
  return useSyncExternalStore(subscribe, () => !navigator.onLine || streamDown)
}

/** A thin bar while the server cannot be reached; it goes by itself. */
export function OfflineBar() {
  const { t } = useTranslation()
  const offline = useOffline()
  return (
    <div className={styles.place} role="status" aria-live="polite">
      {offline && (
        <p className={styles.bar}>
          <span className={styles.dot} aria-hidden="true" />
          {t('state.offline')}
        </p>
      )}
    </div>
  )
}
