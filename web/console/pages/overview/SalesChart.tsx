import { useState } from 'react'
import type { z } from 'zod'
import type { dayFigures, overview as overviewView } from '../../../../src/contract/views.ts'
import { formatDay, formatMoney, formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import styles from './SalesChart.module.css'

type Day = z.infer<typeof dayFigures>

/** A fortnight of sales, what members bought within what everyone bought. Drawn by hand: the first page carries no chart library. */
export function SalesChart({ overview }: { readonly overview: z.infer<typeof overviewView> }) {
  const { say } = useText()
  const days = [...overview.days].sort((a, b) => a.businessDay.localeCompare(b.businessDay))
  const legend = (
    <ul className={styles.legend}>
      <li>
        <i className={styles.allKey} aria-hidden="true" /> {say('overview.chartSales')}
      </li>
      <li>
        <i className={styles.memberKey} aria-hidden="true" /> {say('overview.chartMemberSales')}
      </li>
    </ul>
  )
  return (
    <Panel title={say('overview.days', { n: days.length })} hint={say('overview.daysHint')} actions={legend}>
      {days.every((day) => day.sales === 0) ? (
        <Empty title={say('overview.noSales')} hint={say('overview.noSalesHint')} />
      ) : (
        <Bars days={days} currency={overview.currency} />
      )}
    </Panel>
  )
}

/** One column a day; the day under the pointer or the focus is told in full above. */
function Bars({ days, currency }: { readonly days: readonly Day[]; readonly currency: string }) {
  const { say, language } = useText()
  const [shown, setShown] = useState(days.length - 1)
  const most = Math.max(1, ...days.map((day) => day.sales))
  const money = (value: number) => formatMoney({ value, currency }, language)
  const day = days[shown]
  const heightOf = (value: number) => `${(value / most) * 100}%`
  return (
    <figure>
      {day !== undefined && (
        <figcaption className={styles.told}>
          <b>{formatDay(day.businessDay, language)}</b> {say('overview.chartSales')} <b>{money(day.sales)}</b>
          <span className={styles.dot} /> {say('overview.chartMemberSales')} <b>{money(day.memberSales)}</b>
          <span className={styles.dot} /> {say('overview.chartJoins')} <b>{formatNumber(day.joins, language)}</b>
        </figcaption>
      )}
      <ol className={styles.bars}>
        {days.map((one, index) => (
          <li key={one.businessDay} className={index === shown ? styles.chosen : styles.day}>
            <button
              type="button"
              aria-label={`${formatDay(one.businessDay, language)}: ${say('overview.chartSales')} ${money(one.sales)}, ${say('overview.chartMemberSales')} ${money(one.memberSales)}`}
              onPointerEnter={() => setShown(index)}
              onFocus={() => setShown(index)}
              onClick={() => setShown(index)}
            >
              <span className={styles.all} style={{ height: heightOf(one.sales) }}>
                <span
                  className={styles.member}
                  style={{ height: one.sales === 0 ? 0 : `${(one.memberSales / one.sales) * 100}%` }}
                />
              </span>
            </button>
            <small aria-hidden="true">{formatDay(one.businessDay, language)}</small>
          </li>
        ))}
      </ol>
    </figure>
  )
}
