import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { CountUp } from '../../shared/CountUp.tsx'
import { formatMoneyShort, formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import styles from './Today.module.css'
import type { MemberView, TaskProgress } from './views.ts'

interface TodayProps {
  readonly member: MemberView
  /** the club's, in which purchases count */
  readonly currency: string
  /** how to get to the place of a task, or null where there is none */
  readonly wayTo: (task: string) => (() => void) | null
}

/** Today: one bar of what each task gave out of the day's cap, then the tasks (TASK-3, TASK-4). */
export function Today({ member, currency, wayTo }: TodayProps) {
  const { t, i18n } = useTranslation()
  const headingId = useId()
  const { earned, cap, tasks } = member.today
  const whole = cap ?? tasks.reduce((sum, task) => sum + task.cap, 0)
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h2 id={headingId} className={styles.title}>
          {t('today.title')}
        </h2>
        <p className={styles.sum}>
          <b>
            <CountUp value={earned} />
          </b>
          {cap !== null && <span>/ {formatNumber(cap, i18n.language)}</span>}
        </p>
      </header>
      <div className={styles.bar} role="img" aria-label={barWords(member, t, i18n.language)}>
        {tasks
          .filter((task) => task.earned > 0)
          .map((task) => (
            <span
              key={task.task}
              className={styles[task.task]}
              style={{ width: `${(task.earned / Math.max(whole, earned, 1)) * 100}%` }}
            />
          ))}
      </div>
      <p className={styles.left}>{todayWords(earned, cap, t, i18n.language)}</p>
      <ul className={tasks.some(({ task }) => wayTo(task) !== null) ? styles.tasks : styles.shown}>
        {tasks.map((task) => (
          <Task key={task.task} task={task} rule={ruleWords(task, currency, t, i18n.language)} go={wayTo(task.task)} />
        ))}
      </ul>
    </section>
  )
}

function todayWords(earned: number, cap: number | null, t: TFunction, language: string): string {
  if (cap === null) return t('today.noCap')
  return cap <= earned ? t('today.full') : t('today.left', { left: formatNumber(cap - earned, language) })
}

function barWords({ today }: MemberView, t: TFunction, language: string): string {
  const parts = today.tasks
    .filter(({ earned }) => earned > 0)
    .map(({ task, earned }) => `${t(`task.${task}`)} ${formatNumber(earned, language)}`)
  return parts.length === 0 ? t('today.nothing') : parts.join(', ')
}

interface TaskProps {
  readonly task: TaskProgress
  readonly rule: string
  readonly go: (() => void) | null
}

function Task({ task, rule, go }: TaskProps) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatNumber(value, i18n.language)
  const full = task.earned >= task.cap
  const name = t(`task.${task.task}`)
  return (
    <li className={styles.task}>
      <span className={`${styles.swatch} ${styles[task.task]}`} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.rule}>
          {[rule, full ? '' : towardsWords(task, t)].filter((words) => words !== '').join(' · ')}
        </p>
        <span className={styles.track} aria-hidden="true">
          <span
            className={styles[task.task]}
            style={{ width: `${Math.min(1, task.earned / Math.max(1, task.cap)) * 100}%` }}
          />
        </span>
      </div>
      <p className={styles.score}>
        <b>{number(task.earned)}</b>
        <span>/ {number(task.cap)}</span>
      </p>
      {full ? (
        <span className={styles.full}>
          <Icon name="check" size={1} />
          {t('today.taskFull')}
        </span>
      ) : (
        go !== null && (
          <button type="button" className={styles.go} onClick={go} aria-label={t('today.goTo', { task: name })}>
            {t('today.go')}
          </button>
        )
      )}
    </li>
  )
}

/** «每看 5 分钟 +50», «每 ¥1 +2»: the unit in the words of its task. */
function ruleWords({ task, points, per }: TaskProgress, currency: string, t: TFunction, language: string): string {
  const count = task === 'watch' ? Math.round(per / 60) : per
  const amount = formatMoneyShort({ value: per, currency }, language)
  return t(`today.rule.${task}`, { count, amount, points })
}

/** How far the next points are, «3/5 分钟»; nothing where nothing counts yet. */
function towardsWords({ task, towards }: TaskProgress, t: TFunction): string {
  if (towards === undefined) return ''
  const minutes = task === 'watch'
  const done = minutes ? Math.floor(towards.done / 60) : towards.done
  if (done === 0) return ''
  return minutes ? t('today.towardsMinutes', { done, per: Math.round(towards.per / 60) }) : `${done}/${towards.per}`
}
