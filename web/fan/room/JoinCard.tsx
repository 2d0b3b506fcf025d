import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { ClubView, MemberView } from '../../../src/contract/views.ts'
import { codeOf } from '../../shared/problem.ts'
import { Cooldown } from '../club/Cooldown.tsx'
import { useFan } from '../data/fan.tsx'
import { joinSceneOf, useJoin } from '../data/membership.ts'
import { useCooldown } from '../data/useCooldown.ts'
import { Button } from '../parts/Button.tsx'
import { toastProblem } from '../parts/toast.ts'
import styles from './JoinCard.module.css'

interface JoinCardProps {
  readonly club: ClubView
  readonly onJoined: (member: MemberView) => void
}

/** One touch joins (MEM-1, MEM-2): free in shopping mode, with the entry gift in live mode; after leaving it says when again (MEM-4). */
export function JoinCard({ club, onJoined }: JoinCardProps) {
  const { t } = useTranslation()
  const { demo } = useFan()
  const [search] = useSearchParams()
  const cooldown = useCooldown(club.ownerId)
  const join = useJoin(club.ownerId)
  const needsGift = club.mode === 'live'
  const press = () =>
    join.mutate(
      { scene: joinSceneOf(search.get('from'), club.live !== null), gift: needsGift && demo !== null },
      {
        onSuccess: onJoined,
        onError: (error) => {
          if (codeOf(error) === 'rejoin_cooldown') cooldown.learn(error)
          else toastProblem(error, t)
        },
      },
    )
  return (
    <div className={styles.card} role="group" aria-label={t('join.label')}>
      <div className={styles.words}>
        <p className={styles.title}>{t('join.title', { badge: club.badge.name })}</p>
        {cooldown.until === null ? (
          <p className={styles.hint}>{t(needsGift ? 'join.hintLive' : 'join.hintShopping')}</p>
        ) : (
          <Cooldown until={cooldown.until} onOver={cooldown.over} />
        )}
      </div>
      {cooldown.until === null && (
        <Button look="now" busy={join.isPending} onClick={press}>
          {t(needsGift ? 'join.withGift' : 'join.free')}
        </Button>
      )}
    </div>
  )
}
