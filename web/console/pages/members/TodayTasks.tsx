import type { MemberView } from '../../../../src/contract/views.ts'
import { formatNumber } from '../../../shared/format.ts'
import { tierNumber } from '../../../shared/palette.ts'
import { Mark } from '../../parts/Chip.tsx'
import { useText } from '../../text.ts'
import styles from './TodayTasks.module.css'

/** Today's tasks of one member: what each gave of its cap. */
export function TodayTasks({ member }: { readonly member: MemberView }) {
  const { say, language } = useText()
  const { today } = member
  const number = (value: number) => formatNumber(value, language)
  const colour = `var(--tier${tierNumber(member.tier)}-a)`
  const sum =
    today.cap === null
      ? say('member.todaySumNoCap', { earned: number(today.earned) })
      : say('member.todaySum', { earned: number(today.earned), cap: number(today.cap) })
  return (
    <section>
      <div className={styles.head}>
        <h3>{say('member.today')}</h3>
        <span>{sum}</span>
      </div>
      <ul className={styles.list}>
        {today.tasks.map(({ task, earned, cap }) => (
          <li key={task} className={styles.row}>
            <span className={styles.task}>{say(`task.${task}`)}</span>
            <span className={styles.bar} aria-hidden="true">
              <span style={{ width: `${cap === 0 ? 0 : Math.min(100, (earned / cap) * 100)}%`, background: colour }} />
            </span>
            <span className={styles.number}>
              {number(earned)} / {number(cap)}
            </span>
            <span className={styles.state}>
              {cap > 0 && earned >= cap && <Mark tone="good">{say('member.exhausted')}</Mark>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
