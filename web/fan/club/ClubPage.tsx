import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useApi } from '../../shared/connection.tsx'
import { useFan } from '../data/fan.tsx'
import { useClubLive, useLevelUp } from '../data/live.ts'
import { clubQuery, memberQuery } from '../data/queries.ts'
import { LevelUp } from '../room/LevelUp.tsx'
import { RoomContext } from '../room/RoomContext.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { ClubPanel } from './ClubPanel.tsx'

/** `/fan/{ownerId}/club`: the club panel as a page of its own, for when nobody is live. */
export function ClubPage() {
  const { ownerId = '' } = useParams()
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const club = useQuery(clubQuery(api, ownerId))
  const member = useQuery(memberQuery(api, ownerId, userId))
  const levelUp = useLevelUp(member.data)
  useClubLive(ownerId, userId)
  return (
    <Frame context={club.data === undefined ? undefined : <RoomContext club={club.data} />}>
      <Page title={t('club.title')} back={`/${ownerId}`}>
        <ClubPanel ownerId={ownerId} place="page" busy={levelUp.reached !== null} />
      </Page>
      {levelUp.reached !== null && <LevelUp member={levelUp.reached} onDone={levelUp.done} />}
    </Frame>
  )
}
