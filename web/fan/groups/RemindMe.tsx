import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { Icon } from '../../shared/Icon.tsx'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { useDevice } from '../push/device.ts'
import { differing, settingsQuery, switchesOf, useChangeClub } from '../push/settings.ts'
import styles from './cards.module.css'

/** «提醒我»: one touch, and this phone is told when the owner goes live (GRP-7, LIVE-2); where the browser or the line cannot, the page that says what helps. */
export function RemindMe({ ownerId, name }: { readonly ownerId: string; readonly name: string }) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const { data: settings, isError } = useQuery(settingsQuery(useApi(), userId))
  const { state, turnOn } = useDevice()
  const change = useChangeClub({ ownerId, name })
  const way = (
    <Link to="/reminders" className={styles.way}>
      {t('reminders.remindMe')}
    </Link>
  )
  if (settings === undefined || state === undefined) return isError ? way : null
  const own = switchesOf(settings, ownerId)
  const wanted = own.liveStarts ?? settings.liveStarts
  if (wanted && state === 'on')
    return (
      <p className={styles.small}>
        <Icon name="check" size={0.875} /> {t('reminders.told')}
      </p>
    )
  if (state !== 'on' && state !== 'off') return way
  const want = () => {
    if (!wanted) change.mutate(differing(settings, { ...own, liveStarts: true }))
  }
  const press = () => (state === 'on' ? want() : turnOn.mutate(undefined, { onSuccess: (isOn) => isOn && want() }))
  return (
    <Button look="strong" wide busy={turnOn.isPending || change.isPending} onClick={press}>
      <Icon name="bell" size={1.125} />
      {t('reminders.remindMe')}
    </Button>
  )
}
