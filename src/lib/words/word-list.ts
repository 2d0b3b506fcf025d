import { fold, type Folded, type Gap } from './fold.ts'

/** Where a text holds a word of a list. */
export interface Match {
  /** UTF-16 offsets: of its first unit, and behind its last */
  readonly start: number
  readonly end: number
  /** which word of the list */
  readonly word: number
}

/** Words that can be looked for all at once. */
export interface WordList {
  readonly size: number
  /** Every place where a word stands, however it is written. @param folded of the text, where it is asked of several lists */
  find(text: string, folded?: Folded): Match[]
}

/** A word as it is looked for. */
interface Pattern {
  readonly word: number
  readonly points: readonly number[]
  readonly counts: readonly number[]
  /** it may begin, or end, within a longer word */
  readonly freeStart: boolean
  readonly freeEnd: boolean
}

const digit = /\p{Nd}/u
/** Scripts that write words apart: one of theirs is found as a whole word only, unless the list says `*word*`. */
const apart = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u

type Kind = 'digit' | 'letter' | 'other'
const kindOf = (point: number | undefined): Kind => {
  const text = point === undefined ? '' : String.fromCodePoint(point)
  return digit.test(text) ? 'digit' : apart.test(text) ? 'letter' : 'other'
}

/** Whether a word can be looked for: something of it is a letter or a digit. */
export const isFindable = (word: string): boolean => fold(word).points.length > 0

/** Letters that look different in the other case (Ν ν) are looked for in both. */
const casesOf = (word: string): readonly string[] =>
  /\p{Script=Greek}/u.test(word) ? [word, word.toUpperCase(), word.toLowerCase()] : [word]

const patternsOf = (words: readonly string[]): Pattern[] =>
  words.flatMap((word, index) => {
    const bare = word.replaceAll('*', '')
    const freeStart = word.startsWith('*')
    const freeEnd = word.endsWith('*')
    return casesOf(bare).flatMap((text) => {
      const { points, counts } = fold(text)
      return points.length === 0 ? [] : [{ word: index, points, counts, freeStart, freeEnd }]
    })
  })

/**
 * The trie of all patterns with the links of Aho and Corasick: a text is read once, whatever the number of words. Edges are one hash table over typed
 * arrays, so that a hundred thousand nodes are a few megabytes and no garbage.
 */
function trieOf(patterns: readonly Pattern[]) {
  const most = patterns.reduce((sum, { points }) => sum + points.length, 1)
  const parent = new Int32Array(most)
  const point = new Int32Array(most)
  /** the longest proper end of a node that is a node */
  const back = new Int32Array(most)
  /** the next end of a node, itself first, where a pattern ends; 0: none */
  const out = new Int32Array(most)
  const ends = new Map<number, Pattern[]>()
  const slots = 2 ** Math.ceil(Math.log2(most * 2 + 1))
  const table = new Int32Array(slots)
  let nodes = 1

  const slotOf = (from: number, by: number): number => {
    for (let slot = (Math.imul(from, 0x9e3779b1) ^ Math.imul(by, 0x85ebca6b)) >>> 0; ; slot += 1) {
      const node = table[slot & (slots - 1)] ?? 0
      if (node === 0 || (parent[node] === from && point[node] === by)) return slot & (slots - 1)
    }
  }
  const step = (from: number, by: number): number => table[slotOf(from, by)] ?? 0
  /** Where a text is after one more point: the longest node that is an end of it. */
  const next = (from: number, by: number): number => {
    for (let node = from; ; node = back[node] ?? 0) {
      const to = step(node, by)
      if (to !== 0 || node === 0) return to
    }
  }

  let level: number[] = []
  let deepest = 0
  for (const pattern of patterns) deepest = Math.max(deepest, pattern.points.length)
  const at = new Int32Array(patterns.length)
  // by depth: a link goes to a shorter node, which is there before
  for (let depth = 0; depth < deepest; depth += 1) {
    level = []
    for (const [index, pattern] of patterns.entries()) {
      const by = pattern.points[depth]
      if (by === undefined) continue
      const from = at[index] ?? 0
      const slot = slotOf(from, by)
      if ((table[slot] ?? 0) === 0) {
        table[slot] = nodes
        parent[nodes] = from
        point[nodes] = by
        level.push(nodes)
        nodes += 1
      }
      const node = table[slot] ?? 0
      at[index] = node
      if (depth === pattern.points.length - 1) ends.set(node, [...(ends.get(node) ?? []), pattern])
    }
    for (const node of level) {
      const from = parent[node] ?? 0
      back[node] = from === 0 ? 0 : next(back[from] ?? 0, point[node] ?? 0)
      out[node] = ends.has(node) ? node : (out[back[node] ?? 0] ?? 0)
    }
  }
  return {
    next,
    /** Patterns that end where a text is. */
    *endingAt(node: number): Generator<Pattern> {
      for (let one = out[node] ?? 0; one !== 0; one = out[back[one] ?? 0] ?? 0) yield* ends.get(one) ?? []
    },
  }
}

/** How many letters a run must have: as many as the word at least; of digits exactly as many. */
const enough = (has: number, wanted: number, kind: Kind): boolean => (kind === 'digit' ? has === wanted : has >= wanted)

/** Whether two neighbouring runs are one word of a script that writes words apart. */
function isJoined(text: Folded, left: number, right: number): boolean {
  const kind = kindOf(text.points[left])
  return kind !== 'other' && kind === kindOf(text.points[right]) && text.ends[left] === text.starts[right]
}

/** Where a pattern stands whose last run is the one at `last`; null: its letters are too few, or it is but a part of a word. */
function placeOf(text: Folded, pattern: Pattern, last: number): { start: number; end: number } | null {
  const length = pattern.counts.length
  const first = last - length + 1
  for (let n = 1; n < length - 1; n += 1)
    if (!enough(text.counts[first + n] ?? 0, pattern.counts[n] ?? 1, kindOf(pattern.points[n]))) return null
  const kind = { first: kindOf(text.points[first]), last: kindOf(text.points[last]) }
  const gapsOf = (run: number): readonly Gap[] => text.gaps.get(run) ?? []
  // a run that is interrupted may hold the end of one word and the beginning of the next
  const starts = [
    ...(pattern.freeStart || !isJoined(text, first - 1, first) ? [{ before: 0, at: text.starts[first] ?? 0 }] : []),
    ...(kind.first === 'other' ? [] : gapsOf(first).map(({ count, start }) => ({ before: count, at: start }))),
  ]
  const ends = [
    ...(pattern.freeEnd || !isJoined(text, last, last + 1)
      ? [{ upTo: text.counts[last] ?? 0, at: text.ends[last] ?? 0 }]
      : []),
    ...(kind.last === 'other' ? [] : gapsOf(last).map(({ count, end }) => ({ upTo: count, at: end }))),
  ]
  for (const start of starts)
    for (const end of ends) {
      const fits =
        length === 1
          ? enough(end.upTo - start.before, pattern.counts[0] ?? 1, kind.first)
          : enough((text.counts[first] ?? 0) - start.before, pattern.counts[0] ?? 1, kind.first) &&
            enough(end.upTo, pattern.counts[length - 1] ?? 1, kind.last)
      if (fits) return { start: start.at, end: end.at }
    }
  return null
}

/**
 * Makes words findable in any writing: `fold` says what counts as the same. A word of a script that writes words apart is found as a whole word, `*`
 * before or behind it lifts that; letters may be repeated, digits not. Words without letter or digit are never found.
 */
export function createWordList(words: readonly string[]): WordList {
  const patterns = patternsOf(words)
  const trie = trieOf(patterns)
  return {
    size: words.length,
    find(text, folded = fold(text)) {
      const matches: Match[] = []
      let node = 0
      for (const [run, point] of folded.points.entries()) {
        node = trie.next(node, point)
        for (const pattern of trie.endingAt(node)) {
          const place = placeOf(folded, pattern, run)
          if (place !== null) matches.push({ ...place, word: pattern.word })
        }
      }
      return matches
    },
  }
}

/** A text with places made unreadable: each character but white space becomes one ＊. No longer than before. */
export function mask(text: string, places: readonly { readonly start: number; readonly end: number }[]): string {
  let masked = ''
  let at = 0
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    masked += text.slice(at, Math.max(at, start))
    masked += text.slice(Math.max(at, start), end).replaceAll(/[^\p{White_Space}]/gu, '＊')
    at = end
  }
  return masked + text.slice(at)
}
