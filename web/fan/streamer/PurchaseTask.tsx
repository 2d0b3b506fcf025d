import { useMutation, useQueryClient } from '@tanstack/react-query'
import Switch from 'antd-mobile/es/components/switch'
import { useTranslation } from 'react-i18next'
import type { ClubView } from '../../../src/contract/views.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { Icon } from '../../shared/Icon.tsx'
import { clubQuery } from '../data/queries.ts'
import { toastProblem } from '../parts/toast.ts'
import styles from './Streamer.module.css'

/** The purchase-task switch (TASK-5); in phase 1 with the warning not to announce it on air (TASK-6). */
export function PurchaseTask({ club }: { readonly club: ClubView }) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { ownerId, purchaseTask } = club
  const change = useMutation({
    mutationFn: (on: boolean) =>
      answerOf(api.PUT('/v1/clubs/{ownerId}/purchase-task', { params: { path: { ownerId } }, body: { on } })),
    onSuccess: (fresh) =>
      queries.setQueryData(clubQuery(api, ownerId).queryKey, (old) => old && { ...old, purchaseTask: fresh }),
    onError: (error) => toastProblem(error, t),
  })
  const always = club.mode === 'shopping'
  const hint = always
    ? 'purchase.always'
    : club.live === null
      ? 'purchase.offAir'
      : `purchase.phase${purchaseTask.phase}`
  return (
    <section className={styles.card} aria-labelledby="purchase">
      <div className={styles.line}>
        <h2 id="purchase" className={styles.title}>
          {t('purchase.title')}
        </h2>
        <Switch
          checked={always || purchaseTask.on}
          loading={change.isPending}
          disabled={always || club.live === null}
          onChange={(on) => change.mutate(on)}
          aria-labelledby="purchase"
        />
      </div>
      <p className={styles.small}>{t(hint, { percent: Math.round(purchaseTask.share * 100) })}</p>
      {!always && purchaseTask.phase === 1 && (
        <p className={styles.warn}>
          <Icon name="warn" />
          {t('purchase.doNotAnnounce')}
        </p>
      )}
    </section>
  )
}
