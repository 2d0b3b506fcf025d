import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import type { Act } from '../../shared/demo.ts'
import { Icon, type IconName } from '../../shared/Icon.tsx'
import { giftRightsQuery } from '../data/benefits.ts'
import { useFan } from '../data/fan.tsx'
import { toastProblem } from '../parts/toast.ts'
import { giftLock } from './gift-lock.ts'
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

/** Those that a benefit may be a right to (BEN-1); the light badge is how one joins. */
const giftIds = gifts.flatMap(({ key, act }) => (act.kind === 'gift' ? [key] : []))

/**
 * The live club's gifts (TASK-1): the light badge and coins; in the demo they cost nothing. Coins need a room on air. What a benefit is a right to is locked
 * for who has not got it (BEN-1).
 */
export function GiftSheet({ ownerId, sessionId, onSent }: GiftSheetProps) {
  const { t } = useTranslation()
  const act = useAct(ownerId)
  const rights = useQuery(giftRightsQuery(useApi(), ownerId, useFan().userId, giftIds)).data ?? []
  const lockOf = (key: string) => giftLock(rights.find(({ giftId }) => giftId === key))
  const wordsOf = ({ key, coins }: (typeof gifts)[number]) => {
    const lock = lockOf(key)
    if (lock === null) return t('gift.coins', { count: coins })
    return lock.kind === 'level' ? t('gift.locked', { level: lock.level }) : t('gift.notNow')
  }
  return (
    <div className={styles.grid}>
      {gifts.map((gift) => (
        <button
          key={gift.key}
          type="button"
          className={styles.gift}
          disabled={act.isPending || lockOf(gift.key) !== null || (gift.act.kind === 'gift' && sessionId === null)}
          onClick={() => act.mutate(gift.act, { onSuccess: onSent, onError: (error) => toastProblem(error, t) })}
        >
          <span className={styles.icon}>
            <Icon name={gift.icon} size={1.75} />
          </span>
          <span className={styles.name}>{t(`gift.${gift.key}`)}</span>
          <span className={styles.coins}>{wordsOf(gift)}</span>
        </button>
      ))}
      <p className={styles.note}>{t('gift.test')}</p>
    </div>
  )
}
