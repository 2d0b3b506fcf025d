import { InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import type { RuleSetBody } from '../../../../src/contract/rule-set.ts'
import { tasks, type Mode } from '../../../../src/contract/words.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import styles from './RuleTables.module.css'
import type { Path } from './set-in.ts'

interface RuleTablesProps {
  readonly body: RuleSetBody
  /** given: the numbers can be changed */
  readonly onChange?: (path: Path, value: number) => void
  /** paths (dotted) whose number is refused, with the reason */
  readonly errors?: ReadonlyMap<string, string>
}

const limitNames = [
  'modeNoticeHours',
  'modeChangesPerMonth',
  'badgeChangesPerMonth',
  'badgeWidth',
  'liveBadgeLitDays',
  'rejoinHours',
  'leavesPerDay',
  'lateDays',
  'aheadMinutes',
  'refundLateDays',
  'refundWaitDays',
  'rolloutSharePercent',
  'groupsMost',
  'subGroupsMost',
  'subGroupSeats',
  'groupFollowers',
  'groupAdminsMost',
  'videoShotSeconds',
  'videoPickedSeconds',
  'mediaPerDay',
] as const

/** Every number of a rule set, to read or to change: points and caps by task, thresholds, terms (LVL-4). */
export function RuleTables({ body, onChange, errors }: RuleTablesProps) {
  const { say } = useText()
  const [mode, setMode] = useState<Mode>('shopping')
  const shared = { onChange, errors }
  return (
    <>
      <Segmented
        value={mode}
        onChange={setMode}
        options={[
          { value: 'shopping' as const, label: say('ruleSets.shopping') },
          { value: 'live' as const, label: say('ruleSets.live') },
        ]}
        style={{ justifySelf: 'start' }}
      />
      <Tasks body={body} mode={mode} {...shared} />
      <Thresholds body={body} mode={mode} {...shared} />
      <Panel title={say('ruleSets.limits')}>
        <div className={styles.limits}>
          {limitNames.map((name) => (
            <label key={name} className={styles.limit}>
              <span>{say(`ruleSets.limit.${name}`)}</span>
              <NumberCell
                value={body.limits[name]}
                path={['limits', name]}
                label={say(`ruleSets.limit.${name}`)}
                {...shared}
              />
            </label>
          ))}
        </div>
      </Panel>
    </>
  )
}

interface PartProps {
  readonly body: RuleSetBody
  readonly mode: Mode
  readonly onChange?: ((path: Path, value: number) => void) | undefined
  readonly errors?: ReadonlyMap<string, string> | undefined
}

function Tasks({ body, mode, ...shared }: PartProps) {
  const { say } = useText()
  const rules = body.modes[mode]
  return (
    <Panel
      flush
      title={say('ruleSets.tasks')}
      actions={
        rules.dayCap === null ? (
          <span className={styles.quiet}>{say('ruleSets.noDayCap')}</span>
        ) : (
          <label className={styles.inline}>
            {say('ruleSets.dayCap')}{' '}
            <NumberCell
              value={rules.dayCap}
              path={['modes', mode, 'dayCap']}
              label={say('ruleSets.dayCap')}
              {...shared}
            />
          </label>
        )
      }
    >
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead className="tf-hidden">
            <tr>
              <th scope="col">{say('nav.tasks')}</th>
              <th scope="col">{say('ruleSets.points')}</th>
              <th scope="col">{say('ruleSets.cap')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => {
              const rule = rules.tasks[task]
              if (rule === undefined) return null
              const path = ['modes', mode, 'tasks', task]
              const name = say(`task.${task}`)
              return (
                <tr key={task}>
                  <th scope="row">{name}</th>
                  <td>
                    <span className={styles.inline}>
                      {say('ruleSets.per')}
                      <NumberCell
                        value={rule.per}
                        path={[...path, 'per']}
                        label={`${name} ${say('ruleSets.per')}`}
                        {...shared}
                      />
                      {say(`ruleSets.unit.${task}`)}
                      <span aria-hidden="true">→</span>
                      <NumberCell
                        value={rule.points}
                        path={[...path, 'points']}
                        label={`${name} ${say('ruleSets.points')}`}
                        strong
                        {...shared}
                      />
                    </span>
                  </td>
                  <td>
                    <span className={styles.caps}>
                      <span className={styles.quiet}>{say('ruleSets.cap')}</span>
                      {rule.cap.map((step, index) => (
                        <span key={step.fromLevel} className={styles.inline}>
                          {rule.cap.length > 1 && <small>{say('ruleSets.capFrom', { level: step.fromLevel })}</small>}
                          <NumberCell
                            value={step.points}
                            path={[...path, 'cap', index, 'points']}
                            label={`${name} ${say('ruleSets.cap')} Lv${step.fromLevel}`}
                            {...shared}
                          />
                        </span>
                      ))}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function Thresholds({ body, mode, ...shared }: PartProps) {
  const { say } = useText()
  const tierOf = (level: number) => body.tiers.findLastIndex((tier) => tier.fromLevel <= level) + 1
  return (
    <Panel title={say('ruleSets.thresholds')}>
      <ol className={styles.thresholds}>
        {body.modes[mode].thresholds.map((from, index) => (
          <li key={index} style={{ borderColor: `var(--tier${tierOf(index + 1)}-a)` }}>
            <span>Lv{index + 1}</span>
            <NumberCell
              value={from}
              path={['modes', mode, 'thresholds', index]}
              label={`Lv${index + 1}`}
              fixed={index === 0}
              {...shared}
            />
          </li>
        ))}
      </ol>
    </Panel>
  )
}

interface NumberCellProps {
  readonly value: number
  readonly path: Path
  readonly label: string
  readonly strong?: boolean
  /** never changed: the first threshold is 0 */
  readonly fixed?: boolean
  readonly onChange?: ((path: Path, value: number) => void) | undefined
  readonly errors?: ReadonlyMap<string, string> | undefined
}

function NumberCell({ value, path, label, strong = false, fixed = false, onChange, errors }: NumberCellProps) {
  const { language } = useText()
  if (onChange === undefined || fixed)
    return <b className={strong ? styles.strong : styles.number}>{formatNumber(value, language)}</b>
  const error = errors?.get(path.join('.'))
  return (
    <InputNumber<number>
      value={value}
      min={0}
      precision={0}
      controls={false}
      aria-label={label}
      title={error ?? ''}
      status={error === undefined ? '' : 'error'}
      onChange={(next) => onChange(path, next ?? 0)}
      style={{ width: `${Math.max(4.5, String(value).length * 0.7 + 2)}rem` }}
    />
  )
}
