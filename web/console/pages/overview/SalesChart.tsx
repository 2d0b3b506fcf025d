import { useMemo } from 'react'
import type { z } from 'zod'
import type { overview } from '../../../../src/contract/views.ts'
import { formatCompact, formatDay, formatMoney, formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { axes, Chart, type ChartColours, type ChartOption } from '../../parts/Chart.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'

/** A fortnight of sales: what members bought within what everyone bought. */
export function SalesChart({ overview }: { readonly overview: z.infer<typeof overview> }) {
  const { say, language } = useText()
  const days = useMemo(() => [...overview.days].sort((a, b) => a.businessDay.localeCompare(b.businessDay)), [overview.days])
  const { currency } = overview
  const option = useMemo(
    () => (colours: ChartColours): ChartOption => {
      const money = (value: number) => formatMoney({ value, currency }, language)
      const bar = (name: string, color: string, data: number[]) => ({
        type: 'bar' as const,
        name,
        data,
        barGap: '-100%',
        barMaxWidth: 28,
        itemStyle: { color, borderRadius: [3, 3, 0, 0] },
        tooltip: { valueFormatter: (value: unknown) => money(Number(value)) },
      })
      return {
        ...axes(
          colours,
          days.map((day) => formatDay(day.businessDay, language)),
          (value) => formatCompact(value / 100, language),
        ),
        grid: { left: 8, right: 8, top: 36, bottom: 0, containLabel: true },
        legend: { left: 0, top: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.text2 } },
        series: [
          bar(say('overview.chartSales'), colours.line, days.map((day) => day.sales)),
          bar(say('overview.chartMemberSales'), colours.tiers[3], days.map((day) => day.memberSales)),
        ],
      }
    },
    [days, currency, language, say],
  )
  const title = say('overview.chartTitle', { n: days.length })
  const rows = [
    [say('word.at'), say('overview.chartSales'), say('overview.chartMemberSales'), say('overview.chartJoins'), say('overview.chartLeaves')],
    ...days.map((day) => [
      formatDay(day.businessDay, language),
      formatMoney({ value: day.sales, currency }, language),
      formatMoney({ value: day.memberSales, currency }, language),
      formatNumber(day.joins, language),
      formatNumber(day.leaves, language),
    ]),
  ]
  return (
    <Panel title={say('overview.days', { n: days.length })} hint={say('overview.daysHint')}>
      {days.every((day) => day.sales === 0) ? <Empty title={say('overview.noSales')} hint={say('overview.noSalesHint')} /> : <Chart option={option} label={title} rows={rows} height={240} />}
    </Panel>
  )
}
