import type { Queryable } from '../../ports/db.ts'
import { scopeKey, type Scope } from './apply.ts'
import { addMessages, countInto, takeNumbers, type NewMessage } from './store.ts'

/** A message before it has its number. */
export type Draft = Omit<NewMessage, 'seq' | 'nth'>

/**
 * Gives messages their numbers and writes them, in the order given: three statements, whatever their number. Locks the clubs' streams, as the last
 * that a transaction locks.
 * @returns the number of each
 * @rule GRP-10
 */
export async function writeMessages(tx: Queryable, now: number, drafts: readonly Draft[]): Promise<number[]> {
  if (drafts.length === 0) return []
  const perClub = new Map<number, number>()
  for (const { clubNo } of drafts) perClub.set(clubNo, (perClub.get(clubNo) ?? 0) + 1)
  const last = await takeNumbers(tx, perClub)
  const next = new Map([...last].map(([clubNo, seq]) => [clubNo, seq - (perClub.get(clubNo) ?? 0)]))
  const numbered = drafts.map((draft) => {
    const seq = (next.get(draft.clubNo) ?? 0) + 1
    next.set(draft.clubNo, seq)
    return { ...draft, seq }
  })
  const counts = new Map<string, Scope & { messages: number; lastSeq: number }>()
  for (const { clubNo, groupNo, number, seq } of numbered) {
    const key = scopeKey({ clubNo, groupNo, number })
    counts.set(key, { clubNo, groupNo, number, messages: (counts.get(key)?.messages ?? 0) + 1, lastSeq: seq })
  }
  const nth = new Map<string, number>()
  for (const row of await countInto(tx, sorted([...counts.values()]))) {
    const key = scopeKey({ clubNo: row.club_no, groupNo: row.group_no, number: row.number })
    nth.set(key, row.messages - (counts.get(key)?.messages ?? 0))
  }
  const messages = numbered.map((draft): NewMessage => {
    const key = scopeKey(draft)
    nth.set(key, (nth.get(key) ?? 0) + 1)
    return { ...draft, nth: nth.get(key) ?? 1 }
  })
  await addMessages(tx, messages, now)
  return messages.map(({ seq }) => seq)
}

const sorted = <S extends Scope>(scopes: S[]): S[] =>
  scopes.sort((a, b) => a.clubNo - b.clubNo || a.groupNo - b.groupNo || a.number - b.number)
