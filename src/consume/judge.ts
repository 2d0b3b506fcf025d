import type { StreamFacts } from '../ports/event-stream.ts'

/** What is known of the place a consumer stands at. */
export interface Place {
  readonly streamCreated: string
  readonly position: number
  readonly positionHash: string | null
}

/** Sequences, both included. */
export interface Range {
  readonly first: number
  readonly last: number
}

/** Why a stream is not the one that was read: it was made anew, it ends before our place, or another message stands there. */
export type ChangeKind = 'recreated' | 'lost_tail' | 'rewritten'
export type Verdict =
  | { readonly kind: 'same'; readonly hole: Range | null }
  | ({ readonly kind: ChangeKind; readonly words: string } & Range)

/**
 * Whether a stream still is what was read, and whether what comes next is still there (pure).
 * @param hashAtPosition of the message that has our position now; null: it has none any more
 */
export function judgeStream(place: Place, facts: StreamFacts, hashAtPosition: string | null): Verdict {
  const { position } = place
  if (facts.created !== place.streamCreated)
    return {
      kind: 'recreated',
      first: facts.firstSeq,
      last: facts.lastSeq,
      words:
        `消息流已被重建 · the stream was made anew at ${facts.created} (we read the one of ${place.streamCreated}, up to ${position}); ` +
        `it holds ${facts.firstSeq} to ${facts.lastSeq}`,
    }
  if (facts.lastSeq < position)
    return {
      kind: 'lost_tail',
      first: facts.lastSeq + 1,
      last: position,
      words:
        `消息流丢失了尾部 · the stream ends at ${facts.lastSeq}, but ${position} was read from it: the broker lost messages that it had ` +
        'delivered, and gives their numbers to new ones',
    }
  if (hashAtPosition !== null && place.positionHash !== null && hashAtPosition !== place.positionHash)
    return {
      kind: 'rewritten',
      first: position,
      last: facts.lastSeq,
      words:
        `消息流的内容与已读的不同 · message ${position} is not the one that was read: the broker lost messages that it had delivered, and ` +
        'gave their numbers to new ones',
    }
  // also at 0: a name is first taken one behind the stream's first message, so that what is gone since then is our loss
  const hole = facts.firstSeq > position + 1 ? { first: position + 1, last: facts.firstSeq - 1 } : null
  return { kind: 'same', hole }
}

/** Whether the filter takes every message of the stream, so that each number left out is a message that is gone. */
export const takesAll = (subject: string, facts: Pick<StreamFacts, 'subjects'>): boolean =>
  subject === '' || subject === '>' || (facts.subjects.length === 1 && facts.subjects[0] === subject)

/** The numbers left out between messages in order, the first of them expected behind `position`. */
export function leftOut(position: number, sequences: readonly number[]): Range[] {
  const ranges: Range[] = []
  let before = position
  for (const seq of sequences) {
    if (seq > before + 1) ranges.push({ first: before + 1, last: seq - 1 })
    before = seq
  }
  return ranges
}

/** A stream that is not there any more, as an incident. */
export function goneIncident({ stream, position }: { readonly stream: string; readonly position: number }) {
  const words = `消息流不存在 · there is no stream ${stream} any more (we read it up to ${position})`
  return { kind: 'gone', first: position, last: position, words } as const
}
