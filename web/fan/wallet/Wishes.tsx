import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { formatDateTime, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useEnter, wishesQuery } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './Wallet.module.css'

/** A wish list: one voice each, and how many want what (BEN-10). */
export function Wishes({ campaign }: { readonly campaign: CampaignView }) {
  const { t, i18n } = useTranslation()
  const { ownerId, campaignId, prizes, mine } = campaign
  const wishes = useQuery(wishesQuery(useApi(), ownerId, campaignId))
  const enter = useEnter(ownerId)
  const counts = new Map(wishes.data?.items.map((item) => [item.prize, item.wishes]))
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const said = mine?.entered === true
  const wish = (prize: number) =>
    enter.mutate(
      { campaignId, prize },
      { onSuccess: () => toast(t('wish.said')), onError: (error) => toastProblem(error, t) },
    )
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>
        <MiddleEllipsis text={campaign.name} />
      </h2>
      <p className={styles.small}>
        {t(said ? 'wish.thanks' : 'wish.one')} ·{' '}
        {t('points.until', { at: formatDateTime(campaign.endsAt, i18n.language) })}
      </p>
      <ul>
        {prizes.map(({ name }, prize) => {
          const count = counts.get(prize) ?? 0
          return (
            <li key={prize} className={styles.offer}>
              <span className={styles.offerWords}>
                <span className={styles.offerName}>
                  <MiddleEllipsis text={name} />
                </span>
                <span className={styles.small}>
                  {t('wish.count', { count, n: formatNumber(count, i18n.language) })}
                </span>
                <span className={styles.share} aria-hidden="true">
                  <span style={{ width: `${(count / Math.max(1, all)) * 100}%` }} />
                </span>
              </span>
              {mine?.prize === prize && <span className={styles.small}>{t('wish.mine')}</span>}
              {!said && (
                <Button
                  className={styles.small}
                  busy={enter.isPending}
                  aria-label={t('wish.wantThis', { name })}
                  onClick={() => wish(prize)}
                >
                  <Icon name="heart" size={1} />
                  {t('wish.want')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
