import { pollLimits } from '../../contract/polls.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { SECOND } from '../../lib/time.ts'

/** Rules of polls and calls; PURE. Instants UTC ms. */

/** A poll as its answers see it, its row held. */
export interface PollState {
  readonly pollId: string
  readonly choicesMost: number
  /** suggestions one member may make; 0: the options are the owner's */
  readonly each: number
  readonly closesAt: number | null
  readonly closedAt: number | null
  voters: number
  /** options there ever were */
  options: number
}

/** A poll is over from `closesAt` on, or from the instant somebody closed it. */
export const isOver = (
  { closesAt, closedAt }: { readonly closesAt: number | null; readonly closedAt: number | null },
  now: number,
): boolean => closedAt !== null || (closesAt !== null && now >= closesAt)

/**
 * Whether this choice counts. Checks, in this order: `poll_closed`, `too_many_choices`, `unknown_option`.
 * @param there options of the poll among the chosen that were not taken away
 * @rule GRP-8
 */
export function judgeVote(
  poll: PollState,
  chosen: readonly number[],
  there: ReadonlySet<number>,
  now: number,
): Rejection | null {
  if (isOver(poll, now)) return reject('poll_closed')
  if (chosen.length > poll.choicesMost) return reject('too_many_choices', undefined, { choicesMost: poll.choicesMost })
  return chosen.every((option) => there.has(option)) ? null : reject('unknown_option')
}

/**
 * Whether a suggestion is taken. Checks, in this order: `poll_closed`, `not_a_call`, `muted`, `suggestion_exists` (with its option),
 * `suggestion_limit`, `call_full`.
 * @param same the option that says the same already @param his suggestions of his that stand
 * @rule GRP-8 GRP-9
 */
export function judgeSuggestion(
  poll: PollState,
  { muted, same, his }: { readonly muted: boolean; readonly same: number | null; readonly his: number },
  now: number,
): Rejection | null {
  if (isOver(poll, now)) return reject('poll_closed')
  if (poll.each === 0) return reject('not_a_call')
  if (muted) return reject('muted')
  if (same !== null) return reject('suggestion_exists', undefined, { option: same })
  if (his >= poll.each) return reject('suggestion_limit')
  return poll.options >= pollLimits.suggestionsMost ? reject('call_full') : null
}

/** What two suggestions are compared by: case, width, spaces and what nobody sees do not tell them apart. Empty: it says nothing. */
export const foldSuggestion = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

/** A vote that came (`by` 1) or went (`by` -1). */
export interface VoteChange {
  readonly pollId: string
  readonly options: readonly number[]
  /** of the voter when he voted; 0: no member of the running mode */
  readonly level: number
  readonly by: 1 | -1
}

/** What is added to one count. Option 0: voters, whatever they chose. */
export interface CountChange {
  readonly pollId: string
  readonly option: number
  readonly level: number
  by: number
}

/** What votes change in the counts: by option and level; what cancels out is left out. */
export function countsOf(changes: readonly VoteChange[]): CountChange[] {
  const counts = new Map<string, CountChange>()
  for (const { pollId, options, level, by } of changes) {
    if (options.length === 0) continue
    for (const option of [0, ...options]) {
      const key = `${pollId}:${option}:${level}`
      const known = counts.get(key)
      if (known === undefined) counts.set(key, { pollId, option, level, by })
      else known.by += by
    }
  }
  return [...counts.values()].filter(({ by }) => by !== 0)
}

/** Told at most once a second: what comes sooner waits for its turn. */
export const TELL_EVERY = SECOND
