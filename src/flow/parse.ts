import { cloudEvent, eventData, subjectless, type Incoming } from '../contract/events.ts'
import { eventTypes, type EventType } from '../contract/words.ts'
import type { RejectionCode } from '../contract/rejections.ts'
import { canonicalJson, shortHash } from '../lib/hash.ts'
import { fromInstant } from '../lib/time.ts'
import { isTame } from '../lib/tame.ts'

/** Times that no shop's history holds and no sandbox reaches: refused before their days are reckoned, which the store cannot write. */
const EARLIEST = Date.UTC(1970, 0)
const LATEST = Date.UTC(3000, 0)

const knownTypes: ReadonlySet<string> = new Set(eventTypes)

/** An event that cannot be taken, with the id it came with where that is usable. */
export interface Refused {
  readonly refused: RejectionCode
  readonly id: string | null
}

/**
 * Turns one parsed JSON value into an event, or says why not: `malformed` | `unknown_type` | `amount_invalid` | `event_too_old` | `event_in_future`. One bad event spoils nothing
 * but itself.
 * @rule TASK-10
 */
export function parseEvent(raw: unknown): Incoming | Refused {
  const id = idOf(raw)
  if (!isTame(raw)) return { refused: 'malformed', id }
  const envelope = cloudEvent.safeParse(raw)
  if (!envelope.success) return { refused: 'malformed', id }
  const { type, subject, source, time, data } = envelope.data
  if (!knownTypes.has(type)) return { refused: 'unknown_type', id }
  const known = type as EventType
  const userId = subjectless.has(known) ? null : (subject ?? undefined)
  if (userId === undefined) return { refused: 'malformed', id }
  const parsed = eventData[known].safeParse(data ?? {})
  if (!parsed.success) return { refused: isAboutAmount(parsed.error.issues) ? 'amount_invalid' : 'malformed', id }
  const at = fromInstant(time)
  if (!Number.isSafeInteger(at)) return { refused: 'malformed', id }
  if (at < EARLIEST) return { refused: 'event_too_old', id }
  if (at >= LATEST) return { refused: 'event_in_future', id }
  const bodyHash = shortHash(canonicalJson({ type, subject: userId, at, data: data ?? {} }))
  return { type: known, id: envelope.data.id, source, userId, at, bodyHash, data: parsed.data } as Incoming
}

/** Only numbers that money cannot be (negative, fractional, unsafe) are an invalid amount; another type is a malformed event. */
function isAboutAmount(issues: readonly { path: PropertyKey[]; code: string; input?: unknown }[]): boolean {
  return issues.every(
    (issue) =>
      issue.path.includes('amount') &&
      issue.path.at(-1) === 'value' &&
      (issue.code === 'too_small' || issue.code === 'too_big' || issue.code === 'not_multiple_of' || isNumeric(issue)),
  )
}

const isNumeric = (issue: { code: string; expected?: unknown }): boolean =>
  issue.code === 'invalid_type' && issue.expected === 'int'

function idOf(raw: unknown): string | null {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return null
  return typeof raw.id === 'string' && raw.id.length <= 256 && raw.id.isWellFormed() && !raw.id.includes('\0')
    ? raw.id
    : null
}
