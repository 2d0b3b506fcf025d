import { useMemo, useRef, useState } from 'react'
import { Button } from 'antd'
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso'
import { rowsOf, type ChatRow } from '../../../fan/chat/timeline.ts'
import type { Pending } from '../../../fan/chat/outbox.ts'
import type { ChatHandle } from '../../../fan/chat/useChat.ts'
import { dayIn, formatDay, formatTime } from '../../../shared/format.ts'
import { codeOf, problemWords } from '../../../shared/problem.ts'
import { Empty, Failed, Skeleton } from '../../../shared/states.tsx'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../parts/Icon.tsx'
import { useText, type Say } from '../../text.ts'
import { OrderLine } from './FanCard.tsx'
import styles from './Messages.module.css'
import type { ThreadMessage } from '../../../fan/chat/thread-source.ts'

interface MessagesProps {
  readonly chat: ChatHandle<ThreadMessage>
  readonly agentName: (agentId: string) => string
  /** takes the thread and says again what was refused because another has it */
  readonly onTake: (sendId: string) => void
}

/** Rows above the first that was loaded get numbers of their own, so that the list does not jump when history comes in front. */
const firstIndex = 1_000_000

/** What was said in a thread, with notes and deeds of the desk between; the newest below. */
export function Messages({ chat, agentName, onTake }: MessagesProps) {
  const { say } = useText()
  const { timeline, outbox, conversation, self } = chat
  const list = useRef<VirtuosoHandle>(null)
  const [loading, setLoading] = useState(false)
  const rows = useMemo(
    () => rowsOf(timeline.messages, { readUpTo: null, self, dayOf: dayIn }),
    [timeline.messages, self],
  )
  if (chat.error !== null) return <Failed error={chat.error} onRetry={chat.retryLoading} />
  if (timeline.sureUpTo === null)
    return (
      <div className={styles.state}>
        <Skeleton lines={6} tall />
      </div>
    )
  if (rows.length === 0 && outbox.length === 0)
    return (
      <div className={styles.state}>
        <Empty title={say('service.nothingSaid')} hint={say('service.nothingSaidHint')} />
      </div>
    )
  const older = () => {
    if (timeline.whole || loading) return
    setLoading(true)
    conversation
      .older()
      .finally(() => setLoading(false))
      .catch(() => undefined)
  }
  const data: Row[] = [
    ...rows.map((row, index) => ({
      kind: 'said' as const,
      key: row.key,
      row: { ...row, first: row.first || !isSameAgent(rows[index - 1]?.message, row.message) },
    })),
    ...outbox.map((pending) => ({ kind: 'pending' as const, key: pending.sendId, pending })),
  ]
  return (
    <Virtuoso
      ref={list}
      className={styles.list ?? ''}
      role="log"
      aria-label={say('service.conversation')}
      data={data}
      firstItemIndex={firstIndex - timeline.older}
      initialTopMostItemIndex={{ index: 'LAST', align: 'end' }}
      followOutput={(atBottom) => (atBottom || outbox.length > 0 ? 'auto' : false)}
      alignToBottom
      atBottomStateChange={(atBottom) => {
        const last = timeline.messages.at(-1)
        if (atBottom && last !== undefined) conversation.seen(last.seq)
      }}
      rangeChanged={({ endIndex }) => {
        const shown = rows[endIndex - (firstIndex - timeline.older)]
        if (shown !== undefined) conversation.seen(shown.message.seq)
      }}
      startReached={older}
      computeItemKey={(_, one) => one.key}
      itemContent={(_, one) =>
        one.kind === 'said' ? (
          <Said row={one.row} agentName={agentName} say={say} />
        ) : (
          <Waiting pending={one.pending} chat={chat} onTake={onTake} />
        )
      }
    />
  )
}

/** Whether one of the desk goes on: a deed between, or another of them, and he is named again. */
const isSameAgent = (before: ThreadMessage | undefined, message: ThreadMessage): boolean =>
  before !== undefined && before.kind !== 'deed' && before.agentId === message.agentId

type Row =
  | { readonly kind: 'said'; readonly key: string; readonly row: ChatRow<ThreadMessage> }
  | { readonly kind: 'pending'; readonly key: string; readonly pending: Pending }

interface SaidProps {
  readonly row: ChatRow<ThreadMessage>
  readonly agentName: (agentId: string) => string
  readonly say: Say
}

function Said({ row: { message, stamp, first }, agentName, say }: SaidProps) {
  const { language } = useText()
  const { agentId = null } = message
  return (
    <div className={styles.row}>
      {stamp !== null && (
        <p className={styles.stamp}>
          {stamp === 'day' && formatDay(dayIn(message.at), language)} {formatTime(message.at, language)}
        </p>
      )}
      {message.kind === 'deed' ? (
        <p className={styles.deed}>{deedWords(message, agentName, say)}</p>
      ) : (
        <div className={message.side === 'fan' ? styles.theirs : styles.ours}>
          {message.side !== 'fan' && first && (
            <p className={styles.who}>
              {message.kind === 'autoReply'
                ? say('service.kinds.autoReply')
                : agentId === null
                  ? say('service.sent')
                  : agentName(agentId)}
            </p>
          )}
          <div className={bubbleOf(message)}>
            {message.kind === 'note' && <span className={styles.noteTag}>{say('service.noteTag')}</span>}
            <Body message={message} />
          </div>
        </div>
      )}
    </div>
  )
}

function bubbleOf({ kind, side }: ThreadMessage): string {
  const tone =
    kind === 'note' ? styles.note : kind === 'autoReply' ? styles.auto : side === 'fan' ? styles.fan : styles.desk
  return `${styles.bubble} ${tone}`
}

function Body({ message }: { readonly message: ThreadMessage }) {
  const { say } = useText()
  const { order = null } = message
  return (
    <>
      {message.kind === 'order' && (
        <span className={styles.cardBox}>
          {order === null ? say('service.orderGone', { id: message.orderId ?? '' }) : <OrderLine order={order} />}
        </span>
      )}
      {message.kind === 'product' && (
        <span className={styles.cardBox}>
          {say('service.kinds.product')} <b>{message.productId}</b>
        </span>
      )}
      {message.text !== undefined && <span className={styles.text}>{message.text}</span>}
    </>
  )
}

function deedWords(
  { deed, to = null, agentId = null }: ThreadMessage,
  agentName: (id: string) => string,
  say: Say,
): string {
  const by = agentId === null ? null : agentName(agentId)
  if (deed === 'assigned') {
    if (to === null) return say('service.deeds.released', { by: by ?? '' })
    if (by === null) return say('service.deeds.autoAssigned', { to: agentName(to) })
    return to === agentId
      ? say('service.deeds.taken', { by })
      : say('service.deeds.assigned', { by, to: agentName(to) })
  }
  if (deed === 'reopened' && by === null) return say('service.deeds.reopenedByFan')
  return deed === undefined ? '' : say(`service.deeds.${deed}`, { by: by ?? '' })
}

interface WaitingProps {
  readonly pending: Pending
  readonly chat: ChatHandle<ThreadMessage>
  readonly onTake: (sendId: string) => void
}

function Waiting({ pending, chat, onTake }: WaitingProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { sendId, state, draft, error, tries } = pending
  const others = codeOf(error) === 'assigned_to_other'
  return (
    <div className={styles.row} data-state={state}>
      <div className={styles.ours}>
        <div className={`${styles.bubble} ${styles.desk} ${state === 'failed' ? styles.failed : styles.sending}`}>
          <span className={styles.text}>{draft.text}</span>
        </div>
        {state === 'failed' ? (
          <p className={styles.why} role="alert">
            <Icon name="warn" /> {problemWords(error, t).title}
            <Button
              size="small"
              type="link"
              onClick={() => (others ? onTake(sendId) : chat.conversation.retry(sendId))}
            >
              {say(others ? 'service.takeAndSend' : 'service.again')}
            </Button>
            <Button size="small" type="link" onClick={() => chat.conversation.drop(sendId)}>
              {say('service.drop')}
            </Button>
          </p>
        ) : (
          <p className={styles.who}>{say(tries > 0 ? 'service.waitsForLine' : 'service.sending')}</p>
        )}
      </div>
    </div>
  )
}
