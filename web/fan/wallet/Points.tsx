import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatDateTime, formatDelta, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { codeOf } from '../../shared/problem.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { pointsLedgerQuery, pointsQuery, runningCampaignsQuery } from '../data/benefits.ts'
import type { CampaignView, PointsEntry } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { userQuery } from '../data/queries.ts'
import { Button } from '../parts/Button.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { Exchange } from './Exchange.tsx'
import styles from './Wallet.module.css'
import { Wishes } from './Wishes.tsx'

/** Spendable points (BEN-10): of the club he came from, or the clubs to choose from. */
export function Points({ ownerId }: { readonly ownerId: string | null }) {
  return ownerId === null ? <Clubs /> : <ClubPoints ownerId={ownerId} />
}

function Clubs() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const user = useQuery(userQuery(useApi(), userId))
  if (user.data === undefined)
    return (
      <Waiting of={[user]}>
        <Skeleton lines={2} tall />
      </Waiting>
    )
  const owners = new Map(user.data.clubs.map((club) => [club.ownerId, club.ownerName]))
  if (owners.size === 0) return <Empty title={t('me.noClubs')} hint={t('me.noClubsHint')} />
  return (
    <section className={styles.card}>
      <p className={styles.small}>{t('points.perClub')}</p>
      <ul>
        {[...owners].map(([ownerId, name]) => (
          <li key={ownerId}>
            <Link className={styles.link} to={`/${ownerId}/wallet?tab=points`}>
              <span className={styles.linkName}>
                <MiddleEllipsis text={name} />
              </span>
              <Icon name="next" size={1} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClubPoints({ ownerId }: { readonly ownerId: string }) {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const points = useQuery(pointsQuery(api, ownerId, userId))
  const exchanges = useQuery(runningCampaignsQuery(api, ownerId, 'pointsExchange'))
  const wishes = useQuery(runningCampaignsQuery(api, ownerId, 'wishList'))
  if (codeOf(points.error) === 'not_a_member')
    return <Empty title={t('points.notMember')} hint={t('points.emptyHint')} />
  if (points.data === undefined || exchanges.data === undefined || wishes.data === undefined)
    return (
      <Waiting of={[points, exchanges, wishes]}>
        <Skeleton lines={3} tall />
      </Waiting>
    )
  const { balance, earned, spent } = points.data
  const titles = new Map(exchanges.data.items.map((campaign) => [campaign.campaignId, campaign]))
  return (
    <>
      <section className={styles.card}>
        <p className={styles.small}>{t('points.balance')}</p>
        <p className={styles.figure}>
          <CountUp value={balance} />
        </p>
        <p className={styles.small}>
          {t('points.sum', {
            earned: formatNumber(earned, i18n.language),
            spent: formatNumber(spent, i18n.language),
          })}
        </p>
        <p className={styles.small}>{t('points.apart')}</p>
      </section>
      {exchanges.data.items.map((campaign) => (
        <Exchange key={campaign.campaignId} campaign={campaign} balance={balance} />
      ))}
      {wishes.data.items.map((campaign) => (
        <Wishes key={campaign.campaignId} campaign={campaign} />
      ))}
      <PointsLedger ownerId={ownerId} campaigns={titles} />
    </>
  )
}

interface PointsLedgerProps {
  readonly ownerId: string
  readonly campaigns: ReadonlyMap<string, CampaignView>
}

function PointsLedger({ ownerId, campaigns }: PointsLedgerProps) {
  const { t } = useTranslation()
  const { userId } = useFan()
  const ledger = useInfiniteQuery(pointsLedgerQuery(useApi(), ownerId, userId))
  const entries = ledger.data?.pages.flatMap((page) => page.items)
  return (
    <section className={styles.card}>
      <h2 className={styles.heading}>{t('points.ledger')}</h2>
      {entries === undefined && (
        <Waiting of={[ledger]}>
          <Skeleton lines={4} />
        </Waiting>
      )}
      {entries?.length === 0 && <Empty title={t('points.empty')} hint={t('points.emptyHint')} />}
      <ol>
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} campaign={campaigns.get(entry.campaignId ?? '')} />
        ))}
      </ol>
      {ledger.hasNextPage && (
        <Button look="plain" wide busy={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
          {t(ledger.isFetchNextPageError ? 'state.retry' : 'ledger.more')}
        </Button>
      )}
    </section>
  )
}

function Entry({ entry, campaign }: { readonly entry: PointsEntry; readonly campaign: CampaignView | undefined }) {
  const { t, i18n } = useTranslation()
  const what = t(`points.kind.${entry.kind}`)
  const why = campaign?.name ?? entry.reason
  return (
    <li className={styles.entry}>
      <p className={styles.what}>
        {t('explain.line', {
          what: why === null ? what : `${what} · ${why}`,
          delta: formatDelta(entry.delta, i18n.language),
        })}
      </p>
      <p className={styles.small}>
        {formatDateTime(entry.at, i18n.language)} ·{' '}
        {t('ledger.balance', { balance: formatNumber(entry.balance, i18n.language) })}
      </p>
    </li>
  )
}
