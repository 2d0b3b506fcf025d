import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { sessionRow } from '../../../src/contract/views.ts'
import type { Task } from '../../../src/contract/words.ts'
import { formatDateTime, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useClub } from '../club.tsx'
import { useSessions, useSessionTasks } from '../data/club.ts'
import { formatShare } from '../format.ts'
import { Mark } from '../parts/Chip.tsx'
import { Figure, FigureStrip } from '../parts/Figure.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { MoreButton } from '../parts/MoreButton.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import { SessionMembersDrawer } from './live/SessionMembersDrawer.tsx'
import styles from './SessionTasks.module.css'

type Session = z.infer<typeof sessionRow>

/** 任务: per live session, how many members completed and how many exhausted each task, and who (TASK-13). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const { sessionId } = useParams()
  const sessions = useSessions(ownerId)
  return (
    <Page title={say('sessionTasks.title')} lede={say('sessionTasks.lede')}>
      <Loaded query={sessions} skeleton={<Skeleton lines={5} tall />}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          const [first] = items
          if (first === undefined)
            return <Empty title={say('sessionTasks.empty')} hint={say('sessionTasks.emptyHint')} />
          const shown = items.find((session) => session.sessionId === sessionId)
          return (
            <div className={styles.columns}>
              <Panel flush title={say('sessionTasks.sessions')}>
                <nav aria-label={say('sessionTasks.sessions')} className={styles.sessions}>
                  {items.map((session) => (
                    <SessionLink
                      key={session.sessionId}
                      session={session}
                      chosen={session.sessionId === (sessionId ?? first.sessionId)}
                    />
                  ))}
                </nav>
                <MoreButton query={sessions} />
              </Panel>
              <OneSession
                key={sessionId ?? first.sessionId}
                sessionId={sessionId ?? first.sessionId}
                session={sessionId === undefined ? first : shown}
              />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

function SessionLink({ session, chosen }: { readonly session: Session; readonly chosen: boolean }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  return (
    <Link
      to={`/clubs/${encodeURIComponent(ownerId)}/tasks/${encodeURIComponent(session.sessionId)}`}
      className={(chosen ? styles.chosen : styles.session) ?? ''}
      aria-current={chosen ? 'page' : false}
    >
      <span className={styles.sessionName}>
        <MiddleEllipsis text={session.title ?? say('sessionTasks.untitled')} />
        {session.endedAt === null && <Mark tone="good">{say('sessionTasks.onAir')}</Mark>}
      </span>
      <small>{formatDateTime(session.startedAt, language)}</small>
    </Link>
  )
}

function OneSession({ sessionId, session }: { readonly sessionId: string; readonly session: Session | undefined }) {
  const { say, language } = useText()
  const query = useSessionTasks(sessionId)
  const [who, setWho] = useState<{ task?: Task; state?: 'completed' | 'exhausted' } | null>(null)
  const number = (value: number) => formatNumber(value, language)
  return (
    <div className={styles.one}>
      <Loaded query={query} skeleton={<Skeleton lines={5} tall />}>
        {({ membersPresent, items }) => (
          <>
            <FigureStrip label={session?.title ?? say('sessionTasks.untitled')}>
              <Figure label={say('sessionTasks.present')} value={membersPresent} />
              <Figure
                label={say('sessionTasks.completed')}
                definition={say('sessionTasks.completedDefine')}
                value={Math.max(0, ...items.map((item) => item.completed))}
                foot={bestWords(items, 'completed')}
              />
              <Figure
                label={say('sessionTasks.exhausted')}
                definition={say('sessionTasks.exhaustedDefine')}
                value={Math.max(0, ...items.map((item) => item.exhausted))}
                foot={bestWords(items, 'exhausted')}
              />
            </FigureStrip>
            <Panel
              flush
              title={
                <span className={styles.legend}>
                  <i className={styles.completedKey} aria-hidden="true" /> {say('sessionTasks.completed')}
                  <i className={styles.exhaustedKey} aria-hidden="true" /> {say('sessionTasks.exhausted')}
                </span>
              }
              actions={
                <button type="button" className={styles.everyone} onClick={() => setWho({})}>
                  {say('sessionTasks.everyone')} <Icon name="chevron" />
                </button>
              }
            >
              {items.every((item) => item.completed === 0) && (
                <Empty title={say('sessionTasks.noneInSession')} hint={say('sessionTasks.noneInSessionHint')} />
              )}
              <ul>
                {items.map((item) => (
                  <li key={item.task} className={styles.task}>
                    <span className={styles.name}>{say(`task.${item.task}`)}</span>
                    <span className={styles.bars} aria-hidden="true">
                      <i
                        className={styles.completedBar}
                        style={{ width: `${partOf(item.completed, membersPresent)}%` }}
                      />
                      <i
                        className={styles.exhaustedBar}
                        style={{ width: `${partOf(item.exhausted, membersPresent)}%` }}
                      />
                    </span>
                    <button
                      type="button"
                      className={styles.count}
                      disabled={item.completed === 0}
                      onClick={() => setWho({ task: item.task, state: 'completed' })}
                    >
                      <span className="tf-hidden">
                        {say(`task.${item.task}`)}, {say('sessionTasks.completed')}{' '}
                      </span>
                      {number(item.completed)}{' '}
                      <small>{formatShare(membersPresent === 0 ? 0 : item.completed / membersPresent, language)}</small>
                    </button>
                    <button
                      type="button"
                      className={styles.count}
                      disabled={item.exhausted === 0}
                      onClick={() => setWho({ task: item.task, state: 'exhausted' })}
                    >
                      <span className="tf-hidden">
                        {say(`task.${item.task}`)}, {say('sessionTasks.exhausted')}{' '}
                      </span>
                      {number(item.exhausted)}{' '}
                      <small>{formatShare(membersPresent === 0 ? 0 : item.exhausted / membersPresent, language)}</small>
                    </button>
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )}
      </Loaded>
      <SessionMembersDrawer sessionId={sessionId} filter={who} onFilter={setWho} onClose={() => setWho(null)} />
    </div>
  )

  function bestWords(
    items: readonly { task: Task; completed: number; exhausted: number }[],
    what: 'completed' | 'exhausted',
  ): string {
    const best = items.reduce(
      (top, item) => (item[what] > (top?.[what] ?? 0) ? item : top),
      undefined as (typeof items)[number] | undefined,
    )
    return best === undefined ? say('word.none') : say('sessionTasks.most', { task: say(`task.${best.task}`) })
  }
}

const partOf = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(100, (part / whole) * 100))
