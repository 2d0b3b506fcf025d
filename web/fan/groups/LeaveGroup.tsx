import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { GroupView } from '../../../src/contract/groups.ts'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import { useLeaveGroup } from './data.ts'
import styles from './LeaveGroup.module.css'

/** Leaving a group: what it means, then the button. */
export function LeaveGroup({ group }: { readonly group: GroupView }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const leave = useLeaveGroup(group.groupId)
  const [asking, setAsking] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!asking) return
    box.current?.scrollIntoView({ block: 'end' })
    box.current?.focus({ preventScroll: true })
  }, [asking])
  if (!asking)
    return (
      <div className={styles.open}>
        <Button look="plain" onClick={() => setAsking(true)}>
          {t('groups.leave')}
        </Button>
      </div>
    )
  const press = () =>
    leave.mutate(undefined, {
      onSuccess: () => {
        toast(t('groups.left'))
        void navigate('/groups', { replace: true })
      },
      onError: (error) => toastProblem(error, t),
    })
  return (
    <div ref={box} tabIndex={-1} className={styles.box} role="group" aria-label={t('groups.leave')}>
      <p>{t('groups.leaveHint')}</p>
      <div className={styles.buttons}>
        <Button look="strong" onClick={() => setAsking(false)}>
          {t('groups.stay')}
        </Button>
        <Button look="danger" busy={leave.isPending} onClick={press}>
          {t('groups.leave')}
        </Button>
      </div>
    </div>
  )
}
