import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { ClubView } from '../../../src/contract/views.ts'
import { useApi } from '../../shared/connection.tsx'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { campaignQuery } from '../data/benefits.ts'
import type { CampaignView } from '../data/benefit-views.ts'
import { useServerNow } from '../data/clock.ts'
import { useFan } from '../data/fan.tsx'
import { useClubLive } from '../data/live.ts'
import { clubQuery } from '../data/queries.ts'
import { RoomContext } from '../room/RoomContext.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { BagSheet } from './BagSheet.tsx'
import { isDrawn } from './offers.ts'
import { markSeen } from './seen.ts'

/** How many take part and how far he is are asked for again so often. */
const lookedAtMilliseconds = 10_000

/** `/fan/{ownerId}/draws/{campaignId}`: a bag, draw or free order with its result and proof, whether anybody is on air or not (BEN-7, BEN-10). */
export function LuckPage() {
  const { ownerId = '', campaignId = '' } = useParams()
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  useClubLive(ownerId, userId)
  const club = useQuery(clubQuery(api, ownerId))
  const campaign = useQuery({
    ...campaignQuery(api, ownerId, campaignId),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? lookedAtMilliseconds : false),
  })
  const failed = [club, campaign].find((query) => query.isError && query.data === undefined)
  if (campaign.data !== undefined && !isDrawn(campaign.data)) return <Navigate to={`/${ownerId}/wallet`} replace />
  return (
    <Frame context={club.data === undefined ? undefined : <RoomContext club={club.data} />}>
      <Page
        title={campaign.data === undefined ? t('luck.draws') : t(`luck.kind.${campaign.data.kind}`)}
        back={`/${ownerId}/club`}
      >
        {failed !== undefined ? (
          <Failed error={failed.error} onRetry={() => void failed.refetch()} />
        ) : campaign.data === undefined || club.data === undefined ? (
          <Skeleton lines={4} tall />
        ) : (
          <Draw club={club.data} campaign={campaign.data} />
        )}
      </Page>
    </Frame>
  )
}

function Draw({ club, campaign }: { readonly club: ClubView; readonly campaign: CampaignView }) {
  const navigate = useNavigate()
  const now = useServerNow()
  const { campaignId, sessionId, status } = campaign
  useEffect(() => {
    if (status === 'drawn') markSeen(campaignId)
  }, [status, campaignId])
  const go = (place: string) => void navigate(`/${club.ownerId}${place}`)
  return (
    <BagSheet
      campaign={campaign}
      now={now}
      onAir={sessionId === null || sessionId === club.live?.sessionId}
      onJoin={() => go('/club')}
      onSay={(phrase) => go(`?${new URLSearchParams({ do: 'comment', say: phrase })}`)}
      onWatch={() => go('')}
      onClose={() => go('/club')}
    />
  )
}
