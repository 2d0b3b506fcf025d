import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts'
import type {
  AxisPointerComponentOption,
  GridComponentOption,
  LegendComponentOption,
  MarkPointComponentOption,
  TooltipComponentOption,
} from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import { useEffect, useRef, useState } from 'react'
import { palette } from '../../shared/palette.ts'
import { Failed } from '../../shared/states.tsx'
import { useTheme } from '../../shared/theme.ts'
import styles from './Chart.module.css'

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | AxisPointerComponentOption
  | GridComponentOption
  | LegendComponentOption
  | MarkPointComponentOption
  | TooltipComponentOption
>

/** Colours of the present scheme, for options. */
export type ChartColours = (typeof palette)['light' | 'dark']

interface ChartProps {
  /** built anew when data or colours change */
  readonly option: (colours: ChartColours) => ChartOption
  /** what the chart shows, in words */
  readonly label: string
  /** px */
  readonly height?: number
  /** the same numbers as rows, for who cannot see the picture; the first row is the head */
  readonly rows: readonly (readonly string[])[]
}

interface Instance {
  setOption(option: ChartOption, replace: boolean): void
  resize(): void
  dispose(): void
}

/** A chart: ECharts comes only when the first one is drawn; its numbers stand beside it as a table that readers find. */
export function Chart({ option, label, height = 280, rows }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<Instance | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  const { dark } = useTheme()

  useEffect(() => {
    let made: Instance | null = null
    let gone = false
    const observer = new ResizeObserver(() => made?.resize())
    import('./echarts.ts').then(
      ({ init }) => {
        if (gone || place.current === null) return
        made = init(place.current, null, { renderer: 'svg' })
        observer.observe(place.current)
        setChart(made)
      },
      (failure: unknown) => setError(failure),
    )
    return () => {
      gone = true
      observer.disconnect()
      made?.dispose()
      setChart(null)
    }
  }, [attempt])

  useEffect(() => {
    chart?.setOption(withHouseStyle(option(palette[dark ? 'dark' : 'light']), palette[dark ? 'dark' : 'light']), true)
  }, [chart, option, dark])

  if (error !== null) {
    const again = () => {
      setError(null)
      setAttempt(attempt + 1)
    }
    return <Failed error={error} onRetry={again} />
  }
  const [head = [], ...body] = rows
  return (
    <figure className={styles.figure}>
      <div
        ref={place}
        className={chart === null ? styles.waiting : styles.place}
        style={{ height }}
        aria-hidden="true"
      />
      {/* a table itself cannot be clipped: sixty rows of it would lengthen the page */}
      <div className="tf-hidden">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((cells) => (
              <tr key={cells[0]}>
                {cells.map((cell, index) => (
                  <td key={head[index]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}

const face = "'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif"

function withHouseStyle(option: ChartOption, colours: ChartColours): ChartOption {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  return {
    animation: !still,
    animationDuration: 220,
    animationDurationUpdate: 220,
    textStyle: { fontFamily: face, color: colours.text2 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colours.ink,
      borderWidth: 0,
      padding: [8, 12],
      textStyle: { color: '#ffffff', fontFamily: face, fontSize: 13 },
      axisPointer: { type: 'line', lineStyle: { color: colours.text3, type: 'solid', width: 1 } },
      confine: true,
    },
    ...option,
  }
}

/** Axis styles that every chart shares. */
export function axes(colours: ChartColours, days: readonly string[], formatValue: (value: number) => string) {
  return {
    xAxis: {
      type: 'category' as const,
      data: [...days],
      axisLine: { lineStyle: { color: colours.line } },
      axisTick: { show: false },
      axisLabel: { color: colours.text3, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value' as const,
      splitNumber: 3,
      axisLabel: { color: colours.text3, fontSize: 12, formatter: formatValue },
      splitLine: { lineStyle: { color: colours.line } },
    },
  }
}
