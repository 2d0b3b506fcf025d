import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../shared/connection.tsx'
import { CountUp } from '../../shared/CountUp.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { sessionTasksQuery } from './queries.ts'
import styles from './Streamer.module.css'

/** How many members completed each task in this session, and how many exhausted it (TASK-13). */
export function Tasks({ sessionId, live }: { readonly sessionId: string | null; readonly live: boolean }) {
  const { t } = useTranslation()
  const api = useApi()
  const tasks = useQuery({ ...sessionTasksQuery(api, sessionId ?? ''), enabled: sessionId !== null })
  const present = Math.max(1, tasks.data?.membersPresent ?? 1)
  return (
    <section className={styles.card} aria-labelledby="tasks">
      <div className={styles.line}>
        <h2 id="tasks" className={styles.title}>
          {t(live ? 'sessionTasks.title' : 'sessionTasks.lastTitle')}
        </h2>
        {tasks.data !== undefined && (
          <span className={styles.small}>{t('sessionTasks.present', { count: tasks.data.membersPresent })}</span>
        )}
      </div>
      {sessionId !== null && tasks.data === undefined && (
        <Waiting of={[tasks]}>
          <Skeleton lines={4} />
        </Waiting>
      )}
      {(sessionId === null || tasks.data?.items.length === 0) && <Empty title={t('sessionTasks.empty')} />}
      <ul className={styles.tasks}>
        {tasks.data?.items.map(({ task, completed, exhausted }) => (
          <li key={task} className={styles.task}>
            <span className={styles.taskName}>{t(`task.${task}`)}</span>
            <span className={styles.small}>
              <b className={styles.number}>
                <CountUp value={completed} />
              </b>{' '}
              {t('sessionTasks.completed')} · {t('sessionTasks.exhausted', { count: exhausted })}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.completed} style={{ width: `${Math.min(1, completed / present) * 100}%` }} />
              <span className={styles.exhausted} style={{ width: `${Math.min(1, exhausted / present) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
