import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useParams } from 'react-router'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { useApi, useStream } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { Failed } from '../../shared/states.tsx'
import { groupOfTopic, seatsTopic } from '../../shared/topics.ts'
import { Chat } from '../chat/Chat.tsx'
import { useChat } from '../chat/useChat.ts'
import { useKeyboardSpace } from '../chat/useKeyboardSpace.ts'
import { useFan } from '../data/fan.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page, PageLoading } from '../shell/Page.tsx'
import { LinkButton } from '../linking/LinkButton.tsx'
import { ChatHead } from './ChatHead.tsx'
import { Closed, type Ended } from './Closed.tsx'
import { myGroupsQuery, useMutesEnd, useMyGroupsLive } from './data.ts'
import { GroupPlace, type GroupPlaceValue } from './GroupPlace.tsx'
import { GroupMessageBody } from './GroupMessageBody.tsx'
import styles from './GroupChatPage.module.css'
import { NoticeBar } from './NoticeBar.tsx'
import { noticeOf } from './notice-of.ts'
import { ReportSheet } from './ReportSheet.tsx'
import { groupSource } from './source.ts'
import { useActsOf } from './useActsOf.ts'
import { usePeople } from './usePeople.ts'

/** A text has so many characters at most, as the server has it. */
const textMost = 2_000

/** `/fan/groups/{groupId}`: the chat of the fan's sub-group; who sits there no more, or never did, is led to the group's card. */
export function GroupChatPage() {
  const { groupId = '' } = useParams()
  const { t } = useTranslation()
  const { userId } = useFan()
  useMyGroupsLive()
  const mine = useQuery(myGroupsQuery(useApi(), userId))
  useMutesEnd(mine.data)
  const group = mine.data?.find((one) => one.groupId === groupId)
  const [opened, setOpened] = useState<MemberGroup | null>(null)
  const known = mine.data !== undefined && (!mine.isStale || !mine.isFetching)
  if (opened?.groupId !== groupId && known && group !== undefined) setOpened(group)
  if (opened?.groupId === groupId)
    return (
      <Frame>
        <GroupChat key={groupId} opened={opened} group={mine.data === undefined ? opened : (group ?? null)} />
      </Frame>
    )
  if (mine.isError)
    return (
      <Frame>
        <Page title={t('groups.title')} back="/groups">
          <Failed error={mine.error} onRetry={() => void mine.refetch()} />
        </Page>
      </Frame>
    )
  if (known && group === undefined) return <Navigate to={`/groups/${groupId}/about`} replace />
  return (
    <Frame>
      <PageLoading />
    </Frame>
  )
}

interface GroupChatProps {
  /** as it was when the page was opened */
  readonly opened: MemberGroup
  /** as it is; null: he sits there no more */
  readonly group: MemberGroup | null
}

function GroupChat({ opened, group }: GroupChatProps) {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const page = useRef<HTMLDivElement>(null)
  useKeyboardSpace(page)
  const { groupId, ownerId, ownerName } = opened
  // under which id he is known first may be told after the chat stands (PLT-8): his own words are told by that one
  const source = useMemo(() => groupSource({ api, queries, groupId, userId }), [api, queries, groupId, userId])
  const chat = useChat(source)
  const { messages } = chat.timeline
  const { people, mentionable, count } = usePeople(opened, messages)
  const ended = useEnded(groupId, group)
  const [reporting, setReporting] = useState<string | null>(null)
  const actsOf = useActsOf(groupId, setReporting)
  const notice = noticeOf(group ?? opened, t, i18n.language)
  const { again } = chat.conversation
  const place = useMemo<GroupPlaceValue>(() => ({ groupId, ownerId, people, again }), [groupId, ownerId, people, again])
  const unread = useMemo(() => ({ count: opened.unread, readUpTo: opened.readUpTo }), [opened])
  return (
    <GroupPlace value={place}>
      <div ref={page} className={styles.page}>
        <ChatHead
          title={opened.name}
          back="/groups"
          sub={
            <>
              <MiddleEllipsis text={ownerName} />
              {count !== null && (
                <span className={styles.count}>
                  {t('groups.inSub', { count, n: formatNumber(count, i18n.language) })}
                </span>
              )}
            </>
          }
          actions={
            <>
              <LinkButton groupId={groupId} />
              <Link to={`/groups/${groupId}/members`} aria-label={t('groups.members')}>
                <Icon name="users" />
              </Link>
              <Link to={`/groups/${groupId}/about`} aria-label={t('groups.about')}>
                <Icon name="more" />
              </Link>
            </>
          }
        />
        {notice !== null && <NoticeBar key={notice.at} groupId={groupId} {...notice} />}
        <main className={styles.main}>
          <Chat
            chat={chat}
            label={t('groups.chat', { name: opened.name })}
            unread={unread}
            people={people}
            Body={GroupMessageBody}
            actsOf={actsOf}
            mentionable={mentionable}
            placeholder={t('groups.say')}
            textMost={textMost}
            pictures
            closed={ended === null ? null : <Closed ended={ended} group={opened} />}
            start={<p className={styles.start}>{t('groups.start')}</p>}
          />
        </main>
        <ReportSheet groupId={groupId} messageId={reporting} onClose={() => setReporting(null)} />
      </div>
    </GroupPlace>
  )
}

/** Why he cannot write now: his seat ended while he read, or he was muted. */
function useEnded(groupId: string, group: MemberGroup | null): Ended | null {
  const queries = useQueryClient()
  const { userId } = useFan()
  const [how, setHow] = useState<string | null>(null)
  useStream([seatsTopic(userId)], ({ topic, kind, body }) => {
    if (groupOfTopic(topic) !== groupId) return
    if (kind === 'group.left') setHow(String(body['how']))
    if (kind === 'group.muted') void refreshQueries(queries, ['my-groups'])
  })
  if (group === null) return { kind: 'left', how }
  return group.muted ? { kind: 'muted', until: group.mutedUntil ?? null } : null
}
