import { useMemo } from 'react'
import type { z } from 'zod'
import type { MemberView, memberStory } from '../../../../src/contract/views.ts'
import { formatCompact, formatDateTime, formatDay, formatMoney, formatNumber } from '../../../shared/format.ts'
import { palette, tierNumberOf } from '../../../shared/palette.ts'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useMemberStory } from '../../data/club.ts'
import { axes, Chart, type ChartColours, type ChartOption } from '../../parts/Chart.tsx'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText, type Say } from '../../text.ts'
import styles from './MemberStory.module.css'

type Story = z.infer<typeof memberStory>

/** Intimacy day by day: bars of what was earned and taken back, the line of the balance, a flag where the level moved. */
export function StoryChart({ member }: { readonly member: MemberView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useMemberStory(ownerId, member.userId)
  return (
    <section>
      <h3 className={styles.title}>{say('member.chart')}</h3>
      <p className={styles.hint}>{say('member.chartHint')}</p>
      <Loaded query={query} skeleton={<Skeleton lines={3} tall />}>
        {(story) =>
          story.days.length === 0 ? <Empty title={say('member.chartEmpty')} /> : <BalanceChart story={story} />
        }
      </Loaded>
    </section>
  )
}

function BalanceChart({ story }: { readonly story: Story }) {
  const { say, language } = useText()
  const days = useMemo(() => everyDay(story.days), [story.days])
  const option = useMemo(
    () => (colours: ChartColours) => storyOption(days, colours, say, language),
    [days, say, language],
  )
  const rows = [
    [say('word.at'), say('member.chartBalance'), say('member.chartEarned'), say('member.chartTaken')],
    ...days.map((day) => [
      formatDay(day.businessDay, language),
      ...[day.balance, day.earned, day.taken].map((value) => formatNumber(value, language)),
    ]),
  ]
  return <Chart option={option} label={say('member.chartTable')} rows={rows} height={290} />
}

const mostDays = 400

/** The days in order, with the quiet ones between them: the balance stands where it was. Very long stories keep to the days that moved. */
function everyDay(moved: Story['days']): Story['days'] {
  const sorted = [...moved].sort((a, b) => a.businessDay.localeCompare(b.businessDay))
  const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
  const [first] = sorted
  const last = sorted.at(-1)
  if (
    first === undefined ||
    last === undefined ||
    dayNumber(last.businessDay) - dayNumber(first.businessDay) > mostDays
  )
    return sorted
  return sorted.flatMap((day, index) => {
    const next = sorted[index + 1]
    const quiet = next === undefined ? 0 : dayNumber(next.businessDay) - dayNumber(day.businessDay) - 1
    const fill = Array.from({ length: quiet }, (_, offset) => ({
      ...day,
      businessDay: new Date((dayNumber(day.businessDay) + offset + 1) * 86_400_000).toISOString().slice(0, 10),
      earned: 0,
      taken: 0,
    }))
    return [day, ...fill]
  })
}

function storyOption(days: Story['days'], colours: ChartColours, say: Say, language: string): ChartOption {
  const number = (value: unknown) => formatNumber(Number(value), language)
  const flags = days.flatMap((day, index) => {
    const before = index === 0 ? 1 : (days[index - 1]?.level ?? day.level)
    if (day.level === before) return []
    const up = day.level > before
    return [
      {
        coord: [index, day.balance] as [number, number],
        name: `Lv${day.level}`,
        itemStyle: { color: (up ? colours.tiers[tierNumberOf(day.level) - 1] : undefined) ?? colours.text3 },
        label: { color: up && tierNumberOf(day.level) !== 2 ? palette.light.ink : '#ffffff' },
      },
    ]
  })
  const bar = (name: string, color: string, data: number[]) => ({
    type: 'bar' as const,
    name,
    data,
    stack: 'day',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barMaxWidth: 14,
    itemStyle: { color, borderRadius: 2 },
    tooltip: { valueFormatter: number },
  })
  const shared = axes(
    colours,
    days.map((day) => formatDay(day.businessDay, language)),
    (value) => formatCompact(value, language),
  )
  return {
    grid: [
      { left: 44, right: 8, top: 52, height: 118 },
      { left: 44, right: 8, top: 186, bottom: 24 },
    ],
    xAxis: [
      { ...shared.xAxis, axisLabel: { show: false } },
      { ...shared.xAxis, gridIndex: 1 },
    ],
    yAxis: [shared.yAxis, { ...shared.yAxis, gridIndex: 1, splitNumber: 2 }],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    legend: { left: 0, top: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.text2 } },
    series: [
      {
        type: 'line',
        name: say('member.chartBalance'),
        data: days.map((day) => day.balance),
        symbol: 'circle',
        symbolSize: 5,
        showSymbol: days.length < 2,
        lineStyle: { color: colours.text, width: 2 },
        itemStyle: { color: colours.text },
        tooltip: { valueFormatter: number },
        markPoint: {
          symbol: 'roundRect',
          symbolSize: [34, 18],
          symbolOffset: [0, -16],
          label: { formatter: '{b}', fontSize: 11, fontWeight: 'bold' },
          data: flags,
        },
      },
      bar(
        say('member.chartEarned'),
        colours.tiers[0],
        days.map((day) => day.earned),
      ),
      bar(
        say('member.chartTaken'),
        colours.bad,
        days.map((day) => -day.taken),
      ),
    ],
  }
}

/** Orders with what each earned and what a refund took back. */
export function OrderList({ userId }: { readonly userId: string }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useMemberStory(ownerId, userId)
  const number = (value: number) => formatNumber(value, language)
  return (
    <Loaded query={query}>
      {({ orders }) =>
        orders.length === 0 ? (
          <Empty title={say('member.ordersEmpty')} />
        ) : (
          <ol className={styles.list}>
            {orders.map((order) => (
              <li key={order.orderId} className={styles.order}>
                <div className={styles.cut}>
                  <p className={styles.strong}>{formatMoney(order.amount, language)}</p>
                  <p className={styles.hint}>
                    {formatDateTime(order.paidAt, language)} · {say('refunds.order', { id: order.orderId })}
                  </p>
                </div>
                <div className={styles.right}>
                  <p>
                    {say('member.order.earned')} <b>{number(order.earned)}</b>
                  </p>
                  {order.refunded.value > 0 && (
                    <p className={styles.hint}>
                      {say('member.order.refunded')} {formatMoney(order.refunded, language)} ·{' '}
                      {say('member.order.takenBack')} {number(order.takenBack)}
                    </p>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}

/** Comings and goings: joined where, left when, carried by a mode change. */
export function MembershipList({ userId }: { readonly userId: string }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useMemberStory(ownerId, userId)
  return (
    <Loaded query={query}>
      {({ memberships }) =>
        memberships.length === 0 ? (
          <Empty title={say('member.membershipEmpty')} />
        ) : (
          <ol className={styles.list}>
            {memberships.map((event) => (
              <li key={`${event.at}${event.kind}${event.mode}`} className={styles.order}>
                <div>
                  <p className={styles.strong}>{say(`member.joinKind.${event.kind}`)}</p>
                  <p className={styles.hint}>{formatDateTime(event.at, language)}</p>
                </div>
                <div className={styles.right}>
                  <Mark>{say(`mode.${event.mode}`)}</Mark>
                  {event.kind === 'join' && <p className={styles.hint}>{say(`scene.${event.scene}`)}</p>}
                </div>
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}
