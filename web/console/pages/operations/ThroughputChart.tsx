import { useCallback, useMemo } from 'react'
import type { OperationsMinute } from '../../../../src/contract/operations.ts'
import { formatCompact, formatNumber, formatTime } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { axes, Chart, type ChartColours, type ChartOption } from '../../parts/Chart.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { shortTime } from './lags.ts'
import styles from './ThroughputChart.module.css'

/** An hour of events by minute, refused ones and duplicates apart, with the slowest commits as a line. */
export function ThroughputChart({ minutes }: { readonly minutes: readonly OperationsMinute[] }) {
  const { say, language } = useText()
  const quiet = minutes.every((minute) => minute.events === 0)
  const rows = useMemo(
    () => [
      [
        say('operations.chart.minute'),
        say('operations.chart.events'),
        say('operations.chart.duplicates'),
        say('operations.chart.rejected'),
        say('operations.chart.commit'),
      ],
      ...minutes.map((minute) => [
        formatTime(minute.minute, language),
        formatNumber(minute.events, language),
        formatNumber(minute.duplicates, language),
        formatNumber(minute.rejected, language),
        minute.commit.p99 === null ? '–' : shortTime(minute.commit.p99, say),
      ]),
    ],
    [minutes, language, say],
  )
  const option = useCallback(
    (colours: ChartColours) => optionOf(minutes, colours, language, say),
    [minutes, language, say],
  )
  return (
    <Panel
      title={say('operations.chart.title')}
      hint={say('operations.chart.hint')}
      actions={
        <ul className={styles.legend}>
          {(['taken', 'duplicates', 'rejected', 'commit'] as const).map((key) => (
            <li key={key}>
              <i className={styles[key]} aria-hidden="true" /> {say(`operations.chart.${key}`)}
            </li>
          ))}
        </ul>
      }
    >
      {quiet ? (
        <Empty title={say('operations.chart.empty')} hint={say('operations.chart.emptyHint')} />
      ) : (
        <Chart option={option} label={say('operations.chart.title')} rows={rows} height={260} />
      )}
    </Panel>
  )
}

function optionOf(
  minutes: readonly OperationsMinute[],
  colours: ChartColours,
  language: string,
  say: ReturnType<typeof useText>['say'],
): ChartOption {
  const compact = (value: number) => formatCompact(value, language)
  const number = (value: unknown) => (typeof value === 'number' ? formatNumber(value, language) : '–')
  const time = (value: unknown) => (typeof value === 'number' ? shortTime(value, say) : '–')
  const shared = axes(
    colours,
    minutes.map((minute) => formatTime(minute.minute, language)),
    compact,
  )
  const bar = (name: string, colour: string, of: (minute: OperationsMinute) => number) => ({
    type: 'bar' as const,
    name,
    stack: 'events',
    data: minutes.map(of),
    itemStyle: { color: colour },
    barCategoryGap: '24%',
    tooltip: { valueFormatter: number },
  })
  return {
    grid: { left: 4, right: 4, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: shared.xAxis,
    yAxis: [
      shared.yAxis,
      {
        ...shared.yAxis,
        position: 'right',
        splitLine: { show: false },
        axisLabel: { ...shared.yAxis.axisLabel, formatter: time },
      },
    ],
    series: [
      bar(
        say('operations.chart.taken'),
        colours.tiers[0],
        (minute) => minute.events - minute.duplicates - minute.rejected,
      ),
      bar(say('operations.chart.duplicates'), colours.text3, (minute) => minute.duplicates),
      bar(say('operations.chart.rejected'), colours.bad, (minute) => minute.rejected),
      {
        type: 'line',
        name: say('operations.chart.commit'),
        yAxisIndex: 1,
        data: minutes.map((minute) => minute.commit.p99),
        symbol: 'circle',
        symbolSize: 4,
        connectNulls: false,
        lineStyle: { width: 1.5, color: colours.text2 },
        itemStyle: { color: colours.text2 },
        tooltip: { valueFormatter: time },
      },
    ],
  }
}
