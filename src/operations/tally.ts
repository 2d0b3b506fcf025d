import type { EventResult, EventStatus } from '../contract/events.ts'
import { durationBounds, sizeBounds } from '../contract/operations.ts'
import { HOUR, MINUTE, SECOND } from '../lib/time.ts'

/** What became of the events of one batch: `applied` → 12, `rejected event_too_old` → 3. Counted once, for every reader of a batch. */
export type ResultCounts = ReadonlyMap<string, number>

/** Status and code of a key of `ResultCounts`; an absent code is ''. */
export const statusAndCode = (key: string): readonly [EventStatus, string] => {
  const [status = 'applied', code = ''] = key.split(' ')
  return [status as EventStatus, code]
}

/** Counts results by status and code. */
export function countResults(results: readonly EventResult[]): ResultCounts {
  const counts = new Map<string, number>()
  for (const { status, code } of results) {
    const key = code === undefined ? status : `${status} ${code}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** One committed batch as its readers see it. */
export interface BatchSeen {
  readonly events: number
  readonly counts: ResultCounts
  readonly milliseconds: number
  /** the longest any of its requests waited before it began */
  readonly waitMilliseconds?: number
}

/** What one node did in one minute. `minute` is its beginning, UTC ms. */
export interface MinuteTally {
  readonly minute: number
  events: number
  batches: number
  readonly byStatus: Map<string, number>
  readonly byCode: Map<string, number>
  readonly commit: number[]
  readonly wait: number[]
  readonly size: number[]
  queueMost: number
}

const emptyMinute = (minute: number): MinuteTally => ({
  minute,
  events: 0,
  batches: 0,
  byStatus: new Map(),
  byCode: new Map(),
  commit: emptyBuckets(durationBounds),
  wait: emptyBuckets(durationBounds),
  size: emptyBuckets(sizeBounds),
  queueMost: 0,
})

const emptyBuckets = (bounds: readonly number[]): number[] => new Array<number>(bounds.length + 1).fill(0)

function drop(buckets: number[], bounds: readonly number[], value: number): void {
  const found = bounds.findIndex((bound) => value <= bound)
  const at = found < 0 ? bounds.length : found
  buckets[at] = (buckets[at] ?? 0) + 1
}

const add = (counts: Map<string, number>, key: string, count: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + count)

/** Whole seconds over which «now» is averaged. */
const NOW_SECONDS = 10

/** What a node did lately, in memory: minutes for the store, and rates over the last ten seconds. Instants are UTC ms of the machine. */
export interface Tally {
  batch(seen: BatchSeen, at: number): void
  /** The length of the queue at this moment, events. */
  queue(length: number, at: number): void
  /** Minutes that changed since they were taken last, oldest first: the present one and, just after its end, the one before. */
  take(at: number): MinuteTally[]
  /** What was taken and could not be written is taken again; what is older than the hour that is shown is given up. */
  giveBack(taken: readonly MinuteTally[], at: number): void
  rates(at: number): { readonly events: number; readonly batches: number }
  /** Durations of the present and the last minute, by bucket. */
  recentCommits(at: number): readonly number[]
}

/** Makes an empty tally. */
export function createTally(): Tally {
  const minutes = new Map<number, MinuteTally>()
  const changed = new Set<number>()
  const seconds = new Map<number, { events: number; batches: number }>()

  const minuteOf = (at: number): MinuteTally => {
    const minute = Math.floor(at / MINUTE) * MINUTE
    const found = minutes.get(minute) ?? emptyMinute(minute)
    minutes.set(minute, found)
    changed.add(minute)
    return found
  }
  const forget = (at: number): void => {
    for (const minute of minutes.keys()) if (minute < at - 2 * MINUTE && !changed.has(minute)) minutes.delete(minute)
    for (const second of seconds.keys()) if (second < at / SECOND - NOW_SECONDS - 1) seconds.delete(second)
  }

  return {
    batch({ events, counts, milliseconds, waitMilliseconds }, at) {
      const minute = minuteOf(at)
      minute.events += events
      minute.batches += 1
      for (const [key, count] of counts) {
        const [status, code] = statusAndCode(key)
        add(minute.byStatus, status, count)
        if (status === 'rejected') add(minute.byCode, code, count)
      }
      drop(minute.commit, durationBounds, milliseconds)
      drop(minute.size, sizeBounds, events)
      if (waitMilliseconds !== undefined) drop(minute.wait, durationBounds, waitMilliseconds)
      const second = Math.floor(at / SECOND)
      const now = seconds.get(second) ?? { events: 0, batches: 0 }
      seconds.set(second, { events: now.events + events, batches: now.batches + 1 })
      if (seconds.size > 4 * NOW_SECONDS) forget(at)
    },
    queue(length, at) {
      const minute = Math.floor(at / MINUTE) * MINUTE
      if (length > (minutes.get(minute)?.queueMost ?? 0)) minuteOf(at).queueMost = length
    },
    take(at) {
      const taken = [...changed].sort((a, b) => a - b).flatMap((minute) => minutes.get(minute) ?? [])
      changed.clear()
      forget(at)
      return taken
    },
    giveBack(taken, at) {
      for (const each of taken) {
        if (each.minute <= at - HOUR) continue
        minutes.set(each.minute, each)
        changed.add(each.minute)
      }
    },
    rates(at) {
      // the second under way is left out: it is not whole
      const last = Math.floor(at / SECOND) - 1
      const sum = { events: 0, batches: 0 }
      for (const [second, { events, batches }] of seconds) {
        if (second > last || second <= last - NOW_SECONDS) continue
        sum.events += events
        sum.batches += batches
      }
      const perSecond = (count: number) => Math.round((count / NOW_SECONDS) * 10) / 10
      return { events: perSecond(sum.events), batches: perSecond(sum.batches) }
    },
    recentCommits(at) {
      const minute = Math.floor(at / MINUTE) * MINUTE
      const [now, before] = [minutes.get(minute), minutes.get(minute - MINUTE)]
      return sumBuckets([now?.commit ?? [], before?.commit ?? []])
    },
  }
}

/** Bucket by bucket. */
export function sumBuckets(rows: readonly (readonly number[])[]): number[] {
  const sum: number[] = []
  for (const row of rows) row.forEach((count, index) => (sum[index] = (sum[index] ?? 0) + count))
  return sum
}

/** The upper bound of the bucket that holds this share of the values; null without values. What lies beyond the last bound is told as the last bound. */
export function percentile(buckets: readonly number[], share: number): number | null {
  const all = buckets.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  let seen = 0
  const at = buckets.findIndex((count) => (seen += count) >= all * share)
  return durationBounds[at] ?? durationBounds[durationBounds.length - 1] ?? null
}
