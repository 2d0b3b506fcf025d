import { Drawer, Segmented, Select } from 'antd'
import { Link } from 'react-router'
import { tasks, type Task } from '../../../../src/contract/words.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { TierName } from '../../../shared/TierName.tsx'
import { useClub } from '../../club.tsx'
import { useSessionMembers } from '../../data/club.ts'
import { may } from '../../data/me.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Person } from '../../parts/Person.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import styles from './SessionMembersDrawer.module.css'

interface Filter {
  readonly task?: Task
  readonly state?: 'completed' | 'exhausted'
}

interface SessionMembersDrawerProps {
  readonly sessionId: string
  /** null: closed */
  readonly filter: Filter | null
  readonly onFilter: (filter: Filter) => void
  readonly onClose: () => void
}

/** Who completed or exhausted a task, or who was there at all, with their levels (TASK-13). */
export function SessionMembersDrawer({ sessionId, filter, onFilter, onClose }: SessionMembersDrawerProps) {
  const { say } = useText()
  const task = filter?.task
  const title =
    task === undefined ? say('sessionTasks.everyone') : say('sessionTasks.who', { task: say(`task.${task}`) })
  return (
    <Drawer
      open={filter !== null}
      onClose={onClose}
      size="min(32rem, 100vw)"
      title={title}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {filter !== null && (
        <>
          <div className={styles.tools}>
            <Select
              aria-label={say('nav.tasks')}
              value={task ?? ''}
              onChange={(value: Task | '') =>
                onFilter(value === '' ? {} : { task: value, state: filter.state ?? 'completed' })
              }
              options={[
                { value: '' as const, label: say('sessionTasks.everyone') },
                ...tasks.map((value) => ({ value, label: say(`task.${value}`) })),
              ]}
              style={{ minWidth: '11rem' }}
            />
            {task !== undefined && (
              <Segmented
                value={filter.state ?? 'completed'}
                onChange={(state) => onFilter({ task, state })}
                options={[
                  { value: 'completed' as const, label: say('sessionTasks.completed') },
                  { value: 'exhausted' as const, label: say('sessionTasks.exhausted') },
                ]}
              />
            )}
          </div>
          <People sessionId={sessionId} filter={filter} />
        </>
      )}
    </Drawer>
  )
}

function People({ sessionId, filter }: { readonly sessionId: string; readonly filter: Filter }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  const query = useSessionMembers(sessionId, filter)
  const link = may(me, ownerId, 'members')
  return (
    <Loaded query={query}>
      {(data) => {
        const people = data.pages.flatMap((page) => page.items)
        if (people.length === 0) return <Empty title={say('sessionTasks.noMembers')} />
        return (
          <>
            <ul className={styles.people}>
              {people.map((person) => (
                <li key={person.userId} className={styles.person}>
                  <Badge
                    level={person.level}
                    name={person.badge.name}
                    lit={person.badge.lit}
                    title={person.title}
                    explains={false}
                  />
                  <span className={styles.name}>
                    {link ? (
                      <Link to={`/clubs/${encodeURIComponent(ownerId)}/members/${encodeURIComponent(person.userId)}`}>
                        <Person name={person.name} userId={person.userId} />
                      </Link>
                    ) : (
                      <Person name={person.name} userId={person.userId} />
                    )}
                  </span>
                  <TierName level={person.level} title={person.title} />
                  {person.online ? (
                    <Mark tone="good">{say('sessionTasks.online')}</Mark>
                  ) : (
                    <small className={styles.seen}>
                      {say('sessionTasks.seen', { at: formatDateTime(person.lastSeenAt, language) })}
                    </small>
                  )}
                </li>
              ))}
            </ul>
            <MoreButton query={query} end={say('state.end', { n: formatNumber(people.length, language) })} />
          </>
        )
      }}
    </Loaded>
  )
}
