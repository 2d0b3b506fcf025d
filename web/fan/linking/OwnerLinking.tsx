import { useTranslation } from 'react-i18next'
import { formatList } from '../../shared/format.ts'
import { CallIcon } from '../../shared/linking/CallIcon.tsx'
import { OwnerCall } from '../../shared/linking/OwnerCall.tsx'
import { useOwnerLink } from '../../shared/linking/useOwnerLink.ts'
import '../../shared/linking/words.ts'
import { Skeleton } from '../../shared/states.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Overlay } from '../parts/Overlay.tsx'
import { toastProblem } from '../parts/toast.ts'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './OwnerLinking.module.css'

/** On the streamer's phone: who asks for a link, and the call itself. */
export function OwnerLinking({ ownerId }: { readonly ownerId: string }) {
  const { t, i18n } = useTranslation()
  const owner = useOwnerLink(ownerId, (error) => toastProblem(error, t))
  const { state, talking, call, pass } = owner
  const { data } = state
  const names = data?.link?.parties
    .filter(({ party, status }) => party > 0 && status !== 'out')
    .map((one) => one.name ?? one.id)
  return (
    <section className={styles.section} aria-label={t('link.queue.title')}>
      <h2 className={styles.title}>{t('link.queue.title')}</h2>
      {data === undefined && (
        <Waiting of={[state]}>
          <Skeleton lines={2} />
        </Waiting>
      )}
      {data?.link != null && talking === null && (
        <div className={styles.row} role="status">
          <span className={styles.words}>
            {t('link.queue.running', { names: formatList(names ?? [], i18n.language) })}
          </span>
          <Button look="strong" onClick={() => data.link !== null && owner.goOn(data.link)}>
            {t('link.back')}
          </Button>
        </div>
      )}
      {data?.asks.length === 0 && data.link === null && <p className={styles.hint}>{t('link.queue.empty')}</p>}
      {data?.asks.map((one) => {
        const name = one.name ?? one.userId
        return (
          <div key={`${one.groupId} ${one.userId}`} className={styles.row}>
            <Avatar id={one.userId} name={name} />
            <span className={styles.words}>
              <b>{name}</b>
              <small>{t('link.queue.asks', { kind: t(`link.ask.kind.${one.kind}`) })}</small>
            </span>
            <Button look="plain" disabled={pass.isPending} onClick={() => pass.mutate(one)}>
              {t('link.queue.pass')}
            </Button>
            <Button
              look="strong"
              busy={call.isPending && call.variables.userId === one.userId}
              disabled={call.isPending || data.link !== null}
              onClick={() => call.mutate(one)}
            >
              <CallIcon name={one.kind === 'video' ? 'camera' : 'call'} size={1.125} />
              {t('link.queue.call')}
            </Button>
          </div>
        )
      })}
      {data !== undefined && data.waiting > data.asks.length && (
        <p className={styles.hint}>{t('link.queue.more', { count: data.waiting - data.asks.length })}</p>
      )}
      {talking !== null && (
        <Overlay>
          <OwnerCall owner={owner} ownerId={ownerId} />
        </Overlay>
      )}
    </section>
  )
}
