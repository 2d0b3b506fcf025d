import { moderationBounds } from './bounds.ts'

const separators = /[\n\r,,、;;]+/u

/** What somebody typed or pasted as a list of words: parted by lines, commas or semicolons, each once, in that order. */
export function wordsOf(typed: string): string[] {
  const words = typed.split(separators).map((word) => word.trim())
  return [...new Set(words.filter((word) => word !== ''))]
}

/** The first word that is longer than a list takes; null: none is. */
export const tooLong = (words: readonly string[]): string | null =>
  words.find((word) => [...word].length > moderationBounds.wordMost) ?? null

/**
 * The host of what was pasted: an address, a host, with or without path; null: there is none in it. One in other scripts is none: links to it are
 * allowed nowhere.
 */
export function hostOf(typed: string): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const [, host = ''] = /^(?:https?:\/\/)?([a-z0-9.-]+?)\.?(?::\d+)?(?:[/?#].*)?$/.exec(text) ?? []
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]+$/.test(host) ? host : null
}
