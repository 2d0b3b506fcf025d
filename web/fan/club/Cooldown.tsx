import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, hoursAndMinutes } from '../../shared/format.ts'
import { useServerNow } from '../data/clock.ts'
import styles from './Cooldown.module.css'

/** How long until the fan may join again, by the server's clock. */
export function Cooldown({ until, onOver }: { readonly until: string; readonly onOver: () => void }) {
  const { t, i18n } = useTranslation()
  const left = Date.parse(until) - useServerNow()
  const over = left <= 0
  const tellOver = useEffectEvent(onOver)
  useEffect(() => {
    if (over) tellOver()
  }, [over])
  return (
    <p className={styles.cooldown}>
      {t('cooldown.wait', hoursAndMinutes(left))}
      <span className={styles.at}>{t('cooldown.at', { at: formatDateTime(until, i18n.language) })}</span>
    </p>
  )
}
