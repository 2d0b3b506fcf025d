import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { myGroupsQuery, useMutesEnd, useMyGroupsLive } from './data.ts'
import { MyGroups } from './MyGroups.tsx'
import { PhraseField } from './PhraseField.tsx'

/** `/fan/groups`: all groups the fan sits in, and the way into one by its pass-phrase. */
export function GroupsPage() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const mine = useQuery(myGroupsQuery(useApi(), userId))
  useMyGroupsLive()
  useMutesEnd(mine.data)
  return (
    <Frame>
      <Page title={t('groups.title')} back="/">
        {mine.data === undefined ? (
          <Waiting of={[mine]}>
            <Skeleton lines={6} tall />
          </Waiting>
        ) : mine.data.length === 0 ? (
          <Empty title={t('groups.empty')} hint={t('groups.emptyHint')} />
        ) : (
          <MyGroups groups={mine.data} withOwner />
        )}
        <PhraseField />
      </Page>
    </Frame>
  )
}
