import { useCallback, useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { toastProblem } from '../parts/toast.ts'
import styles from './ChatList.module.css'
import { onRowKey } from './row-keys.ts'
import { Chunk, chunkSize } from './Chunk.tsx'
import type { ChatMessage, ChatRow } from './timeline.ts'
import { useAnchor } from './useAnchor.ts'
import type { ChatHandle } from './useChat.ts'

interface ChatListProps<M extends ChatMessage> {
  readonly chat: ChatHandle<M>
  readonly label: string
  readonly rows: readonly ChatRow<M>[]
  /** how many were not read when the chat was opened, and up to where he had read */
  readonly unread: { readonly count: number; readonly readUpTo: number } | null
  readonly renderRow: (row: ChatRow<M>) => ReactNode
  /** after the last message: what waits to be sent */
  readonly children: ReactNode
  /** shown in front of the first message there is */
  readonly start: ReactNode
}

/** Pages of history that one press on «N unread» brings at most. */
const unreadPagesMost = 10
/** So many frames it may take until rows that come near the screen are drawn. */
const drawFramesMost = 20

/** The messages: newest below, history from above without a jump, the way to what is new. */
export function ChatList<M extends ChatMessage>(props: ChatListProps<M>) {
  const { chat, label, rows, unread, renderRow, children, start } = props
  const { conversation, timeline, outbox, self } = chat
  const onSeen = useCallback((seq: number) => conversation.seen(seq), [conversation])
  const anchor = useAnchor(onSeen)
  const { scroller, following, toEnd, hold } = anchor
  const sending = outbox.length
  useEffect(() => {
    if (sending > 0) toEnd()
  }, [sending, toEnd])
  const last = timeline.messages.at(-1)?.seq ?? 0
  const fresh = useFresh(timeline.messages, { following, last, self })
  return (
    <div className={styles.place}>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={anchor.onScroll}
        onKeyDown={onRowKey}
        tabIndex={0}
        role="log"
        aria-label={label}
        aria-live="off"
      >
        <div className={styles.content}>
          {timeline.whole ? start : <Older key={rows[0]?.key} conversation={conversation} scroller={scroller} />}
          {chunksOf(rows, timeline.older).map(({ id, part, pinned }) => (
            <Chunk key={id} scroller={scroller} hold={hold} pinned={pinned} unread={part.some((row) => row.unread)}>
              {part.map(renderRow)}
            </Chunk>
          ))}
          {children}
        </div>
      </div>
      {unread !== null && unread.count > 0 && (
        <ToUnread key={unread.readUpTo} chat={chat} unread={unread} scroller={scroller} />
      )}
      <ToEnd shown={!following} fresh={fresh} onPress={toEnd} />
    </div>
  )
}

/** Rows by their place from the first that was loaded, so that a chunk keeps its rows while history comes in front. */
function chunksOf<R>(rows: readonly R[], older: number) {
  const chunks: { id: number; part: R[]; pinned: boolean }[] = []
  rows.forEach((row, index) => {
    const id = Math.floor((index - older) / chunkSize)
    const chunk = chunks.at(-1)
    if (chunk?.id === id) chunk.part.push(row)
    else chunks.push({ id, part: [row], pinned: false })
  })
  return chunks.map((chunk, index) => ({ ...chunk, pinned: index === chunks.length - 1 }))
}

/** How many of others came since he left the end of the chat. */
function useFresh(
  messages: readonly ChatMessage[],
  { following, last, self }: { following: boolean; last: number; self: string },
): number {
  const [left, setLeft] = useState(last)
  if (following && left !== last) setLeft(last)
  if (following) return 0
  return messages.filter(({ seq, from }) => seq > left && from !== self).length
}

interface OlderProps {
  readonly conversation: ChatHandle<ChatMessage>['conversation']
  readonly scroller: React.RefObject<HTMLDivElement | null>
}

/** The upper end: history comes when it comes near the screen, or by the button. */
function Older({ conversation, scroller }: OlderProps) {
  const { t } = useTranslation()
  const end = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  const load = () => {
    setState('loading')
    conversation.older().then(
      () => setState('idle'),
      () => setState('failed'),
    )
  }
  const loadWhenNear = useEffectEvent((near: boolean) => {
    if (near && state === 'idle') load()
  })
  useEffect(() => {
    if (end.current === null) return
    const observer = new IntersectionObserver(([entry]) => loadWhenNear(entry?.isIntersecting === true), {
      root: scroller.current,
      rootMargin: '600px 0px 0px',
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [scroller])
  return (
    <div ref={end} className={styles.older}>
      <button type="button" className={styles.olderButton} disabled={state === 'loading'} onClick={load}>
        {t(state === 'failed' ? 'chat.olderFailed' : state === 'loading' ? 'chat.olderLoading' : 'chat.older')}
      </button>
    </div>
  )
}

interface ToUnreadProps {
  readonly chat: ChatHandle<ChatMessage>
  readonly unread: { readonly count: number; readonly readUpTo: number }
  readonly scroller: React.RefObject<HTMLDivElement | null>
}

/** «N 条新消息»: to the first that was not read, with the history it takes; gone once that is in sight. */
function ToUnread({ chat: { conversation, timeline }, unread, scroller }: ToUnreadProps) {
  const { t, i18n } = useTranslation()
  const [state, setState] = useState<'offered' | 'going' | 'done'>('offered')
  const line = () => scroller.current?.querySelector('[data-unread="line"]') ?? null
  const goOn = useEffectEvent((element: Element) => {
    const box = scroller.current
    if (box !== null && element.getBoundingClientRect().top >= box.getBoundingClientRect().top - 1) setState('done')
  })
  const known = timeline.messages.length
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      // where all is new and all is there, the first message stands for the line
      const element = line() ?? (timeline.whole ? (scroller.current?.querySelector('[data-seq]') ?? null) : null)
      if (element !== null) goOn(element)
    })
    return () => cancelAnimationFrame(frame)
  })
  if (state === 'done' || known === 0) return null
  const go = async () => {
    setState('going')
    for (let pages = 0; pages < unreadPagesMost; pages += 1) {
      const { whole, messages } = conversation.shown().timeline
      if (whole || (messages[0]?.seq ?? 0) <= unread.readUpTo) break
      await conversation.older()
    }
    // its rows may have to be drawn first
    const approach = (frames: number): void => {
      const element = line() ?? scroller.current?.querySelector('[data-unread]')
      ;(element ?? scroller.current?.querySelector('[data-seq]'))?.scrollIntoView({ block: 'start' })
      if (line() === null && element != null && frames > 0) requestAnimationFrame(() => approach(frames - 1))
      else setState('done')
    }
    requestAnimationFrame(() => approach(drawFramesMost))
  }
  return (
    <button
      type="button"
      className={styles.toUnread}
      disabled={state === 'going'}
      onClick={() =>
        void go().catch((error: unknown) => {
          toastProblem(error, t)
          setState('offered')
        })
      }
    >
      <Icon name="up" size={1} />
      {t('chat.unread', { count: unread.count, n: formatNumber(unread.count, i18n.language) })}
    </button>
  )
}

function ToEnd({
  shown,
  fresh,
  onPress,
}: {
  readonly shown: boolean
  readonly fresh: number
  readonly onPress: () => void
}) {
  const { t, i18n } = useTranslation()
  if (!shown) return null
  const words = fresh === 0 ? t('chat.toEnd') : t('chat.fresh', { count: fresh, n: formatNumber(fresh, i18n.language) })
  return (
    <button
      type="button"
      className={fresh === 0 ? styles.toEnd : `${styles.toEnd} ${styles.hasFresh}`}
      onClick={onPress}
      aria-label={words}
    >
      <Icon name="down" size={1.125} />
      {fresh > 0 && <span aria-hidden="true">{formatNumber(fresh, i18n.language)}</span>}
    </button>
  )
}
