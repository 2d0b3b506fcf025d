import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { winnersQuery } from '../data/benefits.ts'
import type { CampaignView, CampaignWinner } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import styles from './BagSheet.module.css'

/** Who won what, by prize; the fan himself is marked (BEN-7). */
export function Winners({ campaign }: { readonly campaign: CampaignView }) {
  const { t, i18n } = useTranslation()
  const query = useInfiniteQuery(winnersQuery(useApi(), campaign.campaignId))
  if (campaign.winnersCount === 0) return <Empty title={t('luck.noWinners')} hint={t('luck.noWinnersHint')} />
  if (query.data === undefined)
    return (
      <Waiting of={[query]}>
        <Skeleton lines={4} tall />
      </Waiting>
    )
  const all = query.data.pages.flatMap((page) => page.items)
  return (
    <>
      {campaign.prizes.map(({ name, quota }, prize) => {
        const winners = all.filter((winner) => winner.prize === prize)
        if (winners.length === 0) return null
        return (
          <section key={prize} className={styles.card}>
            <h3 className={styles.prize}>
              <span className={styles.prizeName}>
                <MiddleEllipsis text={name} />
              </span>
              <b className={styles.quota}>× {formatNumber(quota, i18n.language)}</b>
            </h3>
            <ul>
              {winners.map((winner) => (
                <WinnerLine key={winner.entry} winner={winner} />
              ))}
            </ul>
          </section>
        )
      })}
      {query.hasNextPage && (
        <Button look="plain" wide busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t(query.isFetchNextPageError ? 'state.retry' : 'ledger.more')}
        </Button>
      )}
    </>
  )
}

function WinnerLine({ winner }: { readonly winner: CampaignWinner }) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const shown = winner.name ?? t('screen.somebody')
  const own = winner.userId === userId
  return (
    <li className={own ? `${styles.winner} ${styles.own}` : styles.winner}>
      <Avatar id={winner.userId} name={shown} size={1.75} />
      <span className={styles.winnerName}>
        <MiddleEllipsis text={shown} />
      </span>
      {own && <b>{t('luck.me')}</b>}
      <span className={styles.small}>{t('luck.entryNumber', { number: winner.entry })}</span>
    </li>
  )
}
