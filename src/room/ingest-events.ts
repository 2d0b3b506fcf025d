import type { EventAnswer } from '../contract/events.ts'
import { isRejection, type Rejection } from '../contract/rejections.ts'
import type { PlatformEvent } from '../contract/room-forms.ts'
import type { RoomApp } from './parts.ts'
import type { Codes } from './store.ts'

type Result = EventAnswer['results'][number]

/** `App.ingest` takes at most this many at a time (api.md). */
const maxBatch = 5_000

/** Events to the engine, batch by batch; the first refusal of a whole batch ends it. Results in order. */
export async function ingestAll(
  app: RoomApp,
  events: readonly PlatformEvent[],
): Promise<{ results: Result[] } | Rejection> {
  const results: Result[] = []
  for (let start = 0; start < events.length; start += maxBatch) {
    const answer = await app.ingest(events.slice(start, start + maxBatch))
    if (isRejection(answer)) return answer
    results.push(...answer.results)
  }
  return { results }
}

/** How a result is listed: `applied`, `duplicate`, or the status and its code: `ignored:not_a_member`, `rejected:event_too_old`. */
export function codeOf(result: Result): string {
  return result.code === undefined || result.status === 'applied' || result.status === 'duplicate'
    ? result.status
    : `${result.status}:${result.code}`
}

/** Counts equal words. */
export function countCodes(codes: readonly string[]): Codes {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
