import { memo, useRef, type ComponentType, type PointerEvent, type ReactNode, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../shared/Badge.tsx'
import { formatDay, formatTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './MessageRow.module.css'
import type { ChatPerson } from './person.ts'
import type { ChatMessage, ChatRow } from './timeline.ts'

/** What stands in a message: a bubble with words, or a card. */
export type MessageBody<M extends ChatMessage> = ComponentType<{ readonly message: M; readonly own: boolean }>

interface MessageRowProps<M extends ChatMessage> {
  readonly row: ChatRow<M>
  readonly own: boolean
  readonly person: ChatPerson | null
  /** the day on which it is looked at, in the platform's zone */
  readonly today: string
  readonly dayOf: (instant: string) => string
  readonly Body: MessageBody<M>
  /** opens what can be done with it; undefined: nothing */
  readonly onActs: ((message: M) => void) | undefined
}

/** So long a finger rests on a message until it opens what can be done with it. */
const holdMilliseconds = 450
const slipPixels = 10

/** One message: the time before it where it is told, its writer, what it says. */
function Row<M extends ChatMessage>({ row, own, person, today, dayOf, Body, onActs }: MessageRowProps<M>) {
  const { t } = useTranslation()
  const { message, stamp, unread, first } = row
  const deleted = message.kind === 'deleted'
  return (
    <div className={styles.row} data-seq={message.seq} data-first={first || undefined}>
      {stamp !== null && <Stamp at={message.at} whole={stamp === 'day'} today={today} dayOf={dayOf} />}
      {unread && (
        <p className={styles.unread} data-unread="line">
          <span>{t('chat.newBelow')}</span>
        </p>
      )}
      {deleted ? (
        <p className={styles.deleted}>{t(own ? 'chat.deletedMine' : 'chat.deleted')}</p>
      ) : (
        <div className={own ? `${styles.said} ${styles.own}` : styles.said}>
          {!own && <span className={styles.face}>{first && <Face message={message} person={person} />}</span>}
          <div className={styles.column}>
            {first && !own && <Writer message={message} person={person} />}
            {own && <span className="tf-hidden">{t('chat.me')}</span>}
            <Touchable onActs={onActs === undefined ? undefined : () => onActs(message)}>
              <Body message={message} own={own} />
            </Touchable>
          </div>
        </div>
      )}
    </div>
  )
}
export const MessageRow = memo(Row) as typeof Row

function Face({ message, person }: { readonly message: ChatMessage; readonly person: ChatPerson | null }) {
  const name = person?.name ?? message.sender.name ?? '?'
  return <Avatar id={message.from} name={name} size={2.25} />
}

/** Who says it: name, badge with tier, and the owner marked as such (GRP-11, BADGE-7). */
function Writer({ message, person }: { readonly message: ChatMessage; readonly person: ChatPerson | null }) {
  const { t } = useTranslation()
  const name = person?.name ?? message.sender.name ?? t('chat.somebody')
  const badge = person?.badge ?? null
  return (
    <p className={styles.writer}>
      <span className={styles.name}>
        <MiddleEllipsis text={name} />
      </span>
      {message.sender.kind === 'owner' && <span className={styles.ownerTag}>{t('chat.owner')}</span>}
      {(person?.imitates ?? message.sender.imitates) === true && (
        <span className={styles.notOfficial}>{t('chat.notOfficial')}</span>
      )}
      {badge !== null && person?.level != null && (
        <Badge {...badge} level={person.level} title={`Lv${person.level}${person.tier ?? ''}`} explains={false} />
      )}
    </p>
  )
}

/** What has a menu or a long press of its own. */
const ownMenus = 'input, textarea, video'

/** Whether a touch is of the message itself: what it opens above the page (a viewer, a sheet) is no part of it, though React says so. */
const isOfMessage = ({ currentTarget, target }: SyntheticEvent): boolean =>
  target instanceof Element && currentTarget.contains(target) && target.closest(ownMenus) === null

/** A message that opens what can be done with it: a long press, the other mouse button, or its small button by keyboard and mouse. */
function Touchable({ onActs, children }: { readonly onActs: (() => void) | undefined; readonly children: ReactNode }) {
  const { t } = useTranslation()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  if (onActs === undefined) return <div className={styles.touch}>{children}</div>
  const stop = () => clearTimeout(timer.current)
  const start = (event: PointerEvent) => {
    stop()
    const { pointerType, clientX: x, clientY: y } = event
    if (pointerType === 'mouse' || !isOfMessage(event)) return
    from.current = { x, y }
    timer.current = setTimeout(onActs, holdMilliseconds)
  }
  const slip = ({ clientX, clientY }: PointerEvent) => {
    if (Math.hypot(clientX - from.current.x, clientY - from.current.y) > slipPixels) stop()
  }
  return (
    <div
      className={styles.touch}
      onPointerDown={start}
      onPointerMove={slip}
      onPointerUp={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => {
        stop()
        if (!isOfMessage(event)) return
        event.preventDefault()
        onActs()
      }}
    >
      {children}
      <button
        type="button"
        className={styles.more}
        data-acts
        tabIndex={-1}
        aria-label={t('chat.acts')}
        onClick={onActs}
      >
        <Icon name="more" size={1} />
      </button>
    </div>
  )
}

interface StampProps {
  readonly at: string
  /** with its day */
  readonly whole: boolean
  readonly today: string
  readonly dayOf: (instant: string) => string
}

function Stamp({ at, whole, today, dayOf }: StampProps) {
  const { t, i18n } = useTranslation()
  const day = dayOf(at)
  const dayWords =
    day === today
      ? t('explain.today')
      : day === dayBefore(today)
        ? t('explain.yesterday')
        : formatDay(day, i18n.language)
  const time = formatTime(at, i18n.language)
  return (
    <p className={whole ? `${styles.stamp} ${styles.day}` : styles.stamp}>{whole ? `${dayWords} ${time}` : time}</p>
  )
}

/** The day before a day, both YYYY-MM-DD. */
function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}
