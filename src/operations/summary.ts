import { sizeBounds, type NodeView, type OperationsMinute, type OperationsView } from '../contract/operations.ts'
import type { EventStatus } from '../contract/events.ts'
import { MINUTE, toInstant } from '../lib/time.ts'
import { percentile, sumBuckets } from './tally.ts'

/** What one node did in one minute, as the store holds it; `minute` is UTC ms. */
export interface MinuteRow {
  readonly minute: number
  readonly events: number
  readonly batches: number
  readonly by_status: Readonly<Record<string, number>>
  readonly by_code: Readonly<Record<string, number>>
  readonly commit_buckets: readonly number[]
  readonly wait_buckets: readonly number[]
  readonly size_buckets: readonly number[]
  readonly queue_most: number
}

/** Minutes of the hour that is shown. */
export const MINUTES_SHOWN = 60

const sumOf = (rows: readonly MinuteRow[], of: (row: MinuteRow) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)

function sumCounts(rows: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const sum = new Map<string, number>()
  for (const row of rows) for (const [key, count] of Object.entries(row)) sum.set(key, (sum.get(key) ?? 0) + count)
  return sum
}

const durationsOf = (rows: readonly (readonly number[])[]) => {
  const buckets = sumBuckets(rows)
  return { p50: percentile(buckets, 0.5), p99: percentile(buckets, 0.99) }
}

/** The sixty minutes up to `now`, summed over nodes, oldest first; a minute without a row is one without events. */
export function minutesOf(rows: readonly MinuteRow[], now: number): OperationsMinute[] {
  const last = Math.floor(now / MINUTE) * MINUTE
  return Array.from({ length: MINUTES_SHOWN }, (_, index) => {
    const minute = last - (MINUTES_SHOWN - 1 - index) * MINUTE
    const own = rows.filter((row) => row.minute === minute)
    return {
      minute: toInstant(minute),
      events: sumOf(own, (row) => row.events),
      duplicates: sumOf(own, (row) => row.by_status['duplicate'] ?? 0),
      rejected: sumOf(own, (row) => row.by_status['rejected'] ?? 0),
      batches: sumOf(own, (row) => row.batches),
      commit: durationsOf(own.map((row) => row.commit_buckets)),
      queueMost: Math.max(0, ...own.map((row) => row.queue_most)),
    }
  })
}

/** Sums of the hour, over minutes and nodes; rejections by how often they came. */
export function hourOf(rows: readonly MinuteRow[]): OperationsView['hour'] {
  const statuses = sumCounts(rows.map((row) => row.by_status))
  const of = (status: EventStatus): number => statuses.get(status) ?? 0
  const sizes = sumBuckets(rows.map((row) => row.size_buckets))
  return {
    events: sumOf(rows, (row) => row.events),
    batches: sumOf(rows, (row) => row.batches),
    byStatus: {
      applied: of('applied'),
      duplicate: of('duplicate'),
      ignored: of('ignored'),
      rejected: of('rejected'),
      waiting: of('waiting'),
    },
    rejections: [...sumCounts(rows.map((row) => row.by_code))]
      .map(([code, events]) => ({ code, events }))
      .sort((a, b) => b.events - a.events || a.code.localeCompare(b.code)),
    commit: durationsOf(rows.map((row) => row.commit_buckets)),
    queueWait: durationsOf(rows.map((row) => row.wait_buckets)),
    batchSizes: [...sizeBounds, null].map((upTo, index) => ({ upTo, batches: sizes[index] ?? 0 })),
  }
}

/** Events a second now (of the nodes alive) and over the hour. */
export function rateOf(nodes: readonly NodeView[], events: number): OperationsView['rate'] {
  const alive = nodes.filter((node) => node.state === 'alive')
  const oneDecimal = (value: number): number => Math.round(value * 10) / 10
  return {
    now: oneDecimal(alive.reduce((sum, node) => sum + node.figures.eventsPerSecond, 0)),
    hour: oneDecimal(events / (MINUTES_SHOWN * 60)),
  }
}
