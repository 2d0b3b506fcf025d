import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { createWordList, isFindable, mask } from './word-list.ts'

const found = (words: readonly string[], text: string): string[] =>
  createWordList(words)
    .find(text)
    .map(({ start, end }) => text.slice(start, end))

describe('words in any writing', () => {
  test.each([
    ['赌博', '一起赌博吧', '赌博'],
    ['赌博', '一起賭博吧', '賭博'],
    ['赌博', '赌 博', '赌 博'],
    ['赌博', '赌\u200b\u2060博', '赌\u200b\u2060博'],
    ['赌博', '赌-·_*。博!', '赌-·_*。博'],
    ['赌博', '赌🎲博', '赌🎲博'],
    ['赌博', '赌赌博博', '赌赌博博'],
    ['赌博', '赌\u0336博\u0336', '赌\u0336博\u0336'],
    ['賭博', '赌博', '赌博'],
    ['微信', '⼼微信', '微信'],
    ['casino', 'CASINO', 'CASINO'],
    ['casino', 'go to ｃａｓｉｎｏ now', 'ｃａｓｉｎｏ'],
    ['casino', 'с а s і n о', 'с а s і n о'],
    ['casino', 'cásïnô', 'cásïnô'],
    ['casino', 'ⓒⓐⓢⓘⓝⓞ', 'ⓒⓐⓢⓘⓝⓞ'],
    ['casino', '🅲🅰🆂🅸🅽🅾', '🅲🅰🆂🅸🅽🅾'],
    ['casino', '𝓬𝓪𝓼𝓲𝓷𝓸', '𝓬𝓪𝓼𝓲𝓷𝓸'],
    ['casino', 'ᴄᴀꜱɪɴᴏ', 'ᴄᴀꜱɪɴᴏ'],
    ['casino', 'caaaasiiiinooo', 'caaaasiiiinooo'],
    ['casino', 'c\u202ea\u2066sino', 'c\u202ea\u2066sino'],
    ['book', 'bo ok', 'bo ok'],
    ['office', 'oﬃce', 'oﬃce'],
    ['straße', 'STRASSE', 'STRASSE'],
    ['ΜΗΝΥΜΑ', 'μηνυμα', 'μηνυμα'],
    ['加v', '加V123', '加V'],
    ['110', '打110吧', '110'],
    ['so', 'was so', 'so'],
    ['as', 'as so', 'as'],
    ['*fuck*', 'unfuckable', 'fuck'],
  ])('GRP-8: «%s» is found in «%s»', (word, text, place) => {
    expect(found([word], text)).toContain(place)
  })

  test.each([
    ['book', 'a bok'],
    ['ass', 'class, pass, as soon as'],
    ['ass', 'assess'],
    ['so', 'was old'],
    ['fuck*', 'unfuck'],
    ['妈妈', '妈的'],
    ['赌博', '赌一博'],
    ['110', '1100, 11 00 2110 x 1110'],
    ['上海', '海上'],
  ])('GRP-8: «%s» is not in «%s»', (word, text) => {
    expect(found([word], text)).toEqual([])
  })

  test('GRP-8: words within words, and words that end alike, are all found', () => {
    expect(found(['赌', '赌博网', '博网', '博'], '上赌博网').sort()).toEqual(['博', '博网', '赌', '赌博网'])
    expect(found([], '什么都没有')).toEqual([])
    expect(['。', '', '*', '\u200b', '🎲'].filter(isFindable)).toEqual([])
  })

  const words = ['赌博', '微信号', '发票', '万岁', 'casino', 'viagra', 'book', 'loan 2024', '加v领取', 'сука']
  const list = createWordList(words)
  const reverse = new Map([
    ['赌', '賭'],
    ['发', '發'],
    ['号', '號'],
    ['万', '萬'],
    ['岁', '歲'],
    ['领', '領'],
    ['a', 'а'],
    ['o', 'о'],
    ['c', 'с'],
    ['e', 'е'],
    ['i', 'і'],
  ])
  const between = fc.stringMatching(/^[ \t.,*_~\-·。、！…\u200b\u200d\u2060\ufeff\u00ad\u202e\u2067🎲❤]{0,4}$/u)
  const behind = fc.stringMatching(/^[\u0300-\u036f\ufe0f]{0,3}$/u)
  /** One letter as a trickster writes it. */
  const trick = (letter: string) =>
    fc
      .record({
        form: fc.constantFrom('same', 'upper', 'wide', 'alike'),
        times: fc.integer({ min: 1, max: /\d/.test(letter) ? 1 : 3 }),
        behind,
        between,
      })
      .map(({ form, times, behind: marks, between: gap }) => {
        const point = letter.codePointAt(0) ?? 0
        const wide = point > 0x20 && point < 0x7f ? String.fromCodePoint(point + 0xfee0) : letter
        const written = {
          same: letter,
          upper: letter.toUpperCase(),
          wide,
          alike: reverse.get(letter) ?? letter,
        }[form]
        return (written + marks).repeat(times) + gap
      })
  const tricked = fc
    .constantFrom(...words)
    .chain((word) => fc.tuple(fc.constant(word), ...Array.from(word).map(trick)))
    .map(([word, ...letters]) => ({ word, text: letters.join('') }))
  const other = fc.stringMatching(/^[今天好吃吗!?\s😀]{0,8}$/u)

  test('GRP-8: no word of the list survives any of the tricks, and what is masked holds none', () => {
    fc.assert(
      fc.property(other, tricked, other, (before, { word, text }, after) => {
        const said = before + text + after
        const matches = list.find(said)
        expect(matches.map((match) => words[match.word])).toContain(word)
        const masked = mask(said, matches)
        expect(list.find(masked)).toEqual([])
        expect(masked.length).toBeLessThanOrEqual(said.length)
        // what stood around is as it was
        expect(masked.startsWith(before)).toBe(true)
        expect(masked.endsWith(after)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  /** The same by a regular expression: what the definition says, word by word. */
  const regexOf = (word: string): RegExp => {
    const gap = '[ .]*'
    const runs = [...word.matchAll(/(.)\1*/gu)].map(([run, letter = '']) => ({ letter, count: Array.from(run).length }))
    const body = runs
      .map(({ letter, count }) => `${letter}(?:${gap}${letter}){${count - 1}${/\d/.test(letter) ? '' : ','}}`)
      .join(gap)
    const kind = (letter: string | undefined) =>
      /\d/.test(letter ?? '') ? '\\d' : /[a-z]/.test(letter ?? '') ? '[a-z]' : null
    const [first, last] = [kind(runs[0]?.letter), kind(runs.at(-1)?.letter)]
    return new RegExp(`${first === null ? '' : `(?<!${first})`}${body}${last === null ? '' : `(?!${last})`}`, 'u')
  }

  test('GRP-8: a word is found exactly where its definition holds, whatever other words there are; offsets name it', () => {
    const letter = fc.constantFrom('a', 'b', '1', '2', '赌', '博')
    const word = fc.array(letter, { minLength: 1, maxLength: 4 }).map((letters) => letters.join(''))
    const text = fc.array(fc.oneof(letter, fc.constantFrom(' ', '.', 'a', 'b')), { maxLength: 14 })
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 6 }), text, (some, letters) => {
        const said = letters.join('')
        const matches = createWordList(some).find(said)
        for (const [index, one] of some.entries()) {
          const mine = matches.filter((match) => match.word === index)
          expect(mine.length > 0, `${one} in ${said}`).toBe(regexOf(one).test(said))
          for (const { start, end } of mine) {
            const place = fold(said.slice(start, end))
            expect(place.points).toEqual(fold(one).points)
            expect(place.starts[0]).toBe(0)
            expect(place.ends.at(-1)).toBe(end - start)
          }
        }
      }),
      { numRuns: 5_000 },
    )
  })

  test('GRP-8: any text at all is read, and without words of the list it is left as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const matches = createWordList(['qqqq', '龘龘']).find(text)
        expect(mask(text, matches)).toBe(text)
        const { points, counts, starts, ends } = fold(text)
        expect(new Set([points.length, counts.length, starts.length, ends.length]).size).toBe(1)
        for (let run = 1; run < points.length; run += 1) expect(points[run]).not.toBe(points[run - 1])
      }),
      { numRuns: 2_000 },
    )
  })
})
