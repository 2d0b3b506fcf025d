import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { useLeave } from '../data/membership.ts'
import { leavePreviewQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './Leave.module.css'
import type { ClubView } from './types.ts'

/** Leaving, plain and honest: what is lost first, then a typed word, then the button (MEM-3…6). */
export function Leave({ club, onCancel }: { readonly club: ClubView; readonly onCancel: () => void }) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const { userId } = useFan()
  const preview = useQuery(leavePreviewQuery(useApi(), club.ownerId, userId))
  const leave = useLeave(club.ownerId)
  const [typed, setTyped] = useState('')
  if (preview.isError) return <Failed error={preview.error} onRetry={() => void preview.refetch()} />
  if (preview.data === undefined) return <Skeleton lines={3} />
  const { intimacy, level, rejoinAfterHours, exitsLeftToday } = preview.data
  const word = t('leave.word')
  const mayLeave = typed.trim().toLowerCase() === word.toLowerCase() && exitsLeftToday > 0
  return (
    <form
      className={styles.leave}
      onSubmit={(event) => {
        event.preventDefault()
        if (mayLeave)
          leave.mutate(undefined, {
            onSuccess: () => toast(t('leave.done')),
            onError: (error) => toastProblem(error, t),
          })
      }}
    >
      <h3 className={styles.title}>{t('leave.title')}</h3>
      <ul className={styles.list}>
        <li>{t('leave.loses', { level, intimacy: formatNumber(intimacy, i18n.language) })}</li>
        <li>{t('leave.cooldown', { hours: rejoinAfterHours })}</li>
        <li>{t('leave.benefits')}</li>
        <li>{exitsLeftToday > 0 ? t('leave.exits', { count: exitsLeftToday }) : t('leave.noExits')}</li>
      </ul>
      <label htmlFor={id} className={styles.label}>
        {t('leave.type', { word })}
      </label>
      <input
        id={id}
        className={styles.input}
        value={typed}
        autoComplete="off"
        disabled={exitsLeftToday === 0}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{t('leave.stay')}</Button>
        <Button type="submit" look="danger" disabled={!mayLeave} busy={leave.isPending}>
          {t('leave.confirm')}
        </Button>
      </div>
    </form>
  )
}
