import type { ModeChange } from '../../../../../src/contract/views.ts'
import type { Calendar } from '../../../../../src/lib/time.ts'
import { Icon } from '../../../parts/Icon.tsx'
import { useText } from '../../../text.ts'
import { monthsAhead, monthWords, planMonth, plusMonths, weekdayOf, type PlanDay, type PlanLimits } from './days.ts'
import styles from './MonthPlan.module.css'

interface MonthPlanProps {
  readonly calendar: Calendar
  /** YYYY-MM */
  readonly month: string
  readonly onMonth: (month: string) => void
  /** UTC milliseconds */
  readonly now: number
  readonly changes: readonly ModeChange[]
  readonly limits: PlanLimits
  readonly chosen: string | null
  readonly onChoose: (day: string) => void
}

/** One natural month: days that can be chosen, days that cannot and why, the one change it has had. */
export function MonthPlan({ calendar, month, onMonth, now, changes, limits, chosen, onChoose }: MonthPlanProps) {
  const { say, language } = useText()
  const thisMonth = calendar.monthOf(now)
  const days = planMonth(calendar, month, now, changes, limits)
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const monthName = monthWords(month, language)
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' })
  const [first] = days
  return (
    <div className={styles.month}>
      <header className={styles.head}>
        <button
          type="button"
          className={styles.turn}
          aria-label={say('modePage.previousMonth')}
          disabled={month <= thisMonth}
          onClick={() => onMonth(plusMonths(month, -1))}
        >
          <Icon name="back" />
        </button>
        <h3 aria-live="polite">{monthName}</h3>
        <button
          type="button"
          className={styles.turn}
          aria-label={say('modePage.nextMonth')}
          disabled={month >= plusMonths(thisMonth, monthsAhead)}
          onClick={() => onMonth(plusMonths(month, 1))}
        >
          <Icon name="chevron" />
        </button>
      </header>
      <div className={styles.grid} role="group" aria-label={monthName}>
        {Array.from({ length: 7 }, (_, index) => (
          <span key={index} className={styles.weekday} aria-hidden="true">
            {weekday.format(new Date(Date.UTC(2026, 2, 2 + index)))}
          </span>
        ))}
        {days.map((day) => (
          <Day
            key={day.day}
            day={day}
            column={day === first ? weekdayOf(day.day) + 1 : null}
            chosen={chosen === day.day}
            onChoose={onChoose}
          />
        ))}
      </div>
      <ul className={styles.legend}>
        <li>
          <i className={styles.changeKey} /> {say('modePage.legendChange')}
        </li>
        <li>
          <i className={styles.openKey} /> {say('modePage.legendOpen')}
        </li>
        <li>
          <i className={styles.closedKey} /> {say('modePage.legendClosed')}
        </li>
      </ul>
    </div>
  )
}

function Day({
  day,
  column,
  chosen,
  onChoose,
}: {
  readonly day: PlanDay
  readonly column: number | null
  readonly chosen: boolean
  readonly onChoose: (day: string) => void
}) {
  const { say, language } = useText()
  const locale = language === 'en' ? 'en-GB' : 'zh-CN'
  const words = new Intl.DateTimeFormat(locale, {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day.day}T00:00:00Z`))
  const open = day.state === 'open'
  const state = day.state === 'change' ? say('modePage.legendChange') : open ? '' : say('modePage.legendClosed')
  const label = [words, day.today ? say('modePage.today') : '', state].filter((part) => part !== '').join(', ')
  return (
    <button
      type="button"
      className={[styles.day, styles[day.state], chosen ? styles.chosen : ''].join(' ')}
      style={column === null ? undefined : { gridColumnStart: column }}
      disabled={!open}
      aria-pressed={chosen}
      onClick={() => onChoose(day.day)}
    >
      <span aria-hidden="true">{Number(day.day.slice(8))}</span>
      {day.today && <small aria-hidden="true">{say('modePage.today')}</small>}
      <span className="tf-hidden">{label}</span>
    </button>
  )
}
