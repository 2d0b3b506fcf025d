import { useTranslation } from 'react-i18next'
import type { Act } from '../../shared/demo.ts'
import { Icon, type IconName } from '../../shared/Icon.tsx'
import { toastProblem } from '../parts/toast.ts'
import styles from './GiftSheet.module.css'
import { useAct } from './useActs.ts'

const gifts: readonly { readonly key: string; readonly icon: IconName; readonly act: Act; readonly coins: number }[] = [
  { key: 'lamp', icon: 'lamp', act: { kind: 'lightBadge', count: 1 }, coins: 1 },
  { key: 'flower', icon: 'heart', act: { kind: 'gift', coins: 10 }, coins: 10 },
  { key: 'star', icon: 'star', act: { kind: 'gift', coins: 52 }, coins: 52 },
  { key: 'box', icon: 'gift', act: { kind: 'gift', coins: 199 }, coins: 199 },
]

interface GiftSheetProps {
  readonly ownerId: string
  readonly sessionId: string | null
  readonly onSent: () => void
}

/** The live club's gifts (TASK-1): the light badge and coins; in the demo they cost nothing. Coins need a room on air. */
export function GiftSheet({ ownerId, sessionId, onSent }: GiftSheetProps) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  return (
    <div className={styles.grid}>
      {gifts.map((gift) => (
        <button
          key={gift.key}
          type="button"
          className={styles.gift}
          disabled={act.isPending || (gift.act.kind === 'gift' && sessionId === null)}
          onClick={() => act.mutate(gift.act, { onSuccess: onSent, onError: (error) => toastProblem(error, t) })}
        >
          <span className={styles.icon}>
            <Icon name={gift.icon} size={1.75} />
          </span>
          <span className={styles.name}>{t(`gift.${gift.key}`)}</span>
          <span className={styles.coins}>{t('gift.coins', { count: gift.coins })}</span>
        </button>
      ))}
      <p className={styles.note}>{t('gift.test')}</p>
    </div>
  )
}
