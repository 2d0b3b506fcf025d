import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useEnter } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './Wallet.module.css'

interface ExchangeProps {
  readonly campaign: CampaignView
  /** points he can spend */
  readonly balance: number
}

/** An exchange shelf: what points buy. Spending is asked for once more, since it cannot be taken back (BEN-10). */
export function Exchange({ campaign, balance }: ExchangeProps) {
  const { t, i18n } = useTranslation()
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>
        <MiddleEllipsis text={campaign.name} />
      </h2>
      <p className={styles.small}>{t('points.until', { at: formatDateTime(campaign.endsAt, i18n.language) })}</p>
      <ul>
        {campaign.prizes.map((_prize, index) => (
          <Offer key={index} campaign={campaign} index={index} balance={balance} />
        ))}
      </ul>
    </section>
  )
}

function Offer({ campaign, index, balance }: ExchangeProps & { readonly index: number }) {
  const { t, i18n } = useTranslation()
  const [asked, setAsked] = useState(false)
  const enter = useEnter(campaign.ownerId)
  const prize = campaign.prizes[index]
  if (prize === undefined) return null
  const cost = prize.points ?? 0
  const number = (value: number) => formatNumber(value, i18n.language)
  const done = campaign.mine?.entered === true && !campaign.severalPerUser
  const words = done
    ? t('points.had')
    : prize.left === 0
      ? t('perks.gone')
      : balance < cost
        ? t('points.short', { n: number(cost - balance) })
        : t('benefit.left', { n: number(prize.left) })
  const can = !done && prize.left > 0 && balance >= cost
  const spend = () =>
    enter.mutate(
      { campaignId: campaign.campaignId, prize: index },
      {
        onSuccess: () => toast(t('points.exchanged')),
        onError: (error) => toastProblem(error, t),
        onSettled: () => setAsked(false),
      },
    )
  return (
    <li className={styles.offer}>
      <span className={styles.offerWords}>
        <span className={styles.offerName}>
          <MiddleEllipsis text={prize.name} />
        </span>
        <span className={styles.small}>
          {t('points.cost', { count: cost, n: number(cost) })} · {words}
        </span>
      </span>
      {can && !asked && (
        <Button
          className={styles.small}
          aria-label={t('points.exchangeThis', { name: prize.name })}
          onClick={() => setAsked(true)}
        >
          {t('points.exchange')}
        </Button>
      )}
      {can && asked && (
        <div className={styles.confirm}>
          <p>{t('points.sure', { cost: number(cost), left: number(balance - cost) })}</p>
          <div className={styles.pair}>
            <Button onClick={() => setAsked(false)}>{t('common.cancel')}</Button>
            <Button look="now" busy={enter.isPending} onClick={spend}>
              {t('points.exchange')}
            </Button>
          </div>
        </div>
      )}
    </li>
  )
}
