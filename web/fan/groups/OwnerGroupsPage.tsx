import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useParams, useSearchParams } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { Skeleton } from '../../shared/states.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { useClubLive } from '../data/live.ts'
import { clubQuery } from '../data/queries.ts'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { RoomContext } from '../room/RoomContext.tsx'
import { myGroupsQuery, useMyGroupsLive } from './data.ts'
import { OwnerGroups } from './OwnerGroups.tsx'
import { PhraseField } from './PhraseField.tsx'

/** `/fan/{ownerId}/groups`: an owner's groups, the fan's own first; `?visit` goes right into one where he sits (the daily task). */
export function OwnerGroupsPage() {
  const { ownerId = '' } = useParams()
  const { t } = useTranslation()
  const api = useApi()
  const [values] = useSearchParams()
  const { userId } = useFan()
  const club = useQuery(clubQuery(api, ownerId))
  const mine = useQuery(myGroupsQuery(api, userId))
  useClubLive(ownerId, userId)
  useMyGroupsLive()
  const first = mine.data?.find((group) => group.ownerId === ownerId)
  if (values.has('visit') && first !== undefined) return <Navigate to={`/groups/${first.groupId}`} replace />
  return (
    <Frame context={club.data === undefined ? undefined : <RoomContext club={club.data} />}>
      <Page title={t('groups.title')} back={`/${ownerId}`}>
        {club.data === undefined ? (
          <Waiting of={[club]}>
            <Skeleton lines={5} tall />
          </Waiting>
        ) : (
          <OwnerGroups club={club.data} all />
        )}
        <PhraseField />
      </Page>
    </Frame>
  )
}
