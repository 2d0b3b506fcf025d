import { createHash } from 'node:crypto'
import type { EventResult } from '../contract/events.ts'
import { isTame } from '../lib/tame.ts'
import type { StreamMessage } from '../ports/event-stream.ts'
import type { Decoded } from './decode.ts'
import type { Range } from './judge.ts'
import { noCounts, type Counts, type Incident } from './store.ts'

/** A message with what it holds. */
export interface Read {
  readonly message: StreamMessage
  readonly decoded: Decoded
}

/** The name by which a message is known again: SHA-256 of its bytes, hex. */
export const hashOf = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** The events of a message, none of a bad one. */
export const eventsOf = ({ decoded }: Read): readonly unknown[] => ('events' in decoded ? decoded.events : [])

/** Cuts messages into parts of at most so many events each; a message is never cut, and none is left out. */
export function partsOf(read: readonly Read[], eventsMost: number): Read[][] {
  const parts: Read[][] = []
  let part: Read[] = []
  let events = 0
  for (const one of read) {
    const count = eventsOf(one).length
    if (part.length > 0 && events + count > eventsMost) {
      parts.push(part)
      part = []
      events = 0
    }
    part.push(one)
    events += count
  }
  if (part.length > 0) parts.push(part)
  return parts
}

/** Numbers that are gone, and whether they surely were ours. */
export interface Hole extends Range {
  readonly missing: number
  readonly certain: boolean
}

/** A hole in words. */
export const holeWords = ({ first, last, missing, certain }: Hole): string =>
  certain
    ? `消息缺失 · ${missing} messages (${first} to ${last}) were deleted before they were read`
    : `可能有消息缺失 · ${missing} of the messages ${first} to ${last} were deleted before they could be read; they may all be of other subjects`

const countOf: Readonly<Record<EventResult['status'], keyof Counts>> = {
  applied: 'applied',
  duplicate: 'duplicates',
  ignored: 'ignored',
  rejected: 'rejected',
  waiting: 'waiting',
}

/** What is kept of an event. One that could never be taken may be too deep to be written: its message, if it came alone there; else null. */
function bodyOf(one: Read, event: unknown): Uint8Array | null {
  if (isTame(event)) return Buffer.from(JSON.stringify(event))
  return eventsOf(one).length === 1 ? one.message.data : null
}

/** What a part did: counts, and what must be kept of it. @param results of its events, in order */
export function sumUp(
  part: readonly Read[],
  results: readonly EventResult[],
  holes: readonly Hole[],
): { readonly counts: Counts; readonly incidents: readonly Incident[] } {
  const counts: Counts = { ...noCounts(), messages: part.length, events: results.length, holes: holes.length }
  const incidents: Incident[] = holes.map((hole) => ({ ...hole, kind: 'hole', words: holeWords(hole) }))
  let turn = 0
  for (const one of part) {
    const { seq, data } = one.message
    if ('bad' in one.decoded) {
      counts.badMessages += 1
      const code = one.decoded.bad
      incidents.push({
        kind: 'bad_message',
        first: seq,
        last: seq,
        code,
        words: 'a message without events',
        body: data,
      })
    }
    for (const event of eventsOf(one)) {
      const result = results[turn++]
      if (result === undefined) continue
      counts[countOf[result.status]] += 1
      if (result.status !== 'rejected') continue
      const { id: eventId, code } = result
      const refused = {
        kind: 'refused_event',
        first: seq,
        last: seq,
        eventId,
        words: 'an event that was refused',
      } as const
      const body = bodyOf(one, event)
      incidents.push({ ...refused, ...(code === undefined ? {} : { code }), ...(body === null ? {} : { body }) })
    }
  }
  return { counts, incidents }
}
