import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { Empty, Failed, Skeleton } from '../../shared/states.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { myGroupsQuery, useMyGroupsLive } from './data.ts'
import { MyGroups } from './MyGroups.tsx'
import { PhraseField } from './PhraseField.tsx'

/** `/fan/groups`: all groups the fan sits in, and the way into one by its pass-phrase. */
export function GroupsPage() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const mine = useQuery(myGroupsQuery(useApi(), userId))
  useMyGroupsLive()
  return (
    <Frame>
      <Page title={t('groups.title')} back="/">
        {mine.isError && mine.data === undefined ? (
          <Failed error={mine.error} onRetry={() => void mine.refetch()} />
        ) : mine.data === undefined ? (
          <Skeleton lines={6} tall />
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
