import type { PollOption, PollView } from '../../../src/contract/polls.ts'
import type { StreamMessage } from '../stream.ts'

/** A poll as the stream's news leaves it. */
export interface Moved {
  readonly poll: PollView
  /** there is more than the news tells its reader: it has to be asked for */
  readonly isShort: boolean
}

const votesIn = (value: unknown): ReadonlyMap<number, number> | null =>
  Array.isArray(value)
    ? new Map(
        value.flatMap((one: unknown) =>
          typeof one === 'object' && one !== null && 'option' in one && 'votes' in one
            ? [[Number(one.option), Number(one.votes)] as const]
            : [],
        ),
      )
    : null

/**
 * Puts what `group.poll` tells into a poll that is shown, so that a vote costs its thousands of readers no question each. It names no words and nothing
 * that not everybody may see: an option that the page does not know, counts for who voted alone, and what was taken away while counts are hidden are
 * asked for.
 * @param body as `pollNews` of the contract
 */
export function withPollNews(before: PollView, body: StreamMessage['body']): Moved {
  const votes = votesIn(body['votes'])
  const picked = new Set(Array.isArray(body['picked']) ? body['picked'].map(Number) : [])
  const known = new Map(before.options.map((option) => [option.option, option]))
  // where counts are shown, the news names what stands on the card, in its order
  const named = votes === null ? [...known.keys()] : [...votes.keys()]
  const options = named.flatMap((number): PollOption[] => {
    const option = known.get(number)
    if (option === undefined) return []
    return [{ ...option, votes: votes?.get(number) ?? option.votes, picked: picked.has(number) }]
  })
  const poll: PollView = {
    ...before,
    status: body['status'] === 'closed' ? 'closed' : 'open',
    voters: Number(body['voters']),
    suggestions: Number(body['suggestions']),
    options,
  }
  const isMissing = options.length < named.length || [...picked].some((number) => !known.has(number))
  const seesMore = votes === null && before.options.some((option) => option.votes !== null)
  const isHiddenCall = votes === null && before.each > 0
  const isElse = poll.suggestions !== before.suggestions || poll.voters === before.voters
  return { poll, isShort: isMissing || seesMore || (isHiddenCall && isElse) }
}
