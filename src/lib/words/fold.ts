import { simplifiedPairs } from './simplified.gen.ts'

/**
 * Text as a word filter compares it: compatibility forms, full width, case, marks on letters, traditional characters and look-alikes of other scripts are
 * one; what is no letter and no digit is left out; equal letters that follow one another are one run. Each run knows where it stood in the text.
 */
export interface Folded {
  /** code points, one a run */
  readonly points: readonly number[]
  /** how many letters each run has */
  readonly counts: readonly number[]
  /** UTF-16 offsets in the text: of a run's first unit, and behind its last */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** where a run was interrupted by what is left out, by run */
  readonly gaps: ReadonlyMap<number, readonly Gap[]>
}

export interface Gap {
  /** letters of the run before it */
  readonly count: number
  /** where they end, and where the rest begins */
  readonly end: number
  readonly start: number
}

const pairs = (text: string): (readonly [string, string])[] => {
  const points = Array.from(text)
  return points.flatMap((from, n) => (n % 2 === 0 ? [[from, points[n + 1] ?? from] as const] : []))
}

/** Letters that look like others, as they are written: the same letter may look otherwise in the other case (Ν ν). */
const lookalikes =
  // Greek
  'ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxαaβbγyεeηnιiκkμuνvοoρpσoτtυuχxωw' +
  // Cyrillic
  'АaаaВbвbЕeеeЅsѕsІiіiЈjјjКkкkМmмmНhнhОoоoРpрpСcсcТtтtУyуyҮyүyХxхxҺhһhԁdԛqԜwԝwѴvѵvЬbьbӀlӏl' +
  // Latin beyond ASCII that does not decompose
  'ɑaɡgƒfđdĐdłlŁløoØoıiᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz'
const alike: ReadonlyMap<string, string> = new Map(pairs(lookalikes))
const simplified: ReadonlyMap<string, string> = new Map(pairs(simplifiedPairs))

/** Neither letter nor digit, or a mark of no script of its own; Hangul fillers are letters that show nothing. */
const leftOut = /[\p{P}\p{S}\p{Z}\p{C}\p{Script=Inherited}\u115f\u1160]/u

const mark = /\p{M}/u

/** Letters in black circles and squares, which have no compatibility form. */
const boxed = (point: number): number | null =>
  (point >= 0x1f150 && point <= 0x1f169) || (point >= 0x1f170 && point <= 0x1f189)
    ? 97 + ((point - 0x1f150) % 32)
    : null

function foldPoint(point: number): readonly number[] {
  const letter = boxed(point)
  if (letter !== null) return [letter]
  const letters = Array.from(String.fromCodePoint(point).normalize('NFKD'))
  // a mark may be a letter in upper case (U+0345)
  const plain = letters.flatMap((one) => (leftOut.test(one) ? [] : [alike.get(one) ?? one])).join('')
  // upper case first: ß, ſ and others have no single lower form
  const lower = plain.toUpperCase().toLowerCase().normalize('NFKD')
  return Array.from(lower).flatMap((one) => {
    if (leftOut.test(one)) return []
    const same = alike.get(one) ?? simplified.get(one) ?? one
    return [same.codePointAt(0) ?? 0]
  })
}

const known = new Map<number, readonly number[]>()
/** A hostile writer may use all of Unicode. */
const KNOWN_MOST = 30_000

function foldedPoint(point: number): readonly number[] {
  const folded = known.get(point)
  if (folded !== undefined) return folded
  if (known.size >= KNOWN_MOST) known.clear()
  const made = foldPoint(point)
  known.set(point, made)
  return made
}

/** One code point as it is compared; empty: it is left out. */
export const foldLetter = (point: number): string => String.fromCodePoint(...foldedPoint(point))

/** Folds a text; lone surrogates are left out. */
export function fold(text: string): Folded {
  const points: number[] = []
  const counts: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  const gaps = new Map<number, Gap[]>()
  for (let at = 0; at < text.length;) {
    const point = text.codePointAt(at) ?? 0
    const end = at + (point > 0xffff ? 2 : 1)
    const letters = foldedPoint(point)
    // a mark belongs to the letter before it
    if (letters.length === 0 && ends.at(-1) === at && mark.test(String.fromCodePoint(point)))
      ends[ends.length - 1] = end
    for (const folded of letters) {
      const last = points.length - 1
      if (points[last] === folded) {
        const before = ends[last] ?? at
        const count = counts[last] ?? 0
        if (before < at) gaps.set(last, [...(gaps.get(last) ?? []), { count, end: before, start: at }])
        counts[last] = count + 1
        ends[last] = end
      } else {
        points.push(folded)
        counts.push(1)
        starts.push(at)
        ends.push(end)
      }
    }
    at = end
  }
  return { points, counts, starts, ends, gaps }
}
