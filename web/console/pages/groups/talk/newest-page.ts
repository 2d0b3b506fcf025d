import type { MessageView } from '../../../../../src/contract/messages.ts'

/** Messages of one page of the server. */
export const pageMost = 50

/** Two runs of messages in order, each once. */
export function join(first: readonly MessageView[], second: readonly MessageView[]): MessageView[] {
  const after = first.at(-1)?.seq ?? -1
  return [...first, ...second.filter(({ seq }) => seq > after)]
}

/**
 * The newest page read anew, with the history before it that was read already and what was heard after it. A full page that begins behind all that
 * was known leaves a gap: then what was known is let go and can be read again.
 */
export function withHistory(known: readonly MessageView[], newest: readonly MessageView[]): MessageView[] {
  const [first] = newest
  if (first === undefined) return [...known]
  const touches = newest.length < pageMost || known.some(({ seq }) => seq >= first.seq)
  return touches ? join([...known.filter(({ seq }) => seq < first.seq), ...newest], known) : [...newest]
}
