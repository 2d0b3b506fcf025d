import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { FanThread } from '../../../src/contract/service.ts'
import { useApi } from '../../shared/connection.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { Failed } from '../../shared/states.tsx'
import { Chat } from '../chat/Chat.tsx'
import type { ChatPerson } from '../chat/person.ts'
import { useChat } from '../chat/useChat.ts'
import { useKeyboardSpace } from '../chat/useKeyboardSpace.ts'
import { useFan } from '../data/fan.tsx'
import { ChatHead } from '../groups/ChatHead.tsx'
import { failedOf } from '../parts/failed-of.ts'
import { Frame } from '../shell/Frame.tsx'
import { Page, PageLoading } from '../shell/Page.tsx'
import { threadQuery } from './data.ts'
import { OrderTool } from './OrderSheet.tsx'
import { ServiceBody } from './ServiceBody.tsx'
import styles from './ServicePage.module.css'
import { fanSource } from './source.ts'
import './words.ts'

/** A text has so many characters at most, as the server has it. */
const textMost = 2_000

/** `/fan/{ownerId}/service`: the fan's private messages with the owner's service desk (GRP-14). */
export function ServicePage() {
  const { ownerId = '' } = useParams()
  const { t } = useTranslation()
  const { userId } = useFan()
  const query = useQuery(threadQuery(useApi(), ownerId, userId))
  const failed = failedOf([query])
  const [opened, setOpened] = useState<FanThread | null>(null)
  if (opened?.ownerId !== ownerId && query.data !== undefined && !query.isFetching) setOpened(query.data)
  if (opened?.ownerId === ownerId)
    return (
      <Frame>
        <Thread key={ownerId} opened={opened} thread={query.data ?? opened} />
      </Frame>
    )
  return (
    <Frame>
      {failed !== null ? (
        <Page title={t('service.title')} back={`/${ownerId}/club`}>
          <Failed error={failed.error} onRetry={() => void failed.refetch()} />
        </Page>
      ) : (
        <PageLoading />
      )}
    </Frame>
  )
}

const nobody: ReadonlyMap<string, ChatPerson> = new Map()

/** @param opened as it was when the page was opened */
function Thread({ opened, thread }: { readonly opened: FanThread; readonly thread: FanThread }) {
  const { t, i18n } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const page = useRef<HTMLDivElement>(null)
  useKeyboardSpace(page)
  const { ownerId, ownerName } = opened
  const [source] = useState(() =>
    fanSource({ api, queries, ownerId, userId, desk: t('service.of', { name: ownerName }) }),
  )
  const chat = useChat(source)
  // what was unread stands at the end of what there is: from there on it is new
  const unread = useMemo(() => ({ count: opened.unread, readUpTo: 0 }), [opened])
  const readUpTo = useReadUpTo(chat.timeline.messages, unread.count, userId)
  const hours = thread.openNow
    ? t('service.openNow')
    : thread.opensAt === null
      ? t('service.closedNow')
      : t('service.opensAt', { at: formatDateTime(thread.opensAt, i18n.language) })
  return (
    <div ref={page} className={styles.page}>
      <ChatHead
        title={t('service.of', { name: ownerName })}
        back={`/${ownerId}/club`}
        sub={
          <>
            <span className={thread.openNow ? styles.on : styles.off} aria-hidden="true" />
            {hours}
          </>
        }
      />
      <main className={styles.main}>
        <Chat
          chat={chat}
          label={t('service.chat', { name: ownerName })}
          unread={readUpTo === null ? null : { count: unread.count, readUpTo }}
          people={nobody}
          Body={ServiceBody}
          placeholder={t('service.say')}
          textMost={textMost}
          tools={<OrderTool ownerId={ownerId} onSent={() => void chat.conversation.refresh().catch(() => undefined)} />}
          closed={thread.blocked ? t('service.blocked') : null}
          start={<p className={styles.start}>{t('service.start')}</p>}
        />
      </main>
    </div>
  )
}

/** Up to where he had read when he opened the thread: the last so many of the desk's are new. null: all was read, or it is further up. */
function useReadUpTo(
  messages: readonly { readonly seq: number; readonly from: string }[],
  count: number,
  self: string,
): number | null {
  const [at, setAt] = useState<number | null>(null)
  if (at === null && count > 0 && messages.length > 0) {
    const theirs = messages.filter(({ from }) => from !== self)
    const first = theirs[theirs.length - count]
    setAt(first === undefined ? 0 : first.seq - 1)
  }
  return at === 0 ? null : at
}
