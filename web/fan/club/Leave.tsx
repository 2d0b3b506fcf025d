import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useFan } from '../data/fan.tsx'
import { useLeave } from '../data/membership.ts'
import { leavePreviewQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './Leave.module.css'
import type { ClubView, LeavePreview } from './views.ts'

/** Leaving, plain and honest: what is lost first, then a typed word, then the button (MEM-3…6). */
export function Leave({ club, onCancel }: { readonly club: ClubView; readonly onCancel: () => void }) {
  const { userId } = useFan()
  const preview = useQuery(leavePreviewQuery(useApi(), club.ownerId, userId))
  if (preview.data === undefined)
    return (
      <Waiting of={[preview]}>
        <Skeleton lines={3} />
      </Waiting>
    )
  return <LeaveForm club={club} preview={preview.data} onCancel={onCancel} />
}

interface LeaveFormProps {
  readonly club: ClubView
  readonly preview: LeavePreview
  readonly onCancel: () => void
}

function LeaveForm({ club, preview, onCancel }: LeaveFormProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const leave = useLeave(club.ownerId)
  const [typed, setTyped] = useState('')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'end', behavior: 'smooth' })
    form.current?.focus({ preventScroll: true })
  }, [])
  const { intimacy, level, rejoinAfterHours, exitsLeftToday } = preview
  const word = t('leave.word')
  const mayLeave = typed.trim().toLowerCase() === word.toLowerCase() && exitsLeftToday > 0
  return (
    <form
      ref={form}
      tabIndex={-1}
      className={styles.leave}
      aria-label={t('leave.title')}
      onSubmit={(event) => {
        event.preventDefault()
        if (mayLeave)
          leave.mutate(undefined, {
            onSuccess: () => toast(t('leave.done')),
            onError: (error) => toastProblem(error, t),
          })
      }}
    >
      <h2 className={styles.title}>{t('leave.title')}</h2>
      <ul className={styles.list}>
        <li>{t('leave.loses', { level, intimacy: formatNumber(intimacy, i18n.language) })}</li>
        <li>{t('leave.cooldown', { hours: rejoinAfterHours })}</li>
        <li>{t('leave.benefits')}</li>
        <li>{exitsLeftToday > 0 ? t('leave.exits', { count: exitsLeftToday }) : t('leave.noExits')}</li>
      </ul>
      <label htmlFor={id} className={styles.label}>
        {t('leave.type', { word })}
      </label>
      <TextInput
        id={id}
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
