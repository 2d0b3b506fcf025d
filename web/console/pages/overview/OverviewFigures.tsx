import type { z } from 'zod'
import type { dayFigures, overview } from '../../../../src/contract/views.ts'
import { formatDelta, formatMoney, formatNumber } from '../../../shared/format.ts'
import { Figure, FigureStrip } from '../../parts/Figure.tsx'
import { Sparkline } from '../../parts/Sparkline.tsx'
import { useText } from '../../text.ts'
import styles from './OverviewFigures.module.css'

type Overview = z.infer<typeof overview>
type Day = z.infer<typeof dayFigures>

/** Five figures of today, each against the whole of yesterday, with a fortnight's shape. */
export function OverviewFigures({ overview }: { readonly overview: Overview }) {
  const { say, language } = useText()
  const { today, yesterday } = overview
  const number = (value: number) => formatNumber(value, language)
  const money = (value: number) => formatMoney({ value, currency: overview.currency }, language)
  const days = [...overview.days].sort((a, b) => a.businessDay.localeCompare(b.businessDay))
  const spark = (of: (day: Day) => number) => <Sparkline values={days.map(of)} />
  const against = (now: number, before: number, words: (value: number) => string) => (
    <>
      {say('overview.versus', { n: words(before) })} <Change now={now} before={before} words={words} />
    </>
  )
  return (
    <FigureStrip label={say('overview.title')}>
      <Figure
        label={say('overview.figure.members')}
        definition={say('overview.define.members')}
        value={overview.members}
        foot={say('overview.netToday', { n: formatDelta(today.joins - today.leaves, language) })}
        picture={<Sparkline values={membersByDay(overview.members, days)} />}
      />
      <Figure
        label={say('overview.figure.joins')}
        definition={say('overview.define.joins')}
        value={today.joins}
        foot={against(today.joins, yesterday.joins, number)}
        picture={spark((day) => day.joins)}
      />
      <Figure
        label={say('overview.figure.active')}
        definition={say('overview.define.active')}
        value={today.active}
        foot={against(today.active, yesterday.active, number)}
        picture={spark((day) => day.active)}
      />
      <Figure
        label={say('overview.figure.earned')}
        definition={say('overview.define.earned')}
        value={today.earned}
        foot={against(today.earned, yesterday.earned, number)}
        picture={spark((day) => day.earned)}
      />
      <Figure
        label={say('overview.figure.memberSales')}
        definition={say('overview.define.memberSales')}
        value={today.memberSales}
        format={money}
        foot={against(today.memberSales, yesterday.memberSales, money)}
        picture={spark((day) => day.memberSales)}
      />
    </FigureStrip>
  )
}

function Change({
  now,
  before,
  words,
}: {
  readonly now: number
  readonly before: number
  readonly words: (value: number) => string
}) {
  const { say } = useText()
  if (now === before) return <span>{say('overview.change.same')}</span>
  const up = now > before
  return (
    <span className={up ? styles.up : styles.down}>
      <span aria-hidden="true">{up ? '↑' : '↓'}</span>{' '}
      {say(up ? 'overview.change.up' : 'overview.change.down', { n: words(Math.abs(now - before)) })}
    </span>
  )
}

/** The count at the end of each day, reckoned back from now by that day's joins and leaves. */
function membersByDay(now: number, days: readonly Day[]): number[] {
  let count = now
  const counts: number[] = []
  for (const day of [...days].reverse()) {
    counts.unshift(count)
    count -= day.joins - day.leaves
  }
  return counts
}
