import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { Failed } from '../../shared/states.tsx'
import { ClubPanel } from '../club/ClubPanel.tsx'
import { useFan } from '../data/fan.tsx'
import { useClubLive } from '../data/live.ts'
import { clubQuery, memberQuery } from '../data/queries.ts'
import { failedOf } from '../parts/failed-of.ts'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { Room } from './Room.tsx'
import { RoomContext } from './RoomContext.tsx'
import { RoomLoading } from './RoomLoading.tsx'

/** `/fan/{ownerId}`: the live room, or the quiet stage while nobody is on air; joinable either way (MEM-2). */
export function RoomPage() {
  const { ownerId = '' } = useParams()
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const club = useQuery(clubQuery(api, ownerId))
  const member = useQuery(memberQuery(api, ownerId, userId))
  useClubLive(ownerId, userId)
  if (club.data === undefined) {
    const failed = failedOf([club])
    return (
      <Frame>
        {failed === null ? (
          <RoomLoading />
        ) : (
          <Page title={t('brand')}>
            <Failed error={failed.error} onRetry={() => void failed.refetch()} />
          </Page>
        )}
      </Frame>
    )
  }
  return (
    <Frame context={<RoomContext club={club.data} />} aside={<ClubPanel ownerId={ownerId} place="aside" />}>
      <Room club={club.data} member={member.data} />
    </Frame>
  )
}
