import { Input, Select } from 'antd'
import { useId, useMemo, useState } from 'react'
import type { ModeChange } from '../../../../../src/contract/views.ts'
import { answerOf } from '../../../../shared/api.ts'
import { formatDateTime, formatNumber, formatTime, timeZone } from '../../../../shared/format.ts'
import { useClub } from '../../../club.tsx'
import { useCommand } from '../../../data/use-command.ts'
import { useNow } from '../../../now.ts'
import { NowButton } from '../../../parts/NowButton.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { useText } from '../../../text.ts'
import { calendarOf, changesIn, earliestStart, monthWords, timesOf, type PlanLimits } from './days.ts'
import { MonthPlan } from './MonthPlan.tsx'
import styles from './ModePlan.module.css'

/** Planning the one change of a month: choose a day, read what it will do to how many, type the mode's name (CLUB-3…5). */
export function ModePlan({
  changes,
  limits,
}: {
  readonly changes: readonly ModeChange[]
  readonly limits: PlanLimits
}) {
  const { say, language } = useText()
  const { club } = useClub()
  const now = useNow()
  const calendar = useMemo(() => calendarOf(timeZone), [])
  const earliest = earliestStart(now, limits)
  const used = (month: string) => changesIn(calendar, month, changes) >= limits.modeChangesPerMonth
  const firstMonth = calendar.monthOf(earliest)
  const [month, setMonth] = useState(calendar.monthOf(now))
  const [day, setDay] = useState<string | null>(null)
  const [time, setTime] = useState<number | null>(null)
  const times = day === null ? [] : timesOf(calendar, day, earliest)
  const at = time !== null && times.includes(time) ? time : (times[0] ?? null)
  const to = club.mode === 'live' ? 'shopping' : 'live'
  const choose = (chosen: string) => {
    setDay(chosen)
    setTime(null)
  }
  return (
    <Panel title={say('modePage.to', { mode: say(`mode.${to}`) })} hint={say('modePage.calendarHint')}>
      <div className={styles.columns}>
        <div>
          <MonthPlan
            calendar={calendar}
            month={month}
            onMonth={setMonth}
            now={now}
            changes={changes}
            limits={limits}
            chosen={day}
            onChoose={choose}
          />
          {used(month) && (
            <p className={styles.hint}>{say('modePage.monthUsed', { month: monthWords(month, language) })}</p>
          )}
          {!used(firstMonth) && (
            <p className={styles.hint}>
              {say('modePage.earliest', { at: formatDateTime(new Date(earliest).toISOString(), language) })}
            </p>
          )}
        </div>
        <div className={styles.right}>
          {day === null || at === null ? (
            <p className={styles.pick}>{say('modePage.pick')}</p>
          ) : (
            <>
              <label className={styles.time}>
                <span>{say('modePage.time')}</span>
                <Select
                  value={at}
                  onChange={setTime}
                  options={times.map((value) => ({
                    value,
                    label: formatTime(new Date(value).toISOString(), language),
                  }))}
                  style={{ minWidth: '7rem' }}
                  aria-label={say('modePage.time')}
                />
                <b>{formatDateTime(new Date(at).toISOString(), language)}</b>
              </label>
              <Consequences
                changes={changes}
                to={to}
                month={calendar.monthOf(at)}
                noticeHours={limits.modeNoticeHours}
              />
              <TypedConfirmation to={to} at={at} />
            </>
          )}
        </div>
      </div>
    </Panel>
  )
}

function Consequences({
  changes,
  to,
  month,
  noticeHours,
}: {
  readonly changes: readonly ModeChange[]
  readonly to: 'live' | 'shopping'
  readonly month: string
  readonly noticeHours: number
}) {
  const { say, language } = useText()
  const { club } = useClub()
  const first = to === 'shopping' && !changes.some((change) => change.to === 'shopping' && change.status === 'done')
  const n = formatNumber(club.members, language)
  return (
    <div>
      <h3 className={styles.title}>{say('modePage.consequences')}</h3>
      <ul className={styles.consequences}>
        <li>{say('modePage.notice', { hours: noticeHours })}</li>
        <li>
          <b>{first ? say('modePage.carry', { n }) : say('modePage.carryNobody', { mode: say(`mode.${to}`) })}</b>
        </li>
        <li>{say('modePage.keep', { mode: say(`mode.${club.mode}`), n })}</li>
        <li>{say('modePage.earn')}</li>
        <li>{say('modePage.once', { month: monthWords(month, language) })}</li>
      </ul>
    </div>
  )
}

function TypedConfirmation({ to, at }: { readonly to: 'live' | 'shopping'; readonly at: number }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const inputId = useId()
  const [typed, setTyped] = useState('')
  const name = say(`mode.${to}`)
  const matches = typed.trim().toLowerCase() === name.toLowerCase()
  const schedule = useCommand({
    run: (api, effectiveAt: string) =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/mode-changes', { params: { path: { ownerId } }, body: { to, effectiveAt } }),
      ),
    changes: [['club', ownerId]],
    done: (change) => say('modePage.scheduled', { at: formatDateTime(change.effectiveAt, language) }),
  })
  return (
    <form
      className={styles.confirm}
      onSubmit={(event) => {
        event.preventDefault()
        if (matches) schedule.mutate(new Date(at).toISOString())
      }}
    >
      <label htmlFor={inputId}>{say('modePage.type', { mode: name })}</label>
      <div className={styles.row}>
        <Input
          id={inputId}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          maxLength={40}
        />
        <NowButton htmlType="submit" disabled={!matches} loading={schedule.isPending}>
          {say('modePage.submit')}
        </NowButton>
      </div>
    </form>
  )
}
