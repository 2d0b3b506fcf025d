import { pollLimits, type PollOption, type PollView } from '../../contract/polls.ts'
import { shownName } from '../../lib/shown-name.ts'
import { toInstant } from '../../lib/time.ts'
import { messageIdOf } from '../messages/apply.ts'
import type { OptionRow } from './shown/store.ts'
import { isOverRow, type PollRow } from './store.ts'

/** Who looks at a poll. */
export interface PollReader {
  /** the owner's side */
  readonly runs: boolean
  /** he is counted among those who chose something, also where all of it was taken away since */
  readonly voted: boolean
  /** what he chose and suggested of what stands; null: he is no member here */
  readonly mine: PollView['mine']
}

/** Whether a reader sees how many chose what. @rule GRP-8 */
export function seesCounts(row: PollRow, { runs, voted }: Omit<PollReader, 'mine'>, now: number): boolean {
  if (runs || isOverRow(row, now) || row.results === 'always') return true
  return row.results === 'voted' && voted
}

/** The id of the message that put a poll. */
export const messageOf = (row: PollRow): string => messageIdOf(row.group_no, row.number, row.seq)

const statusOf = (row: PollRow, now: number): PollView['status'] => (isOverRow(row, now) ? 'closed' : 'open')

/** An option as a reader sees it. */
export const viewOfOption = (row: OptionRow, { runs, counts }: { runs: boolean; counts: boolean }): PollOption => ({
  option: row.option,
  text: row.text,
  ...(row.product === null ? {} : { product: row.product }),
  votes: counts ? row.votes : null,
  picked: row.picked,
  by: row.user_no === null ? null : { userId: runs ? row.user_id : null, name: shownName(row.user_name) },
})

/**
 * What stands on a card, of what `readShown` gives: all options of a poll; of a call those picked and the most backed or, where counts are hidden, the
 * newest in the order of their making: neither which of them stand there nor how tells how many back them.
 * @rule GRP-8
 */
export function cardOf(row: PollRow, options: readonly OptionRow[], counts: boolean): readonly OptionRow[] {
  if (row.each === 0) return options
  const first = [...options].sort((a, b) => (counts ? b.votes - a.votes || a.option - b.option : b.option - a.option))
  const kept = new Set(first.slice(0, pollLimits.shownMost))
  const shown = options.filter((option) => option.picked || kept.has(option))
  return counts ? shown : shown.sort((a, b) => a.option - b.option)
}

/** A poll as a reader sees it. */
export function viewOfPoll(row: PollRow, options: readonly OptionRow[], reader: PollReader, now: number): PollView {
  const counts = seesCounts(row, reader, now)
  return {
    pollId: row.poll_id,
    messageId: messageOf(row),
    ownerId: row.owner_id,
    kind: row.kind,
    question: row.question,
    status: statusOf(row, now),
    choicesMost: row.choices_most,
    each: row.each,
    results: row.results,
    openedAt: toInstant(row.opened_at),
    closesAt: row.closes_at === null ? null : toInstant(row.closes_at),
    closedAt: row.closed_at === null ? null : toInstant(row.closed_at),
    voters: row.voters,
    suggestions: row.each === 0 ? 0 : row.options,
    options: cardOf(row, options, counts).map((option) => viewOfOption(option, { runs: reader.runs, counts })),
    mine: reader.mine,
  }
}

/** What open pages are told of a poll: what everyone may see of it. */
export function newsOf(row: PollRow, options: readonly OptionRow[], now: number): Readonly<Record<string, unknown>> {
  const counts = seesCounts(row, { runs: false, voted: false }, now)
  return {
    pollId: row.poll_id,
    messageId: messageOf(row),
    seq: row.seq,
    status: statusOf(row, now),
    voters: row.voters,
    suggestions: row.each === 0 ? 0 : row.options,
    votes: counts ? cardOf(row, options, true).map(({ option, votes }) => ({ option, votes })) : null,
    picked: options.flatMap(({ option, picked }) => (picked ? [option] : [])),
  }
}
