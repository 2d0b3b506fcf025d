import { useTranslation } from 'react-i18next'
import { CallView } from './CallView.tsx'
import styles from './OwnerCall.module.css'
import type { OwnerLink } from './useOwnerLink.ts'

/** As linkLimits.fansMost has it. */
const fansMost = 2

/** The owner's call, with those who ask in the same group and could be called into it. */
export function OwnerCall({ owner, ownerId }: { readonly owner: OwnerLink; readonly ownerId: string }) {
  const { t } = useTranslation()
  const { talking, state, sendOut, call } = owner
  if (talking === null) return null
  const { linkId, groupId, kind } = talking.link
  const now = state.data?.link?.linkId === linkId ? state.data.link : talking.link
  const fans = now.parties.filter(({ party, status }) => party > 0 && status !== 'out')
  const asks = (state.data?.asks ?? []).filter((one) => one.groupId === groupId)
  return (
    <CallView
      key={linkId}
      link={talking.link}
      seat={talking.seat}
      from={ownerId}
      onClose={owner.close}
      onSendOut={(party) => sendOut.mutate({ linkId, party })}
      more={
        fans.length < fansMost && asks.length > 0 ? (
          <ul className={styles.asks} aria-label={t('link.queue.title')}>
            {asks.slice(0, 3).map((one) => (
              <li key={one.userId}>
                <span className={styles.name}>{one.name ?? one.userId}</span>
                <button
                  type="button"
                  disabled={call.isPending}
                  onClick={() => call.mutate({ groupId, userId: one.userId, kind })}
                >
                  {t('link.queue.invite')}
                </button>
              </li>
            ))}
          </ul>
        ) : null
      }
    />
  )
}
