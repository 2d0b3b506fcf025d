import type { PollView } from '../../contract/polls.ts'
import type { Queryable } from '../../ports/db.ts'
import { readShown } from './shown/store.ts'
import { pollKey, readPolls, readSuggestions, readVotes, type PollKey } from './store.ts'
import { viewOfPoll } from './views.ts'

/** What users chose and suggested in polls, by `pollKey`; two statements. */
export async function readMine(
  on: Queryable,
  keys: readonly PollKey[],
): Promise<ReadonlyMap<string, NonNullable<PollView['mine']>>> {
  const mine = new Map(keys.map((key) => [pollKey(key), { options: [] as number[], suggestions: [] as number[] }]))
  if (keys.length === 0) return mine
  for (const row of await readVotes(on, keys))
    mine.get(pollKey({ userNo: row.user_no, pollId: row.poll_id }))?.options.push(...row.options)
  for (const row of await readSuggestions(on, keys))
    mine.get(pollKey({ userNo: row.user_no, pollId: row.poll_id }))?.suggestions.push(row.option)
  return mine
}

/** Polls as these members see them, by `pollKey`: four statements, whatever their number. */
export async function viewPolls(
  { tx, now }: { readonly tx: Queryable; readonly now: number },
  keys: readonly PollKey[],
): Promise<ReadonlyMap<string, PollView>> {
  const pollIds = [...new Set(keys.map(({ pollId }) => pollId))]
  if (pollIds.length === 0) return new Map()
  const [rows, shown, mine] = [await readPolls(tx, pollIds), await readShown(tx, pollIds), await readMine(tx, keys)]
  return new Map(
    keys.flatMap((key) => {
      const row = rows.get(key.pollId)
      if (row === undefined) return []
      const reader = { runs: false, mine: mine.get(pollKey(key)) ?? null }
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
  const [rows, shown, mine] = [
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
        { runs, mine: userNo === null ? null : (mine.get(pollKey({ userNo, pollId })) ?? null) },
        now,
      ),
    ]),
  )
}
