import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BenefitCard } from '../../shared/BenefitCard.tsx'
import { useApi } from '../../shared/connection.tsx'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { PerkCard } from '../club/Perk.tsx'
import { benefitsQuery } from '../data/benefits.ts'
import { useFan } from '../data/fan.tsx'
import styles from './cards.module.css'
import { useGroupPlace } from './GroupPlace.tsx'
import type { GroupMessage } from './source.ts'

/** A coupon that its reader can take here; who is no member of the club is led to it (GRP-8, BEN-3). */
export function CouponCard({ message }: { readonly message: GroupMessage }) {
  const { t } = useTranslation()
  const { ownerId } = useGroupPlace()
  const { userId } = useFan()
  const mine = useQuery(benefitsQuery(useApi(), ownerId, userId))
  const told = message.benefit ?? message.reviewCall?.benefit
  const benefitId = message.benefitId ?? told?.benefitId
  const own = mine.data?.items.find((benefit) => benefit.benefitId === benefitId)
  if (own !== undefined) return <PerkCard ownerId={ownerId} benefit={own} />
  if (mine.isPending) return <Skeleton lines={1} tall />
  if (mine.data === undefined)
    return (
      <>
        {told !== undefined && <BenefitCard benefit={told} />}
        <Failed error={mine.error} onRetry={() => void mine.refetch()} />
      </>
    )
  if (mine.data !== null && told === undefined) return <p className={styles.small}>{t('groups.couponGone')}</p>
  return (
    <>
      {told !== undefined && <BenefitCard benefit={told} />}
      {mine.data === null && (
        <Link to={`/${ownerId}/club?from=group`} className={styles.way}>
          {t('groups.couponJoin')}
        </Link>
      )}
    </>
  )
}
