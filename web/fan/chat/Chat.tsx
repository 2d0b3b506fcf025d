import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dayIn } from '../../shared/format.ts'
import { Failed, Skeleton } from '../../shared/states.tsx'
import { useServerDay } from '../data/clock.ts'
import { toast } from '../parts/toast.ts'
import { ActSheet, type MessageAct } from './ActSheet.tsx'
import styles from './Chat.module.css'
import { ChatList } from './ChatList.tsx'
import { Composer, type Callee } from './Composer.tsx'
import type { Mentionable } from './mentions.ts'
import { MessageRow, type MessageBody } from './MessageRow.tsx'
import { Newest } from './Newest.tsx'
import { PendingRow } from './PendingRow.tsx'
import type { ChatPerson } from './person.ts'
import { draftOfPicture } from './pictures.ts'
import { rowsOf, type ChatMessage } from './timeline.ts'
import type { ChatHandle } from './useChat.ts'
import './words.ts'

interface ChatProps<M extends ChatMessage> {
  readonly chat: ChatHandle<M>
  /** what the list of messages is called, for who does not see it */
  readonly label: string
  /** how many were not read when the chat was opened, and up to where he had read; null: not known */
  readonly unread: { readonly count: number; readonly readUpTo: number } | null
  /** whoever speaks; the same object as long as nothing changed */
  readonly people: ReadonlyMap<string, ChatPerson>
  readonly Body: MessageBody<M>
  /** what can be done with a message besides copying and calling on its writer */
  readonly actsOf?: (message: M) => readonly MessageAct[]
  readonly mentionable?: readonly Mentionable[]
  readonly placeholder: string
  readonly textMost: number
  /** stands where one would write: why one cannot */
  readonly closed?: ReactNode
  /** pictures can be sent */
  readonly pictures?: boolean
  readonly tools?: ReactNode
  /** in front of the first message there is */
  readonly start?: ReactNode
}

const none: readonly never[] = []

/** A conversation: messages and where one writes. It fills its place; the page around it brings the head. */
export function Chat<M extends ChatMessage>(props: ChatProps<M>) {
  const { chat, label, unread, people, Body, actsOf, mentionable = none, closed = null, start = null } = props
  const { conversation, timeline, outbox, self } = chat
  const { t } = useTranslation()
  const today = useServerDay()
  const [acting, setActing] = useState<M | null>(null)
  const [callee, setCallee] = useState<Callee | null>(null)
  const calls = useRef(0)
  const readUpTo = unread?.readUpTo ?? null
  const rows = useMemo(
    () => rowsOf(timeline.messages, { readUpTo, self, dayOf: dayIn }),
    [timeline.messages, readUpTo, self],
  )
  const onActs = useCallback((message: M) => setActing(message), [])
  const loaded = timeline.sureUpTo !== null
  return (
    <div className={styles.chat}>
      {chat.error !== null ? (
        <div className={styles.state}>
          <Failed error={chat.error} onRetry={chat.retryLoading} />
        </div>
      ) : !loaded ? (
        <div className={styles.state}>
          <Skeleton lines={6} tall />
        </div>
      ) : (
        <ChatList
          chat={chat as ChatHandle<ChatMessage>}
          label={label}
          rows={rows}
          unread={unread}
          start={start}
          renderRow={(row) => (
            <MessageRow
              key={row.key}
              row={row as (typeof rows)[number]}
              own={row.message.from === self}
              person={people.get(row.message.from) ?? null}
              today={today}
              dayOf={dayIn}
              Body={Body}
              onActs={row.message.kind === 'deleted' ? undefined : onActs}
            />
          )}
        >
          {outbox.map((pending) => (
            <PendingRow
              key={pending.sendId}
              pending={pending}
              onRetry={conversation.retry}
              onDrop={conversation.drop}
            />
          ))}
        </ChatList>
      )}
      <Newest messages={timeline.messages} people={people} self={self} />
      {closed !== null ? (
        <div className={styles.closed} role="status">
          {closed}
        </div>
      ) : (
        <Composer
          placeholder={props.placeholder}
          textMost={props.textMost}
          mentionable={mentionable}
          callee={callee}
          onSend={conversation.send}
          tools={props.tools}
          onPictures={
            props.pictures === true
              ? (files, kind) =>
                  files.forEach((file) =>
                    draftOfPicture(file, kind).then(conversation.send, () => toast(t('chat.notAPicture'))),
                  )
              : undefined
          }
        />
      )}
      <ActSheet
        message={acting}
        acts={acting === null ? none : (actsOf?.(acting) ?? none)}
        onCall={
          acting !== null && acting.from !== self && mentionable.some(({ userId }) => userId === acting.from)
            ? () => {
                const person = mentionable.find(({ userId }) => userId === acting.from)
                if (person !== undefined) setCallee({ ...person, key: (calls.current += 1) })
              }
            : undefined
        }
        onClose={() => setActing(null)}
      />
    </div>
  )
}
