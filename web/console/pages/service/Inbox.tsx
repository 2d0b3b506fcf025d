import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso'
import type { DeskThread, ThreadView } from '../../../../src/contract/service.ts'
import { dayIn, formatDateTime, formatNumber, formatTime } from '../../../shared/format.ts'
import { tierNumber } from '../../../shared/palette.ts'
import { Empty, Failed, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useNow } from '../../now.ts'
import { Icon } from '../../parts/Icon.tsx'
import { nameOf, Person } from '../../parts/Person.tsx'
import { useSettled } from '../../parts/use-settled.ts'
import { useText } from '../../text.ts'
import { views, type useThreads } from './data.ts'
import styles from './Inbox.module.css'
import { waitWords } from './times.ts'

interface InboxProps {
  readonly view: ThreadView
  readonly q: string
  readonly query: ReturnType<typeof useThreads>
  readonly rows: readonly DeskThread[]
  readonly openId: string | undefined
  readonly hrefOf: (userId: string) => string
  readonly onView: (view: ThreadView) => void
  readonly onSearch: (q: string) => void
  readonly agentName: (agentId: string) => string
}

/** All threads of the desk in one list: views, search, who waits. */
export function Inbox(props: InboxProps) {
  const { view, q, query, rows, openId, onView, onSearch } = props
  const { say } = useText()
  const list = useRef<VirtuosoHandle>(null)
  const at = rows.findIndex(({ userId }) => userId === openId)
  useEffect(() => {
    if (at >= 0) list.current?.scrollIntoView({ index: at })
  }, [at])
  return (
    <section className={styles.inbox} aria-label={say('service.inbox')}>
      <div className={styles.tools}>
        <Select<ThreadView>
          aria-label={say('service.view')}
          value={view}
          onChange={onView}
          options={views.map((value) => ({ value, label: say(`service.views.${value}`) }))}
        />
        <Search value={q} onSettled={onSearch} />
      </div>
      {query.isPending ? (
        <div className={styles.state}>
          <Skeleton lines={6} tall />
        </div>
      ) : query.data === undefined ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Empty
          title={say(q === '' ? `service.empty.${view}` : 'service.notFound')}
          {...(q === '' ? { hint: say('service.emptyHint') } : {})}
          {...(q === '' ? {} : { action: <Button onClick={() => onSearch('')}>{say('service.clear')}</Button> })}
        />
      ) : (
        <Virtuoso
          ref={list}
          className={styles.list ?? ''}
          data={rows as DeskThread[]}
          computeItemKey={(_, thread) => thread.userId}
          endReached={() => {
            if (query.hasNextPage && !query.isFetching) void query.fetchNextPage()
          }}
          itemContent={(_, thread) => <Row thread={thread} {...props} />}
        />
      )}
    </section>
  )
}

function Search({ value, onSettled }: { readonly value: string; readonly onSettled: (q: string) => void }) {
  const { say } = useText()
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  useSettled(typed.trim(), 250, (q) => {
    if (q !== value) onSettled(q)
  })
  return (
    <Input
      allowClear
      value={typed}
      maxLength={64}
      onChange={(event) => setTyped(event.target.value)}
      prefix={<Icon name="search" />}
      placeholder={say('service.search')}
      aria-label={say('service.search')}
    />
  )
}

function Row({ thread, openId, hrefOf, agentName }: InboxProps & { readonly thread: DeskThread }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const now = useNow(30_000)
  const here = thread.userId === openId
  const time =
    dayIn(thread.lastAt) === dayIn(now) ? formatTime(thread.lastAt, language) : formatDateTime(thread.lastAt, language)
  const waited = thread.waitingSince === null ? null : (now - Date.parse(thread.waitingSince)) / 1_000
  return (
    <Link
      to={hrefOf(thread.userId)}
      className={[styles.row, here ? styles.here : ''].join(' ')}
      {...(here ? { 'aria-current': 'true' as const } : {})}
    >
      <span className={styles.line}>
        <span className={styles.name}>
          <Person name={thread.name} userId={thread.userId} />
        </span>
        {thread.member !== null && (
          <span className={styles.level} style={{ color: `var(--tier${tierNumber(thread.member.tier)}-text)` }}>
            {`Lv${thread.member.level}`}
            <span className="tf-hidden">{thread.member.tier}</span>
          </span>
        )}
        <time className={styles.time} dateTime={thread.lastAt}>
          {time}
        </time>
      </span>
      <span className={styles.line}>
        <span className={styles.words}>
          {thread.last?.side === 'desk' && <>{say('service.youBefore')} </>}
          {lastWords(thread, say)}
        </span>
        {thread.unread > 0 && (
          <span className={styles.unread} aria-label={say('service.unread', { n: thread.unread })}>
            {thread.unread > 99 ? '99+' : formatNumber(thread.unread, language)}
          </span>
        )}
      </span>
      <span className={styles.line}>
        <span className={styles.small}>
          {thread.state === 'resolved'
            ? say('service.resolved')
            : thread.assignedTo === null
              ? say('service.unassigned')
              : agentName(thread.assignedTo)}
          {thread.blocked && <> · {say('service.blocked')}</>}
        </span>
        {waited !== null && (
          <span className={waited > 600 ? styles.late : styles.waits}>
            {say('service.waits', { wait: waitWords(waited, say) })}
          </span>
        )}
      </span>
      <span className="tf-hidden">{say('service.open', { name: nameOf(thread, say), club: ownerId })}</span>
    </Link>
  )
}

function lastWords({ last }: DeskThread, say: ReturnType<typeof useText>['say']): string {
  if (last === null) return say('service.nothingSaid')
  if (last.kind === 'order' || last.kind === 'product')
    return `[${say(`service.kinds.${last.kind}`)}] ${last.text ?? ''}`
  return last.text ?? ''
}
