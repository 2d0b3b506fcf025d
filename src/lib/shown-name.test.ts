import { expect, test } from 'vitest'
import { isPlainName, shownName } from './shown-name.ts'

test.each([
  ['a bidi override', '\u202eluo\u202c', 'luo'],
  ['isolates', '\u2066小雨\u2069', '小雨'],
  ['zero widths', '官\u200b方\u200c客\ufeff服\u2060', '官方客服'],
  ['a soft hyphen, fillers, a grapheme joiner', 'l\u00adu\u3164o\u115f\u034f', 'luo'],
  ['controls', 'l\u0007u\u009bo', 'luo'],
  ['tags and selectors', '小\u{e0041}雨\ufe00\u{e0100}', '小雨'],
  ['marks of annotations', '\ufff9luo\ufffa\ufffb', 'luo'],
  ['a lone surrogate', 'luo\ud800', 'luo'],
  ['a pile of marks', `a${'\u0301'.repeat(50)}b`, `a${'\u0301'.repeat(4)}b`],
  ['a pile held apart by what is hidden', `a${'\u0301\u200b'.repeat(50)}`, `a${'\u0301'.repeat(4)}`],
  ['marks without a letter', ' \u0489\u0301luo', 'luo'],
  ['white space', '  小\t\n雨\u3000\u2800 fan\u2028', '小 雨 fan'],
])('GRP-11: %s does not work in a name that is shown', (_, name, shown) => {
  expect(shownName(name)).toBe(shown)
  expect(shownName(shown)).toBe(shown)
})

test.each(['', ' \u3000', '\u200b\u202e', '\u3164', '\u2800', '\u200d', '\u0301'])(
  'GRP-11: a name of which nothing can be seen is none (%j)',
  (name) => {
    expect(shownName(name)).toBeNull()
    expect(isPlainName(name)).toBe(false)
  },
)

test.each([
  '林同学',
  'Zoë Nguyễn'.normalize('NFD'),
  '👩🏽‍💻程序媛',
  '👨‍👩‍👧',
  '❤️‍🔥',
  '1️⃣号粉丝',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '🇨🇳',
  'שָׁלוֹם',
  'မြို့',
  'กั้น',
])('GRP-11: %s is shown as it is written', (name) => {
  expect(shownName(name)).toBe(name)
  expect(isPlainName(name)).toBe(true)
})

test.each(['铁\u200d粉群', '群\u202e', 'a\nb', '群\u200b', '\ufe0f群'])('GRP-11: %j is no plain name', (name) => {
  expect(isPlainName(name)).toBe(false)
})

test('GRP-11: without a name none is shown', () => {
  expect(shownName(null)).toBeNull()
})
