import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LinkKind } from '../../../src/contract/linking.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { CallIcon } from '../../shared/linking/CallIcon.tsx'
import { fanLinkQuery } from '../../shared/linking/queries.ts'
import '../../shared/linking/words.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { toastProblem } from '../parts/toast.ts'
import styles from './LinkButton.module.css'

/** In the head of a group's chat: asks for a link, tells that he asks, takes it back. */
export function LinkButton({ groupId }: { readonly groupId: string }) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const [open, setOpen] = useState(false)
  const mine = useQuery(fanLinkQuery(api, userId))
  const asks = mine.data?.asks.find((one) => one.groupId === groupId) ?? null
  const params = { params: { path: { groupId, userId } } }
  const after = { onSuccess: () => void mine.refetch(), onError: (error: unknown) => toastProblem(error, t) }
  const ask = useMutation({
    mutationFn: (kind: LinkKind) =>
      answerOf(api.PUT('/v1/groups/{groupId}/link-requests/{userId}', { ...params, body: { kind } })),
    ...after,
  })
  const cancel = useMutation({
    mutationFn: () => answerOf(api.DELETE('/v1/groups/{groupId}/link-requests/{userId}', params)),
    ...after,
  })
  return (
    <>
      <button
        type="button"
        className={styles.button}
        data-asks={asks !== null}
        aria-label={asks === null ? t('link.ask.open') : t('link.ask.done')}
        onClick={() => setOpen(true)}
      >
        <CallIcon name="call" size={1.25} />
      </button>
      <Sheet open={open} title={t('link.ask.open')} onClose={() => setOpen(false)}>
        <div className={styles.sheet}>
          <p>{asks === null ? t('link.ask.hint') : t('link.ask.asking', { kind: t(`link.ask.kind.${asks.kind}`) })}</p>
          {asks === null ? (
            (['voice', 'video'] as const).map((kind) => (
              <Button
                key={kind}
                wide
                look="quiet"
                busy={ask.isPending && ask.variables === kind}
                onClick={() => ask.mutate(kind)}
              >
                <CallIcon name={kind === 'voice' ? 'call' : 'camera'} size={1.25} />
                {t(`link.${kind}`)}
              </Button>
            ))
          ) : (
            <>
              <p className={styles.done} role="status">
                {t('link.ask.done')}
              </p>
              <Button wide look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate()}>
                {t('link.ask.cancel')}
              </Button>
            </>
          )}
        </div>
      </Sheet>
    </>
  )
}
