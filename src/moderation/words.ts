import { createWordList } from '../lib/words/word-list.ts'
import type { Queryable } from '../ports/db.ts'
import type { Saying, WordCommands, Worded } from '../ports/words.ts'
import { judgeSaying, unset, type Settings, type Words } from './apply.ts'
import { PLATFORM_NO, readSettings, readWords, type ModerationRow } from './store.ts'

/** Lists made findable, by their marks: a mark is of one list at one version for ever, so what is kept is never stale. */
const findable = new Map<string, Words>()
/** Words of all lists that a node keeps findable: some 120 MB (bench/words.ts). */
const FINDABLE_WORDS_MOST = 120_000

function keep(mark: string, words: Words): void {
  findable.set(mark, words)
  let kept = [...findable.values()].reduce((sum, { list }) => sum + list.size, 0)
  for (const [oldest, { list }] of findable) {
    if (kept <= FINDABLE_WORDS_MOST && findable.size <= FINDABLE_WORDS_MOST / 100) return
    if (oldest === mark) continue
    findable.delete(oldest)
    kept -= list.size
  }
}

/** Words that settings name, by club number: from memory, or from the store in one statement. */
async function wordsOf(tx: Queryable, rows: readonly ModerationRow[]): Promise<ReadonlyMap<number, Words>> {
  const known = new Map<number, Words>()
  for (const { club_no: clubNo, mark } of rows) {
    const words = findable.get(mark)
    if (words !== undefined) known.set(clubNo, words)
  }
  const missing = rows.flatMap(({ club_no: clubNo }) => (known.has(clubNo) ? [] : [clubNo]))
  const read = missing.length === 0 ? [] : await readWords(tx, missing)
  for (const { club_no: clubNo, mark, words, actions } of read) {
    const made = { list: createWordList(words), words, actions }
    known.set(clubNo, made)
    keep(mark, made)
  }
  return known
}

/** What messages may hold, within one transaction. */
export function createWords(tx: Queryable): WordCommands {
  return {
    async judge<B extends object>(sayings: readonly Saying<B>[]): Promise<readonly Worded<B>[]> {
      if (sayings.length === 0) return []
      const rows = await readSettings(tx, [PLATFORM_NO, ...sayings.map(({ clubNo }) => clubNo)])
      const words = await wordsOf(tx, rows)
      const settings = new Map(
        rows.map((row): [number, Settings] => [
          row.club_no,
          {
            linksAllowed: row.links_allowed,
            contactsAllowed: row.contacts_allowed,
            hosts: row.hosts,
            words: words.get(row.club_no) ?? null,
          },
        ]),
      )
      const platform = settings.get(PLATFORM_NO) ?? unset
      return sayings.map((saying) => judgeSaying(saying, platform, settings.get(saying.clubNo) ?? unset))
    },
  }
}
