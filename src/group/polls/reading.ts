import type { PollView } from '../../contract/polls.ts'
import type { Queryable } from '../../ports/db.ts'
import { readShown } from './shown/store.ts'
import { findOptions, pollKey, readPolls, readSuggestions, readVotes, type PollKey } from './store.ts'
import { viewOfPoll, type PollReader } from './views.ts'

type Own = Pick<PollReader, 'voted' | 'mine'>
const nobodys: Own = { voted: false, mine: null }

/**
 * What users chose and suggested in polls, by `pollKey`; three statements. What was taken away is nobody's choice any more: no card draws it, so
 * he could not untick it, and a vote that names it is refused. Its votes stay counted.
 */
async function readMine(on: Queryable, keys: readonly PollKey[]): Promise<ReadonlyMap<string, Own>> {
  const own = new Map(
    keys.map((key) => [pollKey(key), { voted: false, mine: { options: [] as number[], suggestions: [] as number[] } }]),
  )
  if (keys.length === 0) return own
  const votes = await readVotes(on, keys)
  const chosen = votes.flatMap(({ poll_id: pollId, options }) => options.map((option) => ({ pollId, option })))
  const standing = chosen.length === 0 ? [] : await findOptions(on, chosen)
  const stands = new Set(standing.map((row) => `${row.poll_id}:${row.option}`))
  for (const row of votes) {
    const one = own.get(pollKey({ userNo: row.user_no, pollId: row.poll_id }))
    if (one === undefined) continue
    one.voted = true
    one.mine.options.push(...row.options.filter((option) => stands.has(`${row.poll_id}:${option}`)))
  }
  for (const row of await readSuggestions(on, keys))
    own.get(pollKey({ userNo: row.user_no, pollId: row.poll_id }))?.mine.suggestions.push(row.option)
  return own
}

/** Polls as these members see them, by `pollKey`: five statements, whatever their number. */
export async function viewPolls(
  { tx, now }: { readonly tx: Queryable; readonly now: number },
  keys: readonly PollKey[],
): Promise<ReadonlyMap<string, PollView>> {
  const pollIds = [...new Set(keys.map(({ pollId }) => pollId))]
  if (pollIds.length === 0) return new Map()
  const [rows, shown, own] = [await readPolls(tx, pollIds), await readShown(tx, pollIds), await readMine(tx, keys)]
  return new Map(
    keys.flatMap((key) => {
      const row = rows.get(key.pollId)
      if (row === undefined) return []
      const reader = { runs: false, ...(own.get(pollKey(key)) ?? nobodys) }
      return [[pollKey(key), viewOfPoll(row, shown.get(key.pollId) ?? [], reader, now)] as const]
    }),
  )
}

/** Polls as one reader sees them, by id. @param userNo null: nobody in particular, or the owner's side */
export async function viewPollsFor(
  on: Queryable,
  pollIds: readonly string[],
  reader: { readonly userNo: number | null; readonly runs: boolean },
  now: number,
): Promise<ReadonlyMap<string, PollView>> {
  if (pollIds.length === 0) return new Map()
  const { userNo, runs } = reader
  const [rows, shown, own] = [
    await readPolls(on, pollIds),
    await readShown(on, pollIds),
    await readMine(on, userNo === null ? [] : pollIds.map((pollId) => ({ userNo, pollId }))),
  ]
  return new Map(
    [...rows].map(([pollId, row]) => [
      pollId,
      viewOfPoll(
        row,
        shown.get(pollId) ?? [],
        { runs, ...(userNo === null ? nobodys : (own.get(pollKey({ userNo, pollId })) ?? nobodys)) },
        now,
      ),
    ]),
  )
}
